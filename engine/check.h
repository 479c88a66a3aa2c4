/* check.h -- the type checker: from expressions as written to nodes that can run. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CHECK_H
#define ISMS_ENGINE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "engine/node.h"
#include "engine/schema.h"
#include "engine/scopes.h"
#include "engine/workspace.h"

/*
 * language.md section 7: checking is bidirectional; what is expected flows down (a bare symbol is
 * looked up on the expected scale), what is found flows up. Missing values are settled here
 * (section 6.6): a path that may be missing counts as present below a test `is set` on the same
 * path. An expression with a reported error gets the type TYPE_WRONG, which raises no second
 * message.
 */
struct local {
    sym_id name;
    struct type type;
    uint32_t slot;
};

struct checker {
    struct workspace *ws;
    struct place_of_use from;
    uint32_t self_kind;  /* slot 0 holds an object of it; 0: there is no self */
    uint32_t definition; /* what depends on what the expression reads */
    uint32_t slot_count; /* most slots in use at once */
    uint32_t next_slot;
    uint32_t errors;  /* messages given: a plan with errors is never run */
    bool is_template; /* inside a message: anything can be printed */
    bool is_test;     /* may ask for gaps: `RULE on OBJECT` */
    bool keeps_slots; /* no slot is used twice (relation.h) */
    bool takes_view;  /* the name of a view may stand here: nearly so named ones are offered */
    VEC(struct local) locals;
    VEC(const struct node *) set_paths; /* known to be present here */
};

void checker_init(struct checker *checker, struct workspace *ws, struct place_of_use from,
                  uint32_t definition);
void checker_release(struct checker *checker);
/* Binds a new variable to the next slot; warns (W0402) when it hides a declaration. */
uint32_t checker_bind(struct checker *checker, sym_id name, struct type type, struct span span);
void checker_set_self(struct checker *checker, uint32_t kind);

#define NO_EXPECTATION type_of(TYPE_WRONG)

/* Never NULL. */
const struct node *check_expr(struct checker *checker, expr_id id, struct type expected);
/* The place that a value is for, as a message says it: "the parameter `a` of `f`". */
struct purpose {
    const char *what;
    sym_id name, owner; /* or none */
};
/* An expression that must fit the type. */
const struct node *check_as(struct checker *checker, expr_id id, struct type wanted,
                            struct purpose purpose);
/* A yes-no that is never missing. */
const struct node *check_condition(struct checker *checker, expr_id id);
/* A text with holes: `"{r} is {r.level}"`. */
const struct node *check_template(struct checker *checker, expr_id id);

/*
 * Generators as in `for: r in risk where ..., t in r.open`: `items` are chained items (IN, or
 * ITEM_WHERE around it). Variables stay bound; the caller restores locals and facts with
 * checker_mark / checker_restore.
 */
enum { GENERATORS_MOST = 16 }; /* bounds the depth of nested loops */
bool check_generator_items(struct checker *checker, expr_id first,
                           struct generators *ret_generators);
/* The same for one of them alone. */
bool check_generator_item(struct checker *checker, expr_id item, struct generators *ret_generators);
/* The same for `for r in risk for t in r.open` and the condition behind it, if there is one. */
bool check_generator_binds(struct checker *checker, expr_id first, expr_id condition,
                           struct generators *ret_generators);
/* Puts the conjuncts of a condition on the first generator that binds all they need (join.c). */
void place_condition(struct checker *checker, struct generators *generators,
                     const struct node *condition);

struct checker_mark {
    uint32_t locals, set_paths, next_slot;
};
struct checker_mark checker_mark(const struct checker *checker);
void checker_restore(struct checker *checker, struct checker_mark mark);

/* ---- shared by the parts of the checker ---- */

struct node *new_node(struct checker *checker, enum node_op op, struct type type, struct span span);
const struct node *with_children(struct checker *checker,
                                 struct node *node); /* sets depth, limits it */
const struct node *wrong_node(struct checker *checker, struct span span); /* counts an error */
const struct node *constant_node(struct checker *checker, struct type type, value v,
                                 struct span span);
const struct node *unary_node(struct checker *checker, enum node_op op, struct type type,
                              const struct node *a, struct span span);
const struct node *binary_node(struct checker *checker, enum node_op op, struct type type,
                               const struct node *a, const struct node *b);
struct str type_words(const struct checker *checker, struct type type);

const struct node *check_name(struct checker *checker, expr_id id, struct type expected,
                              bool prefer_kinds);
const struct node *check_select(struct checker *checker, expr_id id, struct type expected,
                                bool prefer_kinds);
const struct node *check_domain(struct checker *checker, expr_id id); /* after `in` of a binder */
const struct node *check_operator(struct checker *checker, expr_id id, struct type expected);
const struct node *check_call(struct checker *checker, expr_id id, struct type expected);
const struct node *check_quantifier(struct checker *checker, expr_id id);
const struct node *check_comprehension(struct checker *checker, expr_id id, struct type expected);
const struct node *check_closure(struct checker *checker, expr_id id);
const struct node *check_reaches(struct checker *checker, expr_id id);
const struct node *check_path_call(struct checker *checker, expr_id id);
bool is_function_name(struct str name);
/* `count(v in set where c)`, `max(e for v in set)`, `sum(set)`. */
const struct node *check_aggregate(struct checker *checker, expr_id id, enum function function);

/* A let is checked, after those that it names, before its type or plan is looked at. */
void need_let(struct workspace *ws, uint32_t let);
/* `RULE on OBJECT` (test_expect.c). */
const struct node *check_gap_on(struct checker *checker, expr_id id);

/* `none` as the empty list, where a list is wanted; other nodes as they are. */
const struct node *none_as_list(struct checker *checker, const struct node *node);
/* Field access on a checked object or set of objects. */
const struct node *field_node(struct checker *checker, const struct node *object, sym_id name,
                              struct span span);
/* Is a bare name here a symbol rather than a variable or a field? Then its scale must come from
 * elsewhere. */
bool is_bare_symbol(struct checker *checker, expr_id id);
void depend_on_field(struct checker *checker, uint32_t field);
void depend_on_results(struct checker *checker);

/* Facts (narrow.c): remembers the paths that are present when the condition is yes, or when it is
 * no. */
void assume(struct checker *checker, const struct node *condition, bool outcome);
const struct node *narrowed(struct checker *checker, const struct node *node);
/* The part of an expression that makes it optional, for messages. */
const struct node *missing_part(const struct node *node);

#endif
