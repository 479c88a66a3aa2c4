/* test_child.c -- programs that fail, hang, flood, crash or are not there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct run {
    struct arena arena;
    struct out output;
    struct child_result result;
};

static struct child_job shell(const char *const *arguments)
{
    return (struct child_job){ .program = STR("/bin/sh"),
                               .arguments = arguments,
                               .deadline_ms = 5000,
                               .output_bytes = 1 << 20 };
}

static struct run run_job(const struct child_job *job)
{
    struct run run = { 0 };
    out_open_memory(&run.output);
    run.result = child_run(job, &run.arena, &run.output);
    return run;
}

static void release(struct run *run)
{
    out_release(&run->output);
    arena_release(&run->arena);
}

struct row {
    const char *name, *script, *input;
    enum child_end end;
    int detail;
    const char *output, *complaint;
};

static const struct row rows[] = {
    { "input_goes_through", "/bin/cat", "hello", CHILD_DONE, 0, "hello", "" },
    { "an_empty_input_ends", "/bin/cat", "", CHILD_DONE, 0, "", "" },
    { "input_may_be_left_unread", "echo done", "not read", CHILD_DONE, 0, "done\n", "" },
    { "a_failure_tells_its_status", "echo 'bad thing' >&2; exit 3", "", CHILD_FAILED, 3, "",
      "bad thing" },
    { "only_the_first_line_of_a_complaint_counts", "echo one >&2; echo two >&2; exit 1", "",
      CHILD_FAILED, 1, "", "one" },
    { "a_crash_tells_its_signal", "kill -SEGV $$", "", CHILD_CRASHED, SIGSEGV, "", "" },
    { "the_environment_is_empty", "echo \"<$HOME$ISMS_TEST_SECRET>\"", "", CHILD_DONE, 0, "<>\n",
      "" },
    { "no_core_dump_is_left", "ulimit -c", "", CHILD_DONE, 0, "0\n", "" },
    { "descriptors_are_not_inherited", "( : <&9 ) 2>/dev/null && echo open || echo closed", "",
      CHILD_DONE, 0, "closed\n", "" },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static void script_is_run(void **state)
{
    const struct row *row = *state;
    const char *const arguments[] = { "-c", row->script, NULL };
    struct child_job job = shell(arguments);
    job.input = str_from(row->input);
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, row->end);
    assert_int_equal(run.result.detail, row->detail);
    assert_text(out_memory(&run.output), row->output);
    assert_text(run.result.complaint, row->complaint);
    release(&run);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The script hangs in another way each time; nobody waits for it. */
static void assert_stopped(const char *script, const char *input)
{
    const char *const arguments[] = { "-c", script, NULL };
    struct child_job job = shell(arguments);
    job.deadline_ms = 200;
    job.input = str_from(input);
    int64_t start = milliseconds();
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_TIMEOUT);
    assert_true(milliseconds() - start < 3000);
    release(&run);
}

static void a_program_that_sleeps_is_stopped(void **state)
{
    (void)state;
    assert_stopped("exec /bin/sleep 30", "");
}

static void a_grandchild_that_keeps_the_pipe_is_stopped(void **state)
{
    (void)state;
    assert_stopped("/bin/sleep 30 & wait", "");
    assert_stopped("/bin/sleep 30 & exit 0", "");
}

static void a_program_that_lives_on_after_its_output_is_stopped(void **state)
{
    (void)state;
    assert_stopped("exec 1>&-; exec /bin/sleep 30", "");
}

static void cpu_time_is_limited(void **state)
{
    (void)state;
    const char *const arguments[] = { "-c", "while :; do :; done", NULL };
    struct child_job job = shell(arguments);
    job.cpu_seconds = 1;
    job.deadline_ms = 30000;
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_TIMEOUT);
    release(&run);
}

static void a_flood_is_stopped(void **state)
{
    (void)state;
    const char *const arguments[] = { "-c", "while :; do echo flood; done", NULL };
    struct child_job job = shell(arguments);
    job.output_bytes = 100000;
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_FLOODED);
    assert_true(run.output.len <= 100000);
    release(&run);
}

static void a_flood_of_complaints_does_no_harm(void **state)
{
    (void)state;
    const char *const arguments[] = {
        "-c", "i=0; while [ $i -lt 20000 ]; do echo complaint >&2; i=$((i+1)); done; echo end", NULL
    };
    struct child_job job = shell(arguments);
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_DONE);
    assert_text(out_memory(&run.output), "end\n");
    release(&run);
}

static void a_missing_program_is_told(void **state)
{
    (void)state;
    const char *const arguments[] = { NULL };
    struct child_job job = shell(arguments);
    job.program = STR("/nonexistent/isms-draw");
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_MISSING);
    assert_int_equal(run.result.detail, ENOENT);
    release(&run);
    job.program = STR("/etc/passwd");
    run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_MISSING);
    assert_int_equal(run.result.detail, EACCES);
    release(&run);
}

/* More than the pipes hold, both ways at once: whoever only wrote or only read would hang. */
static void large_data_goes_both_ways(void **state)
{
    (void)state;
    enum { BYTES = 3000000 };
    const char *const arguments[] = { "-c", "exec /bin/cat", NULL };
    struct child_job job = shell(arguments);
    struct arena arena = { 0 };
    char *bytes = ARENA_ARRAY(&arena, char, BYTES);
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)('a' + i % 26);
    job.input = (struct str){ bytes, BYTES };
    job.output_bytes = BYTES;
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_DONE);
    assert_true(str_equal(out_memory(&run.output), job.input));
    release(&run);
    arena_release(&arena);
}

static void a_program_that_does_not_read_does_not_kill_us(void **state)
{
    (void)state;
    const char *const arguments[] = { "-c", "exec 0<&-; echo closed", NULL };
    struct child_job job = shell(arguments);
    struct arena arena = { 0 };
    job.input = (struct str){ ARENA_ARRAY(&arena, char, 1000000), 1000000 };
    struct run run = run_job(&job);
    assert_int_equal(run.result.end, CHILD_DONE);
    assert_text(out_memory(&run.output), "closed\n");
    release(&run);
    arena_release(&arena);
}

/* Standard descriptors of ours that are closed must not be mixed up with the pipes. */
static void closed_standard_descriptors_are_no_trap(void **state)
{
    (void)state;
    const char *const arguments[] = { "-c", "/bin/cat; echo complaint >&2; exit 4", NULL };
    struct child_job job = shell(arguments);
    job.input = STR("text");
    int kept = fcntl(STDIN_FILENO, F_DUPFD, 10);
    close(STDIN_FILENO);
    struct run run = run_job(&job);
    if (kept >= 0) {
        assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
        close(kept);
    }
    assert_int_equal(run.result.end, CHILD_FAILED);
    assert_text(out_memory(&run.output), "text");
    assert_text(run.result.complaint, "complaint");
    release(&run);
}

static void no_descriptor_stays_open(void **state)
{
    (void)state;
    int before = dup(STDERR_FILENO);
    close(before);
    const char *const arguments[] = { "-c", "exit 0", NULL };
    struct child_job job = shell(arguments);
    for (int i = 0; i < 20; i++) {
        struct run run = run_job(&job);
        release(&run);
    }
    int after = dup(STDERR_FILENO);
    close(after);
    assert_int_equal(before, after);
}

int main(void)
{
    /* What the child must not see. */
    if (setenv("ISMS_TEST_SECRET", "secret", 1) != 0 || dup2(STDOUT_FILENO, 9) < 0)
        return 1;
    struct CMUnitTest tests[ROWS + 11] = {
        [ROWS] = cmocka_unit_test(a_program_that_sleeps_is_stopped),
        cmocka_unit_test(a_grandchild_that_keeps_the_pipe_is_stopped),
        cmocka_unit_test(a_program_that_lives_on_after_its_output_is_stopped),
        cmocka_unit_test(cpu_time_is_limited),
        cmocka_unit_test(a_flood_is_stopped),
        cmocka_unit_test(a_flood_of_complaints_does_no_harm),
        cmocka_unit_test(a_missing_program_is_told),
        cmocka_unit_test(large_data_goes_both_ways),
        cmocka_unit_test(a_program_that_does_not_read_does_not_kill_us),
        cmocka_unit_test(closed_standard_descriptors_are_no_trap),
        cmocka_unit_test(no_descriptor_stays_open),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, script_is_run, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
