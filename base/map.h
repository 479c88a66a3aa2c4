/* map.h -- from a 64-bit key to a 32-bit value. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_MAP_H
#define ISMS_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

/*
 * Keys are numbers that the program made (handles, pairs of handles); value 0 means absent. There
 * is no way to walk a map, so that no order can leak from it into a result. Zero value = empty.
 */
struct map {
    struct map_slot *slots;
    uint32_t count;
    uint32_t mask; /* number of slots - 1, or 0 without slots */
};

uint32_t map_get(const struct map *map, uint64_t key);       /* 0 if absent */
void map_put(struct map *map, uint64_t key, uint32_t value); /* replaces; value must not be 0 */
void map_reserve(struct map *map, uint32_t keys);            /* room for so many in all */
void map_release(struct map *map);

static inline uint64_t map_pair(uint32_t high, uint32_t low)
{
    return (uint64_t)high << 32 | low;
}

#endif
