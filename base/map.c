/* map.c -- from a 64-bit key to a 32-bit value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/map.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/oom.h"

struct map_slot {
    uint64_t key;
    uint32_t value; /* 0: free */
};

enum { SLOTS_FIRST = 16 };

/*
 * Keys are pairs of handles, and handles follow the order of the user's text: an unkeyed hash could
 * be met with a text whose pairs collide. The address of the table is different in each run and
 * serves as the key; it chooses places only, and nobody can walk a map.
 */
static uint64_t hash(const struct map *map, uint64_t key)
{
    uint64_t salt = (uint64_t)(uintptr_t)map->slots * 0x9e3779b97f4a7c15;
    for (unsigned round = 0; round < 2; round++) {
        unsigned __int128 product = (unsigned __int128)(key ^ salt) * 0xd6e8feb86659fd93;
        key = (uint64_t)product ^ (uint64_t)(product >> 64);
    }
    return key;
}

/* The slot with the key, or the free one where it belongs. */
static struct map_slot *find_slot(const struct map *map, uint64_t key)
{
    size_t i = (size_t)hash(map, key) & map->mask;
    while (map->slots[i].value != 0 && map->slots[i].key != key)
        i = (i + 1) & map->mask;
    return &map->slots[i];
}

static size_t slot_count(const struct map *map)
{
    return map->slots == NULL ? 0 : (size_t)map->mask + 1;
}

static void set_slots(struct map *map, size_t slots)
{
    size_t old_slots = slot_count(map);
    if (slots - 1 > UINT32_MAX)
        oom_exit(SIZE_MAX);

    struct map_slot *old = map->slots;
    map->slots = oom_unless(calloc(slots, sizeof *old), slots * sizeof *old);
    map->mask = (uint32_t)(slots - 1);
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].value != 0)
            *find_slot(map, old[i].key) = old[i];
    }
    free(old);
}

/* At most two thirds of the slots are taken. */
static bool has_room(size_t slots, size_t keys)
{
    return keys <= slots / 3 * 2;
}

void map_reserve(struct map *map, uint32_t keys)
{
    size_t slots = slot_count(map) == 0 ? SLOTS_FIRST : slot_count(map);
    while (!has_room(slots, keys))
        slots *= 2;
    if (slots != slot_count(map))
        set_slots(map, slots);
}

uint32_t map_get(const struct map *map, uint64_t key)
{
    return map->slots == NULL ? 0 : find_slot(map, key)->value;
}

void map_put(struct map *map, uint64_t key, uint32_t value)
{
    assert(value != 0);
    if (!has_room(slot_count(map), (size_t)map->count + 1))
        set_slots(map, slot_count(map) == 0 ? SLOTS_FIRST : slot_count(map) * 2);

    struct map_slot *slot = find_slot(map, key);
    if (slot->value == 0)
        map->count++;
    *slot = (struct map_slot){ key, value };
}

void map_release(struct map *map)
{
    free(map->slots);
    *map = (struct map){ 0 };
}
