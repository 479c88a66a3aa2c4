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

/*
 * Down leads from left to right: from a rank to a later one whichever of the two objects names the
 * other, and along the edges inside of a rank. Up is the other way. Links between nodes that are
 * shown are all shown.
 */
struct graph_slice {
    const struct str *roots; /* ids */
    uint32_t root_count;
    uint32_t up, down; /* GRAPH_ALL_STEPS = no bound */
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
 * Pictures: the layout comes from a child process that runs `drawer` (the program isms-draw: the
 * only one linked to libgvc and cairo), so that a crash or a hang of the layout cannot touch the
 * caller. Returns 0 or a negative errno, and then writes nothing: -ENOENT drawer missing, -ETIME it
 * took too long, -EPROTO it failed, -E2BIG over the budget or over what is readable (150 boxes, 600
 * lines), -ENODATA nothing to draw. ret_reason, if not NULL, gets a sentence.
 */
enum picture_format { PICTURE_SVG, PICTURE_PDF, PICTURE_PNG };
enum { PICTURE_NODES_MOST = 150, PICTURE_EDGES_MOST = 600 };

struct picture_options {
    enum picture_format format;
    struct str drawer;          /* path of the program */
    struct graph_budget budget; /* larger graphs are refused; 0 = only the limits above */
    /* SVG without head, title block and style: those are the page's (picture_style_write). */
    bool is_inside_page;
};

int graph_write_picture(struct out *out, const struct graph *graph, const struct title_block *block,
                        const struct picture_options *options, struct arena *arena,
                        struct str *ret_reason);
/* The rules that turn the colours of all pictures of a page on a dark screen. */
void picture_style_write(struct out *out);
/* "showing 41 of 95 elements in 30 boxes, 12 links hidden" */
struct str graph_showing(struct arena *arena, const struct graph *graph);

#endif
