/* test_date.c -- every day from 0001 to 9999 against the C library, and months against counting. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"

#include <time.h>

#include "tests/unit/test.h"

/* A plain assertion for each of millions of days would take most of the time. */
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("not so: %s", #condition);                                                    \
    } while (0)

/* What the C library says about a day; a day that does not exist is another one there. */
static bool exists_for_timegm(int year, int month, int day, int64_t *ret_days)
{
    struct tm tm = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day };
    *ret_days = timegm(&tm) / 86400;
    return tm.tm_mon == month - 1 && tm.tm_mday == day;
}

static void every_day_agrees_with_timegm_and_back(void **state)
{
    (void)state;
    int32_t found = 0;
    for (int number = 0; number < 9999 * 12 * 31; number++) {
        int year = number / (12 * 31) + 1;
        int month = number / 31 % 12 + 1;
        int day = number % 31 + 1;
        int64_t expected;
        int32_t days = 4711;
        bool exists = exists_for_timegm(year, month, day, &expected);
        REQUIRE(date_from_ymd(year, month, day, &days) == exists);
        REQUIRE(days == (exists ? expected : 4711));
        if (!exists)
            continue;

        int back[3];
        date_to_ymd(days, &back[0], &back[1], &back[2]);
        REQUIRE(back[0] == year && back[1] == month && back[2] == day);
        REQUIRE(days == DATE_FIRST + found);
        found++;
    }
    assert_int_equal(found, 3652059);
}

static void every_text_is_read_as_it_was_written(void **state)
{
    (void)state;
    for (int32_t days = DATE_FIRST; days <= DATE_LAST; days++) {
        char text[DATE_TEXT_BYTES];
        int32_t back;
        date_write(days, text);
        REQUIRE(text[DATE_TEXT_BYTES - 1] == '\0');
        REQUIRE(date_parse((struct str){ text, DATE_TEXT_BYTES - 1 }, &back) && back == days);
    }
}

static void known_days_have_known_numbers(void **state)
{
    static const struct {
        const char *text;
        int32_t days;
    } rows[] = {
        { "0001-01-01", DATE_FIRST }, { "1582-10-15", -141427 }, { "1969-12-31", -1 },
        { "1970-01-01", 0 },          { "2000-02-29", 11016 },   { "2038-01-19", 24855 },
        { "9999-12-31", DATE_LAST },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int32_t days;
        char text[DATE_TEXT_BYTES];
        assert_true(date_parse(str_from(rows[i].text), &days));
        assert_int_equal(days, rows[i].days);
        date_write(days, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const rows[] = {
        "",           "2026-02-29", "1900-02-29",  "2026-13-01",  "2026-00-01",
        "2026-01-00", "2026-04-31", "0000-12-31",  "2026-1-01",   "2026-01-1",
        "2026/01/01", "20260101",   "2026-01-01 ", " 2026-01-01", "2026-01-0a",
        "+026-01-01", "2026-01--1", "12026-01-01", "31.12.2026",  "2026-Q1",
        "2026-01",    "-001-01-01", "20a6-01-01",  "202:-01-01",  "a026-01-01",
        "2:26-01-01",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int32_t days = 4711;
        if (date_parse(str_from(rows[i]), &days))
            fail_msg("`%s` was taken for a date", rows[i]);
        assert_int_equal(days, 4711);
    }
    int32_t days;
    assert_false(date_parse(STR("2026-01-0\0"), &days));
    assert_false(date_from_ymd(0, 1, 1, &days));
    assert_false(date_from_ymd(10000, 1, 1, &days));
    assert_false(date_from_ymd(INT32_MIN, INT32_MIN, INT32_MIN, &days));
    assert_false(date_from_ymd(INT32_MAX, INT32_MAX, INT32_MAX, &days));
}

struct month_row {
    const char *name;
    const char *from;
    int64_t months;
    const char *to; /* NULL: leaves the range */
};

static const struct month_row month_rows[] = {
    { "a_year_later_is_the_same_day", "2026-03-17", 12, "2027-03-17" },
    { "the_end_of_january_becomes_the_end_of_february", "2026-01-31", 1, "2026-02-28" },
    { "or_the_leap_day", "2024-01-31", 1, "2024-02-29" },
    { "a_year_after_the_leap_day_is_28_february", "2024-02-29", 12, "2025-02-28" },
    { "four_years_after_it_is_a_leap_day", "2024-02-29", 48, "2028-02-29" },
    { "months_may_go_back", "2026-03-31", -1, "2026-02-28" },
    { "and_back_over_the_year", "2026-01-15", -13, "2024-12-15" },
    { "none_is_none", "2026-05-31", 0, "2026-05-31" },
    { "the_first_month_can_be_reached", "9999-12-31", -119987, "0001-01-31" },
    { "but_not_the_one_before", "9999-12-31", -119988, NULL },
    { "the_last_month_can_be_reached", "0001-01-31", 119987, "9999-12-31" },
    { "but_not_the_one_after", "0001-01-31", 119988, NULL },
    { "any_number_is_answered", "2026-01-01", INT64_MAX, NULL },
    { "any_negative_number_too", "2026-01-01", INT64_MIN, NULL },
};

static void months_are_added(void **state)
{
    const struct month_row *row = *state;
    int32_t from;
    int32_t to = 4711;
    assert_true(date_parse(str_from(row->from), &from));
    assert_int_equal(date_add_months(from, row->months, &to), row->to != NULL);
    if (row->to == NULL) {
        assert_int_equal(to, 4711);
        return;
    }
    char text[DATE_TEXT_BYTES];
    date_write(to, text);
    assert_string_equal(text, row->to);
}

/* One month after the other, then the highest day that exists. */
static int32_t reference_months(int32_t days, int months)
{
    int ymd[3];
    date_to_ymd(days, &ymd[0], &ymd[1], &ymd[2]);
    for (; months > 0; months--) {
        ymd[0] += ymd[1] == 12 ? 1 : 0;
        ymd[1] = ymd[1] == 12 ? 1 : ymd[1] + 1;
    }
    for (; months < 0; months++) {
        ymd[0] -= ymd[1] == 1 ? 1 : 0;
        ymd[1] = ymd[1] == 1 ? 12 : ymd[1] - 1;
    }
    int32_t result;
    while (!date_from_ymd(ymd[0], ymd[1], ymd[2], &result))
        ymd[2]--;
    return result;
}

static void months_agree_with_counting_for_every_day_of_400_years(void **state)
{
    static const int steps[] = { 1, -1, 6, 11, 12, -12, 13, 25, -36 };
    (void)state;
    int32_t first;
    assert_true(date_from_ymd(1900, 1, 1, &first));
    for (int32_t days = first; days < first + 146097; days++) {
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
            int32_t sum;
            REQUIRE(date_add_months(days, steps[i], &sum));
            REQUIRE(sum == reference_months(days, steps[i]));
        }
    }
}

static void days_are_added_inside_the_range_only(void **state)
{
    (void)state;
    int32_t sum = 4711;
    assert_true(date_add_days(0, 90, &sum));
    assert_int_equal(sum, 90);
    assert_true(date_add_days(DATE_FIRST, (int64_t)DATE_LAST - DATE_FIRST, &sum));
    assert_int_equal(sum, DATE_LAST);
    sum = 4711;
    assert_false(date_add_days(DATE_LAST, 1, &sum));
    assert_false(date_add_days(DATE_FIRST, -1, &sum));
    assert_false(date_add_days(DATE_LAST, INT64_MAX, &sum));
    assert_false(date_add_days(DATE_FIRST, INT64_MIN, &sum));
    assert_int_equal(sum, 4711);
}

static void moments_are_read_as_they_were_written(void **state)
{
    static const struct {
        const char *text;
        int64_t minutes;
    } rows[] = {
        { "0001-01-01T00:00", (int64_t)DATE_FIRST * MINUTES_PER_DAY },
        { "1969-12-31T23:59", -1 },
        { "1969-12-31T00:00", -MINUTES_PER_DAY },
        { "1970-01-01T00:00", 0 },
        { "1970-01-01T01:01", 61 },
        { "9999-12-31T23:59", ((int64_t)DATE_LAST + 1) * MINUTES_PER_DAY - 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t minutes;
        char text[MOMENT_TEXT_BYTES];
        assert_true(moment_parse(str_from(rows[i].text), &minutes));
        assert_true(minutes == rows[i].minutes);
        moment_write(minutes, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void what_is_no_moment_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        "2026-05-04",
        "2026-05-04T24:00",
        "2026-05-04T10:60",
        "2026-02-30T10:00",
        "2026-05-04t10:00",
        "2026-05-04 10:00",
        "2026-05-04T1:00",
        "2026-05-04T10:0",
        "2026-05-04T10.00",
        "2026-05-04T10:00:00",
        "2026-05-04T-1:00",
        "2026-05-04T10:00Z",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t minutes = 4711;
        if (moment_parse(str_from(rows[i]), &minutes))
            fail_msg("`%s` was taken for a moment", rows[i]);
        assert_true(minutes == 4711);
    }
}

static void moments_move_inside_the_range_only(void **state)
{
    const int64_t first = (int64_t)DATE_FIRST * MINUTES_PER_DAY;
    const int64_t last = ((int64_t)DATE_LAST + 1) * MINUTES_PER_DAY - 1;
    int64_t sum = 4711;
    (void)state;
    assert_false(moment_add_minutes(last, 1, &sum));
    assert_false(moment_add_minutes(first, -1, &sum));
    assert_false(moment_add_minutes(last, INT64_MAX, &sum));
    assert_false(moment_add_minutes(first, INT64_MIN, &sum));
    assert_false(moment_add_months(last, 1, &sum));
    assert_false(moment_add_months(first, -1, &sum));
    assert_true(sum == 4711);
    assert_true(moment_add_minutes(first, last - first, &sum) && sum == last);
    assert_true(moment_add_months(-1, 2, &sum)); /* 1970-02-28T23:59 */
    assert_true(sum == 59 * MINUTES_PER_DAY - 1);
}

enum { MONTH_ROWS = sizeof month_rows / sizeof month_rows[0] };

int main(void)
{
    struct CMUnitTest tests[MONTH_ROWS + 9] = {
        [MONTH_ROWS] = cmocka_unit_test(every_day_agrees_with_timegm_and_back),
        [MONTH_ROWS + 1] = cmocka_unit_test(every_text_is_read_as_it_was_written),
        [MONTH_ROWS + 2] = cmocka_unit_test(known_days_have_known_numbers),
        [MONTH_ROWS + 3] = cmocka_unit_test(what_is_no_date_is_refused),
        [MONTH_ROWS + 4] = cmocka_unit_test(months_agree_with_counting_for_every_day_of_400_years),
        [MONTH_ROWS + 5] = cmocka_unit_test(days_are_added_inside_the_range_only),
        [MONTH_ROWS + 6] = cmocka_unit_test(moments_are_read_as_they_were_written),
        [MONTH_ROWS + 7] = cmocka_unit_test(what_is_no_moment_is_refused),
        [MONTH_ROWS + 8] = cmocka_unit_test(moments_move_inside_the_range_only),
    };
    for (size_t i = 0; i < MONTH_ROWS; i++)
        tests[i] = (struct CMUnitTest){ month_rows[i].name, months_are_added, NULL, NULL,
                                        (void *)(uintptr_t)&month_rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
