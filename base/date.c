/* date.c -- days, and moments of them, in the proleptic Gregorian calendar. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"

#include <assert.h>
#include <stddef.h>

/*
 * The calendar repeats every 400 years. Inside such an era a year begins in March, so that the leap
 * day is its last day and the months up to any date have (153 * month + 2) / 5 days, with March =
 * 0. The first era begins on 0000-03-01, so all numbers below are positive.
 */
enum {
    YEARS_PER_ERA = 400,
    DAYS_PER_ERA = 146097,
    DAYS_BEFORE_1970 = 719468, /* from 0000-03-01 */
    YEAR_FIRST = 1,
    YEAR_LAST = 9999,
    MONTHS_PER_YEAR = 12,
    MONTH_FIRST = YEAR_FIRST * MONTHS_PER_YEAR, /* from January of the year 0 */
    MONTH_LAST = YEAR_LAST * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
};

static bool is_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[MONTHS_PER_YEAR] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool date_from_ymd(int year, int month, int day, int32_t *ret_days)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > MONTHS_PER_YEAR)
        return false;
    if (day < 1 || day > days_in_month(year, month))
        return false;

    int month_from_march = (month + 9) % 12;
    int year_from_march = month < 3 ? year - 1 : year;
    int era = year_from_march / YEARS_PER_ERA;
    int year_of_era = year_from_march % YEARS_PER_ERA;
    int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    *ret_days = era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970;
    return true;
}

void date_to_ymd(int32_t days, int *ret_year, int *ret_month, int *ret_day)
{
    assert(days >= DATE_FIRST && days <= DATE_LAST);

    int since = days + DAYS_BEFORE_1970;
    int day_of_era = since % DAYS_PER_ERA;
    /* Leap days taken out (one in 4 years, none in 100, one in 400), every year has 365 days. */
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;

    *ret_day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *ret_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *ret_year = since / DAYS_PER_ERA * YEARS_PER_ERA + year_of_era + (*ret_month < 3 ? 1 : 0);
}

/* So far below that no other pair makes a year of it. */
enum { NO_PAIR = -100 * 100 };

/* NO_PAIR if one of the two bytes is no digit. */
static int pair_at(const char *at)
{
    unsigned tens = (uint8_t)(at[0] - '0'), ones = (uint8_t)(at[1] - '0');

    return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : NO_PAIR;
}

bool date_parse(struct str text, int32_t *ret_days)
{
    if (text.len != DATE_TEXT_BYTES - 1 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    return date_from_ymd(pair_at(text.ptr) * 100 + pair_at(text.ptr + 2), pair_at(text.ptr + 5),
                         pair_at(text.ptr + 8), ret_days);
}

/* Two digits. */
static void write_number(char *text, int number)
{
    text[0] = (char)('0' + number / 10);
    text[1] = (char)('0' + number % 10);
}

void date_write(int32_t days, char text[DATE_TEXT_BYTES])
{
    int year, month, day;
    date_to_ymd(days, &year, &month, &day);
    write_number(text, year / 100);
    write_number(text + 2, year % 100);
    text[4] = '-';
    write_number(text + 5, month);
    text[7] = '-';
    write_number(text + 8, day);
    text[10] = '\0';
}

bool date_add_days(int32_t days, int64_t more, int32_t *ret_days)
{
    int64_t sum;
    if (__builtin_add_overflow(days, more, &sum) || sum < DATE_FIRST || sum > DATE_LAST)
        return false;
    *ret_days = (int32_t)sum;
    return true;
}

bool date_add_months(int32_t days, int64_t months, int32_t *ret_days)
{
    int year, month, day;
    date_to_ymd(days, &year, &month, &day);

    int64_t sum; /* in months since January of the year 0 */
    if (__builtin_add_overflow((int64_t)year * MONTHS_PER_YEAR + month - 1, months, &sum))
        return false;
    if (sum < MONTH_FIRST || sum > MONTH_LAST)
        return false;

    year = (int)(sum / MONTHS_PER_YEAR);
    month = (int)(sum % MONTHS_PER_YEAR) + 1;
    int last_day = days_in_month(year, month);
    return date_from_ymd(year, month, day < last_day ? day : last_day, ret_days);
}

/* ---- moments ---- */

bool moment_parse(struct str text, int64_t *ret_minutes)
{
    int hour, minute;
    int32_t days;

    if (text.len != MOMENT_TEXT_BYTES - 1 || text.ptr[10] != 'T' || text.ptr[13] != ':')
        return false;
    hour = pair_at(text.ptr + 11);
    minute = pair_at(text.ptr + 14);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        !date_parse(str_slice(text, 0, 10), &days))
        return false;
    *ret_minutes = (int64_t)days * MINUTES_PER_DAY + hour * MINUTES_PER_HOUR + minute;
    return true;
}

int32_t moment_date(int64_t minutes)
{
    int64_t rest = minutes % MINUTES_PER_DAY;

    return (int32_t)((minutes - rest) / MINUTES_PER_DAY - (rest < 0 ? 1 : 0));
}

static int time_of_day(int64_t minutes)
{
    return (int)(minutes - (int64_t)moment_date(minutes) * MINUTES_PER_DAY);
}

void moment_write(int64_t minutes, char text[MOMENT_TEXT_BYTES])
{
    int time = time_of_day(minutes);

    date_write(moment_date(minutes), text);
    text[10] = 'T';
    write_number(text + 11, time / MINUTES_PER_HOUR);
    text[13] = ':';
    write_number(text + 14, time % MINUTES_PER_HOUR);
    text[16] = '\0';
}

bool moment_add_minutes(int64_t minutes, int64_t more, int64_t *ret_minutes)
{
    int64_t sum;
    if (__builtin_add_overflow(minutes, more, &sum) ||
        sum < (int64_t)DATE_FIRST * MINUTES_PER_DAY ||
        sum >= ((int64_t)DATE_LAST + 1) * MINUTES_PER_DAY)
        return false;
    *ret_minutes = sum;
    return true;
}

bool moment_add_months(int64_t minutes, int64_t months, int64_t *ret_minutes)
{
    int32_t days;

    if (!date_add_months(moment_date(minutes), months, &days))
        return false;
    *ret_minutes = (int64_t)days * MINUTES_PER_DAY + time_of_day(minutes);
    return true;
}
