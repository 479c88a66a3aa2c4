/* sheet.h -- a table that is filled cell by cell, for what the engine itself tells. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SHEET_H
#define ISMS_ENGINE_SHEET_H

#include <stdint.h>

#include "base/vec.h"
#include "engine/table.h"

struct workspace;

struct sheet {
    struct workspace *ws;
    struct table *table; /* its doc may be set until the end */
    VEC(struct cell) cells;
};

/* Columns of text with these labels; everything lies in the arena of the workspace. */
void sheet_open(struct sheet *sheet, struct workspace *ws, const char *name, struct str title,
                const char *const *labels, uint32_t column_count);
/* The next cell, row by row; an empty text is a missing one. */
void sheet_add(struct sheet *sheet, struct str text);
const struct table *sheet_close(struct sheet *sheet);

#endif
