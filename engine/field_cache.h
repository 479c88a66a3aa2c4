/* field_cache.h -- the fields that were looked up a moment ago. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_FIELD_CACHE_H
#define ISMS_ENGINE_FIELD_CACHE_H

#include <stdint.h>

#include "engine/schema.h"

/*
 * Objects of a kind say the same fields again and again. Each (kind, name) has one place that it
 * leads to; what is not there is looked up in the schema. The zero value is empty.
 */
enum { FIELD_CACHE_BITS = 8 };

struct cached_field {
    uint32_t kind;
    sym_id name;
    uint32_t field; /* 0: the kind has none of that name */
};
struct field_cache {
    struct cached_field places[1 << FIELD_CACHE_BITS];
};

/* schema_find_field, sooner. */
static inline uint32_t cached_field(struct field_cache *cache, const struct schema *schema,
                                    uint32_t kind, sym_id name)
{
    uint32_t place = (kind * 0x9e3779b1u ^ name.v * 0x85ebca6bu) >> (32 - FIELD_CACHE_BITS);
    struct cached_field *cached = &cache->places[place];

    if (cached->kind != kind || !sym_equal(cached->name, name))
        *cached = (struct cached_field){ kind, name, schema_find_field(schema, kind, name) };
    return cached->field;
}

#endif
