/* view_build.h -- what the parts of view.c share: columns, rows, totals. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEW_BUILD_H
#define ISMS_ENGINE_VIEW_BUILD_H

#include "engine/eval.h"
#include "engine/plan.h"
#include "engine/table.h"

/* ---- columns (view_columns.c) ---- */

struct column_plan {
    const struct view_column *column;
    const value *across; /* what is bound in it, by slot from first_across; NULL: not repeated */
};

/* The columns of the table: those of the plan, the repeated ones as often as they come. */
struct spread {
    struct table_column *heads;
    struct column_plan *columns;
    uint32_t count, total_count; /* all, those with a total */
    bool is_empty;               /* there is nothing for the repeated ones */
};

enum { COLUMNS_MOST = 1000 };

/* In the frame of the plan. False, told, when there are more than COLUMNS_MOST. */
bool spread_columns(struct evaluator *evaluator, const struct view_plan *plan,
                    struct spread *ret_spread, uint32_t *ret_not_assessed);
/* Binds what the column has; the row's own variables stay. */
void bind_column(struct evaluator *evaluator, const struct view_plan *plan,
                 const struct column_plan *column);

/* ---- cells (view_cells.c) ---- */

struct cell_maker {
    struct workspace *ws;
    struct arena *arena; /* of what cells hold */
    bool copies_texts;   /* else texts stay where the value has them */
    bool with_titles;    /* of objects */
};
struct cell make_cell(const struct cell_maker *maker, struct type type, value v);

/* ---- rows (view_rows.c) ---- */

/*
 * A row is a value for each column, then those by which it is sorted, in pieces of so many rows.
 * Everything lies in the run's arena.
 */
enum { ROWS_TOGETHER = 256 };

struct view_rows {
    struct row_source source; /* first: the table knows no more than this */
    struct workspace *ws;
    value **pieces;
    uint32_t pieces_most;
    uint32_t count, width; /* rows, values of each */
    const uint32_t *order; /* which row stands where; NULL: as they came */
    const struct column_plan *columns;
};

void view_rows_init(struct view_rows *rows, struct workspace *ws, uint32_t width);
value *view_rows_add(struct view_rows *rows); /* the new row; it has no values yet */
const struct row_source *view_rows_source(struct view_rows *rows, const struct spread *spread);
/* What the node yields, out of the scratch arena; members of a list in the order that is shown. */
value keep_shown(struct evaluator *evaluator, const struct node *node, value v);

/* In the order in which they came. */
static inline const value *view_rows_at(const struct view_rows *rows, uint32_t index)
{
    return rows->pieces[index / ROWS_TOGETHER] + (size_t)(index % ROWS_TOGETHER) * rows->width;
}
/* In that of the table. */
static inline const value *view_row(const struct view_rows *rows, uint32_t place)
{
    return view_rows_at(rows, rows->order ? rows->order[place] : place);
}

/* ---- order (view_order.c) ---- */

/* Order of values of the node; missing ones come last. */
int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b);

/* Sorts the rows, whose keys begin at that place: the group if there is one, then the orders. */
void order_rows(struct evaluator *evaluator, const struct view_plan *plan, struct view_rows *rows,
                uint32_t keys);

/* ---- totals (view_totals.c) ---- */

/* Of the rows that the table has, and of each of its groups. */
void fill_totals(struct evaluator *evaluator, struct table *table, const struct spread *spread,
                 const struct view_rows *rows);

#endif
