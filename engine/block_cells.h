/* block_cells.h -- the cells of a column that the rows of a block read. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_BLOCK_CELLS_H
#define ISMS_ENGINE_BLOCK_CELLS_H

#include "engine/block_parts.h"
#include "engine/column.h"

/* The value of each of these objects; none of one that is missing. */
void cells_read(const struct column *column, const struct object_list *objects, value *ret_values);

/* Which cells pass: those from .. from + size, or all others; one that is not set is below them. */
struct cell_test {
    uint64_t from, size;
    bool is_outside;
};
/* The cells whose values lie from `least` to `most`, all of which are above VALUE_NONE. */
struct cell_test cell_test(const struct cells *cells, value least, value most);
/* Those that do not pass now, and no others. */
struct cell_test cell_test_not(struct cell_test test);

/* The places of those objects whose cells pass, ascending; returns how many. */
uint32_t cells_find(const struct column *column, const struct object_list *objects,
                    struct cell_test test, uint32_t *ret_places);

#endif
