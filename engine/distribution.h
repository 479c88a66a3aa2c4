/* distribution.h -- amounts that are not known exactly, as values. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DISTRIBUTION_H
#define ISMS_ENGINE_DISTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "engine/node.h"

/*
 * A distribution is kept as it was written: a shape and its exact parameters, so that equal ones
 * are equal and print as they were said. What is asked of it is computed in doubles (base/real.h)
 * and rounded once, at the end. Whether it is of money or of numbers is part of its type.
 */
enum shape {
    SHAPE_NORMAL,       /* mean, deviation */
    SHAPE_LOGNORMAL,    /* 5 % and 95 % bound */
    SHAPE_LOGNORMAL_OF, /* mean and deviation of the logarithm */
    SHAPE_PERT,         /* least, likeliest, greatest, weight of the likeliest */
    SHAPE_PERT_VOSE,    /* the same */
    SHAPE_UNIFORM       /* least, greatest */
};

enum { SHAPE_PARAMETERS_MOST = 4 };

struct distribution {
    enum shape shape;
    decimal parameters[SHAPE_PARAMETERS_MOST]; /* unused ones are 0 */
    decimal chance;                            /* DECIMAL_ONE, else with what chance it occurs */
    bool occurs_twice;                         /* a chance of a chance: a fault */
};

#define PERT_WEIGHT (4 * (decimal)DECIMAL_ONE) /* when nothing else is said */

/* What the call of a function that makes distributions makes of its arguments, right or wrong. */
struct distribution distribution_of_call(enum function function, const value *arguments,
                                         uint32_t count);

/* Why there is no such distribution ("the lower bound must ..."), or NULL. */
const char *distribution_fault(const struct distribution *distribution);
/* 0 for equal ones; else an order without a meaning. */
int distribution_compare(const struct distribution *a, const struct distribution *b);

/*
 * Shares are decimals between 0 and 1, where the callee can compare them exactly. All give false
 * when the result does not fit a decimal.
 */
bool distribution_mean(const struct distribution *distribution, decimal *ret_mean);
bool distribution_deviation(const struct distribution *distribution, decimal *ret_deviation);
/* 0 < below < 1 */
bool distribution_quantile(const struct distribution *distribution, decimal below,
                           decimal *ret_value);
/* The mean of the worst: of what lies above that quantile. */
bool distribution_tail_mean(const struct distribution *distribution, decimal below,
                            decimal *ret_mean);
/* total times the share above or below the amount; what meets the amount exactly is below. */
bool distribution_share_above(const struct distribution *distribution, decimal amount,
                              decimal total, decimal *ret_share);
bool distribution_share_below(const struct distribution *distribution, decimal amount,
                              decimal total, decimal *ret_share);
/* total times the chance that one of the first is above one of the second; both normal. */
bool distribution_exceeds(const struct distribution *a, const struct distribution *b, decimal total,
                          decimal *ret_share);

#endif
