/* test_decimal.c -- exact numbers: what is read, how is rounded, where it ends. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"

#include "tests/unit/test.h"

#include <stdio.h>

static const decimal largest = INT64_MAX;
static const decimal smallest = INT64_MIN + 2; /* the two below it are the engine's */
static const decimal untouched = 4711;

static void numbers_are_read_exactly(void **state)
{
    static const struct {
        const char *text;
        decimal value;
    } rows[] = {
        { "0", 0 },
        { "7", 7000000 },
        { "007", 7000000 },
        { "2.5", 2500000 },
        { "40_000", 40000000000 },
        { "1_2_3", 123000000 },
        { "0.000001", 1 },
        { "0.1", 100000 },
        { "0.123_456", 123456 },
        { "9223372036854.775807", INT64_MAX },
        { "9223372036854", 9223372036854000000 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        decimal value = untouched;
        assert_true(decimal_parse(str_from(rows[i].text), &value));
        assert_true(value == rows[i].value);
    }
}

/* Plain digits are read by a shorter way: the same as with a place, at every length. */
static void whole_numbers_are_read_like_others(void **state)
{
    char whole[16], placed[20];
    uint64_t digits = 1;

    (void)state;
    for (unsigned i = 0; i < 2000; i++) {
        decimal a = untouched, b = untouched;
        digits = digits * 6364136223846793005u + 1442695040888963407u;
        snprintf(whole, sizeof whole, "%0*llu", (int)(i % 15) + 1,
                 (unsigned long long)(digits >> 20) % 100000000000000u >> (i % 47));
        snprintf(placed, sizeof placed, "%s.0", whole);
        assert_int_equal(decimal_parse(str_from(whole), &a), decimal_parse(str_from(placed), &b));
        assert_true(a == b);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        ".",
        ".5",
        "5.",
        "1.2.3",
        "1,5",
        "_1",
        "1_",
        "1__0",
        "1_.5",
        "1._5",
        "1.5_",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1e3",
        "0x10",
        "inf",
        "1a",
        "0.0000000",
        "1.2345678",
        "9223372036854.775808", /* one millionth too large */
        "9223372036855",
        "9999999999999999999999999999999999",
        "18446744073709551616",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        decimal value = untouched;
        if (decimal_parse(str_from(rows[i]), &value))
            fail_msg("`%s` was taken for a number", rows[i]);
        assert_true(value == untouched);
    }
}

static void the_shortest_form_is_written(void **state)
{
    static const struct {
        decimal value;
        const char *text;
    } rows[] = {
        { 0, "0" },
        { 1, "0.000001" },
        { -1, "-0.000001" },
        { 500000, "0.5" },
        { -2500000, "-2.5" },
        { 40000000000, "40000" },
        { 1000001, "1.000001" },
        { 1000100, "1.0001" },
        { 10000000, "10" },
        { INT64_MAX, "9223372036854.775807" },
        { INT64_MIN + 2, "-9223372036854.775806" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[DECIMAL_TEXT_BYTES];
        unsigned len = decimal_write(rows[i].value, text);
        assert_string_equal(text, rows[i].text);
        assert_int_equal(len, strlen(rows[i].text));
    }
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    for (decimal value = 1; value < largest / 3; value = value * 3 + 1) {
        char text[DECIMAL_TEXT_BYTES];
        decimal back;
        unsigned len = decimal_write(value, text);
        assert_true(decimal_parse((struct str){ text, len }, &back));
        assert_true(back == value);
    }
}

static void integers_are_recognised(void **state)
{
    (void)state;
    decimal value;
    assert_true(decimal_from_integer(-3, &value));
    assert_true(value == -3000000);
    assert_true(decimal_is_integer(value));
    assert_true(decimal_is_integer(0));
    assert_false(decimal_is_integer(value + 1));
    assert_true(decimal_from_integer(9223372036854, &value));
    assert_true(decimal_from_integer(-9223372036854, &value));
    value = untouched;
    assert_false(decimal_from_integer(9223372036855, &value));
    assert_false(decimal_from_integer(-9223372036855, &value));
    assert_false(decimal_from_integer(INT64_MIN, &value));
    assert_true(value == untouched);
}

typedef bool operation_fn(decimal a, decimal b, decimal *ret_value);

struct row {
    const char *name;
    operation_fn *operation;
    decimal a, b, result;
    bool fits;
};

#define FITS(result) (result), true
#define DOES_NOT_FIT 0, false
#define ONE          DECIMAL_ONE

static const struct row rows[] = {
    { "sum", decimal_add, 2 * ONE, 3 * ONE, FITS(5 * ONE) },
    { "the_largest_sum", decimal_add, INT64_MAX - 1, 1, FITS(INT64_MAX) },
    { "a_sum_one_too_large", decimal_add, INT64_MAX, 1, DOES_NOT_FIT },
    { "the_smallest_sum", decimal_add, INT64_MIN + 3, -1, FITS(INT64_MIN + 2) },
    { "a_sum_that_would_be_the_engines", decimal_add, INT64_MIN + 2, -1, DOES_NOT_FIT },
    { "a_sum_that_would_be_the_lowest", decimal_add, INT64_MIN + 2, -2, DOES_NOT_FIT },
    { "a_sum_below_everything", decimal_add, INT64_MIN + 2, INT64_MIN + 2, DOES_NOT_FIT },
    { "difference", decimal_subtract, 2 * ONE, 3 * ONE, FITS(-ONE) },
    { "the_largest_difference", decimal_subtract, INT64_MAX - 1, -1, FITS(INT64_MAX) },
    { "a_difference_one_too_large", decimal_subtract, INT64_MAX, -1, DOES_NOT_FIT },
    { "the_smallest_difference", decimal_subtract, -1, INT64_MAX - 2, FITS(INT64_MIN + 2) },
    { "the_negative_of_the_largest_is_the_engines", decimal_subtract, 0, INT64_MAX, DOES_NOT_FIT },
    { "product", decimal_multiply, 2500000, 4 * ONE, FITS(10 * ONE) },
    { "product_of_signs", decimal_multiply, -2500000, -4 * ONE, FITS(10 * ONE) },
    { "half_rounds_up", decimal_multiply, 1, 500000, FITS(1) },
    { "half_rounds_down_when_negative", decimal_multiply, -1, 500000, FITS(-1) },
    { "less_than_half_is_nothing", decimal_multiply, 1, 499999, FITS(0) },
    { "less_than_half_is_nothing_when_negative", decimal_multiply, -1, 499999, FITS(0) },
    { "one_and_a_half", decimal_multiply, 3, 500000, FITS(2) },
    { "times_nothing", decimal_multiply, INT64_MAX, 0, FITS(0) },
    { "times_one", decimal_multiply, INT64_MAX, ONE, FITS(INT64_MAX) },
    { "times_minus_one_is_the_engines", decimal_multiply, INT64_MAX, -ONE, DOES_NOT_FIT },
    { "the_smallest_times_one", decimal_multiply, INT64_MIN + 2, ONE, FITS(INT64_MIN + 2) },
    { "the_smallest_times_minus_one", decimal_multiply, INT64_MIN + 2, -ONE, FITS(INT64_MAX - 1) },
    { "the_largest_product_of_all", decimal_multiply, INT64_MAX, INT64_MAX, DOES_NOT_FIT },
    { "the_smallest_product_of_all", decimal_multiply, INT64_MAX, INT64_MIN + 2, DOES_NOT_FIT },
    { "a_product_that_rounds_out_of_the_range", decimal_multiply, INT64_MAX, ONE + 1,
      DOES_NOT_FIT },
    { "quotient", decimal_divide, 10 * ONE, 4 * ONE, FITS(2500000) },
    { "a_third", decimal_divide, ONE, 3 * ONE, FITS(333333) },
    { "two_thirds", decimal_divide, 2 * ONE, 3 * ONE, FITS(666667) },
    { "minus_two_thirds", decimal_divide, -2 * ONE, 3 * ONE, FITS(-666667) },
    { "two_thirds_of_two_negatives", decimal_divide, -2 * ONE, -3 * ONE, FITS(666667) },
    { "half_a_millionth", decimal_divide, 1, 2 * ONE, FITS(1) },
    { "minus_half_a_millionth", decimal_divide, 1, -2 * ONE, FITS(-1) },
    { "a_third_of_a_millionth", decimal_divide, 1, 3 * ONE, FITS(0) },
    { "nothing_divided", decimal_divide, 0, 3 * ONE, FITS(0) },
    { "divided_by_nothing", decimal_divide, ONE, 0, DOES_NOT_FIT },
    { "nothing_by_nothing", decimal_divide, 0, 0, DOES_NOT_FIT },
    { "the_largest_by_one", decimal_divide, INT64_MAX, ONE, FITS(INT64_MAX) },
    { "the_largest_by_minus_one_is_the_engines", decimal_divide, INT64_MAX, -ONE, DOES_NOT_FIT },
    { "the_largest_by_itself", decimal_divide, INT64_MAX, INT64_MAX, FITS(ONE) },
    { "the_largest_by_a_millionth", decimal_divide, INT64_MAX, 1, DOES_NOT_FIT },
    { "one_by_the_largest", decimal_divide, ONE, INT64_MAX, FITS(0) },
    { "the_smallest_by_one", decimal_divide, INT64_MIN + 2, ONE, FITS(INT64_MIN + 2) },
};

static void operation_gives_the_exact_result_or_none(void **state)
{
    const struct row *row = *state;
    decimal result = untouched;
    assert_int_equal(row->operation(row->a, row->b, &result), row->fits);
    assert_true(result == (row->fits ? row->result : untouched));
}

/* Around the border every pair either adds up exactly or is refused. */
static void sums_at_the_border_are_exact(void **state)
{
    (void)state;
    for (decimal low = 0; low < 50; low++) {
        for (decimal more = 0; more < 50; more++) {
            decimal sum;
            assert_int_equal(decimal_add(largest - low, more, &sum), more <= low);
            assert_int_equal(decimal_add(smallest + low, -more, &sum), more <= low);
            assert_int_equal(decimal_subtract(largest - low, -more, &sum), more <= low);
            assert_int_equal(decimal_subtract(smallest + low, more, &sum), more <= low);
        }
    }
}

static void whole_numbers_lie_around(void **state)
{
    static const struct {
        decimal value, floor, nearest, ceil;
    } cases[] = {
        { 0, 0, 0, 0 },
        { 1, 0, 0, ONE },
        { -1, -ONE, 0, 0 },
        { ONE / 2, 0, ONE, ONE },
        { -ONE / 2, -ONE, -ONE, 0 },
        { 3 * ONE, 3 * ONE, 3 * ONE, 3 * ONE },
        { -3 * ONE, -3 * ONE, -3 * ONE, -3 * ONE },
    };
    decimal whole = untouched;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(decimal_floor(cases[i].value, &whole) && whole == cases[i].floor);
        assert_true(decimal_round(cases[i].value, &whole) && whole == cases[i].nearest);
        assert_true(decimal_ceil(cases[i].value, &whole) && whole == cases[i].ceil);
    }
    assert_false(decimal_ceil(largest, &whole));
    assert_false(decimal_round(largest, &whole));
    assert_false(decimal_floor(smallest, &whole));
    assert_true(decimal_floor(largest, &whole) && decimal_ceil(smallest, &whole));
}

/* No other number of millionths lies nearer: root +- 1/2 squared are around the value. */
static void roots_are_the_nearest(void **state)
{
    static const decimal values[] = { 0,   1,       2,       3,        ONE / 4,       ONE - 1,
                                      ONE, ONE + 1, 2 * ONE, 49 * ONE, INT64_MAX - 1, INT64_MAX };
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        decimal root;
        assert_true(decimal_sqrt(values[i], &root));
        __int128 square = (__int128)root * root, wanted = (__int128)values[i] * ONE;
        assert_true(square - root <= wanted && wanted <= square + root);
    }
    decimal root = untouched;
    assert_true(decimal_sqrt(49 * ONE, &root) && root == 7 * ONE);
    assert_false(decimal_sqrt(-1, &root));
    assert_false(decimal_sqrt(smallest, &root));
}

enum { ROWS = sizeof rows / sizeof rows[0] };

int main(void)
{
    struct CMUnitTest tests[ROWS + 9] = {
        [ROWS] = cmocka_unit_test(numbers_are_read_exactly),
        [ROWS + 1] = cmocka_unit_test(what_is_no_number_is_refused),
        [ROWS + 2] = cmocka_unit_test(the_shortest_form_is_written),
        [ROWS + 3] = cmocka_unit_test(what_is_written_is_read_again),
        [ROWS + 4] = cmocka_unit_test(integers_are_recognised),
        [ROWS + 5] = cmocka_unit_test(sums_at_the_border_are_exact),
        [ROWS + 6] = cmocka_unit_test(whole_numbers_lie_around),
        [ROWS + 7] = cmocka_unit_test(roots_are_the_nearest),
        [ROWS + 8] = cmocka_unit_test(whole_numbers_are_read_like_others),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, operation_gives_the_exact_result_or_none,
                                        NULL, NULL, (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
