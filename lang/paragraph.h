/* paragraph.h -- a declaration with its fields, and in which columns their values stand. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PARAGRAPH_H
#define ISMS_LANG_PARAGRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "base/vec.h"
#include "lang/page.h"

/*
 * The values of a paragraph begin in one column, two behind the colon of its longest name. In a
 * scale or a matrix what stands between commas is aligned too; a comment over the cells of a matrix
 * takes part. Long lists of objects and views become bullets; in kinds, rules and graphs commas part
 * options and bindings too, and the author's line breaks stay.
 */
enum paragraph_shape { SHAPE_OBJECT, SHAPE_DEFINITION, SHAPE_SCALE, SHAPE_MATRIX };

/* One cell of a row and its comma. */
struct cell {
    uint32_t width; /* of the widest one */
    bool differs;   /* not all are that wide */
    uint32_t column;
};

struct paragraph {
    uint32_t first, end; /* rows */
    enum paragraph_shape shape;
    uint32_t value_column;
    VEC(struct cell) cells; /* of scales and matrices */
};

/* Rows in which the formatter would write more become bullets, if they are a list. */
enum { LIST_WIDTH_MOST = 100 };

/* `paragraph` is zero or was measured before; marks comments as heads of tables. */
void paragraph_measure(struct paragraph *paragraph, struct page *page, uint32_t declaration);
void paragraph_release(struct paragraph *paragraph);

/* Is the row one of a scale or a matrix whose cells are aligned? */
bool paragraph_is_table_row(const struct paragraph *paragraph, const struct page *page,
                            uint32_t row);
/* Is the row a list that is too long for it? */
bool paragraph_wants_bullets(const struct paragraph *paragraph, const struct page *page,
                             uint32_t row);

/* One past the last token of the item that begins at `from`; its comma, or `end`. */
uint32_t item_end(const struct page *page, uint32_t from, uint32_t end);
/* The next word between commas in a comment, without blanks; false when there is none. */
bool head_cell(struct str *rest, struct str *ret_cell);

#endif
