/* waive.h -- decisions about rules: waivers let gaps stand, adjustments change what a rule does. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_WAIVE_H
#define ISMS_ENGINE_WAIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "engine/plan.h"

/*
 * language.md section 5. Whether a decision is in force (approved, not expired, justified) is for
 * the library to say, in a field `in-force` of the kinds `waiver` and `adjust`; without that field
 * none is. A damaged decision is not in force: what cannot be understood hides nothing.
 */
struct evaluator;
struct results;

/* What an `adjust` in force makes of a rule. */
struct adjustment {
    uint32_t object;        /* of kind `adjust`, or 0: nobody touches the rule */
    enum severity severity; /* 0: as the rule says */
    bool is_disabled;
};
/* By index of plans.rules. */
const struct adjustment *read_adjustments(struct evaluator *evaluator, const struct plans *plans);

/* A waiver in force that covers a gap (index into results.gaps); several may cover the same. */
struct covering {
    uint32_t waiver, gap;
};

/*
 * A waiver covers the gaps of its rule of which one bound object, or the object that a bound record
 * belongs to, is among `on`; without `on` those that are about no object. The first waiver of a gap
 * (by id) lets it stand, unless waivers are ignored: then gaps stay open and it is only known what
 * would cover them. What a waiver covers is not known when it is damaged itself, or when its rule
 * could not be assessed for everything.
 */
void waive_gaps(struct evaluator *evaluator, const struct plans *plans, struct results *results);

/* Rules about waivers and adjustments cannot be waived: told (E0206). */
void check_waivers(struct workspace *ws, const struct plans *plans);

#endif
