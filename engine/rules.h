/* rules.h -- running rules: one gap per failing combination. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RULES_H
#define ISMS_ENGINE_RULES_H

#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"
#include "engine/eval.h"
#include "engine/plan.h"

/*
 * language.md section 5. A gap's identity is the rule and the objects bound by its `for:`, never a
 * line. Gaps come in the order of rule ids (natural), then of the objects' ids.
 */
struct gap {
    uint32_t rule;     /* object of kind `rule` */
    uint32_t plan;     /* index into plans.rules */
    uint32_t *objects; /* bound objects, in the order of `for:` */
    uint32_t object_count;
    struct str
        identity; /* `iso.6.1.2-c2/R05`: rule and bound values; the same after any other edit */
    struct str message; /* the message, else the title of the rule */
    struct str hint;    /* may be empty */
    enum severity severity;
};

struct outcome { /* of one rule */
    uint32_t passed, failed, not_assessed;
};

/* The bound object that the project declares, where the gap is shown; 0: about the project as a
 * whole. */
uint32_t gap_place(const struct workspace *ws, const struct gap *gap);

struct results {
    VEC(struct gap) gaps;
    struct outcome *outcomes; /* by index of plans.rules */
    uint32_t rule_count;
    uint32_t counts[SEVERITY_ERROR + 1]; /* gaps by severity */
    uint32_t not_assessed;
};

void run_rules(struct evaluator *evaluator, struct plans *plans, struct results *results);
/* Gaps become objects of kind `gap`, outcomes fields of rules, so that views can ask for them. */
void publish_results(struct evaluator *evaluator, struct plans *plans,
                     const struct results *results);
void results_release(struct results *results);

#endif
