/* eval.c -- running nodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "engine/exercise.h"
#include "engine/links.h"
#include "engine/objects.h"
#include "engine/relation.h"

void evaluator_init(struct evaluator *evaluator, struct workspace *ws)
{
    *evaluator = (struct evaluator){ .ws = ws,
                                     .kept = ws->arena,
                                     .block_least = BLOCK_LEAST,
                                     .members_most = MEMBERS_MOST,
                                     .pairs_most = RELATION_PAIRS_MOST };
    fuel_fill(evaluator, (struct fuel){ 0 });
}

void evaluator_release(struct evaluator *evaluator)
{
    arena_release(&evaluator->scratch);
    arena_release(&evaluator->collected);
    arena_release(&evaluator->vectors);
    map_release(&evaluator->reported);
    vec_free(evaluator->visited);
}

value *evaluator_enter(struct evaluator *evaluator, uint32_t slot_count)
{
    value *before = evaluator->slots;

    evaluator->slots = ARENA_ARRAY(&evaluator->scratch, value, (size_t)slot_count + 1);
    return before;
}

void evaluator_leave(struct evaluator *evaluator, value *frame)
{
    evaluator->slots = frame;
}

value text_value(struct evaluator *evaluator, struct str text)
{
    struct str *own = ARENA_NEW(&evaluator->scratch, struct str);

    *own = text;
    return value_of_text(own);
}

value evaluation_fails(struct evaluator *evaluator, const struct node *node, enum message message,
                       const char *format, ...)
{
    char text[200];
    va_list arguments;

    evaluator->is_damaged = true;
    if (evaluator->is_tentative ||
        map_get(&evaluator->reported, map_pair(node->span.lo, node->span.hi)) != 0)
        return VALUE_NONE;
    map_put(&evaluator->reported, map_pair(node->span.lo, node->span.hi), 1);
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    diag_add(evaluator->ws->sink, message, node->span, "%s", text);
    return VALUE_NONE;
}

/* ---- lets and matrices ---- */

/* A constant is ready before anything that reads it (definitions.h). */
static value evaluate_let(struct evaluator *evaluator, uint32_t let)
{
    const struct let_def *def = &evaluator->ws->schema.lets.items[let];

    assert(def->is_evaluated);
    if (def->is_damaged)
        evaluator->is_damaged = true;
    return def->constant;
}

static value evaluate_call(struct evaluator *evaluator, const struct node *node)
{
    const struct let_def *def = &evaluator->ws->schema.lets.items[node->index];
    uint32_t slots = def->slots > node->argument_count ? def->slots : node->argument_count;
    value *inner = ARENA_ARRAY(&evaluator->scratch, value, (size_t)slots + 1);
    value *frame = evaluator->slots;
    value v;

    for (uint32_t i = 0; i < node->argument_count; i++) {
        inner[i] = evaluate(evaluator, node->arguments[i]);
        if (inner[i] == VALUE_NONE && !def->parameters[i].type.is_optional)
            return no_value(evaluator, node->type);
    }
    if (!take_steps(evaluator, 1)) /* functions that call functions double the work at each level */
        return no_value(evaluator, node->type);
    evaluator->slots = inner;
    v = evaluate(evaluator, def->plan);
    evaluator->slots = frame;
    return v;
}

value matrix_cell(struct evaluator *evaluator, const struct node *node, value row, value column)
{
    const struct matrix *matrix = &evaluator->ws->schema.matrices.items[node->index];
    uint8_t cell =
        matrix->cells[(uint32_t)(row - 1) * matrix->first_cells + (uint32_t)(column - 1)];

    if (cell == 0)
        evaluator->is_damaged = true;
    return cell == 0 ? VALUE_NONE : cell;
}

static value evaluate_matrix(struct evaluator *evaluator, const struct node *node)
{
    value row = evaluate(evaluator, node->arguments[0]);
    value column = node->argument_count > 1 ? evaluate(evaluator, node->arguments[1]) : 1;

    return row == VALUE_NONE || column == VALUE_NONE ? VALUE_NONE
                                                     : matrix_cell(evaluator, node, row, column);
}

/* ---- logic ---- */

value compare_operands(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    bool is_equality = node->extra == EXPR_EQUAL || node->extra == EXPR_UNEQUAL;
    int order;

    if (is_equality && !type_is(node->a->type, TYPE_DURATION))
        return equal_values(evaluator, node->a->type, a, b) == (node->extra == EXPR_EQUAL);
    order = compare_values(evaluator, node->a->type, a, b, node->span);
    switch (node->extra) {
    case EXPR_EQUAL:
        return order == 0;
    case EXPR_UNEQUAL:
        return order != 0;
    case EXPR_LESS:
        return order < 0;
    case EXPR_LESS_EQUAL:
        return order <= 0;
    case EXPR_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

static value evaluate_compare(struct evaluator *evaluator, const struct node *node)
{
    value a = evaluate(evaluator, node->a);
    value b = evaluate(evaluator, node->b);

    return a == VALUE_NONE || b == VALUE_NONE ? VALUE_NONE
                                              : compare_operands(evaluator, node, a, b);
}

static value evaluate_member(struct evaluator *evaluator, const struct node *node)
{
    value v = evaluate(evaluator, node->a);
    const struct set *set;

    if (v == VALUE_NONE)
        return VALUE_NONE;
    if (node->b->op == NODE_CLOSURE)
        return evaluate_closure_member(evaluator, node->b, v) != (node->extra != 0);
    set = value_set(evaluate(evaluator, node->b));
    return set_contains(evaluator, set, type_element(node->b->type), v) != (node->extra != 0);
}

static value evaluate_or(struct evaluator *evaluator, const struct node *node)
{
    bool is_left = evaluate(evaluator, node->a) == 1;
    value v = is_left ? 1 : evaluate(evaluator, node->b);

    if (evaluator->exercise && v == 1)
        exercise_note_side(evaluator->exercise, node, is_left);
    return v;
}

static value evaluate_if(struct evaluator *evaluator, const struct node *node)
{
    return evaluate_condition(evaluator, node->a) ? evaluate(evaluator, node->b)
                                                  : evaluate(evaluator, node->c);
}

static value evaluate_otherwise(struct evaluator *evaluator, const struct node *node)
{
    value v = evaluate(evaluator, node->a);

    if (node->a->type.is_set)
        return value_set(v)->count == 0 ? evaluate(evaluator, node->b) : v;
    return v == VALUE_NONE ? evaluate(evaluator, node->b) : v;
}

bool evaluate_condition(struct evaluator *evaluator, const struct node *condition)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value v = evaluate(evaluator, condition);

    arena_rewind(&evaluator->scratch, mark);
    return v == 1;
}

/* ---- dispatch ---- */

value closure_value(struct evaluator *evaluator, const struct node *node, value object)
{
    struct closure_table *table = &evaluator->ws->closures.tables.items[node->index];

    if (object == VALUE_NONE)
        return table->fold == FOLD_EVERY ? 1 : table->fold == FOLD_SOME ? 0 : VALUE_NONE;
    if (!table->results.values && evaluator->is_tentative) { /* errors in it would not be told */
        evaluator->is_damaged = true;
        return VALUE_NONE;
    }
    if (!table->results.values)
        closure_evaluate(evaluator, table);
    return closure_lookup(evaluator, table, (uint32_t)object);
}

value evaluate(struct evaluator *evaluator, const struct node *node)
{
    value v;

    switch (node_op(node)) {
    case NODE_CONSTANT:
        return node->constant;
    case NODE_LOCAL:
        return evaluator->slots[node->index];
    case NODE_FIELD:
    case NODE_FIELD_ANY:
        return evaluate_single_field(evaluator, node);
    case NODE_FIELD_EACH:
        return evaluate_field_each(evaluator, node);
    case NODE_BUILTIN:
        v = evaluate(evaluator, node->a);
        return v == VALUE_NONE
                   ? v
                   : evaluate_builtin(evaluator, (enum builtin_field)node->index, (uint32_t)v);
    case NODE_BUILTIN_EACH:
        return evaluate_builtin_each(evaluator, node);
    case NODE_EXTENT:
        return evaluate_extent(evaluator, node);
    case NODE_LET:
        return evaluate_let(evaluator, node->index);
    case NODE_CALL:
        return evaluate_call(evaluator, node);
    case NODE_MATRIX:
        return evaluate_matrix(evaluator, node);
    case NODE_GAP_ON:
        return evaluate_gap_on(evaluator, node);
    case NODE_RELATION:
    case NODE_RELATION_ROW:
        return evaluate_relation(evaluator, node);
    case NODE_FUNCTION:
    case NODE_TEMPLATE:
        return evaluate_function(evaluator, node);
    case NODE_AND:
        return evaluate(evaluator, node->a) == 1 ? evaluate(evaluator, node->b) : 0;
    case NODE_OR:
        return evaluate_or(evaluator, node);
    case NODE_NOT:
        return evaluate(evaluator, node->a) != 1;
    case NODE_IMPLIES:
        return evaluate(evaluator, node->a) == 1 ? evaluate(evaluator, node->b) : 1;
    case NODE_COMPARE:
        return evaluate_compare(evaluator, node);
    case NODE_MEMBER:
        return evaluate_member(evaluator, node);
    case NODE_IS_A:
        return evaluate_is_a(evaluator, node);
    case NODE_ARITHMETIC:
    case NODE_NEGATE:
    case NODE_DATE_MOVE:
    case NODE_DATE_DIFFERENCE:
    case NODE_DURATION_SUM:
    case NODE_SYMBOL_MOVE:
    case NODE_JOIN_TEXT:
        return evaluate_arithmetic(evaluator, node);
    case NODE_OTHERWISE:
        return evaluate_otherwise(evaluator, node);
    case NODE_IS_SET:
        return (evaluate(evaluator, node->a) != VALUE_NONE) != (node->extra != 0);
    case NODE_IS_EMPTY:
        return (value_set(evaluate(evaluator, node->a))->count == 0) != (node->extra != 0);
    case NODE_IF:
        return evaluate_if(evaluator, node);
    case NODE_SET_OF:
    case NODE_WRAP:
    case NODE_UNION:
    case NODE_EXCEPT:
    case NODE_RANGE:
    case NODE_COMPREHENSION:
    case NODE_CLOSURE:
    case NODE_REACHES:
    case NODE_PATH:
        return evaluate_set(evaluator, node);
    case NODE_QUANTIFIER:
        return evaluate_quantifier(evaluator, node);
    case NODE_AGGREGATE:
        return evaluate_aggregate(evaluator, node);
    case NODE_CLOSURE_AGGREGATE:
        return closure_value(evaluator, node, evaluate(evaluator, node->a));
    case NODE_COUNT:
        break;
    }
    assert(false && "a node without an operation");
    return VALUE_NONE;
}
