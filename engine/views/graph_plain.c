/* graph_plain.c -- reads the answer of Graphviz, which may be broken. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_layout.h"

#include "base/map.h"

#include <errno.h>

enum { TENTHS_PER_INCH = 720, INCHES_MOST = 20000, POINTS_MOST = 4096 };

struct reader {
    struct str line; /* what is left of it */
    bool is_broken;
};

static struct str next_word(struct reader *reader)
{
    struct str rest = str_trim(reader->line);
    size_t end = str_find(rest, ' ');
    reader->line = str_slice(rest, end, rest.len);
    if (end == 0)
        reader->is_broken = true;
    return str_slice(rest, 0, end);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t read_count(struct str word, bool *is_broken)
{
    uint32_t number = 0;
    if (word.len == 0 || word.len > 9)
        *is_broken = true;
    for (size_t i = 0; i < word.len && !*is_broken; i++) {
        if (!is_digit(word.ptr[i]))
            *is_broken = true;
        else
            number = number * 10 + (uint32_t)(word.ptr[i] - '0');
    }
    return number;
}

/* The word as parts: sign, digits, digits after the point. The exponent is one of a number near
 * zero. */
static int32_t read_inches(struct str word, bool *is_broken)
{
    bool is_negative = word.len > 0 && word.ptr[0] == '-';
    int64_t digits = 0;
    int64_t divisor = 1;
    bool after_point = false;
    size_t at = is_negative;
    for (; at < word.len && (is_digit(word.ptr[at]) || word.ptr[at] == '.'); at++) {
        if (word.ptr[at] == '.') {
            *is_broken = *is_broken || after_point;
            after_point = true;
        } else if (divisor < 1000000) {
            digits = digits * 10 + (word.ptr[at] - '0');
            divisor *= after_point ? 10 : 1;
        }
        *is_broken = *is_broken || digits > (int64_t)INCHES_MOST * 1000000;
    }
    struct str exponent = str_slice(word, at, word.len);
    *is_broken = *is_broken || at == (size_t)is_negative ||
                 (exponent.len > 0 && !str_starts_with(exponent, STR("e-")));
    if (*is_broken || exponent.len > 0)
        return 0;
    int64_t length = (digits * TENTHS_PER_INCH + divisor / 2) / divisor;
    *is_broken = length > (int64_t)INCHES_MOST * TENTHS_PER_INCH;
    return (int32_t)(is_negative ? -length : length);
}

static int32_t next_length(struct reader *reader)
{
    return read_inches(next_word(reader), &reader->is_broken);
}

/* Graphviz counts y upwards. */
static struct point next_point(struct reader *reader, int32_t height)
{
    struct point point = { .x = next_length(reader) };
    point.y = height - next_length(reader);
    return point;
}

/* "n12" as 12; UINT32_MAX for the invisible points of layout_write_question. */
static uint32_t next_box(struct reader *reader, const struct layout *layout)
{
    struct str name = next_word(reader);
    if (name.len < 2 || (name.ptr[0] != 'n' && name.ptr[0] != 's')) {
        reader->is_broken = true;
        return UINT32_MAX;
    }
    uint32_t box = read_count(str_slice(name, 1, name.len), &reader->is_broken);
    if (name.ptr[0] == 's')
        return UINT32_MAX;
    if (box >= layout->box_count)
        reader->is_broken = true;
    return reader->is_broken ? UINT32_MAX : box;
}

static void read_node(struct reader *reader, struct layout *layout)
{
    uint32_t box = next_box(reader, layout);
    struct point centre = next_point(reader, layout->height);
    if (box == UINT32_MAX || reader->is_broken)
        return;
    layout->boxes[box].centre = centre;
    layout->boxes[box].is_placed = true;
}

struct line_index {
    struct arena *arena;
    struct map lines; /* by pair of boxes: index + 1 */
};

static void read_edge(struct reader *reader, struct layout *layout, struct line_index *index)
{
    uint32_t tail = next_box(reader, layout);
    uint32_t head = next_box(reader, layout);
    uint32_t count = read_count(next_word(reader), &reader->is_broken);
    reader->is_broken = reader->is_broken || count < 4 || count > POINTS_MOST || count % 3 != 1;
    if (reader->is_broken)
        return;
    struct point *points = ARENA_ARRAY(index->arena, struct point, count);
    for (uint32_t i = 0; i < count; i++)
        points[i] = next_point(reader, layout->height);
    uint32_t found = map_get(&index->lines, map_pair(tail, head));
    if (found == 0)
        return; /* one of the invisible lines */
    layout->lines[found - 1].points = points;
    layout->lines[found - 1].point_count = count;
}

static void read_line(struct reader *reader, struct layout *layout, struct line_index *index)
{
    struct str word = next_word(reader);
    if (str_equal(word, STR("graph"))) {
        next_length(reader); /* scale */
        layout->width = next_length(reader);
        layout->height = next_length(reader);
    } else if (str_equal(word, STR("node"))) {
        read_node(reader, layout);
    } else if (str_equal(word, STR("edge"))) {
        read_edge(reader, layout, index);
    } else {
        reader->is_broken = !str_equal(word, STR("stop"));
    }
}

static bool is_complete(const struct layout *layout)
{
    for (uint32_t box = 0; box < layout->box_count; box++) {
        if (!layout->boxes[box].is_placed)
            return false;
    }
    for (uint32_t l = 0; l < layout->line_count; l++) {
        if (layout->lines[l].point_count == 0)
            return false;
    }
    return true;
}

static uint64_t line_key(const struct layout_line *line)
{
    return map_pair(line->left, line->right);
}

int layout_read_answer(struct arena *arena, struct str answer, struct layout *layout)
{
    struct line_index index = { .arena = arena };
    for (uint32_t l = 0; l < layout->line_count; l++)
        map_put(&index.lines, line_key(&layout->lines[l]), l + 1);
    struct reader reader = { 0 };
    while (answer.len > 0 && !reader.is_broken) {
        size_t end = str_find(answer, '\n');
        reader.line = str_slice(answer, 0, end);
        answer = str_slice(answer, end + 1, answer.len);
        read_line(&reader, layout, &index);
    }
    map_release(&index.lines);
    return reader.is_broken || !is_complete(layout) ? -EPROTO : 0;
}
