/* table_csv.c -- tables for spreadsheets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/row_reader.h"
#include "engine/views/cell.h"

static void put_cell(struct out *out, const struct cell *cell, struct out *scratch)
{
    struct str text = cell_text(cell, STR("; "), scratch);

    if (text.len == 0)
        return;
    /* A bare number cannot be a formula, and `-5` must stay the number that it is. */
    if (cell->kind == CELL_NUMBER && text_is_json_number(text))
        out_str(out, text);
    else
        out_csv(out, text);
}

static void put_header(struct out *out, const struct table *table, struct out *scratch)
{
    if (table->group_count > 0)
        out_csv(out, STR("group"));
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (i > 0 || table->group_count > 0)
            out_char(out, ',');
        scratch->len = 0;
        column_write_key(scratch, table, i);
        out_csv(out, out_memory(scratch));
    }
    out_char(out, '\n');
}

static void put_row(struct out *out, struct row_reader *reader, uint32_t row, struct out *scratch)
{
    const struct table *table = reader->table;
    const struct cell *cells = row_reader_read(reader, row);

    if (table->group_count > 0)
        out_csv(out, table_group_of(table, row));
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (i > 0 || table->group_count > 0)
            out_char(out, ',');
        put_cell(out, &cells[i], scratch);
    }
    out_char(out, '\n');
}

void table_write_csv(struct out *out, const struct document *document)
{
    struct out scratch;
    struct row_reader reader;

    out_open_memory(&scratch);
    for (uint32_t i = 0; i < document->table_count; i++) {
        const struct table *table = document->tables[i];
        if (i > 0)
            out_char(out, '\n');
        put_header(out, table, &scratch);
        row_reader_init(&reader, table);
        for (uint32_t row = 0; row < table->row_count; row++)
            put_row(out, &reader, row, &scratch);
        row_reader_release(&reader);
    }
    out_release(&scratch);
}
