/* child.h -- runs a program at arm's length: limited, deaf to the environment, never waited for too
 * long. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_CHILD_H
#define ISMS_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"

/*
 * For work that may crash or hang on its input (reliability.md, class 30). The child gets the input
 * on standard input, nothing else: no environment, no open files, no core dump. What it writes to
 * standard error is kept for the message. When time or output run over, the child and what it has
 * started are killed. This is the only place that starts a program.
 */
struct child_job {
    struct str program;           /* a path; PATH is not searched */
    const char *const *arguments; /* after the program's name, NULL-terminated */
    struct str input;
    uint32_t cpu_seconds; /* 0: no limit */
    uint32_t deadline_ms; /* by the wall clock */
    size_t memory_bytes;  /* 0: no limit; not applied under a sanitizer */
    size_t output_bytes;  /* the child is killed when it writes more */
};

enum child_end {
    CHILD_DONE,    /* exit status 0: the output is whole */
    CHILD_MISSING, /* could not be started: detail is an errno */
    CHILD_FAILED,  /* detail is its exit status */
    CHILD_CRASHED, /* detail is a signal */
    CHILD_TIMEOUT, /* by the clock or by the limit of CPU time */
    CHILD_FLOODED, /* wrote more than output_bytes */
    CHILD_NO_ROOM  /* no pipe or process left: detail is an errno */
};

struct child_result {
    enum child_end end;
    int detail;
    struct str complaint; /* first line of its standard error, made visible; may be empty */
};

/* Appends to output whatever came; only after CHILD_DONE is it worth reading. */
struct child_result child_run(const struct child_job *job, struct arena *arena, struct out *output);

#endif
