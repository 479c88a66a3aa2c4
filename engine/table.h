/* table.h -- the result of a view: typed cells, before anybody chooses a format. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_TABLE_H
#define ISMS_ENGINE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What kind of value a cell shows; decides alignment and how JSON writes it. */
enum cell_kind {
    CELL_MISSING, /* an optional that is not set: empty in text and CSV, null in JSON */
    CELL_TEXT,
    CELL_NUMBER, /* text holds the exact decimal; JSON writes it bare */
    CELL_YES_NO, /* text is "yes" or "no"; JSON writes true or false */
    CELL_DATE,
    CELL_SYMBOL, /* a word of a scale or enumeration: text is its label, key its name */
    CELL_OBJECT, /* text is the id, key the id; title its title */
    CELL_LIST    /* parts; JSON writes an array */
};

/*
 * Colour is never the only carrier: text says the same. Tones come from the `color:` of a scale's
 * symbols, or none. Texts may have several lines; the writers make every byte of them harmless.
 */
struct cell {
    enum cell_kind kind;
    uint32_t part_count;
    uint32_t
        key_number;   /* of an object's id, as key or text: the same for the same; 0: not known */
    struct str text;  /* as people read it */
    struct str key;   /* as machines read it: the symbol's name, the object's id; else empty */
    struct str title; /* of an object, for tool tips and links; may be empty */
    struct str color; /* green, yellow, orange, red, blue, grey or `#RRGGBB`; may be empty */
    const struct cell *parts;
};

struct table_column {
    struct str label; /* "Justification" */
    struct str key;   /* for JSON and CSV: the label, else the dotted path; see column_write_key */
    enum cell_kind kind;       /* of most cells; a column of numbers is aligned right */
    const struct cell *across; /* what is spread over columns, of one of them; else none */
    uint32_t across_count;
    bool has_total; /* aligned right like numbers */
    bool is_plain;  /* no cell of it has a colour */
};

struct arena;

/* Some cells of a row. */
struct cell_request {
    uint32_t row;
    uint32_t first, end; /* columns */
    bool with_titles;    /* of objects, which cost something; else they are empty */
    struct arena *arena; /* for what the cells hold */
};

/* The texts of a row. */
struct text_request {
    uint32_t row;
    struct str separator; /* between the members of a list */
    struct arena *arena;  /* for what is needed on the way */
};

struct out;

/*
 * Whoever holds the values of a table makes cells of them (row_reader.h), or appends the texts of
 * its columns and says where each ends (views/row_texts.h).
 */
struct row_source {
    void (*write_texts)(const struct row_source *source, const struct text_request *request,
                        struct out *out, size_t *ret_ends);
    void (*make_cells)(const struct row_source *source, const struct cell_request *request,
                       struct cell *ret_cells);
};

/*
 * Rows are in their final order. Rows of one group stand together; group_of[row] indexes groups;
 * without groups group_count is 0 and group_of NULL.
 */
struct table {
    struct str name;  /* of the view: "soa" */
    struct str title; /* "Statement of Applicability" */
    struct str doc;   /* the view's `##` lines; may be empty */
    const struct table_column *columns;
    uint32_t column_count;
    bool lacks_columns;              /* `across:` binds nothing: no column is spread */
    const struct cell *cells;        /* row-major; or NULL: */
    const struct row_source *source; /* makes those of a row when it is read */
    uint32_t row_count;
    const struct str *groups; /* headings */
    uint32_t group_count;
    const uint32_t *group_of;
    const struct cell *totals;       /* a cell for each column, missing where there is none; NULL */
    const struct cell *group_totals; /* the same for each group */
};

/* What every sheet and page says about itself (outputs.md section 2, title block). */
struct title_block {
    struct str organisation;   /* the project's title */
    struct str project;        /* its id */
    struct str as_of;          /* "2026-11-01" */
    struct str tool;           /* "isms 0.1.0" */
    struct str commit;         /* may be empty: no git, or not asked for */
    struct str classification; /* may be empty */
};

#endif
