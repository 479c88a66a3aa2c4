/* eval_function.c -- the functions of the language, and texts with holes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "engine/eval.h"
#include "engine/print.h"
#include "engine/wildcard.h"

struct call {
    struct evaluator *evaluator;
    const struct node *node;
    value a, b; /* the arguments; b is VALUE_NONE without a second one */
};

static struct str text_a(const struct call *call)
{
    return value_text(call->a);
}

static struct str text_b(const struct call *call)
{
    return value_text(call->b);
}

static value integer(int64_t number)
{
    return number * DECIMAL_ONE;
}

static value duration_in_months(const struct call *call)
{
    if (duration_is_months(call->a) || duration_amount(call->a) == 0)
        return integer(duration_amount(call->a));
    return evaluation_fails(call->evaluator, call->node, MSG_E0323,
                            "`months` needs a duration in months, but this one is in %s",
                            duration_unit(call->a) == DURATION_DAYS ? "days" : "hours");
}

/* Days are full days, minutes are all there are; hours have a fraction. */
static value duration_in(const struct call *call, const char *name, int64_t minutes_each)
{
    int64_t minutes = duration_amount(call->a);
    decimal hours;

    if (duration_is_months(call->a))
        return evaluation_fails(call->evaluator, call->node, MSG_E0323,
                                "`%s` needs a duration in %s, but this one is in months", name,
                                name);
    if (minutes_each != MINUTES_PER_HOUR)
        return integer(minutes / minutes_each);
    bool fits = decimal_divide(integer(minutes), integer(minutes_each), &hours);
    return fits ? hours : VALUE_NONE;
}

static value amount_of_duration(const struct call *call)
{
    switch (call->node->index) {
    case FUNCTION_DAYS:
        return duration_in(call, "days", MINUTES_PER_DAY);
    case FUNCTION_HOURS:
        return duration_in(call, "hours", MINUTES_PER_HOUR);
    case FUNCTION_MINUTES:
        return duration_in(call, "minutes", 1);
    default:
        return duration_in_months(call);
    }
}

static value part_of_date(const struct call *call, enum function part)
{
    int year, month, day;

    date_to_ymd((int32_t)call->a, &year, &month, &day);
    if (part == FUNCTION_QUARTER)
        return integer((month + 2) / 3);
    return integer(part == FUNCTION_YEAR ? year : month);
}

static const struct symbol *symbol_of(const struct call *call)
{
    const struct schema *schema = &call->evaluator->ws->schema;

    return &schema_scale(schema, call->node->arguments[0]->type.ref)->symbols[call->a - 1];
}

static value lower(const struct call *call)
{
    struct str text = arena_copy(&call->evaluator->scratch, text_a(call));
    char *bytes = (char *)(uintptr_t)text.ptr;

    for (size_t i = 0; i < text.len; i++)
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            bytes[i] = (char)(bytes[i] + ('a' - 'A'));
    return text_value(call->evaluator, text);
}

static value length(const struct call *call)
{
    struct str text = text_a(call);
    int64_t characters = 0;

    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] & 0xC0) != 0x80)
            characters++;
    return integer(characters);
}

static value join(const struct call *call)
{
    struct evaluator *evaluator = call->evaluator;
    const struct set *set = value_set(call->a);
    struct type element = type_element(call->node->arguments[0]->type);
    struct str separator = call->b == VALUE_NONE ? STR(", ") : text_b(call);
    struct str *parts = ARENA_ARRAY(&evaluator->scratch, struct str, set->count);
    size_t bytes = 0;

    for (uint32_t i = 0; i < set->count; i++) {
        parts[i] = print_value(evaluator->ws, &evaluator->scratch, element, set_at(set, i));
        bytes += parts[i].len + separator.len;
    }
    if (!take_text(evaluator, bytes))
        return VALUE_NONE;
    char *text = ARENA_ARRAY(&evaluator->scratch, char, bytes + 1);
    size_t len = 0;
    for (uint32_t i = 0; i < set->count; i++) {
        if (i > 0 && separator.len > 0) {
            memcpy(text + len, separator.ptr, separator.len);
            len += separator.len;
        }
        if (parts[i].len > 0)
            memcpy(text + len, parts[i].ptr, parts[i].len);
        len += parts[i].len;
    }
    return text_value(evaluator, (struct str){ text, len });
}

static value file_exists(const struct call *call)
{
    const struct file_reader *reader = call->evaluator->ws->lang->reader;

    return reader->exists(reader->self, text_a(call));
}

static value rounded(const struct call *call)
{
    decimal whole;
    bool fits;

    switch (call->node->index) {
    case FUNCTION_FLOOR:
        fits = decimal_floor(call->a, &whole);
        break;
    case FUNCTION_CEIL:
        fits = decimal_ceil(call->a, &whole);
        break;
    default:
        fits = decimal_round(call->a, &whole);
    }
    return fits ? whole
                : evaluation_fails(call->evaluator, call->node, MSG_E0321,
                                   "the result is too large");
}

static value square_root(const struct call *call)
{
    struct evaluator *evaluator = call->evaluator;
    struct type type = call->node->arguments[0]->type;
    decimal root;

    if (decimal_sqrt(call->a, &root))
        return root;
    struct str shown = print_value(evaluator->ws, &evaluator->scratch, type, call->a);
    return evaluation_fails(evaluator, call->node, MSG_E0324,
                            "%.*s is negative, so it has no square root", STR_ARG(shown));
}

static value apply(const struct call *call)
{
    struct evaluator *evaluator = call->evaluator;

    switch ((enum function)call->node->index) {
    case FUNCTION_DAYS:
    case FUNCTION_HOURS:
    case FUNCTION_MINUTES:
    case FUNCTION_MONTHS:
        return amount_of_duration(call);
    case FUNCTION_DATE:
        return moment_date(call->a);
    case FUNCTION_YEAR:
    case FUNCTION_QUARTER:
    case FUNCTION_MONTH:
        return part_of_date(call, (enum function)call->node->index);
    case FUNCTION_LABEL:
        return text_value(evaluator, symbol_of(call)->label);
    case FUNCTION_DESCRIPTION:
        return text_value(evaluator, symbol_of(call)->description);
    case FUNCTION_NUMBER:
        return call->node->arguments[0]->type.base == TYPE_SYMBOL ? symbol_of(call)->number
                                                                  : call->a;
    case FUNCTION_TEXT:
        return text_value(evaluator, print_value(evaluator->ws, &evaluator->scratch,
                                                 call->node->arguments[0]->type, call->a));
    case FUNCTION_JOIN:
        return join(call);
    case FUNCTION_LOWER:
        return lower(call);
    case FUNCTION_TRIM:
        return text_value(evaluator, str_trim(text_a(call)));
    case FUNCTION_LENGTH:
        return length(call);
    case FUNCTION_CONTAINS:
        return str_contains(text_a(call), text_b(call));
    case FUNCTION_STARTS_WITH:
        return str_starts_with(text_a(call), text_b(call));
    case FUNCTION_ENDS_WITH:
        return str_ends_with(text_a(call), text_b(call));
    case FUNCTION_MATCHES:
        return wildcard_matches(text_b(call), text_a(call));
    case FUNCTION_EXISTS:
        return file_exists(call);
    case FUNCTION_FIRST:
        return value_set(call->a)->count == 0 ? VALUE_NONE : set_at(value_set(call->a), 0);
    case FUNCTION_ABS:
        return call->a < 0 ? -call->a : call->a;
    case FUNCTION_ROUND:
    case FUNCTION_FLOOR:
    case FUNCTION_CEIL:
        return rounded(call);
    case FUNCTION_SQRT:
        return square_root(call);
    case FUNCTION_DIGEST: /* these have functions of their own */
    case FUNCTION_COUNT:
    case FUNCTION_SUM:
    case FUNCTION_PRODUCT:
    case FUNCTION_MAX:
    case FUNCTION_MIN:
    case FUNCTION_PATH:
    case FUNCTION_NORMAL:
    case FUNCTION_LOGNORMAL:
    case FUNCTION_LOGNORMAL_OF:
    case FUNCTION_PERT:
    case FUNCTION_PERT_VOSE:
    case FUNCTION_UNIFORM:
    case FUNCTION_OCCURRING:
    case FUNCTION_MEAN:
    case FUNCTION_DEVIATION:
    case FUNCTION_QUANTILE:
    case FUNCTION_TAIL_MEAN:
    case FUNCTION_SHARE_ABOVE:
    case FUNCTION_SHARE_BELOW:
    case FUNCTION_EXCEEDS:
    case FUNCTION_COUNT_OF:
        break;
    }
    return VALUE_NONE;
}

/* What stands between the holes is there already. */
static struct str part_text(struct evaluator *evaluator, const struct node *part)
{
    if (part->op == NODE_CONSTANT && part->constant != VALUE_NONE && part->type.base == TYPE_TEXT &&
        !part->type.is_set)
        return value_text(part->constant);
    return print_value(evaluator->ws, &evaluator->scratch, part->type, evaluate(evaluator, part));
}

struct str fill_template(struct evaluator *evaluator, const struct node *node, struct arena *arena)
{
    struct str *parts = ARENA_ARRAY(&evaluator->scratch, struct str, node->argument_count);
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < node->argument_count; i++) {
        parts[i] = part_text(evaluator, node->arguments[i]);
        bytes += parts[i].len;
    }
    if (!take_text(evaluator, bytes))
        return (struct str){ 0 };
    return arena_join(arena, parts, node->argument_count);
}

/* Also an empty text has an address. */
static value template_value(struct evaluator *evaluator, const struct node *node)
{
    struct str text = fill_template(evaluator, node, &evaluator->scratch);

    return text.ptr ? text_value(evaluator, text) : VALUE_NONE;
}

/* A pattern may be tried at every place of a text. */
static bool take_texts(const struct call *call)
{
    struct type type = call->node->arguments[0]->type;
    uint64_t bytes;

    if (type.is_set || !type_is_text(type))
        return true;
    bytes = text_a(call).len;
    if (call->node->index == FUNCTION_MATCHES)
        bytes *= 1 + text_b(call).len;
    return take_text(call->evaluator, bytes);
}

value apply_function(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    struct call call = { evaluator, node, a, b };

    return take_texts(&call) ? apply(&call) : VALUE_NONE;
}

value evaluate_function(struct evaluator *evaluator, const struct node *node)
{
    value a;
    value b = VALUE_NONE;

    if (node->op == NODE_TEMPLATE)
        return template_value(evaluator, node);
    if (node->index == FUNCTION_DIGEST)
        return evaluate_digest(evaluator, node);
    if (node->index >= FUNCTION_NORMAL)
        return evaluate_distribution(evaluator, node);
    a = evaluate(evaluator, node->arguments[0]);
    if (a == VALUE_NONE)
        return VALUE_NONE;
    if (node->argument_count > 1) {
        b = evaluate(evaluator, node->arguments[1]);
        if (b == VALUE_NONE)
            return VALUE_NONE;
    }
    return apply_function(evaluator, node, a, b);
}
