/* text_store.h -- many short texts, numbered in the order in which they came. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_TEXT_STORE_H
#define ISMS_BASE_TEXT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/short_text.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * A text costs 12 bytes, and when it is longer than those its own bytes and four more. A short one
 * lies where its number leads to. Texts never move, so that views of them stay good until the
 * release. Zero value = empty.
 */
enum { TEXTS_OF_BLOCK_BITS = 11, TEXTS_OF_BLOCK = 1 << TEXTS_OF_BLOCK_BITS };
struct text_store {
    VEC(char *) blocks; /* of TEXTS_OF_BLOCK texts, each SHORT_TEXT_BYTES */
    VEC(char *) owned;  /* what to free */
    uint32_t count;     /* of texts */
    char *room;         /* for long texts */
    size_t room_bytes;
    size_t bytes; /* of all that is owned */
};

/* `key` is short_text_of the text. */
void text_store_add(struct text_store *store, struct short_text key, struct str text);
void text_store_reserve(struct text_store *store, size_t texts);
void text_store_release(struct text_store *store);
/* Of memory, taken or reserved. */
size_t text_store_bytes(const struct text_store *store);
struct str text_store_at(const struct text_store *store, uint32_t number);

static inline const char *text_store_place(const struct text_store *store, uint32_t number)
{
    return store->blocks.items[number >> TEXTS_OF_BLOCK_BITS] +
           (size_t)(number & (TEXTS_OF_BLOCK - 1)) * SHORT_TEXT_BYTES;
}

/* Is it that text? */
static inline bool text_store_holds(const struct text_store *store, uint32_t number,
                                    struct short_text key, struct str text)
{
    struct short_text kept = short_text_read(text_store_place(store, number));

    return short_text_is_long(key)
               ? short_text_is_long(kept) && str_equal(text_store_at(store, number), text)
               : short_text_equal(kept, key);
}

#endif
