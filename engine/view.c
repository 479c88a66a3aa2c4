/* view.c -- rows, their order, their cells. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/view.h"

#include <stdlib.h>

#include "engine/objects.h"
#include "engine/print.h"
#include "engine/view_build.h"

/* ---- cells ---- */

enum cell_kind cell_kind_of(struct type type)
{
    if (type.is_set)
        return CELL_LIST;
    switch ((enum type_base)type.base) {
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        return CELL_NUMBER;
    case TYPE_YES_NO:
        return CELL_YES_NO;
    case TYPE_DATE:
        return CELL_DATE;
    case TYPE_SYMBOL:
        return CELL_SYMBOL;
    case TYPE_OBJECT:
        return CELL_OBJECT;
    case TYPE_WRONG:
    case TYPE_NOTHING:
        return CELL_MISSING;
    case TYPE_PERCENT:
    case TYPE_MONEY:
    case TYPE_MOMENT:
    case TYPE_PERIOD:
    case TYPE_DURATION:
    case TYPE_DISTRIBUTION:
    case TYPE_MONEY_DISTRIBUTION:
    case TYPE_TEXT:
    case TYPE_URL:
    case TYPE_EMAIL:
    case TYPE_HASH:
    case TYPE_PATH:
    case TYPE_BASES:
        return CELL_TEXT;
    }
    return CELL_TEXT;
}

static struct cell list_cell(struct workspace *ws, struct type type, const struct set *set)
{
    struct cell *parts = ARENA_ARRAY(ws->arena, struct cell, set->count);
    bool is_ordered = type.base == TYPE_OBJECT && !set->keeps_order && set->count > 1;
    const uint32_t *objects = is_ordered ? objects_in_natural_order(ws, ws->arena, set) : NULL;

    for (uint32_t i = 0; i < set->count; i++)
        parts[i] = value_cell(ws, type_element(type), objects ? objects[i] : set_at(set, i));
    return (struct cell){ .kind = CELL_LIST, .parts = parts, .part_count = set->count };
}

struct cell value_cell(struct workspace *ws, struct type type, value v)
{
    struct cell cell = { .kind = cell_kind_of(type) };

    if (type.is_set)
        return list_cell(ws, type, value_set(v));
    if (v == VALUE_NONE || cell.kind == CELL_MISSING)
        return (struct cell){ .kind = CELL_MISSING };
    cell.text = print_value(ws, ws->arena, type, v);
    if (type_is_text(type)) /* it may lie in the scratch arena; all others are there to stay */
        cell.text = arena_copy(ws->arena, cell.text);
    if (type.base == TYPE_OBJECT) {
        cell.key = cell.text;
        cell.title = object_title(ws, (uint32_t)v);
    } else if (type.base == TYPE_SYMBOL) {
        const struct symbol *symbol = &schema_scale(&ws->schema, type.ref)->symbols[v - 1];
        cell.key = name_text(ws, symbol->name);
        cell.color = symbol->color;
    }
    return cell;
}

/* ---- rows ---- */

struct view_run {
    struct workspace *ws;
    const struct view_plan *plan;
    struct spread spread;
    VEC(struct row) rows;
    uint32_t not_assessed;
};

static uint32_t key_count(const struct view_plan *plan)
{
    return plan->order_count + 1;
}

static value *row_keys(struct evaluator *evaluator, const struct view_run *run,
                       struct str *ret_group)
{
    struct workspace *ws = run->ws;
    const struct view_plan *plan = run->plan;
    value *keys = ARENA_ARRAY(ws->arena, value, key_count(plan));

    if (plan->group) {
        keys[0] = keep_value(ws, plan->group->type, evaluate(evaluator, plan->group));
        *ret_group = arena_copy(ws->arena, print_value(ws, ws->arena, plan->group->type, keys[0]));
    }
    for (uint32_t i = 0; i < plan->order_count; i++) {
        const struct node *order = plan->orders[i].value;
        keys[i + 1] = keep_value(ws, order->type, evaluate(evaluator, order));
    }
    return keys;
}

static void fill_row(struct evaluator *evaluator, const struct view_run *run, struct row *row)
{
    struct workspace *ws = run->ws;
    const struct spread *spread = &run->spread;
    uint32_t totals = 0;

    row->cells = ARENA_ARRAY(ws->arena, struct cell, spread->count);
    row->amounts = ARENA_ARRAY(ws->arena, value, spread->total_count);
    for (uint32_t i = 0; i < spread->count; i++) {
        const struct view_column *column = spread->columns[i].column;
        bind_column(evaluator, run->plan, &spread->columns[i]);
        value v = evaluate(evaluator, column->value);
        row->cells[i] = value_cell(ws, column->value->type, v);
        if (column->has_total)
            row->amounts[totals++] = v;
    }
}

static bool add_row(struct evaluator *evaluator, void *self)
{
    struct view_run *run = self;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    struct row row = { .position = run->rows.count };

    if (!take_steps(evaluator, run->spread.count))
        return false;
    fill_row(evaluator, run, &row);
    row.keys = row_keys(evaluator, run, &row.group);
    if (evaluator->is_damaged)
        run->not_assessed++;
    evaluator->is_damaged = false;
    arena_rewind(&evaluator->scratch, mark);
    VEC_PUSH(&run->rows, row);
    return !evaluator->is_exhausted;
}

/* ---- order ---- */

int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    if (a == VALUE_NONE || b == VALUE_NONE)
        return a == b ? 0 : a == VALUE_NONE ? 1 : -1;
    if (type_is_text(node->type))
        return str_compare_natural(value_text(a), value_text(b));
    if (node->type.base == TYPE_OBJECT)
        return compare_objects(evaluator->ws, (uint32_t)a, (uint32_t)b);
    return compare_values(evaluator, node->type, a, b, node->span);
}

static int compare_rows(const void *left, const void *right)
{
    const struct sorted_row *a = left;
    const struct sorted_row *b = right;
    const struct view_plan *plan = a->plan;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    int order =
        plan->group ? compare_keys(a->evaluator, plan->group, a->row->keys[0], b->row->keys[0]) : 0;

    for (uint32_t i = 0; i < plan->order_count && order == 0; i++) {
        value x = a->row->keys[i + 1];
        value y = b->row->keys[i + 1];
        order = compare_keys(a->evaluator, plan->orders[i].value, x, y);
        if (plan->orders[i].is_descending && x != VALUE_NONE && y != VALUE_NONE)
            order = -order;
    }
    if (order != 0)
        return order;
    return a->row->position < b->row->position ? -1 : a->row->position > b->row->position;
}

/* Values that are ordered like the words they are kept in; see compare_values. */
static bool is_order_of_words(struct type type)
{
    return !type.is_set && !type_is_text(type) && !type_is_distribution(type) &&
           type.base != TYPE_DURATION && type.base != TYPE_OBJECT;
}

/* The group, else the first of `order:`, turned round when it descends; 0 where words do not tell.
 */
static int64_t first_key(const struct view_plan *plan, const value *keys)
{
    bool has_group = plan->group != NULL;
    const struct node *node = has_group               ? plan->group
                              : plan->order_count > 0 ? plan->orders[0].value
                                                      : NULL;
    value key = keys[has_group ? 0 : 1];

    if (node == NULL || !is_order_of_words(node->type))
        return 0;
    if (key == VALUE_NONE) /* comes last; a value as large is told from it by compare_keys */
        return INT64_MAX;
    return !has_group && plan->orders[0].is_descending ? ~key : key;
}

static struct sorted_row *sort_rows(struct evaluator *evaluator, const struct view_run *run)
{
    struct sorted_row *sorted = ARENA_ARRAY(run->ws->arena, struct sorted_row, run->rows.count);
    bool has_order = run->plan->group || run->plan->order_count > 0; /* else they come in it */

    for (uint32_t i = 0; i < run->rows.count; i++)
        sorted[i] =
            (struct sorted_row){ evaluator, run->plan, &run->rows.items[i],
                                 has_order ? first_key(run->plan, run->rows.items[i].keys) : 0 };
    if (run->rows.count > 1 && has_order)
        qsort(sorted, run->rows.count, sizeof(*sorted), compare_rows);
    return sorted;
}

/* ---- the table ---- */

static void fill_groups(struct workspace *ws, struct table *table, const struct sorted_row *sorted)
{
    struct str *groups = ARENA_ARRAY(ws->arena, struct str, table->row_count);
    uint32_t *group_of = ARENA_ARRAY(ws->arena, uint32_t, table->row_count);

    for (uint32_t i = 0; i < table->row_count; i++) {
        bool is_new = i == 0 || !str_equal(sorted[i].row->group, sorted[i - 1].row->group);
        if (is_new)
            groups[table->group_count++] =
                sorted[i].row->group.len > 0 ? sorted[i].row->group : STR("(none)");
        group_of[i] = table->group_count - 1;
    }
    table->groups = groups;
    table->group_of = group_of;
}

static void fill_cells(struct workspace *ws, struct table *table, const struct sorted_row *sorted)
{
    const struct cell **rows = ARENA_ARRAY(ws->arena, const struct cell *, table->row_count);

    for (uint32_t row = 0; row < table->row_count; row++)
        rows[row] = sorted[row].row->cells;
    table->rows = rows;
}

/* What the table shows, in its order. */
static void fill_table(struct evaluator *evaluator, struct table *table, struct view_run *run)
{
    struct workspace *ws = run->ws;
    const struct view_plan *plan = run->plan;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    struct sorted_row *sorted = sort_rows(evaluator, run);

    evaluator->is_damaged = false; /* comparing may have failed, which was told */
    table->name = name_text(ws, plan->name);
    table->title = string_of(ws, parts_of(ws, decl)->title);
    table->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    table->row_count = run->rows.count;
    if (plan->limit != 0 && table->row_count > plan->limit)
        table->row_count = plan->limit;
    table->columns = run->spread.heads;
    table->column_count = run->spread.count;
    table->lacks_columns = run->spread.is_empty;
    fill_cells(ws, table, sorted);
    if (plan->group)
        fill_groups(ws, table, sorted);
    fill_totals(evaluator, table, &run->spread, sorted);
    run->not_assessed += evaluator->is_damaged;
    evaluator->is_damaged = false;
}

const struct table *view_table(struct evaluator *evaluator, const struct view_plan *plan,
                               uint32_t *ret_not_assessed)
{
    struct workspace *ws = evaluator->ws;
    struct view_run run = { .ws = ws, .plan = plan };
    struct coverage coverage = { 0 };
    struct table *table = NULL;
    value *frame = evaluator_enter(evaluator, plan->slot_count);
    bool has_columns;

    evaluator->under_way = ws->definitions.items.items[plan->definition].span;
    has_columns = spread_columns(evaluator, plan, &run.spread, &run.not_assessed);
    if (has_columns)
        run_outermost(evaluator, &plan->generators, add_row, &run, &coverage);
    run.not_assessed += coverage.skipped + evaluator->is_exhausted;
    evaluator_leave(evaluator, frame);
    if (has_columns) {
        table = ARENA_NEW(ws->arena, struct table);
        fill_table(evaluator, table, &run);
    }
    VEC_RELEASE(&run.rows);
    *ret_not_assessed = run.not_assessed;
    return table;
}
