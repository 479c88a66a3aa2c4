/* exercise.h -- what the tests of a project try of its rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_EXERCISE_H
#define ISMS_ENGINE_EXERCISE_H

#include <stdint.h>

#include "base/map.h"
#include "engine/engine.h"
#include "engine/node.h"
#include "engine/workspace.h"

/*
 * language.md section 5: a rule is tried when an expectation about it met a gap of it and another
 * one a pass; an `or` in it, when each of its sides once was the one that held. Worlds come and go:
 * rules are known by their declaration, an `or` by its place.
 */
enum { TRIED_GAP = 1, TRIED_PASS = 2, TRIED_LEFT = 1, TRIED_RIGHT = 2 };

struct exercise {
    struct map rules; /* declaration -> TRIED_GAP | TRIED_PASS */
    struct map sides; /* place of an `or` -> TRIED_LEFT | TRIED_RIGHT */
};

void exercise_release(struct exercise *exercise);
void exercise_note_side(struct exercise *exercise, const struct node *node, bool is_left);

struct world;
/* What the expectations of the world asked by name. */
void exercise_note_world(struct exercise *exercise, const struct world *world);

struct plans;
/* All that could be tried of the rules, and what was not; coverage->has_library is asked, the rest
 * is the answer. */
void exercise_report(const struct exercise *exercise, struct workspace *ws,
                     const struct plans *plans, struct engine_coverage *coverage);

#endif
