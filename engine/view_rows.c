/* view_rows.c -- the rows of a view, kept as values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "engine/objects.h"
#include "engine/view_build.h"

/* ---- room ---- */

void view_rows_init(struct view_rows *rows, struct workspace *ws, uint32_t width)
{
    *rows = (struct view_rows){ .ws = ws, .width = width };
}

/* The list of pieces doubles; the old one stays where it is. */
static void add_piece(struct view_rows *rows)
{
    struct arena *arena = rows->ws->arena;
    uint32_t count = rows->count / ROWS_TOGETHER;
    value **pieces;

    if (count == rows->pieces_most) {
        rows->pieces_most = count > 0 ? count * 2 : 1;
        pieces = ARENA_ARRAY(arena, value *, rows->pieces_most);
        if (count > 0)
            memcpy(pieces, rows->pieces, count * sizeof(*pieces));
        rows->pieces = pieces;
    }
    rows->pieces[count] = ARENA_ARRAY(arena, value, (size_t)ROWS_TOGETHER * rows->width);
}

value *view_rows_add(struct view_rows *rows)
{
    uint32_t row = rows->count;

    if (row % ROWS_TOGETHER == 0)
        add_piece(rows);
    rows->count++;
    return rows->pieces[row / ROWS_TOGETHER] + (size_t)(row % ROWS_TOGETHER) * rows->width;
}

/* ---- what is more than a word ---- */

/*
 * A list of objects or symbols, in the order in which it is shown: how many, then the members. Most
 * have one or two, and a struct set would take more room than they do.
 */
static value keep_narrow(struct evaluator *evaluator, struct type type, const struct set *set)
{
    struct workspace *ws = evaluator->ws;
    bool is_ordered = type.base == TYPE_OBJECT && !set->keeps_order && set->count > 1;
    const uint32_t *members =
        is_ordered ? objects_in_natural_order(ws, &evaluator->scratch, set) : set->narrow;
    uint32_t *kept = ARENA_ARRAY(ws->arena, uint32_t, (size_t)set->count + 1);

    kept[0] = set->count;
    if (set->count > 0)
        memcpy(kept + 1, members, set->count * sizeof(*kept));
    return (value)(intptr_t)kept;
}

static struct set kept_narrow(value v)
{
    const uint32_t *kept = (const uint32_t *)(intptr_t)v;

    return (struct set){ .count = kept[0], .keeps_order = true, .narrow = kept + 1 };
}

static value keep_wide(struct workspace *ws, struct type type, const struct set *set)
{
    struct set *kept = ARENA_NEW(ws->arena, struct set);
    value *members = ARENA_ARRAY(ws->arena, value, set->count);

    for (uint32_t i = 0; i < set->count; i++)
        members[i] = keep_value(ws, type_element(type), set_at(set, i));
    *kept = (struct set){ .count = set->count, .keeps_order = true, .wide = members };
    return value_of_set(kept);
}

/* Are its texts there to stay? */
static bool is_lasting(const struct node *node)
{
    return node->op == NODE_FIELD || (node->op == NODE_BUILTIN &&
                                      (node->index == BUILTIN_ID || node->index == BUILTIN_TITLE));
}

static value keep_text(struct workspace *ws, value v)
{
    struct str *kept = ARENA_NEW(ws->arena, struct str);

    *kept = value_text(v);
    return value_of_text(kept);
}

value keep_shown(struct evaluator *evaluator, const struct node *node, value v)
{
    struct workspace *ws = evaluator->ws;
    struct type type = node->type;

    if (type.is_set && type_is_narrow(type))
        return keep_narrow(evaluator, type, value_set(v));
    if (type.is_set)
        return keep_wide(ws, type, value_set(v));
    if (v != VALUE_NONE && type_is_text(type) && is_lasting(node))
        return keep_text(ws, v);
    return keep_value(ws, type, v);
}

/* ---- cells ---- */

static struct cell kept_cell(const struct cell_maker *maker, struct type type, value v)
{
    struct set members;

    if (!type.is_set || !type_is_narrow(type))
        return make_cell(maker, type, v);
    members = kept_narrow(v);
    return make_cell(maker, type, value_of_set(&members));
}

static void make_cells(const struct row_source *source, const struct cell_request *request,
                       struct cell *ret_cells)
{
    const struct view_rows *rows = (const struct view_rows *)source;
    const struct cell_maker maker = { rows->ws, request->arena, false, request->with_titles };
    const value *values = view_row(rows, request->row);

    for (uint32_t i = request->first; i < request->end; i++)
        *ret_cells++ = kept_cell(&maker, rows->columns[i].column->value->type, values[i]);
}

const struct row_source *view_rows_source(struct view_rows *rows, const struct spread *spread)
{
    rows->source.make_cells = make_cells;
    rows->columns = spread->columns;
    return &rows->source;
}
