/* block_condition.c -- conditions of many objects at once: for which of them they hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block_cells.h"

#include <assert.h>

/*
 * Whoever asks for the rows where a condition holds needs no value for each of them: a field is
 * compared where its cells lie, and of what is connected, each part narrows the rows down. Rows
 * where it does not hold are all others, those included for which it has no value.
 */
struct quest {
    struct block *block;
    struct selection at;
    bool holds; /* or the rows where it does not */
};

static bool find(const struct quest *quest, const struct node *condition, struct selection *found);

static uint32_t *new_rows(const struct quest *quest)
{
    return ARENA_ARRAY(&quest->block->evaluator->vectors, uint32_t, quest->at.count);
}

/* The rows of the quest that are not among these of them. */
static struct selection others(const struct quest *quest, struct selection some)
{
    uint32_t *rows = new_rows(quest);
    uint32_t count = 0;
    uint32_t next = 0;

    for (uint32_t i = 0; i < quest->at.count; i++) {
        uint32_t row = selected_row(quest->at, i);
        bool is_among = next < some.count && selected_row(some, next) == row;
        rows[count] = row;
        count += !is_among;
        next += is_among;
    }
    return (struct selection){ rows, count };
}

/* ---- by their values ---- */

static bool find_by_value(const struct quest *quest, const struct node *condition,
                          struct selection *found)
{
    uint32_t *rows = new_rows(quest);
    struct arena_mark mark = arena_mark(&quest->block->evaluator->vectors);
    const value *values = block_evaluate(quest->block, condition, quest->at);
    uint32_t count = 0;

    for (uint32_t i = 0; i < quest->at.count && values; i++) {
        rows[count] = selected_row(quest->at, i);
        count += (values[i] == 1) == quest->holds;
    }
    arena_rewind(&quest->block->evaluator->vectors, mark);
    *found = (struct selection){ rows, count };
    return values != NULL;
}

/* ---- by the cells of a field ---- */

static const struct column *column_of(const struct block *block, const struct node *node)
{
    if (node->op != NODE_FIELD || node->type.is_set)
        return NULL;
    return schema_field(&block->evaluator->ws->schema, node->index)->column;
}

/* Of a field that is known to have a column. */
static const struct cells *cells_of(const struct block *block, const struct node *field)
{
    const struct column *column = column_of(block, field);

    assert(column != NULL);
    return &column->cells;
}

/* Which of the column's cells pass; then the rows of these. */
static bool find_by_cell(const struct quest *quest, const struct node *field, struct cell_test test,
                         struct selection *found)
{
    struct block *block = quest->block;
    const struct column *column = column_of(block, field);
    uint32_t *rows = new_rows(quest);
    struct arena_mark mark = arena_mark(&block->evaluator->vectors);
    struct object_list objects;
    uint32_t count;

    if (!block_objects(block, field->a, quest->at, &objects) ||
        !block_are_sound(block->evaluator, field->index, &objects))
        return false;
    count = cells_find(column, &objects, test, rows);
    for (uint32_t i = 0; i < count && quest->at.rows; i++)
        rows[i] = quest->at.rows[rows[i]];
    arena_rewind(&block->evaluator->vectors, mark);
    *found = (struct selection){ rows, count };
    return true;
}

/* The cells whose values compare so with another; there is none below VALUE_NONE + 1. */
static struct cell_test compared_with(const struct cells *cells, uint32_t comparison, value v)
{
    switch (comparison) {
    case EXPR_LESS:
        return cell_test(cells, VALUE_NONE + 1, v - 1);
    case EXPR_LESS_EQUAL:
        return cell_test(cells, VALUE_NONE + 1, v);
    case EXPR_GREATER:
        return v == INT64_MAX ? cell_test(cells, v, v - 1) : cell_test(cells, v + 1, INT64_MAX);
    case EXPR_GREATER_EQUAL:
        return cell_test(cells, v, INT64_MAX);
    default:
        return cell_test(cells, v, v);
    }
}

static bool find_set(const struct quest *quest, const struct node *field, bool wants_set,
                     struct selection *found)
{
    struct cell_test test = cell_test(cells_of(quest->block, field), VALUE_NONE + 1, INT64_MAX);

    return find_by_cell(quest, field, wants_set ? test : cell_test_not(test), found);
}

/* A missing value is no other than another one. */
static bool find_unequal(const struct quest *quest, const struct node *field, value v,
                         struct selection *found)
{
    struct cell_test equal = cell_test(cells_of(quest->block, field), v, v);
    struct quest set = { quest->block, quest->at, true };

    if (!find_set(quest, field, true, &set.at) ||
        !find_by_cell(&set, field, cell_test_not(equal), found))
        return false;
    if (!quest->holds)
        *found = others(quest, *found);
    return true;
}

static bool find_compared(const struct quest *quest, const struct node *condition,
                          struct selection *found)
{
    const struct column *column = column_of(quest->block, condition->a);
    struct cell_test test;
    value v;

    if (!column || !type_is_ordered_as_word(condition->a->type) || !block_is_constant(condition->b))
        return find_by_value(quest, condition, found);
    if (!block_constant(quest->block, condition->b, &v))
        return false;
    if (v == VALUE_NONE)
        return find_by_value(quest, condition, found);
    if (condition->extra == EXPR_UNEQUAL)
        return find_unequal(quest, condition->a, v, found);
    test = compared_with(&column->cells, condition->extra, v);
    return find_by_cell(quest, condition->a, quest->holds ? test : cell_test_not(test), found);
}

/* A field of yes or no. */
static bool find_yes(const struct quest *quest, const struct node *field, struct selection *found)
{
    struct cell_test test = cell_test(cells_of(quest->block, field), 1, 1);

    return find_by_cell(quest, field, quest->holds ? test : cell_test_not(test), found);
}

/* ---- by the members of a set ---- */

static bool find_empty(const struct quest *quest, const struct node *condition,
                       struct selection *found)
{
    bool wants_empty = (condition->extra == 0) == quest->holds; /* else `is not empty` */
    uint32_t *rows = new_rows(quest);
    struct arena *vectors = &quest->block->evaluator->vectors;
    struct arena_mark mark = arena_mark(vectors);
    struct members *members = ARENA_ARRAY(vectors, struct members, quest->at.count);
    uint32_t count = 0;

    if (!block_members(quest->block, condition->a, quest->at, members))
        return false;
    for (uint32_t i = 0; i < quest->at.count; i++) {
        rows[count] = selected_row(quest->at, i);
        count += (members[i].count == 0) == wants_empty;
    }
    arena_rewind(vectors, mark);
    *found = (struct selection){ rows, count };
    return true;
}

/* ---- connected ---- */

/*
 * The right side is looked at where the left one leaves it open: that is where `a and b` may hold,
 * and where `a or b` and `a implies b` may fail.
 */
static bool find_connected(const struct quest *quest, const struct node *condition,
                           struct selection *found)
{
    bool finds_holding = condition->op == NODE_AND;
    struct quest left = { quest->block, quest->at, condition->op != NODE_OR };
    struct quest right = { quest->block, { 0 }, finds_holding };

    if (!find(&left, condition->a, &right.at) || !find(&right, condition->b, found))
        return false;
    if (finds_holding != quest->holds)
        *found = others(quest, *found);
    return true;
}

/* ---- dispatch ---- */

static bool find(const struct quest *quest, const struct node *condition, struct selection *found)
{
    struct quest opposite = { quest->block, quest->at, !quest->holds };

    *found = quest->at;
    if (quest->at.count == 0)
        return true;
    switch ((int)condition->op) {
    case NODE_AND:
    case NODE_OR:
    case NODE_IMPLIES:
        return find_connected(quest, condition, found);
    case NODE_NOT:
        return find(&opposite, condition->a, found);
    case NODE_COMPARE:
        return find_compared(quest, condition, found);
    case NODE_IS_EMPTY:
        return find_empty(quest, condition, found);
    case NODE_IS_SET: /* or not */
        return column_of(quest->block, condition->a)
                   ? find_set(quest, condition->a, (condition->extra == 0) == quest->holds, found)
                   : find_by_value(quest, condition, found);
    case NODE_FIELD:
        return column_of(quest->block, condition) ? find_yes(quest, condition, found)
                                                  : find_by_value(quest, condition, found);
    default:
        return find_by_value(quest, condition, found);
    }
}

bool block_find(struct block *block, const struct node *condition, bool holds, struct selection *at)
{
    struct quest quest = { block, *at, holds };

    return find(&quest, condition, at);
}

bool block_select(struct block *block, const struct node *condition, struct selection *at)
{
    return !condition || block_find(block, condition, true, at);
}
