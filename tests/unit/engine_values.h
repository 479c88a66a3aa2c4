/* engine_values.h -- tables of expressions with the values that they print. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_ENGINE_VALUES_H
#define ISMS_TESTS_UNIT_ENGINE_VALUES_H

#include <stddef.h>

/*
 * Each row is a column of a view over one object, beside a small fixed model (engine_values.c). An
 * expected value that begins with `!` is the message instead, as `!E0320 words`.
 */
struct value_row {
    const char *expr, *value;
};

/* Runs each row as a test named after its expression; returns the number of failures. */
int run_value_rows(const char *group, const struct value_row *rows, size_t count);

#define RUN_VALUE_ROWS(rows) run_value_rows(#rows, (rows), sizeof(rows) / sizeof((rows)[0]))

#endif
