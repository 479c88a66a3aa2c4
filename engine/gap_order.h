/* gap_order.h -- gaps in the order of their rules, then of the objects' ids. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_GAP_ORDER_H
#define ISMS_ENGINE_GAP_ORDER_H

#include <stdint.h>

#include "engine/rules.h"

/* By objects: those from `first` on, all of one rule, which found them just now. */
void sort_gaps_of_rule(const struct workspace *ws, struct results *results, uint32_t first);
/* By rule: those from `first` on, in which the gaps of each rule stand together, sorted. */
void sort_gaps_by_rule(const struct workspace *ws, struct results *results, uint32_t first);

#endif
