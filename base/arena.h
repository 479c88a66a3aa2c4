/* arena.h -- memory by lifetime: allocate freely, release everything at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_ARENA_H
#define ISMS_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

/*
 * Nothing from an arena is freed singly. Allocation never returns NULL: when memory runs out the
 * process says so and ends with exit status 70 (see oom.h). Memory comes zeroed, except from an
 * arena whose owner says that he writes everything before he reads it. The zero value is an empty
 * arena.
 */
struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;
    char *end;
    size_t bytes;        /* held from the system now */
    bool is_overwritten; /* memory that is used again is not zeroed: set it before the first use */
};

void *arena_alloc(struct arena *arena, size_t bytes, size_t align) ISMS_NODISCARD;
/* The same for what the caller writes before he reads it: it is not zeroed first. */
void *arena_alloc_unset(struct arena *arena, size_t bytes, size_t align) ISMS_NODISCARD;
void *arena_alloc_array(struct arena *arena, size_t count, size_t item_bytes, size_t align)
    ISMS_NODISCARD;                      /* count * item_bytes is checked for overflow */
void arena_reset(struct arena *arena);   /* forget all contents, keep one block for reuse */
void arena_release(struct arena *arena); /* give everything back */

/*
 * A place to come back to: what was allocated after the mark is forgotten by arena_rewind. Marks
 * nest like brackets; allocations too large for a block are kept until the arena is reset.
 */
struct arena_mark {
    struct arena_block *block;
    char *next;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* What lies in `other` stays where it is and belongs to `arena` from now on; `other` is empty. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Copies are followed by a NUL, so `.ptr` may go to libc. */
struct str arena_copy(struct arena *arena, struct str text);
/* The parts, one behind another. */
struct str arena_join(struct arena *arena, const struct str *parts, size_t count);
struct str arena_format(struct arena *arena, const char *format, ...) ISMS_PRINTF(2, 3);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type), _Alignof(type)))
#define ARENA_ARRAY(arena, type, count)                                                            \
    ((type *)arena_alloc_array((arena), (count), sizeof(type), _Alignof(type)))

#endif
