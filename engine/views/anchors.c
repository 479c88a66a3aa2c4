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

/* ---- noting rows ---- */

/* True for the first row of the table with this object. */
static bool note(struct anchored_objects *objects, uint32_t object, uint32_t table)
{
    struct anchored *known;

    while (objects->count <= object)
        VEC_PUSH(objects, (struct anchored){ 0 });
    known = &objects->items[object];
    if (known->last == table + 1)
        return false;
    known->last = table + 1;
    if (known->first == 0)
        known->first = table + 1;
    return true;
}

/* For one pass over all rows of a document. */
struct noting {
    struct anchors *anchors;
    bool by_name;
    uint32_t table; /* that is looked at */
};

/* False: it has no number, but needs one. */
static bool note_row(const struct noting *noting, const struct cell *cells, uint32_t count)
{
    struct anchors *anchors = noting->anchors;
    struct str object = row_object(cells, count);
    bool is_first = false;

    if (object.len > 0 && noting->by_name)
        is_first = note(&anchors->by_name, intern(anchors->names, object).v - 1, noting->table);
    else if (object.len > 0 && cells->key_number == 0)
        return false;
    else if (object.len > 0)
        is_first = note(&anchors->by_number, cells->key_number, noting->table);
    VEC_PUSH(&anchors->has_anchor, is_first);
    return true;
}

static bool note_table(const struct noting *noting, const struct table *table)
{
    struct row_reader reader;
    uint32_t count = table->column_count > 0 ? 1 : 0;
    bool goes_on = true;

    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count && goes_on; row++)
        goes_on = note_row(noting, row_reader_part(&reader, row, 0, count), count);
    row_reader_release(&reader);
    return goes_on;
}

static bool note_rows(struct anchors *anchors, bool by_name)
{
    struct noting noting = { anchors, by_name, 0 };
    bool goes_on = true;

    VEC_CLEAR(&anchors->has_anchor);
    VEC_CLEAR(&anchors->starts);
    for (; noting.table < anchors->document->table_count && goes_on; noting.table++) {
        VEC_PUSH(&anchors->starts, anchors->has_anchor.count);
        goes_on = note_table(&noting, anchors->document->tables[noting.table]);
    }
    return goes_on;
}

/* Which rows have anchors comes out as it did by numbers. */
static void note_names(struct anchors *anchors)
{
    anchors->names = interner_open(anchors->document->seed_low, anchors->document->seed_high);
    note_rows(anchors, true);
}

/* ---- finding them ---- */

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

static struct anchored find_by_name(struct anchors *anchors, const struct cell *cell)
{
    uint32_t symbol;

    if (!anchors->names)
        note_names(anchors);
    symbol = find_symbol(anchors, cell);
    return symbol > 0 ? anchors->by_name.items[symbol - 1] : (struct anchored){ 0 };
}

static struct anchored find_by_number(const struct anchors *anchors, uint32_t number)
{
    return number < anchors->by_number.count ? anchors->by_number.items[number]
                                             : (struct anchored){ 0 };
}

bool anchors_find(struct anchors *anchors, const struct cell *cell, struct anchor *ret_anchor)
{
    bool has_number = anchors->has_numbers && cell->key_number != 0;
    struct anchored found =
        has_number ? find_by_number(anchors, cell->key_number) : find_by_name(anchors, cell);

    if (found.first == 0)
        return false;
    *ret_anchor = (struct anchor){ cell->key, found.first - 1 };
    return true;
}

void anchors_prefetch(const struct anchors *anchors, const struct cell *cells, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i].kind == CELL_LIST)
            anchors_prefetch(anchors, cells[i].parts, cells[i].part_count);
        else if (cells[i].key_number < anchors->by_number.count)
            __builtin_prefetch(&anchors->by_number.items[cells[i].key_number]);
    }
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
    *anchors = (struct anchors){ .document = document };
    anchors->has_numbers = note_rows(anchors, false);
    if (!anchors->has_numbers) {
        VEC_RELEASE(&anchors->by_number);
        note_names(anchors);
    }
    out_open_memory(&anchors->tables);
    for (uint32_t i = 0; i < document->table_count; i++)
        add_table(anchors, document, i);
}

void anchors_release(struct anchors *anchors)
{
    if (anchors->names)
        interner_close(anchors->names);
    VEC_RELEASE(&anchors->by_number);
    VEC_RELEASE(&anchors->by_name);
    VEC_RELEASE(&anchors->has_anchor);
    VEC_RELEASE(&anchors->starts);
    VEC_RELEASE(&anchors->symbol_of);
    VEC_RELEASE(&anchors->table_ends);
    out_release(&anchors->tables);
}
