/* value.h -- what an expression yields: one 64-bit word, read by its static type. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VALUE_H
#define ISMS_ENGINE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Types are known before evaluation, so a value carries no tag:
 *   yes-no                0 or 1
 *   number, integer, percent, money   a decimal (decimal.h); 5% is 0.05
 *   date                  days (date.h)
 *   moment                minutes (date.h)
 *   period                value_period: first month and length
 *   duration              value_of_duration: an amount of months or of minutes
 *   text and its kin      const struct str *
 *   symbol                position on its scale, from 1
 *   object                entity number, from 1
 *   set                   const struct set *, never missing
 */
typedef int64_t value;

#define VALUE_NONE INT64_MIN /* an optional that is not set */

/*
 * Objects and symbols are held narrow (32 bits), everything else wide. Sets of objects and symbols
 * hold each member once; computed ones are in ascending order.
 */
struct set {
    uint32_t count;
    bool is_sorted;           /* ascending */
    bool keeps_order;         /* the author's, or that of a path: shown as it is */
    const uint32_t *narrow;   /* NULL for a wide set */
    const uint32_t *in_order; /* the narrow members ascending, when that was worth it; or NULL */
    const value *wide;
};

static inline value set_at(const struct set *set, uint32_t index)
{
    return set->narrow ? (value)set->narrow[index] : set->wide[index];
}

static inline value value_of_text(const struct str *text)
{
    return (value)(intptr_t)text;
}
static inline struct str value_text(value v)
{
    return *(const struct str *)(intptr_t)v;
}
static inline value value_of_set(const struct set *set)
{
    return (value)(intptr_t)set;
}
static inline const struct set *value_set(value v)
{
    return (const struct set *)(intptr_t)v;
}

/*
 * Durations are months or minutes, which never mix; a day has 24 hours (language.md, Moments).
 * Those in minutes know whether they were said in days or by the clock, which only shows when they
 * are printed. Nothing is as long in any unit.
 */
enum duration_unit { DURATION_DAYS, DURATION_MONTHS, DURATION_CLOCK };
#define DURATION_MOST INT64_C(1000000000000) /* keeps sums in range */

/* The amount is in months, else in minutes. */
static inline value value_of_duration(int64_t amount, enum duration_unit unit)
{
    return amount * 4 + (amount == 0 && unit == DURATION_MONTHS ? DURATION_DAYS : (int)unit);
}
static inline bool duration_fits(int64_t amount)
{
    return amount >= -DURATION_MOST && amount <= DURATION_MOST;
}
static inline enum duration_unit duration_unit(value v)
{
    return (enum duration_unit)(v & 3);
}
static inline bool duration_is_months(value v)
{
    return duration_unit(v) == DURATION_MONTHS;
}
static inline int64_t duration_amount(value v)
{
    return (v - (v & 3)) / 4;
}
/* Equal durations have one key, however they are printed. */
static inline value duration_key(value v)
{
    return v & ~(value)DURATION_CLOCK;
}
/* Neither can be compared with the other nor added to it. */
static inline bool durations_mix(value a, value b)
{
    return duration_is_months(a) != duration_is_months(b) && duration_amount(a) != 0 &&
           duration_amount(b) != 0;
}
/* The unit of a sum or difference of durations that do not mix. */
static inline enum duration_unit duration_unit_of_sum(value a, value b)
{
    if (duration_amount(a) == 0)
        return duration_unit(b);
    return duration_unit(duration_amount(b) == 0 || duration_unit(a) > duration_unit(b) ? a : b);
}

/* Periods: month 0 is January of year 0; a period has 1 or 3 months. Ordered by start. */
static inline value value_of_period(int64_t first_month, int64_t months)
{
    return first_month * 16 + months;
}
static inline int64_t period_first_month(value v)
{
    return v / 16;
}
static inline int64_t period_months(value v)
{
    return v % 16;
}

#endif
