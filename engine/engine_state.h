/* engine_state.h -- what an engine holds; for the files that make up the door. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_ENGINE_STATE_H
#define ISMS_ENGINE_ENGINE_STATE_H

#include "engine/choose.h"
#include "engine/engine.h"
#include "engine/eval.h"
#include "engine/exercise.h"
#include "engine/graph_build.h"
#include "engine/plan.h"
#include "engine/report_build.h"
#include "engine/rules.h"
#include "engine/test.h"
#include "engine/view.h"
#include "engine/workspace.h"

/* The gap that was told last (explain.c), and what all gaps of its rule say. */
struct explanation {
    struct diag_sink sink;
    struct arena arena; /* of one gap */
    struct arena of_rule;
    uint32_t rule; /* index of plans.rules + 1; 0: none yet */
    struct str label, required, attributes;
};

struct engine {
    struct arena arena; /* of the run: the engine itself lies in it */
    struct interner *names;
    struct source_map sources;
    uint32_t source_count; /* of the project and its library; behind them come queries */
    struct diag_sink sink;
    struct explanation explanation;
    struct ast ast;
    struct lang lang;
    struct workspace ws;
    struct plans plans;
    struct graph_plans graph_plans;
    struct tests tests;
    struct exercise exercise; /* by the tests that were run */
    struct report_plans report_plans;
    struct evaluator evaluator;
    struct fuel fuel; /* 0: as much as is usual (fuel.c) */
    uint32_t block_least;
    const struct str *asked; /* names of the views that will be asked for; NULL: any may be */
    uint32_t asked_count;
    struct results results;
    struct choice choice; /* of rules whose results are looked at */
};

/* Before anything is planned: which definitions stay out of it (engine_options.views). */
void engine_choose_shown(struct engine *engine);

/* The view, graph or report that a command means by this name; none when there is none. */
decl_id engine_declared(struct engine *engine, struct str name, enum name_class class_);
/* NULL when it has errors. */
const struct table *engine_view_of(struct engine *engine, decl_id decl, uint32_t *ret_not_assessed);
struct graph *engine_graph_of(struct engine *engine, decl_id decl);

#endif
