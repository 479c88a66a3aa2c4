/* plain_names.h -- the objects that folded paragraphs name, looked up many at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PLAIN_NAMES_H
#define ISMS_ENGINE_PLAIN_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern_table.h"
#include "base/vec.h"
#include "engine/scopes.h"
#include "engine/type.h"

struct field_def;
struct schema;
struct workspace;

/*
 * From a name to its object it is three steps through tables larger than any cache: the interner,
 * the text of a symbol, its object. Whoever takes the same step for many names at once, and fetches
 * for each what the next step reads, waits for the memory once and not for every name.
 */

/* Where names are looked up; for as long as the arena that it was made in lives. */
struct plain_index {
    const struct workspace *ws;
    const uint32_t *object_of; /* by symbol: what has that name in the root namespace, or 0 */
};
struct plain_index plain_index_make(const struct workspace *ws, struct arena *arena);

/* What may be named as a value of a field. */
struct plain_target {
    struct type type;
    uint32_t first, count; /* these objects; none: the type has to be asked */
};
struct plain_target plain_target_of(const struct schema *schema, struct type type);

struct plain_name {
    struct str text;
    const struct plain_target *target;
    struct place_of_use from;
    struct sought sought; /* its key: short_text_of the text */
    uint32_t for_value;   /* whoever queued it knows which value waits for it, */
    uint32_t for_entry;   /* and of what */
    bool is_path;         /* with dots: it may be found in several ways */
    sym_id sym;           /* found */
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

/* Finds the objects of all of them; everything else is set. Changes nothing that others see, as
 * plain_fn. */
void plain_names_find(struct plain_names *names, const struct plain_index *index);

/* Does what was found follow from the text and the field alone, wherever in the root it stands? */
static inline bool plain_name_is_plain(const struct plain_index *index,
                                       const struct plain_name *name)
{
    return name->object != 0 && name->from.namespace_.v == 0 &&
           index->object_of[name->sym.v] == name->object;
}

#endif
