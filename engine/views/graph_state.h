/* graph_state.h -- the states of nodes: their order and their words. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_STATE_H
#define ISMS_ENGINE_VIEWS_GRAPH_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "engine/graph.h"

/* From best to worst: none, ok, accepted, planned, overdue, gap. */
bool node_state_is_worse(enum node_state state, enum node_state than);

struct str node_state_word(enum node_state state);  /* "ok"; empty for STATE_NONE */
struct str node_state_glyph(enum node_state state); /* a character for text formats */

/* The colour of a symbol: a name or `#RRGGBB` as 0xRRGGBB. False: neither. */
bool color_parse(struct str text, uint32_t *ret_rgb);

#endif
