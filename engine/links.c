/* links.c -- building rows of edges from columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/links.h"

#include <string.h>

#include "base/vec.h"

/* ---- rows ---- */

struct targets {
    const uint32_t *items;
    uint32_t count;
};

/* The cells of a column that were packed. */
static const uint32_t *numbers_of(const struct column *column, struct arena *arena)
{
    uint32_t *numbers = ARENA_ARRAY(arena, uint32_t, column->count);

    for (uint32_t row = 0; row < column->count; row++)
        if (cells_has(&column->cells, row))
            numbers[row] = (uint32_t)cells_get(&column->cells, row);
    return numbers;
}

/*
 * What the rows of a column refer to, where the column keeps it, or in `arena`. Without starts each
 * row is one number, or 0 for none.
 */
static struct edges rows_of(const struct column *column, struct arena *arena)
{
    const struct cells *cells = &column->cells;

    if (column->type.is_set)
        return (struct edges){ column->first, column->count, column->starts, column->items };
    return (struct edges){ column->first, column->count, NULL,
                           cells->is_packed ? numbers_of(column, arena) : cells->data };
}

static struct targets targets_of(const struct edges *rows, uint32_t object)
{
    uint32_t row = object - rows->first;

    if (object < rows->first || row >= rows->count)
        return (struct targets){ 0 };
    if (!rows->starts)
        return (struct targets){ rows->items + row, rows->items[row] != 0 };
    return (struct targets){ rows->items + rows->starts[row],
                             rows->starts[row + 1] - rows->starts[row] };
}

/* Rows that become complete one after the other. */
struct row_builder {
    uint32_t first, count;
    uint32_t *starts;
    uint32_t done; /* rows */
    VEC(uint32_t) items;
};

static struct row_builder start_rows(struct workspace *ws, uint32_t first, uint32_t count)
{
    return (struct row_builder){
        .first = first,
        .count = count,
        .starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + 1),
    };
}

static void add_targets(struct row_builder *builder, struct targets targets)
{
    for (uint32_t i = 0; i < targets.count; i++)
        VEC_PUSH(&builder->items, targets.items[i]);
}

/* Two records of a row may lead to the same object. */
static void end_row(struct row_builder *builder)
{
    uint32_t from = builder->starts[builder->done];

    builder->items.count =
        from + order_members(builder->items.items + from, builder->items.count - from);
    builder->starts[++builder->done] = builder->items.count;
}

static struct edges *finish_rows(struct workspace *ws, struct row_builder *builder)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);
    uint32_t *items = ARENA_ARRAY(ws->arena, uint32_t, builder->items.count);

    if (builder->items.count > 0)
        memcpy(items, builder->items.items, builder->items.count * sizeof(*items));
    VEC_RELEASE(&builder->items);
    *edges = (struct edges){ builder->first, builder->count, builder->starts, items };
    return edges;
}

/* ---- forwards ---- */

static uint32_t head_of(const struct workspace *ws, const struct field_def *def)
{
    uint32_t kind = type_single_kind(&ws->schema, def->type);

    return kind == 0 ? 0 : schema_kind(&ws->schema, kind)->head;
}

/* The rows of sets serve as edges themselves, once they are in order. */
static struct edges *links_of_sets(struct workspace *ws, struct column *column)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);

    *edges = (struct edges){ column->first, column->count, column->starts,
                             column_in_order(column, ws->arena) };
    return edges;
}

static struct edges *links_of_singles(struct workspace *ws, const struct column *column)
{
    struct arena work = { 0 };
    struct edges rows = rows_of(column, &work);
    struct row_builder builder = start_rows(ws, rows.first, rows.count);

    for (uint32_t row = 0; row < rows.count; row++) {
        add_targets(&builder, targets_of(&rows, rows.first + row));
        end_row(&builder);
    }
    arena_release(&work);
    return finish_rows(ws, &builder);
}

/* Each row leads to records, and the heads of those on to what is meant. */
static struct edges *links_through(struct workspace *ws, const struct edges *records, uint32_t head)
{
    const struct column *column = schema_field(&ws->schema, head)->column;
    struct arena work = { 0 };
    struct edges heads = column ? rows_of(column, &work) : (struct edges){ 0 };
    struct row_builder builder = start_rows(ws, records->first, records->count);

    for (uint32_t row = 0; row < records->count; row++) {
        struct targets members = targets_of(records, records->first + row);
        for (uint32_t i = 0; i < members.count; i++)
            add_targets(&builder, targets_of(&heads, members.items[i]));
        end_row(&builder);
    }
    arena_release(&work);
    return finish_rows(ws, &builder);
}

static struct edges *links_of_records(struct workspace *ws, const struct column *column,
                                      uint32_t head)
{
    struct arena work = { 0 };
    struct edges rows = rows_of(column, &work);
    struct edges *edges = links_through(ws, &rows, head);

    arena_release(&work);
    return edges;
}

static struct edges *collect_links(struct workspace *ws, struct column *column, uint32_t head)
{
    if (head != 0)
        return links_of_records(ws, column, head);
    return column->type.is_set ? links_of_sets(ws, column) : links_of_singles(ws, column);
}

/* ---- backwards ---- */

struct range {
    uint32_t lowest, highest; /* 1 and 0: nobody is referred to */
};

/* How many items there are; of rows without starts some are 0. */
static uint32_t item_count(const struct edges *rows)
{
    return rows->starts ? rows->starts[rows->count] : rows->count;
}

static struct range target_range(const struct edges *rows)
{
    const uint32_t *items = rows->items;
    uint32_t count = item_count(rows);
    uint32_t lowest_before = UINT32_MAX; /* less one, so that 0 is not the lowest */
    uint32_t highest = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t before = items[i] - 1;
        lowest_before = before < lowest_before ? before : lowest_before;
        highest = items[i] > highest ? items[i] : highest;
    }
    return highest == 0 ? (struct range){ 1, 0 } : (struct range){ lowest_before + 1, highest };
}

/* How many refer to each target: counts[target - lowest]. */
static void count_sources(const struct edges *rows, uint32_t lowest, uint32_t *counts)
{
    const uint32_t *items = rows->items;
    uint32_t count = item_count(rows);

    for (uint32_t i = 0; i < count; i++)
        if (items[i] != 0)
            counts[items[i] - lowest]++;
}

/* Places every source in the row of its target; `next` tells where, and moves on. */
static void place_sources(const struct edges *rows, uint32_t lowest, uint32_t *next,
                          uint32_t *sources)
{
    const struct edges from = *rows; /* which does not change, as the compiler sees now */

    if (!from.starts) {
        for (uint32_t row = 0; row < from.count; row++)
            if (from.items[row] != 0)
                sources[next[from.items[row] - lowest]++] = from.first + row;
        return;
    }
    for (uint32_t row = 0, i = 0; row < from.count; row++)
        for (uint32_t end = from.starts[row + 1]; i < end; i++)
            sources[next[from.items[i] - lowest]++] = from.first + row;
}

/*
 * By counting: how many refer to each target, where its row begins, then the sources in ascending
 * order. While they are placed, starts[row + 1] is where the row goes on, in the end where it ends.
 */
static struct edges *reverse(struct workspace *ws, const struct edges *rows)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);
    struct range range = target_range(rows);
    uint32_t count = range.highest - range.lowest + 1;
    uint32_t *starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)count + 2);
    uint32_t *sources;

    count_sources(rows, range.lowest, starts + 2);
    for (uint32_t row = 0; row < count; row++)
        starts[row + 2] += starts[row + 1];
    sources = ARENA_ARRAY(ws->arena, uint32_t, starts[count + 1]);
    place_sources(rows, range.lowest, starts + 1, sources);
    *edges = (struct edges){ range.lowest, count, starts, sources };
    return edges;
}

/* ---- on demand ---- */

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

static const struct edges *inverse_links(struct workspace *ws, struct field_def *def)
{
    const struct edges *members = field_links_reversed(ws, def->inverse_of);
    uint32_t head = head_of(ws, def);
    struct column *column;

    if (head == 0)
        return members;
    column = column_for_links(ws, def);
    if (!column->links)
        column->links = links_through(ws, members, head);
    return column->links;
}

const struct edges *field_links(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);
    struct column *column;

    if (def->flags & FIELD_INVERSE)
        return inverse_links(ws, def);
    column = column_for_links(ws, def);
    if (!column->links)
        column->links = collect_links(ws, column, head_of(ws, def));
    return column->links;
}

/* What the rows of the column hold, backwards. */
static const struct edges *raw_reversed(struct workspace *ws, struct field_def *def)
{
    struct column *column = column_for_links(ws, def);

    if (!column->reverse_raw) {
        struct arena work = { 0 };
        struct edges rows = rows_of(column, &work);
        column->reverse_raw = reverse(ws, &rows);
        arena_release(&work);
    }
    return column->reverse_raw;
}

const struct edges *field_links_reversed(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);
    struct column *column;

    if (head_of(ws, def) == 0)
        return field_raw_reversed(ws, field);
    column = column_for_links(ws, def);
    if (!column->reverse_links)
        column->reverse_links = reverse(ws, field_links(ws, field));
    return column->reverse_links;
}

const struct edges *field_raw_reversed(struct workspace *ws, uint32_t field)
{
    struct field_def *def = schema_field(&ws->schema, field);

    if (def->flags & FIELD_INVERSE)
        return field_links(ws, def->inverse_of);
    return raw_reversed(ws, def);
}
