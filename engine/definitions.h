/* definitions.h -- which definition needs which, and the order to evaluate them in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DEFINITIONS_H
#define ISMS_ENGINE_DEFINITIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/source.h"
#include "base/vec.h"

/*
 * language.md 6.3: computed fields, defaults, lets, relations, rules, views and
 * graphs form a graph over definitions, never over objects. A circle in it is E0411, unless it is
 * one of relations alone, or of fields along references that cannot go round. Entry 0 is a dummy.
 */
enum definition_what {
    DEFINITION_FIELD,    /* index: field with a plan */
    DEFINITION_LET,      /* index: let */
    DEFINITION_RELATION, /* index: relation; may depend on itself */
    DEFINITION_RULE,     /* index: rule plan (rules.h) */
    DEFINITION_VIEW,
    DEFINITION_RESULTS /* gaps: see `assessed` and `results` below */
};

struct definition {
    enum definition_what what;
    uint32_t index;
    struct span span;
    uint32_t place;     /* in the order */
    uint32_t component; /* those on one circle have the same */
    uint32_t recursion; /* 1 + place among workspace.recursions, or 0 (recursion.h) */
    bool is_wanted;     /* another one depends on it */
    bool is_planned;    /* its expressions are checked */
    bool is_needed;     /* and so is all that it needs */
    bool is_circular;   /* on a circle that was reported: never evaluated */
};

struct dependency {
    uint32_t from, to;
};

struct definitions {
    VEC(struct definition) items;
    VEC(struct dependency) dependencies;
    struct map known;     /* dependencies already recorded */
    VEC(uint32_t) wanted; /* in the order in which that became known (plan_needed) */
    /*
     * Two strata of rules. `assessed`: the rules about the model have run and waivers are matched
     * with their gaps. `results`: the rules about waivers and adjustments have run as well; what
     * views read when they ask for `gap` or `rule`.
     */
    uint32_t assessed, results;
    VEC(uint32_t) order;    /* all definitions, what is needed first */
    const uint32_t *starts; /* what definition d needs: needs[starts[d] .. starts[d + 1]) */
    const uint32_t *needs;
    VEC(uint32_t) waiting; /* places of those that are needed and not evaluated yet */
};

struct workspace;

void definitions_init(struct definitions *definitions);
void definitions_release(struct definitions *definitions);
uint32_t definitions_add(struct definitions *definitions, enum definition_what what, uint32_t index,
                         struct span span);
/* That `from` is evaluated after `to`, which is wanted then. */
void definitions_depend(struct definitions *definitions, uint32_t from, uint32_t to);

/* Orders all definitions and reports circles (E0411, E0412). Call again after adding more. */
void definitions_sort(struct workspace *ws);
/* A definition and all it depends on wait to be evaluated, each once in a run. */
void definitions_need(struct definitions *definitions, uint32_t definition);
/* Brings those that wait into the order of evaluation. */
void definitions_sort_waiting(struct definitions *definitions);

#endif
