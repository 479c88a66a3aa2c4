/* fuzz_parse.c -- any bytes become a tree or messages, never a crash, and in two ways the same;
 * messages point into the text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"
#include "base/out.h"
#include "lang/ast.h"
#include "lang/lang.h"
#include "tests/fuzz/memory_project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct parse {
    struct arena arena;
    struct interner *names;
    struct source_map sources;
    struct diag_sink sink;
    struct ast ast;
    struct lang lang;
};

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_spans(const struct parse *parse)
{
    for (uint32_t i = 1; i < parse->ast.exprs.count; i++) {
        const struct expr *expr = &parse->ast.exprs.items[i];
        const struct source *source = source_map_find(&parse->sources, expr->span.lo);
        demand(expr->span.lo <= expr->span.hi && expr->depth <= EXPR_DEPTH_LIMIT);
        demand(source && expr->span.hi <= source->base + source->text.len);
    }
    for (uint32_t i = 0; i < parse->sink.diags.count; i++) {
        struct span span = parse->sink.diags.items[i]->span;
        demand(span_is_none(span) || source_map_find(&parse->sources, span.lo));
    }
}

static void print_all(struct parse *parse, enum diag_style style, struct out *out)
{
    struct diag_text_options options = { style, false, style == STYLE_FULL };

    for (uint32_t i = 0; i < parse->sink.diags.count && i < 20; i++)
        diag_print(out, parse->sink.diags.items[i], &parse->sources, &options);
}

/* By the grammar alone, or with plain paragraphs found ahead, folded and unfolded. */
enum way { BY_GRAMMAR, LOOKED_AHEAD };
enum { PIECE_BYTES = 96, THREADS = 2 };

static void choose_way(struct lang *lang, enum way way)
{
    lang->only_grammar = way == BY_GRAMMAR;
    lang->threads = way == BY_GRAMMAR ? 1 : THREADS;
    lang->piece_bytes = way == BY_GRAMMAR ? 0 : PIECE_BYTES;
}

static void unfold_all(struct lang *lang)
{
    for (uint32_t i = 1; i < lang->ast->decls.count; i++)
        lang_unfold(lang, (decl_id){ i });
}

static void run(struct memory_project *project, enum way way, struct out *out)
{
    struct parse parse = { 0 };
    struct file_reader reader = memory_reader(project);

    parse.names = interner_open(1, 2);
    parse.sources.arena = parse.sink.arena = &parse.arena;
    ast_init(&parse.ast);
    parse.lang = (struct lang){ .arena = &parse.arena,
                                .names = parse.names,
                                .sources = &parse.sources,
                                .sink = &parse.sink,
                                .ast = &parse.ast,
                                .reader = &reader,
                                .library = &fuzz_library,
                                .limits = &limits_default };
    choose_way(&parse.lang, way);
    lang_load_project(&parse.lang);
    check_spans(&parse);
    unfold_all(&parse.lang);
    check_spans(&parse);
    ast_dump(&parse.ast, parse.names, &parse.sources, out);
    print_all(&parse, STYLE_FULL, out);
    print_all(&parse, STYLE_PLAIN, out);
    lang_release(&parse.lang);
    ast_release(&parse.ast);
    diag_sink_release(&parse.sink);
    source_map_release(&parse.sources);
    interner_close(parse.names);
    arena_release(&parse.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory_project project;
    struct out by_grammar, looked_ahead;

    memory_project_cut(&project, data, size);
    out_open_memory(&by_grammar);
    out_open_memory(&looked_ahead);
    run(&project, BY_GRAMMAR, &by_grammar);
    run(&project, LOOKED_AHEAD, &looked_ahead);
    demand(str_equal(out_memory(&by_grammar), out_memory(&looked_ahead)));
    out_release(&by_grammar);
    out_release(&looked_ahead);
    return 0;
}
