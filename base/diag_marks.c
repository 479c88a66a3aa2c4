/* diag_marks.c -- laying out the underlines and labels of one line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_marks.h"

#include "base/diag_line.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A shown line, a cut mark on both sides and the caret behind the end. */
enum { ROW_COLUMNS = SHOWN_COLUMNS + 8 };

static bool has_words(const struct mark *mark)
{
    return mark->text.len > 0 || mark->last_line > mark->line;
}

static void write_words(const struct paint *paint, const struct mark *mark)
{
    paint_ink(paint, mark->is_primary ? INK_SEVERITY : INK_FRAME);
    if (mark->text.len > 0) {
        out_flat(paint->out, mark->text);
    } else {
        out_str(paint->out, cut_mark(paint->options->use_ascii));
        out_text(paint->out, " to line ");
        out_u64(paint->out, mark->last_line);
    }
    paint_ink(paint, INK_NONE);
}

/* The line with all marks in view if that is possible, else with the most important one. */
static struct shown_line fit_line(const struct paint *paint, const struct mark *marks,
                                  uint32_t count)
{
    struct str text = source_line_text(paint->sources, marks[0].source, marks[0].line);
    const struct mark *chief = &marks[0];
    size_t from = marks[0].from;
    size_t to = marks[0].to;
    for (uint32_t i = 1; i < count; i++) {
        from = marks[i].from < from ? marks[i].from : from;
        to = marks[i].to > to ? marks[i].to : to;
        if (marks[i].is_primary)
            chief = &marks[i];
    }
    bool use_ascii = paint->options->use_ascii;
    struct shown_line line = shown_line_fit(text, from, to, use_ascii);
    return to <= line.to ? line : shown_line_fit(text, chief->from, chief->to, use_ascii);
}

static void find_columns(const struct shown_line *line, struct mark *marks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct mark *mark = &marks[i];
        mark->first_column = shown_line_column(line, mark->from);
        mark->end_column = shown_line_column(line, mark->to);
        if (mark->end_column <= mark->first_column)
            mark->end_column = mark->first_column + 1;
        assert(mark->end_column <= ROW_COLUMNS);
    }
}

/* From right to left: the one that ends last can have its words beside it. */
static int compare_marks(const void *left, const void *right)
{
    const struct mark *a = left;
    const struct mark *b = right;
    if (a->first_column != b->first_column)
        return a->first_column > b->first_column ? -1 : 1;
    if (a->is_primary != b->is_primary)
        return a->is_primary ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static const struct mark *find_beside(const struct mark *marks, uint32_t count)
{
    const struct mark *last = &marks[0];
    for (uint32_t i = 1; i < count; i++)
        if (marks[i].end_column > last->end_column)
            last = &marks[i];
    return has_words(last) ? last : NULL;
}

static void draw(char row[ROW_COLUMNS], const struct mark *mark, char c)
{
    memset(row + mark->first_column, c, mark->end_column - mark->first_column);
}

static uint32_t draw_all(char row[ROW_COLUMNS], const struct mark *marks, uint32_t count)
{
    uint32_t end = 0;
    memset(row, ' ', ROW_COLUMNS);
    for (uint32_t i = 0; i < count; i++) {
        if (!marks[i].is_primary)
            draw(row, &marks[i], '-');
        if (marks[i].end_column > end)
            end = marks[i].end_column;
    }
    for (uint32_t i = 0; i < count; i++)
        if (marks[i].is_primary)
            draw(row, &marks[i], '^');
    return end;
}

static enum ink ink_of(char c)
{
    if (c == '^')
        return INK_SEVERITY;
    return c == '-' ? INK_FRAME : INK_NONE;
}

static void write_underlines(const struct paint *paint, const char *row, uint32_t end)
{
    uint32_t from = 0;
    while (from < end) {
        uint32_t to = from + 1;
        while (to < end && row[to] == row[from])
            to++;
        struct str run = { row + from, to - from };
        if (row[from] == ' ')
            out_str(paint->out, run);
        else
            paint_inked(paint, ink_of(row[from]), run);
        from = to;
    }
}

/* The connectors of the marks whose words come on later rows; returns the column reached. */
static uint32_t write_connectors(const struct paint *paint, const struct mark *marks,
                                 uint32_t count, const struct mark *beside)
{
    uint32_t column = 0;
    uint32_t limit = marks[0].first_column;
    for (uint32_t i = count; i-- > 1;) {
        const struct mark *mark = &marks[i];
        bool is_new = mark->first_column >= column && mark->first_column < limit;
        if (mark == beside || !has_words(mark) || !is_new)
            continue;
        out_repeat(paint->out, ' ', mark->first_column - column);
        paint_inked(paint, mark->is_primary ? INK_SEVERITY : INK_FRAME, STR("|"));
        column = mark->first_column + 1;
    }
    return column;
}

static void write_hanging(const struct paint *paint, const struct mark *marks, uint32_t count,
                          const struct mark *beside)
{
    for (uint32_t i = 0; i < count; i++) {
        if (&marks[i] == beside || !has_words(&marks[i]))
            continue;
        paint_bar(paint, 0);
        out_char(paint->out, ' ');
        uint32_t column = write_connectors(paint, marks + i, count - i, beside);
        out_repeat(paint->out, ' ', marks[i].first_column - column);
        write_words(paint, &marks[i]);
        out_char(paint->out, '\n');
    }
}

static void write_source_row(const struct paint *paint, const struct shown_line *line,
                             uint32_t number)
{
    paint_bar(paint, number);
    if (line->text.len > 0) {
        out_char(paint->out, ' ');
        shown_line_write(line, paint->out);
    }
    out_char(paint->out, '\n');
}

void marks_write(const struct paint *paint, struct mark *marks, uint32_t count)
{
    char row[ROW_COLUMNS];
    assert(count > 0);
    struct shown_line line = fit_line(paint, marks, count);
    write_source_row(paint, &line, marks[0].line);
    find_columns(&line, marks, count);
    qsort(marks, count, sizeof *marks, compare_marks);
    const struct mark *beside = find_beside(marks, count);
    uint32_t end = draw_all(row, marks, count);
    paint_bar(paint, 0);
    out_char(paint->out, ' ');
    write_underlines(paint, row, end);
    if (beside != NULL) {
        out_char(paint->out, ' ');
        write_words(paint, beside);
    }
    out_char(paint->out, '\n');
    write_hanging(paint, marks, count, beside);
}
