/* report.h -- the result of a report: texts, tables and graphs in order, in no format yet. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_REPORT_H
#define ISMS_ENGINE_REPORT_H

#include <stdint.h>

#include "base/str.h"
#include "engine/graph.h"
#include "engine/table.h"

enum report_section_kind {
    REPORT_TEXT,  /* paragraphs and items, as in the `##` lines of a view */
    REPORT_TABLE, /* of a view or a matrix */
    REPORT_GRAPH
};

struct report_section {
    enum report_section_kind kind;
    struct str heading; /* what `as` says, else the title of the table or graph; may be empty */
    struct str text;
    const struct table *table;
    const struct graph *graph;
};

struct report {
    struct str name;           /* "management-review" */
    struct str title;          /* "Management review"; the name when it has none */
    struct str doc;            /* the report's `##` lines; may be empty */
    struct str classification; /* may be empty */
    const struct report_section *sections;
    uint32_t section_count;
};

#endif
