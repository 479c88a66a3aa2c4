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

/* ---- rows ---- */

struct row {
    uint32_t position; /* in canonical order */
    value *keys;       /* group, then orders */
    value *amounts;    /* of the columns with a total */
    struct cell *cells;
    struct str group;
};
struct sorted_row {
    struct evaluator *evaluator;
    const struct view_plan *plan;
    const struct row *row;
    int64_t first; /* stands for the first key: rows in which it differs are in its order */
};

/* Order of values of the node; missing ones come last. */
int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b);

/* ---- totals (view_totals.c) ---- */

/* Of the rows that the table has, and of each of its groups. */
void fill_totals(struct evaluator *evaluator, struct table *table, const struct spread *spread,
                 const struct sorted_row *rows);

#endif
