/* relation.h -- relations spelled out in clauses: `relation exposed (a: asset, r: risk)`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RELATION_H
#define ISMS_ENGINE_RELATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/vec.h"
#include "engine/node.h"
#include "lang/ast.h"

/*
 * language.md sections 4 and 6.3. A relation holds between objects when one of its `when:` clauses
 * does; clauses may use the relation itself and relations that use it, but never under a negation
 * or in a number (E0411). What it means is the least fixpoint, computed semi-naively: every new
 * pair is joined once with what is known (Bancilhon 1986; Ullman, "Principles of Database and
 * Knowledge-Base Systems", 1988, section 3.5).
 *
 * A clause is taken apart into bodies: conjunctions over variables, which are bound one after
 * another, each by the cheapest access that there is. A question about one object is answered
 * without computing the whole relation where the clauses allow it (struct way).
 */
enum {
    RELATION_PARAMETERS_MOST = 8,
    RELATION_BODIES_MOST = 64,
    RELATION_PAIRS_MOST = 200000000, /* kept in one run: about 1 to 4 GiB */
    RELATION_TUPLE_WEIGHT = 8,       /* what one of a relation that is known as a whole counts as */
    RELATION_PAIR_BYTES = 10         /* about, of tables that stand outside of the arenas */
};
/*
 * Relations that use others are asked in turn. What that takes of the C stack is counted in frames
 * of the simplest node (node.h) and bounded to about 1 MiB.
 */
enum { RELATION_FRAMES = 12, RELATION_DEPTH_LIMIT = 8000 };

struct body_variable {
    uint32_t slot;
    struct type type;
    const struct node *domain; /* what it runs over */
};

/* All of it must hold. The first variables are the parameters. */
struct relation_body {
    struct body_variable *variables;
    uint32_t variable_count;
    const struct node **conditions; /* `v in domain` of each variable among them */
    uint32_t condition_count;
    const struct node **calls; /* of relations of the same component */
    uint32_t call_count;
};

/* The objects whose path holds a given value: `b in a.depends-on` from b to a. */
struct member_index {
    const struct node *path;
    uint32_t slot;       /* of the variable that the path begins with */
    struct type type;    /* of the variable */
    struct edges *edges; /* from values to objects; NULL until it is used */
    bool is_damaged;
};

/* A body with an order in which its variables are bound, given those that are bound at the start.
 */
struct relation_step {
    const struct node *start; /* tested before anything is bound; or NULL */
    struct generators generators;
    const struct node *call;    /* whose new pairs start it, or (walks) that leads on; or NULL */
    const uint32_t *call_slots; /* where the arguments of a new pair go */
};

/*
 * How pairs are found.
 * ALL: the whole relation, together with those that it depends on in a circle.
 * KEYED: each clause passes argument `key` on unchanged, so that the pairs with one value of it can
 *   be found alone.
 * WALK: each clause passes the other argument on unchanged and looks only at this one: one follows
 *   the steps from one object and collects what holds directly (Naughton et al. 1989,
 *   "right-linear" rules).
 * PROOF: one step for each body, all parameters given: why a pair that is known holds.
 */
enum way_kind { WAY_ALL, WAY_KEYED, WAY_WALK, WAY_PROOF };

struct parameter;

struct relation_row { /* ascending */
    const uint32_t *objects;
    uint32_t count;
    bool is_damaged;
};

struct way {
    bool is_possible;
    enum way_kind kind;
    uint32_t key;                /* the argument that is given */
    struct relation_step *steps; /* those without a call first */
    uint32_t step_count;
    struct map row_of; /* object -> 1 + row */
    VEC(struct relation_row) rows;
};

/* The pairs of the whole relation (tuples of as many objects as it has parameters). */
struct tuples {
    VEC(uint32_t) items;
    VEC(uint32_t) next[RELATION_PARAMETERS_MOST]; /* the next tuple with this object there, or 0 */
    struct map first[RELATION_PARAMETERS_MOST];   /* object -> 1 + tuple */
    struct map known;                             /* (prefix, object) -> prefix, from 1 */
    VEC(uint32_t) stages;                         /* when it came, among all of its circle */
    uint32_t prefixes;
    uint32_t count;
    uint32_t done; /* those before it have been joined */
};

enum relation_state { RELATION_UNKNOWN, RELATION_GROWING, RELATION_KNOWN };

struct relation {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
    struct parameter *parameters;
    uint32_t parameter_count;
    const struct node **clauses;
    uint32_t clause_count;
    uint32_t slot_count;
    uint32_t depth; /* of the deepest clause (node.h) */
    uint32_t definition;
    bool is_broken; /* a message was given: nothing is known about it */
    struct relation_body *bodies;
    uint32_t body_count;
    struct way proof;
    struct way all, by[2]; /* `by[i]`: pairs with a given i-th argument */
    struct tuples tuples;
    enum relation_state state;
    bool is_damaged; /* some pair may be missing because of text that could not be understood */
};

struct workspace;
struct checker;
struct evaluator;
struct set;

/* Parameters with their types, before anybody calls a relation. */
void read_relations(struct workspace *ws);
/* Check the clauses. */
void plan_relations(struct workspace *ws);
void need_relation(struct workspace *ws, uint32_t relation);
/*
 * When it is known which relations depend on each other (definitions_sort): takes the clauses apart
 * and orders what they bind. Tells E0411 for a relation that depends on its own absence.
 */
void order_relations(struct workspace *ws);
void relation_release(struct relation *relation);

/* ---- parts of order_relations ---- */

/* The relation's clauses as conjunctions, or false after a message. */
bool relation_bodies(struct workspace *ws, uint32_t relation);
/* Are both on one circle of relations? */
bool in_one_component(const struct workspace *ws, uint32_t a, uint32_t b);
/* The steps of all three ways, where they are possible. */
void relation_ways(struct workspace *ws, uint32_t relation);

/*
 * A conjunction, some of whose variables are bound at the start. The others are bound one after
 * another, each where that costs least; each condition is tested as soon as it can be, but never
 * before one that stands before it and looks at the same variable, which may guard it.
 */
struct join_order {
    struct checker *checker;
    const struct body_variable *variables;
    uint32_t variable_count;
    const struct node *const *conditions;
    uint32_t condition_count;
    const uint32_t *bound; /* slots */
    uint32_t bound_count;
};
void order_join(const struct join_order *join, struct relation_step *step);

/* ---- asking ---- */

bool relation_holds(struct evaluator *evaluator, uint32_t relation, const uint32_t *objects);
/* The objects that stand at the other place of a relation of two, ascending; made in `scratch`. */
const struct set *relation_row(struct evaluator *evaluator, uint32_t relation, uint32_t key_place,
                               uint32_t key);
/*
 * When the pair was found, counted so that the pairs that it follows from were found before it; 0
 * when it does not hold. Numbers of pairs that lead to each other can be compared.
 */
uint32_t relation_stage(struct evaluator *evaluator, uint32_t relation, const uint32_t *objects);
/* The objects for which the index's path yields the value. */
const struct edges *member_index_edges(struct evaluator *evaluator, struct member_index *index);

#endif
