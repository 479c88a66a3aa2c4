/* block_cells.c -- loops over the cells of a column, one for each width. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/block_cells.h"

/*
 * What the loops read stands in variables of their own: what they write might lie anywhere, for all
 * that the compiler knows.
 */
struct source_of_cells {
    const void *data;
    uint64_t base, unit;
    uint32_t first; /* object of the first cell */
};

static inline struct source_of_cells source_of(const struct column *column)
{
    return (struct source_of_cells){ column->cells.data, column->cells.base, column->cells.unit,
                                     column->first };
}

static inline uint64_t cell_of(const struct source_of_cells *source, enum cell_width width,
                               value object)
{
    if (object == VALUE_NONE)
        return 0;
    return cell_of_width(source->data, width, (uint32_t)object - source->first);
}

/* ---- their values ---- */

static inline void read_width(const struct column *column, const struct object_list *objects,
                              enum cell_width width, value *ret_values)
{
    const struct source_of_cells source = source_of(column);
    const struct object_list list = *objects;
    uint32_t row = list.first - source.first;

    if (list.items)
        for (uint32_t i = 0; i < list.count; i++)
            ret_values[i] =
                cell_value(source.base, source.unit, cell_of(&source, width, list.items[i]));
    else
        for (uint32_t i = 0; i < list.count; i++)
            ret_values[i] =
                cell_value(source.base, source.unit, cell_of_width(source.data, width, row + i));
}

void cells_read(const struct column *column, const struct object_list *objects, value *ret_values)
{
    switch (column->cells.width) {
    case CELL_8:
        read_width(column, objects, CELL_8, ret_values);
        break;
    case CELL_16:
        read_width(column, objects, CELL_16, ret_values);
        break;
    case CELL_32:
        read_width(column, objects, CELL_32, ret_values);
        break;
    case CELL_64:
        read_width(column, objects, CELL_64, ret_values);
        break;
    }
}

/* ---- tests ---- */

/* How many units it lies above the value of the cell 1, which is not above it. */
static uint64_t units_above(const struct cells *cells, value v)
{
    return ((uint64_t)v - (cells->base + cells->unit)) / cells->unit;
}

static const struct cell_test PASSES_NOTHING = { 0, UINT64_MAX, true };

struct cell_test cell_test(const struct cells *cells, value least, value most)
{
    value first = (value)(cells->base + cells->unit);
    uint64_t from = 1;
    uint64_t to;

    if (least > most || most < first)
        return PASSES_NOTHING;
    if (least > first) /* the next unit when it lies between two */
        from = 2 + units_above(cells, least - 1);
    to = 1 + units_above(cells, most);
    return from > to ? PASSES_NOTHING : (struct cell_test){ from, to - from, false };
}

struct cell_test cell_test_not(struct cell_test test)
{
    return (struct cell_test){ test.from, test.size, !test.is_outside };
}

static inline bool passes(struct cell_test test, uint64_t cell)
{
    return (cell - test.from <= test.size) != test.is_outside;
}

/* A place is written whether it stays or not: there is room, and nothing to be guessed. */
static inline uint32_t find_width(const struct column *column, const struct object_list *objects,
                                  enum cell_width width, struct cell_test test,
                                  uint32_t *ret_places)
{
    const struct source_of_cells source = source_of(column);
    const struct object_list list = *objects;
    uint32_t row = list.first - source.first;
    uint32_t found = 0;

    if (list.items)
        for (uint32_t i = 0; i < list.count; i++) {
            ret_places[found] = i;
            found += passes(test, cell_of(&source, width, list.items[i]));
        }
    else
        for (uint32_t i = 0; i < list.count; i++) {
            ret_places[found] = i;
            found += passes(test, cell_of_width(source.data, width, row + i));
        }
    return found;
}

uint32_t cells_find(const struct column *column, const struct object_list *objects,
                    struct cell_test test, uint32_t *ret_places)
{
    switch (column->cells.width) {
    case CELL_8:
        return find_width(column, objects, CELL_8, test, ret_places);
    case CELL_16:
        return find_width(column, objects, CELL_16, test, ret_places);
    case CELL_32:
        return find_width(column, objects, CELL_32, test, ret_places);
    case CELL_64:
        return find_width(column, objects, CELL_64, test, ret_places);
    }
    return 0;
}
