/* known_names.c -- names that were numbered when the program was built. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"

#include <assert.h>
#include <string.h>

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

static uint8_t tag_of(uint64_t hash)
{
    uint8_t tag = (uint8_t)hash;
    return tag != 0 ? tag : 1;
}

uint32_t known_names_find(const struct known_names *known, struct str text)
{
    uint64_t hash = hash_of(text);
    uint8_t tag = tag_of(hash);
    for (uint32_t i = home_of(hash, known->mask); known->tags[i] != 0; i = (i + 1) & known->mask)
        if (known->tags[i] == tag && str_equal(known_name(known, known->numbers[i]), text))
            return known->numbers[i];
    return 0;
}

void known_names_place(uint8_t *tags, uint16_t *numbers, uint32_t mask, struct str text,
                       uint32_t number)
{
    assert(number > 0 && number <= KNOWN_NAMES_MOST);

    uint64_t hash = hash_of(text);
    uint32_t i = home_of(hash, mask);
    while (tags[i] != 0)
        i = (i + 1) & mask;
    tags[i] = tag_of(hash);
    numbers[i] = (uint16_t)number;
}
