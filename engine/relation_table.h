/* relation_table.h -- the tuples of a relation, each once, found by any of their objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RELATION_TABLE_H
#define ISMS_ENGINE_RELATION_TABLE_H

#include "engine/relation.h"

/* All tuples of a table have the same count of objects. Tuples are numbered from 1 as they come. */
bool tuples_contain(const struct tuples *tuples, const uint32_t *objects, uint32_t count);
/* False when it was there already. */
bool tuples_add(struct tuples *tuples, const uint32_t *objects, uint32_t count);

/* The tuples with the object at that place, the newest first; 0 ends the chain. */
uint32_t tuples_first(const struct tuples *tuples, uint32_t place, uint32_t object);
uint32_t tuples_next(const struct tuples *tuples, uint32_t place, uint32_t tuple);

static inline const uint32_t *tuple_objects(const struct tuples *tuples, uint32_t tuple,
                                            uint32_t count)
{
    return tuples->items.items + (size_t)(tuple - 1) * count;
}

#endif
