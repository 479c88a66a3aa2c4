/* diag_line.h -- one line of the user's text as a terminal may safely show it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_LINE_H
#define ISMS_BASE_DIAG_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/out.h"
#include "base/str.h"

/*
 * Tabs become spaces, controls become escapes, and of a line wider than SHOWN_COLUMNS only the
 * part around its focus is shown, with a mark where something is missing. The cost depends on what
 * is shown, never on the length of the line.
 */
enum { SHOWN_COLUMNS = 160 };

struct shown_line {
    struct str text; /* the whole line, borrowed */
    size_t from;     /* the part that is shown */
    size_t to;
    struct str cut_mark; /* stands for what is missing: `…` or `...` */
};

struct str cut_mark(bool use_ascii);
struct shown_line shown_line_fit(struct str text, size_t focus_from, size_t focus_to,
                                 bool use_ascii);

/* Display column (from 0) of a byte of the whole line; bytes that were cut lie at the cut mark. */
uint32_t shown_line_column(const struct shown_line *line, size_t offset);
void shown_line_write(const struct shown_line *line, struct out *out);

/* Text in a sentence: as out_visible, trimmed, with every run of tabs and line breaks as a space.
 */
void out_flat(struct out *out, struct str text);

#endif
