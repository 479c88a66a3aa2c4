/* gap_order.c -- gaps in the order of their rules, then of the objects' ids. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/gap_order.h"

#include <stdlib.h>

#include "engine/objects.h"

/* Moves each gap to the place where it belongs, along the circles of the permutation. */
static void arrange(struct gap *gaps, uint32_t *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct gap first;
        uint32_t to = i;
        if (from[i] == i) /* it stands where it belongs */
            continue;
        first = gaps[i];
        while (from[to] != i) {
            uint32_t next = from[to];
            gaps[to] = gaps[next];
            from[to] = to;
            to = next;
        }
        gaps[to] = first;
        from[to] = to;
    }
}

/* ---- of one rule ---- */

struct gap_order {
    const struct workspace *ws;
    const struct gap *gap;
};

/* By the ids of the objects from that place on. */
static int compare_from(uint32_t place, const struct gap_order *a, const struct gap_order *b)
{
    int order = 0;

    for (uint32_t i = place; order == 0 && i < a->gap->object_count && i < b->gap->object_count;
         i++)
        order = compare_objects(a->ws, gap_objects(a->gap)[i], gap_objects(b->gap)[i]);
    if (order != 0)
        return order;
    return a->gap < b->gap ? -1 : a->gap > b->gap;
}

static int compare_gaps(const void *left, const void *right)
{
    return compare_from(0, left, right);
}

/* The first object of a gap; its text is made once, for the gap before it and the one behind. */
struct first_object {
    uint32_t object; /* or 0 */
    struct str text; /* NULL: nobody needed it yet */
};

static struct first_object first_object_of(const struct gap *gap)
{
    return (struct first_object){ gap->object_count > 0 ? gap_objects(gap)[0] : 0, { 0 } };
}

static struct str text_of_first(const struct workspace *ws, struct first_object *first)
{
    if (!first->text.ptr)
        first->text = object_text(ws, first->object);
    return first->text;
}

/* As compare_objects; `numbers` are those around an object that was compared before. */
static int compare_firsts(const struct workspace *ws, struct numbers *numbers,
                          struct first_object *a, struct first_object *b)
{
    int order = 0;

    if (a->object == b->object || a->object == 0 || b->object == 0)
        return 0;
    if (!is_in_numbers(*numbers, a->object))
        *numbers = numbers_in_order(ws, a->object);
    if (!is_in_numbers(*numbers, a->object) || !is_in_numbers(*numbers, b->object))
        order = str_compare_natural(text_of_first(ws, a), text_of_first(ws, b));
    return order != 0 ? order : a->object < b->object ? -1 : 1;
}

/* Objects come in the order of their numbers, which mostly is that of their ids. */
static bool are_in_order(const struct workspace *ws, const struct gap *gaps, uint32_t count)
{
    struct first_object last = first_object_of(&gaps[0]);
    struct numbers numbers = { 0 };

    for (uint32_t i = 1; i < count; i++) {
        struct first_object next = first_object_of(&gaps[i]);
        int order = compare_firsts(ws, &numbers, &last, &next);
        if (order == 0)
            order = compare_from(1, &(struct gap_order){ ws, &gaps[i - 1] },
                                 &(struct gap_order){ ws, &gaps[i] });
        if (order > 0)
            return false;
        last = next;
    }
    return true;
}

void sort_gaps_of_rule(const struct workspace *ws, struct results *results, uint32_t first)
{
    struct gap *gaps = results->gaps.items + first;
    uint32_t count = results->gaps.count - first;
    struct arena work = { 0 };
    struct gap_order *orders;
    uint32_t *from;

    if (count < 2 || are_in_order(ws, gaps, count))
        return;
    orders = ARENA_ARRAY(&work, struct gap_order, count);
    from = ARENA_ARRAY(&work, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        orders[i] = (struct gap_order){ ws, &gaps[i] };
    qsort(orders, count, sizeof(*orders), compare_gaps);
    for (uint32_t i = 0; i < count; i++)
        from[i] = (uint32_t)(orders[i].gap - gaps);
    arrange(gaps, from, count);
    arena_release(&work);
}

/* ---- of all rules ---- */

struct gap_run { /* the gaps of one rule, which stand together */
    const struct workspace *ws;
    uint32_t rule, first, end;
};

static int compare_runs(const void *left, const void *right)
{
    const struct gap_run *a = left;
    const struct gap_run *b = right;

    return compare_objects(a->ws, a->rule, b->rule);
}

static uint32_t cut_into_runs(const struct workspace *ws, const struct gap *gaps, uint32_t count,
                              struct gap_run *runs)
{
    uint32_t run_count = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || gaps[i].rule != gaps[i - 1].rule)
            runs[run_count++] = (struct gap_run){ ws, gaps[i].rule, i, i };
        runs[run_count - 1].end = i + 1;
    }
    return run_count;
}

static bool runs_are_in_order(const struct gap_run *runs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (compare_runs(&runs[i - 1], &runs[i]) > 0)
            return false;
    return true;
}

void sort_gaps_by_rule(const struct workspace *ws, struct results *results, uint32_t first)
{
    struct gap *gaps = results->gaps.items + first;
    uint32_t count = results->gaps.count - first;
    struct arena work = { 0 };
    struct gap_run *runs = ARENA_ARRAY(&work, struct gap_run, results->rule_count);
    uint32_t run_count = cut_into_runs(ws, gaps, count, runs);
    uint32_t *from;
    uint32_t to = 0;

    if (!runs_are_in_order(runs, run_count)) {
        qsort(runs, run_count, sizeof(*runs), compare_runs);
        from = ARENA_ARRAY(&work, uint32_t, count);
        for (uint32_t r = 0; r < run_count; r++)
            for (uint32_t i = runs[r].first; i < runs[r].end; i++)
                from[to++] = i;
        arrange(gaps, from, count);
    }
    arena_release(&work);
}
