/* command_bench.c -- isms bench: how long the check of a project takes on this machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include <limits.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/child.h"
#include "tools/isms/bench.h"
#include "tools/isms/delivery.h"

enum { RUNS_DEFAULT = 11, DEADLINE_MS = 3600 * 1000, OUTPUT_BYTES_MOST = 1 << 30, KIBIBYTE = 1024 };
enum { FORMAT_TEXT, FORMAT_JSON };

static const struct format formats[] = {
    { "text", "txt", FORMAT_TEXT, false },
    { "json", NULL, FORMAT_JSON, false },
};

struct benching {
    struct tool *tool;
    const struct str *named;
    uint32_t named_count;
    struct bench bench;
    int status; /* of the checks: 0, 1, or 3 when the texts have errors */
};

/* ---- inside of this process ---- */

/* All that a check does but its output: what a hook prints is measured with the processes. */
static int check_once(struct benching *benching)
{
    struct tool *tool = benching->tool;
    bool is_verbose = tool->arguments.is_verbose;
    struct stopwatch watch;
    struct timings timings;
    struct session session;
    int status;

    tool->arguments.is_verbose = false; /* it is about what is shown: a verbose check does more */
    stopwatch_start(&watch, clock_of_machine());
    tool->stopwatch = &watch;
    status = session_check(&session, tool, benching->named, benching->named_count);
    if (status == 0) {
        stopwatch_stop(&watch);
        timings_take(&timings, &session, &watch);
        benching->status = session_status(&session);
        bench_add(&benching->bench, &timings);
        session_close(&session);
    }
    tool->arguments.is_verbose = is_verbose;
    tool->stopwatch = NULL;
    stopwatch_release(&watch);
    return status;
}

/* ---- as processes ---- */

static struct str own_program(struct tool *tool)
{
    char text[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", text, sizeof(text));

    if (len <= 0 || (size_t)len == sizeof(text))
        return str_from(tool->argv[0]);
    return arena_copy(&tool->arena, (struct str){ text, (size_t)len });
}

/* Variables do not reach the child, so what they say is said by options. */
static const char *const *child_arguments(struct benching *benching)
{
    struct tool *tool = benching->tool;
    const char **list = ARENA_ARRAY(&tool->arena, const char *, benching->named_count + 11);
    struct str project = tool->arguments.project;
    uint32_t count = 0;

    list[count++] = "check";
    list[count++] = "--quiet";
    list[count++] = "--as-of";
    list[count++] = benching->bench.typical.block.as_of.ptr;
    if (tool->arguments.ignores_waivers)
        list[count++] = "--no-waivers";
    if (tool->arguments.jobs > 0) {
        list[count++] = "--jobs";
        list[count++] = arena_format(&tool->arena, "%u", tool->arguments.jobs).ptr;
    }
    if (project.len == 0)
        project = tool->environment.project;
    if (project.len > 0) {
        list[count++] = "--project";
        list[count++] = arena_copy(&tool->arena, project).ptr;
    }
    list[count++] = "--";
    for (uint32_t i = 0; i < benching->named_count; i++)
        list[count++] = arena_copy(&tool->arena, benching->named[i]).ptr;
    return list;
}

static uint64_t nanoseconds(struct timeval time)
{
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_usec * 1000;
}

/* Of all children so far. */
static uint64_t spent_by_children(uint64_t *ret_peak_bytes)
{
    struct rusage usage;

    if (getrusage(RUSAGE_CHILDREN, &usage) != 0)
        return 0;
    *ret_peak_bytes = (uint64_t)usage.ru_maxrss * KIBIBYTE;
    return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
}

static int tell_failure(struct tool *tool, const struct child_result *result)
{
    tool_complain(tool, "the check does not come to its end as a process (%s %d)%s%.*s",
                  result->end == CHILD_FAILED    ? "status"
                  : result->end == CHILD_CRASHED ? "signal"
                                                 : "error",
                  result->detail, result->complaint.len > 0 ? ": " : "",
                  STR_ARG(result->complaint));
    return EXIT_ENVIRONMENT;
}

static int start_once(struct benching *benching, const struct child_job *job)
{
    struct tool *tool = benching->tool;
    struct bench *bench = &benching->bench;
    struct clock_source clock = clock_of_machine();
    uint64_t before = spent_by_children(&bench->process_peak_bytes);
    uint64_t began = clock.now(clock.self);
    struct out output;

    out_open_memory(&output);
    struct child_result result = child_run(job, &tool->arena, &output);
    uint64_t ended = clock.now(clock.self);
    out_release(&output);
    bool has_judged = result.end == CHILD_DONE ||
                      (result.end == CHILD_FAILED &&
                       (result.detail == EXIT_GAPS || result.detail == benching->status));
    if (!has_judged)
        return tell_failure(tool, &result);
    series_add(&bench->process_wall, ended - began);
    series_add(&bench->process_processor, spent_by_children(&bench->process_peak_bytes) - before);
    return 0;
}

/* ---- all of it ---- */

static int measure(struct benching *benching)
{
    struct tool *tool = benching->tool;
    int status = check_once(benching); /* tells what is wrong before anything takes long */
    struct child_job job = { .program = own_program(tool),
                             .deadline_ms = DEADLINE_MS,
                             .output_bytes = OUTPUT_BYTES_MOST };

    if (status != 0)
        return status;
    job.arguments = child_arguments(benching);
    for (uint32_t i = 0; i < benching->bench.runs && status == 0; i++)
        status = start_once(benching, &job);
    for (uint32_t i = 1; i < benching->bench.runs && status == 0; i++)
        status = check_once(benching);
    return status;
}

static int deliver(const struct benching *benching, const struct delivery *delivery)
{
    struct tool *tool = benching->tool;
    struct parcel parcel;
    int status = parcel_begin(&parcel, tool, delivery);

    if (status != 0)
        return status;
    if (delivery->format->id == FORMAT_JSON)
        bench_write_json(parcel.out, &benching->bench);
    else
        bench_write_text(parcel.out, &benching->bench, tool->arguments.is_verbose);
    return parcel_end(&parcel);
}

static int measure_and_deliver(struct benching *benching, const struct deliveries *deliveries)
{
    int status = measure(benching);

    if (status != 0)
        return status;
    bench_finish(&benching->bench);
    if (benching->status != 0)
        tool_notice(benching->tool, "the sources have errors: a check that ends early costs less");
    for (uint32_t i = 0; i < deliveries->items.count && status == 0; i++)
        status = deliver(benching, &deliveries->items.items[i]);
    return status != 0 ? status : benching->status;
}

static int refuse_stdin(struct tool *tool)
{
    tool_complain(tool, "standard input can be read only once, and a bench reads everything often");
    return EXIT_WRONG_USAGE;
}

int command_bench(struct tool *tool)
{
    struct benching benching = { .tool = tool };
    struct format_list list = { formats, sizeof(formats) / sizeof(formats[0]),
                                &formats[FORMAT_TEXT] };
    struct deliveries deliveries;
    int status = deliveries_choose(&deliveries, tool, &list);

    if (status != 0)
        return status;
    benching.named = command_operands(tool, &benching.named_count);
    for (uint32_t i = 0; i < benching.named_count && status == 0; i++)
        if (str_equal(benching.named[i], STR("-")))
            status = refuse_stdin(tool);
    benching.bench.runs = tool->arguments.runs > 0 ? tool->arguments.runs : RUNS_DEFAULT;
    if (status == 0)
        status = measure_and_deliver(&benching, &deliveries);
    bench_release(&benching.bench);
    deliveries_release(&deliveries);
    return status;
}
