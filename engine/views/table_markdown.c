/* table_markdown.c -- tables as GitHub shows them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "base/escape.h"
#include "engine/views/cell.h"
#include "engine/views/doc.h"
#include "engine/views/row_texts.h"

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
        out_text(out, column_is_right(&table->columns[i]) ? " ---: |" : " --- |");
    out_char(out, '\n');
}

static void put_row(struct out *out, struct row_texts *texts, uint32_t row)
{
    bool is_inert;

    row_texts_read(texts, row);
    is_inert = text_is_inert(out_memory(&texts->all));
    out_char(out, '|');
    for (uint32_t i = 0; i < texts->reader.table->column_count; i++) {
        struct str text = row_text(texts, i);
        out_char(out, ' ');
        if (is_inert)
            out_str(out, str_trim(text));
        else
            out_markdown(out, str_trim(text));
        if (text.len > 0)
            out_char(out, ' ');
        out_char(out, '|');
    }
    out_char(out, '\n');
}

static void put_totals(struct out *out, const struct table *table, uint32_t group,
                       struct out *scratch)
{
    out_char(out, '|');
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        struct str text = cell_text(&cell, STR(", "), scratch);
        out_text(out, text.len > 0 ? " **" : " ");
        out_markdown(out, str_trim(text));
        out_text(out, text.len > 0 ? "** |" : "|");
    }
    out_char(out, '\n');
}

static void put_heading(struct out *out, uint32_t level, struct str text)
{
    if (text.len == 0)
        return;
    out_text(out, level > 0 ? "\n### " : "\n## ");
    out_markdown(out, text);
    out_char(out, '\n');
}

static void begin_group_heading(struct out *out, uint32_t level)
{
    out_text(out, level > 0 ? "\n#### " : "\n### ");
}

static void put_group_heading(struct out *out, const struct table *table, uint32_t row,
                              uint32_t level)
{
    begin_group_heading(out, level);
    out_markdown(out, table_group_of(table, row));
    out_format(out, " (%u)\n", table_group_rows(table, row));
}

/* Behind groups, which are tables of their own, it is one more. */
static void put_totals_of_all(struct out *out, const struct table *table, uint32_t level,
                              struct out *scratch)
{
    if (!table->totals)
        return;
    if (table->group_count > 0) {
        begin_group_heading(out, level);
        out_text(out, "Total\n");
        put_header(out, table);
    }
    put_totals(out, table, TOTALS_OF_ALL, scratch);
}

static void put_table(struct out *out, const struct table *table, uint32_t level,
                      struct out *scratch)
{
    struct row_texts texts;

    row_texts_init(&texts, table, STR(", "));
    put_doc(out, table->doc, scratch);
    if (table->group_count == 0)
        put_header(out, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row)) {
            put_group_heading(out, table, row, level);
            put_header(out, table);
        }
        put_row(out, &texts, row);
        if (table_group_totals_follow(table, row))
            put_totals(out, table, table->group_of[row], scratch);
    }
    row_texts_release(&texts);
    put_totals_of_all(out, table, level, scratch);
    out_char(out, '\n');
    out_row_count(out, table->row_count);
    out_char(out, '\n');
}

static void put_graph(struct out *out, const struct graph *graph, struct out *scratch)
{
    put_doc(out, graph->doc, scratch);
    out_text(out, "\nPicture of ");
    out_graph_size(out, graph);
    out_text(out, ", drawn by: isms graph ");
    out_markdown(out, graph->name);
    out_text(out, " -o ");
    out_markdown(out, graph->name);
    out_text(out, ".svg\n");
}

static void put_section(struct out *out, const struct document *document, uint32_t index,
                        struct out *scratch)
{
    struct section section = document_section(document, index);

    put_heading(out, section.level, section.heading);
    switch (section.kind) {
    case SECTION_HEADING:
    case SECTION_TEXT:
        put_doc(out, section.text, scratch);
        return;
    case SECTION_TABLE:
        put_table(out, document->tables[section.table], section.level, scratch);
        return;
    case SECTION_GRAPH:
        put_graph(out, section.graph, scratch);
        return;
    }
}

static void put_fact(struct out *out, const char *label, struct str text)
{
    if (text.len == 0)
        return;
    out_format(out, "- %s: ", label);
    out_markdown(out, text);
    out_char(out, '\n');
}

static void put_title_block(struct out *out, const struct document *document)
{
    const struct title_block *block = &document->block;
    bool is_report = document->title.len > 0;

    out_text(out, "# ");
    out_markdown(out, is_report ? document->title : title_block_name(block));
    out_text(out, "\n\n");
    if (is_report)
        put_fact(out, "Organisation", block->organisation);
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
    put_title_block(out, document);
    put_doc(out, document->doc, &scratch);
    for (uint32_t i = 0; i < document_section_count(document); i++)
        put_section(out, document, i, &scratch);
    out_release(&scratch);
}
