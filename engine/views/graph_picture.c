/* graph_picture.c -- the way of a graph to a picture: refuse, measure, lay out, compose, write. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_write.h"

#include "engine/views/graph_compose.h"
#include "engine/views/graph_route.h"

#include <errno.h>

static uint32_t smaller(uint32_t wanted, uint32_t most)
{
    return wanted == 0 || wanted > most ? most : wanted;
}

static int refuse_unreadable(const struct graph *graph, const struct graph_budget *budget,
                             struct arena *arena, struct str *ret_reason)
{
    uint32_t nodes = smaller(budget->nodes, PICTURE_NODES_MOST);
    uint32_t edges = smaller(budget->edges, PICTURE_EDGES_MOST);
    if (graph->node_count == 0) {
        *ret_reason = STR("the graph is empty: there is nothing to draw");
        return -ENODATA;
    }
    if (graph->node_count > nodes) {
        *ret_reason =
            arena_format(arena,
                         "the picture would have %u boxes, more than %u cannot be read: show a "
                         "smaller part of the graph, or let nodes be collapsed",
                         graph->node_count, nodes);
        return -E2BIG;
    }
    if (graph->edge_count > edges) {
        *ret_reason =
            arena_format(arena,
                         "the picture would have %u lines, more than %u cannot be read: show a "
                         "smaller part of the graph, or let nodes be collapsed",
                         graph->edge_count, edges);
        return -E2BIG;
    }
    return 0;
}

static int lay_out(struct layout *layout, const struct graph *graph, struct str drawer,
                   struct arena *arena, struct str *ret_reason)
{
    struct out question;
    struct out answer;
    out_open_memory(&question);
    out_open_memory(&answer);
    layout_write_question(&question, layout, graph);
    struct drawer_job job = { drawer, "layout", out_memory(&question) };
    int error = drawer_run(&job, arena, &answer, ret_reason);
    if (error == 0) {
        error = layout_read_answer(arena, out_memory(&answer), layout);
        if (error != 0)
            *ret_reason = STR("the drawing program gave an answer that is no layout of this graph");
    }
    out_release(&question);
    out_release(&answer);
    return error;
}

/* PDF and PNG: only a whole file is handed on. */
static int paint(struct out *out, const struct scene *scene, const struct picture_options *options,
                 struct str *ret_reason)
{
    struct out lines;
    struct out bytes;
    out_open_memory(&lines);
    out_open_memory(&bytes);
    scene_write_lines(&lines, scene);
    struct drawer_job job = { options->drawer, options->format == PICTURE_PDF ? "pdf" : "png",
                              out_memory(&lines) };
    int error = drawer_run(&job, scene->arena, &bytes, ret_reason);
    if (error == 0)
        out_str(out, out_memory(&bytes));
    out_release(&lines);
    out_release(&bytes);
    return error;
}

static int draw(struct out *out, const struct composition *composition,
                const struct picture_options *options, struct str *ret_reason)
{
    compose_scene(composition);
    switch (options->format) {
    case PICTURE_SVG:
        scene_write_svg(out, composition->scene);
        return 0;
    case PICTURE_PDF:
    case PICTURE_PNG:
        break;
    }
    return paint(out, composition->scene, options, ret_reason);
}

int graph_write_picture(struct out *out, const struct graph *graph, const struct title_block *block,
                        const struct picture_options *options, struct arena *arena,
                        struct str *ret_reason)
{
    struct str ignored = { 0 };
    struct str *reason = ret_reason != NULL ? ret_reason : &ignored;
    int error = refuse_unreadable(graph, &options->budget, arena, reason);
    if (error != 0)
        return error;
    struct card *cards = cards_measure(arena, graph);
    struct layout *layout = layout_prepare(arena, graph);
    compose_sizes(arena, graph, cards, layout);
    error = lay_out(layout, graph, options->drawer, arena, reason);
    if (error != 0)
        return error;
    route_lines(arena, layout);
    struct scene scene = { .arena = arena, .is_inside_page = options->is_inside_page };
    struct composition composition = { &scene, graph, block, cards, layout };
    error = draw(out, &composition, options, reason);
    scene_release(&scene);
    return error;
}
