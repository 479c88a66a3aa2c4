/* distribution.c -- amounts that are not known exactly, as values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/distribution.h"

#include <stddef.h>

#include "base/real.h"

static const double NORMAL_95 = 1.6448536269514722; /* the normal quantile of 95 % */
#define PERT_WEIGHT_MOST (1000 * (decimal)DECIMAL_ONE)
#define SPREAD_MOST      (20 * (decimal)DECIMAL_ONE) /* of a logarithm: e^20 is 485 million */

static double real(decimal number)
{
    return (double)number / DECIMAL_ONE;
}

/* To the nearest millionth, halves away from zero. */
static bool round_real(double number, decimal *ret_number)
{
    double scaled = number * DECIMAL_ONE;

    if (!(scaled > -9.2e18 && scaled < 9.2e18))
        return false;
    *ret_number = (decimal)scaled;
    scaled -= (double)*ret_number;
    *ret_number += scaled >= 0.5 ? 1 : scaled <= -0.5 ? -1 : 0;
    return true;
}

/* ---- which there are ---- */

static const char *pert_fault(const decimal *p)
{
    if (p[0] >= p[2])
        return "the least value must lie below the greatest";
    if (p[1] < p[0] || p[1] > p[2])
        return "the likeliest value must lie between the least and the greatest";
    if (p[3] <= 0 || p[3] > PERT_WEIGHT_MOST)
        return "the weight of the likeliest value must lie above 0, and at most at 1000";
    return NULL;
}

static const char *shape_fault(enum shape shape, const decimal *p)
{
    switch (shape) {
    case SHAPE_NORMAL:
        return p[1] <= 0 ? "the deviation must lie above 0" : NULL;
    case SHAPE_LOGNORMAL:
        return p[0] <= 0      ? "the lower bound must lie above 0"
               : p[0] >= p[1] ? "the lower bound must lie below the upper"
                              : NULL;
    case SHAPE_LOGNORMAL_OF:
        return p[1] <= 0 || p[1] > SPREAD_MOST
                   ? "the deviation of the logarithm must lie above 0, and at most at 20"
                   : NULL;
    case SHAPE_PERT:
    case SHAPE_PERT_VOSE:
        return pert_fault(p);
    case SHAPE_UNIFORM:
        return p[0] >= p[1] ? "the least value must lie below the greatest" : NULL;
    }
    return NULL;
}

static enum shape shape_of(enum function function)
{
    switch ((int)function) {
    case FUNCTION_NORMAL:
        return SHAPE_NORMAL;
    case FUNCTION_LOGNORMAL:
        return SHAPE_LOGNORMAL;
    case FUNCTION_LOGNORMAL_OF:
        return SHAPE_LOGNORMAL_OF;
    case FUNCTION_PERT:
        return SHAPE_PERT;
    case FUNCTION_PERT_VOSE:
        return SHAPE_PERT_VOSE;
    default:
        return SHAPE_UNIFORM;
    }
}

struct distribution distribution_of_call(enum function function, const value *arguments,
                                         uint32_t count)
{
    struct distribution distribution = { .chance = DECIMAL_ONE };

    if (function == FUNCTION_OCCURRING) {
        distribution = *value_distribution(arguments[1]);
        distribution.occurs_twice = distribution.chance != DECIMAL_ONE;
        distribution.chance = arguments[0];
        return distribution;
    }
    distribution.shape = shape_of(function);
    for (uint32_t i = 0; i < count; i++)
        distribution.parameters[i] = arguments[i];
    if (count == 3)
        distribution.parameters[3] = PERT_WEIGHT;
    return distribution;
}

/* A zero that stands for "did not occur" must be the least there is. */
static bool has_negative_values(const struct distribution *distribution)
{
    switch (distribution->shape) {
    case SHAPE_LOGNORMAL:
    case SHAPE_LOGNORMAL_OF:
        return false;
    case SHAPE_NORMAL:
        return true;
    case SHAPE_PERT:
    case SHAPE_PERT_VOSE:
    case SHAPE_UNIFORM:
        break;
    }
    return distribution->parameters[0] < 0;
}

const char *distribution_fault(const struct distribution *distribution)
{
    const char *fault = shape_fault(distribution->shape, distribution->parameters);

    if (distribution->occurs_twice)
        return "it has a chance already";
    if (fault || distribution->chance == DECIMAL_ONE)
        return fault;
    if (distribution->chance < 0 || distribution->chance > DECIMAL_ONE)
        return "the chance must lie between 0% and 100%";
    return has_negative_values(distribution) ? "what occurs by chance must never lie below 0"
                                             : NULL;
}

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

int distribution_compare(const struct distribution *a, const struct distribution *b)
{
    int order = compare(a->shape, b->shape);

    for (int i = 0; i < SHAPE_PARAMETERS_MOST && order == 0; i++)
        order = compare(a->parameters[i], b->parameters[i]);
    return order != 0 ? order : compare(a->chance, b->chance);
}

/* ---- the shapes in doubles ---- */

/* What each shape comes down to; `family` says which of the fields count. */
struct curve {
    enum { NORMAL, LOGNORMAL, BETA, UNIFORM } family;
    double center, spread; /* of a normal distribution, or of the logarithm */
    double least, range;   /* of a beta or uniform distribution */
    double alpha, beta;
};

/* Both have the same mean. */
static void find_pert(struct curve *curve, const struct distribution *distribution)
{
    double weight = real(distribution->parameters[3]);
    double mode = (real(distribution->parameters[1]) - curve->least) / curve->range;

    if (distribution->shape == SHAPE_PERT) {
        curve->alpha = 1 + weight * mode;
        curve->beta = 1 + weight * (1 - mode);
        return;
    }
    /* Vose: the deviation is range / (weight + 2), wherever the likeliest value lies. */
    double mean = (1 + weight * mode) / (weight + 2);
    double sum = mean * (1 - mean) * (weight + 2) * (weight + 2) - 1;
    curve->alpha = mean * sum;
    curve->beta = (1 - mean) * sum;
}

static struct curve curve_of(const struct distribution *distribution)
{
    const decimal *p = distribution->parameters;
    struct curve curve = { .center = real(p[0]), .spread = real(p[1]), .least = real(p[0]) };

    switch (distribution->shape) {
    case SHAPE_NORMAL:
        curve.family = NORMAL;
        break;
    case SHAPE_LOGNORMAL_OF:
        curve.family = LOGNORMAL;
        break;
    case SHAPE_LOGNORMAL:
        curve.family = LOGNORMAL;
        curve.center = (real_log(real(p[0])) + real_log(real(p[1]))) / 2;
        curve.spread = (real_log(real(p[1])) - real_log(real(p[0]))) / (2 * NORMAL_95);
        break;
    case SHAPE_PERT:
    case SHAPE_PERT_VOSE:
        curve.family = BETA;
        curve.range = real(p[2]) - real(p[0]);
        find_pert(&curve, distribution);
        break;
    case SHAPE_UNIFORM:
        curve.family = UNIFORM;
        curve.range = real(p[1]) - real(p[0]);
        break;
    }
    return curve;
}

static double curve_mean(const struct curve *curve)
{
    switch (curve->family) {
    case NORMAL:
        return curve->center;
    case LOGNORMAL:
        return real_exp(curve->center + curve->spread * curve->spread / 2);
    case BETA:
        return curve->least + curve->range * curve->alpha / (curve->alpha + curve->beta);
    case UNIFORM:
        break;
    }
    return curve->least + curve->range / 2;
}

static double curve_deviation(const struct curve *curve)
{
    double sum = curve->alpha + curve->beta;

    switch (curve->family) {
    case NORMAL:
        return curve->spread;
    case LOGNORMAL:
        return curve_mean(curve) * real_sqrt(real_exp_less_1(curve->spread * curve->spread));
    case BETA:
        return curve->range * real_sqrt(curve->alpha * curve->beta / (sum + 1)) / sum;
    case UNIFORM:
        break;
    }
    return curve->range / real_sqrt(12);
}

/* The value that is exceeded with that chance; small chances keep their digits. */
static double beta_with_above(const struct curve *curve, double above)
{
    return above > 0.5 ? real_beta_quantile(curve->alpha, curve->beta, 1 - above)
                       : 1 - real_beta_quantile(curve->beta, curve->alpha, above);
}

static double curve_with_above(const struct curve *curve, double above)
{
    switch (curve->family) {
    case NORMAL:
        return curve->center + curve->spread * real_normal_with_above(above);
    case LOGNORMAL:
        return real_exp(curve->center + curve->spread * real_normal_with_above(above));
    case BETA:
        return curve->least + curve->range * beta_with_above(curve, above);
    case UNIFORM:
        break;
    }
    return curve->least + curve->range * (1 - above);
}

/* The mean of what lies above that value, times the share that does. */
static double curve_tail(const struct curve *curve, double above)
{
    double z, x;

    switch (curve->family) {
    case NORMAL:
        z = real_normal_with_above(above);
        return curve->center * above + curve->spread * real_normal_density(z);
    case LOGNORMAL:
        z = real_normal_with_above(above);
        return curve_mean(curve) * real_normal_above(z - curve->spread);
    case BETA:
        x = beta_with_above(curve, above);
        return curve->least * above + (curve_mean(curve) - curve->least) *
                                          real_beta_below(curve->beta, curve->alpha + 1, 1 - x);
    case UNIFORM:
        break;
    }
    return (curve->least + curve->range * (1 - above / 2)) * above;
}

/* Each side by itself, so that a small share keeps its digits. */
static double curve_share(const struct curve *curve, double amount, bool is_above)
{
    double z, x;

    switch (curve->family) {
    case NORMAL:
        z = (amount - curve->center) / curve->spread;
        return real_normal_above(is_above ? z : -z);
    case LOGNORMAL:
        if (amount <= 0)
            return is_above ? 1 : 0;
        z = (real_log(amount) - curve->center) / curve->spread;
        return real_normal_above(is_above ? z : -z);
    case BETA:
        x = (amount - curve->least) / curve->range;
        return is_above ? real_beta_below(curve->beta, curve->alpha, 1 - x)
                        : real_beta_below(curve->alpha, curve->beta, x);
    case UNIFORM:
        break;
    }
    x = (amount - curve->least) / curve->range;
    x = x < 0 ? 0 : x > 1 ? 1 : x;
    return is_above ? 1 - x : x;
}

/* ---- what is asked ---- */

bool distribution_mean(const struct distribution *distribution, decimal *ret_mean)
{
    struct curve curve = curve_of(distribution);

    return round_real(real(distribution->chance) * curve_mean(&curve), ret_mean);
}

bool distribution_deviation(const struct distribution *distribution, decimal *ret_deviation)
{
    struct curve curve = curve_of(distribution);
    double mean = curve_mean(&curve);
    double deviation = curve_deviation(&curve);
    double chance = real(distribution->chance);

    if (distribution->chance != DECIMAL_ONE)
        deviation = real_sqrt(chance * (deviation * deviation + (1 - chance) * mean * mean));
    return round_real(deviation, ret_deviation);
}

/* That there is nothing is the least that can happen; the rest stands above it. */
bool distribution_quantile(const struct distribution *distribution, decimal below,
                           decimal *ret_value)
{
    struct curve curve = curve_of(distribution);
    decimal above = DECIMAL_ONE - below;

    *ret_value = 0;
    if (above >= distribution->chance)
        return true;
    double above_then = (double)above / (double)distribution->chance;
    return round_real(curve_with_above(&curve, above_then), ret_value);
}

bool distribution_tail_mean(const struct distribution *distribution, decimal below,
                            decimal *ret_mean)
{
    struct curve curve = curve_of(distribution);
    decimal above = DECIMAL_ONE - below;

    if (above >= distribution->chance && distribution->chance != DECIMAL_ONE)
        return round_real(real(distribution->chance) * curve_mean(&curve) / real(above), ret_mean);
    double above_then = (double)above / (double)distribution->chance;
    return round_real(curve_tail(&curve, above_then) / above_then, ret_mean);
}

bool distribution_share_above(const struct distribution *distribution, decimal amount,
                              decimal total, decimal *ret_share)
{
    struct curve curve = curve_of(distribution);
    double share = real(distribution->chance) * curve_share(&curve, real(amount), true);

    if (amount < 0 && distribution->chance != DECIMAL_ONE)
        share = 1;
    return round_real(real(total) * share, ret_share);
}

bool distribution_share_below(const struct distribution *distribution, decimal amount,
                              decimal total, decimal *ret_share)
{
    struct curve curve = curve_of(distribution);
    double chance = real(distribution->chance);
    double share = chance * curve_share(&curve, real(amount), false);

    if (amount >= 0)
        share += real(DECIMAL_ONE - distribution->chance);
    return round_real(real(total) * share, ret_share);
}

bool distribution_exceeds(const struct distribution *a, const struct distribution *b, decimal total,
                          decimal *ret_share)
{
    struct curve one = curve_of(a);
    struct curve other = curve_of(b);
    double spread = real_sqrt(one.spread * one.spread + other.spread * other.spread);

    return round_real(real(total) * real_normal_above((other.center - one.center) / spread),
                      ret_share);
}
