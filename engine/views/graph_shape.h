/* graph_shape.h -- the outlines of boxes and the glyphs of states. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_SHAPE_H
#define ISMS_ENGINE_VIEWS_GRAPH_SHAPE_H

#include <stdint.h>

#include "engine/graph.h"
#include "engine/views/graph_scene.h"

/* Text may begin this far from the border of every shape. */
enum { SHAPE_PADDING = 90, GLYPH_SIZE = 80 };

/* Rank and shape belong together, whatever part of the graph is drawn; after seven they repeat. */
void shape_box(struct scene *scene, uint32_t rank, struct pen pen, struct rect rect);
enum paint shape_tint(uint32_t rank);
enum paint shape_edge(uint32_t rank);

/*
 * The border by state, for readers who do not see colours: ok solid, overdue thick and dashed,
 * planned thin and dashed, gap double, accepted dotted, none thin.
 */
void shape_state_box(struct scene *scene, const struct graph_node *node, struct rect rect);

/* The same border without a node, for the legend. */
void shape_state_sample(struct scene *scene, enum node_state state, struct rect rect);

enum paint state_paint(enum node_state state);

/* Drawn, not written: no font is asked for a tick. `at` is the upper left corner of GLYPH_SIZE
 * square. */
void shape_glyph(struct scene *scene, enum node_state state, struct point at);

/* A small square in the colour that the library's scale gives to a word. */
void shape_chip(struct scene *scene, uint32_t rgb, struct point at);

/* An arrow head whose tip is at `tip`, coming from the direction of `from`. */
void shape_arrow(struct scene *scene, enum paint paint, struct point from, struct point tip);

#endif
