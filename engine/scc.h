/* scc.h -- strongly connected components of a graph in compressed rows. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SCC_H
#define ISMS_ENGINE_SCC_H

#include <stdint.h>

#include "base/arena.h"
#include "engine/column.h"

/*
 * Tarjan's algorithm (R. Tarjan, "Depth-first search and linear graph algorithms", 1972), with a
 * stack of its own instead of recursion. Components come out with all their successors before them,
 * so that walking `members` forwards meets what is depended on first.
 */
struct scc {
    uint32_t count;            /* components */
    const uint32_t *component; /* of each node */
    const uint32_t *starts;    /* count + 1: members of component c are members[starts[c] ..] */
    const uint32_t *members;
};

/*
 * Of the numbers first .. first + nodes - 1, whose links are the rows of `edges`: node v is number
 * first + v. Those without a row lead nowhere; targets that are none of them are ignored.
 */
struct scc scc_compute(struct arena *arena, const struct edges *edges, uint32_t first,
                       uint32_t nodes);

/*
 * A shortest circle through a node of a component that has one: the nodes in their order, beginning
 * with it. Returns how many; at most as many as the component has.
 */
uint32_t scc_circle(struct arena *arena, const struct scc *scc, const uint32_t *starts,
                    const uint32_t *items, uint32_t node, const uint32_t **ret_nodes);

#endif
