/* test.h -- `test` declarations: small worlds and what is expected of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_TEST_H
#define ISMS_ENGINE_TEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"
#include "engine/plan.h"
#include "engine/rules.h"

/*
 * language.md section 5. A test has a world of its own: the definitions of the project and all of
 * the library, the objects that it gives, and the project's objects only `with: project`. Each
 * `expect:` is one step, as of the last `as-of:` before it; the world is built anew for each, so
 * that nothing of one day is left on the next.
 */
struct test_step {
    expr_id expectations; /* chained */
    bool has_date;
    int32_t date;
};

struct test {
    decl_id decl;
    struct str title;
    struct span span; /* of the title */
    bool is_broken;   /* a message was given: cannot be run */
    bool has_project;
    VEC(expr_id) given; /* object literals */
    VEC(struct test_step) steps;
};

struct tests {
    VEC(struct test) items;
};

/* Reads the shape of all tests; what is wrong is E0407. */
void read_tests(struct workspace *ws, struct tests *tests);
void tests_release(struct tests *tests);

/* ---- one step of one test ---- */

/*
 * The given objects become declarations behind all others of the tree, until forget_given. False
 * after a message.
 */
bool declare_given(struct lang *lang, const struct test *test, struct tree_mark *ret_mark);
void forget_given(struct lang *lang, struct tree_mark mark);

struct expectation {
    expr_id expr;
    const struct node *condition;
    bool is_broken;
};

struct expectations {
    VEC(struct expectation) items;
    uint32_t definition; /* needs what they need */
    uint32_t slot_count;
};
void plan_expectations(struct workspace *ws, const struct test *test, const struct test_step *step,
                       struct expectations *expectations);

struct world {
    struct arena arena;
    struct diag_sink sink;
    struct lang lang; /* that of the project, with this arena and this sink */
    struct workspace ws;
    struct plans plans;
    struct expectations expectations;
    struct evaluator evaluator;
    struct results results;
    struct plans asked; /* the rules that the expectations are about */
};

/* What a world is made of. */
struct origin {
    const struct lang *lang; /* of the project */
    const struct test *test;
    const struct test_step *step;
    struct tree_mark mark; /* where the given objects begin */
    struct exercise *exercise;
    struct fuel fuel; /* 0: as much as is usual (fuel.c) */
};

/* Everything up to results. */
void world_open(struct world *world, const struct origin *origin);
void world_close(struct world *world);

/* ---- what came out ---- */

struct exercise;

struct test_outcome {
    struct diag_sink *sink; /* what does not hold, with values; what is wrong in the test */
    uint32_t held, failed;
    struct exercise *exercise; /* where it is noted what was tried */
    struct fuel fuel;          /* of each world; 0: as much as is usual */
};
/* Runs all steps as of their dates, or `as_of`. Texts go to the sink's arena. */
void run_test(const struct lang *lang, const struct test *test, int32_t as_of,
              struct test_outcome *outcome);
/* Hangs the values of the condition's parts on the message. */
void note_values(struct evaluator *evaluator, const struct node *condition, struct diag_sink *sink,
                 struct diag *diag);

#endif
