/* row_texts.h -- the rows of a table as texts, for formats that show nothing else of a cell. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_ROW_TEXTS_H
#define ISMS_ENGINE_VIEWS_ROW_TEXTS_H

#include "base/out.h"
#include "base/vec.h"
#include "engine/row_reader.h"

/*
 * The texts of a row stand one behind another, as cell_text would give them, without a cell being
 * made where the table has none. What was read last is all that may be used.
 */
struct row_texts {
    struct row_reader reader;
    struct str separator; /* between the members of a list */
    struct out all;       /* of the row that was read last */
    VEC(size_t) ends;     /* of each column's, in there */
};

void row_texts_init(struct row_texts *texts, const struct table *table, struct str separator);
void row_texts_release(struct row_texts *texts);
void row_texts_read(struct row_texts *texts, uint32_t row);

static inline struct str row_text(const struct row_texts *texts, uint32_t column)
{
    size_t from = column == 0 ? 0 : texts->ends.items[column - 1];

    return (struct str){ texts->all.buffer + from, texts->ends.items[column] - from };
}

#endif
