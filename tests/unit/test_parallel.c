/* test_parallel.c -- every piece is done once, whatever the number of threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"
#include "tests/unit/test.h"

enum { PIECES = 1000 };

struct tally {
    _Atomic uint32_t times[PIECES];
};

static void count(void *self, uint32_t piece)
{
    struct tally *tally = self;

    atomic_fetch_add(&tally->times[piece], 1);
}

static void every_piece_is_done_once(void **state)
{
    static const uint32_t threads[] = { 0, 1, 2, 8, THREADS_MOST, THREADS_MOST + 1, UINT32_MAX };

    (void)state;
    for (size_t i = 0; i < sizeof(threads) / sizeof(*threads); i++) {
        struct tally tally = { 0 };
        parallel_run(threads[i], PIECES, count, &tally);
        for (uint32_t piece = 0; piece < PIECES; piece++)
            assert_int_equal(tally.times[piece], 1);
    }
}

static void nothing_to_do_calls_nobody(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    parallel_run(4, 0, count, &tally);
    assert_int_equal(tally.times[0], 0);
}

static void one_piece_is_done_by_the_caller(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    parallel_run(4, 1, count, &tally);
    assert_int_equal(tally.times[0], 1);
    assert_int_equal(tally.times[1], 0);
}

/* ---- a system that gives no threads ---- */

enum { IS_ALONE, IS_HELPED, HAS_THREADS, NOBODY = 65534 };

static void *nothing(void *self)
{
    return self;
}

/* Whoever may do everything may have as many threads as he wants. */
static bool forbid_threads(void)
{
    struct rlimit none = { 0, 0 };
    pthread_t thread;

    if (setrlimit(RLIMIT_NPROC, &none) != 0 || (geteuid() == 0 && setuid(NOBODY) != 0))
        return false;
    return pthread_create(&thread, NULL, nothing, NULL) != 0;
}

struct alone {
    pthread_t caller;
    uint32_t times[PIECES];
    bool is_helped;
};

static void count_alone(void *self, uint32_t piece)
{
    struct alone *alone = self;

    alone->times[piece]++;
    alone->is_helped |= !pthread_equal(pthread_self(), alone->caller);
}

static int run_alone(void)
{
    struct alone alone = { .caller = pthread_self() };

    if (!forbid_threads())
        return HAS_THREADS;
    parallel_run(8, PIECES, count_alone, &alone);
    for (uint32_t piece = 0; piece < PIECES; piece++)
        alone.is_helped |= alone.times[piece] != 1;
    return alone.is_helped ? IS_HELPED : IS_ALONE;
}

static void the_caller_does_what_no_thread_can_be_started_for(void **state)
{
    int status = 0;
    pid_t child = fork();

    (void)state;
    assert_true(child >= 0);
    if (child == 0)
        _exit(run_alone());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == HAS_THREADS)
        skip();
    assert_int_equal(WEXITSTATUS(status), IS_ALONE);
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(parallel_processors() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once),
        cmocka_unit_test(nothing_to_do_calls_nobody),
        cmocka_unit_test(one_piece_is_done_by_the_caller),
        cmocka_unit_test(the_caller_does_what_no_thread_can_be_started_for),
        cmocka_unit_test(there_is_a_processor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
