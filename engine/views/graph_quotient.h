/* graph_quotient.h -- a graph with several nodes drawn as one. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_QUOTIENT_H
#define ISMS_ENGINE_VIEWS_GRAPH_QUOTIENT_H

#include <stdint.h>

#include "base/arena.h"
#include "engine/graph.h"

/*
 * class_of[node] says which nodes become one: numbers below class_count, in the order of their
 * first members. Members of one class share their rank. The new node counts its members, names
 * them, and shows the worst of their states: a box never looks better than what is in it. Links
 * between members of one class are counted as hidden; missing links stay.
 */
struct graph_classes {
    const uint32_t *class_of; /* by node */
    uint32_t class_count;
};

struct graph *graph_quotient(struct arena *arena, const struct graph *graph,
                             const struct graph_classes *classes);

/* How many edges the quotient would have; needs room for the edges in the arena. */
uint32_t graph_quotient_edges(struct arena *arena, const struct graph *graph,
                              const struct graph_classes *classes);

#endif
