/* text_store.c -- many short texts, numbered in the order in which they came. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/text_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/oom.h"
#include "base/pages.h"

enum {
    BLOCK_BYTES = TEXTS_OF_BLOCK * SHORT_TEXT_BYTES,
    ROOM_BYTES_LEAST = 1 << 12,
    ROOM_BYTES_MOST = 1 << 16,
    ROOMS_ABOUT = 8
};

/* A long text: where its length and its bytes are, in place of its own first bytes. */
_Static_assert(sizeof(char *) <= sizeof(((struct short_text *)0)->low), "a place fits");

static char *own(struct text_store *store, size_t bytes)
{
    char *memory = oom_unless(malloc(bytes), bytes);

    pages_prefer_large(memory, bytes);
    VEC_PUSH(&store->owned, memory);
    store->bytes += bytes;
    return memory;
}

/* As many blocks as it takes, in one piece. */
void text_store_reserve(struct text_store *store, size_t texts)
{
    size_t blocks = (texts + TEXTS_OF_BLOCK - 1) >> TEXTS_OF_BLOCK_BITS, more;
    char *memory;

    if (blocks <= store->blocks.count)
        return;
    if (texts > UINT32_MAX)
        oom_exit(SIZE_MAX);
    more = blocks - store->blocks.count;
    memory = own(store, more * BLOCK_BYTES);
    for (size_t i = 0; i < more; i++)
        VEC_PUSH(&store->blocks, memory + i * BLOCK_BYTES);
}

/* In proportion to what there is: a small project has few names, and fewer long ones. */
static void open_room(struct text_store *store, size_t bytes)
{
    size_t room = store->bytes / ROOMS_ABOUT;

    if (room < ROOM_BYTES_LEAST)
        room = ROOM_BYTES_LEAST;
    if (room > ROOM_BYTES_MOST)
        room = ROOM_BYTES_MOST;
    store->room_bytes = bytes > room ? bytes : room;
    store->room = own(store, store->room_bytes);
}

static const char *keep_long(struct text_store *store, struct str text)
{
    uint32_t length = (uint32_t)text.len;
    size_t bytes = sizeof length + text.len;
    char *kept;

    if (text.len > UINT32_MAX - sizeof length)
        oom_exit(bytes);
    if (bytes > store->room_bytes)
        open_room(store, bytes);
    kept = store->room;
    memcpy(kept, &length, sizeof length);
    memcpy(kept + sizeof length, text.ptr, text.len);
    store->room += bytes;
    store->room_bytes -= bytes;
    return kept;
}

void text_store_add(struct text_store *store, struct short_text key, struct str text)
{
    char *to;

    if (store->count == store->blocks.count << TEXTS_OF_BLOCK_BITS)
        text_store_reserve(store, (size_t)store->count + 1);
    if (short_text_is_long(key))
        key.low = (uintptr_t)keep_long(store, text);
    to = store->blocks.items[store->count >> TEXTS_OF_BLOCK_BITS] +
         (size_t)(store->count & (TEXTS_OF_BLOCK - 1)) * SHORT_TEXT_BYTES;
    short_text_write(key, to);
    store->count++;
}

struct str text_store_at(const struct text_store *store, uint32_t number)
{
    const char *place = text_store_place(store, number), *kept;
    struct short_text key = short_text_read(place);
    uint32_t length;

    if (!short_text_is_long(key))
        return (struct str){ place, short_text_length(key) };
    kept = (const char *)(uintptr_t)key.low;
    memcpy(&length, kept, sizeof length);
    return (struct str){ kept + sizeof length, length };
}

size_t text_store_bytes(const struct text_store *store)
{
    return store->bytes + (store->blocks.capacity + store->owned.capacity) * sizeof(char *);
}

void text_store_release(struct text_store *store)
{
    for (uint32_t i = 0; i < store->owned.count; i++)
        free(store->owned.items[i]);
    VEC_RELEASE(&store->owned);
    VEC_RELEASE(&store->blocks);
    *store = (struct text_store){ 0 };
}
