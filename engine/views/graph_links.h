/* graph_links.h -- which edges leave and reach a node. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_LINKS_H
#define ISMS_ENGINE_VIEWS_GRAPH_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/graph.h"

/* Edges of node n in one direction: edges[first[n]] to edges[first[n + 1] - 1], in their order. */
struct graph_links {
    uint32_t *first;
    uint32_t *edges;
};

struct graph_links graph_links_leaving(struct arena *arena, const struct graph *graph);
struct graph_links graph_links_reaching(struct arena *arena, const struct graph *graph);

/* A link that exists, between two nodes: what slices follow and ranks are made from. */
static inline bool graph_edge_is_link(const struct graph_edge *edge)
{
    return !edge->is_missing && edge->from != edge->to;
}

/*
 * How the picture is laid out from left to right. A rank whose nodes are not linked with one
 * another stands in one column; the others spread over as many as their chains need. An edge that
 * runs against the order (of ranks, or around a cycle inside of a rank) is laid out backwards.
 */
struct graph_order {
    bool *is_column;   /* by rank */
    bool *is_backward; /* by edge */
};
struct graph_order graph_order(struct arena *arena, const struct graph *graph);

#endif
