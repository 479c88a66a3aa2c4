/* cells.c -- single values in as few bytes as they need. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/cells.h"

#include "base/decimal.h"

static void *new_cells(struct arena *arena, enum cell_width width, uint32_t count)
{
    return arena_alloc_array(arena, count, (size_t)1 << width, (size_t)1 << width);
}

void cells_open(struct cells *cells, struct arena *arena, enum cell_width width, value least,
                uint32_t count)
{
    bool will_be_packed = width == CELL_64 && count >= ROWS_PACKED_LEAST;

    *cells = (struct cells){ .base = (uint64_t)least - 1, .unit = 1, .width = width };
    if (width == CELL_64)
        cells->base = (uint64_t)VALUE_NONE;
    cells->data = new_cells(will_be_packed ? &cells->draft : arena, width, count);
}

/*
 * Decimals are whole numbers, or have two places, as amounts of money and percentages do. Division
 * by a constant is several times faster, so the loops below are compiled for each.
 */
enum { UNIT_WHOLE = DECIMAL_ONE, UNIT_CENT = DECIMAL_ONE / 100, UNIT_LEAST = 1 };

/* What cells of 64 bits hold. */
struct extent {
    uint32_t rows;        /* that were looked at */
    uint64_t least, most; /* of their cells; least > most: nothing */
};

/* Goes on to the first value that is not a multiple of the unit. */
static inline void extend(struct extent *extent, const struct cells *cells, uint32_t count,
                          int64_t unit)
{
    const uint64_t *data = cells->data;

    for (; extent->rows < count; extent->rows++) {
        uint64_t cell = data[extent->rows];
        if (cell == 0)
            continue;
        if ((int64_t)(cell + (uint64_t)VALUE_NONE) % unit != 0)
            return;
        extent->least = cell < extent->least ? cell : extent->least;
        extent->most = cell > extent->most ? cell : extent->most;
    }
}

/* The largest unit that divides them all. */
static uint64_t find_unit(struct extent *extent, const struct cells *cells, uint32_t count)
{
    extend(extent, cells, count, UNIT_WHOLE);
    if (extent->rows == count)
        return UNIT_WHOLE;
    extend(extent, cells, count, UNIT_CENT);
    if (extent->rows == count)
        return UNIT_CENT;
    extend(extent, cells, count, UNIT_LEAST);
    return UNIT_LEAST;
}

static enum cell_width width_for(uint64_t most)
{
    if (most <= UINT8_MAX)
        return CELL_8;
    if (most <= UINT16_MAX)
        return CELL_16;
    return most <= UINT32_MAX ? CELL_32 : CELL_64;
}

/* Cells as they will be: one below the least value lies the cell that means none. */
static inline void divide(struct cells *cells, uint32_t count, uint64_t least, uint64_t unit)
{
    uint64_t *data = cells->data;

    for (uint32_t row = 0; row < count; row++)
        if (data[row] != 0)
            data[row] = (data[row] - least) / unit + 1;
}

static void set_unit(struct cells *cells, uint32_t count, uint64_t least, uint64_t unit)
{
    if (unit == UNIT_WHOLE)
        divide(cells, count, least, UNIT_WHOLE);
    else if (unit == UNIT_CENT)
        divide(cells, count, least, UNIT_CENT);
    else
        divide(cells, count, least, UNIT_LEAST);
    cells->base += least - unit;
    cells->unit = unit;
}

static inline void copy_cells(const uint64_t *from, enum cell_width width, void *to, uint32_t count)
{
    for (uint32_t row = 0; row < count; row++)
        cell_store(to, width, row, from[row]);
}

static void set_width(struct cells *cells, struct arena *arena, uint32_t count,
                      enum cell_width width)
{
    const uint64_t *from = cells->data;

    cells->width = width;
    cells->data = new_cells(arena, width, count);
    if (width == CELL_8)
        copy_cells(from, CELL_8, cells->data, count);
    else if (width == CELL_16)
        copy_cells(from, CELL_16, cells->data, count);
    else if (width == CELL_32)
        copy_cells(from, CELL_32, cells->data, count);
    else
        copy_cells(from, CELL_64, cells->data, count);
    arena_release(&cells->draft);
}

void cells_pack(struct cells *cells, struct arena *arena, uint32_t count)
{
    struct extent extent = { .least = UINT64_MAX };
    uint64_t unit;

    if (!cells->draft.blocks)
        return;
    unit = find_unit(&extent, cells, count);
    if (extent.least > extent.most) /* no value at all */
        extent.least = extent.most = unit;
    set_unit(cells, count, extent.least, unit);
    set_width(cells, arena, count, width_for((extent.most - extent.least) / unit + 1));
    cells->is_packed = true;
}
