/* graph_build.h -- from a `graph` declaration and the model to a neutral graph. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_GRAPH_BUILD_H
#define ISMS_ENGINE_GRAPH_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/eval.h"
#include "engine/graph.h"
#include "engine/plan.h"

/* Objects of a kind that are nodes: `asset`, or `c in control where c.applicable`. */
struct graph_nodes {
    uint32_t kind;
    struct generators generators; /* one */
    struct str title;             /* of the kind */
};
/* `control by theme`, `risk by current`: how nodes of a kind are grouped or what state they show.
 */
struct graph_by {
    uint32_t kind;
    const struct node *value; /* of slot 0 */
};
/* `very-high: gap`: a word of a scale and the state it is drawn as. */
struct graph_glyph {
    sym_id word;
    enum node_state state;
};

/* `risk.assets`, or a relation of two objects. */
struct graph_link {
    uint32_t field, relation; /* one of them is 0 */
};

struct graph_plan {
    sym_id name;
    decl_id decl;
    uint32_t definition;
    bool is_broken;
    struct graph_nodes *nodes;
    uint32_t node_count;
    struct graph_link *edges;
    uint32_t edge_count;
    struct graph_by *collapses, *states;
    uint32_t collapse_count, state_count;
    struct graph_glyph *glyphs;
    uint32_t glyph_count;
    uint32_t *ranks; /* kinds, left to right */
    uint32_t rank_count;
    uint32_t slot_count;
};

struct graph_plans {
    VEC(struct graph_plan) items;
};

void plan_graphs(struct workspace *ws, struct graph_plans *plans);
struct graph *graph_of(struct evaluator *evaluator, const struct graph_plan *plan);

#endif
