/* plain_names.h -- the objects that folded paragraphs name, looked up many at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PLAIN_NAMES_H
#define ISMS_ENGINE_PLAIN_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/vec.h"
#include "engine/scopes.h"
#include "engine/type.h"
#include "lang/plain_walk.h"

struct field_def;
struct schema;
struct workspace;

/*
 * From a name to its object it is three steps through tables larger than any cache: the interner,
 * scopes.first_of, scopes.names. Whoever takes the same step for many names at once, and fetches
 * for each what the next step reads, waits for the memory once and not for every name.
 */
struct plain_name {
    struct plain_item item; /* a NAME or SELECT */
    struct type type;       /* of the field that it is given to */
    struct place_of_use from;
    struct sought sought; /* intern_seek of the text */
    uint32_t for_value;   /* whoever queued it knows which value waits for it, */
    uint32_t for_entry;   /* and of what */
    uint32_t object;      /* found, or 0: the tree has to be asked */
};
struct plain_names { /* a vector (vec.h) */
    struct plain_name *items;
    uint32_t count, capacity;
};

/* Can names alone be values of the field? Not where they may stand for records and rules. */
bool plain_names_are_values(const struct schema *schema, const struct field_def *field);

/* One more, without its parts. */
static inline struct plain_name *plain_names_push(struct plain_names *names)
{
    VEC_RESERVE(names, (size_t)names->count + 1);
    return &names->items[names->count++];
}

/* Finds the objects of all of them; everything else is set, `sought` with the same memory. Changes
 * nothing that others see, as plain_fn. */
void plain_names_find(struct plain_names *names, const struct workspace *ws,
                      struct recent_names *recent);

#endif
