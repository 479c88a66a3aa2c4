/* print.c -- one text per value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/print.h"

#include <inttypes.h>

#include "base/date.h"
#include "base/decimal.h"
#include "engine/distribution.h"
#include "engine/objects.h"
#include "engine/workspace.h"

enum { LIST_SHOWN = 10 };

static struct str print_number(struct arena *arena, value v)
{
    char text[DECIMAL_TEXT_BYTES];

    unsigned len = decimal_write(v, text);
    return arena_copy(arena, (struct str){ text, len });
}

static struct str print_percent(struct arena *arena, value v)
{
    decimal percent;

    if (!decimal_multiply(v, 100 * (int64_t)DECIMAL_ONE, &percent))
        return arena_format(arena, "%.*s * 100%%", STR_ARG(print_number(arena, v)));
    return arena_join(arena, (struct str[]){ print_number(arena, percent), STR("%") }, 2);
}

static struct str print_money(const struct workspace *ws, struct arena *arena, value v)
{
    struct str parts[] = { print_number(arena, v), STR(" "), name_text(ws, ws->schema.currency) };

    return arena_join(arena, parts, sizeof(parts) / sizeof(parts[0]));
}

static struct str print_amount(struct arena *arena, int64_t amount, const char *unit)
{
    return arena_format(arena, "%" PRId64 " %s%s", amount, unit, amount == 1 ? "" : "s");
}

static struct str print_clock(struct arena *arena, int64_t amount)
{
    int64_t minutes = amount % MINUTES_PER_HOUR;
    struct str hours = print_amount(arena, amount / MINUTES_PER_HOUR, "hour");

    if (amount == 0 || (minutes != 0 && amount / MINUTES_PER_HOUR == 0))
        return print_amount(arena, minutes, "minute");
    if (minutes == 0)
        return hours;
    return arena_format(arena, "%.*s %.*s", STR_ARG(hours),
                        STR_ARG(print_amount(arena, minutes < 0 ? -minutes : minutes, "minute")));
}

static struct str print_duration(struct arena *arena, value v)
{
    int64_t amount = duration_amount(v);

    switch (duration_unit(v)) {
    case DURATION_MONTHS:
        return print_amount(arena, amount, "month");
    case DURATION_CLOCK:
        return print_clock(arena, amount);
    case DURATION_DAYS:
        break;
    }
    return print_amount(arena, amount / MINUTES_PER_DAY, "day");
}

static struct str print_period(struct arena *arena, value v)
{
    int64_t month = period_first_month(v);

    if (period_months(v) == 3)
        return arena_format(arena, "%04" PRId64 "-Q%" PRId64, month / 12, month % 12 / 3 + 1);
    return arena_format(arena, "%04" PRId64 "-%02" PRId64, month / 12, month % 12 + 1);
}

static struct str print_date(struct arena *arena, value v)
{
    char text[DATE_TEXT_BYTES];

    date_write((int32_t)v, text);
    return arena_copy(arena, (struct str){ text, DATE_TEXT_BYTES - 1 });
}

static struct str print_moment(struct arena *arena, value v)
{
    char text[MOMENT_TEXT_BYTES];

    moment_write(v, text);
    return arena_copy(arena, str_from(text));
}

/* As the call that makes it. */
static struct str print_distribution(struct workspace *ws, struct arena *arena, bool is_money,
                                     const struct distribution *distribution)
{
    static const struct {
        const char *name;
        uint8_t count;
    } SHAPES[] = {
        [SHAPE_NORMAL] = { "normal", 2 },
        [SHAPE_LOGNORMAL] = { "lognormal", 2 },
        [SHAPE_LOGNORMAL_OF] = { "lognormal-of", 2 },
        [SHAPE_PERT] = { "pert", 4 },
        [SHAPE_PERT_VOSE] = { "pert-vose", 4 },
        [SHAPE_UNIFORM] = { "uniform", 2 },
    };
    enum shape shape = distribution->shape;
    bool has_weight = SHAPES[shape].count == 4;
    struct str text = arena_format(arena, "%s(", SHAPES[shape].name);

    for (uint8_t i = 0; i < SHAPES[shape].count; i++) {
        bool is_number = !is_money || (has_weight && i == 3);
        if (has_weight && i == 3 && distribution->parameters[i] == PERT_WEIGHT)
            break;
        struct str part = print_value(ws, arena, type_of(is_number ? TYPE_NUMBER : TYPE_MONEY),
                                      distribution->parameters[i]);
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), i == 0 ? "" : ", ", STR_ARG(part));
    }
    if (distribution->chance == DECIMAL_ONE)
        return arena_format(arena, "%.*s)", STR_ARG(text));
    return arena_format(arena, "occurring(%.*s, %.*s))",
                        STR_ARG(print_percent(arena, distribution->chance)), STR_ARG(text));
}

static struct str print_list(struct workspace *ws, struct arena *arena, struct type type,
                             const struct set *set)
{
    bool is_ordered = type.base == TYPE_OBJECT && !set->keeps_order && set->count > 1;
    const uint32_t *objects = is_ordered ? objects_in_natural_order(ws, arena, set) : NULL;
    struct str text = { 0 };

    for (uint32_t i = 0; i < set->count && i < LIST_SHOWN; i++) {
        struct str part =
            print_value(ws, arena, type_element(type), objects ? objects[i] : set_at(set, i));
        text = i == 0 ? part : arena_format(arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(part));
    }
    if (set->count > LIST_SHOWN)
        text = arena_format(arena, "%.*s +%u more", STR_ARG(text), set->count - LIST_SHOWN);
    return text;
}

struct str print_value(struct workspace *ws, struct arena *arena, struct type type, value v)
{
    if (type.is_set)
        return print_list(ws, arena, type, value_set(v));
    if (v == VALUE_NONE)
        return (struct str){ 0 };
    switch ((enum type_base)type.base) {
    case TYPE_YES_NO:
        return v == 1 ? STR("yes") : STR("no");
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        return print_number(arena, v);
    case TYPE_PERCENT:
        return print_percent(arena, v);
    case TYPE_MONEY:
        return print_money(ws, arena, v);
    case TYPE_DATE:
        return print_date(arena, v);
    case TYPE_MOMENT:
        return print_moment(arena, v);
    case TYPE_PERIOD:
        return print_period(arena, v);
    case TYPE_DURATION:
        return print_duration(arena, v);
    case TYPE_DISTRIBUTION:
    case TYPE_MONEY_DISTRIBUTION:
        return print_distribution(ws, arena, type.base == TYPE_MONEY_DISTRIBUTION,
                                  value_distribution(v));
    case TYPE_TEXT:
    case TYPE_URL:
    case TYPE_EMAIL:
    case TYPE_HASH:
    case TYPE_PATH:
        return value_text(v);
    case TYPE_SYMBOL:
        return schema_scale(&ws->schema, type.ref)->symbols[v - 1].label;
    case TYPE_OBJECT:
        return object_text_in(ws, arena, (uint32_t)v);
    case TYPE_WRONG:
    case TYPE_NOTHING:
    case TYPE_BASES:
        break;
    }
    return (struct str){ 0 };
}

struct str source_line(const struct workspace *ws, struct arena *arena, struct span span)
{
    struct str text = source_map_text(ws->lang->sources, span);
    char *bytes = ARENA_ARRAY(arena, char, text.len);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        bool is_blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
        if (!is_blank)
            bytes[len++] = byte;
        else if (len > 0 && bytes[len - 1] != ' ')
            bytes[len++] = ' ';
    }
    return (struct str){ bytes, len };
}
