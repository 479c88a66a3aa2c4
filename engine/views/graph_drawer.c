/* graph_drawer.c -- asks the program isms-draw, and says in words what went wrong. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_layout.h"

#include "base/child.h"

#include <errno.h>

enum { CPU_SECONDS = 2, DEADLINE_MS = 10000 };
static const size_t memory_bytes = (size_t)512 << 20;
static const size_t answer_bytes = (size_t)64 << 20;

static struct str reason_of(struct arena *arena, const struct drawer_job *job,
                            const struct child_result *result)
{
    switch (result->end) {
    case CHILD_DONE:
        break;
    case CHILD_MISSING:
        return arena_format(
            arena,
            "cannot start the drawing program `%.*s` (errno %d): pictures need isms-draw, "
            "which is built where Graphviz and Cairo are installed; DOT needs neither",
            STR_ARG(job->program), result->detail);
    case CHILD_FAILED:
        return arena_format(arena, "the drawing program failed (exit status %d)%s%.*s",
                            result->detail, result->complaint.len > 0 ? ": " : "",
                            STR_ARG(result->complaint));
    case CHILD_CRASHED:
        return arena_format(arena, "the drawing program crashed (signal %d)", result->detail);
    case CHILD_TIMEOUT:
        return arena_format(
            arena,
            "the drawing took too long (%d s of computing, %d s in all): show a smaller "
            "part of the graph, or write DOT and lay it out yourself",
            CPU_SECONDS, DEADLINE_MS / 1000);
    case CHILD_FLOODED:
        return arena_format(arena, "the drawing program wrote more than %zu MiB",
                            answer_bytes >> 20);
    case CHILD_NO_ROOM:
        return arena_format(arena, "cannot start another process (errno %d)", result->detail);
    }
    return (struct str){ 0 };
}

static int error_of(const struct child_result *result)
{
    switch (result->end) {
    case CHILD_DONE:
        return 0;
    case CHILD_MISSING:
        return -ENOENT;
    case CHILD_TIMEOUT:
        return -ETIME;
    case CHILD_NO_ROOM:
        return result->detail > 0 ? -result->detail : -EAGAIN;
    case CHILD_FAILED:
    case CHILD_CRASHED:
    case CHILD_FLOODED:
        break;
    }
    return -EPROTO;
}

int drawer_run(const struct drawer_job *job, struct arena *arena, struct out *answer,
               struct str *ret_reason)
{
    const char *const arguments[] = { job->mode, NULL };
    struct child_job child = {
        .program = job->program,
        .arguments = arguments,
        .input = job->input,
        .cpu_seconds = CPU_SECONDS,
        .deadline_ms = DEADLINE_MS,
        .memory_bytes = memory_bytes,
        .output_bytes = answer_bytes,
    };
    struct child_result result = child_run(&child, arena, answer);
    int error = error_of(&result);
    if (error != 0)
        *ret_reason = reason_of(arena, job, &result);
    return error;
}
