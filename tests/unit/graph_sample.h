/* graph_sample.h -- graphs that the tests of pictures share, their golden files, and stub drawers.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_GRAPH_SAMPLE_H
#define ISMS_TESTS_UNIT_GRAPH_SAMPLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "engine/graph.h"
#include "engine/table.h"

/*
 * A graph in short: nodes "a0 b1 c1" (one letter as id, a digit as rank; in order of rank), edges
 * "a>b b>c", `a~b` projected, `a!a` missing. Further letters of a node: a state (o p d g x for ok,
 * planned, overdue, gap, accepted), then a group ("b1gX").
 */
struct graph *graph_of(struct arena *arena, const char *nodes, const char *edges);

/* "a b c" and "a>b b>c", for comparison; a count above 1 is written behind: "a*3". */
struct str graph_nodes_text(struct arena *arena, const struct graph *graph);
struct str graph_edges_text(struct arena *arena, const struct graph *graph);

/* Every kind of node, state and edge; with `text` not empty, that instead of every text. */
struct graph *sample_trace(struct arena *arena, struct str text);
struct title_block sample_block(struct str text);

extern const struct str hostile_text;

/* A shell script that drawer_run can start; the path lies in a directory of this process. */
struct str stub_drawer(struct arena *arena, const char *body);
void remove_stub_drawer(void);

/* The real program, or empty text when it was not built. */
struct str real_drawer(void);

/* tests/golden/graph/NAME; with UPDATE=1 in the environment written instead. */
struct str golden_path(struct arena *arena, const char *name);
void assert_golden_graph(struct arena *arena, struct str actual, const char *name);

#endif
