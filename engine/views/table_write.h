/* table_write.h -- tables and reports as text, Markdown, CSV, JSON and HTML. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_TABLE_WRITE_H
#define ISMS_ENGINE_VIEWS_TABLE_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "engine/answer.h"
#include "engine/graph.h"
#include "engine/table.h"

enum section_kind {
    SECTION_HEADING, /* a report begins that is not the whole document */
    SECTION_TEXT,
    SECTION_TABLE,
    SECTION_GRAPH
};

struct section {
    enum section_kind kind;
    uint32_t level;            /* 1 below a SECTION_HEADING, else 0 */
    struct str heading;        /* may be empty */
    struct str text;           /* of a heading and of a text: paragraphs and items, see doc.h */
    uint32_t table;            /* index into the document's tables */
    const struct graph *graph; /* whole: nothing is collapsed */
    struct str picture;        /* of the graph, for HTML: SVG for the inside of a page */
    struct str caption;        /* what the picture shows, or why there is none */
};

/*
 * Pure functions of their arguments: same document, same bytes. Each leaves the last word about
 * errors to out_flush. A document without sections is its tables, one after another.
 */
struct document {
    struct title_block block;
    const struct table *const *tables;
    uint32_t table_count;
    struct str title; /* of the one report that it is; else empty */
    struct str doc;   /* below the title */
    const struct section *sections;
    uint32_t section_count;
    uint64_t seed_low, seed_high; /* of hash tables; changes no byte */
};

uint32_t document_section_count(const struct document *document);
struct section document_section(const struct document *document, uint32_t index);
bool document_has_graphs(const struct document *document);
/* Is it one report, or one table? */
bool document_is_single(const struct document *document);
/* Of that one, else the name of the organisation. */
struct str document_title(const struct document *document);

struct table_text_options {
    uint32_t width; /* terminal columns; 0 = unlimited (piped) */
    bool use_color;
    bool use_ascii; /* for what we add; the user's own letters stay */
    bool is_bare;   /* columns and the number of rows, without titles */
};

/*
 * Columns side by side, wrapped inside their cells to the width, never cut; when there are too many
 * for the width, one record of `label value` lines a row. Piped, every row is one line, and a column is no
 * wider than most of its cells need (text_layout.h): longer cells push the rest of their row.
 */
void table_write_text(struct out *out, const struct document *document,
                      const struct table_text_options *options);

/*
 * The answer to a query: a value is its text alone, `not set` when there is none; a list has a line
 * for each member, or says `empty`; all else is a bare table.
 */
void answer_write_text(struct out *out, const struct answer *answer,
                       const struct table_text_options *options);

/*
 * Title block as a list, sections as ##, groups as ### with a table each. Markdown holds no
 * picture: a graph is a sentence that says how to draw it.
 */
void table_write_markdown(struct out *out, const struct document *document);

/*
 * RFC 4180 but for line ends, which are LF. The header holds the column keys; groups are a first
 * column `group`; symbols are written as their labels and lists joined by "; ", for people who open
 * it. Numbers are bare, all else is quoted, and a text that a spreadsheet would run as a formula
 * gets a `'` in front. Missing = nothing, not even quotes. Totals are left to the spreadsheet: a
 * row of them would be counted twice. Several tables: one empty line between.
 */
void table_write_csv(struct out *out, const struct document *document);

/*
 * {"schema": 1, "project", "organisation", "as_of", "tool", "commit", "classification",
 *  "tables": [{"name", "title", "doc", "columns": [{"key", "label", "type"}],
 *              "rows": [{key: value}]}]}
 *
 * Types: text, number, yes-no, date, symbol, object, list. Values: numbers bare, yes-no as
 * booleans, symbols as their names, objects as their ids, lists as arrays, missing as null;
 * `commit` and `classification` are null when empty. Rows of a grouped table begin with "group".
 * A report has also "title", "doc", and its "sections" in order: {"kind", "level", "heading"} and,
 * by kind, "text" (heading, text), "table" (an index into `tables`) or "graph": {"name", "doc",
 * "nodes": [{"id", "title", "kind", "state"}], "edges": [{"from", "to", "relation"}]}.
 * A column of a cross table has "across": the values that it is for. A table with totals has
 * "totals": {key: value} and, when it has groups, "group_totals": [{"group", key: value}].
 * One row a line. Changes add keys only; anything else raises `schema`.
 */
void table_write_json(struct out *out, const struct document *document);

/*
 * One page without scripts under a strict Content-Security-Policy, for screens (light and dark) and
 * A4 paper. `#TABLE` leads to a table, `#TABLE:ID` to the row of an object. Pictures stand in it.
 */
void table_write_html(struct out *out, const struct document *document);

#endif
