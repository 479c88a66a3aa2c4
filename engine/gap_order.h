/* gap_order.h -- gaps in the order of their rules, then of the objects' ids. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_GAP_ORDER_H
#define ISMS_ENGINE_GAP_ORDER_H

#include <stdint.h>

#include "engine/rules.h"

/* Sorts those from `first` on. Gaps of a rule stand together, in the order in which it was run. */
void sort_gaps(struct workspace *ws, struct results *results, uint32_t first);

#endif
