/* intern.c -- one number per distinct text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/intern.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/known_names.h"
#include "base/oom.h"
#include "base/pages.h"
#include "base/siphash.h"
#include "base/text_store.h"

/*
 * Most identifiers have at most 12 bytes, so the key itself lies in the slot and a lookup touches
 * one cache line. The highest byte of a key that is not full tells its length: TAG_SHORT + length,
 * and TAG_LONG for a text that is represented by its 64-bit hash. UTF-8 never ends in such a byte;
 * a full key that does (so is no UTF-8) takes the long form, and thus no two texts share a key.
 * Which bytes of a text lie where is of no consequence: its words overlap, so that none needs a
 * loop.
 */
enum { KEY_BYTES = 12, TAG_SHORT = 0xf0, TAG_LONG = TAG_SHORT + KEY_BYTES, TAG_SHIFT = 24 };

struct key {
    uint64_t low;
    uint32_t high;
};

_Static_assert(sizeof(struct name_slot) == 16, "four slots fill a cache line");

/*
 * Short texts that were interned a moment ago, each in the one place that its bytes lead to: most
 * names come again soon and cost no keyed hash then. Whoever makes names collide here loses only
 * that gain.
 */
enum { RECENT_INTERNED_BITS = 11 };

struct interner {
    struct name_slot *slots;
    size_t mask; /* number of slots - 1 */
    struct name_slot recent[1 << RECENT_INTERNED_BITS];
    struct siphash_key secret;
    const struct known_names *known; /* symbols 1 .. known->count */
    struct text_store texts;         /* of the symbols behind those; the first is that of none */
};

/* A free slot answers every question. */
static const struct known_names NO_NAMES = { .texts = "",
                                             .starts = (const uint32_t[]){ 0, 1 },
                                             .slots = (const uint32_t[]){ 0 } };

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

static inline bool is_long(struct key key)
{
    return key.high >> TAG_SHIFT == TAG_LONG;
}

static inline uint32_t load_4(const char *bytes)
{
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return le32toh(word);
}

static inline uint64_t load_8(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return le64toh(word);
}

static inline struct key key_of_hash(uint64_t hash)
{
    return (struct key){ hash, (uint32_t)TAG_LONG << TAG_SHIFT };
}

static struct key long_key(const struct siphash_key *secret, struct str text)
{
    return key_of_hash(siphash(secret, text.ptr, text.len));
}

/* Fewer than 8 bytes: together with their number, these are all of them. */
static inline uint64_t short_word(struct str text)
{
    if (text.len >= 4)
        return load_4(text.ptr) | (uint64_t)load_4(text.ptr + text.len - 4) << 32;
    if (text.len == 0)
        return 0;
    return (uint64_t)(uint8_t)text.ptr[0] | (uint64_t)(uint8_t)text.ptr[text.len / 2] << 8 |
           (uint64_t)(uint8_t)text.ptr[text.len - 1] << 16;
}

static inline struct key key_of(const struct siphash_key *secret, struct str text)
{
    uint32_t tag = (uint32_t)(TAG_SHORT + text.len) << TAG_SHIFT;
    uint32_t end;
    if (text.len < 8)
        return (struct key){ short_word(text), tag };
    if (text.len > KEY_BYTES)
        return long_key(secret, text);
    end = load_4(text.ptr + text.len - 4);
    if (text.len < KEY_BYTES)
        return (struct key){ load_8(text.ptr), tag | end >> 8 };
    return end >> TAG_SHIFT < TAG_SHORT ? (struct key){ load_8(text.ptr), end }
                                        : long_key(secret, text);
}

static inline uint64_t hash_of(const struct interner *interner, struct key key)
{
    return is_long(key) ? key.low : siphash_words(&interner->secret, key.low, key.high);
}

static inline size_t home_of(const struct interner *interner, struct key key)
{
    return (size_t)hash_of(interner, key) & interner->mask;
}

static inline bool has_key(const struct name_slot *slot, struct key key)
{
    return slot->low == key.low && slot->high == key.high;
}

static bool holds(const struct interner *interner, const struct name_slot *slot, struct key key,
                  struct str text)
{
    return has_key(slot, key) &&
           (!is_long(key) || str_equal(sym_text(interner, (sym_id){ slot->sym }), text));
}

/* Never asked for a long key, which stands for a text but is not the text. */
static inline size_t recent_place(struct key key, int bits)
{
    return (size_t)((key.low ^ key.high * UINT64_C(0xd6e8feb86659fd93)) *
                        UINT64_C(0x9e3779b97f4a7c15) >>
                    (64 - bits));
}

/* The symbol of a text that came a moment ago, or 0. */
static inline uint32_t find_recent(const struct name_slot *recent, int bits, struct key key)
{
    const struct name_slot *slot = &recent[recent_place(key, bits)];
    return has_key(slot, key) && !is_long(key) ? slot->sym : 0;
}

static inline sym_id remember(struct name_slot *recent, int bits, struct name_slot slot)
{
    struct key key = { slot.low, slot.high };
    if (!is_long(key))
        recent[recent_place(key, bits)] = slot;
    return (sym_id){ slot.sym };
}

/* From its home on the slot with the text, or the free one where it belongs. */
static inline struct name_slot *find_slot_from(const struct interner *interner, size_t i,
                                               struct key key, struct str text)
{
    while (interner->slots[i].sym != 0 && !holds(interner, &interner->slots[i], key, text))
        i = (i + 1) & interner->mask;
    return &interner->slots[i];
}

static inline struct name_slot *find_slot(const struct interner *interner, struct key key,
                                          struct str text)
{
    return find_slot_from(interner, home_of(interner, key), key, text);
}

static void insert_again(struct interner *interner, const struct name_slot *slot)
{
    size_t i = home_of(interner, (struct key){ slot->low, slot->high });
    while (interner->slots[i].sym != 0)
        i = (i + 1) & interner->mask;
    interner->slots[i] = *slot;
}

static void set_slots(struct interner *interner, size_t slots)
{
    struct name_slot *old = interner->slots;
    size_t old_slots = old == NULL ? 0 : interner->mask + 1;

    size_t bytes;
    if (__builtin_mul_overflow(slots, sizeof *old, &bytes))
        oom_exit(SIZE_MAX);
    interner->slots = oom_unless(calloc(slots, sizeof *old), bytes);
    pages_prefer_large(interner->slots, bytes);
    interner->mask = slots - 1;
    for (size_t i = 0; i < old_slots; i++) {
        if (old[i].sym != 0)
            insert_again(interner, &old[i]);
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
    interner->known = &NO_NAMES;
    set_slots(interner, SLOTS_FIRST);
    text_store_add(&interner->texts, (struct str){ 0 });
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
    return (interner->mask + 1) * sizeof(struct name_slot) + text_store_bytes(&interner->texts);
}

uint32_t interner_count(const struct interner *interner)
{
    return interner->known->count + interner->texts.places.count - 1;
}

static bool is_crowded(const struct interner *interner)
{
    return interner->texts.places.count - 1 >= (interner->mask + 1) / 3 * 2;
}

/* Of a long text only that it is one: its hash is worked out when nothing else has found it. */
static inline struct key early_key(const struct interner *interner, struct str text)
{
    return text.len <= KEY_BYTES ? key_of(&interner->secret, text)
                                 : (struct key){ 0, (uint32_t)TAG_LONG << TAG_SHIFT };
}

/* Where the text belongs a slot is free. */
static struct name_slot *add(struct interner *interner, struct name_slot *slot, struct key key,
                             struct str text)
{
    if (is_crowded(interner)) {
        set_slots(interner, (interner->mask + 1) * 2);
        slot = find_slot(interner, key, text);
    }
    *slot = (struct name_slot){ key.low, key.high, interner_count(interner) + 1 };
    text_store_add(&interner->texts, text);
    return slot;
}

sym_id intern(struct interner *interner, struct str text)
{
    struct key key = early_key(interner, text);
    uint32_t early = find_recent(interner->recent, RECENT_INTERNED_BITS, key);
    if (early != 0)
        return (sym_id){ early };
    early = known_names_find(interner->known, text);
    if (early != 0)
        return remember(interner->recent, RECENT_INTERNED_BITS,
                        (struct name_slot){ key.low, key.high, early });
    if (text.len > KEY_BYTES)
        key = key_of(&interner->secret, text);
    struct name_slot *slot = find_slot(interner, key, text);
    if (slot->sym == 0)
        slot = add(interner, slot, key, text);
    return remember(interner->recent, RECENT_INTERNED_BITS, *slot);
}

uint64_t intern_hash(const struct interner *interner, struct str text)
{
    if (known_names_find(interner->known, text) != 0)
        return HASH_OF_KNOWN;
    return hash_of(interner, key_of(&interner->secret, text));
}

void intern_prefetch(const struct interner *interner, uint64_t hash)
{
    __builtin_prefetch(&interner->slots[(size_t)hash & interner->mask], 1);
}

sym_id intern_hashed(struct interner *interner, struct str text, uint64_t hash)
{
    if (hash == HASH_OF_KNOWN)
        return intern(interner, text);
    struct key key = text.len <= KEY_BYTES ? key_of(&interner->secret, text) : key_of_hash(hash);
    struct name_slot *slot = find_slot_from(interner, (size_t)hash & interner->mask, key, text);
    if (slot->sym == 0)
        slot = add(interner, slot, key, text);
    return (sym_id){ slot->sym };
}

/* Whoever looks up many names without adding any asks for those of outsiders: they come first. */
static inline uint32_t find_at(const struct interner *interner, size_t home, struct key key,
                               struct str text)
{
    uint32_t found = find_slot_from(interner, home, key, text)->sym;
    return found != 0 ? found : known_names_find(interner->known, text);
}

sym_id intern_find(const struct interner *interner, struct str text)
{
    struct key key = early_key(interner, text);
    uint32_t found = find_recent(interner->recent, RECENT_INTERNED_BITS, key);
    if (found != 0)
        return (sym_id){ found };
    if (text.len > KEY_BYTES)
        key = key_of(&interner->secret, text);
    return (sym_id){ find_at(interner, home_of(interner, key), key, text) };
}

struct sought intern_seek(const struct interner *interner, const struct recent_names *recent,
                          struct str text)
{
    struct key key = early_key(interner, text);
    struct sought sought = { .sym = { find_recent(recent->slots, RECENT_FOUND_BITS, key) } };
    if (sought.sym.v != 0)
        return sought;
    if (text.len > KEY_BYTES)
        key = key_of(&interner->secret, text);
    sought.hash = hash_of(interner, key);
    __builtin_prefetch(&interner->slots[(size_t)sought.hash & interner->mask]);
    return sought;
}

sym_id intern_sought(const struct interner *interner, struct recent_names *recent, struct str text,
                     struct sought sought)
{
    if (sought.sym.v != 0)
        return sought.sym;
    struct key key =
        text.len <= KEY_BYTES ? key_of(&interner->secret, text) : key_of_hash(sought.hash);
    uint32_t found = find_at(interner, (size_t)sought.hash & interner->mask, key, text);
    return remember(recent->slots, RECENT_FOUND_BITS,
                    (struct name_slot){ key.low, key.high, found });
}

sym_id intern_find_again(const struct interner *interner, struct recent_names *recent,
                         struct str text)
{
    return intern_sought(interner, recent, text, intern_seek(interner, recent, text));
}

struct str sym_text(const struct interner *interner, sym_id sym)
{
    const struct known_names *known = interner->known;
    return sym.v <= known->count ? known_name(known, sym.v)
                                 : text_store_at(&interner->texts, sym.v - known->count);
}
