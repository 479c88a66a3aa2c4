/* test_cells.c -- cells against the values that were put into them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"
#include "base/parallel.h"
#include "base/vec.h"
#include "engine/block_cells.h"
#include "tests/unit/engine_case.h"

enum { ROWS = ROWS_PACKED_LEAST + 77, ROWS_A_PIECE = 1000, THREADS = 4, TRIALS = 60 };

/* Values least + 0 .. spread steps of a unit; some are missing. */
struct range {
    value least;
    uint64_t spread, unit;
    uint32_t missing; /* one in so many; 0: none */
};

struct putting {
    struct cells *cells;
    const value *values;
    uint32_t count;
};

static uint64_t random_64(struct random *random)
{
    return (uint64_t)random_below(random, UINT32_MAX) << 32 | random_below(random, UINT32_MAX);
}

static value random_value(struct random *random, const struct range *range)
{
    uint64_t step = random_64(random);

    if (range->missing > 0 && random_below(random, range->missing) == 0)
        return VALUE_NONE;
    if (range->spread < UINT64_MAX)
        step %= range->spread + 1;
    return (value)((uint64_t)range->least + step * range->unit);
}

/* Both ends are there, so that the width is known. */
static void random_values(struct random *random, const struct range *range, value *values,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        values[i] = random_value(random, range);
    values[random_below(random, count / 2)] = range->least;
    values[count / 2 + random_below(random, count / 2)] =
        (value)((uint64_t)range->least + range->spread * range->unit);
}

static void put_piece(void *self, uint32_t piece)
{
    const struct putting *putting = self;
    uint32_t end = (piece + 1) * ROWS_A_PIECE;

    for (uint32_t i = piece * ROWS_A_PIECE; i < end && i < putting->count; i++)
        if (putting->values[i] != VALUE_NONE)
            cells_put(putting->cells, i, putting->values[i]);
}

static void assert_cells_hold(const struct cells *cells, const value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(cells_get(cells, i), values[i]);
        assert_int_equal(cells_has(cells, i), values[i] != VALUE_NONE);
    }
}

/* Puts them by several threads, packs, and compares before and after. */
static void assert_kept(enum cell_width open, enum cell_width expected, const value *values,
                        uint32_t count)
{
    struct arena arena = { 0 };
    struct cells cells;
    struct putting putting = { &cells, values, count };

    cells_open(&cells, &arena, open, open == CELL_32 ? -INT32_MAX : 1, count);
    parallel_run(THREADS, count / ROWS_A_PIECE + 1, put_piece, &putting);
    assert_cells_hold(&cells, values, count);
    cells_pack(&cells, &arena, count);
    assert_int_equal(cells.width, expected);
    assert_cells_hold(&cells, values, count);
    cells_pack(&cells, &arena, count);
    assert_cells_hold(&cells, values, count);
    arena_release(&arena);
}

/* ---- tests ---- */

enum { BOUNDS = 40, OBJECT = 7 };

/* One of the values, one beside it, or one of the ends. */
static value random_bound(struct random *random, const value *values)
{
    static const value ENDS[] = { VALUE_NONE + 1, INT64_MAX };
    value v = values[random_below(random, ROWS)];

    if (v == VALUE_NONE || random_below(random, 8) == 0)
        return ENDS[random_below(random, 2)];
    return v > -INT64_MAX && v < INT64_MAX ? v + (value)random_below(random, 3) - 1 : v;
}

/* The rows of consecutive objects and of listed ones, some of which are missing. */
static void assert_passing_rows(const struct column *column, const value *values,
                                const value *objects, value least, value most)
{
    static uint32_t places[ROWS];
    struct cell_test test = cell_test(&column->cells, least, most);
    struct cell_test tests[] = { test, cell_test_not(test) };

    for (int listed = 0; listed < 2; listed++)
        for (int outside = 0; outside < 2; outside++) {
            struct object_list list = { listed ? objects : NULL, OBJECT, ROWS };
            uint32_t count = cells_find(column, &list, tests[outside], places);
            uint32_t next = 0;
            for (uint32_t i = 0; i < ROWS; i++) {
                value object = object_at(&list, i);
                value v = object == VALUE_NONE ? VALUE_NONE : values[object - OBJECT];
                bool passes = (v != VALUE_NONE && v >= least && v <= most) != (outside == 1);
                assert_true(passes == (next < count && places[next] == i));
                next += passes;
            }
            assert_int_equal(next, count);
        }
}

static void assert_read(const struct column *column, const value *values, const value *objects)
{
    static value read[ROWS];

    for (int listed = 0; listed < 2; listed++) {
        struct object_list list = { listed ? objects : NULL, OBJECT, ROWS };
        cells_read(column, &list, read);
        for (uint32_t i = 0; i < ROWS; i++) {
            value object = object_at(&list, i);
            assert_int_equal(read[i], object == VALUE_NONE ? VALUE_NONE : values[object - OBJECT]);
        }
    }
}

static void assert_tests_find(struct random *random, const value *values)
{
    static value objects[ROWS];
    struct arena arena = { 0 };
    struct column *column =
        column_new(&arena, type_of(TYPE_NUMBER), OBJECT, ROWS); /* as wide as there are */

    for (uint32_t i = 0; i < ROWS; i++)
        objects[i] =
            random_below(random, 9) == 0 ? VALUE_NONE : OBJECT + random_below(random, ROWS);
    column_put_all(column, OBJECT, values, ROWS);
    for (int sealed = 0; sealed < 2; sealed++) {
        for (int i = 0; i < BOUNDS; i++)
            assert_passing_rows(column, values, objects, random_bound(random, values),
                                random_bound(random, values));
        assert_read(column, values, objects);
        column_seal(column, &arena);
    }
    arena_release(&arena);
}

static void tests_find_what_comparing_values_finds(void **state)
{
    static const struct range RANGES[] = {
        { 3, 200, DECIMAL_ONE, 4 }, { -50 * (value)DECIMAL_ONE, 60000, DECIMAL_ONE / 100, 0 },
        { -7, 1u << 20, 1, 3 },     { -INT64_MAX, UINT64_MAX - 2, 1, 7 },
        { INT64_MAX - 3, 3, 1, 2 },
    };
    static value values[ROWS];
    struct random random = { 6 };

    (void)state;
    for (size_t i = 0; i < sizeof(RANGES) / sizeof(RANGES[0]); i++) {
        random_values(&random, &RANGES[i], values, ROWS);
        assert_tests_find(&random, values);
    }
}

/* ---- every width ---- */

static enum cell_width width_of(uint64_t spread)
{
    if (spread < UINT8_MAX)
        return CELL_8;
    if (spread < UINT16_MAX)
        return CELL_16;
    return spread < UINT32_MAX ? CELL_32 : CELL_64;
}

static void assert_range_kept(struct random *random, const struct range *range)
{
    static value values[ROWS];

    random_values(random, range, values, ROWS);
    assert_kept(CELL_64, width_of(range->spread), values, ROWS);
}

static void what_was_put_is_found_in_every_width(void **state)
{
    static const uint64_t SPREADS[] = {
        0,          1,         UINT8_MAX - 1, UINT8_MAX, UINT16_MAX - 1, UINT16_MAX, UINT32_MAX - 1,
        UINT32_MAX, 1ull << 40
    };
    static const uint64_t UNITS[] = { DECIMAL_ONE, DECIMAL_ONE / 100, 1 };
    struct random random = { 1 };

    (void)state;
    for (size_t s = 0; s < sizeof(SPREADS) / sizeof(SPREADS[0]); s++)
        for (size_t u = 0; u < sizeof(UNITS) / sizeof(UNITS[0]); u++) {
            value least = (value)(random_below(&random, 2000) * UNITS[u]) - 1000 * (value)UNITS[u];
            struct range range = { least, SPREADS[s], UNITS[u], random_below(&random, 3) * 5 };
            assert_range_kept(&random, &range);
        }
}

/* As dates and objects have them. */
static void words_are_kept_in_every_width(void **state)
{
    static const uint64_t SPREADS[] = { 0, 1, UINT8_MAX - 1, UINT8_MAX, UINT16_MAX, 1ull << 30 };
    static value values[ROWS];
    struct random random = { 5 };

    (void)state;
    for (size_t s = 0; s < sizeof(SPREADS) / sizeof(SPREADS[0]); s++)
        for (value least = -INT32_MAX; least <= 1; least += INT32_MAX / 2) {
            struct range range = { least, SPREADS[s], 1, random_below(&random, 3) * 5 };
            random_values(&random, &range, values, ROWS);
            assert_kept(CELL_32, width_of(range.spread), values, ROWS);
        }
}

static void the_largest_numbers_are_kept(void **state)
{
    static const struct range RANGES[] = {
        { -INT64_MAX, UINT64_MAX - 2, 1, 7 }, /* all that there are, but VALUE_NONE */
        { -INT64_MAX, 3, 1, 0 },
        { -INT64_MAX, 3, 1, 2 },
        { INT64_MAX - 3, 3, 1, 2 },
        { INT64_MIN / DECIMAL_ONE * DECIMAL_ONE, UINT64_MAX / DECIMAL_ONE - 1, DECIMAL_ONE, 3 },
    };
    struct random random = { 2 };

    (void)state;
    for (size_t i = 0; i < sizeof(RANGES) / sizeof(RANGES[0]); i++)
        assert_range_kept(&random, &RANGES[i]);
}

/* One value that is no multiple of the others' unit, or far away from them, wherever it stands. */
static void one_value_decides_about_all(void **state)
{
    static const value ODD[] = { 1,
                                 DECIMAL_ONE / 100,
                                 -1,
                                 INT64_MAX,
                                 -INT64_MAX,
                                 300 * DECIMAL_ONE,
                                 (value)70000 * DECIMAL_ONE };
    static value values[ROWS];
    struct range small = { DECIMAL_ONE, 4, DECIMAL_ONE, 5 };
    struct random random = { 3 };

    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct arena arena = { 0 };
        struct cells cells;
        struct putting putting = { &cells, values, ROWS };
        random_values(&random, &small, values, ROWS);
        values[trial % 3 == 0   ? 0
               : trial % 3 == 1 ? ROWS - 1
                                : random_below(&random, ROWS)] =
            ODD[random_below(&random, sizeof(ODD) / sizeof(ODD[0]))];
        cells_open(&cells, &arena, CELL_64, 0, ROWS);
        parallel_run(THREADS, ROWS / ROWS_A_PIECE + 1, put_piece, &putting);
        cells_pack(&cells, &arena, ROWS);
        assert_true(cells.is_packed);
        assert_cells_hold(&cells, values, ROWS);
        arena_release(&arena);
    }
}

static void nothing_and_few_are_kept(void **state)
{
    static value values[ROWS];
    struct range range = { 1, 200, 1, 3 };
    struct random random = { 4 };

    (void)state;
    for (uint32_t i = 0; i < ROWS; i++)
        values[i] = VALUE_NONE;
    assert_kept(CELL_64, CELL_8, values, ROWS);
    assert_kept(CELL_64, CELL_64, values, 0);
    random_values(&random, &range, values, ROWS);
    assert_kept(CELL_64, CELL_64, values, ROWS_PACKED_LEAST - 1);
    assert_kept(CELL_64, CELL_8, values, ROWS_PACKED_LEAST);
    assert_kept(CELL_8, CELL_8, values, ROWS);
    assert_kept(CELL_32, CELL_32, values, ROWS_PACKED_LEAST - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_found_in_every_width),
        cmocka_unit_test(words_are_kept_in_every_width),
        cmocka_unit_test(the_largest_numbers_are_kept),
        cmocka_unit_test(one_value_decides_about_all),
        cmocka_unit_test(nothing_and_few_are_kept),
        cmocka_unit_test(tests_find_what_comparing_values_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
