/* position.h -- where the objects that an expression gives stand, seen from `self`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_POSITION_H
#define ISMS_ENGINE_POSITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/vec.h"
#include "engine/node.h"

/*
 * What can be said without looking at objects. STEPS: all of them are reached in one or more steps
 * along one acyclic field, or against it, through the heads of its records.
 */
enum position_kind {
    POSITION_NONE, /* there are none: `none`, `[]` */
    POSITION_SELF,
    POSITION_STEPS,
    POSITION_OWN_RECORD,      /* of self, in the field */
    POSITION_INCOMING_RECORD, /* in the field of another object, with self for its head */
    POSITION_ANYWHERE
};

struct position {
    enum position_kind kind;
    uint32_t along;  /* the acyclic field */
    bool is_against; /* STEPS: from what is referred to, to what refers */
};

struct workspace;

struct positions {
    struct workspace *ws;
    VEC(struct position) slots; /* of the variables of the formula */
    struct map of_field;        /* computed field -> 1 + place among `known` */
    VEC(struct position) known;
    uint32_t depth;    /* of formulas looked into */
    bool is_uncertain; /* one of them has an error of its own */
};

void positions_init(struct positions *positions, struct workspace *ws);
void positions_release(struct positions *positions);
/* A new formula begins: slot 0 is self. */
void positions_start(struct positions *positions);
void positions_bind(struct positions *positions, uint32_t slot, struct position position);
struct position position_of(struct positions *positions, const struct node *node);

#endif
