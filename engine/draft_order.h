/* draft_order.h -- declared objects in canonical order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DRAFT_ORDER_H
#define ISMS_ENGINE_DRAFT_ORDER_H

#include <stdint.h>

#include "base/arena.h"

struct workspace;

/*
 * Returns all drafts (their indices, ws->model.drafts.count - 1 of them) in the order in which they
 * get their numbers: by kind in the preorder of the kind tree, then namespace, then id by byte. The
 * array lives in `arena`.
 */
uint32_t *drafts_in_order(struct workspace *ws, struct arena *arena);

#endif
