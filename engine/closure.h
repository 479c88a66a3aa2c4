/* closure.h -- `a.depends-on+`: reaching along references. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CLOSURE_H
#define ISMS_ENGINE_CLOSURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "engine/node.h"

/*
 * language.md 6.4. An idempotent aggregate over a closure whose element depends on the element
 * alone
 * (`max(b.own for b in a.supports*)`) is computed for all objects together: strongly connected
 * components first, then once over the condensed graph, O(nodes + edges). Other uses of a closure
 * walk from the object.
 */
enum closure_fold { FOLD_MAX, FOLD_MIN, FOLD_SOME, FOLD_EVERY };

/* By row. */
struct folded_rows {
    value *values;
    bool *doubts; /* something that it rests on could not be understood; NULL: nowhere */
};

struct closure_table {
    uint32_t field; /* the edges, through the heads of records */
    bool is_plus;   /* one or more steps; else zero or more */
    enum closure_fold fold;
    uint32_t slot; /* of the element variable */
    uint32_t slot_count;
    const struct node *filter;  /* elements that count; or NULL */
    const struct node *element; /* what is folded */
    struct folded_rows results; /* of objects from `first`; without values until evaluated */
    uint32_t first, count;      /* objects beyond the rows reach only themselves */
    bool is_damaged;            /* some edge could not be understood */
};

struct checker;

struct components;
struct reach;

struct closures {
    VEC(struct closure_table) tables;
    /* By field, from 0; NULL until somebody asks. */
    VEC(struct reach *) reaches;
    VEC(struct components *) components;
};

/* If the node folds a closure that can be tabulated: the node that looks the result up; else NULL.
 */
const struct node *closure_aggregate(struct checker *checker, const struct node *aggregate);
const struct node *closure_quantifier(struct checker *checker, const struct node *quantifier);

struct evaluator;
struct schema;

/* Fills a table; what it depends on is ready. */
void closure_evaluate(struct evaluator *evaluator, struct closure_table *table);
value closure_lookup(struct evaluator *evaluator, const struct closure_table *table,
                     uint32_t object);

/* Some link of the field may be missing because its text could not be understood. */
bool links_are_damaged(const struct schema *schema, uint32_t field);

/* All objects reached from those in `start`, ascending; made in `scratch`. */
const struct set *closure_walk(struct evaluator *evaluator, uint32_t field, const struct set *start,
                               bool is_plus);
bool closure_reaches(struct evaluator *evaluator, uint32_t field, uint32_t from, uint32_t to);
/* What answered the last question about the field, for whoever has many: reach_known (reach.h) is a
 * step; NULL when each has to be asked. */
const struct reach *closure_answers(const struct evaluator *evaluator, uint32_t field);
/* Would closure_walk find the member? */
bool closure_contains(struct evaluator *evaluator, uint32_t field, const struct set *start,
                      bool is_plus, uint32_t member);
/* A shortest path, smallest numbers first; empty when there is none. */
const struct set *closure_path(struct evaluator *evaluator, uint32_t field, uint32_t from,
                               uint32_t to);

#endif
