/* arena.c -- memory by lifetime: allocate freely, release everything at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/arena.h"

#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/oom.h"
#include "base/pages.h"

/*
 * Blocks grow with the arena, from 4 KiB to 4 MiB, so that an arena for one expression is cheap and
 * an arena for a million objects makes few calls. A new block is a small share of all, as it is
 * cleared whether it will be filled or not. What is large gets a block of its own behind the
 * current one, whose rest stays in use.
 */
enum { BLOCKS_ABOUT = 8 };
enum { BLOCK_BYTES_LEAST = 4096, BLOCK_BYTES_MOST = 4 << 20, FORMAT_BYTES_AT_ONCE = 256 };

struct arena_block {
    struct arena_block *older;
    char *end;
    max_align_t contents[];
};

/*
 * Under AddressSanitizer everything that was not handed out is poisoned, and a gap follows each
 * allocation: reading past an object is then found although the block is one piece of memory.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_IS_WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_IS_WATCHED 1
#endif

#ifdef ARENA_IS_WATCHED
#include <sanitizer/asan_interface.h>
enum { GAP_BYTES = 8, HAS_PAGES = 0 }; /* whose checker must know all memory */
#define FORBID(from, to) ASAN_POISON_MEMORY_REGION((from), (size_t)((to) - (from)))
#define PERMIT(from, to) ASAN_UNPOISON_MEMORY_REGION((from), (size_t)((to) - (from)))
#else
enum { GAP_BYTES = 0, HAS_PAGES = 1 };
#define FORBID(from, to) ((void)(from), (void)(to))
#define PERMIT(from, to) ((void)(from), (void)(to))
#endif

static char *block_start(struct arena_block *block)
{
    return (char *)block->contents;
}

static void *get_memory(size_t bytes, bool is_zeroed)
{
    if (HAS_PAGES && bytes >= PAGES_MAPPED_LEAST)
        return pages_map(bytes);
    return is_zeroed ? calloc(1, bytes) : malloc(bytes);
}

static void give_back(void *memory, size_t bytes)
{
    if (HAS_PAGES && bytes >= PAGES_MAPPED_LEAST)
        pages_unmap(memory, bytes);
    else
        free(memory);
}

static struct arena_block *block_open(struct arena *arena, size_t content_bytes, bool is_zeroed)
{
    size_t bytes;
    if (__builtin_add_overflow(content_bytes, sizeof(struct arena_block), &bytes))
        oom_exit(SIZE_MAX);

    struct arena_block *block = oom_unless(get_memory(bytes, is_zeroed), bytes);
    block->end = (char *)block + bytes;
    arena->bytes += bytes;
    FORBID(block_start(block), block->end);
    return block;
}

static void block_close(struct arena *arena, struct arena_block *block)
{
    size_t bytes = (size_t)(block->end - (char *)block);

    arena->bytes -= bytes;
    PERMIT(block_start(block), block->end);
    give_back(block, bytes);
}

static void *carve(char **next, size_t bytes, size_t align)
{
    char *start = *next + (-(uintptr_t)*next & (align - 1));
    *next = start + bytes;
    PERMIT(start, *next);
    return start;
}

static void *alloc_alone(struct arena *arena, size_t align, size_t room, bool is_zeroed)
{
    struct arena_block *block = block_open(arena, room, is_zeroed);
    block->older = arena->blocks->older;
    arena->blocks->older = block;
    char *next = block_start(block);
    return carve(&next, room - (align - 1) - GAP_BYTES, align);
}

static void open_current_block(struct arena *arena, size_t bytes)
{
    struct arena_block *block = block_open(arena, bytes, !arena->is_overwritten);
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = block_start(block);
    arena->end = block->end;
}

static size_t usual_block_bytes(const struct arena *arena)
{
    size_t share = arena->bytes / BLOCKS_ABOUT;

    if (share < BLOCK_BYTES_LEAST)
        return BLOCK_BYTES_LEAST;
    return share < BLOCK_BYTES_MOST ? share : BLOCK_BYTES_MOST;
}

static inline void *alloc(struct arena *arena, size_t bytes, size_t align, bool is_zeroed)
{
    assert(align > 0 && (align & (align - 1)) == 0);

    /* The worst padding is counted always: it costs less than exactness. */
    size_t room;
    if (bytes == 0)
        bytes = 1; /* so that every result is a place of its own, never NULL */
    if (__builtin_add_overflow(bytes, align - 1 + GAP_BYTES, &room))
        oom_exit(SIZE_MAX);

    if (room > (size_t)(arena->end - arena->next)) {
        size_t usual = usual_block_bytes(arena);
        if (room > usual / 2 && arena->blocks != NULL)
            return alloc_alone(arena, align, room, is_zeroed);
        open_current_block(arena, room > usual ? room : usual);
    }
    void *memory = carve(&arena->next, bytes, align);
    arena->next += GAP_BYTES;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t bytes, size_t align)
{
    return alloc(arena, bytes, align, !arena->is_overwritten);
}

/* Only what gets a block of its own is spared: the current one is zero already. */
void *arena_alloc_unset(struct arena *arena, size_t bytes, size_t align)
{
    return alloc(arena, bytes, align, false);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t item_bytes, size_t align)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, item_bytes, &bytes))
        oom_exit(SIZE_MAX);
    return arena_alloc(arena, bytes, align);
}

static void clear(const struct arena *arena, char *from, const char *end)
{
    if (!arena->is_overwritten)
        memset(from, 0, (size_t)(end - from));
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->blocks;
    if (kept == NULL)
        return;

    while (kept->older != NULL) {
        struct arena_block *block = kept->older;
        kept->older = block->older;
        block_close(arena, block);
    }
    char *start = block_start(kept);
    PERMIT(start, kept->end);
    clear(arena, start, arena->next);
    FORBID(start, kept->end);
    arena->next = start;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){ arena->blocks, arena->next };
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    if (mark.next == arena->next) /* nothing was allocated since */
        return;
    if (mark.block == NULL) {
        arena_reset(arena);
        return;
    }
    char *used = arena->next;
    while (arena->blocks != mark.block) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->older;
        block_close(arena, block);
        used = mark.block->end;
    }
    PERMIT(mark.next, mark.block->end);
    clear(arena, mark.next, used);
    FORBID(mark.next, mark.block->end);
    arena->next = mark.next;
    arena->end = mark.block->end;
}

void arena_release(struct arena *arena)
{
    while (arena->blocks != NULL) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->older;
        block_close(arena, block);
    }
    *arena = (struct arena){ 0 };
}

/* Behind the current block, whose rest stays in use. */
void arena_adopt(struct arena *arena, struct arena *other)
{
    struct arena_block **behind = arena->blocks ? &arena->blocks->older : &arena->blocks;
    struct arena_block *oldest = other->blocks;

    if (oldest == NULL)
        return;
    while (oldest->older != NULL)
        oldest = oldest->older;
    oldest->older = *behind;
    *behind = other->blocks;
    if (arena->next == NULL) {
        arena->next = other->next;
        arena->end = other->end;
    }
    arena->bytes += other->bytes;
    *other = (struct arena){ 0 };
}

struct str arena_copy(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1, 1);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct str){ copy, text.len };
}

struct str arena_join(struct arena *arena, const struct str *parts, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(len, parts[i].len, &len))
            oom_exit(SIZE_MAX);

    char *text = arena_alloc(arena, len + 1, 1);
    char *next = text;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0)
            memcpy(next, parts[i].ptr, parts[i].len);
        next += parts[i].len;
    }
    return (struct str){ text, len };
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
    char start[FORMAT_BYTES_AT_ONCE];
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int written = vsnprintf(start, sizeof start, format, arguments);
    va_end(arguments);
    if (written < 0)
        oom_exit((size_t)INT_MAX + 1); /* longer than printf can count */

    size_t len = (size_t)written;
    struct str text = { start, len };
    if (len < sizeof start) {
        text = arena_copy(arena, text);
    } else {
        char *whole = arena_alloc(arena, len + 1, 1);
        vsnprintf(whole, len + 1, format, again);
        text.ptr = whole;
    }
    va_end(again);
    return text;
}
