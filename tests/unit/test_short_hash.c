/* test_short_hash.c -- texts that somebody chose collide no more than others. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/short_hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/test.h"

static struct short_hash_key key_number(uint64_t number)
{
    const struct siphash_key secret = { number, ~number };

    return short_hash_key_of(&secret);
}

static void a_text_has_one_hash_under_a_key(void **state)
{
    struct short_hash_key key = key_number(1), same = key_number(1), other = key_number(2);
    struct short_text text = short_text_of(STR("risk"));

    (void)state;
    assert_true(short_hash(&key, text) == short_hash(&same, text));
    assert_true(short_hash(&key, text) != short_hash(&other, text));
}

/* As many keys under which the lowest bits agree as chance has it: one of 256. */
static void assert_seldom_equal(struct short_text a, struct short_text b)
{
    enum { KEYS = 1 << 14, LOWEST = 0xff, EXPECTED = KEYS / (LOWEST + 1) };
    unsigned equal = 0;

    for (uint64_t number = 0; number < KEYS; number++) {
        struct short_hash_key key = key_number(number);
        equal += ((short_hash(&key, a) ^ short_hash(&key, b)) & LOWEST) == 0;
    }
    assert_in_range(equal, EXPECTED / 2, EXPECTED * 2);
}

/* In one bit of each place, also the highest of a word, which the lower bits of a product miss. */
static void no_difference_is_overlooked(void **state)
{
    const struct short_text text = short_text_of(STR("A-000205-abc"));

    (void)state;
    for (unsigned bit = 0; bit < 96; bit += bit % 32 == 30 ? 1 : 6) {
        struct short_text other = text;
        if (bit < 64)
            other.low ^= UINT64_C(1) << bit;
        else
            other.high ^= UINT32_C(1) << (bit - 64);
        assert_seldom_equal(text, other);
    }
    assert_seldom_equal(text, short_text_of(STR("A-000205-ab")));
    assert_seldom_equal(short_text_of(STR("")), short_text_of(STR("\0")));
}

struct numbered {
    const char *before, *behind;
    int digits;
};

/* How many steps it takes to put so many names, counted up, into a table that is half full. */
static uint64_t steps_to_place(const struct short_hash_key *key, const struct numbered *name,
                               uint32_t count)
{
    bool *taken = calloc((size_t)count * 2, sizeof *taken);
    uint64_t steps = 0;
    char bytes[SHORT_TEXT_BYTES + 1];

    for (uint32_t i = 0; i < count; i++) {
        int length = snprintf(bytes, sizeof bytes, "%s%0*" PRIu32 "%s", name->before, name->digits,
                              i, name->behind);
        struct short_text text = short_text_of((struct str){ bytes, (size_t)length });
        uint32_t place = short_hash(key, text) & (count * 2 - 1);
        for (steps++; taken[place]; steps++)
            place = (place + 1) & (count * 2 - 1);
        taken[place] = true;
    }
    free(taken);
    return steps;
}

/* Half full, chance takes 1.5 steps on average. */
static void names_in_a_row_lie_scattered(void **state)
{
    static const struct numbered ROWS[] = {
        { "R-", "", 6 }, { "", "", 1 }, { "asset-", "", 5 }, { "", ".x", 1 }
    };
    enum { NAMES = 1 << 15, KEYS = 8 };

    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (uint64_t number = 0; number < KEYS; number++) {
            struct short_hash_key key = key_number(number);
            assert_true(steps_to_place(&key, &ROWS[i], NAMES) < NAMES * 8 / 5);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_one_hash_under_a_key),
        cmocka_unit_test(no_difference_is_overlooked),
        cmocka_unit_test(names_in_a_row_lie_scattered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
