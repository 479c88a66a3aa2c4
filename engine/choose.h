/* choose.h -- looking at some of the rules only. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_CHOOSE_H
#define ISMS_ENGINE_CHOOSE_H

#include <stdbool.h>

#include "engine/engine.h"
#include "engine/rules.h"

/*
 * All rules run, since what waivers let stand must not depend on what somebody looks at. Afterwards
 * the gaps of rules that were not chosen are taken out of the results, and their counts are zero.
 */
struct choice {
    const struct engine_choice *conditions; /* all of them hold for a chosen rule */
    uint32_t count;
    struct str fault; /* what is wrong with a condition; empty when nothing is */
    uint32_t rules;   /* that were chosen */
};

/*
 * The attributes of rules that the conditions read are computed before the results: call it when
 * all plans are made and not yet ordered.
 */
void choice_need(struct choice *choice, struct workspace *ws);
void choose_results(struct choice *choice, struct evaluator *evaluator, const struct plans *plans,
                    struct results *results);

#endif
