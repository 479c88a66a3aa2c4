/* reach.h -- does one object reach another along a reference? */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_REACH_H
#define ISMS_ENGINE_REACH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/components.h"

/*
 * `a reaches b via f`: in one or more steps along the links of one field. Made once for a field, in
 * O(objects + links):
 * - strongly connected components (scc.h): whether an object lies on a circle, and whether two lie
 *   on a common one, is one look-up;
 * - for other pairs, labels of the components that settle most questions at once: their topological
 *   number, the length of the longest way down, and intervals of the numbers of what they reach
 *   (Yildirim, Chaoji, Zaki, "GRAIL: Scalable Reachability Index for Large Graphs", VLDB 2010).
 * What the labels leave open is searched for, and they prune the search. When the searches from one
 * place, or to it, have cost as much as looking at the whole graph, everything that it reaches, or
 * that reaches it, is found in one sweep and kept as bits. So no question costs more than
 * O(objects + links), and many about one place cost that once.
 */
struct reach;

/* Links and components are borrowed and stay as they are; everything made lies in the arena. */
struct reach *reach_new(struct arena *arena, const struct edges *links,
                        struct components components);
/* What is known without looking for it; changes nothing. */
enum reach_answer { REACH_NO, REACH_YES, REACH_OPEN };
enum reach_answer reach_known(const struct reach *reach, uint32_t from, uint32_t to);
/* What was looked at is added to the steps. */
bool reach_holds(struct reach *reach, uint32_t from, uint32_t to, uint64_t *steps);

#endif
