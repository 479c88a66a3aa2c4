/* series.c -- what was measured again and again: what is usual, and how far it varies. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/series.h"

#include <stdlib.h>

void series_add(struct series *series, uint64_t figure)
{
    VEC_PUSH(&series->figures, figure);
}

void series_release(struct series *series)
{
    VEC_RELEASE(&series->figures);
}

static int compare_figures(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;

    return (*a > *b) - (*a < *b);
}

static struct series sorted(const struct series *series)
{
    struct series copy = { .figures = { 0 } };

    for (uint32_t i = 0; i < series->figures.count; i++)
        series_add(&copy, series->figures.items[i]);
    if (copy.figures.count > 1)
        qsort(copy.figures.items, copy.figures.count, sizeof(uint64_t), compare_figures);
    return copy;
}

static uint64_t middle(const struct series *ascending)
{
    return ascending->figures.items[(ascending->figures.count - 1) / 2];
}

struct spread_of_series series_spread(const struct series *series)
{
    struct series ascending = sorted(series), distances = { .figures = { 0 } };
    struct spread_of_series spread = { 0 };

    if (ascending.figures.count > 0) {
        spread.least = ascending.figures.items[0];
        spread.median = middle(&ascending);
        spread.most = *VEC_LAST(&ascending.figures);
        for (uint32_t i = 0; i < ascending.figures.count; i++) {
            uint64_t figure = ascending.figures.items[i];
            series_add(&distances,
                       figure > spread.median ? figure - spread.median : spread.median - figure);
        }
        struct series by_distance = sorted(&distances);
        spread.deviation = middle(&by_distance);
        series_release(&by_distance);
    }
    series_release(&distances);
    series_release(&ascending);
    return spread;
}
