/* cells.h -- single values in as few bytes as they need. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CELLS_H
#define ISMS_ENGINE_CELLS_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/value.h"

/*
 * A cell of 0 is a value that is not set; any other stands for base + cell * unit, modulo 2^64. So
 * zeroed memory is empty, and numbers of objects and symbols stand for themselves.
 *
 * Cells are written as wide as the type of the values asks for, in any order, by several threads
 * if each row belongs to one of them. When all are known they are packed, if there are many: small
 * integers, which are millions as decimals, take a byte or two, and so do dates and references to
 * a few hundred objects. From then on they are only read.
 */
enum cell_width { CELL_8, CELL_16, CELL_32, CELL_64 }; /* the logarithm of its bytes */

enum { ROWS_PACKED_LEAST = 1 << 14 };

struct cells {
    void *data;
    uint64_t base, unit;
    enum cell_width width;
    bool is_packed;
    struct arena draft; /* cells of 32 or 64 bits until then */
};

/* The values that will be put are VALUE_NONE or from `least` on; any for cells of 64 bits. */
void cells_open(struct cells *cells, struct arena *arena, enum cell_width width, value least,
                uint32_t count);
/* The rows from `first` on. */
void cells_put_all(struct cells *cells, uint32_t first, const value *values, uint32_t count);
/* Those of 8 bits stay as they are, and so do those that were packed or are few. */
void cells_pack(struct cells *cells, struct arena *arena, uint32_t count);

/* ---- what follows is done for every value there is ---- */

/* For loops over many rows, which know the width. */
static inline uint64_t cell_of_width(const void *data, enum cell_width width, uint32_t row)
{
    switch (width) {
    case CELL_8:
        return ((const uint8_t *)data)[row];
    case CELL_16:
        return ((const uint16_t *)data)[row];
    case CELL_32:
        return ((const uint32_t *)data)[row];
    case CELL_64:
        return ((const uint64_t *)data)[row];
    }
    return 0;
}
static inline value cell_value(uint64_t base, uint64_t unit, uint64_t cell)
{
    return cell == 0 ? VALUE_NONE : (value)(base + cell * unit);
}

static inline value cells_get(const struct cells *cells, uint32_t row)
{
    return cell_value(cells->base, cells->unit, cell_of_width(cells->data, cells->width, row));
}
static inline bool cells_has(const struct cells *cells, uint32_t row)
{
    return cell_of_width(cells->data, cells->width, row) != 0;
}

static inline void cell_store(void *data, enum cell_width width, uint32_t row, uint64_t cell)
{
    switch (width) {
    case CELL_8:
        ((uint8_t *)data)[row] = (uint8_t)cell;
        break;
    case CELL_16:
        ((uint16_t *)data)[row] = (uint16_t)cell;
        break;
    case CELL_32:
        ((uint32_t *)data)[row] = (uint32_t)cell;
        break;
    case CELL_64:
        ((uint64_t *)data)[row] = cell;
        break;
    }
}
static inline void cells_put(struct cells *cells, uint32_t row, value v)
{
    assert(!cells->is_packed);
    if (cells->width == CELL_64) /* whose cell of VALUE_NONE is 0 */
        ((uint64_t *)cells->data)[row] = (uint64_t)v - cells->base;
    else
        cell_store(cells->data, cells->width, row, v == VALUE_NONE ? 0 : (uint64_t)v - cells->base);
}

#endif
