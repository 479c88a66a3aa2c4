/* view_cells.c -- values as cells. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/date.h"
#include "base/decimal.h"
#include "engine/ahead.h"
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
        cell.key_number = object_id(model_object(&ws->model, (uint32_t)v)).v;
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
    return make_cell(&(struct cell_maker){ ws, ws->arena, true, true, false }, type, v);
}

/* ---- of what a row holds ---- */

static uint32_t words_of(const struct workspace *ws, struct type type)
{
    switch ((int)type.base) {
    case TYPE_YES_NO:
        return 2;
    case TYPE_SYMBOL:
        return schema_scale(&ws->schema, type.ref)->symbol_count + 1;
    default:
        return 0;
    }
}

/* Symbols count from 1. */
const struct cell *cells_of_words(struct workspace *ws, struct type type)
{
    uint32_t count = words_of(ws, type);
    struct cell *cells = count > 0 ? ARENA_ARRAY(ws->arena, struct cell, count) : NULL;

    for (uint32_t v = type.base == TYPE_SYMBOL; v < count; v++)
        cells[v] = value_cell(ws, type_element(type), v);
    return cells;
}

/* Field by field, which takes a third of what clearing such a structure does. */
static void set_cell(struct cell *cell, enum cell_kind kind, struct str text)
{
    cell->kind = kind;
    cell->part_count = 0;
    cell->key_number = 0;
    cell->text = text;
    cell->key = (struct str){ 0 };
    cell->title = (struct str){ 0 };
    cell->color = (struct str){ 0 };
    cell->parts = NULL;
}

static void make_id_cell(const struct cell_maker *maker, uint32_t object, struct cell *cell)
{
    set_cell(cell, CELL_TEXT, object_text(maker->ws, object));
    cell->key_number = object_id(model_object(&maker->ws->model, object)).v;
}

static void make_object_cell(const struct cell_maker *maker, uint32_t object, struct cell *cell)
{
    struct str id = object_text(maker->ws, object);

    set_cell(cell, CELL_OBJECT, id);
    cell->key = id;
    cell->key_number = object_id(model_object(&maker->ws->model, object)).v;
    if (maker->with_titles)
        cell->title = object_title(maker->ws, object);
}

static void make_list_cell(const struct cell_maker *maker, const struct kept *kept,
                           const uint32_t *members, struct cell *cell)
{
    uint32_t count = members[0];
    struct cell *parts = ARENA_ARRAY(maker->arena, struct cell, count);
    const struct ahead_list list = { members + 1, count, maker->with_titles };

    for (uint32_t i = 0; i < count; i++) {
        if (!kept->cells && maker->is_far)
            ahead_in_list(maker->ws, &list, i);
        if (kept->cells)
            parts[i] = kept->cells[members[i + 1]];
        else
            make_object_cell(maker, members[i + 1], &parts[i]);
    }
    set_cell(cell, CELL_LIST, (struct str){ 0 });
    cell->parts = parts;
    cell->part_count = count;
}

static void make_number_cell(const struct cell_maker *maker, value v, struct cell *cell)
{
    char *text = ARENA_ARRAY(maker->arena, char, DECIMAL_TEXT_BYTES);

    set_cell(cell, CELL_NUMBER, (struct str){ text, decimal_write(v, text) });
}

static void make_date_cell(const struct cell_maker *maker, value v, struct cell *cell)
{
    char *text = ARENA_ARRAY(maker->arena, char, DATE_TEXT_BYTES);

    date_write((int32_t)v, text);
    set_cell(cell, CELL_DATE, (struct str){ text, DATE_TEXT_BYTES - 1 });
}

static void make_word_cell(const struct cell_maker *maker, const struct kept *kept, value v,
                           struct cell *cell)
{
    switch (kept->keeping == KEEP_WORD ? (int)kept->type.base : TYPE_NOTHING) {
    case TYPE_OBJECT:
        make_object_cell(maker, (uint32_t)v, cell);
        return;
    case TYPE_NUMBER:
    case TYPE_INTEGER:
        make_number_cell(maker, v, cell);
        return;
    case TYPE_DATE:
        make_date_cell(maker, v, cell);
        return;
    default:
        *cell = make_cell(maker, kept->type, v);
        return;
    }
}

void make_kept_cell(const struct cell_maker *maker, const struct kept *kept, value v,
                    struct cell *ret_cell)
{
    if (kept->keeping == KEEP_MEMBERS)
        make_list_cell(maker, kept, (const uint32_t *)(intptr_t)v, ret_cell);
    else if (v == VALUE_NONE)
        set_cell(ret_cell, CELL_MISSING, (struct str){ 0 });
    else if (kept->keeping == KEEP_ID)
        make_id_cell(maker, (uint32_t)v, ret_cell);
    else if (kept->keeping == KEEP_LASTING)
        set_cell(ret_cell, CELL_TEXT, value_text(v));
    else if (kept->keeping == KEEP_WORD && kept->cells)
        *ret_cell = kept->cells[v];
    else
        make_word_cell(maker, kept, v, ret_cell);
}
