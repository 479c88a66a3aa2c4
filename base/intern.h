/* intern.h -- one number per distinct text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_INTERN_H
#define ISMS_BASE_INTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Handle of an interned text; 0 = none. Numbers follow the order of first use, never the hash. */
typedef struct {
    uint32_t v;
} sym_id;

/*
 * Open addressing, keys up to 12 bytes inline in 16-byte slots, keyed hash (reliability.md,
 * class 14: hash flooding). The seed changes no result, only the place in the table.
 */
struct interner;

struct interner *interner_open(uint64_t seed_low, uint64_t seed_high);
/* Names that have their numbers from the start; borrowed. Before any other name comes. */
struct known_names;
void interner_know(struct interner *interner, const struct known_names *known);
void interner_close(struct interner *interner);
void interner_reserve(struct interner *interner, uint32_t symbols); /* avoid growth while parsing */

sym_id intern(struct interner *interner, struct str text); /* copies the text */
/*
 * For many names at once. The hash can be found out by other threads, while nobody interns, and a
 * few names before its turn the place in the table fetched into the cache.
 */
uint64_t intern_hash(const struct interner *interner, struct str text);
void intern_prefetch(const struct interner *interner, uint64_t hash);
sym_id intern_hashed(struct interner *interner, struct str text, uint64_t hash); /* as intern() */

sym_id intern_find(const struct interner *interner, struct str text); /* none if never interned */
/*
 * intern_find for many names at once, in two steps: seek fetches the place in the table into the
 * cache, and sought looks there. Nobody may intern between them. Short names that were found a
 * moment ago are found at once, in a memory that belongs to whoever asks and to one table; its zero
 * value is empty.
 */
enum { RECENT_FOUND_BITS = 10 };
struct name_slot { /* a text of at most 12 bytes, or a hash, as intern.c writes them */
    uint64_t low;
    uint32_t high;
    uint32_t sym; /* 0: free */
};
struct recent_names {
    struct name_slot slots[1 << RECENT_FOUND_BITS];
};
struct sought {
    uint64_t hash;
    sym_id sym; /* found at once; none: look at the place */
};
struct sought intern_seek(const struct interner *interner, const struct recent_names *recent,
                          struct str text);
sym_id intern_sought(const struct interner *interner, struct recent_names *recent, struct str text,
                     struct sought sought);
/* Both steps. */
sym_id intern_find_again(const struct interner *interner, struct recent_names *recent,
                         struct str text);

struct str sym_text(const struct interner *interner, sym_id sym); /* lives as long as the table */
size_t interner_bytes(const struct interner *interner);           /* held, texts included */
uint32_t interner_count(const struct interner *interner);         /* symbols are 1 .. count */

/* A hash of any bytes under the table's secret, for other tables that outsiders fill. */
uint64_t interner_hash(const struct interner *interner, struct str bytes);

static inline bool sym_equal(sym_id a, sym_id b)
{
    return a.v == b.v;
}

#endif
