/* eval_distribution.c -- the functions of distributions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/distribution.h"
#include "engine/eval.h"
#include "engine/print.h"

struct call {
    struct evaluator *evaluator;
    const struct node *node;
    value arguments[SHAPE_PARAMETERS_MOST];
    uint32_t count;
};

static struct str shown(const struct call *call, uint32_t argument)
{
    return print_value(call->evaluator->ws, &call->evaluator->scratch,
                       type_required(call->node->arguments[argument]->type),
                       call->arguments[argument]);
}

static value make(const struct call *call)
{
    struct evaluator *evaluator = call->evaluator;
    struct distribution *made = ARENA_NEW(&evaluator->scratch, struct distribution);

    *made = distribution_of_call((enum function)call->node->index, call->arguments, call->count);
    const char *fault = distribution_fault(made);
    if (!fault)
        return value_of_distribution(made);
    struct str text = print_value(evaluator->ws, &evaluator->scratch,
                                  type_required(call->node->type), value_of_distribution(made));
    return evaluation_fails(evaluator, call->node, MSG_E0324,
                            "there is no such distribution: %s (%.*s)", fault, STR_ARG(text));
}

/* ---- questions ---- */

static bool is_inner_share(value share)
{
    return share > 0 && share < DECIMAL_ONE;
}

static bool has_quantile(const struct call *call)
{
    return call->node->index != FUNCTION_QUANTILE && call->node->index != FUNCTION_TAIL_MEAN
               ? true
               : is_inner_share(call->arguments[1]);
}

static bool is_normal(value v)
{
    const struct distribution *distribution = value_distribution(v);

    return distribution->shape == SHAPE_NORMAL && distribution->chance == DECIMAL_ONE;
}

static value ask(const struct call *call)
{
    const struct distribution *distribution = value_distribution(call->arguments[0]);
    value second = call->arguments[1];
    decimal total = call->count > 2 ? call->arguments[2] : DECIMAL_ONE;
    decimal answer = 0;
    bool fits = false;

    switch ((int)call->node->index) {
    case FUNCTION_MEAN:
        fits = distribution_mean(distribution, &answer);
        break;
    case FUNCTION_DEVIATION:
        fits = distribution_deviation(distribution, &answer);
        break;
    case FUNCTION_QUANTILE:
        fits = distribution_quantile(distribution, second, &answer);
        break;
    case FUNCTION_TAIL_MEAN:
        fits = distribution_tail_mean(distribution, second, &answer);
        break;
    case FUNCTION_SHARE_ABOVE:
        fits = distribution_share_above(distribution, second, total, &answer);
        break;
    case FUNCTION_SHARE_BELOW:
        fits = distribution_share_below(distribution, second, total, &answer);
        break;
    default:
        fits = distribution_exceeds(distribution, value_distribution(second), total, &answer);
    }
    return fits ? answer
                : evaluation_fails(call->evaluator, call->node, MSG_E0321,
                                   "the result is too large (for %.*s)", STR_ARG(shown(call, 0)));
}

static value check_and_ask(const struct call *call)
{
    if (!has_quantile(call))
        return evaluation_fails(call->evaluator, call->node, MSG_E0324,
                                "the share must lie between 0%% and 100%%, but it is %.*s",
                                STR_ARG(shown(call, 1)));
    if (call->node->index == FUNCTION_EXCEEDS &&
        !(is_normal(call->arguments[0]) && is_normal(call->arguments[1])))
        return evaluation_fails(call->evaluator, call->node, MSG_E0324,
                                "`exceeds` compares two normal distributions (%.*s and %.*s)",
                                STR_ARG(shown(call, 0)), STR_ARG(shown(call, 1)));
    return ask(call);
}

value evaluate_distribution(struct evaluator *evaluator, const struct node *node)
{
    struct call call = { .evaluator = evaluator, .node = node, .count = node->argument_count };

    for (uint32_t i = 0; i < call.count; i++) {
        call.arguments[i] = evaluate(evaluator, node->arguments[i]);
        if (call.arguments[i] == VALUE_NONE)
            return VALUE_NONE;
    }
    return type_is_distribution(node->type) ? make(&call) : check_and_ask(&call);
}
