/* known_names.c -- names that were numbered when the program was built. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"

#include <assert.h>
#include <string.h>

enum { NUMBER_BITS = 16 };

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static uint64_t load(const char *bytes, size_t count)
{
    uint64_t word = 0;
    if (count > 0) /* an empty text may be nowhere */
        memcpy(&word, bytes, count);
    return word;
}

/* Of eight bytes at a time; the last eight may be looked at twice. */
static uint64_t hash_of(struct str text)
{
    uint64_t hash = text.len;
    if (text.len < sizeof hash)
        return mix(hash, load(text.ptr, text.len));
    for (size_t at = 0; at + sizeof hash < text.len; at += sizeof hash)
        hash = mix(hash, load(text.ptr + at, sizeof hash));
    return mix(hash, load(text.ptr + text.len - sizeof hash, sizeof hash));
}

/* The highest bits of a product depend on all bits of its factors. */
static uint32_t home_of(uint64_t hash, uint32_t mask)
{
    return (uint32_t)(hash >> 44) & mask;
}

static uint32_t part_of(uint64_t hash)
{
    return (uint32_t)hash << NUMBER_BITS;
}

uint32_t known_names_find(const struct known_names *known, struct str text)
{
    uint64_t hash = hash_of(text);
    for (uint32_t i = home_of(hash, known->mask);; i = (i + 1) & known->mask) {
        uint32_t slot = known->slots[i];
        uint32_t number = slot & KNOWN_NAMES_MOST;
        if (slot == 0)
            return 0;
        if ((slot ^ number) == part_of(hash) && str_equal(known_name(known, number), text))
            return number;
    }
}

void known_names_place(uint32_t *slots, uint32_t mask, struct str text, uint32_t number)
{
    assert(number > 0 && number <= KNOWN_NAMES_MOST);

    uint64_t hash = hash_of(text);
    uint32_t i = home_of(hash, mask);
    while (slots[i] != 0)
        i = (i + 1) & mask;
    slots[i] = part_of(hash) | number;
}
