/* set_order.c -- sets in order, so that members are found without walking. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/distribution.h"
#include "engine/eval.h"

enum { SCANNED_MOST = 16 }; /* shorter sets are not worth sorting */

/* ---- wide values: numbers as words, texts by their bytes ---- */

static int compare_words(value a, value b)
{
    return a < b ? -1 : a > b;
}

/* Equal values are neighbours; the order has no other meaning. */
static int compare_wide(enum type_base base, value a, value b)
{
    if (type_is_text(type_of(base)))
        return str_compare(value_text(a), value_text(b));
    if (type_is_distribution(type_of(base)))
        return distribution_compare(value_distribution(a), value_distribution(b));
    if (base == TYPE_DURATION)
        return compare_words(duration_key(a), duration_key(b));
    return compare_words(a, b);
}

/* A value and where it stood. */
struct placed {
    value v;
    uint32_t place;
    enum type_base base;
};

static int compare_placed(const void *left, const void *right)
{
    const struct placed *a = left;
    const struct placed *b = right;
    int order = compare_wide(a->base, a->v, b->v);

    return order != 0 ? order : (a->place < b->place ? -1 : a->place > b->place);
}

static struct placed *place_values(struct evaluator *evaluator, struct type type,
                                   const struct set *a, const struct set *b)
{
    uint32_t count = a->count + (b ? b->count : 0);
    struct placed *placed = ARENA_ARRAY(&evaluator->scratch, struct placed, count);

    for (uint32_t i = 0; i < count; i++)
        placed[i] = (struct placed){ i < a->count || !b ? a->wide[i] : b->wide[i - a->count], i,
                                     (enum type_base)type.base };
    if (count > 1)
        qsort(placed, count, sizeof(*placed), compare_placed);
    take_steps(evaluator, count);
    return placed;
}

static const struct set *wide_in_order(struct evaluator *evaluator, const struct set *set,
                                       struct type type)
{
    struct set *ordered = ARENA_NEW(&evaluator->scratch, struct set);
    value *values = ARENA_ARRAY(&evaluator->scratch, value, set->count);
    const struct placed *placed = place_values(evaluator, type, set, NULL);

    for (uint32_t i = 0; i < set->count; i++)
        values[i] = placed[i].v;
    *ordered = (struct set){ .count = set->count, .is_sorted = true, .wide = values };
    return ordered;
}

const struct set *set_in_order(struct evaluator *evaluator, const struct set *set, struct type type)
{
    struct set_builder builder;

    if (set->is_sorted || set->count <= SCANNED_MOST)
        return set;
    if (!set->narrow)
        return wide_in_order(evaluator, set, type);
    builder_init(&builder, evaluator, type);
    for (uint32_t i = 0; i < set->count; i++)
        builder_add(&builder, set_at(set, i));
    return value_set(builder_finish(&builder));
}

value set_union(struct evaluator *evaluator, struct type type, const struct set *a,
                const struct set *b)
{
    uint32_t count = a->count + b->count;
    const struct placed *placed = place_values(evaluator, type_element(type), a, b);
    bool *is_repeated = ARENA_ARRAY(&evaluator->scratch, bool, count);
    struct set_builder builder;

    for (uint32_t i = 1; i < count; i++)
        is_repeated[placed[i].place] =
            compare_wide(placed[i].base, placed[i - 1].v, placed[i].v) == 0;
    builder_init(&builder, evaluator, type);
    for (uint32_t i = 0; i < count; i++)
        if (!is_repeated[i])
            builder_add(&builder, i < a->count ? a->wide[i] : b->wide[i - a->count]);
    return builder_finish(&builder);
}

/* ---- members ---- */

static bool find_narrow(const uint32_t *members, uint32_t count, uint32_t member)
{
    uint32_t low = 0;
    uint32_t high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (members[middle] < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && members[low] == member;
}

static bool find_wide(const struct set *set, enum type_base base, value member)
{
    uint32_t low = 0;
    uint32_t high = set->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_wide(base, set->wide[middle], member) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->count && compare_wide(base, set->wide[low], member) == 0;
}

bool set_contains(struct evaluator *evaluator, const struct set *set, struct type type, value v)
{
    const uint32_t *in_order = set->is_sorted ? set->narrow : set->in_order;

    if (in_order)
        return find_narrow(in_order, set->count, (uint32_t)v);
    if (set->is_sorted)
        return find_wide(set, (enum type_base)type.base, v);
    take_steps(evaluator, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        if (equal_values(evaluator, type, set_at(set, i), v))
            return true;
    return false;
}
