/* kind_parts.h -- parts of read_kinds that stand in files of their own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_KIND_PARTS_H
#define ISMS_ENGINE_KIND_PARTS_H

#include "lang/ast.h"

struct workspace;

/* The fields of the kinds `rule` and `gap`, which the engine fills itself. */
void add_builtin_fields(struct workspace *ws);
/* Breaks circles of `extends`, limits their depth, numbers all kinds in preorder, `gap` last. */
void order_kinds(struct workspace *ws);
/* `extend NAME = value` */
void replace_constant(struct workspace *ws, decl_id id);

#endif
