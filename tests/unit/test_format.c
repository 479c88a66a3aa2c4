/* test_format.c -- the formatter: what it changes, and that it never changes the meaning. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/defects.h"
#include "tests/unit/lang_case.h"

#include <ftw.h>

/* A text before and after. */
struct formatted {
    struct lang_case c;
    struct out out;
    enum format_result result;
};

static void format(struct formatted *formatted, struct str text)
{
    lang_case_open(&formatted->c);
    out_open_memory(&formatted->out);
    formatted->result = lang_format(&formatted->c.lang, STR("test.isms"), text, &formatted->out);
}

static void release(struct formatted *formatted)
{
    out_release(&formatted->out);
    lang_case_close(&formatted->c);
}

/* ---- pairs in tests/golden/format ---- */

static void write_file(const char *path, struct str text)
{
    const char *root = getenv("top_srcdir");
    char full[4096];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", root != NULL ? root : ".", path);
    file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

static void text_becomes_the_one_beside_it(void **state)
{
    const char *name = *state;
    struct formatted formatted;
    char input_path[256], output_path[256];
    char *input, *expected;
    size_t input_bytes, expected_bytes;
    struct str actual;

    snprintf(input_path, sizeof input_path, "tests/golden/format/%s.isms", name);
    snprintf(output_path, sizeof output_path, "tests/golden/format/%s.formatted", name);
    input = lang_case_read(input_path, &input_bytes);
    format(&formatted, (struct str){ input, input_bytes });
    assert_int_equal(formatted.result, FORMAT_DONE);
    actual = out_memory(&formatted.out);
    if (getenv("UPDATE") != NULL)
        write_file(output_path, actual);
    expected = lang_case_read(output_path, &expected_bytes);
    if (!str_equal(actual, (struct str){ expected, expected_bytes }))
        fail_msg("%s differs (UPDATE=1 accepts it):\n%.*s", output_path, STR_ARG(actual));
    release(&formatted);
    free(input);
    free(expected);
}

/* ---- single questions ---- */

struct row {
    const char *name, *before, *after;
};

static const struct row rows[] = {
    { "an_empty_text_stays_empty", "", "" },
    { "a_text_of_blank_lines_becomes_empty", "\n  \n\n", "" },
    { "a_last_line_gets_its_end", "use a", "use a\n" },
    { "a_byte_order_mark_goes_away", "\xEF\xBB\xBFuse a\n", "use a\n" },
    { "windows_line_ends_become_line_ends", "use a\r\n\r\nuse b\r\n", "use a\n\nuse b\n" },
    { "windows_line_ends_leave_a_block", "k a\r\n  f: \"\"\"\r\n    x\r\n     y\r\n    \"\"\"\r\n",
      "k a\n  f:  \"\"\"\n    x\n     y\n    \"\"\"\n" },
    { "blanks_at_line_ends_go_away", "k a  \n  f: 1 \t\n# x  \n", "k a\n  f:  1\n# x\n" },
    { "tabs_become_blanks", "k a\n\tf:\t1,\t2\n", "k a\n  f:  1, 2\n" },
    { "blank_lines_at_the_start_go_away", "\n\nuse a\n", "use a\n" },
    { "two_blank_lines_become_one", "use a\n\n\n\nuse b\n", "use a\n\nuse b\n" },
    { "single_rows_stay_together", "use a\nuse b\n", "use a\nuse b\n" },
    { "paragraphs_part", "k a\n  f: 1\nk b\n", "k a\n  f:  1\n\nk b\n" },
    { "a_row_and_a_paragraph_part", "k a\nk b\n  f: 1\n", "k a\n\nk b\n  f:  1\n" },
    { "docs_stay_with_their_declaration", "k a\n  f: 1\n## of b\nk b\n",
      "k a\n  f:  1\n\n## of b\nk b\n" },
    { "docs_that_are_indented_stay_bound", "k a\n  f: 1\n  ## of b\nk b\n",
      "k a\n  f:  1\n\n## of b\nk b\n" },
    { "an_indented_comment_stays_with_its_paragraph", "k a\n  f: 1\n     # of a\n# of b\nk b\n",
      "k a\n  f:  1\n  # of a\n\n# of b\nk b\n" },
    { "a_comment_of_a_bullet_stays_with_it", "k a\n  f:\n  - x\n  # c\n  - y\n",
      "k a\n  f:\n    - x\n    # c\n    - y\n" },
    { "a_comment_between_continued_rows_stays", "k a\n  f: x and\n # why\n  y\n",
      "k a\n  f:  x and\n      # why\n      y\n" },
    { "bullets_are_indented_by_four", "k a\n  f:\n  - 1\n  -   2\n",
      "k a\n  f:\n    - 1\n    - 2\n" },
    { "values_are_aligned", "k a\n  f: 1\n  long-name: 2\n",
      "k a\n  f:          1\n  long-name:  2\n" },
    { "operators_get_their_blanks", "k a\n  f: a  +b*c==(d<e) and -x in[1,2]\n",
      "k a\n  f:  a + b * c == (d < e) and -x in [1, 2]\n" },
    { "closures_touch_their_name", "k a\n  f: a.b+ , (c)* , d?\n", "k a\n  f:  a.b+, (c)*, d?\n" },
    { "a_call_touches_its_name", "k a\n  f: count (x)\n", "k a\n  f:  count(x)\n" },
    { "parameters_do_not", "let f(a:b)->c? =a\n", "let f (a: b) -> c? = a\n" },
    { "records_have_blanks_inside", "k a\n  f: {a:1} , {} , x y{b: [ 1 ]}\n",
      "k a\n  f:  { a: 1 }, {}, x y { b: [1] }\n" },
    { "a_bracket_behind_a_closure_is_no_call", "k a\n  f: a.b+ (x)\n", "k a\n  f:  a.b+ (x)\n" },
    { "two_names_do_not_become_one", "k a\n  f: a. 5-x, b.c\n", "k a\n  f:  a. 5-x, b.c\n" },
    { "operators_of_two_words_keep_one_blank", "k a\n  f: one  of\t(a, b)\n",
      "k a\n  f:  one of (a, b)\n" },
    { "names_do_not_become_an_operator", "k at\xC2\xA0least { }\n  f: 1\n",
      NULL /* an object in braces is no head */ },
    { "quotes_of_word_processors_become_plain", "k a “t”\n  f: „x\\y“, \"z”\n",
      "k a \"t\"\n  f:  \"x\\\\y\", \"z\"\n" },
    { "dashes_of_word_processors_become_plain", "k a\n  f:\n  – x\n  • y\n",
      "k a\n  f:\n    - x\n    - y\n" },
    { "hard_blanks_become_plain",
      "k\xC2\xA0"
      "a\n\xC2\xA0 f:\xC2\xA0 1\n",
      "k a\n  f:  1\n" },
    { "hard_blanks_in_texts_stay", "k a \"x\xC2\xA0y\"\n", "k a \"x\xC2\xA0y\"\n" },
    { "a_block_moves_with_its_field", "k a\n f: \"\"\"  \n       x\n\n         y \n  \"\"\"\n",
      "k a\n  f:  \"\"\"\n    x\n\n      y \n    \"\"\"\n" },
    { "a_block_on_one_row_stays", "k a\n  f: \"\"\"x \"y\" \"\"\"\n",
      "k a\n  f:  \"\"\"x \"y\" \"\"\"\n" },
    { "a_block_that_ends_behind_its_text_stays_so", "k a\n  f: \"\"\"\n    x\n     y\"\"\"\n",
      "k a\n  f:  \"\"\"\n    x\n     y\"\"\"\n" },
    { "comments_behind_rows_stand_two_columns_off", "k a # x\n  f: 1# y\n",
      "k a      # x\n  f:  1  # y\n" },
    { "comments_that_stand_in_line_stay", "use a        # x\nuse bcd      # y\n",
      "use a        # x\nuse bcd      # y\n" },
    { "a_continued_row_stays_below_its_token", "k a\n  fffff: x\n  f: a and\n     b\n",
      "k a\n  fffff:  x\n  f:      a and\n          b\n" },
    { "a_continued_row_that_stands_nowhere_goes_below_the_value",
      "k a\n  f: some x in y where z\n         and b\n",
      "k a\n  f:  some x in y where z\n      and b\n" },
    { "what_follows_an_equals_sign_is_indented_by_two", "let x =\n      a\n", "let x =\n  a\n" },
    { "a_closing_bracket_stands_below_the_row_that_opens",
      "k a\n  f: [\n      1,\n      2\n      ]\n", "k a\n  f:  [\n    1,\n    2\n  ]\n" },
    { "long_lists_become_bullets",
      "k a\n  f: \"0123456789012345678901234567890123456789\", "
      "\"0123456789012345678901234567890123456789\", [1, 2, 3]  # why\n",
      "k a\n  f:  # why\n    - \"0123456789012345678901234567890123456789\"\n"
      "    - \"0123456789012345678901234567890123456789\"\n    - [1, 2, 3]\n" },
    { "cells_of_a_scale_are_aligned",
      "scale s\n  a: 1, label: \"x\", \"y\"\n  bb: 2, label: \"xx\", \"y\"\n",
      "scale s\n  a:   1, label: \"x\",   \"y\"\n  bb:  2, label: \"xx\",  \"y\"\n" },
    { "cells_of_a_matrix_and_their_head_are_aligned",
      "matrix m (a, b) -> c\n  # long,b,c\n  x: l, h, l\n  yy: low, l, l\n",
      "matrix m (a, b) -> c\n  #    long, b, c\n  x:   l,    h, l\n  yy:  low,  l, l\n" },
};

static void text_becomes_what_is_expected(void **state)
{
    const struct row *row = *state;
    struct formatted formatted;

    format(&formatted, str_from(row->before));
    if (row->after == NULL) {
        assert_int_equal(formatted.result, FORMAT_ERRORS);
    } else {
        struct str actual = out_memory(&formatted.out);
        if (formatted.result != FORMAT_DONE || !str_equal(actual, str_from(row->after)))
            fail_msg("result %d, expected\n%sfound\n%.*s%.*s", (int)formatted.result, row->after,
                     STR_ARG(actual), STR_ARG(lang_case_messages(&formatted.c)));
    }
    release(&formatted);
}

static void a_text_with_errors_is_not_formatted(void **state)
{
    struct formatted formatted;

    (void)state;
    format(&formatted, STR("k a\n  f 1\n"));
    assert_int_equal(formatted.result, FORMAT_ERRORS);
    assert_int_equal(formatted.out.len, 0);
    assert_int_equal(formatted.c.sink.counts[SEVERITY_ERROR], 1);
    release(&formatted);
}

static void utf_16_is_not_formatted(void **state)
{
    struct formatted formatted;

    (void)state;
    format(&formatted, STR("\xFF\xFEu\0s\0e\0"));
    assert_int_equal(formatted.result, FORMAT_ERRORS);
    assert_int_equal(formatted.c.sink.counts[SEVERITY_ERROR], 1);
    release(&formatted);
}

/* ---- properties ---- */

struct tally {
    uint32_t formatted, refused;
};

/* Faithful (lang_format compares the trees itself) and stable. */
static void demand_properties(struct str text, struct tally *tally)
{
    struct formatted once, twice;

    format(&once, text);
    if (once.result == FORMAT_ERRORS) {
        tally->refused++;
        release(&once);
        return;
    }
    if (once.result != FORMAT_DONE)
        fail_msg("not faithful:\n%.*s\n---\n%.*s", STR_ARG(text), STR_ARG(out_memory(&once.out)));
    format(&twice, out_memory(&once.out));
    assert_int_equal(twice.result, FORMAT_DONE);
    if (!str_equal(out_memory(&once.out), out_memory(&twice.out)))
        fail_msg("not stable:\n%.*s\n---\n%.*s", STR_ARG(out_memory(&once.out)),
                 STR_ARG(out_memory(&twice.out)));
    tally->formatted++;
    release(&once);
    release(&twice);
}

static void demand_of_defects(struct str text, uint32_t each, struct tally *tally)
{
    struct random random = { 20261107 };
    struct spots spots = { .text = text };
    char *copy = malloc(text.len + sizeof((struct defect *)NULL)->inserted);

    assert_non_null(copy);
    find_spots(&spots);
    for (enum defect_kind kind = 0; kind < DEFECT_KINDS && spots.characters.count > 1; kind++)
        for (uint32_t i = 0; i < each; i++) {
            struct defect defect = choose_defect(&spots, kind, &random);
            size_t bytes = apply_defect(text, &defect, copy);
            demand_properties((struct str){ copy, bytes }, tally);
        }
    release_spots(&spots);
    free(copy);
}

/* nftw hands nothing through to its function. */
static struct {
    struct tally whole, damaged;
} tallies;

enum { DEFECTS_OF_SAMPLE = 300, DEFECTS_OF_FILE = 2, DAMAGED_BYTES_MOST = 8000 };

static int visit(const char *path, const struct stat *status, int type, struct FTW *place)
{
    const char *root = getenv("top_srcdir");
    size_t bytes;
    char *text;

    (void)status;
    if (type == FTW_D && path[place->base] == '.' && place->level > 0)
        return FTW_SKIP_SUBTREE;
    if (type != FTW_F || !str_ends_with(str_from(path), STR(".isms")))
        return FTW_CONTINUE;
    text = lang_case_read(path + strlen(root != NULL ? root : ".") + 1, &bytes);
    demand_properties((struct str){ text, bytes }, &tallies.whole);
    if (bytes <= DAMAGED_BYTES_MOST)
        demand_of_defects((struct str){ text, bytes }, DEFECTS_OF_FILE, &tallies.damaged);
    free(text);
    return FTW_CONTINUE;
}

static void every_file_of_the_project_keeps_its_meaning(void **state)
{
    const char *root = getenv("top_srcdir");

    (void)state;
    assert_int_equal(nftw(root != NULL ? root : ".", visit, 16, FTW_PHYS | FTW_ACTIONRETVAL), 0);
    print_message("%u files formatted, %u have errors; damaged: %u and %u\n",
                  tallies.whole.formatted, tallies.whole.refused, tallies.damaged.formatted,
                  tallies.damaged.refused);
    assert_true(tallies.whole.formatted > 60 && tallies.damaged.formatted > 100);
}

static void every_defect_of_the_sample_keeps_its_meaning(void **state)
{
    struct tally tally = { 0 };
    size_t bytes;
    char *text = lang_case_read("tests/defects/sample.isms", &bytes);

    (void)state;
    demand_of_defects((struct str){ text, bytes }, DEFECTS_OF_SAMPLE, &tally);
    assert_true(tally.formatted > 100 && tally.refused > 100);
    free(text);
}

int main(void)
{
    static const char *const goldens[] = { "objects", "definitions", "comments", "continued",
                                           "word-processor" };
    enum { ROWS = sizeof rows / sizeof rows[0], GOLDENS = sizeof goldens / sizeof goldens[0] };
    struct CMUnitTest tests[ROWS + GOLDENS + 4];
    size_t count = 0;

    for (size_t i = 0; i < ROWS; i++)
        tests[count++] = (struct CMUnitTest){ rows[i].name, text_becomes_what_is_expected, NULL,
                                              NULL, (void *)(uintptr_t)&rows[i] };
    for (size_t i = 0; i < GOLDENS; i++)
        tests[count++] = (struct CMUnitTest){ goldens[i], text_becomes_the_one_beside_it, NULL,
                                              NULL, (void *)(uintptr_t)goldens[i] };
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_text_with_errors_is_not_formatted);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(utf_16_is_not_formatted);
    tests[count++] =
        (struct CMUnitTest)cmocka_unit_test(every_file_of_the_project_keeps_its_meaning);
    tests[count++] =
        (struct CMUnitTest)cmocka_unit_test(every_defect_of_the_sample_keeps_its_meaning);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
