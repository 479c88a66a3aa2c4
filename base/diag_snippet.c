/* diag_snippet.c -- sorting the places of a diagnostic into files and lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_snippet.h"

#include "base/diag_line.h"
#include "base/diag_marks.h"
#include "base/map.h"
#include "base/vec.h"

#include <stdlib.h>

struct mark_list {
    VEC(struct mark) marks;
    struct map files; /* base of a source -> its number among the files */
    uint32_t file_count;
};

static uint32_t number_of_file(struct mark_list *list, const struct source *source)
{
    uint32_t number = map_get(&list->files, source->base);
    if (number == 0) {
        number = ++list->file_count;
        map_put(&list->files, source->base, number);
    }
    return number;
}

/* A newline belongs to the line that it ends. */
static uint32_t last_line_of(const struct paint *paint, struct source *source, struct span span)
{
    uint32_t last = span.hi > span.lo ? span.hi - 1 : span.lo;
    return source_line_of(paint->sources, source, last);
}

static void add_mark(const struct paint *paint, struct mark_list *list, struct span span,
                     struct str text)
{
    struct source *source = source_map_find(paint->sources, span.lo);
    if (source == NULL)
        return;
    span = source_clip(source, span);
    uint32_t line = source_line_of(paint->sources, source, span.lo);
    uint32_t start = source_line_start(paint->sources, source, line);
    size_t length = source_line_text(paint->sources, source, line).len;
    size_t from = span.lo - start;
    size_t to = span.hi - start;
    struct mark mark = {
        .source = source,
        .file = number_of_file(list, source),
        .order = list->marks.count,
        .position = span.lo,
        .line = line,
        .last_line = last_line_of(paint, source, span),
        .from = from < length ? from : length,
        .to = to < length ? to : length,
        .text = text,
    };
    VEC_PUSH(&list->marks, mark);
}

static void collect_marks(const struct paint *paint, struct mark_list *list,
                          const struct diag *diag)
{
    add_mark(paint, list, diag->span, diag->label);
    if (list->marks.count > 0)
        list->marks.items[0].is_primary = true;
    for (const struct label *label = diag->labels; label != NULL; label = label->next)
        add_mark(paint, list, label->span, label->text);
}

static int compare_lines(const void *left, const void *right)
{
    const struct mark *a = left;
    const struct mark *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* The place that the heading of an excerpt names: of its marks the one that was added first. */
static uint32_t heading_position(const struct mark *marks, uint32_t count)
{
    const struct mark *first = &marks[0];
    for (uint32_t i = 1; i < count; i++)
        if (marks[i].order < first->order)
            first = &marks[i];
    return first->position;
}

static void write_gap(const struct paint *paint)
{
    struct str dots = cut_mark(paint->options->use_ascii);
    uint32_t width = paint->options->use_ascii ? 3 : 1;
    paint_ink(paint, INK_FRAME);
    out_repeat(paint->out, ' ', paint->gutter > width ? paint->gutter - width : 0);
    out_str(paint->out, dots);
    paint_ink(paint, INK_NONE);
    out_char(paint->out, '\n');
}

static uint32_t count_same_line(const struct mark *marks, uint32_t count)
{
    uint32_t same = 1;
    while (same < count && marks[same].line == marks[0].line)
        same++;
    return same;
}

static void write_file(const struct paint *paint, struct mark *marks, uint32_t count)
{
    bool is_first = marks[0].file == 1;
    paint_arrow(paint, is_first ? "-->" : ":::", heading_position(marks, count));
    paint_bar_row(paint);
    uint32_t last_line = marks[0].line;
    for (uint32_t i = 0; i < count;) {
        uint32_t same = count_same_line(marks + i, count - i);
        if (marks[i].line > last_line + 1)
            write_gap(paint);
        last_line = marks[i].line;
        marks_write(paint, marks + i, same);
        i += same;
    }
}

static uint32_t count_same_file(const struct mark *marks, uint32_t count)
{
    uint32_t same = 1;
    while (same < count && marks[same].file == marks[0].file)
        same++;
    return same;
}

void snippet_write(const struct paint *paint, const struct diag *diag)
{
    struct mark_list list = { 0 };
    collect_marks(paint, &list, diag);
    struct mark *marks = list.marks.items;
    uint32_t count = list.marks.count;
    if (count > 0)
        qsort(marks, count, sizeof *marks, compare_lines);
    for (uint32_t i = 0; i < count;) {
        uint32_t same = count_same_file(marks + i, count - i);
        if (i > 0)
            paint_bar_row(paint);
        write_file(paint, marks + i, same);
        i += same;
    }
    map_release(&list.files);
    VEC_RELEASE(&list.marks);
}
