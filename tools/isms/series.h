/* series.h -- what was measured again and again: what is usual, and how far it varies. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_SERIES_H
#define ISMS_TOOLS_ISMS_SERIES_H

#include <stdint.h>

#include "base/vec.h"

/* What was measured in each run; the order of the runs is lost. */
struct series {
    VEC(uint64_t) figures;
};
void series_add(struct series *series, uint64_t figure);
void series_release(struct series *series);

/* Of an even number of figures the median is the lower of the two in the middle. */
struct spread_of_series {
    uint64_t least, median, most;
    uint64_t deviation; /* median of the distances from the median */
};
struct spread_of_series series_spread(const struct series *series); /* zeros of nothing */

#endif
