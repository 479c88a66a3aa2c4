/* bench.c -- the same check many times: what is usual, what is best, how far it varies. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/bench.h"

#include <stdlib.h>

/* The same project has the same costs in each run, but not in the same order. */
static int compare_names(const void *left, const void *right)
{
    const struct cost *a = left;
    const struct cost *b = right;

    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : str_compare(a->name, b->name);
}

static int compare_costs(const void *left, const void *right)
{
    const struct cost *a = left;
    const struct cost *b = right;

    return a->ns != b->ns ? (a->ns > b->ns ? -1 : 1) : compare_names(left, right);
}

static void sort_costs(struct timings *timings, int (*compare)(const void *, const void *))
{
    if (timings->costs.count > 1)
        qsort(timings->costs.items, timings->costs.count, sizeof(struct cost), compare);
}

void bench_add(struct bench *bench, struct timings *timings)
{
    sort_costs(timings, compare_names);
    series_add(&bench->check_wall, timings->wall_ns);
    for (uint32_t i = 0; i < TIMED_PHASES; i++)
        series_add(&bench->phases[i], timings->phases[i]);
    for (uint32_t i = 0; i < timings->costs.count; i++) {
        if (i == bench->costs.count)
            VEC_PUSH(&bench->costs, (struct series){ .figures = { 0 } });
        series_add(&bench->costs.items[i], timings->costs.items[i].ns);
    }
    if (bench->check_wall.figures.count == 1)
        bench->typical = *timings;
    else
        timings_release(timings);
}

void bench_finish(struct bench *bench)
{
    struct timings *typical = &bench->typical;

    typical->wall_ns = series_spread(&bench->check_wall).median;
    typical->processor_ns = series_spread(&bench->process_processor).median;
    typical->peak_bytes = bench->process_peak_bytes;
    for (uint32_t i = 0; i < TIMED_PHASES; i++)
        typical->phases[i] = series_spread(&bench->phases[i]).median;
    for (uint32_t i = 0; i < typical->costs.count; i++)
        typical->costs.items[i].ns = series_spread(&bench->costs.items[i]).median;
    sort_costs(typical, compare_costs);
}

void bench_release(struct bench *bench)
{
    series_release(&bench->process_wall);
    series_release(&bench->process_processor);
    series_release(&bench->check_wall);
    for (uint32_t i = 0; i < TIMED_PHASES; i++)
        series_release(&bench->phases[i]);
    for (uint32_t i = 0; i < bench->costs.count; i++)
        series_release(&bench->costs.items[i]);
    VEC_RELEASE(&bench->costs);
    timings_release(&bench->typical);
}
