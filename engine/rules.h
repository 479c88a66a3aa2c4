/* rules.h -- running rules: one gap per failing combination. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RULES_H
#define ISMS_ENGINE_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"
#include "engine/eval.h"
#include "engine/plan.h"
#include "engine/waive.h"

/*
 * language.md section 5. A gap's identity is the rule and the objects bound by its `for:`, never a
 * line. Gaps come in the order of rule ids (natural), then of the objects' ids.
 */
struct gap {
    uint32_t rule;     /* object of kind `rule` */
    uint32_t plan;     /* index into plans.rules */
    uint32_t *objects; /* bound objects, in the order of `for:` */
    uint32_t object_count;
    /* `iso.6.1.2-c2/R05`: rule and bound values; the same after any other edit. Or nothing, as
     * results.keeps_identities says. */
    struct str identity;
    struct str message;    /* the message, else the title of the rule */
    struct str hint;       /* may be empty */
    struct str suggestion; /* may be empty, or have several lines */
    uint32_t responsible;  /* object, or 0 */
    uint32_t waiver;       /* that lets it stand, or 0: the gap is open */
    enum severity severity;
};

/* What became of the combinations of one rule; of those filtered out, the objects are counted. */
struct outcome {
    uint32_t passed, failed, waived, not_applicable, not_assessed;
    uint64_t steps; /* that it took: combinations of objects that were looked at */
    bool is_disabled;
};

/* ---- one combination, while its variables are in their slots ---- */

/* The rule's `let:` get their values. */
void evaluate_lets(struct evaluator *evaluator, const struct rule_plan *plan);
/* The objects that `for:` binds, in its order; there is room for as many as there are variables. */
uint32_t bound_objects(const struct evaluator *evaluator, const struct rule_plan *plan,
                       uint32_t *ret_objects);
/* What a gap would be called (struct gap). Goes to the workspace's arena. */
struct str gap_identity(struct evaluator *evaluator, const struct rule_plan *plan);

/* The bound object that the project declares, where the gap is shown; 0: about the project as a
 * whole. */
uint32_t gap_place(const struct workspace *ws, const struct gap *gap);

struct results {
    VEC(struct gap) gaps; /* those about waivers and adjustments last */
    VEC(struct covering) coverings;
    struct outcome *outcomes; /* by index of plans.rules */
    uint32_t rule_count;
    const struct adjustment *adjustments; /* by index of plans.rules */
    bool ignores_waivers;
    bool keeps_identities; /* gaps will be objects (publish.h), which are called by them */
    uint32_t counts[SEVERITY_ERROR + 1]; /* open gaps by severity */
    uint32_t waived, not_assessed;
};

/* Reads adjustments and makes room; then run_rules for each stratum (definitions.h). */
void results_init(struct results *results, struct evaluator *evaluator, const struct plans *plans);
/* Adds the gaps of the rules about the model, or of those about waivers and adjustments. */
void run_rules(struct evaluator *evaluator, const struct plans *plans, struct results *results,
               bool is_about_decisions);
void results_release(struct results *results);

#endif
