/* check_call.h -- what the checks of all calls share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CHECK_CALL_H
#define ISMS_ENGINE_CHECK_CALL_H

#include "engine/check.h"

enum { ARGUMENTS_MOST = 16 };

struct arguments {
    const struct node *items[ARGUMENTS_MOST];
    uint32_t count;
    struct purpose purpose; /* of the next one */
    bool is_wrong;
    bool may_be_missing; /* one of them, where a value is needed */
};

uint32_t count_arguments(const struct workspace *ws, const struct expr *call);
const struct node *report_count(struct checker *checker, const struct expr *call, struct str name,
                                uint32_t least, uint32_t most);
/*
 * Checks one argument against what is wanted and adds it; a missing value is passed through
 * (language.md 6.6). It stands for `arguments->purpose` in messages.
 */
void check_argument(struct checker *checker, expr_id id, struct type wanted,
                    struct arguments *arguments);
const struct node *call_node(struct checker *checker, enum node_op op, struct type type,
                             const struct arguments *arguments, struct span span);

/* ---- functions of the language ---- */

/* FUNCTION_COUNT_OF when there is none of that name. */
enum function find_function(struct str name);
struct str function_name(enum function function);
const struct node *check_function(struct checker *checker, expr_id id, enum function function);
/* "`f` takes a date, but this is ..." */
const struct node *report_argument(struct checker *checker, enum function function,
                                   const struct node *node, const char *wanted);

/*
 * What a function of distributions takes, a letter for each parameter: v a number or money, which
 * all in a call agree about, n a number, s a share, d a distribution; or NULL for another function.
 */
const char *distribution_signature(enum function function);
const struct node *check_distribution(struct checker *checker, const struct expr *call,
                                      enum function function);

#endif
