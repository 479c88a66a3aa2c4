/* anchors.c -- see anchors.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/anchors.h"

#include "base/intern.h"
#include "engine/row_reader.h"

static const bool safe_bytes[UINT8_MAX + 1] = {
    ['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
    ['-'] = true,         ['.'] = true,         ['_'] = true,
};

static bool is_safe(char c)
{
    return safe_bytes[(unsigned char)c];
}

static bool is_id(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_safe(text.ptr[i]))
            return false;
    return text.len > 0;
}

/* Many views begin with `x.id`, which is a text. */
static struct str row_object(const struct cell *cells, uint32_t column_count)
{
    if (column_count > 0 && cells[0].kind == CELL_OBJECT)
        return cells[0].key;
    if (column_count > 0 && cells[0].kind == CELL_TEXT && is_id(cells[0].text))
        return cells[0].text;
    return (struct str){ 0 };
}

/* True for the first row of the table with this object. */
static bool note_row(struct anchors *anchors, struct str object, uint32_t table)
{
    sym_id name = intern(anchors->names, object);
    struct anchored *known;

    if (name.v > anchors->anchored.count) {
        VEC_PUSH(&anchors->anchored, (struct anchored){ table, table });
        return true;
    }
    known = &anchors->anchored.items[name.v - 1];
    if (known->last == table)
        return false;
    known->last = table;
    return true;
}

static void note_rows(struct anchors *anchors, const struct table *table, uint32_t index)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        uint32_t count = table->column_count > 0 ? 1 : 0;
        struct str object = row_object(row_reader_part(&reader, row, 0, count), count);
        VEC_PUSH(&anchors->has_anchor, object.len > 0 && note_row(anchors, object, index));
    }
    row_reader_release(&reader);
}

/* Texts are looked up once where they have numbers. */
static uint32_t find_symbol(struct anchors *anchors, const struct cell *cell)
{
    uint32_t number = cell->key_number;
    uint32_t *known;

    if (number == 0)
        return intern_find(anchors->names, cell->key).v;
    while (anchors->symbol_of.count <= number)
        VEC_PUSH(&anchors->symbol_of, 0);
    known = &anchors->symbol_of.items[number];
    if (*known == 0)
        *known = 1 + intern_find(anchors->names, cell->key).v;
    return *known - 1;
}

bool anchors_find(struct anchors *anchors, const struct cell *cell, struct anchor *ret_anchor)
{
    uint32_t symbol = find_symbol(anchors, cell);

    if (symbol == 0)
        return false;
    *ret_anchor = (struct anchor){ cell->key, anchors->anchored.items[symbol - 1].first };
    return true;
}

struct str anchors_of_row(const struct anchors *anchors, struct place_of_row place,
                          const struct cell *cells, uint32_t column_count)
{
    if (!anchors->has_anchor.items[anchors->starts.items[place.table] + place.row])
        return (struct str){ 0 };
    return row_object(cells, column_count);
}

/* Ids of the language pass unchanged; every other byte becomes `~` and two digits. */
static void put_safe(struct out *out, struct str text)
{
    if (is_id(text)) {
        out_str(out, text);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (is_safe(text.ptr[i]))
            out_char(out, text.ptr[i]);
        else
            out_format(out, "~%02x", (unsigned)(unsigned char)text.ptr[i]);
    }
}

/* The same view may be asked for twice: then `soa` and `soa~2`. */
static void add_table(struct anchors *anchors, const struct document *document, uint32_t table)
{
    struct str name = document->tables[table]->name;
    uint32_t before = 0;

    for (uint32_t i = 0; i < table; i++)
        if (str_equal(document->tables[i]->name, name))
            before++;
    put_safe(&anchors->tables, name);
    if (before > 0)
        out_format(&anchors->tables, "~%u", before + 1);
    VEC_PUSH(&anchors->table_ends, anchors->tables.len);
}

void anchor_write_table(struct out *out, const struct anchors *anchors, uint32_t table)
{
    size_t from = table == 0 ? 0 : anchors->table_ends.items[table - 1];

    out_str(out, str_slice(out_memory(&anchors->tables), from, anchors->table_ends.items[table]));
}

void anchor_write(struct out *out, const struct anchors *anchors, const struct anchor *anchor)
{
    anchor_write_table(out, anchors, anchor->table);
    out_char(out, ':');
    put_safe(out, anchor->object);
}

/* ---- all of a document ---- */

void anchors_init(struct anchors *anchors, const struct document *document)
{
    *anchors = (struct anchors){ .names = interner_open(document->seed_low, document->seed_high) };
    out_open_memory(&anchors->tables);
    for (uint32_t i = 0; i < document->table_count; i++) {
        VEC_PUSH(&anchors->starts, anchors->has_anchor.count);
        note_rows(anchors, document->tables[i], i);
        add_table(anchors, document, i);
    }
}

void anchors_release(struct anchors *anchors)
{
    interner_close(anchors->names);
    VEC_RELEASE(&anchors->anchored);
    VEC_RELEASE(&anchors->has_anchor);
    VEC_RELEASE(&anchors->starts);
    VEC_RELEASE(&anchors->symbol_of);
    VEC_RELEASE(&anchors->table_ends);
    out_release(&anchors->tables);
}
