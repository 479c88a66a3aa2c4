/* publish.h -- results as data, so that views, graphs and rules about waivers can ask for them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PUBLISH_H
#define ISMS_ENGINE_PUBLISH_H

#include "engine/plan.h"
#include "engine/rules.h"

/* What is known of rules before any of them runs: the requirement as written, what it binds. */
void publish_rules(struct workspace *ws, const struct plans *plans);
/*
 * Gaps become objects of kind `gap`, outcomes fields of rules, what a waiver covers a field of it.
 * Called after each stratum (definitions.h): gaps keep the numbers that they got the first time.
 */
void publish_results(struct evaluator *evaluator, const struct plans *plans,
                     const struct results *results);

#endif
