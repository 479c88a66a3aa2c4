/* test_characters.c -- counting and measuring characters. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/characters.h"

#include "base/source.h"
#include "tests/unit/test.h"

struct width_row {
    const char *name;
    const char *text;
    uint32_t characters;
    uint32_t columns;
};

static const struct width_row width_rows[] = {
    { "an empty text has no width", "", 0, 0 },
    { "ascii counts one", "asset A-1", 9, 9 },
    { "ascii after the first eight bytes counts one", "0123456789abcdef0", 17, 17 },
    { "accented letters count one", "Gr\u00fc\u00dfe", 5, 5 },
    { "cyrillic and greek count one", "\u043f\u0440\u03b1", 3, 3 },
    { "han characters count two", "\u8cc7\u7523", 2, 4 },
    { "hangul syllables count two", "\ud55c\uae00", 2, 4 },
    { "full-width forms count two", "\uff21", 1, 2 },
    { "half-width katakana count one", "\uff71", 1, 1 },
    { "emoji count two", "\U0001f600\U0001f680", 2, 4 },
    { "the last plane of han counts two", "\U0003fffd", 1, 2 },
    { "a combining accent takes no room", "e\u0301", 2, 1 },
    { "zero-width joiner and variation selector take no room", "\u200d\ufe0f", 2, 0 },
    { "devanagari vowel signs above take no room", "\u0915\u0947", 2, 1 },
    { "joining hangul vowels take no room", "\u1100\u1161", 2, 2 },
    { "soft hyphen counts one", "\u00ad", 1, 1 },
    { "arabic number sign counts one", "\u0600", 1, 1 },
    { "language tags take no room", "\U000e0041", 1, 0 },
    { "private use counts one", "\ue000", 1, 1 },
    { "a tab goes to the next stop", "\t", 1, 8 },
    { "a tab after text goes to the next stop", "abc\td", 5, 9 },
    { "a tab on a stop goes a whole step", "12345678\tx", 10, 17 },
    { "a tab after wide characters counts columns", "\u8cc7\u7523\tx", 4, 9 },
    { "control characters take no room", "\x1b\x7f", 2, 0 },
    { "an invalid byte counts one", "a\xff\xfe", 3, 3 },
    { "a cut sequence counts each byte", "\xe8\xb3", 2, 2 },
    { "an overlong form counts each byte", "\xc0\xaf", 2, 2 },
    { "a surrogate counts each byte", "\xed\xa0\x80", 3, 3 },
    { "ascii between other characters is found again", "\u00fc01234567\u00fc01234567", 18, 18 },
};

static void test_width(void **state)
{
    const struct width_row *row = *state;
    struct str text = str_from(row->text);
    assert_int_equal(character_count(text), row->characters);
    assert_int_equal(text_display_width(text), row->columns);
}

static void a_character_starts_at_its_first_byte(void **state)
{
    (void)state;
    struct str text = STR("a\u00fc\u8cc7\U0001f600z\xb3\xe8");
    static const size_t starts[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 12, 13, 13 };
    for (size_t at = 0; at < sizeof starts / sizeof starts[0]; at++)
        assert_int_equal(character_start(text, at), starts[at]);
}

/* A hole in the order of the tables would show as a character of the wrong width. */
static void every_character_has_a_width_of_at_most_two(void **state)
{
    (void)state;
    uint32_t counts[3] = { 0 };
    for (uint32_t scalar = 0; scalar <= 0x10ffff; scalar++) {
        uint32_t width = character_width(scalar);
        assert_true(width <= 2);
        counts[width]++;
    }
    assert_true(counts[0] > 1000 && counts[1] > 100000 && counts[2] > 100000);
    assert_int_equal(character_width(0x4e00 - 1), 1);
    assert_int_equal(character_width(0x115f), 2);
    assert_int_equal(character_width(0x1160), 0);
}

enum { WIDTH_ROWS = sizeof width_rows / sizeof width_rows[0], OTHERS = 3 };

/* Eight bytes at a time against one at a time. */
static void a_printable_run_ends_at_the_first_other_byte(void **state)
{
    char bytes[40];
    uint32_t seed = 3;
    (void)state;

    for (int round = 0; round < 20000; round++) {
        struct str text = { bytes, (size_t)round % sizeof bytes };
        size_t from = text.len > 0 ? (size_t)round % 7 % text.len : 0;
        size_t expected = from;
        for (size_t i = 0; i < text.len; i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = seed >> 28 == 0 ? (char)(seed >> 16) : (char)(' ' + (seed >> 16) % 95);
        }
        while (expected < text.len && bytes[expected] >= ' ' && bytes[expected] <= '~')
            expected++;
        assert_int_equal(printable_run(text, from), expected - from);
    }
}

int main(void)
{
    struct CMUnitTest tests[WIDTH_ROWS + OTHERS] = {
        cmocka_unit_test(a_character_starts_at_its_first_byte),
        cmocka_unit_test(every_character_has_a_width_of_at_most_two),
        cmocka_unit_test(a_printable_run_ends_at_the_first_other_byte),
    };
    for (size_t i = 0; i < WIDTH_ROWS; i++) {
        union {
            const struct width_row *row;
            void *state;
        } initial = { &width_rows[i] };
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = width_rows[i].name,
            .test_func = test_width,
            .initial_state = initial.state,
        };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
