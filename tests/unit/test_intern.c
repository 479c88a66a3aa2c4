/* test_intern.c -- one number per distinct text, whatever the length, the bytes and the seed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/intern_table.h"

#include <stdio.h>
#include <string.h>

#include "base/known_names.h"
#include "tests/unit/test.h"

enum { MANY = 200000, NAME_BYTES = 32 };

static struct interner *open_any(void)
{
    return interner_open(0x1234, 0x5678);
}

static void symbols_are_numbered_by_first_use(void **state)
{
    (void)state;
    struct interner *names = open_any();
    assert_int_equal(interner_count(names), 0);
    assert_int_equal(intern(names, STR("risk")).v, 1);
    assert_int_equal(intern(names, STR("asset")).v, 2);
    assert_int_equal(intern(names, STR("a-name-of-more-than-twelve-bytes")).v, 3);
    assert_int_equal(intern(names, STR("risk")).v, 1);
    assert_int_equal(intern(names, STR("a-name-of-more-than-twelve-bytes")).v, 3);
    assert_int_equal(interner_count(names), 3);
    interner_close(names);
}

static void finding_adds_nothing(void **state)
{
    (void)state;
    struct interner *names = open_any();
    assert_int_equal(intern_find(names, STR("risk")).v, 0);
    assert_int_equal(intern_find(names, STR("no name of this length was seen")).v, 0);
    assert_int_equal(interner_count(names), 0);
    sym_id risk = intern(names, STR("risk"));
    assert_true(sym_equal(intern_find(names, STR("risk")), risk));
    interner_close(names);
}

static void the_text_is_copied(void **state)
{
    (void)state;
    struct interner *names = open_any();
    char bytes[] = "R-014";
    sym_id sym = intern(names, str_from(bytes));
    bytes[0] = 'X';
    assert_text(sym_text(names, sym), "R-014");
    assert_int_equal(sym_text(names, (sym_id){ 0 }).len, 0);
    interner_close(names);
}

/* Lengths around the twelve bytes of a slot; zeros and high bytes that a key might confuse. */
static void texts_that_look_alike_get_their_own_symbols(void **state)
{
    (void)state;
    const struct str texts[] = {
        STR(""),
        STR("\0"),
        STR("\0\0"),
        STR("a"),
        STR("a\0"),
        STR("\xf1"),
        STR("\0\0\0\0\0\0\0\0\0\0\0"),
        STR("\0\0\0\0\0\0\0\0\0\0\0\0"),
        STR("\0\0\0\0\0\0\0\0\0\0\0\xf0"), /* the key of the empty text, as a text */
        STR("\0\0\0\0\0\0\0\0\0\0\0\xf1"),
        STR("a\0\0\0\0\0\0\0\0\0\0\xf1"), /* the key of "a" */
        STR("aaaaaaaaaaa"),
        STR("aaaaaaaaaaa\xfb"), /* the key of the one before */
        STR("aaaaaaaaaaa\xfc"),
        STR("aaaaaaaaaaa\xef"),
        STR("aaaaaaaaaaaa"),
        STR("aaaaaaaaaaaaa"),
        STR("aaaaaaaaaaaa\0"),
        STR("aaaaaaaaaaaaaaaaaaaaaaaa"),
        STR("aaaaaaaaaaaaaaaaaaaaaaab"),
    };
    uint32_t ntexts = sizeof texts / sizeof texts[0];
    struct interner *names = open_any();
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < ntexts; i++)
            assert_int_equal(intern(names, texts[i]).v, i + 1);
    }
    for (uint32_t i = 0; i < ntexts; i++)
        assert_true(str_equal(sym_text(names, (sym_id){ i + 1 }), texts[i]));
    interner_close(names);
}

/* Short and long names in turn. */
static struct str name_of(uint32_t number, char bytes[NAME_BYTES])
{
    const char *start = number % 2 == 0 ? "R" : "a-longer-name";
    int len = snprintf(bytes, NAME_BYTES, "%s-%u", start, number);
    return (struct str){ bytes, (size_t)len };
}

static void assert_many(struct interner *names)
{
    char bytes[NAME_BYTES];
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(intern(names, name_of(i, bytes)).v, i + 1);
    for (uint32_t i = 0; i < MANY; i++) {
        struct str name = name_of(i, bytes);
        assert_int_equal(intern_find(names, name).v, i + 1);
        assert_true(str_equal(sym_text(names, (sym_id){ i + 1 }), name));
    }
    assert_int_equal(interner_count(names), MANY);
}

static void growth_moves_no_symbol(void **state)
{
    (void)state;
    struct interner *names = open_any();
    assert_many(names);
    interner_close(names);
}

enum { KNOWN = 300, KNOWN_SLOTS = 512, SHORT_NAMES = 2000 };

/* Names of all lengths from 0 to 40; no two are the same. */
static struct str some_name(char bytes[NAME_BYTES * 2], uint32_t number)
{
    int len = snprintf(bytes, NAME_BYTES * 2, "%u%.*s", number, (int)(number % 37),
                       "-a-name-that-goes-on-and-on-and-on-and-on");
    return (struct str){ bytes, (size_t)len };
}

struct known_tables {
    char texts[KNOWN * NAME_BYTES * 2];
    uint32_t starts[KNOWN + 2];
    uint8_t tags[KNOWN_SLOTS];
    uint16_t numbers[KNOWN_SLOTS];
};

/* Every third of the names below. */
static struct known_names know_some(struct known_tables *tables)
{
    uint32_t end = 1;

    *tables = (struct known_tables){ .starts = { 0, 1 } };
    for (uint32_t i = 1; i <= KNOWN; i++) {
        char bytes[NAME_BYTES * 2];
        struct str name = some_name(bytes, i * 3);
        memcpy(tables->texts + end, name.ptr, name.len);
        end += (uint32_t)name.len + 1;
        tables->starts[i + 1] = end;
        known_names_place(tables->tags, tables->numbers, KNOWN_SLOTS - 1, name, i);
    }
    return (struct known_names){ tables->texts,   tables->starts, tables->tags,
                                 tables->numbers, KNOWN,          KNOWN_SLOTS - 1 };
}

/* Known names differ from others only by their numbers. */
static void known_names_are_there_from_the_start(void **state)
{
    (void)state;
    static struct known_tables tables;
    struct known_names known = know_some(&tables);
    struct interner *names = open_any();
    interner_know(names, &known);
    interner_reserve(names, KNOWN / 2);
    interner_reserve(names, KNOWN + SHORT_NAMES);
    assert_int_equal(interner_count(names), KNOWN);
    uint32_t next = KNOWN;
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 1; i <= SHORT_NAMES; i++) {
            char bytes[NAME_BYTES * 2];
            struct str name = some_name(bytes, i);
            bool is_known = i % 3 == 0 && i / 3 <= KNOWN;
            uint32_t found = intern_find(names, name).v;
            assert_int_equal(found != 0, is_known || round > 0);
            uint32_t sym = intern(names, name).v;
            if (is_known)
                assert_int_equal(sym, i / 3);
            else if (round == 0)
                assert_int_equal(sym, ++next);
            else
                assert_int_equal(sym, found);
            assert_true(str_equal(sym_text(names, (sym_id){ sym }), name));
        }
    }
    assert_int_equal(interner_count(names), next);
    assert_int_equal(intern_find(names, STR("")).v, 0);
    assert_int_equal(sym_text(names, (sym_id){ 0 }).len, 0);
    interner_close(names);
}

/* Known names, names of all lengths and names of which nobody heard. */
static void names_found_in_groups_are_those_found_singly(void **state)
{
    (void)state;
    enum { GROUP = 50 };
    static struct known_tables tables;
    struct known_names known = know_some(&tables);
    struct interner *names = open_any();
    interner_know(names, &known);
    for (uint32_t i = 1; i <= SHORT_NAMES; i += 2)
        intern(names, some_name((char[NAME_BYTES * 2]){ 0 }, i));
    for (uint32_t first = 0; first < 2 * SHORT_NAMES; first += GROUP) {
        char bytes[GROUP][NAME_BYTES * 2];
        struct str group[GROUP];
        struct sought sought[GROUP];
        for (uint32_t i = 0; i < GROUP; i++) {
            group[i] = some_name(bytes[i], i % 4 == 0 ? i : first + i);
            sought[i].key = short_text_of(group[i]);
            intern_seek(names, group[i], &sought[i]);
        }
        for (uint32_t i = 0; i < GROUP; i++) {
            uint32_t expected = intern_find(names, group[i]).v;
            if (i % 4 != 0)
                assert_int_equal(intern_near(names, &sought[i]).v, expected > KNOWN ? expected : 0);
            assert_int_equal(intern_sought(names, group[i], &sought[i]).v, expected);
        }
    }
    interner_close(names);
}

static void the_seed_changes_no_number(void **state)
{
    (void)state;
    const uint64_t seeds[] = { 0, 1, UINT64_MAX, 0x9e3779b97f4a7c15 };
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        struct interner *names = interner_open(seeds[i], seeds[i] * 3);
        assert_many(names);
        interner_close(names);
    }
}

static void reserving_changes_no_number(void **state)
{
    (void)state;
    struct interner *names = open_any();
    sym_id first = intern(names, STR("R-0"));
    interner_reserve(names, MANY);
    interner_reserve(names, 1);
    assert_int_equal(intern_find(names, STR("R-0")).v, first.v);
    assert_many(names);
    interner_close(names);
}

/* Short and long names, known ones, and ones that came before; the table grows meanwhile. */
static void a_hash_from_before_changes_no_number(void **state)
{
    (void)state;
    struct interner *names = open_any(), *reference = open_any();
    for (int i = 0; i < MANY; i++) {
        char text[64];
        int len = snprintf(text, sizeof text, "%s-%d", i % 3 == 0 ? "a-long-name-of-a-risk" : "R",
                           i % 5 == 0 ? i / 2 : i);
        struct str name = { text, (size_t)len };
        uint32_t hash = intern_hash(names, name);
        if (i % 7 == 0)
            intern(names, name);
        else if (i % 7 == 1)
            intern_seldom(names, name);
        intern_prefetch(names, hash);
        assert_int_equal(intern_hashed(names, name, hash).v, intern(reference, name).v);
        assert_int_equal(intern_find(names, name).v, intern_find(reference, name).v);
    }
    assert_int_equal(interner_count(names), interner_count(reference));
    interner_close(reference);
    interner_close(names);
}

static void a_text_stays_where_it_is_while_others_come(void **state)
{
    (void)state;
    struct interner *names = open_any();
    struct str text = sym_text(names, intern(names, STR("R-0")));
    assert_many(names);
    assert_ptr_equal(sym_text(names, (sym_id){ 1 }).ptr, text.ptr);
    interner_close(names);
}

static void closing_nothing_is_allowed(void **state)
{
    (void)state;
    interner_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_are_numbered_by_first_use),
        cmocka_unit_test(finding_adds_nothing),
        cmocka_unit_test(the_text_is_copied),
        cmocka_unit_test(texts_that_look_alike_get_their_own_symbols),
        cmocka_unit_test(growth_moves_no_symbol),
        cmocka_unit_test(known_names_are_there_from_the_start),
        cmocka_unit_test(names_found_in_groups_are_those_found_singly),
        cmocka_unit_test(the_seed_changes_no_number),
        cmocka_unit_test(reserving_changes_no_number),
        cmocka_unit_test(a_hash_from_before_changes_no_number),
        cmocka_unit_test(a_text_stays_where_it_is_while_others_come),
        cmocka_unit_test(closing_nothing_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
