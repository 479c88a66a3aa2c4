/* table_csv.c -- tables for spreadsheets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/views/cell.h"
#include "engine/views/row_texts.h"

/* `is_inert`: see text_is_inert. */
static void put_text(struct out *out, enum cell_kind kind, struct str text, bool is_inert)
{
    if (text.len == 0)
        return;
    /* A bare number cannot be a formula, and `-5` must stay the number that it is. */
    if (kind == CELL_NUMBER && text_is_json_number(text))
        out_str(out, text);
    else if (is_inert)
        out_csv_inert(out, text);
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

/* Cells that are there already may be of another kind than their column. */
static enum cell_kind kind_of(const struct table *table, uint32_t row, uint32_t column)
{
    return table->cells ? table->cells[(size_t)row * table->column_count + column].kind
                        : table->columns[column].kind;
}

static void put_row(struct out *out, struct row_texts *texts, uint32_t row)
{
    const struct table *table = texts->reader.table;
    bool is_inert;

    row_texts_read(texts, row);
    is_inert = text_is_inert(out_memory(&texts->all));
    if (table->group_count > 0)
        out_csv(out, table_group_of(table, row));
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (i > 0 || table->group_count > 0)
            out_char(out, ',');
        put_text(out, kind_of(table, row, i), row_text(texts, i), is_inert);
    }
    out_char(out, '\n');
}

void table_write_csv(struct out *out, const struct document *document)
{
    struct out scratch;
    struct row_texts texts;

    out_open_memory(&scratch);
    for (uint32_t i = 0; i < document->table_count; i++) {
        const struct table *table = document->tables[i];
        if (i > 0)
            out_char(out, '\n');
        put_header(out, table, &scratch);
        row_texts_init(&texts, table, STR("; "));
        for (uint32_t row = 0; row < table->row_count; row++)
            put_row(out, &texts, row);
        row_texts_release(&texts);
    }
    out_release(&scratch);
}
