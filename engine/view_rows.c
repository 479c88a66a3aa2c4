/* view_rows.c -- the rows of a view, kept as values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "engine/ahead.h"
#include "engine/view_build.h"

/* ---- room ---- */

void view_rows_init(struct view_rows *rows, struct workspace *ws, uint32_t width,
                    uint32_t key_count)
{
    *rows = (struct view_rows){ .ws = ws, .width = width, .key_count = key_count };
}

/* The list of pieces doubles; the old one stays where it is. */
static void add_piece(struct view_rows *rows)
{
    struct arena *arena = rows->ws->arena;
    uint32_t count = rows->count / ROWS_TOGETHER;
    value **pieces;

    if (count == rows->pieces_most) {
        rows->pieces_most = count > 0 ? count * 2 : 1;
        pieces = ARENA_ARRAY(arena, value *, rows->pieces_most);
        if (count > 0)
            memcpy(pieces, rows->pieces, count * sizeof(*pieces));
        rows->pieces = pieces;
    }
    rows->pieces[count] = ARENA_ARRAY(arena, value, (size_t)ROWS_TOGETHER * rows->width);
}

value *view_rows_add(struct view_rows *rows)
{
    uint32_t row = rows->count;

    if (row % ROWS_TOGETHER == 0)
        add_piece(rows);
    rows->count++;
    VEC_RESERVE(&rows->keys, (size_t)rows->count * rows->key_count);
    return rows->pieces[row / ROWS_TOGETHER] + (size_t)(row % ROWS_TOGETHER) * rows->width;
}

/* ---- cells ---- */

static void make_cells(const struct row_source *source, const struct cell_request *request,
                       struct cell *ret_cells)
{
    const struct view_rows *rows = (const struct view_rows *)source;
    const struct cell_maker maker = { .ws = rows->ws,
                                      .arena = request->arena,
                                      .with_titles = request->with_titles,
                                      .is_far = rows->is_far };
    const value *values = view_row(rows, request->row);

    view_rows_look_ahead(rows, request);
    for (uint32_t i = request->first; i < request->end; i++)
        make_kept_cell(&maker, &rows->columns[i].kept, values[i], ret_cells++);
}

const struct row_source *view_rows_source(struct view_rows *rows, const struct spread *spread)
{
    rows->source.make_cells = make_cells;
    rows->source.write_texts = write_row_texts;
    rows->column_count = spread->count;
    rows->columns = spread->columns;
    rows->is_far = ahead_pays(rows->ws);
    return &rows->source;
}
