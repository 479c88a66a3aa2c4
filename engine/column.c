/* column.c -- storing and fetching the values of one field. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/column.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void open_cells(struct column *column, struct arena *arena)
{
    struct cells *cells = &column->cells;

    switch (column->type.base) {
    case TYPE_YES_NO:
        cells_open(cells, arena, CELL_8, 0, column->count);
        break;
    case TYPE_SYMBOL:
        cells_open(cells, arena, CELL_8, 1, column->count);
        break;
    case TYPE_OBJECT:
        cells_open(cells, arena, CELL_32, 1, column->count);
        break;
    case TYPE_DATE:
        cells_open(cells, arena, CELL_32, -INT32_MAX, column->count);
        break;
    default:
        cells_open(cells, arena, CELL_64, -INT64_MAX, column->count);
        break;
    }
}

struct column *column_new(struct arena *arena, struct type type, uint32_t first, uint32_t count)
{
    struct column *column = ARENA_NEW(arena, struct column);

    *column = (struct column){
        .type = type, .first = first, .count = count, .is_narrow = type_is_narrow(type)
    };
    if (!type.is_set)
        open_cells(column, arena);
    return column;
}

static uint32_t row_of(const struct column *column, uint32_t object)
{
    assert(object >= column->first && object - column->first < column->count);
    return object - column->first;
}

void column_put_all(struct column *column, uint32_t first, const value *values, uint32_t count)
{
    uint32_t row = row_of(column, first);

    assert(!column->type.is_set && count <= column->count - row);
    cells_put_all(&column->cells, row, values, count);
}

static int compare_items(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

enum { MEMBERS_INSERTED = 16 }; /* fewer members are sorted by insertion */

static void sort_members(uint32_t *items, uint32_t count)
{
    if (count > MEMBERS_INSERTED) {
        qsort(items, count, sizeof(*items), compare_items);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t item = items[i];
        uint32_t at = i;
        for (; at > 0 && items[at - 1] > item; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

uint32_t order_members(uint32_t *items, uint32_t count)
{
    uint32_t kept = 1;
    uint32_t ascending = 1;

    while (ascending < count && items[ascending - 1] < items[ascending])
        ascending++;
    if (ascending >= count)
        return count;
    sort_members(items, count);
    for (uint32_t i = 1; i < count; i++)
        if (items[i] != items[kept - 1])
            items[kept++] = items[i];
    return kept;
}

const uint32_t *column_in_order(struct column *column, struct arena *arena)
{
    uint32_t total = column->starts[column->count];

    if (column->is_sorted)
        return column->items;
    if (column->in_order)
        return column->in_order;
    column->in_order = ARENA_ARRAY(arena, uint32_t, total);
    memcpy(column->in_order, column->items, total * sizeof(uint32_t));
    for (uint32_t row = 0; row < column->count; row++)
        order_members(column->in_order + column->starts[row],
                      column->starts[row + 1] - column->starts[row]);
    return column->in_order;
}

/* The members of long rows are found by halving. */
static void seal_sets(struct column *column, struct arena *arena)
{
    struct member_rows rows =
        set_members_in_rows(&column->pending, column->is_narrow, column->count, arena);

    column->starts = rows.starts;
    column->items = rows.items;
    column->is_sorted = rows.is_sorted;
    if (rows.has_long)
        (void)column_in_order(column, arena);
}

void column_seal(struct column *column, struct arena *arena)
{
    if (!column->type.is_set)
        cells_pack(&column->cells, arena, column->count);
    else if (!column->starts)
        seal_sets(column, arena);
}

static value get_set(const struct column *column, uint32_t row, struct arena *scratch)
{
    struct set *set = ARENA_NEW(scratch, struct set);
    uint32_t from = column->starts[row];

    set->count = column->starts[row + 1] - from;
    set->is_sorted = column->is_sorted;
    set->keeps_order = column->keeps_order;
    if (column->is_narrow)
        set->narrow = (const uint32_t *)column->items + from;
    if (column->in_order && set->count > MEMBERS_SCANNED)
        set->in_order = column->in_order + from;
    if (!column->is_narrow)
        set->wide = (const value *)column->items + from;
    return value_of_set(set);
}

value column_get(const struct column *column, uint32_t object, struct arena *scratch)
{
    uint32_t row = row_of(column, object);

    return column->type.is_set ? get_set(column, row, scratch) : cells_get(&column->cells, row);
}
