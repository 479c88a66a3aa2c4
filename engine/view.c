/* view.c -- rows, their order, their cells. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/view.h"

#include "base/vec.h"
#include "engine/view_build.h"

struct view_run {
    struct workspace *ws;
    const struct view_plan *plan;
    struct spread spread;
    struct kept group;
    struct view_rows *rows;
    uint32_t not_assessed;
};

/* ---- groups ---- */

static struct str group_text(const struct view_run *run, uint32_t row)
{
    const struct cell_maker maker = { .ws = run->ws, .arena = run->ws->arena };
    struct cell cell;

    make_kept_cell(&maker, &run->group, view_row(run->rows, row)[run->spread.count], &cell);
    return cell.text;
}

/* Values that print alike are one group; the same word always does. */
static bool begins_group(const struct view_run *run, uint32_t row, struct str group)
{
    uint32_t at = run->spread.count;

    return view_row(run->rows, row)[at] != view_row(run->rows, row - 1)[at] &&
           !str_equal(group_text(run, row), group);
}

static void fill_groups(struct view_run *run, struct table *table)
{
    struct arena *arena = run->ws->arena;
    uint32_t *group_of = ARENA_ARRAY(arena, uint32_t, table->row_count);
    VEC(struct str) groups = { 0 };
    struct str *kept;

    run->group = kept_as(run->ws, run->plan->group);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (row == 0 || begins_group(run, row, *VEC_LAST(&groups)))
            VEC_PUSH(&groups, group_text(run, row));
        group_of[row] = groups.count - 1;
    }
    kept = ARENA_ARRAY(arena, struct str, groups.count);
    for (uint32_t i = 0; i < groups.count; i++)
        kept[i] = groups.items[i].len > 0 ? groups.items[i] : STR("(none)");
    table->groups = kept;
    table->group_count = groups.count;
    table->group_of = group_of;
    VEC_RELEASE(&groups);
}

/* ---- the table ---- */

/* What the table shows, in its order. */
static void fill_table(struct evaluator *evaluator, struct table *table, struct view_run *run)
{
    struct workspace *ws = run->ws;
    const struct view_plan *plan = run->plan;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);

    order_rows(evaluator, plan, run->rows);
    evaluator->is_damaged = false; /* comparing may have failed, which was told */
    table->name = name_text(ws, plan->name);
    table->title = string_of(ws, parts_of(ws, decl)->title);
    table->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    table->row_count = run->rows->count;
    if (plan->limit != 0 && table->row_count > plan->limit)
        table->row_count = plan->limit;
    table->columns = run->spread.heads;
    table->column_count = run->spread.count;
    table->lacks_columns = run->spread.is_empty;
    table->source = view_rows_source(run->rows, &run->spread);
    if (plan->group)
        fill_groups(run, table);
    fill_totals(evaluator, table, &run->spread, run->rows);
    run->not_assessed += evaluator->is_damaged;
    evaluator->is_damaged = false;
}

const struct table *view_table(struct evaluator *evaluator, const struct view_plan *plan,
                               uint32_t *ret_not_assessed)
{
    struct workspace *ws = evaluator->ws;
    struct view_run run = { .ws = ws,
                            .plan = plan,
                            .rows = ARENA_NEW(ws->arena, struct view_rows) };
    struct table *table = NULL;
    value *frame = evaluator_enter(evaluator, plan->slot_count);
    bool has_columns;

    evaluator->under_way = ws->definitions.items.items[plan->definition].span;
    has_columns = spread_columns(evaluator, plan, &run.spread, &run.not_assessed);
    if (has_columns)
        fill_rows(evaluator, plan, &run.spread, run.rows, &run.not_assessed);
    run.not_assessed += evaluator->is_exhausted;
    evaluator_leave(evaluator, frame);
    if (has_columns) {
        table = ARENA_NEW(ws->arena, struct table);
        fill_table(evaluator, table, &run);
    }
    *ret_not_assessed = run.not_assessed;
    return table;
}
