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
    bool will_be_packed = width >= CELL_32 && count >= ROWS_PACKED_LEAST;

    *cells = (struct cells){ .base = (uint64_t)least - 1, .unit = 1, .width = width };
    if (width == CELL_64)
        cells->base = (uint64_t)VALUE_NONE;
    cells->data = new_cells(will_be_packed ? &cells->draft : arena, width, count);
}

void cells_put_all(struct cells *cells, uint32_t first, const value *values, uint32_t count)
{
    uint64_t *wide = (uint64_t *)cells->data + first;
    uint64_t base = cells->base;

    assert(!cells->is_packed);
    if (cells->width == CELL_64)
        for (uint32_t i = 0; i < count; i++)
            wide[i] = (uint64_t)values[i] - base;
    else
        for (uint32_t i = 0; i < count; i++)
            cells_put(cells, first + i, values[i]);
}

/*
 * Decimals are whole numbers, or have two places, as amounts of money and percentages do. Division
 * by a constant is several times faster, so the loops below are compiled for each.
 */
enum { UNIT_WHOLE = DECIMAL_ONE, UNIT_CENT = DECIMAL_ONE / 100, UNIT_LEAST = 1 };

/* Cells of 32 or 64 bits on their way; only those of 64 bits are decimals. */
struct packing {
    struct cells *from;
    uint32_t count, rows; /* rows: that were looked at */
    uint64_t least, most; /* of their cells; least > most: nothing */
    uint64_t unit;
};

/* Goes on to the first value that is not a multiple of the unit; true when there is none. */
static inline bool extend(struct packing *packing, enum cell_width width, int64_t unit)
{
    for (; packing->rows < packing->count; packing->rows++) {
        uint64_t cell = cell_of_width(packing->from->data, width, packing->rows);
        if (cell == 0)
            continue;
        if ((int64_t)(packing->from->base + cell) % unit != 0)
            return false;
        packing->least = cell < packing->least ? cell : packing->least;
        packing->most = cell > packing->most ? cell : packing->most;
    }
    packing->unit = (uint64_t)unit;
    return true;
}

static void find_unit(struct packing *packing)
{
    if (packing->from->width == CELL_32)
        (void)extend(packing, CELL_32, UNIT_LEAST);
    else if (!extend(packing, CELL_64, UNIT_WHOLE) && !extend(packing, CELL_64, UNIT_CENT))
        (void)extend(packing, CELL_64, UNIT_LEAST);
    if (packing->least > packing->most) /* no value at all */
        packing->least = packing->most = packing->unit;
}

/* Cells as they will be: one below the least value lies the cell that means none. */
static inline void divide(const struct packing *packing, enum cell_width width, uint64_t unit)
{
    void *data = packing->from->data;

    for (uint32_t row = 0; row < packing->count; row++) {
        uint64_t cell = cell_of_width(data, width, row);
        if (cell != 0)
            cell_store(data, width, row, (cell - packing->least) / unit + 1);
    }
}

static void set_unit(const struct packing *packing)
{
    struct cells *cells = packing->from;

    if (cells->width == CELL_32)
        divide(packing, CELL_32, UNIT_LEAST);
    else if (packing->unit == UNIT_WHOLE)
        divide(packing, CELL_64, UNIT_WHOLE);
    else if (packing->unit == UNIT_CENT)
        divide(packing, CELL_64, UNIT_CENT);
    else
        divide(packing, CELL_64, UNIT_LEAST);
    cells->base += packing->least - packing->unit;
    cells->unit = packing->unit;
}

static enum cell_width width_for(uint64_t most)
{
    if (most <= UINT8_MAX)
        return CELL_8;
    if (most <= UINT16_MAX)
        return CELL_16;
    return most <= UINT32_MAX ? CELL_32 : CELL_64;
}

static inline void copy_cells(const struct packing *packing, enum cell_width width, void *to)
{
    const void *from = packing->from->data;

    if (packing->from->width == CELL_32)
        for (uint32_t row = 0; row < packing->count; row++)
            cell_store(to, width, row, cell_of_width(from, CELL_32, row));
    else
        for (uint32_t row = 0; row < packing->count; row++)
            cell_store(to, width, row, cell_of_width(from, CELL_64, row));
}

static void set_width(const struct packing *packing, enum cell_width width, void *to)
{
    if (width == CELL_8)
        copy_cells(packing, CELL_8, to);
    else if (width == CELL_16)
        copy_cells(packing, CELL_16, to);
    else if (width == CELL_32)
        copy_cells(packing, CELL_32, to);
    else
        copy_cells(packing, CELL_64, to);
    packing->from->width = width;
    packing->from->data = to;
}

void cells_pack(struct cells *cells, struct arena *arena, uint32_t count)
{
    struct packing packing = { .from = cells, .count = count, .least = UINT64_MAX };
    enum cell_width width;

    if (!cells->draft.blocks)
        return;
    find_unit(&packing);
    set_unit(&packing);
    width = width_for((packing.most - packing.least) / packing.unit + 1);
    set_width(&packing, width, new_cells(arena, width, count));
    arena_release(&cells->draft);
    cells->is_packed = true;
}
