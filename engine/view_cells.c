/* view_cells.c -- values as cells. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/objects.h"
#include "engine/print.h"
#include "engine/view.h"
#include "engine/view_build.h"

enum cell_kind cell_kind_of(struct type type)
{
    if (type.is_set)
        return CELL_LIST;
    switch ((enum type_base)type.base) {
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        return CELL_NUMBER;
    case TYPE_YES_NO:
        return CELL_YES_NO;
    case TYPE_DATE:
        return CELL_DATE;
    case TYPE_SYMBOL:
        return CELL_SYMBOL;
    case TYPE_OBJECT:
        return CELL_OBJECT;
    case TYPE_WRONG:
    case TYPE_NOTHING:
        return CELL_MISSING;
    case TYPE_PERCENT:
    case TYPE_MONEY:
    case TYPE_MOMENT:
    case TYPE_PERIOD:
    case TYPE_DURATION:
    case TYPE_DISTRIBUTION:
    case TYPE_MONEY_DISTRIBUTION:
    case TYPE_TEXT:
    case TYPE_URL:
    case TYPE_EMAIL:
    case TYPE_HASH:
    case TYPE_PATH:
    case TYPE_BASES:
        return CELL_TEXT;
    }
    return CELL_TEXT;
}

static struct cell list_cell(const struct cell_maker *maker, struct type type,
                             const struct set *set)
{
    struct cell *parts = ARENA_ARRAY(maker->arena, struct cell, set->count);
    bool is_ordered = type.base == TYPE_OBJECT && !set->keeps_order && set->count > 1;
    const uint32_t *objects =
        is_ordered ? objects_in_natural_order(maker->ws, maker->arena, set) : NULL;

    for (uint32_t i = 0; i < set->count; i++)
        parts[i] = make_cell(maker, type_element(type), objects ? objects[i] : set_at(set, i));
    return (struct cell){ .kind = CELL_LIST, .parts = parts, .part_count = set->count };
}

struct cell make_cell(const struct cell_maker *maker, struct type type, value v)
{
    struct workspace *ws = maker->ws;
    struct cell cell = { .kind = cell_kind_of(type) };

    if (type.is_set)
        return list_cell(maker, type, value_set(v));
    if (v == VALUE_NONE || cell.kind == CELL_MISSING)
        return (struct cell){ .kind = CELL_MISSING };
    cell.text = print_value(ws, maker->arena, type, v);
    if (maker->copies_texts && type_is_text(type))
        cell.text = arena_copy(maker->arena, cell.text);
    if (type.base == TYPE_OBJECT) {
        cell.key = cell.text;
        if (maker->with_titles)
            cell.title = object_title(ws, (uint32_t)v);
    } else if (type.base == TYPE_SYMBOL) {
        const struct symbol *symbol = &schema_scale(&ws->schema, type.ref)->symbols[v - 1];
        cell.key = name_text(ws, symbol->name);
        cell.color = symbol->color;
    }
    return cell;
}

struct cell value_cell(struct workspace *ws, struct type type, value v)
{
    return make_cell(&(struct cell_maker){ ws, ws->arena, true, true }, type, v);
}
