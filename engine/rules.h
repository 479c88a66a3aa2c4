/* rules.h -- running rules: one gap per failing combination. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RULES_H
#define ISMS_ENGINE_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"
#include "engine/eval.h"
#include "engine/gap.h"
#include "engine/plan.h"
#include "engine/waive.h"

/* What became of the combinations of one rule; of those filtered out, the objects are counted. */
struct outcome {
    uint32_t passed, failed, waived, not_applicable, not_assessed;
    uint64_t steps; /* that it took: combinations of objects that were looked at */
    bool is_disabled;
};

/* ---- one combination, while its variables are in their slots ---- */

/* The rule's `let:` get their values. */
void evaluate_lets(struct evaluator *evaluator, const struct rule_plan *plan);

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
