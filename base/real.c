/* real.c -- functions of real numbers that give the same bits on every machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/real.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const double LN2_HIGH = 6.93147180369123816490e-01; /* the last bits are 0 */
static const double LN2_LOW = 1.90821492927058770002e-10;
static const double SQRT_HALF = 0.70710678118654752440;
static const double HALF_LOG_2PI = 0.91893853320467274178;
static const double DENSITY_AT_0 = 0.39894228040143267794;

enum { EXPONENT_BIAS = 1023, MANTISSA_BITS = 52 };

static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static double from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* 2^exponent, in the range of normal numbers. */
static double power_of_two(int exponent)
{
    return from_bits((uint64_t)(exponent + EXPONENT_BIAS) << MANTISSA_BITS);
}

static double magnitude(double x)
{
    return x < 0 ? -x : x;
}

/* ---- elementary functions ---- */

/* Half the exponent is within 7 percent; each step of Newton doubles the right digits. */
double real_sqrt(double x)
{
    double root;

    if (!(x > 0))
        return 0;
    root = from_bits((bits_of(x) >> 1) + ((uint64_t)EXPONENT_BIAS << (MANTISSA_BITS - 1)));
    for (int i = 0; i < 5; i++)
        root = 0.5 * (root + x / root);
    return root;
}

/* x = k ln 2 + rest; the series of the rest, which lies within 0.35, is summed from its end. */
double real_exp(double x)
{
    double sum = 1;
    int k;

    if (x > 709)
        return __builtin_inf();
    if (x < -708)
        return 0;
    k = (int)(x / (LN2_HIGH + LN2_LOW) + (x < 0 ? -0.5 : 0.5));
    double rest = (x - k * LN2_HIGH) - k * LN2_LOW;
    for (int n = 16; n > 0; n--)
        sum = 1 + rest / n * sum;
    return sum * power_of_two(k);
}

/* exp x - 1, which keeps its digits around 0. */
double real_exp_less_1(double x)
{
    double sum = 1;

    if (x > 0.5 || x < -0.5)
        return real_exp(x) - 1;
    for (int n = 18; n > 1; n--)
        sum = 1 + x / n * sum;
    return x * sum;
}

/* x = m 2^k with m around 1; ln m = 2 artanh f with f = (m - 1) / (m + 1), |f| < 0.172. */
double real_log(double x)
{
    uint64_t bits = bits_of(x);
    int k = (int)(bits >> MANTISSA_BITS) - EXPONENT_BIAS;
    double m = from_bits((bits & ((UINT64_C(1) << MANTISSA_BITS) - 1)) | (uint64_t)EXPONENT_BIAS
                                                                             << MANTISSA_BITS);
    double sum = 0;

    if (m * SQRT_HALF > 1) {
        m *= 0.5;
        k++;
    }
    double f = (m - 1) / (m + 1);
    for (int n = 27; n > 1; n -= 2)
        sum = (sum + 1.0 / n) * f * f;
    return k * LN2_HIGH + (k * LN2_LOW + 2 * f * (1 + sum));
}

/* ---- the normal distribution ---- */

double real_normal_density(double z)
{
    return DENSITY_AT_0 * real_exp(-0.5 * z * z);
}

/* density * (z + z^3/3 + z^5/15 + ...) is the share between 0 and z: all terms are positive. */
static double normal_between(double z)
{
    double term = z;
    double sum = z;

    for (int n = 3; term > sum * 1e-18; n += 2) {
        term *= z * z / n;
        sum += term;
    }
    return real_normal_density(z) * sum;
}

/* Far out the share is density / (z + 1/(z + 2/(z + 3/...))). */
static double normal_tail(double z)
{
    double fraction = 0;

    for (int n = 200; n > 0; n--)
        fraction = n / (z + fraction);
    return real_normal_density(z) / (z + fraction);
}

double real_normal_above(double z)
{
    if (z < 0)
        return 1 - real_normal_above(-z);
    return z < 2.2 ? 0.5 - normal_between(z) : normal_tail(z);
}

/* The z with that share above it, 0 < above <= 1/2: a rational first guess, then Halley's steps. */
static double small_above(double above)
{
    double t = real_sqrt(-2 * real_log(above));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

    for (int i = 0; i < 4; i++) {
        double step = (real_normal_above(z) - above) / real_normal_density(z);
        z += step / (1 - 0.5 * step * z);
    }
    return z;
}

double real_normal_with_above(double above)
{
    return above > 0.5 ? -small_above(1 - above) : small_above(above);
}

/* ---- the beta distribution ---- */

/* Stirling's series from 15 on; smaller arguments go up by x! = x (x - 1)!. */
static double log_gamma(double x)
{
    double product = 1;

    while (x < 15) {
        product *= x;
        x += 1;
    }
    double inverse = 1 / (x * x);
    double series = 1.0 / 1188 - inverse * (691.0 / 360360);
    series = 1.0 / 1680 - inverse * series;
    series = 1.0 / 1260 - inverse * series;
    series = 1.0 / 360 - inverse * series;
    series = 1.0 / 12 - inverse * series;
    return (x - 0.5) * real_log(x) - x + HALF_LOG_2PI + series / x - real_log(product);
}

/* x^a (1 - x)^b / B(a, b), 0 < x < 1 */
static double beta_weight(double a, double b, double x)
{
    return real_exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * real_log(x) +
                    b * real_log(1 - x));
}

/* The continued fraction 1/(1 + d1/(1 + d2/(1 + ...))) from its end; x lies below the mean. */
static double beta_fraction(double a, double b, double x)
{
    double value = 1;
    int depth = 60 + 4 * (int)real_sqrt(a > b ? a : b);

    for (int m = depth; m > 0; m--) {
        value = 1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) / value;
        value = 1 - (a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1)) / value;
    }
    return 1 / value;
}

double real_beta_below(double a, double b, double x)
{
    if (!(x > 0))
        return 0;
    if (!(x < 1))
        return 1;
    if (x < (a + 1) / (a + b + 2))
        return beta_weight(a, b, x) * beta_fraction(a, b, x) / a;
    return 1 - beta_weight(a, b, x) * beta_fraction(b, a, 1 - x) / b;
}

/* Newton's steps; one that leaves what is known to hold the answer is replaced by halving it. */
double real_beta_quantile(double a, double b, double below)
{
    double low = 0;
    double high = 1;
    double x = a / (a + b);

    for (int i = 0; i < 200; i++) {
        double error = real_beta_below(a, b, x) - below;
        double next = x - error * x * (1 - x) / beta_weight(a, b, x);
        if (error > 0)
            high = x;
        else
            low = x;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        if (magnitude(next - x) <= 1e-16 * x)
            break;
        x = next;
    }
    return x;
}
