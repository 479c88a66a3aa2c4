/* text_measure.c -- the metrics of Helvetica, wrapping and cutting. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/text_measure.h"

#include "base/characters.h"
#include "base/out.h"
#include "base/utf8.h"

#include <assert.h>

static const struct str ellipsis = { "\xe2\x80\xa6", 3 };

/* Thousandths of the size, U+0020 to U+007E. */
static const uint16_t regular_widths[95] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};
static const uint16_t bold_widths[95] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
};

/*
 * Outside of ASCII a bound is enough: no capital of the Latin, Greek and Cyrillic scripts is wider
 * than 834 but for a few, no small letter than 611 but for `m`-like ones.
 */
enum { WIDTH_NARROW = 667, WIDTH_CAPITAL = 778, WIDTH_FULL = 1000 };

static bool is_capital(uint32_t scalar)
{
    return (scalar >= 0xc0 && scalar <= 0xde) || (scalar >= 0x386 && scalar <= 0x3ab) ||
           (scalar >= 0x400 && scalar <= 0x42f);
}

static uint32_t scalar_width(uint32_t scalar, bool is_bold)
{
    if (scalar >= 0x20 && scalar <= 0x7e)
        return is_bold ? bold_widths[scalar - 0x20] : regular_widths[scalar - 0x20];
    if (scalar == UTF8_INVALID || scalar == 0xfffd || (scalar >= 0x2014 && scalar <= 0x2026))
        return WIDTH_FULL;
    switch (character_width(scalar)) {
    case 0:
        return 0;
    case 1:
        return is_capital(scalar) ? WIDTH_CAPITAL : WIDTH_NARROW;
    default:
        return WIDTH_FULL;
    }
}

static int32_t units_to_length(uint64_t units, struct text_style style)
{
    uint64_t length = (units * (uint64_t)style.size * 11 + 9999) / 10000;
    return length > INT32_MAX / 4 ? INT32_MAX / 4 : (int32_t)length;
}

int32_t text_width(struct str text, struct text_style style)
{
    uint64_t units = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t scalar = utf8_next(text, &at);
        units += scalar_width(scalar, style.is_bold);
    }
    return units_to_length(units, style);
}

/* The longest prefix that fits; at least one character, so that every caller gets on. */
static size_t fitting_prefix(struct str text, struct text_style style, int32_t width)
{
    uint64_t units = 0;
    size_t at = 0;
    while (at < text.len) {
        size_t next = at;
        uint32_t scalar = utf8_next(text, &next);
        units += scalar_width(scalar, style.is_bold);
        if (at > 0 && units_to_length(units, style) > width)
            break;
        at = next;
    }
    return at;
}

/* Where a line of at most `fits` bytes ends: before a blank, after a hyphen or slash, else inside.
 */
static size_t line_end(struct str text, size_t fits)
{
    if (fits == text.len || text.ptr[fits] == ' ')
        return fits;
    for (size_t at = fits; at > 0; at--) {
        char before = text.ptr[at - 1];
        if (before == ' ')
            return at - 1 > 0 ? at - 1 : fits;
        if ((before == '-' || before == '/') && at > fits / 2)
            return at;
    }
    return fits;
}

struct str text_fit(struct arena *arena, struct str text, struct text_style style, int32_t width)
{
    if (text_width(text, style) <= width)
        return text;
    int32_t left = width - text_width(ellipsis, style);
    struct str start = str_trim(str_slice(text, 0, fitting_prefix(text, style, left)));
    return arena_format(arena, "%.*s%.*s", STR_ARG(start), STR_ARG(ellipsis));
}

/* Takes the next line off the rest. */
static struct str take_line(struct str *rest, const struct text_room *room)
{
    size_t end = line_end(*rest, fitting_prefix(*rest, room->style, room->width));
    struct str line = str_slice(*rest, 0, end);
    *rest = str_trim(str_slice(*rest, end, rest->len));
    return line;
}

bool text_fits(struct str text, const struct text_room *room)
{
    struct str rest = str_trim(text);
    for (uint32_t line = 0; line + 1 < room->lines && rest.len > 0; line++)
        (void)take_line(&rest, room);
    return text_width(rest, room->style) <= room->width;
}

uint32_t text_wrap(struct arena *arena, struct str text, const struct text_room *room,
                   struct str ret_lines[TEXT_LINES_MOST])
{
    assert(room->lines > 0 && room->lines <= TEXT_LINES_MOST);
    uint32_t count = 0;
    struct str rest = str_trim(text);
    while (rest.len > 0 && count + 1 < room->lines)
        ret_lines[count++] = take_line(&rest, room);
    if (rest.len > 0)
        ret_lines[count++] = text_fit(arena, rest, room->style, room->width);
    return count;
}

static bool is_white(uint32_t scalar)
{
    return scalar == ' ' || (scalar >= '\t' && scalar <= '\r') || scalar == 0x85 ||
           scalar == 0x2028 || scalar == 0x2029;
}

static bool is_unfit(uint32_t scalar)
{
    if (scalar == UTF8_INVALID || scalar < 0x20 || (scalar >= 0x7f && scalar <= 0x9f))
        return true;
    bool turns_direction = scalar == 0x61c || (scalar >= 0x202a && scalar <= 0x202e) ||
                           (scalar >= 0x2066 && scalar <= 0x2069);
    bool is_nothing = (scalar & 0xfffe) == 0xfffe || (scalar >= 0xfdd0 && scalar <= 0xfdef) ||
                      scalar == 0xfeff || (scalar >= 0xe0000 && scalar <= 0xe0fff);
    return turns_direction || is_nothing;
}

struct str text_clean(struct arena *arena, struct str text, size_t most)
{
    struct out out;
    out_open_memory(&out);
    bool was_white = true;
    size_t count = 0;
    size_t at = 0;
    while (at < text.len && count < most) {
        size_t start = at;
        uint32_t scalar = utf8_next(text, &at);
        if (is_white(scalar))
            out_text(&out, was_white ? "" : " ");
        else if (is_unfit(scalar))
            out_text(&out, "\xef\xbf\xbd");
        else
            out_str(&out, str_slice(text, start, at));
        was_white = is_white(scalar);
        count++;
    }
    if (at < text.len)
        out_str(&out, ellipsis);
    struct str clean = arena_copy(arena, str_trim(out_memory(&out)));
    out_release(&out);
    return clean;
}
