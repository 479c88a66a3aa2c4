/* block_value.c -- comparing, calculating and calling functions for many rows at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"
#include "engine/block_parts.h"

/* ---- comparing ---- */

/* For which orders, less, equal, greater, the comparison holds. */
static void holding_orders(uint32_t comparison, bool holds[3])
{
    holds[0] =
        comparison == EXPR_LESS || comparison == EXPR_LESS_EQUAL || comparison == EXPR_UNEQUAL;
    holds[1] = comparison == EXPR_LESS_EQUAL || comparison == EXPR_EQUAL ||
               comparison == EXPR_GREATER_EQUAL;
    holds[2] = comparison == EXPR_GREATER || comparison == EXPR_GREATER_EQUAL ||
               comparison == EXPR_UNEQUAL;
}

const value *block_compare(struct block *block, const struct node *node, struct selection at)
{
    value *out;
    struct arena_mark mark;
    const value *a, *b;
    bool holds[3];

    if (!type_is_ordered_as_word(node->a->type))
        return block_apply(block, node, at,
                           (struct operation){ node->a, node->b, compare_operands, NULL });
    out = block_vector(block, at.count);
    mark = arena_mark(&block->evaluator->vectors);
    a = block_evaluate(block, node->a, at);
    b = a ? block_evaluate(block, node->b, at) : NULL;
    if (!b)
        return NULL;
    holding_orders(node->extra, holds);
    for (uint32_t i = 0; i < at.count; i++) {
        bool is_missing = a[i] == VALUE_NONE || b[i] == VALUE_NONE;
        out[i] = is_missing ? VALUE_NONE : holds[1 + (a[i] > b[i]) - (a[i] < b[i])];
    }
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

/* ---- calculating ---- */

typedef bool decimal_fn(decimal a, decimal b, decimal *ret_result);

static decimal_fn *decimal_operation(uint32_t operation)
{
    switch (operation) {
    case EXPR_ADD:
        return decimal_add;
    case EXPR_SUBTRACT:
        return decimal_subtract;
    case EXPR_MULTIPLY:
        return decimal_multiply;
    default:
        return decimal_divide;
    }
}

static const value *calculate(struct block *block, const struct node *node, struct selection at)
{
    decimal_fn *operation = decimal_operation(node->extra);
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    const value *a = block_evaluate(block, node->a, at);
    const value *b = a ? block_evaluate(block, node->b, at) : NULL;
    bool fits = b != NULL;

    for (uint32_t i = 0; i < at.count && fits; i++) {
        if (a[i] == VALUE_NONE || b[i] == VALUE_NONE)
            out[i] = VALUE_NONE;
        else
            fits = operation(a[i], b[i], &out[i]);
    }
    arena_rewind(&block->evaluator->vectors, mark);
    return fits ? out : NULL;
}

static value apply_alone(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    (void)b;
    return calculate_operands(evaluator, node, a, 0);
}

const value *block_arithmetic(struct block *block, const struct node *node, struct selection at)
{
    apply_fn *apply = node->b ? calculate_operands : apply_alone;

    if (node->op == NODE_ARITHMETIC)
        return calculate(block, node, at);
    return block_apply(block, node, at, (struct operation){ node->a, node->b, apply, NULL });
}

/* ---- functions of the project ---- */

/* Evaluates the arguments for the rows where all before them are there; these remain. */
static bool evaluate_arguments(struct block *block, const struct node *node, struct picked *picked,
                               value **ret_arguments)
{
    const struct let_def *def = &block->evaluator->ws->schema.lets.items[node->index];
    uint32_t places = picked->at.count;

    for (uint32_t i = 0; i < node->argument_count; i++) {
        ret_arguments[i] = block_vector(block, places);
        if (!block_evaluate_picked(block, node->arguments[i], picked, ret_arguments[i]))
            return false;
        if (!def->parameters[i].type.is_optional)
            *picked = block_drop_missing(block, picked, ret_arguments[i]);
    }
    return true;
}

/* The body for the remaining rows, its parameters bound to the arguments. */
static struct block *open_call(struct block *block, const struct node *node,
                               const struct picked *picked, value *const *arguments)
{
    const struct let_def *def = &block->evaluator->ws->schema.lets.items[node->index];
    uint32_t slots = def->slots > node->argument_count ? def->slots : node->argument_count;
    struct block *inner = block_open(block->evaluator, slots, picked->at.count);

    for (uint32_t i = 0; i < node->argument_count; i++) {
        value *column = block_vector(inner, inner->count);
        for (uint32_t row = 0; row < inner->count; row++)
            column[row] = arguments[i][picked->places[row]];
        inner->slots[i] = column;
    }
    return inner;
}

static bool call_body(struct block *block, const struct node *node, const struct picked *picked,
                      value *const *arguments, value *out)
{
    const struct let_def *def = &block->evaluator->ws->schema.lets.items[node->index];
    struct block *inner = open_call(block, node, picked, arguments);
    const value *values = block_evaluate(inner, def->plan, block_all(inner));

    for (uint32_t i = 0; i < inner->count && values; i++) {
        out[picked->places[i]] = values[i];
        block_add_steps(block, selected_row(picked->at, i), 1 + block_steps(inner, i));
    }
    return values != NULL;
}

const value *block_call(struct block *block, const struct node *node, struct selection at)
{
    struct arena *vectors = &block->evaluator->vectors;
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(vectors);
    struct picked picked = block_picked_all(block, at);
    value **arguments = ARENA_ARRAY(vectors, value *, node->argument_count);

    for (uint32_t i = 0; i < at.count; i++)
        out[i] = no_value(block->evaluator, node->type);
    if (!evaluate_arguments(block, node, &picked, arguments))
        return NULL;
    if (picked.at.count > 0 && !call_body(block, node, &picked, arguments, out))
        return NULL;
    arena_rewind(vectors, mark);
    return out;
}
