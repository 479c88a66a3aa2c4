/* check_distribution.c -- calls of the functions of distributions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check_call.h"

/* What they give: D a distribution, v a number or money, s a share, or a number with a total. */
static const struct {
    const char *takes;
    char gives;
} SIGNATURES[FUNCTION_COUNT_OF] = {
    [FUNCTION_NORMAL] = { "vv", 'D' },       [FUNCTION_LOGNORMAL] = { "vv", 'D' },
    [FUNCTION_LOGNORMAL_OF] = { "nn", 'D' }, [FUNCTION_PERT] = { "vvvn", 'D' },
    [FUNCTION_PERT_VOSE] = { "vvvn", 'D' },  [FUNCTION_UNIFORM] = { "vv", 'D' },
    [FUNCTION_OCCURRING] = { "sd", 'D' },    [FUNCTION_MEAN] = { "d", 'v' },
    [FUNCTION_DEVIATION] = { "d", 'v' },     [FUNCTION_QUANTILE] = { "ds", 'v' },
    [FUNCTION_TAIL_MEAN] = { "ds", 'v' },    [FUNCTION_SHARE_ABOVE] = { "dvn", 's' },
    [FUNCTION_SHARE_BELOW] = { "dvn", 's' }, [FUNCTION_EXCEEDS] = { "ddn", 's' },
};

const char *distribution_signature(enum function function)
{
    return SIGNATURES[function].takes;
}

/* Whether a call is about numbers or about money, once its first amount or distribution said so. */
enum about { ABOUT_ANYTHING, ABOUT_NUMBERS, ABOUT_MONEY };

static enum about about_of(struct type type)
{
    return type.base == TYPE_MONEY || type.base == TYPE_MONEY_DISTRIBUTION ? ABOUT_MONEY
                                                                           : ABOUT_NUMBERS;
}

/* Why the type does not fit: what is wanted instead; or NULL. */
static const char *misfit(char letter, enum about about, struct type type)
{
    bool agrees = about == ABOUT_ANYTHING || about == about_of(type);
    bool is_number = !type.is_set && type_is_number(type);
    bool is_distribution = !type.is_set && type_is_distribution(type);

    switch (letter) {
    case 'v':
        if (is_number && agrees)
            return NULL;
        return about == ABOUT_ANYTHING ? "a number or money"
               : about == ABOUT_MONEY  ? "money here"
                                       : "a number here";
    case 'd':
        if (is_distribution && agrees)
            return NULL;
        return about == ABOUT_ANYTHING ? "a distribution"
               : about == ABOUT_MONEY  ? "a distribution of money here"
                                       : "a distribution of numbers here";
    case 's':
        return is_number && type.base != TYPE_MONEY ? NULL : "a share, such as 95%";
    default:
        return is_number && type.base != TYPE_MONEY ? NULL : "a number";
    }
}

static struct type result_type(enum function function, enum about about, uint32_t argument_count)
{
    bool is_money = about == ABOUT_MONEY;

    switch (SIGNATURES[function].gives) {
    case 'D':
        return type_of(is_money ? TYPE_MONEY_DISTRIBUTION : TYPE_DISTRIBUTION);
    case 'v':
        return type_of(is_money ? TYPE_MONEY : TYPE_NUMBER);
    default:
        return type_of(argument_count > 2 ? TYPE_NUMBER : TYPE_PERCENT);
    }
}

const struct node *check_distribution(struct checker *checker, const struct expr *call,
                                      enum function function)
{
    struct workspace *ws = checker->ws;
    struct arguments arguments = { .count = 0 };
    enum about about = ABOUT_ANYTHING;

    for (expr_id id = call->b; id.v != 0; id = expr_of(ws, id)->next) {
        char letter = SIGNATURES[function].takes[arguments.count];
        const struct node *node = check_expr(checker, id, NO_EXPECTATION);
        if (type_is_wrong(node->type))
            return wrong_node(checker, call->span);
        const char *wanted = misfit(letter, about, node->type);
        if (wanted)
            return report_argument(checker, function, node, wanted);
        if (letter == 'v' || letter == 'd')
            about = about_of(node->type);
        arguments.may_be_missing = arguments.may_be_missing || node->type.is_optional;
        arguments.items[arguments.count++] = node;
    }
    struct type type = result_type(function, about, arguments.count);
    struct node *node =
        (struct node *)(uintptr_t)call_node(checker, NODE_FUNCTION, type, &arguments, call->span);
    node->index = function;
    return with_children(checker, node);
}
