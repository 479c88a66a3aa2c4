/* answer.h -- what a query gives. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_ANSWER_H
#define ISMS_ENGINE_ANSWER_H

#include <stdint.h>

#include "engine/table.h"

/*
 * Whatever was asked for, the answer is a table, so that every format can show it; the shape says
 * what it stands for. Objects have the columns `id`, `title` and `kind`, other values `value`.
 */
enum answer_shape {
    ANSWER_VALUE, /* one cell; CELL_MISSING: not set */
    ANSWER_LIST,  /* one column, a row for each member */
    ANSWER_TABLE, /* objects, or columns that were asked for */
    ANSWER_VIEW   /* a declared view, as a report shows it */
};

struct answer {
    enum answer_shape shape;
    const struct table *table; /* NULL: there is no answer, and the sink says why */
    uint32_t not_assessed;     /* rows that rest on damaged input */
};

#endif
