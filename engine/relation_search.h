/* relation_search.h -- the pairs of a relation with one object, by a way that needs no others. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RELATION_SEARCH_H
#define ISMS_ENGINE_RELATION_SEARCH_H

#include "engine/eval.h"
#include "engine/relation.h"

/* Runs a step whose given variables are in their slots. */
void relation_run_step(struct evaluator *evaluator, const struct relation_step *step,
                       visit_fn *visit, void *self);

/* All pairs with the key at the place that the way is for. */
struct relation_row relation_search_row(struct evaluator *evaluator,
                                        const struct relation *relation, const struct way *way,
                                        uint32_t key);
/* relation_stage (relation.h) of a pair, by that way. */
uint32_t relation_stage_by(struct evaluator *evaluator, const struct relation *relation,
                           const struct way *way, const uint32_t *objects);

/*
 * Pairs are kept until the end of the run: their number is bounded like the steps. False when there
 * are too many: told once (E0606).
 */
bool relation_keep_pairs(struct evaluator *evaluator, uint32_t count);

#endif
