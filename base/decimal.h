/* decimal.h -- exact numbers with six decimal places. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DECIMAL_H
#define ISMS_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * A decimal is a 64-bit coefficient in millionths. Every operation says whether the exact result
 * fits; multiplication and division round half away from zero at the sixth place. INT64_MIN and
 * INT64_MIN + 1 are never results (the engine marks missing values with them).
 */
typedef int64_t decimal;

enum { DECIMAL_ONE = 1000000, DECIMAL_PLACES = 6, DECIMAL_TEXT_BYTES = 24 };

/* Digits with `_` between them and at most six places: `40_000`, `2.5`. False: not so, or too
 * large. */
bool decimal_parse(struct str text, decimal *ret_value);
bool decimal_from_integer(int64_t integer, decimal *ret_value);
bool decimal_is_integer(decimal value);

/* Columns of numbers are added: these are part of the loop that does it. */
static inline bool decimal_add(decimal a, decimal b, decimal *ret_sum)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum) || sum <= INT64_MIN + 1)
        return false;
    *ret_sum = sum;
    return true;
}
static inline bool decimal_subtract(decimal a, decimal b, decimal *ret_difference)
{
    int64_t difference;

    if (__builtin_sub_overflow(a, b, &difference) || difference <= INT64_MIN + 1)
        return false;
    *ret_difference = difference;
    return true;
}
bool decimal_multiply(decimal a, decimal b, decimal *ret_product);
bool decimal_divide(decimal a, decimal b, decimal *ret_quotient); /* false also for b == 0 */

/* To a whole number: down, up, or to the nearest, halves away from zero. */
bool decimal_floor(decimal value, decimal *ret_whole);
bool decimal_ceil(decimal value, decimal *ret_whole);
bool decimal_round(decimal value, decimal *ret_whole);
bool decimal_sqrt(decimal value, decimal *ret_root); /* the nearest; false for value < 0 */

/* Shortest exact form without grouping: `-2.5`, `40000`; with a NUL. Returns the length. */
unsigned decimal_write(decimal value, char text[DECIMAL_TEXT_BYTES]);

#endif
