/* graph_write.h -- from a neutral graph to a picture: slice, collapse, lay out, draw. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_WRITE_H
#define ISMS_ENGINE_VIEWS_GRAPH_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"
#include "engine/graph.h"
#include "engine/table.h"

/* outputs.md section 1, rules 1 and 2. All results are new graphs in the arena. */
enum { GRAPH_ALL_STEPS = UINT32_MAX };

struct graph_slice {
    const struct str *roots; /* ids */
    uint32_t root_count;
    uint32_t up, down; /* steps against and along the edges; GRAPH_ALL_STEPS = no bound */
};
struct graph_budget {
    uint32_t nodes, edges; /* 0 = the defaults 60 and 120 */
};

/* NULL when no root is in the graph. */
struct graph *graph_slice(struct arena *arena, const struct graph *graph,
                          const struct graph_slice *slice);
struct graph *graph_collapse(struct arena *arena, const struct graph *graph,
                             const struct graph_budget *budget);

/* DOT is pure text and needs no Graphviz. */
void graph_write_dot(struct out *out, const struct graph *graph, const struct title_block *block);

/*
 * Pictures: the layout comes from a child process that runs `drawer` (the program isms-draw: the only one
 * linked to libgvc and cairo), so that a crash or a hang of the layout cannot touch the caller. Returns
 * 0 or a negative errno: -ENOENT drawer missing, -ETIME the layout took too long, -EPROTO it failed, -E2BIG
 * too many nodes for a readable picture (PNG over 150). ret_reason, if not NULL, gets a sentence.
 */
enum picture_format { PICTURE_SVG, PICTURE_PDF, PICTURE_PNG };

struct picture_options {
    enum picture_format format;
    struct str drawer; /* path of the program */
};

int graph_write_picture(struct out *out, const struct graph *graph, const struct title_block *block,
                        const struct picture_options *options, struct arena *arena,
                        struct str *ret_reason);

#endif
