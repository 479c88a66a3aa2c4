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
    struct str object; /* id, borrowed from whoever asks */
    uint32_t table;
};

struct interner;

/* In which tables an object has a row of its own; counted from 1, 0: none. */
struct anchored {
    uint32_t first, last; /* of the tables looked at so far */
};
struct anchored_objects { /* a vector */
    struct anchored *items;
    uint32_t count, capacity;
};

/*
 * Objects are known by the numbers of their keys (table.h) as long as each row has one. Their texts
 * are looked at only where a row or a cell comes without: then all rows are noted by them, too.
 */
struct anchors {
    const struct document *document;
    struct anchored_objects by_number;
    struct anchored_objects by_name; /* by symbol - 1 */
    struct interner *names;          /* those symbols; NULL: nobody needs them */
    bool has_numbers;                /* of all rows; else by_number is empty */
    VEC(bool) has_anchor;            /* by row, one table behind another */
    VEC(uint32_t) starts;            /* of the rows of each table */
    VEC(uint32_t) symbol_of; /* by number of a key: 1 + its symbol or 0; 0: not looked for */
    struct out tables;       /* the anchors of all tables, */
    VEC(size_t) table_ends;  /* one behind another */
};

void anchors_init(struct anchors *anchors, const struct document *document);
void anchors_release(struct anchors *anchors);

/* Fetches what anchors_find will look at into the cache, for all objects of these cells. */
void anchors_prefetch(const struct anchors *anchors, const struct cell *cells, uint32_t count);

/* Where the page shows the object of this cell as a row of its own: the first such table. False:
 * nowhere. */
bool anchors_find(struct anchors *anchors, const struct cell *cell, struct anchor *ret_anchor);

/* The object whose anchor this very row, with these cells, has; empty: it has none. */
struct place_of_row {
    uint32_t table, row;
};
struct str anchors_of_row(const struct anchors *anchors, struct place_of_row place,
                          const struct cell *cells, uint32_t column_count);

/* Both write what is safe inside an id and behind the `#` of a link. */
void anchor_write_table(struct out *out, const struct anchors *anchors, uint32_t table);
void anchor_write(struct out *out, const struct anchors *anchors, const struct anchor *anchor);

#endif
