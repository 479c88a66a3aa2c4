/* diag_line.c -- cutting, escaping and measuring a line of the user's text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_line.h"

#include "base/characters.h"
#include "base/source.h"
#include "base/utf8.h"

enum {
    CONTEXT_COLUMNS = 40, /* shown before the focus of a line that is cut */
    SHOWN_BYTES = 1280,   /* ends a line of characters without width */
};

struct str cut_mark(bool use_ascii)
{
    return use_ascii ? STR("...") : STR("\u2026");
}

/* Measures what out_visible really writes, so that carets cannot disagree with it. */
static uint32_t visible_width(struct str text)
{
    struct out out;
    out_open_memory(&out);
    out_visible(&out, text);
    uint32_t width = text_display_width(out_memory(&out));
    out_release(&out);
    return width;
}

/* Bytes of the character at `at`, and its width when it begins in `column`. */
static size_t measure(struct str text, size_t at, uint32_t column, uint32_t *ret_width)
{
    unsigned char first = (unsigned char)text.ptr[at];
    if (first == '\t') {
        *ret_width = 8 - column % 8;
        return 1;
    }
    if (first >= 0x20 && first < 0x7f) {
        *ret_width = 1;
        return 1;
    }
    size_t next = at;
    (void)utf8_next(text, &next);
    *ret_width = visible_width(str_slice(text, at, next));
    return next - at;
}

/* The same for all printable ASCII that stands together there, or else for one character. */
static size_t measure_run(struct str text, size_t at, uint32_t column, uint32_t *ret_width)
{
    size_t run = printable_run(text, at);
    if (run == 0)
        return measure(text, at, column, ret_width);
    *ret_width = (uint32_t)run;
    return run;
}

/* Where a part that begins at `from` must end. */
static size_t find_end(struct str text, size_t from)
{
    size_t at = from;
    uint32_t column = 0;
    while (at < text.len && at - from < SHOWN_BYTES) {
        size_t run = printable_run(str_slice(text, 0, from + SHOWN_BYTES), at);
        uint32_t width = (uint32_t)run;
        size_t bytes = run > 0 ? run : measure(text, at, column, &width);
        if (column + width > SHOWN_COLUMNS) /* of a run, as much as there is room for */
            return run > 0 ? at + (SHOWN_COLUMNS - column) : at;
        column += width;
        at += bytes;
    }
    return at;
}

/* Where a part must begin to show up to so many columns before `end`. */
static size_t find_start(struct str text, size_t end, uint32_t columns)
{
    size_t at = end < text.len ? end : text.len;
    size_t last = at;
    while (at > 0 && last - at < SHOWN_BYTES) {
        uint32_t width;
        size_t before = character_start(text, at - 1);
        (void)measure(text, before, 0, &width); /* a tab counts as its most */
        if (width > columns)
            break;
        columns -= width;
        at = before;
    }
    return at;
}

struct shown_line shown_line_fit(struct str text, size_t focus_from, size_t focus_to,
                                 bool use_ascii)
{
    struct shown_line line = { .text = text, .cut_mark = cut_mark(use_ascii) };
    line.to = find_end(text, 0);
    if (line.to == text.len || focus_to <= line.to)
        return line;
    line.from = find_start(text, focus_from, CONTEXT_COLUMNS);
    line.to = find_end(text, line.from);
    if (line.to == text.len)
        line.from = find_start(text, text.len, SHOWN_COLUMNS);
    return line;
}

uint32_t shown_line_column(const struct shown_line *line, size_t offset)
{
    struct str shown = str_slice(line->text, 0, line->to);
    uint32_t column = 0;
    size_t at = line->from;
    if (offset < line->from)
        return 0;
    while (at < line->to) {
        uint32_t width;
        size_t bytes = measure_run(shown, at, column, &width);
        if (at + bytes > offset) {
            column += (uint32_t)printable_run(str_slice(shown, 0, offset), at);
            break;
        }
        column += width;
        at += bytes;
    }
    return column + (line->from > 0 ? text_display_width(line->cut_mark) : 0);
}

void shown_line_write(const struct shown_line *line, struct out *out)
{
    uint32_t column = 0;
    if (line->from > 0)
        out_str(out, line->cut_mark);
    struct str shown = str_slice(line->text, 0, line->to);
    for (size_t at = line->from; at < line->to;) {
        uint32_t width;
        size_t bytes = measure_run(shown, at, column, &width);
        if (line->text.ptr[at] == '\t')
            out_repeat(out, ' ', width);
        else
            out_visible(out, str_slice(line->text, at, at + bytes));
        column += width;
        at += bytes;
    }
    if (line->to < line->text.len)
        out_str(out, line->cut_mark);
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r' || c == '\t';
}

void out_flat(struct out *out, struct str text)
{
    text = str_trim(text);
    size_t at = printable_run(text, 0);
    if (at == text.len) {
        out_str(out, text);
        return;
    }
    at = 0;
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && !is_break(text.ptr[at]))
            at++;
        out_visible(out, str_slice(text, start, at));
        if (at < text.len)
            out_char(out, ' ');
        while (at < text.len && is_break(text.ptr[at]))
            at++;
    }
}
