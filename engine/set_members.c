/* set_members.c -- the members of sets, from the order in which they come to rows. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/set_members.h"

#include <string.h>

#include "base/map.h"

void set_members_take(struct set_members *members, struct set_members *others)
{
    uint32_t narrow = others->narrow.count, wide = others->wide.count;

    if (narrow > 0) {
        VEC_RESERVE(&members->narrow, (size_t)members->narrow.count + narrow);
        memcpy(members->narrow.items + members->narrow.count, others->narrow.items,
               narrow * sizeof(*others->narrow.items));
        members->narrow.count += narrow;
        VEC_RELEASE(&others->narrow);
    }
    if (wide > 0) {
        VEC_RESERVE(&members->wide, (size_t)members->wide.count + wide);
        memcpy(members->wide.items + members->wide.count, others->wide.items,
               wide * sizeof(*others->wide.items));
        members->wide.count += wide;
        VEC_RELEASE(&others->wide);
    }
}

/* ---- narrow rows, one after the other ---- */

/* Narrow members on their way. */
struct placing {
    const struct narrow_member *members;
    uint32_t count, rows;
    uint32_t *starts, *items;
    bool is_sorted, has_long; /* found */
};

static bool is_among(const uint32_t *items, uint32_t count, uint32_t item)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i] == item)
            return true;
    return false;
}

/*
 * As objects are read: rows come in their order, and each is complete when the next one begins.
 * False when they come otherwise, or a row may be long; then all has to be done again.
 */
static bool place_in_order(struct placing *placing)
{
    uint32_t row = 0, from = 0, to = 0;

    placing->starts[0] = 0;
    placing->is_sorted = true;
    for (uint32_t i = 0; i < placing->count; i++) {
        struct narrow_member member = placing->members[i];
        if (member.row != row)
            from = to;
        if (member.row < row || to - from >= MEMBERS_SCANNED)
            return false;
        while (row < member.row)
            placing->starts[++row] = to;
        if (is_among(placing->items + from, to - from, member.item))
            continue;
        placing->is_sorted &= to == from || placing->items[to - 1] < member.item;
        placing->items[to++] = member.item;
    }
    while (row < placing->rows)
        placing->starts[++row] = to;
    return true;
}

/* ---- in any order ---- */

/* Was the member placed in this row before? Short rows are scanned, longer ones remember theirs. */
static bool is_placed(const struct placing *placing, struct narrow_member member, uint32_t at,
                      struct map *seen)
{
    uint32_t from = placing->starts[member.row];
    uint64_t key = map_pair(member.row, member.item);

    if (placing->starts[member.row + 1] - from <= MEMBERS_SCANNED)
        return is_among(placing->items + from, at - from, member.item);
    if (map_get(seen, key) != 0)
        return true;
    map_put(seen, key, 1);
    return false;
}

/* Each to the place that its row has left; `cursors` tells where, and moves on. */
static void place_members(const struct placing *placing, uint32_t *cursors)
{
    struct map seen = { 0 };

    for (uint32_t i = 0; i < placing->count; i++) {
        struct narrow_member member = placing->members[i];
        uint32_t *at = &cursors[member.row];
        if (!is_placed(placing, member, *at, &seen))
            placing->items[(*at)++] = member.item;
    }
    map_release(&seen);
}

/* Closes the holes that repeated members left. */
static void close_holes(const struct placing *placing, const uint32_t *cursors)
{
    uint32_t *items = placing->items;
    uint32_t to = 0;

    for (uint32_t row = 0; row < placing->rows; row++) {
        uint32_t from = placing->starts[row];
        placing->starts[row] = to;
        while (from < cursors[row])
            items[to++] = items[from++];
    }
    placing->starts[placing->rows] = to;
}

static bool is_ascending(const uint32_t *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (items[i - 1] >= items[i])
            return false;
    return true;
}

static void look_at_rows(struct placing *placing)
{
    placing->is_sorted = true;
    for (uint32_t row = 0; row < placing->rows; row++) {
        uint32_t from = placing->starts[row], count = placing->starts[row + 1] - from;
        placing->has_long |= count > MEMBERS_SCANNED;
        placing->is_sorted = placing->is_sorted && is_ascending(placing->items + from, count);
    }
}

/* Where each row begins, from how many members each has: starts[row + 1]. */
static void add_up(uint32_t *starts, uint32_t rows)
{
    for (uint32_t row = 0; row < rows; row++)
        starts[row + 1] += starts[row];
}

/* A copy of where rows begin, to move on; for vec_free. */
static uint32_t *make_cursors(const uint32_t *starts, uint32_t rows)
{
    uint32_t capacity = 0;
    uint32_t *cursors = vec_grow(NULL, &capacity, (size_t)rows + 1, sizeof(*cursors));

    memcpy(cursors, starts, ((size_t)rows + 1) * sizeof(*cursors));
    return cursors;
}

static void place_in_any_order(struct placing *placing)
{
    uint32_t *cursors;

    memset(placing->starts, 0, ((size_t)placing->rows + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < placing->count; i++)
        placing->starts[placing->members[i].row + 1]++;
    add_up(placing->starts, placing->rows);
    cursors = make_cursors(placing->starts, placing->rows);
    place_members(placing, cursors);
    close_holes(placing, cursors);
    look_at_rows(placing);
    vec_free(cursors);
}

/* ---- rows ---- */

static struct member_rows narrow_rows(const struct set_members *members, uint32_t rows,
                                      struct arena *arena)
{
    struct placing placing = { members->narrow.items,
                               members->narrow.count,
                               rows,
                               ARENA_ARRAY(arena, uint32_t, (size_t)rows + 1),
                               ARENA_ARRAY(arena, uint32_t, members->narrow.count),
                               false,
                               false };

    if (!place_in_order(&placing))
        place_in_any_order(&placing);
    return (struct member_rows){ placing.starts, placing.items, placing.is_sorted,
                                 placing.has_long };
}

static struct member_rows wide_rows(const struct set_members *members, uint32_t rows,
                                    struct arena *arena)
{
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)rows + 1);
    value *items = ARENA_ARRAY(arena, value, members->wide.count);
    uint32_t *cursors;

    for (uint32_t i = 0; i < members->wide.count; i++)
        starts[members->wide.items[i].row + 1]++;
    add_up(starts, rows);
    cursors = make_cursors(starts, rows);
    for (uint32_t i = 0; i < members->wide.count; i++)
        items[cursors[members->wide.items[i].row]++] = members->wide.items[i].item;
    vec_free(cursors);
    return (struct member_rows){ .starts = starts, .items = items };
}

struct member_rows set_members_in_rows(struct set_members *members, bool is_narrow, uint32_t rows,
                                       struct arena *arena)
{
    struct member_rows made =
        is_narrow ? narrow_rows(members, rows, arena) : wide_rows(members, rows, arena);

    VEC_RELEASE(&members->narrow);
    VEC_RELEASE(&members->wide);
    return made;
}
