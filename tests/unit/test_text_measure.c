/* test_text_measure.c -- widths, wrapping and cleaning of the texts in pictures. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/text_measure.h"

static const struct text_style plain = { 100, false };
static const struct text_style bold = { 100, true };

static void widths_are_those_of_helvetica_and_a_tenth(void **state)
{
    (void)state;
    assert_int_equal(text_width(STR(""), plain), 0);
    assert_int_equal(text_width(STR("A"), plain), 74);    /* 667 */
    assert_int_equal(text_width(STR("A"), bold), 80);     /* 722 */
    assert_int_equal(text_width(STR("iiii"), plain), 98); /* 4 x 222 */
    assert_int_equal(text_width(STR("A.5.15"), plain), 319);
    assert_int_equal(text_width(STR("AA"), (struct text_style){ 200, false }), 294);
}

static void other_scripts_have_a_width_too(void **state)
{
    (void)state;
    assert_int_equal(text_width(STR("\xe5\xae\xb9"), plain), 110); /* full width */
    assert_int_equal(text_width(STR("e\xcc\x81"), plain), 62);     /* a combining accent: none */
    assert_int_equal(text_width(STR("\xff\xff"), plain), 220);     /* invalid bytes */
    assert_true(text_width(STR("\xd0\x96"), plain) >= 74);         /* Cyrillic capital */
}

struct wrap_row {
    const char *name, *text;
    uint32_t lines;
    int32_t width;
    const char *joined; /* lines with | between them */
};

static const struct wrap_row wrap_rows[] = {
    { "nothing_is_no_line", "", 2, 500, "" },
    { "blanks_are_no_line", "   ", 2, 500, "" },
    { "what_fits_is_one_line", "one two", 2, 500, "one two" },
    { "a_line_breaks_at_a_blank", "one two three", 2, 500, "one two|three" },
    { "the_last_line_ends_in_an_ellipsis", "one two three four five", 2, 500,
      "one two|three fo\xe2\x80\xa6" },
    { "one_line_is_cut", "one two three", 1, 500, "one two\xe2\x80\xa6" },
    { "a_long_word_is_broken_inside", "administrators", 2, 500, "administr|ators" },
    { "a_line_may_break_after_a_hyphen", "backup-vaults", 2, 500, "backup-|vaults" },
    { "three_lines", "aaa bbb ccc ddd", 3, 250, "aaa|bbb|cc\xe2\x80\xa6" },
    { "no_room_still_ends", "abc", 2, 1, "a|\x62\xe2\x80\xa6" },
};
enum { WRAP_ROWS = sizeof(wrap_rows) / sizeof(wrap_rows[0]) };

static void text_is_wrapped(void **state)
{
    const struct wrap_row *row = *state;
    struct arena arena = { 0 };
    struct str lines[TEXT_LINES_MOST];
    struct text_room room = { plain, row->width, row->lines };
    uint32_t count = text_wrap(&arena, str_from(row->text), &room, lines);
    struct str joined = { 0 };
    for (uint32_t i = 0; i < count; i++)
        joined = arena_format(&arena, "%.*s%s%.*s", STR_ARG(joined), i > 0 ? "|" : "",
                              STR_ARG(lines[i]));
    assert_text(joined, row->joined);
    bool is_whole = !str_contains(joined, STR("\xe2\x80\xa6"));
    assert_int_equal(text_fits(str_from(row->text), &room), is_whole);
    arena_release(&arena);
}

struct clean_row {
    const char *name;
    struct str text;
    size_t most;
    const char *clean;
};

static const struct clean_row clean_rows[] = {
    { "plain_text_stays", STR("Access control"), 99, "Access control" },
    { "white_space_becomes_one_blank",
      STR(" a\t\n\r b\xe2\x80\xa8"
          "c "),
      99, "a b c" },
    { "controls_become_visible", STR("a\x01\x1b[0m\x7f"), 99,
      "a\xef\xbf\xbd\xef\xbf\xbd[0m\xef\xbf\xbd" },
    { "c1_controls_too", STR("a\xc2\x9b"), 99, "a\xef\xbf\xbd" },
    { "nul_does_not_end_a_text", STR("a\0b"), 99,
      "a\xef\xbf\xbd"
      "b" },
    { "marks_that_turn_the_text_become_visible", STR("a\xe2\x80\xae\xe2\x81\xa6"), 99,
      "a\xef\xbf\xbd\xef\xbf\xbd" },
    { "invalid_bytes_become_visible", STR("\xff\xed\xa0\x80"), 99,
      "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "what_xml_forbids_becomes_visible", STR("\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90"), 99,
      "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "other_scripts_stay", STR("\xd0\x96 \xe5\xae\xb9"), 99, "\xd0\x96 \xe5\xae\xb9" },
    { "long_texts_are_cut_between_characters", STR("\xd0\x96\xd0\x96\xd0\x96"), 2,
      "\xd0\x96\xd0\x96\xe2\x80\xa6" },
    { "a_text_of_just_that_length_is_not_cut", STR("abc"), 3, "abc" },
};
enum { CLEAN_ROWS = sizeof(clean_rows) / sizeof(clean_rows[0]) };

static void text_is_cleaned(void **state)
{
    const struct clean_row *row = *state;
    struct arena arena = { 0 };
    assert_text(text_clean(&arena, row->text, row->most), row->clean);
    arena_release(&arena);
}

int main(void)
{
    struct CMUnitTest tests[2 + WRAP_ROWS + CLEAN_ROWS] = {
        cmocka_unit_test(widths_are_those_of_helvetica_and_a_tenth),
        cmocka_unit_test(other_scripts_have_a_width_too),
    };
    for (size_t i = 0; i < WRAP_ROWS; i++)
        tests[2 + i] = (struct CMUnitTest){ wrap_rows[i].name, text_is_wrapped, NULL, NULL,
                                            (void *)(uintptr_t)&wrap_rows[i] };
    for (size_t i = 0; i < CLEAN_ROWS; i++)
        tests[2 + WRAP_ROWS + i] = (struct CMUnitTest){ clean_rows[i].name, text_is_cleaned, NULL,
                                                        NULL, (void *)(uintptr_t)&clean_rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
