/* view_order.c -- the order of the rows of a view. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "engine/objects.h"
#include "engine/view_build.h"

int compare_keys(struct evaluator *evaluator, const struct node *node, value a, value b)
{
    if (a == VALUE_NONE || b == VALUE_NONE)
        return a == b ? 0 : a == VALUE_NONE ? 1 : -1;
    if (type_is_text(node->type))
        return str_compare_natural(value_text(a), value_text(b));
    if (node->type.base == TYPE_OBJECT)
        return compare_objects(evaluator->ws, (uint32_t)a, (uint32_t)b);
    return compare_values(evaluator, node->type, a, b, node->span);
}

/* ---- keys ---- */

struct key {
    const struct node *node;
    bool is_descending;
    bool is_word; /* its values are ordered like the words they are kept in; see compare_values */
};

static bool is_order_of_words(struct type type)
{
    return !type.is_set && !type_is_text(type) && !type_is_distribution(type) &&
           type.base != TYPE_DURATION && type.base != TYPE_OBJECT;
}

struct sorting {
    struct evaluator *evaluator;
    const struct view_rows *rows;
    uint32_t first_key, key_count;
    struct key *keys;
};

static int compare_key(const struct sorting *sorting, const struct key *key, value a, value b)
{
    int order;

    if (a == b && key->is_word)
        return 0;
    if (a == VALUE_NONE || b == VALUE_NONE)
        return a == b ? 0 : a == VALUE_NONE ? 1 : -1;
    if (key->is_word)
        order = a < b ? -1 : 1;
    else
        order = compare_keys(sorting->evaluator, key->node, a, b);
    return key->is_descending ? -order : order;
}

static bool is_behind(const struct sorting *sorting, uint32_t left, uint32_t right)
{
    const value *a = view_rows_at(sorting->rows, left) + sorting->first_key;
    const value *b = view_rows_at(sorting->rows, right) + sorting->first_key;

    for (uint32_t i = 0; i < sorting->key_count; i++) {
        int order = compare_key(sorting, &sorting->keys[i], a[i], b[i]);
        if (order != 0)
            return order > 0;
    }
    return false;
}

/* ---- sorting ---- */

/* Both halves are sorted; equal rows stay as they came. */
static void merge(const struct sorting *sorting, uint32_t *order, uint32_t count, uint32_t *room)
{
    uint32_t half = count / 2;
    uint32_t left = 0;
    uint32_t right = half;
    uint32_t done = 0;

    memcpy(room, order, half * sizeof(*order));
    while (left < half && right < count) {
        bool takes_right = is_behind(sorting, room[left], order[right]);
        order[done++] = takes_right ? order[right++] : room[left++];
    }
    memcpy(order + done, room + left, (half - left) * sizeof(*order));
}

/* As deep as the number of rows has bits. */
static void sort(const struct sorting *sorting, uint32_t *order, uint32_t count, uint32_t *room)
{
    uint32_t half = count / 2;

    if (count < 2)
        return;
    sort(sorting, order, half, room);
    sort(sorting, order + half, count - half, room);
    if (is_behind(sorting, order[half - 1], order[half]))
        merge(sorting, order, count, room);
}

static void add_key(struct sorting *sorting, const struct node *node, bool is_descending)
{
    sorting->keys[sorting->key_count++] =
        (struct key){ node, is_descending, is_order_of_words(node->type) };
}

void order_rows(struct evaluator *evaluator, const struct view_plan *plan, struct view_rows *rows,
                uint32_t keys)
{
    struct arena *arena = rows->ws->arena;
    struct sorting sorting = { .evaluator = evaluator, .rows = rows, .first_key = keys };
    VEC(uint32_t) room = { 0 };
    uint32_t *order;

    if (!plan->group && plan->order_count == 0)
        return;
    sorting.keys = ARENA_ARRAY(arena, struct key, (size_t)plan->order_count + 1);
    if (plan->group)
        add_key(&sorting, plan->group, false);
    for (uint32_t i = 0; i < plan->order_count; i++)
        add_key(&sorting, plan->orders[i].value, plan->orders[i].is_descending);
    order = ARENA_ARRAY(arena, uint32_t, rows->count);
    for (uint32_t i = 0; i < rows->count; i++)
        order[i] = i;
    VEC_RESERVE(&room, rows->count / 2);
    sort(&sorting, order, rows->count, room.items);
    VEC_RELEASE(&room);
    rows->order = order;
}
