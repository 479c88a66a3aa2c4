/* natural_order.c -- objects in the order in which people read their names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/ahead.h"
#include "engine/objects.h"

/* ---- of two ---- */

/* The last range that begins at the number or before it. */
static uint32_t find_range(const struct model *model, uint32_t number)
{
    uint32_t low = 0, high = model->ranges.count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (model->ranges.items[middle].first <= number)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct numbers numbers_in_order(const struct workspace *ws, uint32_t number)
{
    const struct number_range *range = ws->model.ranges.items;

    if (!range) /* nothing has a number yet */
        return (struct numbers){ 0 };
    range += find_range(&ws->model, number);
    return range->is_in_order ? (struct numbers){ range[0].first, range[1].first }
                              : (struct numbers){ 0 };
}

static int compare_numbers(uint32_t left, uint32_t right)
{
    return left < right ? -1 : left > right;
}

int compare_object_names(const struct workspace *ws, uint32_t left, uint32_t right)
{
    if (left == right)
        return 0;
    if (is_in_numbers(numbers_in_order(ws, left), right))
        return compare_numbers(left, right);
    return str_compare_natural(object_text(ws, left), object_text(ws, right));
}

int compare_objects(const struct workspace *ws, uint32_t left, uint32_t right)
{
    int order = compare_object_names(ws, left, right);

    return order != 0 ? order : compare_numbers(left, right);
}

/* ---- of many ---- */

struct named_object {
    struct str name;
    uint32_t object;
};

static int compare_named(const void *left, const void *right)
{
    const struct named_object *a = left;
    const struct named_object *b = right;
    int order = str_compare_natural(a->name, b->name);

    return order != 0 ? order : compare_numbers(a->object, b->object);
}

static struct named_object *name_objects(const struct workspace *ws, struct arena *arena,
                                         const struct set *set)
{
    struct named_object *named = ARENA_ARRAY(arena, struct named_object, set->count);
    const struct ahead_list list = { set->narrow, set->count, false };
    bool is_far = ahead_pays(ws);

    if (is_far)
        ahead_of_list(ws, &list);
    for (uint32_t i = 0; i < set->count; i++) {
        if (is_far)
            ahead_in_list(ws, &list, i);
        named[i] =
            (struct named_object){ object_text_in(ws, arena, set->narrow[i]), set->narrow[i] };
    }
    return named;
}

static bool are_named_in_order(const struct named_object *named, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (compare_named(&named[i - 1], &named[i]) > 0)
            return false;
    return true;
}

static bool are_numbered_in_order(const struct workspace *ws, const struct set *set)
{
    struct numbers numbers = numbers_in_order(ws, set->narrow[0]);

    for (uint32_t i = 1; i < set->count; i++)
        if (set->narrow[i - 1] > set->narrow[i] || !is_in_numbers(numbers, set->narrow[i]))
            return false;
    return true;
}

const uint32_t *objects_in_natural_order(const struct workspace *ws, struct arena *arena,
                                         const struct set *set)
{
    struct named_object *named;
    uint32_t *objects;

    if (set->count < 2 || are_numbered_in_order(ws, set))
        return set->narrow;
    named = name_objects(ws, arena, set);
    if (are_named_in_order(named, set->count))
        return set->narrow;
    qsort(named, set->count, sizeof(*named), compare_named);
    objects = ARENA_ARRAY(arena, uint32_t, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        objects[i] = named[i].object;
    return objects;
}
