/* kind.h -- kinds: their parents, fields, extensions and inverses. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_KIND_H
#define ISMS_ENGINE_KIND_H

#include "engine/scopes.h"
#include "engine/type.h"
#include "lang/ast.h"

struct workspace;
struct parameter;

/* After declare_definitions and read_scales: completes the schema. Nothing is evaluated. */
void read_kinds(struct workspace *ws);

/*
 * A type as it is written: `asset`, `level?`, `(role or person)*`, `one of (a, b)`. Reports what is
 * wrong and returns TYPE_WRONG then. `ret_is_non_empty` (may be NULL) tells a `+`.
 */
struct type read_type(struct workspace *ws, struct place_of_use from, expr_id id,
                      bool *ret_is_non_empty);

/* The same of a field; types that are spelled alike in the library are read once. */
struct type read_type_of(struct workspace *ws, struct place_of_use from, field_id field,
                         bool *ret_is_non_empty);

/* The parameters of a let or a relation; what is wrong is reported and left out. */
struct parameter *read_parameters(struct workspace *ws, struct place_of_use from, expr_id first,
                                  uint32_t *ret_count);

#endif
