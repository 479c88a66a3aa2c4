/* real.h -- functions of real numbers that give the same bits on every machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_REAL_H
#define ISMS_BASE_REAL_H

/*
 * The functions of the mathematical library differ in their last bits from system to system. These
 * use nothing but + - * / on doubles, which IEEE 754 settles; the build forbids the compiler to
 * contract them (configure.ac). They are exact to about 13 digits; the inverse functions are as
 * good as that allows. Nothing is ever NaN for the arguments that are named.
 */
double real_sqrt(double x); /* x >= 0 */
double real_exp(double x);  /* infinite above 709 */
double real_exp_less_1(double x);
double real_log(double x); /* x > 0 */

/* ---- the normal distribution with mean 0 and deviation 1 ---- */

double real_normal_density(double z);
/* The share above z; small shares keep their digits. The share below z is that above -z. */
double real_normal_above(double z);
double real_normal_with_above(double above); /* the z of that share; 0 < above < 1 */

/* ---- the beta distribution; a, b in 0.01 .. 10000 ---- */

double real_beta_below(double a, double b, double x); /* the share below x; 0 <= x <= 1 */
double real_beta_quantile(double a, double b, double below);

#endif
