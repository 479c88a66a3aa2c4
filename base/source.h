/* source.h -- texts that were read, and what a position in them means. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SOURCE_H
#define ISMS_BASE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * A position is one 32-bit number across all texts: every text gets a range of its own, beginning
 * at `base` (the first base is 1, so position 0 means "nowhere"). Line and column are computed only
 * when somebody prints them.
 */
struct span {
    uint32_t lo;
    uint32_t hi; /* one past the last byte */
};

static inline struct span span_join(struct span a, struct span b)
{
    return (struct span){ a.lo, b.hi };
}
static inline bool span_is_none(struct span span)
{
    return span.lo == 0;
}

struct source {
    struct str path; /* as shown to people: relative to the project, or `std://...` */
    struct str text; /* without a byte order mark; two NUL bytes follow */
    uint32_t base;
    uint32_t next_base;     /* of the first text behind it that was not placed */
    bool is_library;        /* from the embedded standard library */
    uint32_t *lines_before; /* built on first use: line ends before each block of the text */
    uint32_t line_count;
    uint32_t counted_offset; /* where a column was counted last: counting may go on from there */
    uint32_t counted_column; /* 0: nowhere yet */
};

struct source_map {
    struct arena *arena; /* line indexes; set it before use */
    VEC(struct source) sources;
    VEC(uint32_t) placed; /* those of source_map_add_at, by base */
    uint32_t reserved;    /* positions up to here are for them */
};

/* Lines and columns are 1-based; a column counts Unicode scalar values. */
struct place {
    struct str path;
    uint32_t line;
    uint32_t column;
};

enum { SOURCES_MOST = 1 << 28 };

/*
 * Adds a text; path and text are borrowed. Returns its index in `sources`. Returns UINT32_MAX and
 * adds nothing when all texts together would pass 4 GiB, or there are SOURCES_MOST.
 */
uint32_t source_map_add(struct source_map *map, struct str path, struct str text, bool is_library);
/*
 * Texts whose positions were known when the program was built: those up to `end` are kept free for
 * them, before anything is added, and each gets its range of them.
 */
void source_map_reserve(struct source_map *map, uint32_t end);
uint32_t source_map_add_at(struct source_map *map, struct str path, struct str text, uint32_t base);
/* Of a text that was or could be added so; nowhere is, too. */
static inline bool source_map_is_placed(const struct source_map *map, uint32_t pos)
{
    return pos <= map->reserved;
}
struct source *source_map_find(const struct source_map *map, uint32_t pos); /* NULL for nowhere */
struct place source_map_place(struct source_map *map, uint32_t pos);        /* line 0 for nowhere */
struct str source_map_text(const struct source_map *map, struct span span);
void source_map_release(struct source_map *map); /* not the arena */

/*
 * The end of a text is a position too; after a final newline it lies on a last, empty line. A text
 * of a line comes without LF or CRLF. `pos` must belong to the source, `line` must exist.
 */
uint32_t source_line_of(struct source_map *map, struct source *source, uint32_t pos);
uint32_t source_line_start(struct source_map *map, struct source *source, uint32_t line);
struct str source_line_text(struct source_map *map, struct source *source, uint32_t line);

/* Somebody asks soon for the line of a position in the source of that index. */
void source_prefetch(const struct source_map *map, uint32_t index, uint32_t pos);

/* The span without what lies beyond the end of the source or before its own beginning. */
struct span source_clip(const struct source *source, struct span span);

/* Terminal columns of a UTF-8 text: wide = 2, combining = 0, a tab goes to the next stop of 8. */
uint32_t text_display_width(struct str text);

#endif
