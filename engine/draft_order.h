/* draft_order.h -- declared objects in canonical order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DRAFT_ORDER_H
#define ISMS_ENGINE_DRAFT_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct workspace;

/*
 * All drafts (their indices) in the order in which they get their numbers: by kind in the preorder
 * of the kind tree, then namespace, then id as people read it. Those of the kind whose place in the
 * preorder is p are items[starts[p]] .. items[starts[p + 1] - 1].
 */
struct draft_order {
    const uint32_t *items;
    uint32_t count; /* ws->model.drafts.count - 1 */
    const uint32_t *starts;
    const bool *is_spread; /* by place: over more than one namespace */
};

/* The arrays live in `arena`. */
struct draft_order drafts_in_order(struct workspace *ws, struct arena *arena);

#endif
