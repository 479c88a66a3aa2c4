/* answer_text.c -- answers to queries for a terminal or a pipe. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/table_write.h"

#include "engine/row_reader.h"
#include "engine/views/cell.h"

/* Line breaks of a text stay, whatever else a terminal would obey becomes visible. */
static void put_lines(struct out *out, struct str text)
{
    while (text.len > 0) {
        size_t end = str_find(text, '\n');
        out_visible(out, str_slice(text, 0, end));
        out_char(out, '\n');
        text = str_slice(text, end + 1, text.len);
    }
}

static void put_cell(struct out *out, const struct cell *cell)
{
    struct str text;
    struct out joined;

    out_open_memory(&joined);
    text = cell_text(cell, STR(", "), &joined);
    if (cell->kind == CELL_MISSING)
        out_text(out, "not set\n");
    else if (text.len == 0)
        out_char(out, '\n');
    else
        put_lines(out, text);
    out_release(&joined);
}

static void put_members(struct out *out, const struct table *table)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++)
        put_cell(out, row_reader_read(&reader, row));
    row_reader_release(&reader);
    if (table->row_count == 0)
        out_text(out, "empty\n");
}

void answer_write_text(struct out *out, const struct answer *answer,
                       const struct table_text_options *options)
{
    struct document document = { .tables = &answer->table, .table_count = 1 };
    struct table_text_options bare = *options;

    bare.is_bare = true;
    switch (answer->shape) {
    case ANSWER_VALUE: /* has one */
    case ANSWER_LIST:
        put_members(out, answer->table);
        return;
    case ANSWER_TABLE:
        table_write_text(out, &document, &bare);
        return;
    case ANSWER_VIEW:
        table_write_text(out, &document, options);
        return;
    }
}
