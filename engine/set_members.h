/* set_members.h -- the members of sets, from the order in which they come to rows. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SET_MEMBERS_H
#define ISMS_ENGINE_SET_MEMBERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "engine/value.h"

/*
 * Those of all sets of one field. They wait in the order in which they were put, and become rows
 * when all have come: each row holds its own in that order, narrow ones (value.h) each once.
 */
struct narrow_member {
    uint32_t row, item;
};
struct wide_member {
    uint32_t row;
    value item;
};
struct set_members { /* the zero value is empty; of the two one is used */
    VEC(struct narrow_member) narrow;
    VEC(struct wide_member) wide;
};

static inline void set_members_put_narrow(struct set_members *members, uint32_t row, value v)
{
    VEC_PUSH(&members->narrow, (struct narrow_member){ row, (uint32_t)v });
}
static inline void set_members_put_wide(struct set_members *members, uint32_t row, value v)
{
    VEC_PUSH(&members->wide, (struct wide_member){ row, v });
}
/* Appends the others, and releases them. */
void set_members_take(struct set_members *members, struct set_members *others);

struct member_rows {
    uint32_t *starts; /* where the items of each row begin; one more than there are rows */
    void *items;      /* uint32_t when narrow, value when wide */
    bool is_sorted;   /* narrow, and every row is in ascending order */
    bool has_long;    /* narrow, and a row has more than MEMBERS_SCANNED */
};
enum { MEMBERS_SCANNED = 16 }; /* in longer rows nobody looks for a member one by one */

/* The rows lie in the arena; the members are released. */
struct member_rows set_members_in_rows(struct set_members *members, bool is_narrow, uint32_t rows,
                                       struct arena *arena);

#endif
