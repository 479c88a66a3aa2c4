/* graph_layout.h -- where boxes and lines go, as Graphviz sees it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_LAYOUT_H
#define ISMS_ENGINE_VIEWS_GRAPH_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/out.h"
#include "base/str.h"
#include "engine/graph.h"
#include "engine/views/graph_links.h"
#include "engine/views/graph_scene.h"

/* Boxes 0 to node_count - 1 are the nodes; after them stubs of missing links. */
struct layout_box {
    int32_t width, height; /* before: tenths of a point */
    struct point centre;   /* after */
    bool is_placed;
};

/* All edges between two boxes share one line, which Graphviz draws from left to right. */
struct layout_line {
    uint32_t left, right; /* boxes */
    struct point *points; /* Bezier: a start, then three for each piece */
    uint32_t point_count;
    bool at_left, at_right;        /* wants an arrow head there: filled by layout_prepare */
    bool is_projected, is_missing; /* only if all its edges are */
    uint32_t count;                /* links */
};

struct layout {
    struct layout_box *boxes;
    uint32_t box_count;
    struct layout_line *lines;
    uint32_t line_count;
    uint32_t *line_of; /* by edge: index into lines */
    uint32_t *stub_of; /* by edge: a box, or 0 (box 0 is never a stub) */
    struct graph_order order;
    int32_t width, height; /* after */
};

/* Lines and stubs of a graph; the caller fills in the sizes of the boxes. */
struct layout *layout_prepare(struct arena *arena, const struct graph *graph);

/* The question to Graphviz in its language: numbers only, no text of the user. */
void layout_write_question(struct out *out, const struct layout *layout, const struct graph *graph);

/* Its answer in the format `plain`: 0, or -EPROTO when that is not an answer to the question. */
int layout_read_answer(struct arena *arena, struct str answer,
                       struct layout *layout) ISMS_NODISCARD;

/* The program that draws (tools/isms-draw): mode "layout", "pdf" or "png". 0 or a negative errno as
 * in graph_write.h. */
struct drawer_job {
    struct str program;
    const char *mode;
    struct str input;
};
int drawer_run(const struct drawer_job *job, struct arena *arena, struct out *answer,
               struct str *ret_reason) ISMS_NODISCARD;

#endif
