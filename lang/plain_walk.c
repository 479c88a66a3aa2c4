/* plain_walk.c -- the fields of a folded paragraph, read off its text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lang.h"

#include "lang/plain.h"

#include <endian.h>
#include <limits.h>
#include <stdint.h>
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

/* The name on the next line, or NULL: between a field's last token and its line end are blanks. */
static inline const char *next_name(const struct plain_walk *walk)
{
    const char *at = walk->at;

    while (at < walk->end && *at != '\n')
        at++;
    return at < walk->end ? plain_skip_spaces(at + 1) : NULL;
}

static inline void enter_field(struct plain_walk *walk, const char *colon)
{
    walk->at = colon + 1;
    walk->has_more = true;
}

bool plain_walk_field(struct plain_walk *walk, struct str *ret_name)
{
    const char *name = next_name(walk), *end;

    if (name == NULL)
        return false;
    end = plain_name_end(name);
    *ret_name = (struct str){ name, (size_t)(end - name) };
    enter_field(walk, end);
    return true;
}

bool plain_walk_guess(struct plain_walk *walk, struct str guess)
{
    const char *name = next_name(walk);

    if (name == NULL || (size_t)(walk->end - name) <= guess.len || name[guess.len] != ':' ||
        memcmp(name, guess.ptr, guess.len) != 0)
        return false;
    enter_field(walk, name + guess.len);
    return true;
}

/*
 * Where a name without dots ends, eight bytes at a time, or NULL: what stands here was found to be
 * plain, so a value ends at a blank, a comma or the end of the line, and has bytes above those.
 * What is as short as `none` may be a word. Behind the text 16 bytes can be read.
 */
static inline const char *simple_name_end(const char *at)
{
    enum { BYTES = 8, ROUNDS_MOST = 2, WORD_BYTES = 4 };
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    const char *from = at;

    if ((*at | 0x20) < 'a' || (*at | 0x20) > 'z')
        return NULL;
    for (int i = 0; i < ROUNDS_MOST; i++, at += BYTES) {
        uint64_t bytes, dots, ends;
        memcpy(&bytes, at, BYTES);
        bytes = le64toh(bytes);
        ends = (bytes - ones * (',' + 1)) & ~bytes & tops; /* exact up to the first one */
        dots = ((bytes ^ ones * '.') - ones) & ~(bytes ^ ones * '.') & tops;
        if (dots != 0)
            return NULL;
        if (ends == 0)
            continue;
        at += __builtin_ctzll(ends) / CHAR_BIT;
        return at - from > WORD_BYTES ? at : NULL;
    }
    return NULL;
}

bool plain_walk_value(struct plain_walk *walk, struct plain_item *ret_item)
{
    const struct plain_text rules = { walk->text_limit, walk->limits };
    const char *from, *end, *next;

    if (!walk->has_more)
        return false;
    from = plain_skip_spaces(walk->at);
    end = simple_name_end(from);
    ret_item->op = EXPR_NAME;
    if (end == NULL)
        end = plain_value(&rules, from, &ret_item->op);
    walk->has_more = false;
    if (end == NULL)
        return false;
    ret_item->text = (struct str){ from, (size_t)(end - from) };
    next = plain_skip_spaces(end);
    walk->has_more = *next == ',';
    walk->at = walk->has_more ? next + 1 : end;
    return true;
}
