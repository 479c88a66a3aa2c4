/* literal.h -- the values that authors type into fields. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_LITERAL_H
#define ISMS_ENGINE_LITERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/schema.h"
#include "engine/value.h"
#include "lang/ast.h"

struct workspace;

struct literal_place {
    uint32_t source; /* whose `use` lines count */
    decl_id decl;    /* for "in this risk" */
    const struct field_def *field;
    bool names_objects; /* a bare name means an object, and never a record that it stands for */
};

/*
 * The value of one item where the field's type is expected: literals, symbols, references, records.
 * Reports what does not fit (E0201, E0206, E0304, E0306, E0321 ...) and returns false then; false
 * without a message for text that was reported before. Texts live in the run's arena.
 */
typedef bool literal_fn(struct workspace *ws, const struct literal_place *place, expr_id id,
                        value *ret_value);
/* How values of that type are read: chosen once for a field, called for each of its values. */
literal_fn *literal_reader(const struct schema *schema, struct type type);

/* A NUMBER, PERCENT, PERIOD, MOMENT or UNIT node as a value; false after a message. Shared with the
 * checker. */
bool literal_number(struct workspace *ws, expr_id id, value *ret_value);
bool literal_percent(struct workspace *ws, expr_id id, value *ret_value);
bool literal_period(struct workspace *ws, expr_id id, value *ret_value);
bool literal_moment(struct workspace *ws, expr_id id, value *ret_value);
/* `7.5%`; false when it cannot be kept exactly. */
bool literal_percent_text(struct str text, value *ret_value);
/* `12 months`, `40_000 EUR`: tells which of the two it is. DAMAGED: neither, and that was told. */
enum unit_kind { UNIT_UNKNOWN, UNIT_DURATION, UNIT_MONEY, UNIT_DAMAGED };
enum unit_kind literal_unit(struct workspace *ws, expr_id id, value *ret_value);
value literal_text(struct workspace *ws, expr_id id);
/*
 * `pert(2, 4, 9)` where a distribution is expected; right or wrong (distribution_fault). False when
 * it is anything else: without a message, unless an argument raised one.
 */
bool literal_distribution(struct workspace *ws, struct type type, expr_id id, value *ret_value);

/* "there is no risk named ..." with suggestions among objects that the type admits. */
void report_unknown_object(struct workspace *ws, struct span span, struct str name,
                           struct type type, decl_id decl);

#endif
