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
 * Decimals are whole numbers, or have two places, as amounts of money and percentages do. The
 * remainder of a division by a constant is several times faster, so its loop is compiled for each.
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
    const void *data = packing->from->data;
    uint64_t base = packing->from->base;
    uint64_t least = packing->least;
    uint64_t most = packing->most;
    uint32_t row = packing->rows;

    for (; row < packing->count; row++) {
        uint64_t cell = cell_of_width(data, width, row);
        if (cell == 0)
            continue;
        if ((int64_t)(base + cell) % unit != 0)
            break;
        least = cell < least ? cell : least;
        most = cell > most ? cell : most;
    }
    packing->least = least;
    packing->most = most;
    packing->rows = row;
    packing->unit = (uint64_t)unit;
    return row == packing->count;
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

static enum cell_width width_for(uint64_t most)
{
    if (most <= UINT8_MAX)
        return CELL_8;
    if (most <= UINT16_MAX)
        return CELL_16;
    return most <= UINT32_MAX ? CELL_32 : CELL_64;
}

/*
 * Division of what is a multiple for certain: twos are shifted out, and the odd rest has an inverse
 * modulo 2^64, of which each round of Newton's method finds twice as many bits.
 */
struct divisor {
    unsigned twos;
    uint64_t inverse;
};

static struct divisor divisor_of(uint64_t unit)
{
    struct divisor divisor = { 0, 1 };
    uint64_t odd = unit;

    for (; odd % 2 == 0; odd /= 2)
        divisor.twos++;
    for (int round = 0; round < 6; round++)
        divisor.inverse *= 2 - odd * divisor.inverse;
    return divisor;
}

/* Cells as they will be: one below the least value lies the cell that means none. */
static inline void convert(const struct packing *packing, enum cell_width from, enum cell_width to,
                           void *packed)
{
    const struct divisor divisor = divisor_of(packing->unit);
    const void *data = packing->from->data;
    uint64_t least = packing->least;
    uint32_t count = packing->count;

    for (uint32_t row = 0; row < count; row++) {
        uint64_t cell = cell_of_width(data, from, row);
        uint64_t units = ((cell - least) >> divisor.twos) * divisor.inverse;
        cell_store(packed, to, row, cell == 0 ? 0 : units + 1);
    }
}

static inline void convert_from(const struct packing *packing, enum cell_width from,
                                enum cell_width to, void *packed)
{
    switch (to) {
    case CELL_8:
        convert(packing, from, CELL_8, packed);
        break;
    case CELL_16:
        convert(packing, from, CELL_16, packed);
        break;
    case CELL_32:
        convert(packing, from, CELL_32, packed);
        break;
    case CELL_64:
        convert(packing, from, CELL_64, packed);
        break;
    }
}

void cells_pack(struct cells *cells, struct arena *arena, uint32_t count)
{
    struct packing packing = { .from = cells, .count = count, .least = UINT64_MAX };
    enum cell_width width;
    void *packed;

    if (!cells->draft.blocks)
        return;
    find_unit(&packing);
    width = width_for((packing.most - packing.least) / packing.unit + 1);
    packed = new_cells(arena, width, count);
    if (cells->width == CELL_32)
        convert_from(&packing, CELL_32, width, packed);
    else
        convert_from(&packing, CELL_64, width, packed);
    cells->base += packing.least - packing.unit;
    cells->unit = packing.unit;
    cells->width = width;
    cells->data = packed;
    arena_release(&cells->draft);
    cells->is_packed = true;
}
