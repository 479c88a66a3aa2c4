/* graph_links.c -- edges by node, and the order from left to right. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_links.h"

static uint32_t node_of(const struct graph_edge *edge, bool is_leaving)
{
    return is_leaving ? edge->from : edge->to;
}

static struct graph_links links(struct arena *arena, const struct graph *graph, bool is_leaving)
{
    struct graph_links links = {
        .first = ARENA_ARRAY(arena, uint32_t, (size_t)graph->node_count + 2),
        .edges = ARENA_ARRAY(arena, uint32_t, (size_t)graph->edge_count + 1),
    };
    /* first[n + 2] counts node n; after the sums first[n + 1] is the next free place of node n. */
    for (uint32_t e = 0; e < graph->edge_count; e++)
        links.first[node_of(&graph->edges[e], is_leaving) + 2]++;
    for (uint32_t n = 2; n < graph->node_count + 2; n++)
        links.first[n] += links.first[n - 1];
    for (uint32_t e = 0; e < graph->edge_count; e++)
        links.edges[links.first[node_of(&graph->edges[e], is_leaving) + 1]++] = e;
    return links;
}

struct graph_links graph_links_leaving(struct arena *arena, const struct graph *graph)
{
    return links(arena, graph, true);
}

struct graph_links graph_links_reaching(struct arena *arena, const struct graph *graph)
{
    return links(arena, graph, false);
}

/* ---------------------------------------------------------------- left to right */

/* A depth-first walk over the links inside of one rank; what leads back into the walk is backward.
 */
enum visit { VISIT_NOT_YET, VISIT_OPEN, VISIT_DONE };

struct walk {
    const struct graph *graph;
    struct graph_links leaving;
    enum visit *visits;
    uint32_t *next;  /* by node: index into leaving.edges */
    uint32_t *stack; /* nodes */
    uint32_t depth;
    bool *is_backward;
};

static bool is_inside_rank(const struct graph *graph, const struct graph_edge *edge)
{
    return edge->from != edge->to && graph->nodes[edge->from].rank == graph->nodes[edge->to].rank;
}

static void enter(struct walk *walk, uint32_t node)
{
    walk->visits[node] = VISIT_OPEN;
    walk->next[node] = walk->leaving.first[node];
    walk->stack[walk->depth++] = node;
}

static void step(struct walk *walk)
{
    uint32_t node = walk->stack[walk->depth - 1];
    if (walk->next[node] == walk->leaving.first[node + 1]) {
        walk->visits[node] = VISIT_DONE;
        walk->depth--;
        return;
    }
    uint32_t index = walk->leaving.edges[walk->next[node]++];
    const struct graph_edge *edge = &walk->graph->edges[index];
    if (!is_inside_rank(walk->graph, edge))
        return;
    if (walk->visits[edge->to] == VISIT_OPEN)
        walk->is_backward[index] = true;
    else if (walk->visits[edge->to] == VISIT_NOT_YET)
        enter(walk, edge->to);
}

static void mark_cycles(struct arena *arena, const struct graph *graph,
                        const struct graph_order *order)
{
    size_t room = (size_t)graph->node_count + 1;
    struct walk walk = {
        .graph = graph,
        .leaving = graph_links_leaving(arena, graph),
        .visits = ARENA_ARRAY(arena, enum visit, room),
        .next = ARENA_ARRAY(arena, uint32_t, room),
        .stack = ARENA_ARRAY(arena, uint32_t, room),
        .is_backward = order->is_backward,
    };
    for (uint32_t node = 0; node < graph->node_count; node++) {
        if (walk.visits[node] == VISIT_NOT_YET)
            enter(&walk, node);
        while (walk.depth > 0)
            step(&walk);
    }
}

struct graph_order graph_order(struct arena *arena, const struct graph *graph)
{
    struct graph_order order = {
        .is_column = ARENA_ARRAY(arena, bool, (size_t)graph->rank_count + 1),
        .is_backward = ARENA_ARRAY(arena, bool, (size_t)graph->edge_count + 1),
    };
    for (uint32_t rank = 0; rank < graph->rank_count; rank++)
        order.is_column[rank] = true;
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        const struct graph_edge *edge = &graph->edges[e];
        uint32_t from = graph->nodes[edge->from].rank;
        uint32_t to = graph->nodes[edge->to].rank;
        order.is_backward[e] = to < from;
        if (is_inside_rank(graph, edge))
            order.is_column[from] = false;
    }
    mark_cycles(arena, graph, &order);
    return order;
}
