/* pieces.h -- one pass over many items, by several threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PIECES_H
#define ISMS_ENGINE_PIECES_H

#include <stdint.h>

struct workspace;

/* Items first .. end - 1. As of a piece (base/parallel.h), nobody may see which thread does them.
 */
typedef void items_fn(void *self, uint32_t first, uint32_t end);

/* Covers items 0 .. count - 1; few of them are one piece, for which no thread is started. */
void in_pieces(const struct workspace *ws, uint32_t count, items_fn *work, void *self);

#endif
