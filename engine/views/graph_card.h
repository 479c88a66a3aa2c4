/* graph_card.h -- the box of one node: what is written in it, and how large it must be. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_CARD_H
#define ISMS_ENGINE_VIEWS_GRAPH_CARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/graph.h"
#include "engine/views/graph_scene.h"

/* First line: the id, then glyph, colour and word of the state. Below: the title on at most two
 * lines. */
struct card {
    int32_t width, height;
    struct str id;
    struct str word;
    struct str lines[TEXT_LINES_MOST];
    uint32_t line_count;
    uint32_t rgb;
    bool has_color;
};

/* One card a node; all cards of a rank have the same width, 150 to 210 points. */
struct card *cards_measure(struct arena *arena, const struct graph *graph);

/* `centre` is the middle of the card. */
void card_draw(struct scene *scene, const struct graph *graph, const struct card *card,
               uint32_t node, struct point centre);

/* Everything that is known about a node, for its tool tip. */
struct str node_tip(struct arena *arena, const struct graph *graph, const struct graph_node *node);

#endif
