/* test_text_store.c -- texts come back as they went in, and stay where they are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "base/text_store.h"
#include "tests/unit/test.h"

/* Any bytes, which tell the number of the text and the place in it. */
static struct str made(char *room, uint32_t number, size_t length)
{
    for (size_t i = 0; i < length; i++)
        room[i] = (char)(number * 31 + i * 7);
    return (struct str){ room, length };
}

/* Around the lengths and ends of blocks where something changes. */
static const size_t LENGTHS[] = { 0,     1,     8,      11,     12,    13,    253,
                                  254,   255,   256,    300,    65530, 65531, 65534,
                                  65535, 65536, 131000, 131072, 200000 };
enum { LENGTH_COUNT = sizeof(LENGTHS) / sizeof(*LENGTHS), ROUNDS = 40 };

static void add(struct text_store *store, struct str text)
{
    text_store_add(store, short_text_of(text), text);
}

static void texts_come_back_and_stay(void **state)
{
    struct text_store store = { 0 };
    char *room = malloc(200000);
    const char *places[ROUNDS * LENGTH_COUNT];
    uint32_t count = 0;

    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < LENGTH_COUNT; i++, count++) {
            add(&store, made(room, count, LENGTHS[(i + round) % LENGTH_COUNT]));
            places[count] = text_store_at(&store, count).ptr;
        }
    }
    for (uint32_t n = 0; n < count; n++) {
        size_t length = LENGTHS[(n % LENGTH_COUNT + n / LENGTH_COUNT) % LENGTH_COUNT];
        struct str text = text_store_at(&store, n);
        assert_ptr_equal(text.ptr, places[n]);
        struct str again = made(room, n, length);
        assert_true(str_equal(text, again));
        assert_true(text_store_holds(&store, n, short_text_of(again), again));
        again.len = length == 0 ? 1 : length - 1;
        assert_false(text_store_holds(&store, n, short_text_of(again), again));
    }
    text_store_release(&store);
    free(room);
}

static void short_texts_cost_twelve_bytes(void **state)
{
    enum { TEXTS = 100000 };
    struct text_store store = { 0 };

    (void)state;
    text_store_reserve(&store, TEXTS);
    for (uint32_t i = 0; i < TEXTS; i++)
        add(&store, STR("R-000001"));
    assert_true(text_store_bytes(&store) < TEXTS * 12 * 103 / 100);
    text_store_release(&store);
}

/* Whatever stands behind the text, the highest bytes too. */
static void a_key_is_the_same_with_room_and_without(void **state)
{
    enum { TRIES = 256, ROOM = 2 * SHORT_TEXT_BYTES, BYTES_MOST = SHORT_TEXT_BYTES + 3 };

    (void)state;
    for (unsigned try = 0; try < TRIES; try++) {
        char bytes[ROOM];
        for (unsigned i = 0; i < ROOM; i++)
            bytes[i] = (char)(try * 7 + i * (try | 1));
        for (size_t length = 0; length <= BYTES_MOST; length++) {
            struct str text = { bytes, length };
            struct short_text key = short_text_with_room(text), same = short_text_of(text);
            assert_true(short_text_equal(key, same));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back_and_stay),
        cmocka_unit_test(short_texts_cost_twelve_bytes),
        cmocka_unit_test(a_key_is_the_same_with_room_and_without),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
