/* recursion.h -- computed fields that use themselves along references that cannot go round. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_RECURSION_H
#define ISMS_ENGINE_RECURSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"

struct evaluator;
struct scc;
struct workspace;

/*
 * language.md, Recursion. A formula may read the field that it computes of other objects, when
 * these are found by going along one field that is declared `acyclic: yes`, or against it. What an
 * object needs then stands before it in a topological order of that field's links, and each object
 * is computed once. Several fields may need each other in this way.
 */
struct recursion {
    uint32_t *fields; /* in the order in which they are computed for one object */
    uint32_t field_count;
    uint32_t along;  /* the acyclic field */
    bool is_against; /* an object needs those that refer to it; else those it refers to */
    bool is_evaluated;
};

/* Why definitions on a circle are no recursion of this kind. */
struct recursion_fault {
    struct span span;  /* of what is read in another way; none: the circle is inside one object */
    struct span other; /* where another way was taken before; or none */
    bool is_inside;    /* fields need each other for one and the same object */
    bool is_unknown;   /* a formula of them has an error of its own, which was told */
};

/*
 * Judges a strongly connected component of definitions. True: it is remembered
 * (workspace.recursions), and its definitions know it.
 */
bool recursion_accept(struct workspace *ws, const struct scc *scc, uint32_t component,
                      struct recursion_fault *ret_fault);

/*
 * Computes all its fields. Members of a circle of objects, which is E0410, have no value that can
 * be known, and neither has what depends on them.
 */
void recursion_evaluate(struct evaluator *evaluator, struct recursion *recursion);

#endif
