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
 * The engine fills in the whole graph that a `graph` declaration describes, in canonical order; the
 * views slice, collapse and draw it. No kind name means anything here: ranks, states and colours
 * come from the declaration.
 */
enum node_state {
    STATE_NONE,
    STATE_OK,
    STATE_PLANNED,
    STATE_OVERDUE,
    STATE_GAP,
    STATE_ACCEPTED,
};
enum { NODE_STATE_COUNT = STATE_ACCEPTED + 1 };

struct graph_node {
    struct str id;         /* "R14" */
    struct str title;      /* "Customer data is exfiltrated" */
    uint32_t rank;         /* index into ranks: decides the column and the shape */
    struct str group;      /* nodes of one rank and group may be collapsed; may be empty */
    enum node_state state; /* drawn as glyph, word and border, never by colour alone */
    struct str word;       /* the state as the library says it: "very high"; may be empty */
    struct str color;      /* of the word's scale symbol; may be empty */
    struct str place;      /* "risks.isms:12"; may be empty */
    uint32_t count;        /* how many objects this node stands for: 1, more after collapsing */
    struct str members;    /* ids of a collapsed node, joined by ", "; else empty */
    bool is_root;          /* of a slice: drawn in a frame, never collapsed */
};

/* A missing link from a node to itself is a stub: "no RELATION". */
struct graph_edge {
    uint32_t from, to; /* node indexes */
    uint32_t relation; /* index into relations */
    uint32_t count;    /* how many links this edge stands for */
    bool is_projected; /* joins the neighbours of hidden nodes: drawn dashed */
    bool is_missing;   /* a link that ought to exist: drawn red and dashed */
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
    uint32_t hidden_nodes; /* objects that slicing left out; told in the title block */
    uint32_t hidden_edges; /* links that slicing left out or collapsing put inside of a box */
    struct str options;    /* what was chosen, in words: "root R14, up all, down 2" */
};

#endif
