/* gap_order.c -- gaps in the order of their rules, then of the objects' ids. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/gap_order.h"

#include <stdlib.h>

#include "engine/objects.h"

struct gap_order {
    struct workspace *ws;
    const struct gap *gap;
};

/* Of one rule: by the objects' ids. */
static int compare_gaps(const void *left, const void *right)
{
    const struct gap_order *a = left;
    const struct gap_order *b = right;
    int order = 0;

    for (uint32_t i = 0; order == 0 && i < a->gap->object_count && i < b->gap->object_count; i++)
        order = compare_objects(a->ws, a->gap->objects[i], b->gap->objects[i]);
    if (order != 0)
        return order;
    return a->gap < b->gap ? -1 : a->gap > b->gap;
}

/* Objects come in the order of their numbers, which mostly is that of their ids. */
static void sort_run(struct gap_order *orders, uint32_t count)
{
    bool is_sorted = true;

    for (uint32_t i = 1; i < count && is_sorted; i++)
        is_sorted = compare_gaps(&orders[i - 1], &orders[i]) < 0;
    if (!is_sorted)
        qsort(orders, count, sizeof(*orders), compare_gaps);
}

struct gap_run { /* the gaps of one rule, which stand together */
    struct workspace *ws;
    uint32_t rule, first, end;
};

static int compare_runs(const void *left, const void *right)
{
    const struct gap_run *a = left;
    const struct gap_run *b = right;

    return compare_objects(a->ws, a->rule, b->rule);
}

static uint32_t cut_into_runs(struct workspace *ws, const struct gap_order *orders, uint32_t count,
                              struct gap_run *runs)
{
    uint32_t run_count = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || orders[i].gap->rule != orders[i - 1].gap->rule)
            runs[run_count++] = (struct gap_run){ ws, orders[i].gap->rule, i, i };
        runs[run_count - 1].end = i + 1;
    }
    if (run_count > 1)
        qsort(runs, run_count, sizeof(*runs), compare_runs);
    return run_count;
}

/* Moves each gap to the place where it belongs, along the circles of the permutation. */
static void arrange(struct gap *gaps, uint32_t *places, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct gap first = gaps[i];
        uint32_t to = i;
        while (places[to] != i) {
            uint32_t from = places[to];
            gaps[to] = gaps[from];
            places[to] = to;
            to = from;
        }
        gaps[to] = first;
        places[to] = to;
    }
}

void sort_gaps(struct workspace *ws, struct results *results, uint32_t first)
{
    struct gap *gaps = results->gaps.items + first;
    uint32_t count = results->gaps.count - first;
    struct arena work = { 0 };
    struct gap_order *orders = ARENA_ARRAY(&work, struct gap_order, count);
    struct gap_run *runs = ARENA_ARRAY(&work, struct gap_run, results->rule_count);
    uint32_t *places = ARENA_ARRAY(&work, uint32_t, count); /* where from */
    uint32_t run_count;
    uint32_t to = 0;

    for (uint32_t i = 0; i < count; i++)
        orders[i] = (struct gap_order){ ws, &gaps[i] };
    run_count = cut_into_runs(ws, orders, count, runs);
    for (uint32_t r = 0; r < run_count; r++) {
        sort_run(orders + runs[r].first, runs[r].end - runs[r].first);
        for (uint32_t i = runs[r].first; i < runs[r].end; i++)
            places[to++] = (uint32_t)(orders[i].gap - gaps);
    }
    arrange(gaps, places, count);
    arena_release(&work);
}
