/* test_table_text.c -- tables on terminals of any width. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/source.h"
#include "engine/views/text_layout.h"
#include "tests/unit/table_sample.h"

static struct str write_text(struct out *out, struct document document, uint32_t width)
{
    out->len = 0;
    table_write_text(out, &document, &(struct table_text_options){ .width = width });
    return out_memory(out);
}

static void piped_rows_are_single_lines(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    assert_golden(write_text(&out, sample_document(), 0), "sample-piped.txt");
    out_release(&out);
}

static void columns_wrap_inside_their_cells(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    assert_golden(write_text(&out, sample_document(), 72), "sample-72.txt");
    out_release(&out);
}

static void narrow_terminals_get_records(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    assert_golden(write_text(&out, sample_document(), 40), "sample-40.txt");
    out_release(&out);
}

static void a_cross_table_is_as_expected(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    assert_golden(write_text(&out, sample_cross(), 72), "cross-72.txt");
    assert_golden(write_text(&out, sample_cross(), 24), "cross-24.txt");
    out_release(&out);
}

static void a_table_without_rows_says_so(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    struct str text = write_text(&out, sample_empty(), 80);
    assert_true(str_ends_with(text, STR("\n\n0 rows\n")));
    assert_true(str_contains(text, STR("Severity")));
    out_release(&out);
}

static void no_tables_leave_the_title_block(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    assert_text(write_text(&out, sample_nothing(), 0),
                "Larkspur Metrics \u2014 as of 2026-11-01 \u2014 isms 0.1.0 \u2014 internal\n");
    out_release(&out);
}

static void assert_lines_fit(struct str text, uint32_t width)
{
    while (text.len > 0) {
        struct str line = str_slice(text, 0, str_find(text, '\n'));
        if (text_display_width(line) > width)
            fail_msg("wider than %u: %.*s", width, STR_ARG(line));
        if (str_ends_with(line, STR(" ")))
            fail_msg("space at the end: %.*s", STR_ARG(line));
        text = str_slice(text, line.len + 1, text.len);
    }
}

static void a_report_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct out out;

    out_open_memory(&out);
    assert_golden(write_text(&out, report_document(&arena), 100), "report.txt");
    out_release(&out);
    arena_release(&arena);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document payloads = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    for (uint32_t width = 24; width < 260; width++) {
        assert_lines_fit(write_text(&out, sample_document(), width), width);
        assert_lines_fit(write_text(&out, payloads, width), width);
        assert_lines_fit(write_text(&out, sample_cross(), width), width);
    }
    out_release(&out);
    arena_release(&arena);
}

static void widths_down_to_one_end(void **state)
{
    (void)state;
    struct out out;

    out_open_memory(&out);
    for (uint32_t width = 1; width < 24; width++)
        assert_true(write_text(&out, sample_document(), width).len > 0);
    assert_true(write_text(&out, sample_document(), UINT32_MAX).len > 0);
    out_release(&out);
}

static size_t count_byte(struct str text, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == byte;
    return count;
}

/* Columns side by side show every letter once, however they wrap. */
static void wrapping_loses_no_letter(void **state)
{
    (void)state;
    struct out piped;
    struct out narrow;

    out_open_memory(&piped);
    out_open_memory(&narrow);
    write_text(&piped, sample_gaps(), 0);
    for (uint32_t width = 46; width < 120; width++) {
        write_text(&narrow, sample_gaps(), width);
        for (char c = 'a'; c <= 'z'; c++)
            assert_int_equal(count_byte(out_memory(&piped), c), count_byte(out_memory(&narrow), c));
    }
    out_release(&piped);
    out_release(&narrow);
}

static void control_characters_never_reach_the_terminal(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document payloads = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    for (uint32_t width = 0; width < 200; width += 50) {
        struct str text = write_text(&out, payloads, width);
        for (size_t i = 0; i < text.len; i++)
            assert_true(text.ptr[i] == '\n' || (unsigned char)text.ptr[i] >= 0x20);
        assert_int_equal(text_find(text, "\xc2\x9b"), text.len);
        assert_int_equal(text_find(text, "\xe2\x80\xae"), text.len);
        assert_int_equal(text_find(text, "\xff"), text.len);
    }
    out_release(&out);
    arena_release(&arena);
}

static void colour_only_adds(void **state)
{
    (void)state;
    struct document document = sample_document();
    struct table_text_options options = { .width = 90, .use_color = true };
    struct out out;
    struct out plain;

    out_open_memory(&out);
    out_open_memory(&plain);
    table_write_text(&out, &document, &options);
    struct str text = out_memory(&out);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\033') {
            out_char(&plain, text.ptr[i]);
            continue;
        }
        while (text.ptr[i] != 'm')
            i++;
    }
    assert_true(out_memory(&plain).len < text.len);
    struct out without;
    out_open_memory(&without);
    assert_true(str_equal(out_memory(&plain), write_text(&without, document, 90)));
    out_release(&without);
    out_release(&plain);
    out_release(&out);
}

static void ascii_is_kept_to(void **state)
{
    (void)state;
    struct document document = sample_gaps();
    struct table_text_options options = { .width = 80, .use_ascii = true };
    struct out out;

    out_open_memory(&out);
    table_write_text(&out, &document, &options);
    for (size_t i = 0; i < out.len; i++)
        assert_true((unsigned char)out.buffer[i] < 0x80);
    out_release(&out);
}

/* ------------------------------------------------------------ line breaks */

struct break_row {
    const char *name;
    uint32_t width;
    const char *text;
    const char *lines; /* joined by | */
};

static const struct break_row break_rows[] = {
    { "words_stay_whole", 10, "one two three four", "one two|three four" },
    { "a_word_that_just_fits_stays", 7, "one two three", "one two|three" },
    { "long_words_are_cut", 4, "abcdefghij", "abcd|efgh|ij" },
    { "spaces_at_a_break_vanish", 5, "one   two", "one|two" },
    { "line_breaks_are_kept", 20, "one\ntwo\n\nthree", "one|two||three" },
    { "a_break_after_a_full_line_makes_no_empty_line", 3, "one\ntwo", "one|two" },
    { "wide_characters_take_two_columns", 5, "\u65e5\u672c\u8a9e", "\u65e5\u672c|\u8a9e" },
    { "a_wide_character_in_one_column_still_comes", 1, "\u65e5\u672c", "\u65e5|\u672c" },
    { "combining_marks_stay_with_their_letter", 2, "ae\u0301i", "ae\u0301|i" },
};

static void text_breaks_into_lines(void **state)
{
    const struct break_row *row = *state;
    struct str rest = str_from(row->text);
    struct out lines;

    out_open_memory(&lines);
    while (rest.len > 0) {
        if (lines.len > 0)
            out_char(&lines, '|');
        out_str(&lines, text_take_line(&rest, row->width));
    }
    assert_text(out_memory(&lines), row->lines);
    out_release(&lines);
}

enum { BREAK_ROWS = sizeof(break_rows) / sizeof(*break_rows) };

int main(void)
{
    const struct CMUnitTest plain_tests[] = {
        cmocka_unit_test(piped_rows_are_single_lines),
        cmocka_unit_test(columns_wrap_inside_their_cells),
        cmocka_unit_test(narrow_terminals_get_records),
        cmocka_unit_test(a_cross_table_is_as_expected),
        cmocka_unit_test(a_table_without_rows_says_so),
        cmocka_unit_test(no_tables_leave_the_title_block),
        cmocka_unit_test(a_report_is_as_expected),
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(widths_down_to_one_end),
        cmocka_unit_test(wrapping_loses_no_letter),
        cmocka_unit_test(control_characters_never_reach_the_terminal),
        cmocka_unit_test(colour_only_adds),
        cmocka_unit_test(ascii_is_kept_to),
    };
    struct CMUnitTest break_tests[BREAK_ROWS];
    struct break_row rows[BREAK_ROWS];

    memcpy(rows, break_rows, sizeof(break_rows));
    for (size_t i = 0; i < BREAK_ROWS; i++)
        break_tests[i] =
            (struct CMUnitTest){ rows[i].name, text_breaks_into_lines, NULL, NULL, &rows[i] };
    int failures = cmocka_run_group_tests(plain_tests, NULL, NULL);
    return failures + cmocka_run_group_tests(break_tests, NULL, NULL);
}
