/* walks.h -- what each variable of a rule walks over, in words. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_WALKS_H
#define ISMS_ENGINE_WALKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/vec.h"
#include "engine/plan.h"
#include "engine/workspace.h"

/*
 * The plan of a rule, for people: one line for each variable, those of quantifiers, lists,
 * aggregates and functions that its conditions use included, in the order in which they are bound.
 */
struct walk_line {
    const struct generator *generator;
    const struct generator *before; /* the one around it; or NULL */
};

struct walks {
    const struct workspace *ws;
    VEC(struct walk_line) lines;
    struct map seen; /* functions */
};

void walks_of_rule(struct walks *walks, const struct workspace *ws, const struct rule_plan *plan);
void walks_release(struct walks *walks);

/* All objects of a kind, again for each value of the variables around it? */
bool walk_is_repeated(const struct walk_line *line);
/* "the members of `t.next`"; goes to the workspace's arena. */
struct str walk_words(const struct workspace *ws, const struct walk_line *line);
/* "`u` walks over all 2000 objects of node each time; ..." and which condition would change that.
 */
struct str walk_advice(const struct workspace *ws, const struct walk_line *line);

#endif
