/* anchors.c -- see anchors.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/anchors.h"

#include <stdlib.h>

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_anchors(const void *left, const void *right)
{
    const struct anchor *a = left;
    const struct anchor *b = right;
    int order = str_compare(a->object, b->object);

    if (order == 0)
        order = compare_numbers(a->table, b->table);
    return order != 0 ? order : compare_numbers(a->row, b->row);
}

static bool is_safe(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

static bool is_id(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_safe(text.ptr[i]))
            return false;
    return text.len > 0;
}

/* Many views begin with `x.id`, which is a text. */
static struct str row_object(const struct table *table, uint32_t row)
{
    const struct cell *cell = table->column_count > 0 ? table_cell(table, row, 0) : NULL;

    if (cell != NULL && cell->kind == CELL_OBJECT)
        return cell->key;
    if (cell != NULL && cell->kind == CELL_TEXT && is_id(cell->text))
        return cell->text;
    return (struct str){ 0 };
}

/* Of rows of one table with the same object the first one stays. */
static void drop_repeated(struct anchors *anchors)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < anchors->rows.count; i++) {
        const struct anchor *anchor = &anchors->rows.items[i];
        const struct anchor *last = kept > 0 ? &anchors->rows.items[kept - 1] : NULL;
        if (last != NULL && last->table == anchor->table && str_equal(last->object, anchor->object))
            continue;
        anchors->rows.items[kept++] = *anchor;
    }
    anchors->rows.count = kept;
}

void anchors_init(struct anchors *anchors, const struct document *document)
{
    *anchors = (struct anchors){ .document = document };
    for (uint32_t i = 0; i < document->table_count; i++) {
        const struct table *table = document->tables[i];
        for (uint32_t row = 0; row < table->row_count; row++) {
            struct str object = row_object(table, row);
            if (object.len > 0)
                VEC_PUSH(&anchors->rows, (struct anchor){ object, i, row });
        }
    }
    if (anchors->rows.count > 0)
        qsort(anchors->rows.items, anchors->rows.count, sizeof(struct anchor), compare_anchors);
    drop_repeated(anchors);
}

void anchors_release(struct anchors *anchors)
{
    VEC_RELEASE(&anchors->rows);
}

/* The first anchor that is not before the wanted one, or NULL. */
static const struct anchor *lower_bound(const struct anchors *anchors, const struct anchor *wanted)
{
    uint32_t low = 0;
    uint32_t high = anchors->rows.count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_anchors(&anchors->rows.items[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < anchors->rows.count ? &anchors->rows.items[low] : NULL;
}

const struct anchor *anchors_find(const struct anchors *anchors, struct str object)
{
    const struct anchor *found = lower_bound(anchors, &(struct anchor){ .object = object });

    return found != NULL && str_equal(found->object, object) ? found : NULL;
}

const struct anchor *anchors_of_row(const struct anchors *anchors, uint32_t table, uint32_t row)
{
    struct anchor wanted = { row_object(anchors->document->tables[table], row), table, row };
    const struct anchor *found = lower_bound(anchors, &wanted);

    return found != NULL && compare_anchors(found, &wanted) == 0 ? found : NULL;
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
void anchor_write_table(struct out *out, const struct document *document, uint32_t table)
{
    struct str name = document->tables[table]->name;
    uint32_t before = 0;

    for (uint32_t i = 0; i < table; i++)
        if (str_equal(document->tables[i]->name, name))
            before++;
    put_safe(out, name);
    if (before > 0)
        out_format(out, "~%u", before + 1);
}

void anchor_write(struct out *out, const struct document *document, const struct anchor *anchor)
{
    anchor_write_table(out, document, anchor->table);
    out_char(out, ':');
    put_safe(out, anchor->object);
}
