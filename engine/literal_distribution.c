/* literal_distribution.c -- distributions as objects say them: `pert(2, 4, 9)`. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check_call.h"
#include "engine/distribution.h"
#include "engine/literal.h"
#include "engine/print.h"

/* The function that makes distributions which is called, or FUNCTION_COUNT_OF. */
static enum function called_function(const struct workspace *ws, const struct expr *call)
{
    enum function function = FUNCTION_COUNT_OF;

    if (call->op == EXPR_CALL && expr_of(ws, call->a)->op == EXPR_NAME)
        function = find_function(name_text(ws, expr_of(ws, call->a)->sym));
    return function >= FUNCTION_NORMAL && function <= FUNCTION_OCCURRING ? function
                                                                         : FUNCTION_COUNT_OF;
}

static bool money_value(struct workspace *ws, expr_id id, value *ret_value)
{
    return expr_of(ws, id)->op == EXPR_UNIT && literal_unit(ws, id, ret_value) == UNIT_MONEY;
}

/* A percentage is a number here. */
static bool plain_value(struct workspace *ws, expr_id id, value *ret_value)
{
    const struct expr *item = expr_of(ws, id);

    if (item->op == EXPR_PERCENT)
        return literal_percent(ws, id, ret_value);
    return item->op == EXPR_NUMBER && literal_number(ws, id, ret_value);
}

static bool amount_value(struct workspace *ws, bool is_money, expr_id id, value *ret_value)
{
    bool is_negative = expr_of(ws, id)->op == EXPR_NEGATE;
    expr_id amount = is_negative ? expr_of(ws, id)->a : id;

    if (!(is_money ? money_value(ws, amount, ret_value) : plain_value(ws, amount, ret_value)))
        return false;
    *ret_value = is_negative ? -*ret_value : *ret_value;
    return true;
}

static bool argument_value(struct workspace *ws, char letter, struct type type, expr_id id,
                           value *ret_value)
{
    if (letter == 'd')
        return literal_distribution(ws, type, id, ret_value);
    return amount_value(ws, letter == 'v' && type.base == TYPE_MONEY_DISTRIBUTION, id, ret_value);
}

/* False unless all are there and fit. */
static bool read_arguments(struct workspace *ws, enum function function, struct type type,
                           expr_id first, value *arguments, uint32_t *ret_count)
{
    const char *takes = distribution_signature(function);
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next) {
        if (takes[count] == '\0' || !argument_value(ws, takes[count], type, id, &arguments[count]))
            return false;
        count++;
    }
    *ret_count = count;
    return takes[count] == '\0' || (takes[count] == 'n' && count == 3);
}

bool literal_distribution(struct workspace *ws, struct type type, expr_id id, value *ret_value)
{
    const struct expr *call = expr_of(ws, id);
    enum function function = called_function(ws, call);
    value arguments[SHAPE_PARAMETERS_MOST];
    uint32_t count;

    if (function == FUNCTION_COUNT_OF ||
        (function == FUNCTION_LOGNORMAL_OF && type.base == TYPE_MONEY_DISTRIBUTION) ||
        !read_arguments(ws, function, type, call->b, arguments, &count))
        return false;
    struct distribution *made = ARENA_NEW(ws->arena, struct distribution);
    *made = distribution_of_call(function, arguments, count);
    *ret_value = value_of_distribution(made);
    return true;
}
