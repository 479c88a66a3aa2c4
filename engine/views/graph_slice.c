/* graph_slice.c -- the part of a graph that a few roots reach. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_write.h"

#include "engine/views/graph_links.h"

enum { ROOTS_NAMED = 3 };

/* A breadth-first walk in one direction; the nodes it sees are kept. */
struct walk {
    const struct graph *graph;
    struct graph_links leaving, reaching;
    bool is_down;
    bool *is_seen;
    uint32_t *queue;
    uint32_t count;
};

static void see(struct walk *walk, uint32_t node)
{
    if (walk->is_seen[node])
        return;
    walk->is_seen[node] = true;
    walk->queue[walk->count++] = node;
}

/* Whichever of two objects names the other in the text: the picture leads from left to right. */
static bool leads_down(const struct graph *graph, const struct graph_edge *edge)
{
    return graph->nodes[edge->from].rank <= graph->nodes[edge->to].rank;
}

static void follow(struct walk *walk, const struct graph_links *links, uint32_t node)
{
    bool is_leaving = links == &walk->leaving;
    for (uint32_t i = links->first[node]; i < links->first[node + 1]; i++) {
        const struct graph_edge *edge = &walk->graph->edges[links->edges[i]];
        if (!edge->is_missing && (leads_down(walk->graph, edge) == is_leaving) == walk->is_down)
            see(walk, is_leaving ? edge->to : edge->from);
    }
}

static void see_neighbours(struct walk *walk, uint32_t node)
{
    follow(walk, &walk->leaving, node);
    follow(walk, &walk->reaching, node);
}

static void walk_steps(struct walk *walk, uint32_t steps)
{
    uint32_t next = 0;
    for (uint32_t done = 0; next < walk->count && done < steps; done++) {
        uint32_t level_end = walk->count;
        while (next < level_end)
            see_neighbours(walk, walk->queue[next++]);
    }
}

static void keep_reached(struct walk *walk, uint32_t steps, const bool *is_root, bool *is_kept)
{
    for (uint32_t node = 0; node < walk->graph->node_count; node++) {
        if (is_root[node])
            see(walk, node);
    }
    walk_steps(walk, steps);
    for (uint32_t i = 0; i < walk->count; i++)
        is_kept[walk->queue[i]] = true;
}

static struct walk start(struct arena *arena, const struct graph *graph, bool is_down)
{
    return (struct walk){
        .graph = graph,
        .leaving = graph_links_leaving(arena, graph),
        .reaching = graph_links_reaching(arena, graph),
        .is_down = is_down,
        .is_seen = ARENA_ARRAY(arena, bool, (size_t)graph->node_count + 1),
        .queue = ARENA_ARRAY(arena, uint32_t, (size_t)graph->node_count + 1),
    };
}

static bool is_named(const struct graph_slice *slice, struct str id)
{
    for (uint32_t i = 0; i < slice->root_count; i++) {
        if (str_equal(slice->roots[i], id))
            return true;
    }
    return false;
}

static uint32_t mark_roots(const struct graph *graph, const struct graph_slice *slice,
                           bool *is_root)
{
    uint32_t count = 0;
    for (uint32_t node = 0; node < graph->node_count; node++) {
        is_root[node] = is_named(slice, graph->nodes[node].id);
        count += is_root[node];
    }
    return count;
}

/* ---------------------------------------------------------------- in words */

static struct str steps_text(struct arena *arena, uint32_t steps)
{
    if (steps == GRAPH_ALL_STEPS)
        return STR("all");
    return arena_format(arena, "%u", steps);
}

static struct str roots_text(struct arena *arena, const struct graph_slice *slice)
{
    struct str text = { 0 };
    uint32_t named = slice->root_count < ROOTS_NAMED ? slice->root_count : ROOTS_NAMED;
    for (uint32_t i = 0; i < named; i++)
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? ", " : "",
                            STR_ARG(slice->roots[i]));
    if (slice->root_count > named)
        text = arena_format(arena, "%.*s and %u more", STR_ARG(text), slice->root_count - named);
    return text;
}

static struct str slice_text(struct arena *arena, const struct graph *graph,
                             const struct graph_slice *slice)
{
    return arena_format(arena, "%.*s%s%s %.*s, up %.*s, down %.*s", STR_ARG(graph->options),
                        graph->options.len > 0 ? "; " : "",
                        slice->root_count > 1 ? "roots" : "root", STR_ARG(roots_text(arena, slice)),
                        STR_ARG(steps_text(arena, slice->up)),
                        STR_ARG(steps_text(arena, slice->down)));
}

/* ---------------------------------------------------------------- the new graph */

static void copy_nodes(struct graph *part, const struct graph *graph, const bool *is_kept,
                       uint32_t *ret_places)
{
    for (uint32_t node = 0; node < graph->node_count; node++) {
        if (!is_kept[node]) {
            part->hidden_nodes += graph->nodes[node].count;
            continue;
        }
        ret_places[node] = part->node_count;
        part->nodes[part->node_count++] = graph->nodes[node];
    }
}

static void copy_edges(struct graph *part, const struct graph *graph, const bool *is_kept,
                       const uint32_t *places)
{
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        struct graph_edge edge = graph->edges[e];
        if (!is_kept[edge.from] || !is_kept[edge.to]) {
            part->hidden_edges += edge.is_missing ? 0 : edge.count;
            continue;
        }
        edge.from = places[edge.from];
        edge.to = places[edge.to];
        part->edges[part->edge_count++] = edge;
    }
}

static struct graph *keep(struct arena *arena, const struct graph *graph, const bool *is_kept)
{
    struct graph *part = ARENA_NEW(arena, struct graph);
    *part = *graph;
    part->nodes = ARENA_ARRAY(arena, struct graph_node, (size_t)graph->node_count + 1);
    part->edges = ARENA_ARRAY(arena, struct graph_edge, (size_t)graph->edge_count + 1);
    part->node_count = 0;
    part->edge_count = 0;
    uint32_t *places = ARENA_ARRAY(arena, uint32_t, (size_t)graph->node_count + 1);
    copy_nodes(part, graph, is_kept, places);
    copy_edges(part, graph, is_kept, places);
    return part;
}

struct graph *graph_slice(struct arena *arena, const struct graph *graph,
                          const struct graph_slice *slice)
{
    size_t room = (size_t)graph->node_count + 1;
    bool *is_root = ARENA_ARRAY(arena, bool, room);
    bool *is_kept = ARENA_ARRAY(arena, bool, room);
    if (mark_roots(graph, slice, is_root) == 0)
        return NULL;
    struct walk down = start(arena, graph, true);
    keep_reached(&down, slice->down, is_root, is_kept);
    struct walk up = start(arena, graph, false);
    keep_reached(&up, slice->up, is_root, is_kept);
    struct graph *part = keep(arena, graph, is_kept);
    for (uint32_t node = 0; node < part->node_count; node++)
        part->nodes[node].is_root |= is_named(slice, part->nodes[node].id);
    part->options = slice_text(arena, graph, slice);
    return part;
}
