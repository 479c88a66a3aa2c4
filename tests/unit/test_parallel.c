/* test_parallel.c -- every piece is done once, whatever the number of threads. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdatomic.h>

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
        cmocka_unit_test(there_is_a_processor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
