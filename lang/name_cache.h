/* name_cache.h -- the names that were interned a moment ago. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_NAME_CACHE_H
#define ISMS_LANG_NAME_CACHE_H

#include <stdint.h>
#include <string.h>

#include "base/intern.h"

/*
 * Field names and words such as `high` come again and again; looking them up here costs no keyed
 * hash and no cache miss. Whoever makes names collide loses only the gain: each place holds one
 * name. Names of more than 16 bytes go past it. Zero value = empty.
 */
enum { NAME_CACHE_PLACES = 512, NAME_CACHE_BYTES = 16 };

struct cached_name {
    uint64_t key[2]; /* the bytes, filled up with NUL, which no name has */
    sym_id sym;
};

struct name_cache {
    struct cached_name places[NAME_CACHE_PLACES];
};

/* The first bytes of eight, the others 0. */
static inline uint64_t keep_first(uint64_t word, size_t bytes)
{
    if (bytes >= 8)
        return word;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return word & ((UINT64_C(1) << 8 * bytes) - 1);
#else
    return bytes == 0 ? 0 : word & ~UINT64_C(0) << (64 - 8 * bytes);
#endif
}

/* Interns a name behind whose first byte 16 bytes can be read. */
static inline sym_id name_cache_intern(struct name_cache *cache, struct interner *names,
                                       struct str name)
{
    struct cached_name *place;
    uint64_t key[2];

    if (name.len > NAME_CACHE_BYTES)
        return intern(names, name);
    memcpy(key, name.ptr, sizeof key);
    key[0] = keep_first(key[0], name.len);
    key[1] = name.len > 8 ? keep_first(key[1], name.len - 8) : 0;
    place = &cache->places[(key[0] ^ key[1] * 31) * UINT64_C(0x9E3779B97F4A7C15) >> 55];
    if (place->key[0] != key[0] || place->key[1] != key[1])
        *place = (struct cached_name){ { key[0], key[1] }, intern(names, name) };
    return place->sym;
}

#endif
