/* view_texts.c -- the rows of a view as texts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/out.h"
#include "engine/ahead.h"
#include "engine/objects.h"
#include "engine/view_build.h"

/* Of one row. */
struct text_writer {
    struct workspace *ws;
    const struct text_request *request;
    struct out *out;
    bool is_far; /* see view_rows */
};

static void put_number(struct out *out, value v)
{
    char *text = out_room(out, DECIMAL_TEXT_BYTES);

    if (text)
        out->len += decimal_write(v, text);
}

static void put_date(struct out *out, value v)
{
    char *text = out_room(out, DATE_TEXT_BYTES);

    if (text)
        date_write((int32_t)v, text);
    if (text)
        out->len += DATE_TEXT_BYTES - 1;
}

/* By way of a cell. */
static void put_other(const struct text_writer *writer, const struct kept *kept, value v)
{
    const struct cell_maker maker = { .ws = writer->ws, .arena = writer->request->arena };
    struct cell cell;

    make_kept_cell(&maker, kept, v, &cell);
    if (cell.kind != CELL_LIST)
        out_str(writer->out, cell.text);
    for (uint32_t i = 0; i < cell.part_count; i++) {
        if (i > 0)
            out_str(writer->out, writer->request->separator);
        out_str(writer->out, cell.parts[i].text);
    }
}

static void put_word(const struct text_writer *writer, const struct kept *kept, value v)
{
    if (kept->cells) {
        out_str(writer->out, kept->cells[v].text);
        return;
    }
    switch ((int)kept->type.base) {
    case TYPE_OBJECT:
        out_str(writer->out, object_text(writer->ws, (uint32_t)v));
        return;
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        put_number(writer->out, v);
        return;
    case TYPE_DATE:
        put_date(writer->out, v);
        return;
    default:
        put_other(writer, kept, v);
        return;
    }
}

static void put_members(const struct text_writer *writer, const struct kept *kept,
                        const uint32_t *members)
{
    const struct ahead_list list = { members + 1, members[0], false };

    for (uint32_t i = 1; i <= members[0]; i++) {
        if (i > 1)
            out_str(writer->out, writer->request->separator);
        if (!kept->cells && writer->is_far)
            ahead_in_list(writer->ws, &list, i - 1);
        out_str(writer->out,
                kept->cells ? kept->cells[members[i]].text : object_text(writer->ws, members[i]));
    }
}

static void put_kept(const struct text_writer *writer, const struct kept *kept, value v)
{
    if (v == VALUE_NONE)
        return;
    switch (kept->keeping) {
    case KEEP_WORD:
        put_word(writer, kept, v);
        return;
    case KEEP_ID:
        out_str(writer->out, object_text(writer->ws, (uint32_t)v));
        return;
    case KEEP_LASTING:
        out_str(writer->out, value_text(v));
        return;
    case KEEP_MEMBERS:
        put_members(writer, kept, (const uint32_t *)(intptr_t)v);
        return;
    case KEEP_COPY:
    case KEEP_LIST:
        put_other(writer, kept, v);
        return;
    }
}

void write_row_texts(const struct row_source *source, const struct text_request *request,
                     struct out *out, size_t *ret_ends)
{
    const struct view_rows *rows = (const struct view_rows *)source;
    const struct text_writer writer = { rows->ws, request, out, rows->is_far };
    const value *values = view_row(rows, request->row);
    const struct cell_request all = { .row = request->row, .end = rows->column_count };

    view_rows_look_ahead(rows, &all);
    for (uint32_t i = 0; i < rows->column_count; i++) {
        put_kept(&writer, &rows->columns[i].kept, values[i]);
        ret_ends[i] = out->len;
    }
}
