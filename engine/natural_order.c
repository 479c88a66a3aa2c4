/* natural_order.c -- objects in the order in which people read their names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/ahead.h"
#include "engine/objects.h"

int compare_objects(const struct workspace *ws, uint32_t left, uint32_t right)
{
    int order;

    if (left == right)
        return 0;
    order = str_compare_natural(object_text(ws, left), object_text(ws, right));
    return order != 0 ? order : left < right ? -1 : 1;
}

struct named_object {
    struct str name;
    uint32_t object;
};

static int compare_named(const void *left, const void *right)
{
    const struct named_object *a = left;
    const struct named_object *b = right;
    int order = str_compare_natural(a->name, b->name);

    return order != 0 ? order : (a->object < b->object ? -1 : a->object > b->object);
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

static bool are_in_order(const struct named_object *named, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (compare_named(&named[i - 1], &named[i]) > 0)
            return false;
    return true;
}

/* Members mostly come in the order of their numbers, which mostly is that of their names. */
const uint32_t *objects_in_natural_order(const struct workspace *ws, struct arena *arena,
                                         const struct set *set)
{
    struct named_object *named;
    uint32_t *objects;

    if (set->count < 2)
        return set->narrow;
    named = name_objects(ws, arena, set);
    if (are_in_order(named, set->count))
        return set->narrow;
    qsort(named, set->count, sizeof(*named), compare_named);
    objects = ARENA_ARRAY(arena, uint32_t, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        objects[i] = named[i].object;
    return objects;
}
