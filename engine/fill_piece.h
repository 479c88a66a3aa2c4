/* fill_piece.h -- the objects of one piece, read off their text and stored. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_FILL_PIECE_H
#define ISMS_ENGINE_FILL_PIECE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "engine/column.h"
#include "engine/literal_plain.h"
#include "engine/plain_names.h"

/* Between fill_plain.c and the threads that do its pieces. */

/* What filling asks about a field; the same for all threads. */
struct plain_plan {
    const struct field_def *def; /* NULL: its values are left to the tree */
    plain_fn *read;              /* NULL: it may be given, without a value */
    _Atomic(struct column *) column;
    struct plain_target target;
    uint32_t field;
    bool takes_names;  /* of objects */
    bool keeps_values; /* what a text means follows from it alone: it is worth remembering */
    bool is_set;
    uint32_t set; /* its number among those of sets */
};

/* Objects first .. end - 1: all that one thread writes beside rows of columns. */
struct piece {
    uint32_t first, end;
    struct arena texts;
    struct set_members *members; /* by the number of the set's field */
    VEC(uint32_t) left;
};

struct plain_filling {
    struct workspace *ws;
    struct plain_index index;
    struct plain_plan *plans; /* by field */
    uint32_t set_count;       /* of them */
    struct piece *pieces;
    uint32_t piece_count;
    uint32_t threads;
    pthread_mutex_t making; /* of columns, in the arena of the run */
};

/* A piece_fn (base/parallel.h): `self` is the filling. */
void fill_piece(void *self, uint32_t piece);

#endif
