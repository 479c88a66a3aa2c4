/* table_text.c -- tables for a terminal or a pipe. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include <string.h>

#include "base/characters.h"
#include "base/source.h"
#include "base/vec.h"
#include "engine/row_reader.h"
#include "engine/views/cell.h"
#include "engine/views/doc.h"
#include "engine/views/row_texts.h"
#include "engine/views/text_layout.h"

enum { PROSE_WIDTH = 100, RECORD_VALUE_WIDTH = 16, LINE_BYTES_AT_ONCE = 4096 };

#define SGR_BOLD  "\033[1m"
#define SGR_FAINT "\033[2m"
#define SGR_END   "\033[0m"

/* One column of the row that is being written; `text` shrinks line by line. */
struct text_field {
    struct text_column column;
    struct str color;
    size_t start; /* of its text in `visible` */
    struct str text;
    bool is_plain;    /* printable ASCII: as many columns as bytes, and one line */
    bool is_borrowed; /* the text lies in its cell */
};

struct text_writer {
    struct out *out;
    const struct document *document;
    struct table_text_options options;
    struct out joined;  /* a list as one text, a paragraph as one line */
    struct out visible; /* that text, or those of a row, without control characters */
    VEC(struct text_field) fields;
};

static bool is_break(char c)
{
    return c == '\n' || c == '\t' || c == '\r';
}

/* Without a width every row stays one line, so that grep and awk see whole rows. */
static char visible_break(const struct text_writer *writer, char c)
{
    if (c == '\n' && writer->options.width > 0)
        return '\n';
    return ' ';
}

/* Appends the text to `visible`: line breaks stay, other space is a space, the rest becomes
 * escapes. */
static void append_visible(struct text_writer *writer, struct str text)
{
    size_t start = 0;

    for (size_t at = printable_run(text, 0); at < text.len; at++) {
        if (!is_break(text.ptr[at]))
            continue;
        out_visible(&writer->visible, str_slice(text, start, at));
        out_char(&writer->visible, visible_break(writer, text.ptr[at]));
        start = at + 1;
    }
    out_visible(&writer->visible, str_slice(text, start, text.len));
}

/* Blanks are all below this one, or it is. */
static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

static struct str trim(struct str text)
{
    bool is_trimmed = text.len > 0 && !is_blank(text.ptr[0]) && !is_blank(text.ptr[text.len - 1]);

    return is_trimmed ? text : str_trim(text);
}

static bool is_plain(struct str text)
{
    return printable_run(text, 0) == text.len && text.len <= UINT32_MAX;
}

static struct str visible_text(struct text_writer *writer, struct str text)
{
    writer->visible.len = 0;
    append_visible(writer, str_trim(text));
    return out_memory(&writer->visible);
}

static void put_style(struct text_writer *writer, const char *style)
{
    if (writer->options.use_color)
        out_text(writer->out, style);
}

static void put_heading(struct text_writer *writer, struct str text)
{
    struct str rest = visible_text(writer, text);
    uint32_t width = writer->options.width > 0 ? writer->options.width : UINT32_MAX;

    while (rest.len > 0) {
        put_style(writer, SGR_BOLD);
        out_str(writer->out, text_take_line(&rest, width));
        put_style(writer, SGR_END);
        out_char(writer->out, '\n');
    }
}

/* ---------------------------------------------------------------- colours */

struct tone {
    const char *name;
    const char *sgr;
};

static const struct tone tones[] = {
    { "green", "\033[32m" }, { "yellow", "\033[33m" }, { "orange", "\033[38;5;208m" },
    { "red", "\033[31m" },   { "blue", "\033[34m" },   { "grey", "\033[90m" },
};

/* `#RRGGBB` says how a page is painted; a terminal has no say over its background, so it stays
 * plain. */
static const char *tone_of(struct str color)
{
    for (size_t i = 0; i < sizeof(tones) / sizeof(*tones); i++)
        if (str_equal(color, str_from(tones[i].name)))
            return tones[i].sgr;
    return NULL;
}

static void put_field_line(struct text_writer *writer, const struct text_field *field,
                           struct str line)
{
    const char *tone = writer->options.use_color ? tone_of(field->color) : NULL;

    if (tone != NULL)
        out_text(writer->out, tone);
    out_str(writer->out, line);
    if (tone != NULL)
        out_text(writer->out, SGR_END);
}

/* ------------------------------------------------------------------- rows */

static void begin_row(struct text_writer *writer)
{
    writer->visible.len = 0;
}

static void set_field(struct text_writer *writer, uint32_t column, struct str text)
{
    struct text_field *field = &writer->fields.items[column];
    struct str trimmed = trim(text);

    field->start = writer->visible.len;
    field->is_plain = is_plain(trimmed);
    field->is_borrowed = field->is_plain && text.ptr != writer->joined.buffer;
    if (field->is_borrowed)
        field->text = trimmed;
    else
        append_visible(writer, trimmed);
}

/* Only now does `visible` stand still. */
static void end_row(struct text_writer *writer)
{
    struct str all = out_memory(&writer->visible);
    size_t end = all.len;

    for (uint32_t i = writer->fields.count; i-- > 0;) {
        struct text_field *field = &writer->fields.items[i];
        if (!field->is_borrowed)
            field->text = str_slice(all, field->start, end);
        end = field->start;
    }
}

static bool has_text_left(const struct text_writer *writer)
{
    for (uint32_t i = 0; i < writer->fields.count; i++)
        if (writer->fields.items[i].text.len > 0)
            return true;
    return false;
}

/* The next line of a field and how wide it is. */
static struct str take_field_line(struct text_field *field, uint32_t *ret_width)
{
    struct str line = field->text;

    if (field->is_plain && line.len <= field->column.limit) {
        field->text = (struct str){ 0 };
        *ret_width = (uint32_t)line.len;
        return line;
    }
    line = text_take_line(&field->text, field->column.limit);
    *ret_width = text_display_width(line);
    return line;
}

/* Where a line so wide begins, when the text before it ends at `cursor`. */
static size_t line_start(const struct text_column *column, uint32_t line_width, size_t column_start,
                         size_t cursor)
{
    bool is_pushed = column->limit > column->width && cursor > 0;
    size_t least = is_pushed ? cursor + TEXT_COLUMN_GAP : 0;
    size_t start = column_start;

    if (column->is_right && line_width < column->width)
        start += column->width - line_width;
    return start > least ? start : least;
}

/* One line of terminal; no spaces at its end. */
static void put_row_line(struct text_writer *writer)
{
    size_t cursor = 0;
    size_t column_start = 0;

    for (uint32_t i = 0; i < writer->fields.count; i++) {
        struct text_field *field = &writer->fields.items[i];
        uint32_t line_width;
        struct str line = take_field_line(field, &line_width);
        size_t at = line_start(&field->column, line_width, column_start, cursor);
        if (line.len > 0) {
            out_repeat(writer->out, ' ', at > cursor ? at - cursor : 0);
            put_field_line(writer, field, line);
            cursor = at + line_width;
        }
        column_start += (size_t)field->column.width + TEXT_COLUMN_GAP;
    }
    out_char(writer->out, '\n');
}

/* Is it one line of text that needs no colour? Then says how long it is at most. */
static bool is_plain_row(const struct text_writer *writer, size_t *ret_bytes)
{
    size_t bytes = 1;

    if (writer->options.use_color)
        return false;
    for (uint32_t i = 0; i < writer->fields.count; i++) {
        const struct text_field *field = &writer->fields.items[i];
        size_t len = field->text.len;
        if (!field->is_plain || len > field->column.limit)
            return false;
        bytes += (len > field->column.width ? len : field->column.width) + TEXT_COLUMN_GAP;
    }
    *ret_bytes = bytes;
    return bytes <= LINE_BYTES_AT_ONCE;
}

/* What put_row_line does, without asking each time whether there is room. */
static void put_plain_row(struct text_writer *writer, char *line)
{
    size_t cursor = 0; /* behind the last text */
    size_t column_start = 0;

    for (uint32_t i = 0; i < writer->fields.count; i++) {
        const struct text_field *field = &writer->fields.items[i];
        struct str text = field->text;
        size_t at = line_start(&field->column, (uint32_t)text.len, column_start, cursor);
        if (text.len > 0) {
            memset(line + cursor, ' ', at - cursor);
            memcpy(line + at, text.ptr, text.len);
            cursor = at + text.len;
        }
        column_start += (size_t)field->column.width + TEXT_COLUMN_GAP;
    }
    line[cursor++] = '\n';
    writer->out->len += cursor;
}

static void put_row(struct text_writer *writer)
{
    size_t bytes;
    char *line;

    end_row(writer);
    if (is_plain_row(writer, &bytes)) {
        line = out_room(writer->out, bytes);
        if (line != NULL)
            put_plain_row(writer, line);
        return;
    }
    do
        put_row_line(writer);
    while (has_text_left(writer));
}

/* Nobody asks for colours. */
static void load_texts(struct text_writer *writer, const struct row_texts *texts)
{
    bool is_all_plain = is_plain(out_memory(&texts->all));

    begin_row(writer);
    for (uint32_t i = 0; i < writer->fields.count; i++) {
        struct text_field *field = &writer->fields.items[i];
        if (is_all_plain) {
            field->text = trim(row_text(texts, i));
            field->is_plain = field->is_borrowed = true;
        } else {
            set_field(writer, i, row_text(texts, i));
        }
    }
}

static void load_cells(struct text_writer *writer, const struct cell *cells)
{
    begin_row(writer);
    for (uint32_t i = 0; i < writer->fields.count; i++) {
        set_field(writer, i, cell_text(&cells[i], STR(", "), &writer->joined));
        writer->fields.items[i].color = cells[i].color;
    }
}

static void load_row(struct text_writer *writer, struct row_texts *texts, uint32_t row)
{
    if (writer->options.use_color) {
        load_cells(writer, row_reader_read(&texts->reader, row));
        return;
    }
    row_texts_read(texts, row);
    load_texts(writer, texts);
}

static void put_header(struct text_writer *writer, const struct table *table)
{
    begin_row(writer);
    for (uint32_t i = 0; i < table->column_count; i++) {
        set_field(writer, i, table->columns[i].label);
        writer->fields.items[i].color = (struct str){ 0 };
    }
    put_style(writer, SGR_BOLD);
    put_row(writer);
    put_style(writer, SGR_END);
}

static void put_rule(struct text_writer *writer)
{
    put_style(writer, SGR_FAINT);
    for (uint32_t i = 0; i < writer->fields.count; i++) {
        if (i > 0)
            out_repeat(writer->out, ' ', TEXT_COLUMN_GAP);
        for (uint32_t at = 0; at < writer->fields.items[i].column.width; at++)
            out_text(writer->out, writer->options.use_ascii ? "-" : "\u2500");
    }
    put_style(writer, SGR_END);
    out_char(writer->out, '\n');
}

static void put_group_heading(struct text_writer *writer, const struct table *table, uint32_t row)
{
    struct out *heading = &writer->joined;

    if (row > 0)
        out_char(writer->out, '\n');
    heading->len = 0;
    out_str(heading, table_group_of(table, row));
    out_format(heading, " (%u)", table_group_rows(table, row));
    put_heading(writer, out_memory(heading));
}

static void put_totals(struct text_writer *writer, const struct table *table, uint32_t group)
{
    begin_row(writer);
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        set_field(writer, i, cell_text(&cell, STR(", "), &writer->joined));
        writer->fields.items[i].color = cell.color;
    }
    put_style(writer, SGR_BOLD);
    put_row(writer);
    put_style(writer, SGR_END);
}

static void put_columns(struct text_writer *writer, const struct table *table)
{
    struct row_texts texts;

    row_texts_init(&texts, table, STR(", "));
    put_header(writer, table);
    put_rule(writer);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row))
            put_group_heading(writer, table, row);
        load_row(writer, &texts, row);
        put_row(writer);
        if (table_group_totals_follow(table, row))
            put_totals(writer, table, table->group_of[row]);
    }
    row_texts_release(&texts);
    if (!table->totals)
        return;
    put_rule(writer);
    put_totals(writer, table, TOTALS_OF_ALL);
}

/* ---------------------------------------------------------------- records */

static void put_record_line(struct text_writer *writer, struct str label, const struct cell *cell)
{
    begin_row(writer);
    set_field(writer, 0, label);
    set_field(writer, 1, cell_text(cell, STR(", "), &writer->joined));
    writer->fields.items[1].color = cell->color;
    put_row(writer);
}

static void put_total_record(struct text_writer *writer, const struct table *table, uint32_t group)
{
    out_char(writer->out, '\n');
    put_heading(writer, STR("Total"));
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        if (table->columns[i].has_total)
            put_record_line(writer, table->columns[i].label, &cell);
    }
}

static void set_record_widths(struct text_writer *writer)
{
    struct text_field *label = &writer->fields.items[0];
    struct text_field *value = &writer->fields.items[1];
    uint32_t label_width = label->column.natural;
    uint32_t width = writer->options.width;

    if (label_width + TEXT_COLUMN_GAP + RECORD_VALUE_WIDTH > width)
        label_width = width / 3 > 0 ? width / 3 : 1;
    label->column.width = label_width;
    value->column.width = width > label_width + TEXT_COLUMN_GAP + 1
                              ? width - label_width - TEXT_COLUMN_GAP
                              : RECORD_VALUE_WIDTH;
    label->column.limit = label->column.width;
    value->column.limit = value->column.width;
}

/* Two columns, label and value, for tables that are too wide to be read side by side. */
static void put_records(struct text_writer *writer, const struct table *table)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    set_record_widths(writer);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table_group_begins(table, row))
            put_group_heading(writer, table, row);
        else if (row > 0)
            out_char(writer->out, '\n');
        const struct cell *cells = row_reader_read(&reader, row);
        for (uint32_t i = 0; i < table->column_count; i++)
            put_record_line(writer, table->columns[i].label, &cells[i]);
        if (table_group_totals_follow(table, row))
            put_total_record(writer, table, table->group_of[row]);
    }
    row_reader_release(&reader);
    if (table->totals)
        put_total_record(writer, table, TOTALS_OF_ALL);
}

static void prepare_records(struct text_writer *writer, const struct table *table)
{
    VEC_CLEAR(&writer->fields);
    VEC_PUSH(&writer->fields, (struct text_field){ 0 });
    VEC_PUSH(&writer->fields, (struct text_field){ 0 });
    for (uint32_t i = 0; i < table->column_count; i++)
        text_column_measure(&writer->fields.items[0].column,
                            visible_text(writer, table->columns[i].label));
}

/* ------------------------------------------------------------- the document */

static void measure_text(struct text_writer *writer, uint32_t column, struct str text,
                         bool is_known_plain)
{
    struct text_column *measured = &writer->fields.items[column].column;

    text = trim(text);
    if (!is_known_plain && !is_plain(text))
        text_column_measure(measured, visible_text(writer, text));
    else if (writer->options.width == 0) /* columns are as wide as they are */
        text_column_measure_line(measured, (uint32_t)text.len);
    else
        text_column_measure_plain(measured, text);
}

static void measure_totals(struct text_writer *writer, const struct table *table, uint32_t group)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct cell cell = table_total_cell(table, group, i);
        measure_text(writer, i, cell_text(&cell, STR(", "), &writer->joined), false);
    }
}

static void measure_rows(struct text_writer *writer, const struct table *table)
{
    struct row_texts texts;

    row_texts_init(&texts, table, STR(", "));
    for (uint32_t row = 0; row < table->row_count; row++) {
        row_texts_read(&texts, row);
        bool is_all_plain = is_plain(out_memory(&texts.all));
        for (uint32_t i = 0; i < table->column_count; i++)
            measure_text(writer, i, row_text(&texts, i), is_all_plain);
    }
    row_texts_release(&texts);
}

/* True when the columns fit side by side; now they have their widths. */
static bool fit_columns(struct text_writer *writer)
{
    VEC(struct text_column) columns = { 0 };
    bool fits;

    for (uint32_t i = 0; i < writer->fields.count; i++)
        VEC_PUSH(&columns, writer->fields.items[i].column);
    fits = text_columns_fit(columns.items, columns.count, writer->options.width);
    for (uint32_t i = 0; fits && i < columns.count; i++)
        writer->fields.items[i].column = columns.items[i];
    VEC_RELEASE(&columns);
    return fits;
}

/* Measures everything; true when the columns fit side by side. */
static bool prepare_columns(struct text_writer *writer, const struct table *table)
{
    VEC_CLEAR(&writer->fields);
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct text_column column = { .is_right = column_is_right(&table->columns[i]) };
        text_column_measure(&column, visible_text(writer, table->columns[i].label));
        VEC_PUSH(&writer->fields, (struct text_field){ .column = column });
    }
    measure_rows(writer, table);
    for (uint32_t group = 0; table->group_totals && group < table->group_count; group++)
        measure_totals(writer, table, group);
    if (table->totals)
        measure_totals(writer, table, TOTALS_OF_ALL);
    return fit_columns(writer);
}

static void put_paragraph(struct text_writer *writer, struct str text, uint32_t indent)
{
    uint32_t width = writer->options.width;
    if (width > PROSE_WIDTH)
        width = PROSE_WIDTH;
    width = width > indent ? width - indent : UINT32_MAX;

    struct str rest = visible_text(writer, text);
    bool is_first = true;
    while (rest.len > 0) {
        if (!is_first)
            out_repeat(writer->out, ' ', indent);
        out_str(writer->out, text_take_line(&rest, width));
        out_char(writer->out, '\n');
        is_first = false;
    }
}

/* The paragraphs of a report have empty lines between them; the few lines below a title have none.
 */
static void put_blocks(struct text_writer *writer, struct str text, bool is_spaced)
{
    struct doc_block block;
    bool was_item = true;

    while (doc_next(&text, &writer->joined, &block)) {
        if (is_spaced && !(block.is_item && was_item))
            out_char(writer->out, '\n');
        was_item = block.is_item;
        if (block.is_item)
            out_text(writer->out, "- ");
        put_paragraph(writer, block.text, block.is_item ? 2 : 0);
    }
}

static void put_doc(struct text_writer *writer, struct str doc)
{
    put_blocks(writer, doc, false);
}

static void append_part(struct text_writer *writer, const char *label, struct str text)
{
    if (text.len == 0)
        return;
    if (writer->joined.len > 0)
        out_text(&writer->joined, writer->options.use_ascii ? " - " : " \u2014 ");
    out_text(&writer->joined, label);
    out_str(&writer->joined, text);
}

static void put_title_block(struct text_writer *writer)
{
    const struct title_block *block = &writer->document->block;

    writer->joined.len = 0;
    append_part(writer, "", title_block_name(block));
    append_part(writer, "as of ", block->as_of);
    append_part(writer, "", block->tool);
    append_part(writer, "commit ", block->commit);
    append_part(writer, "", block->classification);
    if (writer->joined.len > 0)
        put_paragraph(writer, out_memory(&writer->joined), 0);
}

static void put_titles(struct text_writer *writer, const struct table *table)
{
    put_doc(writer, table->doc);
    out_char(writer->out, '\n');
}

static void put_table(struct text_writer *writer, const struct table *table)
{
    if (!writer->options.is_bare)
        put_titles(writer, table);
    if (prepare_columns(writer, table)) {
        put_columns(writer, table);
    } else {
        prepare_records(writer, table);
        put_records(writer, table);
    }
    out_char(writer->out, '\n');
    out_row_count(writer->out, table->row_count);
    out_char(writer->out, '\n');
}

static void put_graph(struct text_writer *writer, const struct graph *graph)
{
    struct out *sentence = &writer->joined;

    put_doc(writer, graph->doc);
    out_char(writer->out, '\n');
    sentence->len = 0;
    out_graph_size(sentence, graph);
    out_format(sentence, "; `isms graph %.*s -o %.*s.svg` draws them", STR_ARG(graph->name),
               STR_ARG(graph->name));
    put_paragraph(writer, out_memory(sentence), 0);
}

static void put_section(struct text_writer *writer, const struct section *section)
{
    if (section->heading.len > 0 && !writer->options.is_bare) {
        out_char(writer->out, '\n');
        put_heading(writer, section->heading);
    }
    switch (section->kind) {
    case SECTION_HEADING:
        put_doc(writer, section->text);
        return;
    case SECTION_TEXT:
        put_blocks(writer, section->text, true);
        return;
    case SECTION_TABLE:
        put_table(writer, writer->document->tables[section->table]);
        return;
    case SECTION_GRAPH:
        put_graph(writer, section->graph);
        return;
    }
}

static void put_sections(struct text_writer *writer)
{
    const struct document *document = writer->document;

    if (document->title.len > 0) {
        out_char(writer->out, '\n');
        put_heading(writer, document->title);
        put_doc(writer, document->doc);
    }
    for (uint32_t i = 0; i < document_section_count(document); i++) {
        struct section section = document_section(document, i);
        put_section(writer, &section);
    }
}

void table_write_text(struct out *out, const struct document *document,
                      const struct table_text_options *options)
{
    struct text_writer writer = { .out = out, .document = document, .options = *options };

    out_open_memory(&writer.joined);
    out_open_memory(&writer.visible);
    if (!options->is_bare)
        put_title_block(&writer);
    put_sections(&writer);
    VEC_RELEASE(&writer.fields);
    out_release(&writer.joined);
    out_release(&writer.visible);
}
