/* format.c -- the one look of a text: same words, same meaning, evenly laid out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lang.h"

#include "lang/ast_equal.h"
#include "lang/page.h"
#include "lang/read.h"
#include "lang/trail.h"
#include "lang/typeset.h"

static void typeset(struct lang *lang, uint32_t source, struct trail trail, struct out *out)
{
    struct page page = { .text = lang->sources->sources.items[source].text,
                         .base = lang->sources->sources.items[source].base,
                         .trail = trail,
                         .comments = lang->ast->comments.items,
                         .comment_count = lang->ast->comments.count };

    page_cut(&page);
    page_settle(&page);
    page_typeset(&page, out);
    page_release(&page);
}

/*
 * The second tree has its own sources, tree and messages, so that nothing of it is left behind. Its
 * arena also serves the comparison.
 */
static bool says_the_same(const struct lang *lang, struct str text)
{
    struct arena arena = { 0 };
    struct source_map sources = { .arena = &arena };
    struct diag_sink sink = { .arena = &arena };
    struct ast ast;
    struct lang again = *lang;
    bool is_equal;

    ast_init(&ast);
    again.arena = &arena;
    again.sources = &sources;
    again.sink = &sink;
    again.ast = &ast;
    lang_parse(&again, source_map_add(&sources, STR(""), text, false));
    is_equal = !ast.has_errors && ast_equal(&(struct tree){ lang->ast, lang->sources },
                                            &(struct tree){ &ast, &sources }, &arena);
    ast_release(&ast);
    diag_sink_release(&sink);
    source_map_release(&sources);
    arena_release(&arena);
    return is_equal;
}

static enum format_result format_source(struct lang *lang, uint32_t source, struct out *out)
{
    struct trail trail = { 0 };

    parse_with_trail(lang, source, &trail);
    if (lang->ast->has_errors) {
        VEC_RELEASE(&trail.tokens);
        return FORMAT_ERRORS;
    }
    typeset(lang, source, trail, out);
    return says_the_same(lang, out_memory(out)) ? FORMAT_DONE : FORMAT_UNFAITHFUL;
}

enum format_result lang_format(struct lang *lang, struct str path, struct str bytes,
                               struct out *out)
{
    struct ast ast;
    struct lang own = *lang;
    enum format_result result = FORMAT_ERRORS;
    uint32_t source;

    ast_init(&ast);
    own.ast = &ast;
    source = add_text(&own, path, bytes);
    if (source != UINT32_MAX && !ast.has_errors)
        result = format_source(&own, source, out);
    ast_release(&ast);
    return result;
}
