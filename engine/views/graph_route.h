/* graph_route.h -- makes the lines of a layout easier to follow. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_ROUTE_H
#define ISMS_ENGINE_VIEWS_GRAPH_ROUTE_H

#include "base/arena.h"
#include "engine/views/graph_layout.h"

/*
 * Graphviz lets all lines of a box end in the middle of its side. Here they are spread along the
 * side, in the order of where they come from, so that the eye can follow each one; and lines
 * between neighbouring columns become plain curves that stay inside of the gap.
 */
void route_lines(struct arena *arena, struct layout *layout);

#endif
