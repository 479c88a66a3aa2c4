/* date.h -- days, and moments of them, in the proleptic Gregorian calendar. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DATE_H
#define ISMS_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * A date is a number of days since 1970-01-01, from 0001-01-01 to 9999-12-31. No clock, no time
 * zone. Own algorithm on eras of 400 years.
 */
enum { DATE_FIRST = -719162, DATE_LAST = 2932896, DATE_TEXT_BYTES = 11 };

bool date_from_ymd(int year, int month, int day, int32_t *ret_days); /* false: no such day */
void date_to_ymd(int32_t days, int *ret_year, int *ret_month, int *ret_day);
bool date_parse(struct str text, int32_t *ret_days);       /* exactly YYYY-MM-DD */
void date_write(int32_t days, char text[DATE_TEXT_BYTES]); /* with a NUL */

/* False when the result leaves the range. Months clamp to the last day of the month. */
bool date_add_days(int32_t days, int64_t more, int32_t *ret_days);
bool date_add_months(int32_t days, int64_t months, int32_t *ret_days);

/*
 * A moment is a number of minutes since 1970-01-01T00:00, as a clock on the wall shows them: every
 * day has 24 hours. Dates move as above and keep the time of day.
 */
enum { MINUTES_PER_HOUR = 60, MINUTES_PER_DAY = 1440, MOMENT_TEXT_BYTES = 17 };

bool moment_parse(struct str text, int64_t *ret_minutes);         /* exactly YYYY-MM-DDTHH:MM */
void moment_write(int64_t minutes, char text[MOMENT_TEXT_BYTES]); /* with a NUL */
int32_t moment_date(int64_t minutes);
bool moment_add_minutes(int64_t minutes, int64_t more, int64_t *ret_minutes);
bool moment_add_months(int64_t minutes, int64_t months, int64_t *ret_minutes);

#endif
