/* table_markdown.c -- tables as GitHub shows them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/views/cell.h"
#include "engine/views/doc.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What Markdown takes for a heading, a list or a rule when it begins a line. */
static bool begins_markup(struct str text)
{
    if (text.len == 0)
        return false;
    return is_digit(text.ptr[0]) || text.ptr[0] == '#' || text.ptr[0] == '-' ||
           text.ptr[0] == '+' || text.ptr[0] == '=';
}

/* A line of its own. `1\.` is no list and `\#` no heading. */
static void put_prose(struct out *out, struct str text)
{
    size_t digits = 0;

    if (begins_markup(text)) {
        while (digits < text.len && is_digit(text.ptr[digits]))
            digits++;
        out_str(out, str_slice(text, 0, digits));
        if (digits < text.len &&
            (digits == 0 || text.ptr[digits] == '.' || text.ptr[digits] == ')'))
            out_char(out, '\\');
    }
    out_markdown(out, str_slice(text, digits, text.len));
    out_char(out, '\n');
}

static void put_doc(struct out *out, struct str doc, struct out *scratch)
{
    struct doc_block block;
    bool was_item = false;

    while (doc_next(&doc, scratch, &block)) {
        if (!block.is_item || !was_item)
            out_char(out, '\n');
        if (block.is_item)
            out_text(out, "- ");
        put_prose(out, block.text);
        was_item = block.is_item;
    }
}

static void put_header(struct out *out, const struct table *table)
{
    out_text(out, "\n|");
    for (uint32_t i = 0; i < table->column_count; i++) {
        out_char(out, ' ');
        out_markdown(out, table->columns[i].label);
        out_text(out, " |");
    }
    out_text(out, "\n|");
    for (uint32_t i = 0; i < table->column_count; i++)
        out_text(out, table->columns[i].kind == CELL_NUMBER ? " ---: |" : " --- |");
    out_char(out, '\n');
}

static void put_row(struct out *out, const struct table *table, uint32_t row, struct out *scratch)
{
    out_char(out, '|');
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct str text = cell_text(table_cell(table, row, i), STR(", "), scratch);
        out_char(out, ' ');
        out_markdown(out, str_trim(text));
        out_text(out, text.len > 0 ? " |" : "|");
    }
    out_char(out, '\n');
}

static void put_group_heading(struct out *out, const struct table *table, uint32_t row)
{
    out_text(out, "\n### ");
    out_markdown(out, table_group_of(table, row));
    out_format(out, " (%u)\n", table_group_rows(table, row));
}

static void put_table(struct out *out, const struct table *table, struct out *scratch)
{
    out_text(out, "\n## ");
    out_markdown(out, table->title);
    out_char(out, '\n');
    put_doc(out, table->doc, scratch);
    if (table->group_count == 0)
        put_header(out, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row)) {
            put_group_heading(out, table, row);
            put_header(out, table);
        }
        put_row(out, table, row, scratch);
    }
    out_char(out, '\n');
    out_row_count(out, table->row_count);
    out_char(out, '\n');
}

static void put_fact(struct out *out, const char *label, struct str text)
{
    if (text.len == 0)
        return;
    out_format(out, "- %s: ", label);
    out_markdown(out, text);
    out_char(out, '\n');
}

static void put_title_block(struct out *out, const struct title_block *block)
{
    out_text(out, "# ");
    out_markdown(out, title_block_name(block));
    out_text(out, "\n\n");
    put_fact(out, "As of", block->as_of);
    put_fact(out, "Project", block->project);
    put_fact(out, "Commit", block->commit);
    put_fact(out, "Classification", block->classification);
    put_fact(out, "Written by", block->tool);
}

void table_write_markdown(struct out *out, const struct document *document)
{
    struct out scratch;

    out_open_memory(&scratch);
    put_title_block(out, &document->block);
    for (uint32_t i = 0; i < document->table_count; i++)
        put_table(out, document->tables[i], &scratch);
    out_release(&scratch);
}
