/* column.h -- the values of one field for all objects that have it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_COLUMN_H
#define ISMS_ENGINE_COLUMN_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern.h"
#include "engine/cells.h"
#include "engine/set_members.h"
#include "engine/type.h"
#include "engine/value.h"

/*
 * Rows are the objects of the declaring kind and its descendants, which have consecutive numbers. A
 * column is written once (column_put_*, then column_seal) and only read afterwards. Single values
 * lie in cells; those of references are the objects' numbers, until they are packed.
 */

/* Who points to whom, by object number: the targets of `first + i` are items[starts[i] .. starts[i
 * + 1]). */
struct edges {
    uint32_t first, count;
    const uint32_t *starts; /* count + 1 */
    const uint32_t *items;
};

struct column {
    struct type type;
    uint32_t first, count;
    struct cells cells; /* unless it is of sets */
    uint32_t *starts;   /* of sets: where the items of each row begin; count + 1 */
    void *items;        /* uint32_t when narrow, value when wide */
    bool is_narrow;
    bool is_sorted;      /* every set of it is in ascending order */
    bool keeps_order;    /* its sets are shown in the order in which they were put */
    uint32_t *in_order;  /* like items, every row ascending; NULL when they are or nobody asked */
    struct edges *links; /* through the heads of records; built on demand (links.h) */
    struct edges *reverse_links, *reverse_raw;
    struct set_members pending;
};

struct column *column_new(struct arena *arena, struct type type, uint32_t first, uint32_t count);
static inline void column_put(struct column *column, uint32_t object, value v); /* single values */
/* Single values of consecutive objects. */
void column_put_all(struct column *column, uint32_t first, const value *values, uint32_t count);
/* Sets: appends. */
static inline void column_put_member(struct column *column, uint32_t object, value v);
/* Of a set: it is sealed, and not empty. */
static inline bool column_has(const struct column *column, uint32_t object);
/* What was put takes as little room as it can. A second time does nothing. */
void column_seal(struct column *column, struct arena *arena);

/* The members of a sealed narrow set column, every row ascending; made on first use. */
const uint32_t *column_in_order(struct column *column, struct arena *arena);
/* Puts narrow members in ascending order, each once; returns how many are left. */
uint32_t order_members(uint32_t *items, uint32_t count);

/* A value ready to compute with; sets and texts are made in `scratch`. */
value column_get(const struct column *column, uint32_t object, struct arena *scratch);

/* ---- what follows is called for every value there is ---- */

static inline void column_put(struct column *column, uint32_t object, value v)
{
    uint32_t row = object - column->first;

    assert(object >= column->first && row < column->count && !column->type.is_set);
    cells_put(&column->cells, row, v);
}

static inline bool column_has(const struct column *column, uint32_t object)
{
    uint32_t row = object - column->first;

    assert(object >= column->first && row < column->count);
    if (!column->type.is_set)
        return cells_has(&column->cells, row);
    return column->starts && column->starts[row + 1] > column->starts[row];
}

static inline void column_put_member(struct column *column, uint32_t object, value v)
{
    uint32_t row = object - column->first;

    assert(object >= column->first && row < column->count && column->type.is_set);
    if (column->is_narrow)
        set_members_put_narrow(&column->pending, row, v);
    else
        set_members_put_wide(&column->pending, row, v);
}

#endif
