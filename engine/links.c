/* links.c -- building rows of edges from columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/links.h"

#include <stdlib.h>

#include "base/vec.h"

struct pair {
    uint32_t from, to;
};
struct pairs {
    VEC(struct pair) all;
};

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left;
    const struct pair *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

/* Sorted rows from `first` on; repeated pairs are kept once. */
static struct edges *make_edges(struct workspace *ws, struct pairs *pairs, uint32_t first,
                                uint32_t count)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);
    uint32_t *starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + 1);
    uint32_t *items = ARENA_ARRAY(ws->arena, uint32_t, pairs->all.count);
    uint32_t kept = 0;
    bool is_sorted = true;

    for (uint32_t i = 1; i < pairs->all.count && is_sorted; i++)
        is_sorted = compare_pairs(&pairs->all.items[i - 1], &pairs->all.items[i]) <= 0;
    if (!is_sorted)
        qsort(pairs->all.items, pairs->all.count, sizeof(struct pair), compare_pairs);
    for (uint32_t i = 0; i < pairs->all.count; i++) {
        if (i > 0 && compare_pairs(&pairs->all.items[i - 1], &pairs->all.items[i]) == 0)
            continue;
        starts[pairs->all.items[i].from - first + 1]++;
        items[kept++] = pairs->all.items[i].to;
    }
    for (uint32_t row = 0; row < count; row++)
        starts[row + 1] += starts[row];
    *edges = (struct edges){ first, count, starts, items };
    return edges;
}

/* Adds the objects that a field of one object holds. */
static void add_targets(struct workspace *ws, const struct column *column, uint32_t object,
                        uint32_t from, struct pairs *pairs)
{
    uint32_t row = object - column->first;

    if (object < column->first || row >= column->count)
        return;
    if (column->storage != STORE_SET) {
        if (column_has(column, object))
            VEC_PUSH(&pairs->all,
                     (struct pair){ from, (uint32_t)column_get(column, object, ws->arena) });
        return;
    }
    for (uint32_t i = column->starts[row]; i < column->starts[row + 1]; i++)
        VEC_PUSH(&pairs->all, (struct pair){ from, ((const uint32_t *)column->items)[i] });
}

static uint32_t head_of(const struct workspace *ws, const struct field_def *def)
{
    uint32_t kind = type_single_kind(&ws->schema, def->type);

    return kind == 0 ? 0 : schema_kind(&ws->schema, kind)->head;
}

static void collect_links(struct workspace *ws, const struct field_def *def, bool is_raw,
                          struct pairs *pairs)
{
    uint32_t head = is_raw ? 0 : head_of(ws, def);
    const struct column *heads = head == 0 ? NULL : schema_field(&ws->schema, head)->column;
    struct pairs records = { 0 };

    for (uint32_t i = 0; def->column && i < def->column->count; i++) {
        uint32_t object = def->column->first + i;
        if (head == 0) {
            add_targets(ws, def->column, object, object, pairs);
            continue;
        }
        VEC_CLEAR(&records.all);
        add_targets(ws, def->column, object, object, &records);
        for (uint32_t r = 0; heads && r < records.all.count; r++)
            add_targets(ws, heads, records.all.items[r].to, object, pairs);
    }
    VEC_RELEASE(&records.all);
}

/* An empty column to hang links on when no object has a value. */
static struct column *column_for_links(struct workspace *ws, struct field_def *def)
{
    const struct kind *kind = schema_kind(&ws->schema, def->kind);

    if (!def->column) {
        def->column = column_new(ws->arena, def->type, kind->first_entity,
                                 kind->end_entity - kind->first_entity);
        column_seal(def->column, ws->arena);
    }
    return def->column;
}

static struct edges *reverse(struct workspace *ws, const struct edges *edges)
{
    struct pairs pairs = { 0 };
    uint32_t lowest = UINT32_MAX;
    uint32_t highest = 0;
    struct edges *reversed;

    for (uint32_t row = 0; row < edges->count; row++)
        for (uint32_t i = edges->starts[row]; i < edges->starts[row + 1]; i++) {
            uint32_t to = edges->items[i];
            VEC_PUSH(&pairs.all, (struct pair){ to, edges->first + row });
            lowest = to < lowest ? to : lowest;
            highest = to > highest ? to : highest;
        }
    if (highest == 0)
        lowest = 1;
    reversed = make_edges(ws, &pairs, lowest, highest == 0 ? 0 : highest - lowest + 1);
    VEC_RELEASE(&pairs.all);
    return reversed;
}

/* An inverse whose members are records leads on to what their heads refer to. */
static struct edges *links_to_heads(struct workspace *ws, const struct edges *records,
                                    uint32_t head)
{
    const struct column *heads = schema_field(&ws->schema, head)->column;
    struct pairs pairs = { 0 };
    struct edges *links;

    for (uint32_t row = 0; heads && row < records->count; row++)
        for (uint32_t i = records->starts[row]; i < records->starts[row + 1]; i++)
            add_targets(ws, heads, records->items[i], records->first + row, &pairs);
    links = make_edges(ws, &pairs, records->first, records->count);
    VEC_RELEASE(&pairs.all);
    return links;
}

static const struct edges *inverse_links(struct workspace *ws, struct field_def *def)
{
    const struct edges *members = field_links_reversed(ws, def->inverse_of);
    uint32_t head = head_of(ws, def);
    struct column *column;

    if (head == 0)
        return members;
    column = column_for_links(ws, def);
    if (!column->links)
        column->links = links_to_heads(ws, members, head);
    return column->links;
}

const struct edges *field_links(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);
    struct pairs pairs = { 0 };
    struct column *column;

    if (def->flags & FIELD_INVERSE)
        return inverse_links(ws, def);
    column = column_for_links(ws, def);
    if (!column->links) {
        collect_links(ws, def, false, &pairs);
        column->links = make_edges(ws, &pairs, column->first, column->count);
        VEC_RELEASE(&pairs.all);
    }
    return column->links;
}

const struct edges *field_links_reversed(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);

    if ((def->flags & FIELD_INVERSE) && head_of(ws, def) == 0)
        return field_links(ws, def->inverse_of);
    struct column *column = column_for_links(ws, def);
    if (!column->reverse_links)
        column->reverse_links = reverse(ws, field_links(ws, field));
    return column->reverse_links;
}

const struct edges *field_raw_reversed(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);
    struct column *column;

    if (def->flags & FIELD_INVERSE)
        return field_links(ws, def->inverse_of);
    if (head_of(ws, def) == 0)
        return field_links_reversed(ws, field);
    column = column_for_links(ws, def);
    if (!column->reverse_raw) {
        struct pairs pairs = { 0 };
        collect_links(ws, def, true, &pairs);
        column->reverse_raw = reverse(ws, make_edges(ws, &pairs, column->first, column->count));
        VEC_RELEASE(&pairs.all);
    }
    return column->reverse_raw;
}
