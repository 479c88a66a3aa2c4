/* graph_dot.c -- a graph as DOT that people and other tools like to read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_write.h"

#include "base/escape.h"
#include "engine/views/graph_compose.h"
#include "engine/views/graph_shape.h"
#include "engine/views/graph_state.h"

#include <stdlib.h>

/* Graphviz' own reader fails on strings of more than 16,384 bytes. */
enum { TEXT_CHARACTERS = 300, TIP_CHARACTERS = 3500, TITLE_WIDTH = 2000, TITLE_LINES = 3 };

static const struct text_style label_style = { 100, false };

struct dot_writer {
    struct out *out;
    struct arena arena; /* for texts that are cleaned */
    const struct graph *graph;
    struct graph_order order;
    struct str *names; /* of nodes: unique */
};

/* ---------------------------------------------------------------- names */

struct named {
    struct str id;
    uint32_t index;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *a = left;
    const struct named *b = right;
    int order = str_compare(a->id, b->id);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* The id; boxes for several may share theirs and then carry a number. */
static void name_nodes(struct dot_writer *writer)
{
    uint32_t count = writer->graph->node_count;
    struct named *named = ARENA_ARRAY(&writer->arena, struct named, (size_t)count + 1);
    writer->names = ARENA_ARRAY(&writer->arena, struct str, (size_t)count + 1);
    for (uint32_t n = 0; n < count; n++)
        named[n] =
            (struct named){ text_clean(&writer->arena, writer->graph->nodes[n].id, TEXT_CHARACTERS),
                            n };
    qsort(named, count, sizeof(*named), compare_named);
    uint32_t number = 1;
    for (uint32_t i = 0; i < count; i++) {
        number = i > 0 && str_equal(named[i - 1].id, named[i].id) ? number + 1 : 1;
        writer->names[named[i].index] =
            number == 1 ? named[i].id
                        : arena_format(&writer->arena, "%.*s (%u)", STR_ARG(named[i].id), number);
    }
}

/* ---------------------------------------------------------------- nodes */

static void write_attribute(struct dot_writer *writer, const char *name, struct str text)
{
    out_format(writer->out, ", %s=", name);
    out_dot(writer->out, text);
}

static void out_color(struct out *out, const char *name, enum paint paint)
{
    out_format(out, ", %s=\"#%06x\"", name, paint_info(paint)->light);
}

/* "A.5.15  ✓ implemented" and the title below on a few lines. */
static struct str node_label(struct dot_writer *writer, const struct graph_node *node)
{
    struct arena *arena = &writer->arena;
    struct str word = node->word.len > 0 ? node->word : node_state_word(node->state);
    struct str glyph = node_state_glyph(node->state);
    struct str first =
        arena_format(arena, "%.*s  %.*s %.*s", STR_ARG(node->id), STR_ARG(glyph), STR_ARG(word));
    struct str label = text_clean(arena, first, TEXT_CHARACTERS);
    struct str lines[TEXT_LINES_MOST];
    struct text_room room = { label_style, TITLE_WIDTH, TITLE_LINES };
    uint32_t count =
        text_wrap(arena, text_clean(arena, node->title, TEXT_CHARACTERS), &room, lines);
    for (uint32_t i = 0; i < count; i++)
        label = arena_format(arena, "%.*s\n%.*s", STR_ARG(label), STR_ARG(lines[i]));
    return label;
}

static const char *border(enum node_state state)
{
    switch (state) {
    case STATE_NONE:
        break;
    case STATE_OK:
        return ", penwidth=1.5";
    case STATE_PLANNED:
        return ", style=\"filled,dashed\"";
    case STATE_OVERDUE:
        return ", style=\"filled,dashed\", penwidth=2.5";
    case STATE_GAP:
        return ", peripheries=2";
    case STATE_ACCEPTED:
        return ", style=\"filled,dotted\", penwidth=2";
    }
    return "";
}

static void write_node(struct dot_writer *writer, uint32_t index)
{
    const struct graph_node *node = &writer->graph->nodes[index];
    struct out *out = writer->out;
    out_text(out, "        ");
    out_dot(out, writer->names[index]);
    out_text(out, " [label=");
    out_dot(out, node_label(writer, node));
    write_attribute(
        writer, "tooltip",
        text_clean(&writer->arena, node_tip(&writer->arena, writer->graph, node), TIP_CHARACTERS));
    out_color(out, "fillcolor", shape_tint(node->rank));
    out_color(out, "color",
              node->state == STATE_NONE || node->state == STATE_OK ? shape_edge(node->rank)
                                                                   : state_paint(node->state));
    out_text(out, border(node->state));
    out_text(out, node->is_root ? ", penwidth=3" : "");
    out_text(out, "];\n");
}

static uint32_t end_of_rank(const struct graph *graph, uint32_t first)
{
    uint32_t end = first;
    while (end < graph->node_count && graph->nodes[end].rank == graph->nodes[first].rank)
        end++;
    return end;
}

/* The title of a column is a node of its own, so that the columns can be kept in order by it. */
static void write_rank(struct dot_writer *writer, uint32_t first, uint32_t end)
{
    uint32_t rank = writer->graph->nodes[first].rank;
    const struct graph_rank *info = &writer->graph->ranks[rank];
    struct out *out = writer->out;
    out_format(out, "\n    subgraph \"rank %u\" {\n", rank);
    if (writer->order.is_column[rank]) {
        out_format(
            out, "        rank=same;\n        \"title %u\" [shape=plain, style=\"\", label=", rank);
        out_dot(out, text_clean(&writer->arena, info->title, TEXT_CHARACTERS));
        out_text(out, "];\n");
    }
    for (uint32_t n = first; n < end; n++)
        write_node(writer, n);
    out_text(out, "    }\n");
}

/* The columns from left to right, even where no link says so. */
static void write_order(struct dot_writer *writer)
{
    const struct graph *graph = writer->graph;
    uint32_t titles = 0;
    for (uint32_t n = 0; n < graph->node_count; n = end_of_rank(graph, n)) {
        uint32_t rank = graph->nodes[n].rank;
        if (!writer->order.is_column[rank])
            continue;
        out_format(writer->out, "%s\"title %u\"", titles == 0 ? "\n    " : " -> ", rank);
        titles++;
    }
    if (titles > 0)
        out_text(writer->out, titles > 1 ? " [style=invis];\n" : ";\n");
}

/* ---------------------------------------------------------------- edges */

static struct str edge_tip(struct dot_writer *writer, const struct graph_edge *edge)
{
    struct str relation = writer->graph->relations[edge->relation];
    struct str tip =
        arena_format(&writer->arena, "%s%.*s%s", edge->is_missing ? "no " : "", STR_ARG(relation),
                     edge->is_projected ? " (through elements that are not shown)" : "");
    if (edge->count > 1)
        tip = arena_format(&writer->arena, "%.*s (%u links)", STR_ARG(tip), edge->count);
    return text_clean(&writer->arena, tip, TEXT_CHARACTERS);
}

/* A missing link that leads nowhere gets a node to end at, which says what is missing. */
static void write_stub(struct dot_writer *writer, uint32_t index)
{
    out_format(writer->out,
               "    \"missing %u\" [shape=plain, style=\"\", fontcolor=\"#%06x\", label=", index,
               paint_info(PAINT_GAP)->light);
    out_dot(writer->out, edge_tip(writer, &writer->graph->edges[index]));
    out_text(writer->out, "];\n");
}

static void write_ends(struct dot_writer *writer, uint32_t index, bool is_stub)
{
    const struct graph_edge *edge = &writer->graph->edges[index];
    bool is_backward = writer->order.is_backward[index];
    out_text(writer->out, "    ");
    out_dot(writer->out, writer->names[is_backward ? edge->to : edge->from]);
    out_text(writer->out, " -> ");
    if (is_stub)
        out_format(writer->out, "\"missing %u\"", index);
    else
        out_dot(writer->out, writer->names[is_backward ? edge->from : edge->to]);
}

/*
 * dot lays an edge out from its tail to its head. Where the link runs the other way, the ends are
 * exchanged and `dir=back` puts the arrow where it belongs: `constraint=false` would keep the ends,
 * but then dot arranges the columns as if there were no link.
 */
static void write_edge(struct dot_writer *writer, uint32_t index)
{
    const struct graph_edge *edge = &writer->graph->edges[index];
    struct out *out = writer->out;
    bool is_stub = edge->is_missing && edge->from == edge->to;
    if (is_stub)
        write_stub(writer, index);
    write_ends(writer, index, is_stub);
    out_text(out, " [tooltip=");
    out_dot(out, edge_tip(writer, edge));
    if (edge->is_missing)
        out_format(out, ", dir=none, color=\"#%06x\"", paint_info(PAINT_GAP)->light);
    else if (writer->order.is_backward[index])
        out_text(out, ", dir=back");
    if (edge->is_projected || edge->is_missing)
        out_text(out, ", style=dashed");
    if (edge->count > 1)
        out_text(out, ", penwidth=2");
    out_text(out, "];\n");
}

/* ---------------------------------------------------------------- the file */

static void write_graph_label(struct dot_writer *writer, const struct title_block *block)
{
    struct arena *arena = &writer->arena;
    const struct graph *graph = writer->graph;
    struct str lines[] = {
        graph->title.len > 0 ? graph->title : graph->name,
        block->organisation,
        graph->options,
        graph_showing(arena, graph),
        block->as_of.len > 0 ? arena_format(arena, "as of %.*s", STR_ARG(block->as_of))
                             : (struct str){ 0 },
        block->tool,
        block->commit,
        block->classification,
    };
    struct str label = { 0 };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (lines[i].len > 0)
            label = arena_format(arena, "%.*s%s%.*s", STR_ARG(label), i > 0 ? "\n" : "",
                                 STR_ARG(text_clean(arena, lines[i], TEXT_CHARACTERS)));
    }
    out_text(writer->out, "    label=");
    out_dot(writer->out, label);
    out_text(writer->out, ";\n");
}

static void write_head(struct dot_writer *writer, const struct title_block *block)
{
    out_text(writer->out, "digraph ");
    out_dot(writer->out, text_clean(&writer->arena, writer->graph->name, TEXT_CHARACTERS));
    out_text(writer->out, " {\n");
    write_graph_label(writer, block);
    out_text(writer->out,
             "    labelloc=b;\n    labeljust=l;\n    fontname=\"Helvetica\";\n    fontsize=10;\n"
             "    rankdir=LR;\n    nodesep=0.15;\n    ranksep=0.75;\n"
             "    node [shape=box, style=filled, fontname=\"Helvetica\", fontsize=10, "
             "margin=\"0.1,0.05\"];\n");
    out_format(writer->out, "    edge [color=\"#%06x\", arrowsize=0.6];\n",
               paint_info(PAINT_LINK)->light);
}

void graph_write_dot(struct out *out, const struct graph *graph, const struct title_block *block)
{
    struct dot_writer writer = { .out = out, .graph = graph };
    writer.order = graph_order(&writer.arena, graph);
    name_nodes(&writer);
    write_head(&writer, block);
    for (uint32_t first = 0; first < graph->node_count;) {
        uint32_t end = end_of_rank(graph, first);
        write_rank(&writer, first, end);
        first = end;
    }
    write_order(&writer);
    out_char(out, '\n');
    for (uint32_t e = 0; e < graph->edge_count; e++)
        write_edge(&writer, e);
    out_text(out, "}\n");
    arena_release(&writer.arena);
}
