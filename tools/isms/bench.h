/* bench.h -- the same check many times: what is usual, what is best, how far it varies. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_BENCH_H
#define ISMS_TOOLS_ISMS_BENCH_H

#include <stdint.h>

#include "base/out.h"
#include "base/vec.h"
#include "tools/isms/series.h"
#include "tools/isms/timings.h"

struct bench {
    uint32_t runs;
    struct series process_wall, process_processor; /* of a process of its own, started and ended */
    uint64_t process_peak_bytes;                   /* the most of all of them */
    struct series check_wall;                      /* inside a process that runs already */
    struct series phases[TIMED_PHASES];
    VEC(struct series) costs; /* in the order of `names` */
    struct timings typical;   /* medians in the place of times; counts of any run */
};

/* One more run inside of this process; the first one is kept as `typical`. */
void bench_add(struct bench *bench, struct timings *timings);
/* When all runs are done: medians to `typical`, the dearest first. */
void bench_finish(struct bench *bench);
void bench_release(struct bench *bench);

void bench_write_text(struct out *out, const struct bench *bench, bool is_whole);
/* What `isms check --timings -f json` has, with medians for times, and "runs", "process", "check".
 */
void bench_write_json(struct out *out, const struct bench *bench);

#endif
