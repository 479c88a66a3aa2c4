/* text_layout.h -- how wide the columns of a text table are, and where its lines break. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_TEXT_LAYOUT_H
#define ISMS_ENGINE_VIEWS_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { TEXT_COLUMN_GAP = 2 };

/* All sizes are terminal columns. Texts must be free of control characters except line breaks. */
struct text_column {
    uint32_t natural; /* the longest line */
    uint32_t word;    /* the longest word: ids, dates and names should not be cut */
    uint64_t total;   /* of all cells: who has more to say gets more room */
    uint64_t cells;   /* how many */
    uint32_t width;   /* the result: what shorter lines are filled up to */
    uint32_t limit;   /* the result: no line is longer; the width, or TEXT_UNLIMITED */
    bool is_right;
};

/*
 * Where rows have all the room they want, one cell may be a million times as long as the others,
 * and blanks below it would be most of the output. So a column is as wide as its widest cell, but
 * no wider than the largest of these: TEXT_WIDTH_ALWAYS; TEXT_MEANS of its cells on the average;
 * what all its cells can have of TEXT_BYTES_ALWAYS. Longer cells push the rest of their row.
 */
enum { TEXT_WIDTH_ALWAYS = 100, TEXT_MEANS = 2, TEXT_BYTES_ALWAYS = 1 << 16 };
#define TEXT_UNLIMITED UINT32_MAX

/* Learns from one more text (a cell or the heading) of the column. */
void text_column_measure(struct text_column *column, struct str text);
/* The same for printable ASCII. */
void text_column_measure_plain(struct text_column *column, struct str text);
/* The same for a line of that width, where nothing is ever wrapped. */
static inline void text_column_measure_line(struct text_column *column, uint32_t width)
{
    column->cells++;
    column->total += width;
    if (width > column->natural)
        column->natural = width;
}

/*
 * Sets widths and limits so that all columns with their gaps fit into `available`; 0: there are no
 * bounds. False when there are too many columns for any readable table: then nothing is set.
 */
bool text_columns_fit(struct text_column *columns, uint32_t count, uint32_t available);

/*
 * Takes the next line from the front of `rest`: up to a line break, else as many words as fit, else
 * as many characters (at least one). Nothing but spaces at a break gets lost.
 */
struct str text_take_line(struct str *rest, uint32_t width);

#endif
