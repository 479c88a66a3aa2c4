/* sheet.c -- a table that is filled cell by cell. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/sheet.h"

#include "engine/workspace.h"

void sheet_open(struct sheet *sheet, struct workspace *ws, const char *name, struct str title,
                const char *const *labels, uint32_t column_count)
{
    struct table_column *columns = ARENA_ARRAY(ws->arena, struct table_column, column_count);

    *sheet = (struct sheet){ .ws = ws, .table = ARENA_NEW(ws->arena, struct table) };
    for (uint32_t i = 0; i < column_count; i++)
        columns[i] = (struct table_column){ .label = str_from(labels[i]),
                                            .key = str_from(labels[i]),
                                            .kind = CELL_TEXT };
    sheet->table->name = str_from(name);
    sheet->table->title = title;
    sheet->table->columns = columns;
    sheet->table->column_count = column_count;
}

void sheet_add(struct sheet *sheet, struct str text)
{
    struct cell cell = { .kind = text.len > 0 ? CELL_TEXT : CELL_MISSING, .text = text };

    VEC_PUSH(&sheet->cells, cell);
}

const struct table *sheet_close(struct sheet *sheet)
{
    struct cell *cells = ARENA_ARRAY(sheet->ws->arena, struct cell, sheet->cells.count);

    for (uint32_t i = 0; i < sheet->cells.count; i++)
        cells[i] = sheet->cells.items[i];
    sheet->table->cells = cells;
    sheet->table->row_count = sheet->cells.count / sheet->table->column_count;
    VEC_RELEASE(&sheet->cells);
    return sheet->table;
}
