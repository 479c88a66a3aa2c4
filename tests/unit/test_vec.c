/* test_vec.c -- growing arrays. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/vec.h"

#include "tests/unit/ending.h"
#include "tests/unit/test.h"

static void items_stay_in_order_while_the_vector_grows(void **state)
{
    (void)state;
    VEC(uint32_t) numbers = { 0 };
    for (uint32_t i = 0; i < 100000; i++)
        VEC_PUSH(&numbers, i * 3);

    assert_int_equal(numbers.count, 100000);
    for (uint32_t i = 0; i < 100000; i++)
        assert_int_equal(numbers.items[i], i * 3);
    assert_int_equal(*VEC_LAST(&numbers), 99999 * 3);
    VEC_RELEASE(&numbers);
}

static void a_reserved_vector_does_not_move(void **state)
{
    (void)state;
    VEC(char) bytes = { 0 };
    VEC_RESERVE(&bytes, 1000);
    const char *before = bytes.items;
    for (int i = 0; i < 1000; i++)
        VEC_PUSH(&bytes, 'x');
    assert_ptr_equal(bytes.items, before);
    VEC_RELEASE(&bytes);
}

static void clearing_keeps_the_memory_and_releasing_does_not(void **state)
{
    (void)state;
    VEC(int) numbers = { 0 };
    VEC_PUSH(&numbers, 1);
    VEC_CLEAR(&numbers);
    assert_int_equal(numbers.count, 0);
    assert_true(numbers.capacity > 0);
    VEC_RELEASE(&numbers);
    assert_null(numbers.items);
    assert_int_equal(numbers.capacity, 0);
    VEC_RELEASE(&numbers);
}

static void ask_for_too_many_items(void)
{
    uint32_t capacity = 0;
    (void)vec_grow(NULL, &capacity, (size_t)UINT32_MAX + 1, 1);
}

static void ask_for_too_many_bytes(void)
{
    uint32_t capacity = 0;
    (void)vec_grow(NULL, &capacity, UINT32_MAX, SIZE_MAX / 2);
}

static void growth_past_what_can_be_counted_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(ending_of(ask_for_too_many_items).status, 70);
    assert_int_equal(ending_of(ask_for_too_many_bytes).status, 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_stay_in_order_while_the_vector_grows),
        cmocka_unit_test(a_reserved_vector_does_not_move),
        cmocka_unit_test(clearing_keeps_the_memory_and_releasing_does_not),
        cmocka_unit_test(growth_past_what_can_be_counted_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
