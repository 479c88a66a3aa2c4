/* graph_layout.c -- the question to Graphviz: boxes, lines, and what must stand left of what. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_layout.h"

#include "base/map.h"

#include <string.h>

/* ---------------------------------------------------------------- lines */

static struct layout_line *line_between(struct layout *layout, struct map *known, uint32_t tail,
                                        uint32_t head)
{
    uint32_t found = map_get(known, map_pair(tail, head));
    if (found != 0)
        return &layout->lines[found - 1];
    struct layout_line *line = &layout->lines[layout->line_count++];
    *line = (struct layout_line){
        .left = tail, .right = head, .is_projected = true, .is_missing = true
    };
    map_put(known, map_pair(tail, head), layout->line_count);
    return line;
}

static void add_edge(struct layout *layout, struct map *known, const struct graph *graph,
                     uint32_t index)
{
    const struct graph_edge *edge = &graph->edges[index];
    uint32_t end = edge->to;
    if (edge->from == edge->to) {
        end = layout->box_count++;
        layout->stub_of[index] = end;
    }
    bool is_backward = layout->order.is_backward[index];
    struct layout_line *line = is_backward ? line_between(layout, known, end, edge->from)
                                           : line_between(layout, known, edge->from, end);
    line->at_left = line->at_left || is_backward;
    line->at_right = line->at_right || !is_backward;
    line->is_projected = line->is_projected && edge->is_projected;
    line->is_missing = line->is_missing && edge->is_missing;
    line->count += edge->count;
    layout->line_of[index] = (uint32_t)(line - layout->lines);
}

/*
 * Two links of one rank may be in a cycle of two: then one of them is backward and both share a
 * line.
 */
struct layout *layout_prepare(struct arena *arena, const struct graph *graph)
{
    size_t edges = (size_t)graph->edge_count + 1;
    struct layout *layout = ARENA_NEW(arena, struct layout);
    layout->boxes = ARENA_ARRAY(arena, struct layout_box, graph->node_count + edges);
    layout->lines = ARENA_ARRAY(arena, struct layout_line, edges);
    layout->line_of = ARENA_ARRAY(arena, uint32_t, edges);
    layout->stub_of = ARENA_ARRAY(arena, uint32_t, edges);
    layout->order = graph_order(arena, graph);
    layout->box_count = graph->node_count;
    struct map known = { 0 };
    for (uint32_t e = 0; e < graph->edge_count; e++)
        add_edge(layout, &known, graph, e);
    map_release(&known);
    return layout;
}

/* ---------------------------------------------------------------- the question */

struct question {
    struct out *out;
    const struct layout *layout;
    const struct graph *graph;
    uint32_t spacers; /* invisible points between two spread ranks */
};

/* Tenths of a point as inches. */
static void out_inches(struct out *out, int32_t length)
{
    uint32_t thousandths = (uint32_t)(((int64_t)length * 1000 + 360) / 720);
    out_format(out, "%u.%03u", thousandths / 1000, thousandths % 1000);
}

static void write_box(struct question *question, uint32_t box)
{
    out_format(question->out, "n%u [width=", box);
    out_inches(question->out, question->layout->boxes[box].width);
    out_text(question->out, ", height=");
    out_inches(question->out, question->layout->boxes[box].height);
    out_text(question->out, "];\n");
}

/* The nodes of one rank are a run: nodes are sorted by rank. */
struct run {
    uint32_t first, end;
    bool is_column;
};

static struct run run_from(const struct question *question, uint32_t first)
{
    const struct graph *graph = question->graph;
    uint32_t rank = graph->nodes[first].rank;
    uint32_t end = first;
    while (end < graph->node_count && graph->nodes[end].rank == rank)
        end++;
    return (struct run){ first, end, question->layout->order.is_column[rank] };
}

static void write_run(struct question *question, struct run run)
{
    if (run.is_column)
        out_text(question->out, "{ rank=same;\n");
    for (uint32_t box = run.first; box < run.end; box++)
        write_box(question, box);
    if (run.is_column)
        out_text(question->out, "}\n");
}

static bool is_in(struct run run, uint32_t box)
{
    return box >= run.first && box < run.end;
}

/* Whether a line joins the box with another of the run, at its left or at its right. */
static bool has_line(const struct layout *layout, struct run run, uint32_t box, bool at_left)
{
    for (uint32_t l = 0; l < layout->line_count; l++) {
        const struct layout_line *line = &layout->lines[l];
        uint32_t own = at_left ? line->right : line->left;
        uint32_t other = at_left ? line->left : line->right;
        if (own == box && is_in(run, other))
            return true;
    }
    return false;
}

/*
 * Who speaks for a run when something must stand at its left or right: in a column one node for
 * all, else the ends of the chains.
 */
static bool is_border(const struct layout *layout, struct run run, uint32_t box, bool at_left)
{
    return run.is_column ? box == run.first : !has_line(layout, run, box, at_left);
}

static void write_invisible(struct question *question, const char *ends, uint32_t left,
                            uint32_t right)
{
    out_format(question->out, "%c%u -> %c%u [style=invis, weight=0];\n", ends[0], left, ends[1],
               right);
}

/* Two spread runs: a point between them, because all ends with all beginnings would be too many. */
static void write_spacer(struct question *question, struct run left, struct run right)
{
    uint32_t spacer = question->spacers++;
    out_format(question->out, "s%u [width=0.01, height=0.01, style=invis];\n", spacer);
    for (uint32_t box = left.first; box < left.end; box++) {
        if (is_border(question->layout, left, box, false))
            write_invisible(question, "ns", box, spacer);
    }
    for (uint32_t box = right.first; box < right.end; box++) {
        if (is_border(question->layout, right, box, true))
            write_invisible(question, "sn", spacer, box);
    }
}

static bool are_linked(const struct layout *layout, struct run left, struct run right)
{
    for (uint32_t l = 0; l < layout->line_count; l++) {
        if (is_in(left, layout->lines[l].left) && is_in(right, layout->lines[l].right))
            return true;
    }
    return false;
}

static void write_pairs(struct question *question, struct run left, struct run right)
{
    for (uint32_t from = left.first; from < left.end; from++) {
        if (!is_border(question->layout, left, from, false))
            continue;
        for (uint32_t to = right.first; to < right.end; to++) {
            struct run one = { from, from + 1, true };
            struct run other = { to, to + 1, true };
            if (is_border(question->layout, right, to, true) &&
                !are_linked(question->layout, one, other))
                write_invisible(question, "nn", from, to);
        }
    }
}

/* One link between two columns orders them already; every line more would bend the picture. */
static void write_order(struct question *question, struct run left, struct run right)
{
    if (!left.is_column && !right.is_column)
        write_spacer(question, left, right);
    else if (!left.is_column || !right.is_column || !are_linked(question->layout, left, right))
        write_pairs(question, left, right);
}

static const char *splines(uint32_t boxes)
{
    if (boxes <= 60)
        return "spline";
    return boxes <= 200 ? "polyline" : "line";
}

void layout_write_question(struct out *out, const struct layout *layout, const struct graph *graph)
{
    struct question question = { .out = out, .layout = layout, .graph = graph };
    out_format(out,
               "digraph isms {\ngraph [rankdir=LR, nodesep=0.15, ranksep=0.75, splines=%s%s];\n",
               splines(layout->box_count),
               layout->box_count > 200 ? ", mclimit=0.1, nslimit=0.1, nslimit1=0.1" : "");
    out_text(out, "node [shape=box, fixedsize=true, label=\"\"];\nedge [dir=none, tailport=e, "
                  "headport=w];\n");
    struct run before = { 0 };
    for (uint32_t first = 0; first < graph->node_count;) {
        struct run run = run_from(&question, first);
        write_run(&question, run);
        if (before.end > before.first)
            write_order(&question, before, run);
        before = run;
        first = run.end;
    }
    for (uint32_t box = graph->node_count; box < layout->box_count; box++)
        write_box(&question, box);
    for (uint32_t l = 0; l < layout->line_count; l++)
        out_format(out, "n%u -> n%u;\n", layout->lines[l].left, layout->lines[l].right);
    out_text(out, "}\n");
}
