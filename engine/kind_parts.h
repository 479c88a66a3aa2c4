/* kind_parts.h -- parts of read_kinds that stand in files of their own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_KIND_PARTS_H
#define ISMS_ENGINE_KIND_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/ast.h"

struct field_def;
struct schema;
struct workspace;

/* `rule`, `gap`, `waiver` and `adjust`: their names, then their fields. */
void add_builtin_kinds(struct workspace *ws);
bool is_builtin_kind(const struct schema *schema, uint32_t kind);
void add_builtin_fields(struct workspace *ws);
/* Breaks circles of `extends`, limits their depth, numbers all kinds in preorder, `gap` last. */
void order_kinds(struct workspace *ws);
/* `extend NAME = value`, `extend NAME (a: KIND) = value` */
void replace_let(struct workspace *ws, decl_id id);
/*
 * `extend KIND` with another formula for a field that is `replaceable: yes`: true when it is
 * replaced, or a message was given.
 */
bool replace_formula(struct workspace *ws, const struct field_def *formula);
/* Which field of each kind is the head of its records, and which refers to their owner. */
void read_records(struct workspace *ws);

#endif
