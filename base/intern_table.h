/* intern_table.h -- many names at a time, for those who look up millions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_INTERN_TABLE_H
#define ISMS_BASE_INTERN_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/known_names.h"
#include "base/short_hash.h"
#include "base/siphash.h"
#include "base/text_store.h"

/*
 * intern_find for many names at once, in three steps, each for all of them before the next: seek
 * fetches the place in the table into the cache; near looks there and fetches the text of the
 * symbol that it most probably is (none: nobody interned it), with which the caller may fetch
 * things of his own; sought is sure. The second may be left out, after the first `near` is none.
 * Nobody may intern between them.
 */
struct sought {
    struct short_text key; /* of the text; known before */
    uint32_t hash;         /* from intern_seek on */
    sym_id near;           /* from intern_near on */
};
static inline void intern_seek(const struct interner *interner, struct str text,
                               struct sought *sought);
static inline sym_id intern_near(const struct interner *interner, struct sought *sought);
static inline sym_id intern_sought(const struct interner *interner, struct str text,
                                   const struct sought *sought);

/* ---- what else stands here belongs to intern.c; the steps need it, and are taken often ---- */

/*
 * A slot is eight bytes: a part of the hash, which tells nearly all other texts apart, and the
 * symbol. Where a text belongs follows from that part alone, so the table grows without a look at
 * the texts. They lie in the order of their symbols; the first twelve bytes of one are compared as
 * two numbers.
 */
struct intern_slot {
    uint32_t hash;
    uint32_t sym; /* 0: free */
};

_Static_assert(sizeof(struct intern_slot) == 8, "eight slots fill a cache line");

/*
 * Short texts that were interned a moment ago, each in the one place that its bytes lead to: most
 * names come again soon and cost no keyed hash then. Whoever makes names collide here loses only
 * that gain.
 */
enum { RECENT_BITS = 11 };
struct recent_name {
    struct short_text text;
    uint32_t sym; /* 0: free */
};

struct interner {
    struct intern_slot *slots;
    size_t mask; /* number of slots - 1 */
    struct siphash_key secret;
    struct short_hash_key short_secret;
    const struct known_names *known; /* symbols 1 .. known->count */
    struct text_store texts;         /* of the symbols behind those; the first is that of none */
    struct recent_name recent[1 << RECENT_BITS];
};

static inline uint32_t intern_hash_of(const struct interner *interner, struct short_text key,
                                      struct str text)
{
    return short_text_is_long(key) ? (uint32_t)siphash(&interner->secret, text.ptr, text.len)
                                   : short_hash(&interner->short_secret, key);
}

static inline struct intern_slot *intern_home(const struct interner *interner, uint32_t hash)
{
    return &interner->slots[hash & interner->mask];
}

static inline struct intern_slot *intern_next_slot(const struct interner *interner,
                                                   const struct intern_slot *slot)
{
    return &interner->slots[(size_t)(slot + 1 - interner->slots) & interner->mask];
}

static inline bool intern_holds(const struct interner *interner, uint32_t sym,
                                struct short_text key, struct str text)
{
    return text_store_holds(&interner->texts, sym - interner->known->count, key, text);
}

static inline void intern_seek(const struct interner *interner, struct str text,
                               struct sought *sought)
{
    sought->hash = intern_hash_of(interner, sought->key, text);
    sought->near.v = 0;
    __builtin_prefetch(intern_home(interner, sought->hash));
}

static inline sym_id intern_near(const struct interner *interner, struct sought *sought)
{
    const struct intern_slot *slot = intern_home(interner, sought->hash);

    while (slot->sym != 0 && slot->hash != sought->hash)
        slot = intern_next_slot(interner, slot);
    if (slot->sym != 0)
        __builtin_prefetch(text_store_place(&interner->texts, slot->sym - interner->known->count));
    sought->near.v = slot->sym;
    return sought->near;
}

/* With the hash of the text. */
sym_id intern_find_hashed(const struct interner *interner, struct str text,
                          const struct sought *sought);

static inline sym_id intern_sought(const struct interner *interner, struct str text,
                                   const struct sought *sought)
{
    uint32_t near = sought->near.v;

    if (near != 0 && intern_holds(interner, near, sought->key, text))
        return sought->near;
    return intern_find_hashed(interner, text, sought);
}

#endif
