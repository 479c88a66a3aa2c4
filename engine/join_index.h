/* join_index.h -- the objects that can pass a condition, without walking over all of a kind. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_JOIN_INDEX_H
#define ISMS_ENGINE_JOIN_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "engine/node.h"

/*
 * Of a variable x that runs over all objects of a kind, a conjunction of conditions may say
 *   x == e, x in e              only the members of e can pass;
 *   x.p == e, x.q == f, ...     only objects with these values;
 *   e in x.s                    only objects whose list has it
 * where e and f are bound before x, and p, q, s are paths that look at nothing but x and cannot
 * fail. Values of paths are computed once for all objects, when the question comes for the second
 * time, and found by their hash. Of several answers the shortest is walked. All conditions are
 * tested as before, so an answer only has to hold every object that can pass.
 */
enum { JOIN_PATHS_MOST = 4, JOIN_FEW = 4 /* objects are not worth an index */ };

struct join_objects { /* ascending, no object in both */
    const uint32_t *items;
    uint32_t count;
    const uint32_t *uncertain; /* whose paths could not be understood: any value is possible */
    uint32_t uncertain_count;
};

struct join_table; /* objects by the hash of their values */

struct join_index {
    uint32_t count; /* paths; 0: there is no such index */
    const struct node *paths[JOIN_PATHS_MOST];
    const struct node *keys[JOIN_PATHS_MOST];
    uint32_t asked;
    struct join_table *table; /* NULL until it is worth it */
};

struct join {
    uint32_t slot; /* of x */
    uint32_t kind;
    bool is_needed;               /* what the references say by themselves is not enough (join.c) */
    const struct node *members;   /* e of `x == e`, `x in e`; or NULL */
    struct join_index equal;      /* x.p == e */
    struct join_index containing; /* e in x.s */
};

/* Can values of the type be found by their hash? */
bool join_can_hash(struct type type);
/* Is the node a path as above, from the variable in this slot? */
bool join_is_path(const struct node *node, uint32_t slot);

struct evaluator;

/* False: all objects of the kind have to be walked. */
bool join_find(struct evaluator *evaluator, struct join *join, struct join_objects *ret_objects);

#endif
