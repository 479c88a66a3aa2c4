/* table_write.h -- tables as text, Markdown, CSV, JSON and HTML. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_TABLE_WRITE_H
#define ISMS_ENGINE_VIEWS_TABLE_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "engine/answer.h"
#include "engine/table.h"

/*
 * Pure functions of their arguments: same tables, same bytes. Each takes all tables of one
 * document and leaves the last word about errors to out_flush.
 */
struct document {
    struct title_block block;
    const struct table *const *tables;
    uint32_t table_count;
};

struct table_text_options {
    uint32_t width; /* terminal columns; 0 = unlimited (piped) */
    bool use_color;
    bool use_ascii; /* for what we add; the user's own letters stay */
    bool is_bare;   /* columns and the number of rows, without titles */
};

/*
 * Columns side by side, wrapped inside their cells to the width, never cut; when there are too many
 * for the width, one record of `label value` lines a row. Piped, every row is one line.
 */
void table_write_text(struct out *out, const struct document *document,
                      const struct table_text_options *options);

/*
 * The answer to a query: a value is its text alone, `not set` when there is none; a list has a line
 * for each member, or says `empty`; all else is a bare table.
 */
void answer_write_text(struct out *out, const struct answer *answer,
                       const struct table_text_options *options);

/* Title block as a list, tables as ##, groups as ### with a table each. */
void table_write_markdown(struct out *out, const struct document *document);

/*
 * RFC 4180 but for line ends, which are LF. The header holds the column keys; groups are a first
 * column `group`; symbols are written as their labels and lists joined by "; ", for people who open
 * it. Numbers are bare, all else is quoted, and a text that a spreadsheet would run as a formula
 * gets a `'` in front. Missing = nothing, not even quotes. Several tables: one empty line between.
 */
void table_write_csv(struct out *out, const struct document *document);

/*
 * {"schema": 1, "project", "organisation", "as_of", "tool", "commit", "classification",
 *  "tables": [{"name", "title", "doc", "columns": [{"key", "label", "type"}], "rows": [{key:
 * value}]}]}
 *
 * Types: text, number, yes-no, date, symbol, object, list. Values: numbers bare, yes-no as
 * booleans, symbols as their names, objects as their ids, lists as arrays, missing as null;
 * `commit` and `classification` are null when empty. Rows of a grouped table begin with "group".
 * One row a line. Changes add keys only; anything else raises `schema`.
 */
void table_write_json(struct out *out, const struct document *document);

/*
 * One page without scripts under a strict Content-Security-Policy, for screens (light and dark) and
 * A4 paper. `#TABLE` leads to a table, `#TABLE:ID` to the row of an object.
 */
void table_write_html(struct out *out, const struct document *document);

#endif
