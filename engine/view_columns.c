/* view_columns.c -- the columns of a table: `across:` spreads what it binds over them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/view_build.h"

#include <stdlib.h>
#include <string.h>

#include "engine/print.h"
#include "engine/view.h"

/* ---- combinations of what `across:` binds ---- */

struct combination {
    struct evaluator *evaluator;
    const struct view_plan *plan;
    uint32_t position;
    const value *values;
};

struct spreading {
    struct evaluator *evaluator;
    const struct view_plan *plan;
    struct kept *kept; /* for each column of the plan */
    uint32_t repeated; /* columns for each combination */
    VEC(struct combination) combinations;
    struct map seen; /* hash of values -> the first combination with it, counted from 1 */
    bool has_too_many;
};

static struct type bound_type(const struct view_plan *plan, uint32_t variable)
{
    return type_element(plan->across.items[variable].domain->type);
}

static uint64_t hash_of(const struct view_plan *plan, const value *values)
{
    uint64_t hash = 0;

    for (uint32_t i = 0; i < plan->across.count; i++) {
        if (values[i] != VALUE_NONE && type_is_text(bound_type(plan, i)))
            for (size_t at = 0; at < value_text(values[i]).len; at++)
                hash = hash * 31 + (unsigned char)value_text(values[i]).ptr[at];
        else
            hash = hash * 31 + (uint64_t)values[i];
    }
    return hash;
}

static bool is_same(struct spreading *spreading, const value *a, const value *b)
{
    const struct view_plan *plan = spreading->plan;

    for (uint32_t i = 0; i < plan->across.count; i++)
        if (!equal_values(spreading->evaluator, bound_type(plan, i), a[i], b[i]))
            return false;
    return true;
}

/* A list of numbers, `[year(a.on) for a in audit]`, has repetitions; a table has each column once.
 */
static bool is_repetition(struct spreading *spreading, const value *values)
{
    uint64_t hash = hash_of(spreading->plan, values);
    uint32_t first = map_get(&spreading->seen, hash);

    if (first == 0) {
        map_put(&spreading->seen, hash, spreading->combinations.count + 1);
        return false;
    }
    for (uint32_t i = first - 1; i < spreading->combinations.count; i++)
        if (is_same(spreading, spreading->combinations.items[i].values, values))
            return true;
    return false;
}

static bool add_combination(struct evaluator *evaluator, void *self)
{
    struct spreading *spreading = self;
    const struct view_plan *plan = spreading->plan;
    struct workspace *ws = evaluator->ws;
    uint32_t count = spreading->combinations.count;
    uint32_t fixed = plan->column_count - spreading->repeated;
    value *values;

    if (is_repetition(spreading, evaluator->slots + plan->first_across))
        return true;
    spreading->has_too_many = fixed + (count + 1) * spreading->repeated > COLUMNS_MOST;
    if (spreading->has_too_many)
        return false;
    values = ARENA_ARRAY(ws->arena, value, plan->across.count);
    for (uint32_t i = 0; i < plan->across.count; i++)
        values[i] = keep_value(ws, bound_type(plan, i), evaluator->slots[plan->first_across + i]);
    VEC_PUSH(&spreading->combinations, (struct combination){ evaluator, plan, count, values });
    return true;
}

static int compare_combinations(const void *left, const void *right)
{
    const struct combination *a = left;
    const struct combination *b = right;

    for (uint32_t i = 0; i < a->plan->across_order_count; i++) {
        const struct node *node = a->plan->across_orders[i].value;
        int order = compare_keys(a->evaluator, node, a->values[i], b->values[i]);
        if (order != 0)
            return order;
    }
    return a->position < b->position ? -1 : a->position > b->position;
}

static void tell_too_many(const struct spreading *spreading)
{
    struct workspace *ws = spreading->evaluator->ws;
    const struct node *domain = spreading->plan->across.items[0].domain;
    struct diag *diag = diag_add(ws->sink, MSG_E0605, domain->span,
                                 "`across:` gives this view more than %d columns", COLUMNS_MOST);

    diag_help(ws->sink, diag, "take fewer with `where`, or let them be rows");
}

static bool find_combinations(struct spreading *spreading, uint32_t *ret_not_assessed)
{
    struct evaluator *evaluator = spreading->evaluator;
    struct coverage coverage = { 0 };

    run_outermost(evaluator, &spreading->plan->across, add_combination, spreading, &coverage);
    *ret_not_assessed += coverage.skipped + evaluator->is_damaged;
    evaluator->is_damaged = false;
    if (spreading->has_too_many) {
        tell_too_many(spreading);
        return false;
    }
    if (spreading->combinations.count > 1)
        qsort(spreading->combinations.items, spreading->combinations.count,
              sizeof(struct combination), compare_combinations);
    return true;
}

/* ---- heads ---- */

void bind_column(struct evaluator *evaluator, const struct view_plan *plan,
                 const struct column_plan *column)
{
    if (column->across)
        memcpy(evaluator->slots + plan->first_across, column->across,
               plan->across.count * sizeof(value));
}

static struct cell *bound_cells(struct workspace *ws, const struct view_plan *plan,
                                const value *values)
{
    struct cell *cells = ARENA_ARRAY(ws->arena, struct cell, plan->across.count);

    for (uint32_t i = 0; i < plan->across.count; i++)
        cells[i] = value_cell(ws, bound_type(plan, i), values[i]);
    return cells;
}

/* `ACME`, `ACME / 2026` */
static struct str bound_text(struct workspace *ws, const struct view_plan *plan,
                             const value *values)
{
    struct str text = { 0 };

    for (uint32_t i = 0; i < plan->across.count; i++) {
        struct str part = print_value(ws, ws->arena, bound_type(plan, i), values[i]);
        text = i == 0 ? part : arena_format(ws->arena, "%.*s / %.*s", STR_ARG(text), STR_ARG(part));
    }
    return text;
}

static struct str head_text(struct spreading *spreading, const struct column_plan *given)
{
    struct evaluator *evaluator = spreading->evaluator;
    struct workspace *ws = evaluator->ws;

    if (!given->across)
        return given->column->key;
    if (!given->column->head)
        return bound_text(ws, spreading->plan, given->across);
    bind_column(evaluator, spreading->plan, given);
    return arena_copy(ws->arena, value_text(evaluate(evaluator, given->column->head)));
}

static bool has_colors(const struct workspace *ws, struct type type)
{
    const struct scale *scale =
        type.base == TYPE_SYMBOL ? schema_scale(&ws->schema, type.ref) : NULL;

    for (uint32_t i = 0; scale && i < scale->symbol_count; i++)
        if (scale->symbols[i].color.len > 0)
            return true;
    return false;
}

static void add_column(struct spreading *spreading, struct spread *spread,
                       const struct view_column *column, const value *across)
{
    struct workspace *ws = spreading->evaluator->ws;
    struct column_plan *given = &spread->columns[spread->count];
    struct table_column *head = &spread->heads[spread->count++];

    *given =
        (struct column_plan){ column, across, spreading->kept[column - spreading->plan->columns] };
    *head = (struct table_column){ .kind = cell_kind_of(column->value->type),
                                   .has_total = column->has_total,
                                   .is_plain = !has_colors(ws, column->value->type) };
    head->label = head->key = head_text(spreading, given);
    spread->total_count += column->has_total;
    if (!across)
        return;
    head->across = bound_cells(ws, spreading->plan, across);
    head->across_count = spreading->plan->across.count;
}

/* Repeated columns that stand side by side come together for each combination. */
static uint32_t add_repeated(struct spreading *spreading, struct spread *spread, uint32_t from)
{
    const struct view_plan *plan = spreading->plan;
    uint32_t end = from;

    while (end < plan->column_count && plan->columns[end].is_repeated)
        end++;
    for (uint32_t i = 0; i < spreading->combinations.count; i++)
        for (uint32_t at = from; at < end; at++)
            add_column(spreading, spread, &plan->columns[at],
                       spreading->combinations.items[i].values);
    return end;
}

static void make_columns(struct spreading *spreading, struct spread *spread)
{
    const struct view_plan *plan = spreading->plan;
    struct arena *arena = spreading->evaluator->ws->arena;
    uint32_t count = plan->column_count - spreading->repeated +
                     spreading->repeated * spreading->combinations.count;

    spread->heads = ARENA_ARRAY(arena, struct table_column, count);
    spread->columns = ARENA_ARRAY(arena, struct column_plan, count);
    spreading->kept = ARENA_ARRAY(arena, struct kept, plan->column_count);
    for (uint32_t i = 0; i < plan->column_count; i++)
        spreading->kept[i] = kept_as(spreading->evaluator->ws, plan->columns[i].value);
    for (uint32_t i = 0; i < plan->column_count;) {
        if (plan->columns[i].is_repeated)
            i = add_repeated(spreading, spread, i);
        else
            add_column(spreading, spread, &plan->columns[i++], NULL);
    }
}

bool spread_columns(struct evaluator *evaluator, const struct view_plan *plan,
                    struct spread *ret_spread, uint32_t *ret_not_assessed)
{
    struct spreading spreading = { .evaluator = evaluator, .plan = plan };
    bool is_done;

    *ret_spread = (struct spread){ .count = 0 };
    for (uint32_t i = 0; i < plan->column_count; i++)
        spreading.repeated += plan->columns[i].is_repeated;
    is_done = spreading.repeated == 0 || find_combinations(&spreading, ret_not_assessed);
    if (is_done)
        make_columns(&spreading, ret_spread);
    ret_spread->is_empty = spreading.repeated > 0 && spreading.combinations.count == 0;
    *ret_not_assessed += evaluator->is_damaged;
    evaluator->is_damaged = false;
    VEC_RELEASE(&spreading.combinations);
    map_release(&spreading.seen);
    return is_done;
}
