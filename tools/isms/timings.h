/* timings.h -- what a check cost: phases, rules, fields, memory; for people and for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_TIMINGS_H
#define ISMS_TOOLS_ISMS_TIMINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "base/vec.h"
#include "tools/isms/session.h"
#include "tools/isms/stopwatch.h"

/* A rule, a field, a constant or a relation. */
struct cost {
    enum activity_kind kind;
    struct str name;
    uint64_t ns;
    struct engine_work work;
};

/* All that --timings says; texts lie in the tool's arena, so it outlives the session. */
struct timings {
    uint64_t wall_ns, processor_ns;
    uint64_t phases[TIMED_PHASES];
    VEC(struct cost) costs; /* the dearest first; of the same time by kind and name */
    struct engine_counts counts;
    struct engine_memory memory;
    uint64_t peak_bytes; /* most that the process ever had in memory */
    struct title_block block;
};

/* After the watch was stopped. */
void timings_take(struct timings *timings, struct session *session, const struct stopwatch *watch);
void timings_release(struct timings *timings);

/* `is_whole`: every rule and field, not only the dearest. */
void timings_write_text(struct out *out, const struct timings *timings, bool is_whole);

/*
 * {"schema": 1, "project", "as_of", "tool", "wall_ns", "processor_ns", "text_bytes", "files",
 *  "library_files", "objects", "library_objects", "memory": {"peak": bytes, ...},
 *  "phases": [{"phase", "ns"}], "rules": [{"rule", "ns", "looked_at", "assessed", "gaps"}],
 *  "fields": [{"field", "ns", "objects"}], "constants": [{"constant", "ns"}],
 *  "relations": [{"relation", "ns", "pairs"}]}
 * The dearest come first; times are nanoseconds, sizes bytes. Changes add keys only; anything else
 * raises `schema`.
 */
void timings_write_json(struct out *out, const struct timings *timings);

/* ---- parts that `isms bench` uses too ---- */

/* From `{` to the costs, without the closing brace. */
void timings_put_json(struct out *out, const struct timings *timings);
/* The phases with their shares; the dearest rules, fields and relations. */
void timings_put_phases(struct out *out, const struct timings *timings);
void timings_put_costs(struct out *out, const struct timings *timings, bool is_whole);
/* `18,544 objects (library: 812), 3.2 MB of text in 11 files`. */
void timings_put_size(struct out *out, const struct timings *timings);

#endif
