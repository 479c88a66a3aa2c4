/* report_build.h -- from a `report` declaration to its texts, tables and graphs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_REPORT_BUILD_H
#define ISMS_ENGINE_REPORT_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/plan.h"
#include "engine/report.h"

enum report_part_kind { PART_IS_TEXT, PART_IS_VIEW, PART_IS_GRAPH, PART_IS_MATRIX };

/* One item of `contents:`. */
struct report_part {
    enum report_part_kind kind;
    struct str heading;      /* behind `as`; may be empty */
    struct span span;        /* of the item */
    const struct node *text; /* a text with holes */
    decl_id decl;            /* the view or graph */
    uint32_t matrix;
};

struct report_plan {
    sym_id name;
    decl_id decl;
    uint32_t definition; /* of the texts; views and graphs have their own */
    bool is_broken;
    struct str classification;
    struct report_part *parts;
    uint32_t part_count;
    uint32_t slot_count;
};

struct report_plans {
    VEC(struct report_plan) items;
};

void plan_reports(struct workspace *ws, struct report_plans *plans);

/* A matrix as people draw it: rows in the order of the source. NULL when it has faults. */
const struct table *matrix_table(struct workspace *ws, uint32_t matrix);

#endif
