/* column.c -- storing and fetching the values of one field. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/column.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"

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

void column_take_members(struct column *column, struct pending_members *members)
{
    struct pending_members *pending;

    if (members->count == 0) /* as of a field that nobody gives, which has no column */
        return;
    pending = &column->pending;
    VEC_RESERVE(pending, (size_t)pending->count + members->count);
    memcpy(pending->items + pending->count, members->items,
           members->count * sizeof(*members->items));
    pending->count += members->count;
    VEC_RELEASE(members);
}

enum { MEMBERS_SCANNED = 16 }; /* longer rows remember their members in a map */

/* Was the member placed in this row before? Short rows are scanned. */
static bool is_member(const struct column *column, uint32_t row, uint32_t at, value v,
                      struct map *seen)
{
    const uint32_t *items = column->items;
    uint32_t from = column->starts[row];

    if (column->starts[row + 1] - from > MEMBERS_SCANNED) {
        uint64_t key = map_pair(row, (uint32_t)v);
        if (map_get(seen, key) != 0)
            return true;
        map_put(seen, key, 1);
        return false;
    }
    for (uint32_t i = from; i < at; i++)
        if (items[i] == (uint32_t)v)
            return true;
    return false;
}

/* Places the members row by row in the order they came; narrow sets hold each once. */
static void place_members(struct column *column, uint32_t *cursors)
{
    struct map seen = { 0 };

    for (uint32_t i = 0; i < column->pending.count; i++) {
        struct pending_item pending = column->pending.items[i];
        uint32_t at = cursors[pending.row];
        if (!column->is_narrow)
            ((value *)column->items)[at] = pending.item;
        else if (!is_member(column, pending.row, at, pending.item, &seen))
            ((uint32_t *)column->items)[at] = (uint32_t)pending.item;
        else
            continue;
        cursors[pending.row] = at + 1;
    }
    map_release(&seen);
}

static bool is_ascending(const struct column *column)
{
    const uint32_t *items = column->items;

    for (uint32_t row = 0; row < column->count; row++)
        for (uint32_t i = column->starts[row] + 1; i < column->starts[row + 1]; i++)
            if (items[i - 1] >= items[i])
                return false;
    return true;
}

/* Closes the holes that repeated members left. */
static void close_holes(struct column *column, const uint32_t *cursors)
{
    uint32_t *items = column->items;
    uint32_t to = 0;

    for (uint32_t row = 0; row < column->count; row++) {
        uint32_t from = column->starts[row];
        column->starts[row] = to;
        while (from < cursors[row])
            items[to++] = items[from++];
    }
    column->starts[column->count] = to;
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
static void order_long_rows(struct column *column, struct arena *arena)
{
    bool has_long = false;

    for (uint32_t row = 0; row < column->count && !has_long; row++)
        has_long = column->starts[row + 1] - column->starts[row] > MEMBERS_SCANNED;
    column->is_sorted = is_ascending(column);
    if (has_long)
        (void)column_in_order(column, arena);
}

static void seal_sets(struct column *column, struct arena *arena)
{
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)column->count + 1);
    uint32_t *cursors = NULL;
    uint32_t capacity = 0;

    for (uint32_t i = 0; i < column->pending.count; i++)
        starts[column->pending.items[i].row + 1]++;
    for (uint32_t row = 0; row < column->count; row++)
        starts[row + 1] += starts[row];
    column->starts = starts;
    column->items = column->is_narrow ? (void *)ARENA_ARRAY(arena, uint32_t, column->pending.count)
                                      : (void *)ARENA_ARRAY(arena, value, column->pending.count);
    cursors = vec_grow(NULL, &capacity, (size_t)column->count + 1, sizeof(*cursors));
    memcpy(cursors, starts, ((size_t)column->count + 1) * sizeof(*cursors));
    place_members(column, cursors);
    if (column->is_narrow) {
        close_holes(column, cursors);
        order_long_rows(column, arena);
    }
    vec_free(cursors);
    VEC_RELEASE(&column->pending);
}

void column_seal(struct column *column, struct arena *arena)
{
    if (!column->type.is_set)
        cells_pack(&column->cells, arena, column->count);
    else if (!column->starts)
        seal_sets(column, arena);
}

bool column_has(const struct column *column, uint32_t object)
{
    uint32_t row = row_of(column, object);

    if (!column->type.is_set)
        return cells_has(&column->cells, row);
    return column->starts && column->starts[row + 1] > column->starts[row];
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
