/* test_set_members.c -- rows of members against looking through all that was put. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/set_members.h"
#include "tests/unit/engine_case.h"

enum { TRIALS = 400, ROWS_MOST = 40, MEMBERS_MOST = 200, PARTS_MOST = 3 };

struct put {
    uint32_t row, item;
};

static int compare_rows(const void *left, const void *right)
{
    const struct put *a = left, *b = right;

    return a->row < b->row ? -1 : a->row > b->row;
}

/* In the order of rows, in nearly that, or in none; few different items, so that some repeat. */
static uint32_t make_puts(struct put *puts, struct random *random, uint32_t rows)
{
    uint32_t count = random_below(random, MEMBERS_MOST), order = random_below(random, 3);
    uint32_t items = 1 + random_below(random, 60);

    for (uint32_t i = 0; i < count; i++)
        puts[i] = (struct put){ random_below(random, rows), random_below(random, items) };
    if (order > 0)
        qsort(puts, count, sizeof(*puts), compare_rows);
    if (order > 1 && count > 0)
        puts[count - 1].row = random_below(random, rows);
    return count;
}

/* The members of a row as they should be; returns how many. */
static uint32_t expect_row(const struct put *puts, uint32_t count, uint32_t row, uint32_t *items)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < count; i++) {
        bool is_new = puts[i].row == row;
        for (uint32_t k = 0; k < found && is_new; k++)
            is_new = items[k] != puts[i].item;
        if (is_new)
            items[found++] = puts[i].item;
    }
    return found;
}

static bool ascends(const uint32_t *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (items[i] <= items[i - 1])
            return false;
    return true;
}

static void assert_rows(const struct member_rows *made, const struct put *puts, uint32_t count,
                        uint32_t rows)
{
    bool is_sorted = true, has_long = false;
    uint32_t items[MEMBERS_MOST], at = 0;

    for (uint32_t row = 0; row < rows; row++) {
        uint32_t found = expect_row(puts, count, row, items);
        assert_int_equal(made->starts[row], at);
        assert_memory_equal((uint32_t *)made->items + at, items, found * sizeof(*items));
        is_sorted = is_sorted && ascends(items, found);
        has_long = has_long || found > MEMBERS_SCANNED;
        at += found;
    }
    assert_int_equal(made->starts[rows], at);
    assert_int_equal(made->is_sorted, is_sorted);
    assert_int_equal(made->has_long, has_long);
}

/* Put into some parts, which are joined, as threads do it. */
static struct member_rows rows_of(const struct put *puts, uint32_t count, uint32_t rows,
                                  struct arena *arena)
{
    struct set_members parts[PARTS_MOST] = { 0 };
    struct member_rows made;

    for (uint32_t i = 0; i < count; i++)
        set_members_put_narrow(&parts[(uint64_t)i * PARTS_MOST / count], puts[i].row, puts[i].item);
    for (int i = 1; i < PARTS_MOST; i++)
        set_members_take(&parts[0], &parts[i]);
    made = set_members_in_rows(&parts[0], true, rows, arena);
    assert_null(parts[0].narrow.items);
    return made;
}

static void narrow_rows_hold_each_member_once(void **state)
{
    struct random random = { 5 };
    struct put puts[MEMBERS_MOST];
    uint32_t sorted = 0, with_long = 0;

    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        struct arena arena = { 0 };
        uint32_t rows = 1 + random_below(&random, i % 2 == 0 ? 4 : ROWS_MOST);
        uint32_t count = make_puts(puts, &random, rows);
        struct member_rows made = rows_of(puts, count, rows, &arena);
        assert_rows(&made, puts, count, rows);
        sorted += made.is_sorted;
        with_long += made.has_long;
        arena_release(&arena);
    }
    assert_in_range(sorted, 1, TRIALS - 1);
    assert_in_range(with_long, 1, TRIALS - 1);
}

static void wide_rows_hold_all_that_was_put(void **state)
{
    struct random random = { 6 };
    struct put puts[MEMBERS_MOST];

    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        struct arena arena = { 0 };
        struct set_members members = { 0 }, others = { 0 };
        uint32_t rows = 1 + random_below(&random, ROWS_MOST), at = 0;
        uint32_t count = make_puts(puts, &random, rows);
        for (uint32_t k = 0; k < count; k++)
            set_members_put_wide(k < count / 2 ? &members : &others, puts[k].row,
                                 -(value)puts[k].item);
        set_members_take(&members, &others);
        struct member_rows made = set_members_in_rows(&members, false, rows, &arena);
        for (uint32_t row = 0; row < rows; row++) {
            assert_int_equal(made.starts[row], at);
            for (uint32_t k = 0; k < count; k++)
                if (puts[k].row == row)
                    assert_int_equal(((value *)made.items)[at++], -(value)puts[k].item);
        }
        assert_int_equal(made.starts[rows], count);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(narrow_rows_hold_each_member_once),
        cmocka_unit_test(wide_rows_hold_all_that_was_put),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
