/* source.c -- positions across all texts, and their lines and columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/source.h"

#include "base/characters.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static uint32_t text_bytes(const struct source *source)
{
    return (uint32_t)source->text.len; /* source_map_add let nothing longer in */
}

/* One position more than bytes: the end of a text is a place of its own. */
static uint64_t next_base(const struct source_map *map)
{
    return map->sources.count == 0 ? map->reserved + 1 : VEC_LAST(&map->sources)->next_base;
}

uint32_t source_map_add(struct source_map *map, struct str path, struct str text, bool is_library)
{
    uint64_t base = next_base(map);

    if (text.len > UINT32_MAX || base + text.len >= UINT32_MAX ||
        map->sources.count == SOURCES_MOST)
        return UINT32_MAX;
    struct source source = {
        .path = path,
        .text = text,
        .base = (uint32_t)base,
        .next_base = (uint32_t)(base + text.len + 1),
        .is_library = is_library,
    };
    VEC_PUSH(&map->sources, source);
    return map->sources.count - 1;
}

void source_map_reserve(struct source_map *map, uint32_t end)
{
    assert(map->sources.count == 0);
    map->reserved = end;
}

/* How many of the placed texts begin at or before a position. */
static uint32_t placed_up_to(const struct source_map *map, uint32_t pos)
{
    uint32_t low = 0;
    uint32_t high = map->placed.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->sources.items[map->placed.items[middle]].base <= pos)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* They are a hundred. */
static void note_placed(struct source_map *map, uint32_t number, uint32_t base)
{
    uint32_t at = placed_up_to(map, base);

    VEC_PUSH(&map->placed, number);
    for (uint32_t i = map->placed.count - 1; i > at; i--)
        map->placed.items[i] = map->placed.items[i - 1];
    map->placed.items[at] = number;
}

uint32_t source_map_add_at(struct source_map *map, struct str path, struct str text, uint32_t base)
{
    assert(base > 0 && base + text.len <= map->reserved);
    struct source source = {
        .path = path,
        .text = text,
        .base = base,
        .next_base = (uint32_t)next_base(map),
        .is_library = true,
    };
    uint32_t number = map->sources.count;
    VEC_PUSH(&map->sources, source);
    note_placed(map, number, base);
    return number;
}

static struct source *find_placed(const struct source_map *map, uint32_t pos)
{
    uint32_t before = placed_up_to(map, pos);

    return before == 0 ? NULL : &map->sources.items[map->placed.items[before - 1]];
}

/* A placed text ends, in this order, where the one before it does. */
static struct source *find_added(const struct source_map *map, uint32_t pos)
{
    uint32_t low = 0;
    uint32_t high = map->sources.count;
    while (low < high) { /* the first source that ends after pos */
        uint32_t middle = low + (high - low) / 2;
        if (map->sources.items[middle].next_base <= pos)
            low = middle + 1;
        else
            high = middle;
    }
    return low == map->sources.count ? NULL : &map->sources.items[low];
}

struct source *source_map_find(const struct source_map *map, uint32_t pos)
{
    struct source *source =
        source_map_is_placed(map, pos) ? find_placed(map, pos) : find_added(map, pos);

    if (pos == 0 || source == NULL)
        return NULL;
    return pos >= source->base && pos - source->base <= text_bytes(source) ? source : NULL;
}

/*
 * Where lines begin is not kept: for each block of so many bytes the number of line ends before it
 * is, and what lies inside a block is counted when somebody asks.
 */
enum { WORD_BYTES = 8, STEP_BYTES = 16, NEAR_BYTES = 64, BLOCK_BYTES = 512 };

static const char *next_newline(struct str text, size_t from)
{
    return from < text.len ? memchr(text.ptr + from, '\n', text.len - from) : NULL;
}

/* Bytes that are zero after the newline was taken off, exactly: no carry leaves a byte. */
static uint32_t newlines_of_word(const char *bytes)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    word ^= UINT64_C(0x0a0a0a0a0a0a0a0a);
    uint64_t marks = ~(((word & low) + low) | word | low);
    return (uint32_t)((marks >> 7) * UINT64_C(0x0101010101010101) >> 56);
}

/*
 * Of whole steps, at most BLOCK_BYTES. Bytes count what lies above each other, as many as there are
 * in a block.
 */
#ifdef __SSE2__
static inline __m128i count_above(__m128i counts, const char *bytes)
{
    __m128i step = _mm_loadu_si128((const void *)bytes);
    return _mm_sub_epi8(counts, _mm_cmpeq_epi8(step, _mm_set1_epi8('\n')));
}

static inline uint32_t newlines_of_steps(const char *bytes, size_t len)
{
    __m128i counts = _mm_setzero_si128();
    size_t at = 0;
    for (; at + 4 * STEP_BYTES <= len; at += 4 * STEP_BYTES) {
        counts = count_above(counts, bytes + at);
        counts = count_above(counts, bytes + at + STEP_BYTES);
        counts = count_above(counts, bytes + at + 2 * STEP_BYTES);
        counts = count_above(counts, bytes + at + 3 * STEP_BYTES);
    }
    for (; at < len; at += STEP_BYTES)
        counts = count_above(counts, bytes + at);
    counts = _mm_sad_epu8(counts, _mm_setzero_si128());
    return (uint32_t)(_mm_cvtsi128_si32(counts) + _mm_extract_epi16(counts, 4));
}
#else
static uint32_t newlines_of_steps(const char *bytes, size_t len)
{
    uint32_t newlines = 0;
    for (size_t at = 0; at < len; at += WORD_BYTES)
        newlines += newlines_of_word(bytes + at);
    return newlines;
}
#endif

/* At most BLOCK_BYTES. */
static uint32_t count_newlines(struct str text)
{
    size_t at = text.len - text.len % STEP_BYTES;
    uint32_t newlines = newlines_of_steps(text.ptr, at);
    for (; at + WORD_BYTES <= text.len; at += WORD_BYTES)
        newlines += newlines_of_word(text.ptr + at);
    for (; at < text.len; at++)
        newlines += text.ptr[at] == '\n';
    return newlines;
}

static void find_lines(struct source_map *map, struct source *source)
{
    if (source->lines_before != NULL)
        return;
    size_t blocks = source->text.len / BLOCK_BYTES;
    uint32_t *before = ARENA_ARRAY(map->arena, uint32_t, blocks + 1);
    uint32_t newlines = 0;
    for (size_t i = 0; i < blocks; i++) {
        before[i] = newlines;
        newlines += newlines_of_steps(source->text.ptr + i * BLOCK_BYTES, BLOCK_BYTES);
    }
    before[blocks] = newlines;
    newlines += count_newlines(str_slice(source->text, blocks * BLOCK_BYTES, source->text.len));
    source->lines_before = before;
    source->line_count = newlines + 1;
}

static uint32_t line_of_offset(const struct source *source, size_t offset)
{
    size_t block = offset / BLOCK_BYTES;
    struct str rest = str_slice(source->text, block * BLOCK_BYTES, offset);
    return source->lines_before[block] + count_newlines(rest) + 1;
}

void source_prefetch(const struct source_map *map, uint32_t index, uint32_t pos)
{
    const struct source *source = &map->sources.items[index];
    size_t offset = pos - source->base;
    size_t at = offset / BLOCK_BYTES * BLOCK_BYTES;

    if (pos < source->base || offset > source->text.len || source->lines_before == NULL)
        return;
    __builtin_prefetch(&source->lines_before[offset / BLOCK_BYTES]);
    for (; at <= offset; at += NEAR_BYTES)
        __builtin_prefetch(source->text.ptr + at);
}

/* The offset behind the newline of that number, counted from 1. */
static uint32_t behind_newline(const struct source *source, uint32_t number)
{
    size_t low = 0;
    size_t high = source->text.len / BLOCK_BYTES + 1;
    while (high - low > 1) { /* the last block with fewer line ends before it */
        size_t middle = low + (high - low) / 2;
        if (source->lines_before[middle] < number)
            low = middle;
        else
            high = middle;
    }
    uint32_t start = (uint32_t)low * BLOCK_BYTES;
    for (uint32_t line = source->lines_before[low]; line < number; line++)
        start = (uint32_t)(next_newline(source->text, start) - source->text.ptr) + 1;
    return start;
}

/* Most places lie near the beginning of their line. */
static uint32_t start_of_line(const struct source *source, uint32_t line, uint32_t offset)
{
    uint32_t at = offset;
    while (at > 0 && offset - at < NEAR_BYTES && source->text.ptr[at - 1] != '\n')
        at--;
    if (at == 0 || source->text.ptr[at - 1] == '\n')
        return at;
    return line > 1 ? behind_newline(source, line - 1) : 0;
}

uint32_t source_line_of(struct source_map *map, struct source *source, uint32_t pos)
{
    find_lines(map, source);
    assert(pos >= source->base);
    return line_of_offset(source, pos - source->base);
}

uint32_t source_line_start(struct source_map *map, struct source *source, uint32_t line)
{
    find_lines(map, source);
    assert(line >= 1 && line <= source->line_count);
    return source->base + (line > 1 ? behind_newline(source, line - 1) : 0);
}

/* Where the newline of a line is; far behind its start, the blocks know it sooner. */
static size_t line_end(const struct source *source, uint32_t line, uint32_t start)
{
    struct str near = str_slice(source->text, start, start + BLOCK_BYTES);
    size_t end = str_find(near, '\n');
    return end < near.len ? start + end : behind_newline(source, line) - 1;
}

struct str source_line_text(struct source_map *map, struct source *source, uint32_t line)
{
    uint32_t start = source_line_start(map, source, line) - source->base;
    bool has_newline = line < source->line_count;
    size_t end = source->text.len;
    if (has_newline)
        end = line_end(source, line, start);
    if (has_newline && end > start && source->text.ptr[end - 1] == '\r')
        end--;
    return str_slice(source->text, start, end);
}

/* Diagnostics come in order, so counting goes on from the last place that was asked on this line.
 */
static uint32_t count_column(struct source *source, uint32_t line_start, uint32_t offset)
{
    uint32_t from = line_start;
    uint32_t column = 1;
    if (source->counted_column > 0 && source->counted_offset >= line_start &&
        source->counted_offset <= offset) {
        from = source->counted_offset;
        column = source->counted_column;
    }
    column += (uint32_t)character_count(str_slice(source->text, from, offset));
    source->counted_offset = offset;
    source->counted_column = column;
    return column;
}

struct place source_map_place(struct source_map *map, uint32_t pos)
{
    struct source *source = source_map_find(map, pos);
    if (source == NULL)
        return (struct place){ 0 };
    uint32_t line = source_line_of(map, source, pos);
    size_t offset = character_start(source->text, pos - source->base);
    return (struct place){
        .path = source->path,
        .line = line,
        .column =
            count_column(source, start_of_line(source, line, (uint32_t)offset), (uint32_t)offset),
    };
}

struct str source_map_text(const struct source_map *map, struct span span)
{
    const struct source *source = source_map_find(map, span.lo);
    if (source == NULL || span.hi < span.lo)
        return (struct str){ 0 };
    return str_slice(source->text, span.lo - source->base, span.hi - source->base);
}

struct span source_clip(const struct source *source, struct span span)
{
    uint32_t end = source->base + text_bytes(source);
    uint32_t hi = span.hi < end ? span.hi : end;
    return (struct span){ span.lo, hi > span.lo ? hi : span.lo };
}

void source_map_release(struct source_map *map)
{
    VEC_RELEASE(&map->sources);
    VEC_RELEASE(&map->placed);
}

uint32_t text_display_width(struct str text)
{
    size_t at = printable_run(text, 0);
    uint32_t columns = (uint32_t)at;
    while (at < text.len) {
        uint32_t scalar = utf8_next(text, &at);
        columns += scalar == '\t' ? 8 - columns % 8 : character_width(scalar);
    }
    return columns;
}
