/* nodes.h -- all nodes that evaluating one of them may come to. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_NODES_H
#define ISMS_ENGINE_NODES_H

#include <stdbool.h>

#include "engine/node.h"

struct workspace;

/*
 * Operands, arguments, generators, the bodies of functions that are called, and what is folded over
 * a closure. Functions may call each other twice at every level, so a limit keeps this from taking
 * longer than evaluating.
 */
typedef bool node_fn(struct workspace *ws, const struct node *node);

/* Does the function say so of all of them? False when there are too many; true of NULL. */
bool nodes_all(struct workspace *ws, const struct node *node, node_fn *holds);

#endif
