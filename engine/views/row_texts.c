/* row_texts.c -- see row_texts.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/row_texts.h"

#include "engine/views/cell.h"

/* A row without a byte has a buffer, too. */
void row_texts_init(struct row_texts *texts, const struct table *table, struct str separator)
{
    *texts = (struct row_texts){ .separator = separator };
    row_reader_init(&texts->reader, table);
    out_open_memory(&texts->all);
    (void)out_room(&texts->all, 1);
    VEC_RESERVE(&texts->ends, (size_t)table->column_count + 1);
    texts->ends.count = table->column_count;
}

void row_texts_release(struct row_texts *texts)
{
    row_reader_release(&texts->reader);
    out_release(&texts->all);
    VEC_RELEASE(&texts->ends);
}

static void append_cells(struct row_texts *texts, const struct cell *cells)
{
    for (uint32_t i = 0; i < texts->ends.count; i++) {
        if (cells[i].kind != CELL_MISSING)
            cell_append(&texts->all, &cells[i], texts->separator);
        texts->ends.items[i] = texts->all.len;
    }
}

void row_texts_read(struct row_texts *texts, uint32_t row)
{
    const struct table *table = texts->reader.table;
    struct text_request request = { row, texts->separator, &texts->reader.row };

    texts->all.len = 0;
    if (table->cells) {
        append_cells(texts, row_reader_read(&texts->reader, row));
        return;
    }
    arena_reset(&texts->reader.row);
    table->source->write_texts(table->source, &request, &texts->all, texts->ends.items);
}
