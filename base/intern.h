/* intern.h -- one number per distinct text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_INTERN_H
#define ISMS_BASE_INTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/short_text.h"
#include "base/str.h"

/* Handle of an interned text; 0 = none. Numbers follow the order of first use, never the hash. */
typedef struct {
    uint32_t v;
} sym_id;

/*
 * Open addressing, slots of 8 bytes, texts of up to 12 bytes in the order of their symbols, keyed
 * hash (reliability.md, class 14: hash flooding). The seed changes no result, only the place in the
 * table.
 */
struct interner;

struct interner *interner_open(uint64_t seed_low, uint64_t seed_high);
/* Names that have their numbers from the start; borrowed. Before any other name comes. */
struct known_names;
void interner_know(struct interner *interner, const struct known_names *known);
void interner_close(struct interner *interner);
void interner_reserve(struct interner *interner, uint32_t symbols); /* avoid growth while parsing */

sym_id intern(struct interner *interner, struct str text); /* copies the text */
/* The same, for a name that seldom comes again: nobody remembers it as one of a moment ago. */
sym_id intern_seldom(struct interner *interner, struct str text);
/*
 * For many names at once. The hash can be found out by other threads, while nobody interns, and a
 * few names before its turn the place in the table fetched into the cache.
 */
uint32_t intern_hash(const struct interner *interner, struct str text);
void intern_prefetch(const struct interner *interner, uint32_t hash);
sym_id intern_hashed(struct interner *interner, struct str text, uint32_t hash); /* as intern() */

sym_id intern_find(const struct interner *interner, struct str text); /* none if never interned */
struct str sym_text(const struct interner *interner, sym_id sym); /* lives as long as the table */
/* short_text_of its text, for many symbols. */
struct short_text sym_key(const struct interner *interner, sym_id sym);
/* Fetches that text into the cache, for somebody who will soon read it. */
void sym_prefetch(const struct interner *interner, sym_id sym);
size_t interner_bytes(const struct interner *interner);   /* held, texts included */
uint32_t interner_count(const struct interner *interner); /* symbols are 1 .. count */

/* A hash of any bytes under the table's secret, for other tables that outsiders fill. */
uint64_t interner_hash(const struct interner *interner, struct str bytes);

static inline bool sym_equal(sym_id a, sym_id b)
{
    return a.v == b.v;
}

#endif
