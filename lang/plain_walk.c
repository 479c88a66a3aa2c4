/* plain_walk.c -- the fields of a folded paragraph, read off its text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_walk.h"

#include <string.h>

/* A title may hold anything but the end of its line. */
static const char *end_of_head(const char *at, const char *limit)
{
    const char *newline = memchr(at, '\n', (size_t)(limit - at));

    return newline != NULL ? newline : limit;
}

bool plain_walk_start(struct plain_walk *walk, const struct lang *lang, decl_id id)
{
    const struct decl *decl = ast_decl(lang->ast, id);
    const struct source *source = &lang->sources->sources.items[decl->source];
    const char *text = source->text.ptr;

    if (decl->fold != FOLDED)
        return false;
    *walk = (struct plain_walk){ .end = text + (decl->span.hi - source->base),
                                 .text_limit = text + source->text.len,
                                 .limits = lang->limits };
    walk->at = end_of_head(text + (ast_id_span(lang->ast, decl).hi - source->base), walk->end);
    return true;
}

bool plain_walk_field(struct plain_walk *walk, struct str *ret_name)
{
    const char *name = plain_walk_next_name(walk), *end, *value;

    if (name == NULL)
        return false;
    end = plain_name_end(name);
    *ret_name = (struct str){ name, (size_t)(end - name) };
    value = plain_skip_spaces(end + 1);
    plain_walk_enter(walk, value < walk->end ? value : walk->end);
    return true;
}

const char *plain_walk_value_end(const struct plain_walk *walk, const char *at,
                                 enum expr_op *ret_op)
{
    const struct plain_text rules = { walk->text_limit, walk->limits };

    return plain_value(&rules, at, ret_op);
}
