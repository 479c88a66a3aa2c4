/* diag_marks.h -- the underlines below one line of source, and the words that hang on them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_MARKS_H
#define ISMS_BASE_DIAG_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag_paint.h"
#include "base/source.h"
#include "base/str.h"

/* One underlined place. A place over several lines is underlined on its first line. */
struct mark {
    struct source *source;
    uint32_t file; /* files are numbered in the order in which they are first marked */
    uint32_t order;
    uint32_t position;
    uint32_t line;
    uint32_t last_line;
    size_t from; /* bytes of the line */
    size_t to;
    uint32_t first_column; /* display columns, known when the line is laid out */
    uint32_t end_column;
    struct str text;
    bool is_primary;
};

/*
 * Writes the line of source and the rows below it. All marks lie on that line; they are reordered.
 * The words of the mark that ends last stand beside the underlines, those of the others on rows of
 * their own, from right to left:
 *
 *      5 |   for:  r in risk where r.level >= likely
 *        |         -    ----       ------- ^^ ------ on scale `likelihood`
 *        |         |    |          on scale `level`
 *        |         |    a kind
 *        |         a name
 */
void marks_write(const struct paint *paint, struct mark *marks, uint32_t count);

#endif
