/* intern.c -- one number per distinct text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/intern.h"

#include <assert.h>
#include <stdlib.h>

#include "base/intern_table.h"
#include "base/oom.h"
#include "base/pages.h"

/* A free slot answers every question. */
static const struct known_names NO_NAMES = { .texts = "",
                                             .starts = (const uint32_t[]){ 0, 1 },
                                             .tags = (const uint8_t[]){ 0 } };

enum { SLOTS_FIRST = 64 };

/* In place of a hash; a text whose hash this happens to be is interned no worse. */
enum { HASH_OF_KNOWN = 0 };

/* At most two thirds of the slots are taken. */
static size_t slots_for(size_t symbols)
{
    size_t slots = SLOTS_FIRST;
    while (slots / 3 < symbols / 2 + 1)
        slots *= 2;
    return slots;
}

/* ---- names of a moment ago ---- */

/* Never asked for a long text, of which the numbers say nothing. */
static inline size_t recent_place(struct short_text key)
{
    return (size_t)((key.low ^ key.high * UINT64_C(0xd6e8feb86659fd93)) *
                        UINT64_C(0x9e3779b97f4a7c15) >>
                    (64 - RECENT_BITS));
}

/* The symbol of a text that came a moment ago, or 0. */
static inline uint32_t find_recent(const struct interner *interner, struct short_text key)
{
    const struct recent_name *name = &interner->recent[recent_place(key)];

    return short_text_equal(name->text, key) && !short_text_is_long(key) ? name->sym : 0;
}

static inline sym_id remember(struct interner *interner, struct short_text key, uint32_t sym)
{
    if (!short_text_is_long(key))
        interner->recent[recent_place(key)] = (struct recent_name){ key, sym };
    return (sym_id){ sym };
}

/* ---- the table ---- */

/* The slot with the text, or the free one where it belongs. */
static inline struct intern_slot *find_slot(const struct interner *interner, uint32_t hash,
                                            struct short_text key, struct str text)
{
    struct intern_slot *slot = intern_home(interner, hash);

    while (slot->sym != 0 && (slot->hash != hash || !intern_holds(interner, slot->sym, key, text)))
        slot = intern_next_slot(interner, slot);
    return slot;
}

static void insert_again(struct interner *interner, struct intern_slot old)
{
    struct intern_slot *slot = intern_home(interner, old.hash);

    while (slot->sym != 0)
        slot = intern_next_slot(interner, slot);
    *slot = old;
}

static void set_slots(struct interner *interner, size_t slots)
{
    struct intern_slot *old = interner->slots;
    size_t old_slots = old == NULL ? 0 : interner->mask + 1;

    size_t bytes;
    if (__builtin_mul_overflow(slots, sizeof *old, &bytes))
        oom_exit(SIZE_MAX);
    interner->slots = oom_unless(calloc(slots, sizeof *old), bytes);
    pages_prefer_large(interner->slots, bytes);
    interner->mask = slots - 1;
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].sym != 0)
            insert_again(interner, old[i]);
    }
    free(old);
}

uint64_t interner_hash(const struct interner *interner, struct str bytes)
{
    return siphash(&interner->secret, bytes.ptr, bytes.len);
}

struct interner *interner_open(uint64_t seed_low, uint64_t seed_high)
{
    struct interner *interner = oom_unless(calloc(1, sizeof *interner), sizeof *interner);
    interner->secret = (struct siphash_key){ seed_low, seed_high };
    interner->short_secret = short_hash_key_of(&interner->secret);
    interner->known = &NO_NAMES;
    set_slots(interner, SLOTS_FIRST);
    text_store_add(&interner->texts, short_text_of((struct str){ 0 }), (struct str){ 0 });
    return interner;
}

void interner_know(struct interner *interner, const struct known_names *known)
{
    assert(interner_count(interner) == 0);
    interner->known = known;
}

void interner_close(struct interner *interner)
{
    if (interner == NULL)
        return;
    free(interner->slots);
    text_store_release(&interner->texts);
    free(interner);
}

void interner_reserve(struct interner *interner, uint32_t symbols)
{
    uint32_t known = interner->known->count;
    uint32_t own = symbols > known ? symbols - known : 0;
    text_store_reserve(&interner->texts, (size_t)own + 1);
    size_t slots = slots_for(own);
    if (slots > interner->mask + 1)
        set_slots(interner, slots);
}

size_t interner_bytes(const struct interner *interner)
{
    return (interner->mask + 1) * sizeof(struct intern_slot) + text_store_bytes(&interner->texts);
}

uint32_t interner_count(const struct interner *interner)
{
    return interner->known->count + interner->texts.count - 1;
}

static bool is_crowded(const struct interner *interner)
{
    return interner->texts.count - 1 >= (interner->mask + 1) / 3 * 2;
}

/* Where the text belongs a slot is free. */
static uint32_t add(struct interner *interner, struct intern_slot *slot, uint32_t hash,
                    struct short_text key, struct str text)
{
    uint32_t sym = interner_count(interner) + 1;

    if (is_crowded(interner)) {
        set_slots(interner, (interner->mask + 1) * 2);
        slot = find_slot(interner, hash, key, text);
    }
    *slot = (struct intern_slot){ hash, sym };
    text_store_add(&interner->texts, key, text);
    return sym;
}

static inline uint32_t find_or_add(struct interner *interner, uint32_t hash, struct short_text key,
                                   struct str text)
{
    struct intern_slot *slot = find_slot(interner, hash, key, text);

    return slot->sym != 0 ? slot->sym : add(interner, slot, hash, key, text);
}

sym_id intern(struct interner *interner, struct str text)
{
    struct short_text key = short_text_of(text);
    uint32_t sym = find_recent(interner, key);

    if (sym != 0)
        return (sym_id){ sym };
    sym = known_names_find(interner->known, text);
    if (sym == 0)
        sym = find_or_add(interner, intern_hash_of(interner, key, text), key, text);
    return remember(interner, key, sym);
}

sym_id intern_seldom(struct interner *interner, struct str text)
{
    struct short_text key = short_text_of(text);
    uint32_t sym = known_names_find(interner->known, text);

    if (sym == 0)
        sym = find_or_add(interner, intern_hash_of(interner, key, text), key, text);
    return (sym_id){ sym };
}

uint32_t intern_hash(const struct interner *interner, struct str text)
{
    if (known_names_find(interner->known, text) != 0)
        return HASH_OF_KNOWN;
    return intern_hash_of(interner, short_text_of(text), text);
}

void intern_prefetch(const struct interner *interner, uint32_t hash)
{
    __builtin_prefetch(intern_home(interner, hash), 1);
}

sym_id intern_hashed(struct interner *interner, struct str text, uint32_t hash)
{
    if (hash == HASH_OF_KNOWN)
        return intern(interner, text);
    return (sym_id){ find_or_add(interner, hash, short_text_of(text), text) };
}

/* Whoever looks up many names without adding any asks for those of outsiders: they come first. */
static inline uint32_t find(const struct interner *interner, uint32_t hash, struct short_text key,
                            struct str text)
{
    uint32_t found = find_slot(interner, hash, key, text)->sym;

    return found != 0 ? found : known_names_find(interner->known, text);
}

sym_id intern_find(const struct interner *interner, struct str text)
{
    struct short_text key = short_text_of(text);
    uint32_t found = find_recent(interner, key);

    if (found == 0)
        found = find(interner, intern_hash_of(interner, key, text), key, text);
    return (sym_id){ found };
}

sym_id intern_find_hashed(const struct interner *interner, struct str text,
                          const struct sought *sought)
{
    return (sym_id){ find(interner, sought->hash, sought->key, text) };
}

struct str sym_text(const struct interner *interner, sym_id sym)
{
    const struct known_names *known = interner->known;
    return sym.v <= known->count ? known_name(known, sym.v)
                                 : text_store_at(&interner->texts, sym.v - known->count);
}

struct short_text sym_key(const struct interner *interner, sym_id sym)
{
    const struct known_names *known = interner->known;
    return sym.v <= known->count
               ? short_text_of(known_name(known, sym.v))
               : short_text_read(text_store_place(&interner->texts, sym.v - known->count));
}

void sym_prefetch(const struct interner *interner, sym_id sym)
{
    uint32_t known = interner->known->count;

    if (sym.v > known)
        __builtin_prefetch(text_store_place(&interner->texts, sym.v - known));
}
