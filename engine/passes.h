/* passes.h -- the passes that every world goes through: the project's and those of its tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PASSES_H
#define ISMS_ENGINE_PASSES_H

#include "engine/plan.h"

/* From names to a schema. */
void read_schema(struct workspace *ws);
/* From declarations to numbered objects with columns. */
void build_model(struct workspace *ws);
/* From expressions to plans of what every world has: fields, lets, relations, rules. */
void plan_definitions(struct workspace *ws, struct plans *plans);
/* When all plans are made: from plans to an order by what they need. */
void order_definitions(struct workspace *ws);
/*
 * Runs the rules of the plans and publishes what they find, in two strata (definitions.h). What
 * they need has been asked for with definitions_need; the rest of that goes on waiting. Of what
 * they find, `choice` keeps a part; NULL keeps all.
 */
struct evaluator;
struct results;
struct choice;
void evaluate_rules(struct evaluator *evaluator, const struct plans *plans,
                    struct results *results, struct choice *choice);

#endif
