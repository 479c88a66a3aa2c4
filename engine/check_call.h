/* check_call.h -- what the checks of all calls share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CHECK_CALL_H
#define ISMS_ENGINE_CHECK_CALL_H

#include "engine/check.h"

enum { ARGUMENTS_MOST = 16 };

struct arguments {
    const struct node *items[ARGUMENTS_MOST];
    uint32_t count;
    bool is_wrong;
    bool may_be_missing; /* one of them, where a value is needed */
};

uint32_t count_arguments(const struct workspace *ws, const struct expr *call);
const struct node *report_count(struct checker *checker, const struct expr *call, struct str name,
                                uint32_t least, uint32_t most);
/*
 * Checks one argument against what is wanted and adds it; a missing value is passed through
 * (language.md 6.6). `what` is named in messages.
 */
void check_argument(struct checker *checker, expr_id id, struct type wanted, const char *what,
                    struct arguments *arguments);
const struct node *call_node(struct checker *checker, enum node_op op, struct type type,
                             const struct arguments *arguments, struct span span);

/* ---- functions of the language ---- */

/* FUNCTION_COUNT_OF when there is none of that name. */
enum function find_function(struct str name);
struct str function_name(enum function function);
const struct node *check_function(struct checker *checker, expr_id id, enum function function);

#endif
