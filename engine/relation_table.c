/* relation_table.c -- the tuples of a relation, each once, found by any of their objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/relation_table.h"

bool tuples_contain(const struct tuples *tuples, const uint32_t *objects, uint32_t count)
{
    uint32_t prefix = 0;

    for (uint32_t i = 0; i < count; i++) {
        prefix = map_get(&tuples->known, map_pair(prefix, objects[i]));
        if (prefix == 0)
            return false;
    }
    return true;
}

/* Prefixes have numbers from 1; that of a whole tuple is known when the tuple is. */
static bool note_known(struct tuples *tuples, const uint32_t *objects, uint32_t count)
{
    uint32_t prefix = 0;
    bool is_new = false;

    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = map_pair(prefix, objects[i]);
        uint32_t next = map_get(&tuples->known, key);
        if (next == 0) {
            next = ++tuples->prefixes;
            map_put(&tuples->known, key, next);
            is_new = true;
        }
        prefix = next;
    }
    return is_new;
}

bool tuples_add(struct tuples *tuples, const uint32_t *objects, uint32_t count)
{
    if (!note_known(tuples, objects, count))
        return false;
    tuples->count++;
    for (uint32_t i = 0; i < count; i++) {
        VEC_PUSH(&tuples->items, objects[i]);
        VEC_PUSH(&tuples->next[i], map_get(&tuples->first[i], objects[i]));
        map_put(&tuples->first[i], objects[i], tuples->count);
    }
    return true;
}

uint32_t tuples_first(const struct tuples *tuples, uint32_t place, uint32_t object)
{
    return map_get(&tuples->first[place], object);
}

uint32_t tuples_next(const struct tuples *tuples, uint32_t place, uint32_t tuple)
{
    return tuples->next[place].items[tuple - 1];
}
