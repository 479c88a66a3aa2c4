/* test_siphash.c -- SipHash-1-3 of 00 01 02 ... under the key 00 01 ... 0f. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/siphash.h"

#include "tests/unit/test.h"

static const struct siphash_key key = { 0x0706050403020100, 0x0f0e0d0c0b0a0908 };

static void hashes_equal_those_of_the_reference(void **state)
{
    static const struct {
        size_t len;
        uint64_t hash;
    } rows[] = {
        { 0, 0xabac0158050fc4dc },  { 1, 0xc9f49bf37d57ca93 },  { 7, 0xd3927d989bb11140 },
        { 8, 0x369095118d299a8e },  { 12, 0x78a384b157b4d9a2 }, { 15, 0xd320d86d2a519956 },
        { 16, 0xcc4fdd1a7d908b66 }, { 63, 0x9d199062b7bbb3a8 },
    };
    (void)state;
    unsigned char bytes[64];
    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)i;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(siphash(&key, bytes, rows[i].len) == rows[i].hash);
}

static void another_key_gives_another_hash(void **state)
{
    (void)state;
    const struct siphash_key other = { key.low, key.high ^ 1 };
    assert_true(siphash(&key, "risk", 4) != siphash(&other, "risk", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_equal_those_of_the_reference),
        cmocka_unit_test(another_key_gives_another_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
