/* anchors.h -- the places in an HTML page that a link can lead to. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_ANCHORS_H
#define ISMS_ENGINE_VIEWS_ANCHORS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "base/str.h"
#include "base/vec.h"
#include "engine/views/table_write.h"

/*
 * A table's anchor is its name, a row's is `TABLE:ID` with the object that its first column
 * names, if it does. When several rows name the same object, only the topmost of the table has the
 * anchor, for ids are unique in a page.
 */
struct anchor {
    struct str object; /* id, borrowed from the document */
    uint32_t table;
    uint32_t row;
};

struct anchors {
    const struct document *document;
    VEC(struct anchor) rows; /* sorted by object, table, row */
};

void anchors_init(struct anchors *anchors, const struct document *document);
void anchors_release(struct anchors *anchors);

/* Where the page shows this object as a row of its own (the first such table), or NULL. */
const struct anchor *anchors_find(const struct anchors *anchors, struct str object);

/* The anchor that belongs to this very row, or NULL. */
const struct anchor *anchors_of_row(const struct anchors *anchors, uint32_t table, uint32_t row);

/* Both write what is safe inside an id and behind the `#` of a link. */
void anchor_write_table(struct out *out, const struct document *document, uint32_t table);
void anchor_write(struct out *out, const struct document *document, const struct anchor *anchor);

#endif
