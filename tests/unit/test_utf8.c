/* test_utf8.c -- what is a character and what is not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/utf8.h"

#include "tests/unit/test.h"

static size_t encode(uint32_t code, char bytes[4])
{
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    bytes[0] = (char)((0xf00 >> len & 0xff) | code);
    return len;
}

static void every_scalar_value_is_read_and_no_other(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x140000; code++) {
        char bytes[4];
        size_t len = encode(code, bytes);
        size_t index = 0;
        uint32_t found = utf8_next((struct str){ bytes, len }, &index);
        bool is_scalar = code < 0x110000 && (code < 0xd800 || code > 0xdfff);
        if (found != (is_scalar ? code : UTF8_INVALID) || index != (is_scalar ? len : 1))
            fail_msg("U+%04X was read as U+%04X, %zu bytes", code, found, index);
    }
}

struct row {
    const char *name;
    struct str text;
    const char *shape; /* one sign a step: c for a character, x for a byte that is none */
};

static const struct row rows[] = {
    { "ascii", { "abc", 3 }, "ccc" },
    { "nul_is_a_character", { "a\0b", 3 }, "ccc" },
    { "two_three_and_four_bytes", { "\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\x92", 9 }, "ccc" },
    { "a_continuation_alone", { "\x80", 1 }, "x" },
    { "a_lead_byte_alone", { "\xc3", 1 }, "x" },
    { "a_lead_byte_before_ascii", { "\xc3(", 2 }, "xc" },
    { "a_cut_character_of_three", { "\xe2\x82\xac", 2 }, "xx" }, /* the text ends before */
    { "a_cut_character_of_four", { "\xf0\x9f\x94\x92", 3 }, "xxx" },
    { "a_character_after_a_cut_one", { "\xf0\x9f\x94\xc3\xa4", 5 }, "xxxc" },
    { "overlong_slash_in_two", { "\xc0\xaf", 2 }, "xx" },
    { "overlong_slash_in_three", { "\xe0\x80\xaf", 3 }, "xxx" },
    { "overlong_slash_in_four", { "\xf0\x80\x80\xaf", 4 }, "xxxx" },
    { "overlong_nul", { "\xc0\x80", 2 }, "xx" },
    { "the_largest_overlong_in_two", { "\xc1\xbf", 2 }, "xx" },
    { "the_largest_overlong_in_three", { "\xe0\x9f\xbf", 3 }, "xxx" },
    { "a_surrogate", { "\xed\xa0\x80", 3 }, "xxx" },
    { "past_the_last_plane", { "\xf4\x90\x80\x80", 4 }, "xxxx" },
    { "five_bytes", { "\xf8\x88\x80\x80\x80", 5 }, "xxxxx" },
    { "bytes_that_never_occur", { "\xfe\xff", 2 }, "xx" },
};

static void steps_have_the_shape(void **state)
{
    const struct row *row = *state;
    char shape[16] = "";
    size_t steps = 0;
    for (size_t index = 0; index < row->text.len;)
        shape[steps++] = utf8_next(row->text, &index) == UTF8_INVALID ? 'x' : 'c';
    shape[steps] = '\0';
    assert_string_equal(shape, row->shape);
}

enum { ROWS = sizeof rows / sizeof rows[0] };

int main(void)
{
    struct CMUnitTest tests[ROWS + 1] = {
        [ROWS] = cmocka_unit_test(every_scalar_value_is_read_and_no_other),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, steps_have_the_shape, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
