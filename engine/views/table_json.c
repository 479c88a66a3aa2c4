/* table_json.c -- tables for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/views/cell.h"

static void put_text_or_null(struct out *out, struct str text)
{
    if (text.len > 0)
        out_json(out, text);
    else
        out_text(out, "null");
}

static void put_value(struct out *out, const struct cell *cell);

static void put_list(struct out *out, const struct cell *cell)
{
    out_char(out, '[');
    for (uint32_t i = 0; i < cell->part_count; i++) {
        if (i > 0)
            out_text(out, ", ");
        put_value(out, &cell->parts[i]);
    }
    out_char(out, ']');
}

static void put_value(struct out *out, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MISSING:
        out_text(out, "null");
        return;
    case CELL_NUMBER:
        if (text_is_json_number(cell->text))
            out_str(out, cell->text);
        else
            out_json(out, cell->text);
        return;
    case CELL_YES_NO:
        out_text(out, str_equal(cell->text, STR("yes")) ? "true" : "false");
        return;
    case CELL_TEXT:
    case CELL_DATE:
        out_json(out, cell->text);
        return;
    case CELL_SYMBOL:
    case CELL_OBJECT:
        out_json(out, cell->key.len > 0 ? cell->key : cell->text);
        return;
    case CELL_LIST:
        put_list(out, cell);
        return;
    }
}

static void put_key(struct out *out, const struct table *table, uint32_t column,
                    struct out *scratch)
{
    scratch->len = 0;
    column_write_key(scratch, table, column);
    out_json(out, out_memory(scratch));
}

static void put_column(struct out *out, const struct table *table, uint32_t column,
                       struct out *scratch)
{
    out_text(out, column > 0 ? ",\n        " : "\n        ");
    out_text(out, "{\"key\": ");
    put_key(out, table, column, scratch);
    out_text(out, ", \"label\": ");
    out_json(out, table->columns[column].label);
    out_text(out, ", \"type\": ");
    out_json(out, cell_kind_name(table->columns[column].kind));
    out_char(out, '}');
}

static void put_row(struct out *out, const struct table *table, uint32_t row, struct out *scratch)
{
    out_text(out, row > 0 ? ",\n        {" : "\n        {");
    if (table->group_count > 0) {
        out_text(out, "\"group\": ");
        out_json(out, table_group_of(table, row));
    }
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (i > 0 || table->group_count > 0)
            out_text(out, ", ");
        put_key(out, table, i, scratch);
        out_text(out, ": ");
        put_value(out, table_cell(table, row, i));
    }
    out_char(out, '}');
}

static void put_table(struct out *out, const struct table *table, struct out *scratch)
{
    out_text(out, "    {\n      \"name\": ");
    out_json(out, table->name);
    out_text(out, ",\n      \"title\": ");
    out_json(out, table->title);
    out_text(out, ",\n      \"doc\": ");
    out_json(out, table->doc);
    out_text(out, ",\n      \"columns\": [");
    for (uint32_t i = 0; i < table->column_count; i++)
        put_column(out, table, i, scratch);
    out_text(out, table->column_count > 0 ? "\n      ]" : "]");
    out_text(out, ",\n      \"rows\": [");
    for (uint32_t row = 0; row < table->row_count; row++)
        put_row(out, table, row, scratch);
    out_text(out, table->row_count > 0 ? "\n      ]\n    }" : "]\n    }");
}

static void put_title_block(struct out *out, const struct title_block *block)
{
    out_text(out, "{\n  \"schema\": 1,\n  \"project\": ");
    out_json(out, block->project);
    out_text(out, ",\n  \"organisation\": ");
    out_json(out, block->organisation);
    out_text(out, ",\n  \"as_of\": ");
    out_json(out, block->as_of);
    out_text(out, ",\n  \"tool\": ");
    out_json(out, block->tool);
    out_text(out, ",\n  \"commit\": ");
    put_text_or_null(out, block->commit);
    out_text(out, ",\n  \"classification\": ");
    put_text_or_null(out, block->classification);
}

void table_write_json(struct out *out, const struct document *document)
{
    struct out scratch;

    out_open_memory(&scratch);
    put_title_block(out, &document->block);
    out_text(out, ",\n  \"tables\": [\n");
    for (uint32_t i = 0; i < document->table_count; i++) {
        put_table(out, document->tables[i], &scratch);
        out_text(out, i + 1 < document->table_count ? ",\n" : "\n");
    }
    out_text(out, "  ]\n}\n");
    out_release(&scratch);
}
