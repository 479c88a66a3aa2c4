/* derivation.h -- why something is as it is: a tree of facts in the words of the model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DERIVATION_H
#define ISMS_ENGINE_DERIVATION_H

#include <stdint.h>

#include "base/source.h"
#include "base/str.h"

/*
 * language.md 6.9. Each line is a fact with the place where it is written; the lines below it are
 * what it follows from. Nothing is kept during evaluation: a derivation is made when somebody asks,
 * by looking once more at what decided. Lists are cut after a few members, and a fact is derived
 * once: later lines about it have no lines below them.
 */
enum derivation_kind {
    DERIVED_GAP,       /* a rule reports something */
    DERIVED_CONDITION, /* a condition holds, or does not */
    DERIVED_BINDING,   /* what a variable stands for in the lines below */
    DERIVED_FACT,      /* written in the sources */
    DERIVED_MISSING,   /* not written anywhere */
    DERIVED_VALUE,     /* computed */
    DERIVED_REST       /* "+3 more" */
};

struct derivation {
    enum derivation_kind kind;
    struct str text;
    struct span span; /* none: in no file */
    struct derivation *first, *last, *next;
};

/* "condition", "fact" ...: for machines. */
const char *derivation_kind_name(enum derivation_kind kind);

#endif
