/* random_formula.h -- definitions with random formulas in them, and objects for them to read. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_RANDOM_FORMULA_H
#define ISMS_TESTS_UNIT_RANDOM_FORMULA_H

#include "tests/unit/engine_case.h"

/*
 * Functions, computed fields, rules and views over two kinds, well typed nearly always. Formulas divide by
 * what may be zero and move dates out of the calendar; objects leave out what they may. Without
 * `asks_ways` nobody asks what is reached, so that each question takes as many steps every time.
 */
void write_formulas(struct out *out, struct random *random, bool asks_ways);
/* So many objects; `damage` in a hundred of them have a line that cannot be understood. */
void write_objects(struct out *out, struct random *random, uint32_t objects, uint32_t damage);

#endif
