/* text_store.c -- many short texts, numbered in the order in which they came. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/text_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/oom.h"

enum { BLOCK_BITS = 16, BLOCK_BYTES = 1 << BLOCK_BITS };

/* A length from this on stands in four bytes behind it. */
enum { LENGTH_IS_LONG = 255, LONG_LENGTH_BYTES = 4 };

static size_t length_bytes(size_t length)
{
    return length < LENGTH_IS_LONG ? 1 : 1 + LONG_LENGTH_BYTES;
}

/* As many blocks as it takes, in one piece; the first begins there. */
static void open_blocks(struct text_store *store, size_t bytes)
{
    size_t count = (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    char *memory = oom_unless(malloc(count * BLOCK_BYTES), count * BLOCK_BYTES);

    if ((size_t)store->blocks.count + count > (size_t)1 << (32 - BLOCK_BITS))
        oom_exit(SIZE_MAX);
    store->used = store->blocks.count << BLOCK_BITS;
    VEC_PUSH(&store->owned, memory);
    for (size_t i = 0; i < count; i++)
        VEC_PUSH(&store->blocks, memory + i * BLOCK_BYTES);
}

static size_t room(const struct text_store *store)
{
    return ((size_t)store->blocks.count << BLOCK_BITS) - store->used;
}

static char *at_place(const struct text_store *store, uint32_t place)
{
    return store->blocks.items[place >> BLOCK_BITS] + (place & (BLOCK_BYTES - 1));
}

static char *write_length(char *to, uint32_t length)
{
    if (length < LENGTH_IS_LONG) {
        *to = (char)length;
        return to + 1;
    }
    *to = (char)LENGTH_IS_LONG;
    memcpy(to + 1, &length, LONG_LENGTH_BYTES);
    return to + 1 + LONG_LENGTH_BYTES;
}

/* The last byte of all has no place behind it in 32 bits and stays free. */
void text_store_add(struct text_store *store, struct str text)
{
    size_t bytes = length_bytes(text.len) + text.len;

    if (bytes >= UINT32_MAX)
        oom_exit(bytes);
    if (bytes >= room(store))
        open_blocks(store, bytes + 1);
    VEC_PUSH(&store->places, store->used);
    char *to = write_length(at_place(store, store->used), (uint32_t)text.len);
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    store->used += (uint32_t)bytes;
}

void text_store_reserve(struct text_store *store, size_t texts)
{
    VEC_RESERVE(&store->places, texts < UINT32_MAX ? texts : UINT32_MAX);
}

struct str text_store_at(const struct text_store *store, uint32_t number)
{
    const char *at = at_place(store, store->places.items[number]);
    uint32_t length = (uint8_t)*at;

    if (length < LENGTH_IS_LONG)
        return (struct str){ at + 1, length };
    memcpy(&length, at + 1, LONG_LENGTH_BYTES);
    return (struct str){ at + 1 + LONG_LENGTH_BYTES, length };
}

size_t text_store_bytes(const struct text_store *store)
{
    return store->places.capacity * sizeof(uint32_t) + ((size_t)store->blocks.count << BLOCK_BITS) +
           (store->blocks.capacity + store->owned.capacity) * sizeof(char *);
}

void text_store_release(struct text_store *store)
{
    for (uint32_t i = 0; i < store->owned.count; i++)
        free(store->owned.items[i]);
    VEC_RELEASE(&store->owned);
    VEC_RELEASE(&store->blocks);
    VEC_RELEASE(&store->places);
    *store = (struct text_store){ 0 };
}
