/* links.h -- references as edges, forwards and backwards. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_LINKS_H
#define ISMS_ENGINE_LINKS_H

#include <stdint.h>

#include "engine/column.h"
#include "engine/workspace.h"

/*
 * Made on first use and kept. Links go through the heads of records (language.md section 10); raw
 * ones do not. Sources and targets are in ascending order. The field's definition must be ready.
 */
const struct edges *field_links(struct workspace *ws, uint32_t field);
const struct edges *field_links_reversed(struct workspace *ws, uint32_t field);
const struct edges *field_raw_reversed(struct workspace *ws, uint32_t field);

/* The targets of an object; none for objects beyond the rows. */
static inline const uint32_t *edges_of(const struct edges *edges, uint32_t object,
                                       uint32_t *ret_count)
{
    uint32_t row = object - edges->first;

    if (object < edges->first || row >= edges->count) {
        *ret_count = 0;
        return NULL;
    }
    *ret_count = edges->starts[row + 1] - edges->starts[row];
    return edges->items + edges->starts[row];
}

#endif
