/* node.c -- what one asks of a checked expression without running it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/node.h"

bool node_reads_slots(const struct node *node, uint32_t from, uint32_t to)
{
    if (!node)
        return false;
    if (node->op == NODE_LOCAL)
        return node->index >= from && node->index < to;
    for (uint32_t i = 0; i < node->argument_count; i++)
        if (node_reads_slots(node->arguments[i], from, to))
            return true;
    for (uint32_t i = 0; i < node->generator_count; i++) {
        const struct generator *generator = &node->generators[i];
        if (node_reads_slots(generator->domain, from, to) ||
            node_reads_slots(generator->filter, from, to) ||
            node_reads_slots(generator->index_key, from, to))
            return true;
    }
    return node_reads_slots(node->a, from, to) || node_reads_slots(node->b, from, to) ||
           node_reads_slots(node->c, from, to);
}

static bool function_can_fail(uint32_t function)
{
    static const bool CAN_FAIL[FUNCTION_COUNT_OF] = {
        [FUNCTION_HOURS] = true,  [FUNCTION_MINUTES] = true, [FUNCTION_DAYS] = true,
        [FUNCTION_MONTHS] = true, [FUNCTION_SUM] = true,     [FUNCTION_ABS] = true,
        [FUNCTION_ROUND] = true,  [FUNCTION_PRODUCT] = true, [FUNCTION_FLOOR] = true,
        [FUNCTION_CEIL] = true,   [FUNCTION_SQRT] = true,
    };

    return CAN_FAIL[function];
}

/* Alone, apart from its parts. What a function of the language calls is not looked into. */
static bool operation_can_fail(const struct node *node)
{
    static const bool CAN_FAIL[NODE_COUNT] = {
        [NODE_CALL] = true,      [NODE_ARITHMETIC] = true,   [NODE_NEGATE] = true,
        [NODE_DATE_MOVE] = true, [NODE_DURATION_SUM] = true, [NODE_RANGE] = true,
    };

    if (node->op == NODE_FUNCTION)
        return function_can_fail(node->index);
    if (node->op == NODE_AGGREGATE)
        return function_can_fail(node->extra);
    if (node->op == NODE_COMPARE) /* days with months */
        return node->a->type.base == TYPE_DURATION;
    return CAN_FAIL[node->op];
}

bool node_can_fail(const struct node *node)
{
    if (!node)
        return false;
    if (operation_can_fail(node))
        return true;
    for (uint32_t i = 0; i < node->argument_count; i++)
        if (node_can_fail(node->arguments[i]))
            return true;
    for (uint32_t i = 0; i < node->generator_count; i++)
        if (node_can_fail(node->generators[i].domain) || node_can_fail(node->generators[i].filter))
            return true;
    return node_can_fail(node->a) || node_can_fail(node->b) || node_can_fail(node->c);
}
