/* plan.h -- checking all definitions: fields, lets, rules, views and graphs become plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PLAN_H
#define ISMS_ENGINE_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/answer.h"
#include "engine/check.h"

/* A rule, ready to run. */
struct rule_plan {
    uint32_t object; /* the rule as an object of kind `rule` */
    decl_id decl;
    uint32_t definition;
    bool is_broken; /* a message was given: never run */
    bool is_idle;   /* finds no combination, and what would be done for each is not planned */
    struct generators generators;
    const struct node *const *lets; /* values of `let:` lines, by slot from first_let */
    uint32_t first_let, let_count;
    const struct node *require; /* must hold; of `forbid:` the negation */
    struct span require_span;   /* as written */
    const struct node *message, *hint, *suggest;
    const struct node *responsible; /* an object, or nothing */
    /* Binds nothing but waivers and adjustments: runs after the others, may read what they found.
     */
    bool is_about_decisions;
    uint32_t slot_count;
};

struct view_column {
    const struct node *value;
    struct str label;        /* "" = none given */
    struct str key;          /* the label, else the source text */
    bool is_repeated;        /* for each combination of what `across:` binds */
    const struct node *head; /* of a repeated one: its label with holes; NULL: the values bound */
    bool has_total;
};
struct view_order {
    const struct node *value;
    bool is_descending;
};

struct view_plan {
    sym_id name;
    decl_id decl;
    uint32_t definition;
    bool is_broken;
    struct generators generators;
    struct generators across; /* what is spread over columns; reads nothing that a row binds */
    uint32_t first_across, end_across; /* its slots */
    struct view_order *across_orders;  /* how its combinations are sorted */
    uint32_t across_order_count;
    struct view_column *columns;
    uint32_t column_count;
    struct view_order *orders;
    uint32_t order_count;
    const struct node *group;
    uint32_t limit; /* 0: none */
    uint32_t slot_count;
};

struct plans {
    VEC(struct rule_plan) rules;
    VEC(struct view_plan) views; /* checked on demand: plan_view */
};

/* Makes the definitions of all computed and defaulted fields known: whoever reads one depends on
 * it. */
void define_fields(struct workspace *ws);
void plan_fields(struct workspace *ws);
void need_field(struct workspace *ws, uint32_t field);
/* The project's, and those whose values have to pass a test: computed even if nothing reads them.
 */
bool is_always_computed(const struct workspace *ws, const struct field_def *def);
/* Before all others: their types are inferred. A let is checked after those that it names. */
void plan_lets(struct workspace *ws);
/*
 * What the plans made so far need and is not planned yet, and what that needs (waits_for_need); all
 * that is left when there are errors.
 */
void plan_needed(struct workspace *ws);
void plan_rules(struct workspace *ws, struct plans *plans);
void plan_views(struct workspace *ws, struct plans *plans);
void plans_release(struct plans *plans);

/* A query (lang.h) becomes the plan of a table of the shape that engine/answer.h describes. */
struct query_plan {
    struct view_plan view; /* without name and declaration */
    enum answer_shape shape;
    struct type type; /* of the expression; TYPE_WRONG for columns */
};
struct query_plan plan_query(struct workspace *ws, uint32_t source, const struct query *query);
uint32_t items_count(const struct workspace *ws, expr_id first);
/* The items of `columns:`. Errors are counted by the checker. */
void plan_columns(struct checker *checker, struct view_plan *plan, expr_id first);
/* The items of `across:`, none when there are none; what `from:` binds is bound already. */
bool plan_across(struct checker *checker, struct view_plan *plan, expr_id first);
/* Does the node depend on what `across:` binds? */
bool is_spread(const struct view_plan *plan, const struct node *node);
/*
 * What nobody gave an order comes in that of its values, objects as A2 before A10: the orders to
 * sort combinations by, variable by variable, up to the first one that has an order of its own.
 */
const struct node *generator_variable(struct checker *checker, const struct generator *generator,
                                      struct span span);
struct view_order *natural_orders(struct checker *checker, const struct generators *generators,
                                  bool only_objects, uint32_t *ret_count);

/* `name: items` of a rule or view, none when absent; says what is missing when `needed_for` is
 * given. */
field_id plan_field(struct workspace *ws, decl_id decl, enum word word, const char *needed_for);
/*
 * The items of that field, none when there are none. A formula, no value at all and, for plan_item,
 * several values are told and counted as errors of the plan.
 */
expr_id plan_items(struct checker *checker, decl_id decl, enum word word, const char *needed_for);
expr_id plan_item(struct checker *checker, decl_id decl, enum word word);
/* Reports fields that such a declaration does not have (E0203) or has twice (E0111). */
bool check_fields_of(struct workspace *ws, decl_id decl, const enum word *known, uint32_t count);
struct place_of_use place_of_decl(const struct workspace *ws, decl_id decl);

#endif
