/* eval_arithmetic.c -- numbers, dates, durations, scales: exact, checked, compared. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"
#include "base/decimal.h"
#include "engine/distribution.h"
#include "engine/eval.h"
#include "engine/print.h"

static struct str shown(struct evaluator *evaluator, struct type type, value v)
{
    return print_value(evaluator->ws, &evaluator->scratch, type_required(type), v);
}

static value fail_with_values(struct evaluator *evaluator, const struct node *node, value a,
                              value b, enum message message, const char *what)
{
    struct str left = shown(evaluator, node->a->type, a);
    struct str right = shown(evaluator, node->b->type, b);

    return evaluation_fails(evaluator, node, message, "%s (%.*s and %.*s)", what, STR_ARG(left),
                            STR_ARG(right));
}

static value calculate(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    decimal result = 0;
    bool fits = false;

    switch (node->extra) {
    case EXPR_ADD:
        fits = decimal_add(a, b, &result);
        break;
    case EXPR_SUBTRACT:
        fits = decimal_subtract(a, b, &result);
        break;
    case EXPR_MULTIPLY:
        fits = decimal_multiply(a, b, &result);
        break;
    default:
        if (b == 0)
            return fail_with_values(evaluator, node, a, b, MSG_E0320, "division by zero");
        fits = decimal_divide(a, b, &result);
    }
    return fits ? result
                : fail_with_values(evaluator, node, a, b, MSG_E0321, "the result is too large");
}

static value move_date(struct evaluator *evaluator, const struct node *node, value date, value by)
{
    int64_t amount = node->extra == EXPR_ADD ? duration_amount(by) : -duration_amount(by);
    int32_t days;
    bool fits;

    if (!duration_is_months(by) && amount % MINUTES_PER_DAY != 0)
        return fail_with_values(evaluator, node, date, by, MSG_E0323,
                                "a date has no time of day: it moves by whole days");
    fits = duration_is_months(by) ? date_add_months((int32_t)date, amount, &days)
                                  : date_add_days((int32_t)date, amount / MINUTES_PER_DAY, &days);
    return fits ? days
                : fail_with_values(evaluator, node, date, by, MSG_E0322,
                                   "there is no such date before year 1 or after year 9999");
}

static value move_moment(struct evaluator *evaluator, const struct node *node, value moment,
                         value by)
{
    int64_t amount = node->extra == EXPR_ADD ? duration_amount(by) : -duration_amount(by);
    int64_t minutes;
    bool fits = duration_is_months(by) ? moment_add_months(moment, amount, &minutes)
                                       : moment_add_minutes(moment, amount, &minutes);

    return fits ? minutes
                : fail_with_values(evaluator, node, moment, by, MSG_E0322,
                                   "there is no such moment before year 1 or after year 9999");
}

static value add_durations(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    int64_t amount = node->extra == EXPR_ADD ? duration_amount(a) + duration_amount(b)
                                             : duration_amount(a) - duration_amount(b);
    value other = duration_is_months(a) ? b : a;

    if (durations_mix(a, b))
        return fail_with_values(evaluator, node, a, b, MSG_E0323,
                                duration_unit(other) == DURATION_DAYS
                                    ? "months and days do not mix"
                                    : "months and hours do not mix");
    if (!duration_fits(amount))
        return fail_with_values(evaluator, node, a, b, MSG_E0321, "the result is too large");
    return value_of_duration(amount, duration_unit_of_sum(a, b));
}

/* Moving on a scale stops at its ends (language.md section 7). */
static value move_symbol(const struct evaluator *evaluator, const struct node *node, value symbol,
                         value by)
{
    const struct scale *scale = schema_scale(&evaluator->ws->schema, node->index);
    int64_t steps = by / DECIMAL_ONE;
    int64_t moved = node->extra == EXPR_ADD ? symbol + steps : symbol - steps;

    if (moved < 1)
        return 1;
    return moved > scale->symbol_count ? scale->symbol_count : moved;
}

static value join_texts(struct evaluator *evaluator, value a, value b)
{
    const struct str parts[] = { value_text(a), value_text(b) };

    if (!take_text(evaluator, parts[0].len + parts[1].len))
        return VALUE_NONE;
    return text_value(evaluator, arena_join(&evaluator->scratch, parts, 2));
}

value calculate_operands(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    switch (node->op) {
    case NODE_NEGATE:
        return node->type.base == TYPE_DURATION
                   ? value_of_duration(-duration_amount(a), duration_unit(a))
                   : -a;
    case NODE_DATE_MOVE:
        return node->type.base == TYPE_DATE ? move_date(evaluator, node, a, b)
                                            : move_moment(evaluator, node, a, b);
    case NODE_DATE_DIFFERENCE:
        return node->a->type.base == TYPE_DATE
                   ? value_of_duration((a - b) * MINUTES_PER_DAY, DURATION_DAYS)
                   : value_of_duration(a - b, DURATION_CLOCK);
    case NODE_DURATION_SUM:
        return add_durations(evaluator, node, a, b);
    case NODE_SYMBOL_MOVE:
        return move_symbol(evaluator, node, a, b);
    case NODE_JOIN_TEXT:
        return join_texts(evaluator, a, b);
    default:
        return calculate(evaluator, node, a, b);
    }
}

value evaluate_arithmetic(struct evaluator *evaluator, const struct node *node)
{
    value a = evaluate(evaluator, node->a);
    value b = node->b ? evaluate(evaluator, node->b) : 0;

    return a == VALUE_NONE || b == VALUE_NONE ? VALUE_NONE
                                              : calculate_operands(evaluator, node, a, b);
}

/* ---- comparing ---- */

static int compare_words(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

int compare_values(struct evaluator *evaluator, struct type type, value a, value b,
                   struct span span)
{
    if (type_is_text(type))
        return str_compare(value_text(a), value_text(b));
    if (type_is_distribution(type)) /* an order without a meaning, but always the same */
        return distribution_compare(value_distribution(a), value_distribution(b));
    if (type.base == TYPE_DURATION) {
        if (durations_mix(a, b)) {
            struct node place = { .span = span };
            struct str left = shown(evaluator, type, a);
            struct str right = shown(evaluator, type, b);
            evaluation_fails(evaluator, &place, MSG_E0323, "cannot compare %.*s with %.*s",
                             STR_ARG(left), STR_ARG(right));
        }
        return compare_words(duration_amount(a), duration_amount(b));
    }
    return compare_words(a, b);
}

/* Two sets are equal when each holds the members of the other. */
static bool holds_all(struct evaluator *evaluator, struct type element, const struct set *set,
                      const struct set *members)
{
    for (uint32_t i = 0; i < members->count; i++)
        if (!set_contains(evaluator, set, element, set_at(members, i)))
            return false;
    return true;
}

static bool equal_sets(struct evaluator *evaluator, struct type element, const struct set *a,
                       const struct set *b)
{
    take_scan(evaluator, (uint64_t)a->count + b->count);
    a = set_in_order(evaluator, a, element);
    b = set_in_order(evaluator, b, element);
    return holds_all(evaluator, element, b, a) && holds_all(evaluator, element, a, b);
}

bool equal_values(struct evaluator *evaluator, struct type type, value a, value b)
{
    if (type.is_set)
        return equal_sets(evaluator, type_element(type), value_set(a), value_set(b));
    if (type_is_text(type))
        return str_equal(value_text(a), value_text(b));
    if (type_is_distribution(type))
        return distribution_compare(value_distribution(a), value_distribution(b)) == 0;
    if (type.base == TYPE_DURATION)
        return duration_key(a) == duration_key(b);
    return a == b;
}
