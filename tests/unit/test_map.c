/* test_map.c -- from a 64-bit key to a 32-bit value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/map.h"

#include "tests/unit/test.h"

static void an_empty_map_holds_nothing(void **state)
{
    (void)state;
    struct map map = { 0 };
    assert_int_equal(map_get(&map, 0), 0);
    assert_int_equal(map_get(&map, UINT64_MAX), 0);
    map_release(&map);
    map_release(&map);
}

static void every_key_is_allowed(void **state)
{
    (void)state;
    const uint64_t keys[] = { 0, 1, UINT64_MAX, UINT64_MAX - 1, (uint64_t)1 << 63, 0x100000000 };
    uint32_t nkeys = sizeof keys / sizeof keys[0];
    struct map map = { 0 };
    for (uint32_t i = 0; i < nkeys; i++)
        map_put(&map, keys[i], i + 1);
    for (uint32_t i = 0; i < nkeys; i++)
        assert_int_equal(map_get(&map, keys[i]), i + 1);
    assert_int_equal(map_get(&map, 2), 0);
    map_release(&map);
}

static void putting_again_replaces_the_value(void **state)
{
    (void)state;
    struct map map = { 0 };
    map_put(&map, 7, 1);
    map_put(&map, 7, UINT32_MAX);
    assert_int_equal(map_get(&map, 7), UINT32_MAX);
    assert_int_equal(map.count, 1);
    map_release(&map);
}

/* Dense pairs, as rows and fields make them; in both orders, so that halves cannot be mixed up. */
static void many_pairs_are_kept_apart(void **state)
{
    (void)state;
    enum { SIDE = 400 };
    struct map map = { 0 };
    for (uint32_t a = 0; a < SIDE; a++) {
        for (uint32_t b = 0; b < SIDE; b++)
            map_put(&map, map_pair(a, b), a * SIDE + b + 1);
    }
    assert_int_equal(map.count, SIDE * SIDE);
    for (uint32_t a = 0; a < SIDE; a++) {
        for (uint32_t b = 0; b < SIDE; b++)
            assert_int_equal(map_get(&map, map_pair(a, b)), a * SIDE + b + 1);
    }
    assert_int_equal(map_get(&map, map_pair(SIDE, 0)), 0);
    assert_int_equal(map_get(&map, map_pair(0, SIDE)), 0);
    map_release(&map);
}

static void room_is_made_before_and_between(void **state)
{
    (void)state;
    struct map map = { 0 };
    map_reserve(&map, 0);
    assert_int_equal(map_get(&map, 1), 0);
    map_reserve(&map, 1000);
    uint32_t mask = map.mask;
    for (uint64_t key = 1; key <= 1000; key++)
        map_put(&map, key, (uint32_t)key);
    assert_int_equal(map.mask, mask); /* it was enough */
    map_reserve(&map, 5000);
    assert_true(map.mask > mask);
    for (uint64_t key = 1; key <= 1000; key++)
        assert_int_equal(map_get(&map, key), key);
    map_reserve(&map, 1);
    assert_int_equal(map.count, 1000);
    map_release(&map);
}

/* Keys that agree in their low or their high half would fall together without mixing. */
static void steps_of_any_power_of_two_stay_fast(void **state)
{
    (void)state;
    for (unsigned shift = 0; shift < 48; shift += 4) {
        struct map map = { 0 };
        for (uint32_t i = 0; i < 20000; i++)
            map_put(&map, (uint64_t)i << shift, i + 1);
        for (uint32_t i = 0; i < 20000; i++)
            assert_int_equal(map_get(&map, (uint64_t)i << shift), i + 1);
        map_release(&map);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_holds_nothing),
        cmocka_unit_test(every_key_is_allowed),
        cmocka_unit_test(putting_again_replaces_the_value),
        cmocka_unit_test(many_pairs_are_kept_apart),
        cmocka_unit_test(room_is_made_before_and_between),
        cmocka_unit_test(steps_of_any_power_of_two_stay_fast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
