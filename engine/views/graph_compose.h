/* graph_compose.h -- from a laid-out graph to a scene: head, columns, lines, boxes, legend, title
 * block. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_COMPOSE_H
#define ISMS_ENGINE_VIEWS_GRAPH_COMPOSE_H

#include <stdint.h>

#include "base/arena.h"
#include "engine/graph.h"
#include "engine/table.h"
#include "engine/views/graph_card.h"
#include "engine/views/graph_layout.h"
#include "engine/views/graph_scene.h"

struct composition {
    struct scene *scene;
    const struct graph *graph;
    const struct title_block *block;
    const struct card *cards;
    const struct layout *layout;
};

enum { PAGE_MARGIN = 240, PAGE_WIDTH_LEAST = 7200 };

/* Sizes for the boxes of the layout: cards, and the texts of stubs. */
void compose_sizes(struct arena *arena, const struct graph *graph, const struct card *cards,
                   struct layout *layout);

/* Fills in the scene, its size and its description. */
void compose_scene(const struct composition *composition);

/* Parts below the graph; each begins at `top` and returns where it ends. */
int32_t compose_legend(const struct composition *composition, int32_t top);
int32_t compose_title_block(const struct composition *composition, int32_t top);

struct str graph_description(struct arena *arena, const struct graph *graph,
                             const struct title_block *block);

/* How a line is drawn; the legend shows the same. */
struct pen line_pen(const struct layout_line *line);

#endif
