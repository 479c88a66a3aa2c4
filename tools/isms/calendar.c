/* calendar.c -- as of which day the project is judged. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/calendar.h"

#include "base/date.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_PER_DAY = 86400, DIGITS_MOST = 15 };

/* At most DIGITS_MOST digits, so that nothing overflows. */
static bool read_digits(struct str text, int64_t *ret_number)
{
    int64_t number = 0;

    if (text.len == 0 || text.len > DIGITS_MOST)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        number = number * 10 + (text.ptr[i] - '0');
    }
    *ret_number = number;
    return true;
}

static bool add(int32_t day, int64_t count, char unit, int32_t *ret_day)
{
    switch (unit) {
    case 'd':
        return date_add_days(day, count, ret_day);
    case 'w':
        return date_add_days(day, count * 7, ret_day);
    case 'm':
        return date_add_months(day, count, ret_day);
    case 'y':
        return date_add_months(day, count * 12, ret_day);
    default:
        return false;
    }
}

bool calendar_parse(struct str text, int32_t today, int32_t *ret_days)
{
    int64_t count;

    if (text.len < 3 || (text.ptr[0] != '+' && text.ptr[0] != '-'))
        return date_parse(text, ret_days);
    if (!read_digits(str_slice(text, 1, text.len - 1), &count))
        return false;
    return add(today, text.ptr[0] == '-' ? -count : count, text.ptr[text.len - 1], ret_days);
}

/* ---- today ---- */

static bool is_zone_name(struct str zone)
{
    for (size_t i = 0; i < zone.len; i++) {
        char c = zone.ptr[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && !(c >= '0' && c <= '9') && str_find(STR("_+-/"), c) == 4)
            return false;
    }
    return zone.len > 0 && zone.ptr[0] != '/';
}

/* The C library takes any name, and UTC for the ones it does not know; so look whether it does. */
static bool is_known_zone(struct tool *tool, struct str zone)
{
    if (!is_zone_name(zone))
        return false;
    if (str_equal(zone, STR("UTC")))
        return true;
    return access(arena_format(&tool->arena, "/usr/share/zoneinfo/%.*s", STR_ARG(zone)).ptr,
                  R_OK) == 0;
}

/* Without a zone in the project, the machine's own day, whatever an earlier project has said. */
static void use_zone(struct tool *tool, struct str zone)
{
    if (zone.len == 0) {
        if (tool->environment.zone.len > 0)
            setenv("TZ", tool->environment.zone.ptr, 1);
        else
            unsetenv("TZ");
        return;
    }
    if (!is_known_zone(tool, zone)) {
        tool_complain(tool,
                      "this machine does not know the time zone `%.*s`; the day is taken from UTC",
                      STR_ARG(zone));
        zone = STR("UTC0");
    }
    setenv("TZ", arena_copy(&tool->arena, zone).ptr, 1);
}

static int32_t today_in(struct tool *tool, struct str zone)
{
    time_t now = time(NULL);
    struct tm local = { 0 };
    int32_t day = 0;

    use_zone(tool, zone);
    tzset();
    if (localtime_r(&now, &local) == NULL ||
        !date_from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &day))
        day = (int32_t)(now / SECONDS_PER_DAY);
    return day;
}

/* ---- the choice ---- */

static int refuse_date(struct tool *tool, const char *source, struct str text)
{
    tool_complain(tool, "%s cannot be `%.*s`: it is no date", source, STR_ARG(text));
    tool_help(tool, "a date is written 2026-11-01; +30d, -2w, +6m and +1y count from today");
    return EXIT_WRONG_USAGE;
}

static int take_epoch(struct tool *tool, int32_t *ret_as_of)
{
    int64_t seconds;
    struct str epoch = tool->environment.build_epoch;

    if (!read_digits(epoch, &seconds) || !date_add_days(0, seconds / SECONDS_PER_DAY, ret_as_of)) {
        tool_complain(tool, "SOURCE_DATE_EPOCH cannot be `%.*s`: it takes seconds since 1970",
                      STR_ARG(epoch));
        return EXIT_WRONG_USAGE;
    }
    return 0;
}

static bool is_as_of_given(const struct tool *tool)
{
    return tool->arguments.as_of.len > 0 || tool->environment.as_of.len > 0;
}

static int take_given(struct tool *tool, int32_t today, int32_t *ret_as_of)
{
    bool is_argument = tool->arguments.as_of.len > 0;
    struct str text = is_argument ? tool->arguments.as_of : tool->environment.as_of;

    if (calendar_parse(text, today, ret_as_of))
        return 0;
    return refuse_date(tool, is_argument ? "`--as-of`" : "ISMS_AS_OF", text);
}

int calendar_check(struct tool *tool)
{
    int32_t ignored;

    return is_as_of_given(tool) ? take_given(tool, 0, &ignored) : 0;
}

int calendar_choose(struct tool *tool, struct str zone, int32_t *ret_as_of)
{
    if (is_as_of_given(tool) &&
        date_parse(tool->arguments.as_of.len > 0 ? tool->arguments.as_of : tool->environment.as_of,
                   ret_as_of))
        return 0;
    if (!is_as_of_given(tool) && tool->environment.build_epoch.len > 0)
        return take_epoch(tool, ret_as_of);
    int32_t today = today_in(tool, zone);
    if (is_as_of_given(tool))
        return take_given(tool, today, ret_as_of);
    *ret_as_of = today;
    return 0;
}
