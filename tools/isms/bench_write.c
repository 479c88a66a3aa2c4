/* bench_write.c -- what a bench has measured, for people and for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/bench.h"

#include "tools/isms/figures.h"

enum { FIGURE_COLUMNS = 15 };

/* ---- text ---- */

static void put_right(struct out *out, struct out *figure, uint64_t ns)
{
    figure_milliseconds(figure, ns);
    figure_right(out, figure, FIGURE_COLUMNS);
}

static void put_series(struct out *out, const struct series *series, const char *what)
{
    struct spread_of_series spread = series_spread(series);
    struct out figure;

    out_open_memory(&figure);
    put_right(out, &figure, spread.median);
    put_right(out, &figure, spread.least);
    put_right(out, &figure, spread.most);
    put_right(out, &figure, spread.deviation);
    out_text(out, "  ");
    out_text(out, what);
    out_char(out, '\n');
    out_release(&figure);
}

static void put_speed(struct out *out, const struct bench *bench)
{
    out_text(out, "\n  ");
    figure_speed(out, bench->typical.memory.texts, series_spread(&bench->process_wall).median);
    out_text(out, " by the median of the processes; at most ");
    figure_bytes(out, bench->process_peak_bytes);
    out_text(out, " of memory\n\n");
}

void bench_write_text(struct out *out, const struct bench *bench, bool is_whole)
{
    out_text(out, "isms check of ");
    timings_put_size(out, &bench->typical);
    out_text(out, "\nas of ");
    out_visible(out, bench->typical.block.as_of);
    out_text(out, ", ");
    figure_count(out, bench->runs);
    out_text(out, bench->runs == 1 ? " run" : " runs");
    out_text(out, " each as a process and inside of this one; the files lay in the cache\n\n"
                  "         median          least           most      deviation\n");
    put_series(out, &bench->process_wall,
               "a process, as a hook runs it, from its start to its end");
    put_series(out, &bench->process_processor, "processor time of it");
    put_series(out, &bench->check_wall, "the check alone, inside of a process that runs already");
    put_speed(out, bench);
    out_text(out, "Of the check alone, medians:\n\n");
    timings_put_phases(out, &bench->typical);
    timings_put_costs(out, &bench->typical, is_whole);
}

/* ---- JSON ---- */

static void put_json_series(struct out *out, const char *key, const struct series *series)
{
    struct spread_of_series spread = series_spread(series);

    out_char(out, '"');
    out_text(out, key);
    out_text(out, "\": {\"median\": ");
    out_u64(out, spread.median);
    out_text(out, ", \"least\": ");
    out_u64(out, spread.least);
    out_text(out, ", \"most\": ");
    out_u64(out, spread.most);
    out_text(out, ", \"deviation\": ");
    out_u64(out, spread.deviation);
    out_char(out, '}');
}

void bench_write_json(struct out *out, const struct bench *bench)
{
    timings_put_json(out, &bench->typical);
    out_text(out, ",\n  \"runs\": ");
    out_u64(out, bench->runs);
    out_text(out, ",\n  \"process\": {");
    put_json_series(out, "wall_ns", &bench->process_wall);
    out_text(out, ", ");
    put_json_series(out, "processor_ns", &bench->process_processor);
    out_text(out, "},\n  \"check\": {");
    put_json_series(out, "wall_ns", &bench->check_wall);
    out_text(out, "}\n}\n");
}
