/* block_evaluate.c -- the operations on blocks: dispatch, names, logic. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <assert.h>

#include "engine/block_parts.h"
#include "engine/reach.h"

/* ---- row by row ---- */

static value evaluate_row(struct block *block, const struct node *node, uint32_t row)
{
    struct evaluator *evaluator = block->evaluator;
    uint64_t steps = evaluator->steps;
    value v;

    for (uint32_t slot = 0; slot < block->slot_count; slot++)
        if (block_binds(block, slot))
            block->frame[slot] = block_variable(block, slot, row);
    v = evaluate(evaluator, node);
    block_add_steps(block, row, put_steps_aside(evaluator, steps));
    return v;
}

const value *block_evaluate_singly(struct block *block, const struct node *node,
                                   struct selection at)
{
    struct evaluator *evaluator = block->evaluator;
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator->slots;

    evaluator->slots = block->frame;
    for (uint32_t i = 0; i < at.count && !evaluator->is_damaged; i++) {
        out[i] = evaluate_row(block, node, selected_row(at, i));
        if (type_is_plain(node->type))
            arena_rewind(&evaluator->scratch, mark);
    }
    evaluator->slots = frame;
    return evaluator->is_damaged ? NULL : out;
}

/* The second operand of these is looked at where there is a first one. */
static bool is_lazy(const struct node *node)
{
    return node->op == NODE_MEMBER || node->op == NODE_FUNCTION;
}

static const value *second_operand(struct block *block, const struct node *node,
                                   struct selection at, const struct operation *operation)
{
    value *out = block_vector(block, at.count);
    struct picked there;

    if (!is_lazy(node))
        return block_evaluate(block, operation->b, at);
    there = block_pick(block, at, operation->first, VALUE_NONE, false);
    return block_evaluate_picked(block, operation->b, &there, out) ? out : NULL;
}

const value *block_apply(struct block *block, const struct node *node, struct selection at,
                         struct operation operation)
{
    struct evaluator *evaluator = block->evaluator;
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&evaluator->vectors);
    const value *a = block_evaluate(block, operation.a, at);
    const value *b = a;

    operation.first = a;
    if (a && operation.b)
        b = second_operand(block, node, at, &operation);
    if (!b)
        return NULL;
    for (uint32_t i = 0; i < at.count && !evaluator->is_damaged; i++) {
        uint64_t steps = evaluator->steps;
        bool is_missing = a[i] == VALUE_NONE || b[i] == VALUE_NONE;
        out[i] = is_missing
                     ? no_value(evaluator, node->type)
                     : operation.apply(evaluator, node, a[i], operation.b ? b[i] : VALUE_NONE);
        block_add_steps(block, selected_row(at, i), put_steps_aside(evaluator, steps));
    }
    arena_rewind(&evaluator->vectors, mark);
    return evaluator->is_damaged ? NULL : out;
}

/* ---- names ---- */

static const value *slot_values(struct block *block, uint32_t slot, struct selection at)
{
    const value *column = block->slots[slot];
    value *out;

    assert(block_binds(block, slot));
    if (column && !at.rows)
        return column;
    out = block_vector(block, at.count);
    if (column)
        for (uint32_t i = 0; i < at.count; i++)
            out[i] = column[at.rows[i]];
    else if (slot == block->running_slot)
        for (uint32_t i = 0; i < at.count; i++)
            out[i] = block_object(block, selected_row(at, i));
    else
        for (uint32_t i = 0; i < at.count; i++)
            out[i] = block_variable(block, slot, selected_row(at, i));
    return out;
}

/* `[a, b]` of words is the same for all rows. */
static bool is_same_for_all(const struct node *node)
{
    if (node->op != NODE_SET_OF)
        return false;
    for (uint32_t i = 0; i < node->argument_count; i++)
        if (node->arguments[i]->op != NODE_CONSTANT)
            return false;
    return true;
}

/* `today - 1 year`, `limit * 100`: once is enough. */
bool block_is_constant(const struct node *node)
{
    switch ((int)node->op) {
    case NODE_CONSTANT:
    case NODE_LET:
        return true;
    case NODE_ARITHMETIC:
    case NODE_DATE_MOVE:
        return block_is_constant(node->a) && block_is_constant(node->b);
    default:
        return false;
    }
}

bool block_constant(struct block *block, const struct node *node, value *ret_value)
{
    *ret_value = evaluate(block->evaluator, node);
    return !block->evaluator->is_damaged;
}

static const value *constant_values(struct block *block, const struct node *node, uint32_t count)
{
    value v;

    return block_constant(block, node, &v) ? block_filled(block, v, count) : NULL;
}

static const value *list_values(struct block *block, const struct node *node, struct selection at)
{
    if (!is_same_for_all(node))
        return block_evaluate_singly(block, node, at);
    return block_filled(block, evaluate(block->evaluator, node), at.count);
}

/* ---- logic ---- */

bool block_evaluate_picked(struct block *block, const struct node *node,
                           const struct picked *picked, value *out)
{
    const value *values;

    if (picked->at.count == 0)
        return true;
    values = block_evaluate(block, node, picked->at);
    if (!values)
        return false;
    for (uint32_t i = 0; i < picked->at.count; i++)
        out[picked->places[i]] = values[i];
    return true;
}

/* The right side is looked at where the left one leaves it open. */
static const value *connect(struct block *block, const struct node *node, struct selection at)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    const value *left = block_evaluate(block, node->a, at);
    struct picked open;

    if (!left)
        return NULL;
    for (uint32_t i = 0; i < at.count; i++)
        out[i] = node->op != NODE_AND;
    open = block_pick(block, at, left, 1, node->op != NODE_OR);
    if (!block_evaluate_picked(block, node->b, &open, out))
        return NULL;
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

static const value *choose(struct block *block, const struct node *node, struct selection at)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    const value *condition = block_evaluate(block, node->a, at);
    struct picked yes, no;

    if (!condition)
        return NULL;
    yes = block_pick(block, at, condition, 1, true);
    no = block_pick(block, at, condition, 1, false);
    if (!block_evaluate_picked(block, node->b, &yes, out) ||
        !block_evaluate_picked(block, node->c, &no, out))
        return NULL;
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

static const value *otherwise(struct block *block, const struct node *node, struct selection at)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    const value *first = block_evaluate(block, node->a, at);
    value *is_there = block_vector(block, at.count);
    struct picked missing;

    if (!first)
        return NULL;
    for (uint32_t i = 0; i < at.count; i++) {
        out[i] = first[i];
        is_there[i] =
            node->a->type.is_set ? value_set(first[i])->count > 0 : first[i] != VALUE_NONE;
    }
    missing = block_pick(block, at, is_there, 0, true);
    if (!block_evaluate_picked(block, node->b, &missing, out))
        return NULL;
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

/* Yes where the operand is `v`, or where it is not. */
static const value *is_value(struct block *block, const struct node *node, struct selection at,
                             value v, bool is_equal)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    const value *values = block_evaluate(block, node->a, at);

    if (!values)
        return NULL;
    for (uint32_t i = 0; i < at.count; i++)
        out[i] = (values[i] == v) == is_equal;
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

static const value *is_empty(struct block *block, const struct node *node, struct selection at)
{
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    struct members *members = ARENA_ARRAY(&block->evaluator->vectors, struct members, at.count);

    if (!block_members(block, node->a, at, members))
        return NULL;
    for (uint32_t i = 0; i < at.count; i++)
        out[i] = (members[i].count == 0) != (node->extra != 0);
    arena_rewind(&block->evaluator->vectors, mark);
    return out;
}

static value is_member(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    return set_contains(evaluator, value_set(b), type_element(node->b->type), a) !=
           (node->extra != 0);
}

/* A closure is not listed to find a member in it. */
static const value *member_values(struct block *block, const struct node *node, struct selection at)
{
    struct operation operation = { node->a, node->b, is_member, NULL };

    return node->b->op == NODE_CLOSURE ? block_evaluate_singly(block, node, at)
                                       : block_apply(block, node, at, operation);
}

static value is_a(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    const struct kind *kind = schema_kind(&evaluator->ws->schema, node->index);

    (void)b;
    return (a >= kind->first_entity && a < kind->end_entity) != (node->extra != 0);
}

/* ---- tables ---- */

static value look_up(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    return matrix_cell(evaluator, node, a, b == VALUE_NONE ? 1 : b);
}

static const value *matrix_values(struct block *block, const struct node *node, struct selection at)
{
    struct operation operation = { node->arguments[0],
                                   node->argument_count > 1 ? node->arguments[1] : NULL, look_up,
                                   NULL };

    return block_apply(block, node, at, operation);
}

/* ---- along references ---- */

static value reaches(struct block *block, const struct node *node, uint32_t row,
                     const value objects[2])
{
    struct evaluator *evaluator = block->evaluator;
    uint64_t steps = evaluator->steps;
    value v = closure_reaches(evaluator, node->index, (uint32_t)objects[0], (uint32_t)objects[1]);

    block_add_steps(block, row, put_steps_aside(evaluator, steps));
    return v;
}

/* Most answers are at hand, once somebody has asked. */
static const value *reach_values(struct block *block, const struct node *node, struct selection at)
{
    struct evaluator *evaluator = block->evaluator;
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&evaluator->vectors);
    const value *from = block_evaluate(block, node->a, at);
    const value *to = from ? block_evaluate(block, node->b, at) : NULL;
    const struct reach *known = NULL;

    for (uint32_t i = 0; i < at.count && to && !evaluator->is_damaged; i++) {
        enum reach_answer answer = REACH_OPEN;
        out[i] = VALUE_NONE;
        if (from[i] == VALUE_NONE || to[i] == VALUE_NONE)
            continue;
        if (known)
            answer = reach_known(known, (uint32_t)from[i], (uint32_t)to[i]);
        out[i] = answer == REACH_YES;
        if (answer == REACH_OPEN)
            out[i] = reaches(block, node, selected_row(at, i), (value[]){ from[i], to[i] });
        else
            block_add_steps(block, selected_row(at, i), 1);
        if (!known)
            known = closure_answers(evaluator, node->index);
    }
    note_steps_aside(evaluator, at.count);
    arena_rewind(&evaluator->vectors, mark);
    return !to || evaluator->is_damaged ? NULL : out;
}

static const value *closure_values(struct block *block, const struct node *node,
                                   struct selection at)
{
    struct evaluator *evaluator = block->evaluator;
    value *out = block_vector(block, at.count);
    struct arena_mark mark = arena_mark(&evaluator->vectors);
    const value *objects = block_evaluate(block, node->a, at);

    for (uint32_t i = 0; i < at.count && objects && !evaluator->is_damaged; i++) {
        uint64_t steps = evaluator->steps;
        out[i] = closure_value(evaluator, node, objects[i]);
        block_add_steps(block, selected_row(at, i), put_steps_aside(evaluator, steps));
    }
    arena_rewind(&evaluator->vectors, mark);
    return !objects || evaluator->is_damaged ? NULL : out;
}

static const value *function_values(struct block *block, const struct node *node,
                                    struct selection at)
{
    struct operation operation = { node->arguments[0],
                                   node->argument_count > 1 ? node->arguments[1] : NULL,
                                   apply_function, NULL };

    if (node->index == FUNCTION_DIGEST || node->index >= FUNCTION_NORMAL)
        return block_evaluate_singly(block, node, at);
    return block_apply(block, node, at, operation);
}

/* ---- dispatch ---- */

static const value *apply_to(struct block *block, const struct node *node, struct selection at,
                             apply_fn *apply)
{
    return block_apply(block, node, at, (struct operation){ node->a, node->b, apply, NULL });
}

const value *block_evaluate(struct block *block, const struct node *node, struct selection at)
{
    switch (node_op(node)) {
    case NODE_CONSTANT:
        return block_filled(block, node->constant, at.count);
    case NODE_LOCAL:
        return slot_values(block, node->index, at);
    case NODE_FIELD:
    case NODE_FIELD_ANY:
        return block_field(block, node, at);
    case NODE_LET:
        return constant_values(block, node, at.count);
    case NODE_CALL:
        return block_call(block, node, at);
    case NODE_MATRIX:
        return matrix_values(block, node, at);
    case NODE_FUNCTION:
        return function_values(block, node, at);
    case NODE_AND:
    case NODE_OR:
    case NODE_IMPLIES:
        return connect(block, node, at);
    case NODE_NOT:
        return is_value(block, node, at, 1, false);
    case NODE_IS_SET:
        return is_value(block, node, at, VALUE_NONE, node->extra != 0);
    case NODE_IS_EMPTY:
        return is_empty(block, node, at);
    case NODE_COMPARE:
        return block_compare(block, node, at);
    case NODE_MEMBER:
        return member_values(block, node, at);
    case NODE_IS_A:
        return apply_to(block, node, at, is_a);
    case NODE_ARITHMETIC:
    case NODE_NEGATE:
    case NODE_DATE_MOVE:
    case NODE_DATE_DIFFERENCE:
    case NODE_DURATION_SUM:
    case NODE_SYMBOL_MOVE:
    case NODE_JOIN_TEXT:
        return at.count > 0 && block_is_constant(node) ? constant_values(block, node, at.count)
                                                       : block_arithmetic(block, node, at);
    case NODE_OTHERWISE:
        return otherwise(block, node, at);
    case NODE_IF:
        return choose(block, node, at);
    case NODE_SET_OF:
        return list_values(block, node, at);
    case NODE_REACHES:
        return reach_values(block, node, at);
    case NODE_QUANTIFIER:
        return block_quantifier(block, node, at);
    case NODE_AGGREGATE:
        return block_aggregate(block, node, at);
    case NODE_CLOSURE_AGGREGATE:
        return closure_values(block, node, at);
    case NODE_BUILTIN:
    case NODE_BUILTIN_EACH:
    case NODE_FIELD_EACH:
    case NODE_EXTENT:
    case NODE_RELATION:
    case NODE_RELATION_ROW:
    case NODE_GAP_ON:
    case NODE_TEMPLATE:
    case NODE_WRAP:
    case NODE_UNION:
    case NODE_EXCEPT:
    case NODE_RANGE:
    case NODE_COMPREHENSION:
    case NODE_CLOSURE:
    case NODE_PATH:
    case NODE_COUNT:
        break;
    }
    return block_evaluate_singly(block, node, at);
}
