/* binder.c -- see binder.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/binder.h"

#include "engine/views/graph_write.h"
#include "tools/isms/companions.h"

#include <errno.h>

void binder_init(struct binder *binder, struct session *session, bool draws)
{
    *binder = (struct binder){ .session = session, .draws = draws };
}

void binder_release(struct binder *binder)
{
    VEC_RELEASE(&binder->tables);
    VEC_RELEASE(&binder->sections);
}

static void say_empty(struct binder *binder, const char *what, struct str name, const char *how)
{
    tool_notice(binder->session->tool, "warning[%s]: the %s `%.*s` %s",
                message_info(MSG_W0404)->code, what, STR_ARG(name), how);
}

/* ---- pictures ---- */

/* Without the picture the document is still worth having: it says what is missing, and why. */
static void draw(struct binder *binder, struct section *section)
{
    struct tool *tool = binder->session->tool;
    struct title_block block = session_title_block(binder->session);
    const struct graph_budget budget = { 0 };
    const struct graph *shown = graph_collapse(&tool->arena, section->graph, &budget);
    struct picture_options options = { .format = PICTURE_SVG,
                                       .drawer = companion_drawer(tool),
                                       .is_inside_page = true };
    struct str reason = STR("the drawing failed");
    struct out picture;

    out_open_memory(&picture);
    int status = graph_write_picture(&picture, shown, &block, &options, &tool->arena, &reason);
    if (status == -ENOENT) /* where it was looked for is no business of the reader */
        reason =
            STR("the program isms-draw is missing, which comes with builds that have Graphviz");
    if (status == 0) {
        section->picture = arena_copy(&tool->arena, out_memory(&picture));
        section->caption = graph_showing(&tool->arena, shown);
    } else {
        section->caption = arena_format(&tool->arena, "No picture: %.*s.", STR_ARG(reason));
        tool_notice(tool, "no picture of `%.*s`: %.*s", STR_ARG(section->graph->name),
                    STR_ARG(reason));
    }
    out_release(&picture);
}

static void add_graph(struct binder *binder, struct section *section)
{
    if (section->graph->node_count == 0) {
        say_empty(binder, "graph", section->graph->name, "is empty");
        section->caption = STR("Nothing to draw.");
    } else if (binder->draws) {
        draw(binder, section);
    }
}

/* ---- tables and reports ---- */

static uint32_t add_table(struct binder *binder, const struct table *table)
{
    if (table->row_count == 0)
        say_empty(binder, "view", table->name, "has no rows");
    else if (table->lacks_columns)
        say_empty(binder, "view", table->name, "has no columns for its `across:`");
    VEC_PUSH(&binder->tables, table);
    return binder->tables.count - 1;
}

void binder_add_table(struct binder *binder, const struct table *table)
{
    struct section section = { .kind = SECTION_TABLE,
                               .heading = table->title,
                               .table = add_table(binder, table) };

    VEC_PUSH(&binder->sections, section);
}

static void add_section(struct binder *binder, const struct report_section *source, uint32_t level)
{
    struct section section = { .level = level, .heading = source->heading };

    switch (source->kind) {
    case REPORT_TEXT:
        section.kind = SECTION_TEXT;
        section.text = source->text;
        break;
    case REPORT_TABLE:
        section.kind = SECTION_TABLE;
        section.table = add_table(binder, source->table);
        break;
    case REPORT_GRAPH:
        section.kind = SECTION_GRAPH;
        section.graph = source->graph;
        add_graph(binder, &section);
        break;
    }
    VEC_PUSH(&binder->sections, section);
}

/* Reports that say different things about who may read them: the document says all of them. */
static void classify(struct binder *binder, struct str classification)
{
    struct str before = binder->classification;

    if (classification.len == 0 || str_equal(before, classification))
        return;
    binder->classification = before.len == 0
                                 ? classification
                                 : arena_format(&binder->session->tool->arena, "%.*s, %.*s",
                                                STR_ARG(before), STR_ARG(classification));
}

void binder_add_report(struct binder *binder, const struct report *report, bool is_alone)
{
    binder->report_count++;
    classify(binder, report->classification);
    if (is_alone) {
        binder->title = report->title;
        binder->doc = report->doc;
    } else {
        VEC_PUSH(&binder->sections, (struct section){ .kind = SECTION_HEADING,
                                                      .heading = report->title,
                                                      .text = report->doc });
    }
    for (uint32_t i = 0; i < report->section_count; i++)
        add_section(binder, &report->sections[i], is_alone ? 0 : 1);
}

struct document binder_document(struct binder *binder)
{
    struct document document = { .block = session_title_block(binder->session),
                                 .tables = binder->tables.items,
                                 .table_count = binder->tables.count,
                                 .title = binder->title,
                                 .doc = binder->doc };

    document.block.classification = binder->classification;
    if (binder->report_count == 0)
        return document;
    document.sections = binder->sections.items;
    document.section_count = binder->sections.count;
    return document;
}
