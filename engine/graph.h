/* graph.h -- a drawing before it is drawn: neutral nodes and edges. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_GRAPH_H
#define ISMS_ENGINE_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "engine/table.h"

/*
 * The engine fills in the whole graph that a `graph` declaration describes, in canonical order; the views slice,
 * collapse and draw it. No kind name means anything here: ranks, states and colours come from the
 * declaration.
 */
enum node_state { /* outputs.md section 2: glyph, word and border, never colour alone */
    STATE_NONE,
    STATE_OK,
    STATE_PLANNED,
    STATE_OVERDUE,
    STATE_GAP,
    STATE_ACCEPTED
};

struct graph_node {
    struct str id;    /* "R14" */
    struct str title; /* "Customer data is exfiltrated" */
    uint32_t rank;    /* index into ranks: decides the column and the shape */
    struct str group; /* collapse: nodes of one rank with the same group may become one; may be empty */
    enum node_state state;
    struct str word;  /* the state as a word of the library: "very high", "planned"; may be empty */
    struct str color; /* of the word's scale symbol; may be empty */
    struct str place; /* "risks.isms:12"; may be empty */
    uint32_t count;   /* how many objects this node stands for: 1, more after collapsing */
    struct str members; /* ids of a collapsed node, joined by ", "; else empty */
};

struct graph_edge {
    uint32_t from, to; /* node indexes */
    uint32_t relation; /* index into relations */
    uint32_t count;    /* how many links this edge stands for */
    bool is_projected; /* joins the neighbours of hidden nodes: drawn dashed */
    bool is_missing;   /* a link that ought to exist: red dashed stub */
};

struct graph_rank {
    struct str name;  /* the kind: "control" */
    struct str title; /* "Control" */
};

struct graph {
    struct str name, title, doc;
    const struct graph_rank *ranks; /* left to right */
    uint32_t rank_count;
    const struct str *relations; /* "implements" */
    uint32_t relation_count;
    struct graph_node *nodes; /* sorted by rank, then natural order of ids */
    uint32_t node_count;
    struct graph_edge *edges; /* sorted by from, to, relation */
    uint32_t edge_count;
    uint32_t hidden_nodes, hidden_edges; /* by slicing; told in the title block */
    struct str options; /* what was chosen, in words: "root R14, up all, down 2" */
};

#endif
