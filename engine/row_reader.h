/* row_reader.h -- the rows of a table, one at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_ROW_READER_H
#define ISMS_ENGINE_ROW_READER_H

#include "base/arena.h"
#include "engine/table.h"

/*
 * A large table holds values; its cells are made when somebody reads them, and forgotten at the
 * next reading. So what was read last is all that may be used.
 */
struct row_reader {
    const struct table *table;
    bool with_titles; /* else those of objects may be empty */
    struct arena row; /* what was read last */
};

static inline void row_reader_init(struct row_reader *reader, const struct table *table)
{
    *reader = (struct row_reader){ .table = table };
    reader->row.is_overwritten = true;
}

static inline void row_reader_release(struct row_reader *reader)
{
    arena_release(&reader->row);
}

/* The cells of the columns first .. end - 1. */
static inline const struct cell *row_reader_part(struct row_reader *reader, uint32_t row,
                                                 uint32_t first, uint32_t end)
{
    const struct table *table = reader->table;
    const struct cell_request request = { row, first, end, reader->with_titles, &reader->row };
    struct cell *cells;

    if (table->cells)
        return &table->cells[(size_t)row * table->column_count + first];
    arena_reset(&reader->row);
    cells = ARENA_ARRAY(&reader->row, struct cell, end - first);
    table->source->make_cells(table->source, &request, cells);
    return cells;
}

/* A cell for each column. */
static inline const struct cell *row_reader_read(struct row_reader *reader, uint32_t row)
{
    return row_reader_part(reader, row, 0, reader->table->column_count);
}

#endif
