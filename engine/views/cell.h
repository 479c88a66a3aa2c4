/* cell.h -- what all writers of tables know about cells and columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_CELL_H
#define ISMS_ENGINE_VIEWS_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "base/str.h"
#include "engine/table.h"

/*
 * The text of a cell, not yet escaped for any format: a list is its parts with the separator
 * between them. The result is borrowed from the cell or from `scratch` (a memory output) and lasts
 * until either changes.
 */
struct str cell_text(const struct cell *cell, struct str separator, struct out *scratch);

/* Appends the same, of a cell that is not missing. */
void cell_append(struct out *out, const struct cell *cell, struct str separator);

/* True for a JSON number without an exponent (RFC 8259, section 6): it may stand bare. */
bool text_is_json_number(struct str text);

/* "text", "number", "yes-no", "date", "symbol", "object", "list". */
struct str cell_kind_name(enum cell_kind kind);

/*
 * The key that CSV and JSON use: the column's own, with `-2`, `-3` after it when it was used before
 * (the group column counts as the first `group`), so that no value hides another.
 */
void column_write_key(struct out *out, const struct table *table, uint32_t column);

/* True when the row begins a group: its heading stands before it. */
bool table_group_begins(const struct table *table, uint32_t row);
struct str table_group_of(const struct table *table, uint32_t row);
uint32_t table_group_rows(const struct table *table, uint32_t first_row);
/* True when the row ends a group that has totals. */
bool table_group_totals_follow(const struct table *table, uint32_t row);

/*
 * A cell of the row of totals of a group, or of the whole table. The first one says `Total` where
 * nothing is added up.
 */
enum { TOTALS_OF_ALL = UINT32_MAX };
struct cell table_total_cell(const struct table *table, uint32_t group, uint32_t column);

/* Amounts stand below each other: numbers, and what is added up. */
bool column_is_right(const struct table_column *column);

/* "1 row", "93 rows" */
void out_row_count(struct out *out, uint32_t rows);

/* "41 elements and 53 links" */
struct graph;
void out_graph_size(struct out *out, const struct graph *graph);

/* The organisation, or the project when it has no title. */
struct str title_block_name(const struct title_block *block);

#endif
