/* view_build.h -- what the parts of view.c share: columns, rows, totals. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEW_BUILD_H
#define ISMS_ENGINE_VIEW_BUILD_H

#include "base/vec.h"
#include "engine/eval.h"
#include "engine/plan.h"
#include "engine/table.h"

/* ---- what a row holds of a value (view_keep.c) ---- */

enum keeping {
    KEEP_WORD,    /* the word itself */
    KEEP_ID,      /* instead of the id of an object, the object */
    KEEP_LASTING, /* a text whose bytes are there to stay */
    KEEP_COPY,    /* another text, a distribution */
    KEEP_MEMBERS, /* a list of objects or symbols: how many, and they, in the order that is shown */
    KEEP_LIST     /* a list of anything else: a struct set */
};

/* Found out once for each column. */
struct kept {
    const struct node *node; /* what is evaluated */
    enum keeping keeping;
    struct type type;         /* of what is shown */
    const struct cell *cells; /* of all words that there are, by their value; or NULL */
};

struct kept kept_as(struct workspace *ws, const struct node *node);
/* What `kept.node` yields, out of the scratch arena. */
value keep(struct evaluator *evaluator, const struct kept *kept, value v);
/* The same for a list of objects or symbols. */
value keep_members(struct workspace *ws, const uint32_t *members, uint32_t count);
/* In the order that people expect, A.5.2 before A.5.10. */
value keep_objects(struct evaluator *evaluator, const uint32_t *objects, uint32_t count);

/* ---- columns (view_columns.c) ---- */

struct column_plan {
    const struct view_column *column;
    const value *across; /* what is bound in it, by slot from first_across; NULL: not repeated */
    struct kept kept;
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
    bool is_far;         /* see view_rows */
};
struct cell make_cell(const struct cell_maker *maker, struct type type, value v);
/* Of what a row holds; texts stay where they are. */
void make_kept_cell(const struct cell_maker *maker, const struct kept *kept, value v,
                    struct cell *ret_cell);
/* A cell for each value of a scale or of yes and no, by their words; NULL for other types. */
const struct cell *cells_of_words(struct workspace *ws, struct type type);

/* ---- rows (view_rows.c) ---- */

/*
 * A row is a value for each column, and one for its group, in pieces of so many rows. Those by
 * which rows are sorted stand apart, and only until they are. All else lies in the run's arena.
 */
enum { ROWS_TOGETHER = 256 };

struct view_rows {
    struct row_source source; /* first: the table knows no more than this */
    struct workspace *ws;
    value **pieces;
    uint32_t pieces_most;
    uint32_t count, width; /* rows, values of each */
    uint32_t key_count;    /* of each */
    VEC(value) keys;
    const uint32_t *order; /* which row stands where; NULL: as they came */
    const struct column_plan *columns;
    uint32_t column_count;
    bool is_far; /* so much that reading it is waiting for memory: see ahead_pays */
};

void view_rows_init(struct view_rows *rows, struct workspace *ws, uint32_t width,
                    uint32_t key_count);
/* The new row; neither it nor its keys have values yet. */
value *view_rows_add(struct view_rows *rows);
const struct row_source *view_rows_source(struct view_rows *rows, const struct spread *spread);

/*
 * The row of the request is read now, and those behind it will be: fetches some of what they show
 * (view_ahead.c).
 */
void view_rows_look_ahead(const struct view_rows *rows, const struct cell_request *request);

/* See table.h (view_texts.c). */
void write_row_texts(const struct row_source *source, const struct text_request *request,
                     struct out *out, size_t *ret_ends);

/* Those of the row that was added last. */
static inline value *view_rows_new_keys(struct view_rows *rows)
{
    return rows->keys.items + (size_t)(rows->count - 1) * rows->key_count;
}
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

/* ---- filling them (view_fill.c) ---- */

/* A row for each combination that `from:` gives, in canonical order. */
void fill_rows(struct evaluator *evaluator, const struct view_plan *plan,
               const struct spread *spread, struct view_rows *rows, uint32_t *ret_not_assessed);

/* ---- order (view_order.c) ---- */

/* Order of values of the node; missing ones come last. */
int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b);

/* Sorts the rows by their groups if they have any, then by their keys, which are given up. */
void order_rows(struct evaluator *evaluator, const struct view_plan *plan, struct view_rows *rows);

/* ---- totals (view_totals.c) ---- */

/* Of the rows that the table has, and of each of its groups. */
void fill_totals(struct evaluator *evaluator, struct table *table, const struct spread *spread,
                 const struct view_rows *rows);

#endif
