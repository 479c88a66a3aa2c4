/* fixed.h -- rules whose answer does not depend on the project. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_FIXED_H
#define ISMS_ENGINE_FIXED_H

#include <stdbool.h>

#include "engine/plan.h"

/*
 * A requirement that reads neither the objects nor a constant that somebody may change nor the day
 * always finds a gap, or never; a `where` of that sort lets everything through, or nothing. Told
 * (W0407) for rules of the project: a slip that looks like a check. Returns whether it was told.
 */
struct evaluator;
bool warn_if_fixed(struct evaluator *evaluator, const struct rule_plan *plan);

#endif
