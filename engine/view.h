/* view.h -- evaluating a view: from a plan to a table. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEW_H
#define ISMS_ENGINE_VIEW_H

#include "engine/eval.h"
#include "engine/plan.h"
#include "engine/table.h"

/*
 * Rows are ordered by group, then by `order:`, ties by the canonical order of what `from:` binds.
 * Texts of ids sort naturally. `ret_not_assessed` counts rows whose values rest on damaged input.
 * NULL, told, when `across:` gives too many columns.
 */
const struct table *view_table(struct evaluator *evaluator, const struct view_plan *plan,
                               uint32_t *ret_not_assessed);

/* A value as a cell; texts live in the run's arena. */
struct cell value_cell(struct workspace *ws, struct type type, value v);
enum cell_kind cell_kind_of(struct type type);

#endif
