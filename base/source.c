/* source.c -- positions across all texts, and their lines and columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/source.h"

#include "base/characters.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static uint32_t text_bytes(const struct source *source)
{
    return (uint32_t)source->text.len; /* source_map_add let nothing longer in */
}

uint32_t source_map_add(struct source_map *map, struct str path, struct str text, bool is_library)
{
    uint64_t base = 1;
    if (map->sources.count > 0) {
        const struct source *last = VEC_LAST(&map->sources);
        /* One position more than bytes: the end of a text is a place of its own. */
        base = (uint64_t)last->base + last->text.len + 1;
    }
    if (text.len > UINT32_MAX || base + text.len >= UINT32_MAX)
        return UINT32_MAX;
    struct source source = {
        .path = path,
        .text = text,
        .base = (uint32_t)base,
        .is_library = is_library,
    };
    VEC_PUSH(&map->sources, source);
    return map->sources.count - 1;
}

struct source *source_map_find(const struct source_map *map, uint32_t pos)
{
    uint32_t low = 0;
    uint32_t high = map->sources.count;
    if (pos == 0)
        return NULL;
    while (low < high) { /* the first source that begins after pos */
        uint32_t middle = low + (high - low) / 2;
        if (map->sources.items[middle].base <= pos)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    struct source *source = &map->sources.items[low - 1];
    return pos - source->base <= text_bytes(source) ? source : NULL;
}

static const char *next_newline(struct str text, size_t from)
{
    return from < text.len ? memchr(text.ptr + from, '\n', text.len - from) : NULL;
}

static uint32_t count_lines(struct str text)
{
    uint32_t lines = 1;
    const char *newline = next_newline(text, 0);
    while (newline != NULL) {
        lines++;
        newline = next_newline(text, (size_t)(newline - text.ptr) + 1);
    }
    return lines;
}

static void find_lines(struct source_map *map, struct source *source)
{
    if (source->line_starts != NULL)
        return;
    uint32_t count = count_lines(source->text);
    uint32_t *starts = ARENA_ARRAY(map->arena, uint32_t, count);
    uint32_t start = 0;
    for (uint32_t line = 1; line < count; line++) {
        const char *newline = next_newline(source->text, start);
        start = (uint32_t)(newline - source->text.ptr) + 1;
        starts[line] = start;
    }
    source->line_starts = starts;
    source->line_count = count;
}

uint32_t source_line_of(struct source_map *map, struct source *source, uint32_t pos)
{
    find_lines(map, source);
    assert(pos >= source->base);
    uint32_t offset = pos - source->base;
    uint32_t low = 0;
    uint32_t high = source->line_count;
    while (low < high) { /* the first line that begins after the offset */
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t source_line_start(struct source_map *map, struct source *source, uint32_t line)
{
    find_lines(map, source);
    assert(line >= 1 && line <= source->line_count);
    return source->base + source->line_starts[line - 1];
}

struct str source_line_text(struct source_map *map, struct source *source, uint32_t line)
{
    uint32_t start = source_line_start(map, source, line) - source->base;
    size_t end = source->text.len;
    if (line < source->line_count)
        end = source->line_starts[line] - 1; /* without the newline */
    if (line < source->line_count && end > start && source->text.ptr[end - 1] == '\r')
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
        .column = count_column(source, source->line_starts[line - 1], (uint32_t)offset),
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
}

uint32_t text_display_width(struct str text)
{
    uint32_t columns = 0;
    size_t at = 0;
    while (at < text.len) {
        uint32_t scalar = utf8_next(text, &at);
        columns += scalar == '\t' ? 8 - columns % 8 : character_width(scalar);
    }
    return columns;
}
