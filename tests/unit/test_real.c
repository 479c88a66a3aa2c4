/* test_real.c -- functions of real numbers: right to many digits, and the same bits everywhere. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/real.h"

#include "tests/unit/test.h"

#include <inttypes.h>
#include <string.h>

static void assert_near(double value, double wanted, double relative)
{
    double error = value > wanted ? value - wanted : wanted - value;
    double size = wanted < 0 ? -wanted : wanted;

    if (!(error <= relative * size))
        fail_msg("%.17g is not %.17g", value, wanted);
}

/* ---- known values ---- */

static void elementary_functions_are_right(void **state)
{
    (void)state;
    assert_near(real_sqrt(2), 1.4142135623730950488, 1e-15);
    assert_near(real_sqrt(1e-300), 1e-150, 1e-15);
    assert_near(real_sqrt(9e12), 3e6, 1e-15);
    assert_true(real_sqrt(0) <= 0);
    assert_near(real_exp(0), 1, 0);
    assert_near(real_exp(1), 2.7182818284590452354, 1e-15);
    assert_near(real_exp(-20.5), 1.2501528663867426e-09, 1e-14);
    assert_near(real_exp(700), 1.0142320547350045e+304, 1e-13);
    assert_true(real_exp(-1000) <= 0);
    assert_true(real_exp(1000) > 1e308);
    assert_near(real_exp_less_1(1e-10), 1.00000000005e-10, 1e-15);
    assert_near(real_exp_less_1(0.5), 0.64872127070012814685, 1e-15);
    assert_near(real_exp_less_1(2), 6.3890560989306502272, 1e-15);
    assert_true(real_log(1) <= 0 && real_log(1) >= 0);
    assert_near(real_log(10), 2.3025850929940456840, 1e-15);
    assert_near(real_log(1.0000001), 9.9999995000000333e-08, 1e-9);
    assert_near(real_log(0.000001), -13.815510557964274105, 1e-15);
}

static void logarithm_undoes_the_exponential(void **state)
{
    (void)state;
    for (int i = -7000; i <= 7000; i += 7)
        if (i != 0)
            assert_near(real_log(real_exp(i / 10.0)), i / 10.0, 1e-14);
}

static void the_normal_distribution_is_right(void **state)
{
    (void)state;
    assert_near(real_normal_above(0), 0.5, 1e-15);
    assert_near(real_normal_above(1.6448536269514722), 0.05, 1e-14);
    assert_near(real_normal_above(-1.6448536269514722), 0.95, 1e-14);
    assert_near(real_normal_above(6), 9.8658764503769814e-10, 1e-13);
    assert_near(real_normal_above(30), 4.9067139271481e-198, 1e-12);
    assert_near(real_normal_with_above(0.05), 1.6448536269514722, 1e-14);
    assert_near(real_normal_with_above(0.975), -1.9599639845400545, 1e-14);
    assert_near(real_normal_with_above(0.000001), 4.7534243088228987, 1e-14);
    assert_near(real_normal_density(0), 0.39894228040143267794, 1e-15);
}

/* Both ways to compute the tail meet at 2.2. */
static void the_normal_share_falls_steadily(void **state)
{
    double before = 1;
    (void)state;
    for (int i = -800; i <= 3000; i++) {
        double above = real_normal_above(i / 100.0);
        assert_true(above < before || i < -700);
        before = above;
    }
    assert_near(real_normal_above(2.2 - 1e-12), real_normal_above(2.2), 1e-11);
}

static void normal_quantiles_are_inverse(void **state)
{
    (void)state;
    for (int i = 1; i < 1000000; i += 997)
        assert_near(real_normal_above(real_normal_with_above(i / 1e6)), i / 1e6, 1e-12);
}

static void the_beta_distribution_is_right(void **state)
{
    (void)state;
    assert_near(real_beta_below(2, 3, 0.4), 0.5248, 1e-13); /* 1 - 0.6^4 - 4 * 0.4 * 0.6^3 */
    assert_near(real_beta_below(5, 5, 0.5), 0.5, 1e-13);
    assert_near(real_beta_below(1, 1, 0.3), 0.3, 1e-13);
    assert_near(real_beta_below(1, 4, 0.25), 0.68359375, 1e-13); /* 1 - 0.75^4 */
    assert_near(real_beta_below(4, 1, 0.001), 1e-12, 1e-13);
    assert_near(real_beta_below(0.5, 0.5, 0.5), 0.5, 1e-12);
    assert_near(real_beta_below(500, 502, 0.5), 0.52519984350952101, 1e-11);
    assert_true(real_beta_below(2, 3, -1) <= 0 && real_beta_below(2, 3, 2) >= 1);
}

static void both_sides_of_the_beta_distribution_agree(void **state)
{
    static const double shapes[] = { 0.5, 1, 1.7, 2, 5.5, 40, 1001 };
    enum { SHAPES = sizeof shapes / sizeof shapes[0] };
    (void)state;
    for (size_t a = 0; a < SHAPES; a++)
        for (size_t b = 0; b < SHAPES; b++)
            for (int i = 1; i < 50; i++) {
                double below = real_beta_below(shapes[a], shapes[b], i / 50.0);
                double above = real_beta_below(shapes[b], shapes[a], 1 - i / 50.0);
                assert_near(below + above, 1, 1e-11);
            }
}

static void beta_quantiles_are_inverse(void **state)
{
    static const double shapes[] = { 0.8, 1, 2.142857, 3.857143, 40, 1001 };
    enum { SHAPES = sizeof shapes / sizeof shapes[0] };
    (void)state;
    for (size_t a = 0; a < SHAPES; a++)
        for (size_t b = 0; b < SHAPES; b++)
            for (int i = 1; i < 40; i++) {
                double x = real_beta_quantile(shapes[a], shapes[b], i / 40.0);
                assert_near(real_beta_below(shapes[a], shapes[b], x), i / 40.0, 1e-10);
            }
}

/* ---- the same bits on every machine ---- */

static void add_bits(uint64_t *sum, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    *sum = (*sum ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
}

/* A machine or compiler that rounds otherwise changes the last bit of one of them. */
static void the_last_bits_are_always_the_same(void **state)
{
    uint64_t sum = 0;
    (void)state;
    for (int i = 1; i < 2000; i++) {
        add_bits(&sum, real_sqrt(i / 7.0));
        add_bits(&sum, real_exp(i / 70.0 - 14));
        add_bits(&sum, real_log(i / 7.0));
        add_bits(&sum, real_normal_above(i / 200.0 - 5));
        add_bits(&sum, real_normal_with_above(i / 2000.0));
        add_bits(&sum, real_beta_below(2.5, 1 + i / 100.0, i / 2000.0));
        add_bits(&sum, real_beta_quantile(2.5, 1 + i / 100.0, i / 2000.0));
    }
    if (sum != UINT64_C(0x581B7C4997364126))
        fail_msg("the bits come to 0x%" PRIX64, sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elementary_functions_are_right),
        cmocka_unit_test(logarithm_undoes_the_exponential),
        cmocka_unit_test(the_normal_distribution_is_right),
        cmocka_unit_test(the_normal_share_falls_steadily),
        cmocka_unit_test(normal_quantiles_are_inverse),
        cmocka_unit_test(the_beta_distribution_is_right),
        cmocka_unit_test(both_sides_of_the_beta_distribution_agree),
        cmocka_unit_test(beta_quantiles_are_inverse),
        cmocka_unit_test(the_last_bits_are_always_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
