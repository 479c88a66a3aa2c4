/* fuzz_check.c -- any bytes are checked, viewed and drawn as text; in two ways, to the same bytes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"
#include "base/out.h"
#include "engine/engine.h"
#include "engine/views/graph_write.h"
#include "engine/views/table_write.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/memory_project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Few steps, so that a slow input is one of ours and not one that asks for much. */
enum { AS_OF = 20758 /* 2026-11-01 */, SHOWN_MOST = 30, STEPS = 200000 };

static void print_sink(struct out *out, struct diag_sink *sink, struct source_map *sources)
{
    struct diag_text_options options = { .style = STYLE_FULL };

    for (uint32_t i = 0; i < sink->diags.count && i < SHOWN_MOST; i++) {
        const struct diag *diag = sink->diags.items[i];
        demand_spans(diag, sources);
        diag_print(out, diag, sources, &options);
    }
}

static void print_gaps(struct out *out, struct engine *engine)
{
    struct diag_text_options options = { .style = STYLE_FULL };

    for (uint32_t i = 0; i < engine_gap_count(engine) && i < SHOWN_MOST; i++) {
        const struct diag *diag = engine_gap(engine, i, GAP_WHOLE);
        demand_spans(diag, engine_sources(engine));
        diag_print(out, diag, engine_sources(engine), &options);
    }
}

static void write_views(struct out *out, struct engine *engine)
{
    uint32_t count;
    const struct str *names = engine_view_names(engine, &count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t not_assessed = 0;
        const struct table *table = engine_view(engine, names[i], &not_assessed);
        struct document document = { .block = engine_title_block(engine),
                                     .tables = &table,
                                     .table_count = 1 };
        struct table_text_options options = { .width = 80 };
        if (!table)
            continue;
        table_write_text(out, &document, &options);
        table_write_markdown(out, &document);
        table_write_csv(out, &document);
        table_write_json(out, &document);
        table_write_html(out, &document);
    }
}

/* Texts, matrices and what else a report shows; views and graphs are written for themselves. */
static void write_reports(struct out *out, struct engine *engine)
{
    uint32_t count;
    const struct str *names = engine_report_names(engine, &count);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t not_assessed = 0;
        const struct report *report = engine_report(engine, names[i], &not_assessed);
        struct document document = { .block = engine_title_block(engine), .table_count = 1 };
        for (uint32_t s = 0; report && s < report->section_count; s++) {
            const struct report_section *section = &report->sections[s];
            out_str(out, section->heading);
            out_str(out, section->text);
            document.tables = &section->table;
            if (section->table)
                table_write_html(out, &document);
        }
    }
}

static void write_graphs(struct out *out, struct engine *engine)
{
    struct title_block block = engine_title_block(engine);
    struct graph_budget budget = { 8, 12 };
    struct arena arena = { 0 };
    uint32_t count;
    const struct str *names = engine_graph_names(engine, &count);

    for (uint32_t i = 0; i < count; i++) {
        struct graph *graph = engine_graph(engine, names[i]);
        if (!graph)
            continue;
        graph_write_dot(out, graph, &block);
        graph_write_dot(out, graph_collapse(&arena, graph, &budget), &block);
    }
    arena_release(&arena);
}

static void show_objects(struct out *out, struct engine *engine)
{
    static const char *const IDS[] = { "A", "B", "core-1", "R1" };
    struct table_text_options options = { .width = 80, .use_ascii = true };

    for (size_t i = 0; i < sizeof(IDS) / sizeof(IDS[0]); i++) {
        uint32_t object = engine_find(engine, str_from(IDS[i]));
        const struct table *tables[ENGINE_SHOW_TABLES];
        uint32_t count = 0;
        if (object == 0)
            continue;
        engine_show(engine, object, tables, &count);
        struct document document = { .block = engine_title_block(engine),
                                     .tables = tables,
                                     .table_count = count };
        table_write_text(out, &document, &options);
    }
}

/*
 * Once without a shortcut, and once with all there are, in pieces so small that they begin to pay.
 * Nothing else tells them apart.
 */
enum way { IN_FULL, IN_SHORT };

static void choose_way(struct engine_options *options, enum way way)
{
    bool is_short = way == IN_SHORT;

    options->seed_low = is_short ? 1 : 0x9E3779B97F4A7C15u;
    options->seed_high = ~options->seed_low;
    options->only_grammar = !is_short;
    options->threads = is_short ? 3 : 1;
    options->objects_a_piece = 2;
    options->block_least = is_short ? 1 : UINT32_MAX;
}

/* Everything a user can be shown, in one memory output. */
static void run(struct memory_project *project, enum way way, struct out *out)
{
    struct file_reader reader = memory_reader(project);
    struct engine_options options = {
        .reader = &reader,
        .library = &fuzz_library,
        .steps = STEPS,
    };
    struct engine *engine;

    choose_way(&options, way);
    engine = engine_open(&options);
    engine_check(engine, AS_OF);
    struct engine_counts counts = engine_counts(engine);
    demand(engine_gap_count(engine) == counts.waived + counts.gaps[SEVERITY_ERROR] +
                                           counts.gaps[SEVERITY_WARNING] +
                                           counts.gaps[SEVERITY_INFO]);
    print_sink(out, engine_sink(engine), engine_sources(engine));
    print_gaps(out, engine);
    write_views(out, engine);
    write_reports(out, engine);
    write_graphs(out, engine);
    show_objects(out, engine);
    engine_close(engine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory_project project;
    struct out first, second;

    memory_project_cut(&project, data, size);
    out_open_memory(&first);
    out_open_memory(&second);
    run(&project, IN_FULL, &first);
    run(&project, IN_SHORT, &second);
    demand(str_equal(out_memory(&first), out_memory(&second)));
    out_release(&first);
    out_release(&second);
    return 0;
}
