/* test_arguments.c -- the command line, and the dates on it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/date.h"
#include "tools/isms/arguments.h"
#include "tools/isms/calendar.h"

enum { WORDS_MOST = 8 };

static char *const *words(const char *const *texts, char **room)
{
    size_t count = 0;

    for (; texts[count] != NULL; count++)
        room[count] = (char *)(uintptr_t)texts[count];
    room[count] = NULL;
    return room;
}

struct parsed {
    struct arena arena;
    struct arguments arguments;
    struct str fault;
    bool is_understood;
};

static struct parsed parse(const char *const *texts)
{
    struct parsed parsed = { 0 };
    char *room[WORDS_MOST + 1];

    parsed.is_understood =
        arguments_parse(&parsed.arguments, &parsed.arena, words(texts, room), &parsed.fault);
    return parsed;
}

static void release(struct parsed *parsed)
{
    arguments_release(&parsed->arguments);
    arena_release(&parsed->arena);
}

#define PARSE(...) parse((const char *const[]){ __VA_ARGS__, NULL })

static void options_stand_anywhere(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("-q", "check", "--as-of", "2026-11-01", "a.isms");
    assert_true(parsed.is_understood);
    assert_int_equal(parsed.arguments.operands.count, 2);
    assert_text(parsed.arguments.operands.items[0], "check");
    assert_text(parsed.arguments.operands.items[1], "a.isms");
    assert_text(parsed.arguments.as_of, "2026-11-01");
    assert_true(parsed.arguments.is_quiet);
    release(&parsed);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("check", "--", "-q", "--as-of");
    assert_true(parsed.is_understood);
    assert_int_equal(parsed.arguments.operands.count, 3);
    assert_false(parsed.arguments.is_quiet);
    release(&parsed);
}

static void a_single_dash_is_an_operand(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("check", "-");
    assert_true(parsed.is_understood);
    assert_text(parsed.arguments.operands.items[1], "-");
    release(&parsed);
}

static void letters_may_stand_together(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("-qvfcsv", "-C", "there");
    assert_true(parsed.is_understood);
    assert_true(parsed.arguments.is_quiet && parsed.arguments.is_verbose);
    assert_text(parsed.arguments.formats.items[0].format, "csv");
    assert_text(parsed.arguments.directory, "there");
    release(&parsed);
}

static void a_format_may_name_its_file(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("--format=csv=a=b.csv", "-f", "json");
    assert_true(parsed.is_understood);
    assert_int_equal(parsed.arguments.formats.count, 2);
    assert_text(parsed.arguments.formats.items[0].format, "csv");
    assert_text(parsed.arguments.formats.items[0].path, "a=b.csv");
    assert_false(parsed.arguments.formats.items[1].has_path);
    release(&parsed);
}

static void the_last_word_about_a_switch_counts(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("--quiet", "--no-quiet", "--partial");
    assert_true(parsed.is_understood);
    assert_false(parsed.arguments.is_quiet);
    assert_true(parsed.arguments.is_partial);
    release(&parsed);
}

static void values_become_what_they_mean(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("--fail-on=never", "--up=all", "--down=2", "--width=100",
                                 "--color=always", "--error-style=plain", "--budget=7", "-j3");
    assert_true(parsed.is_understood);
    assert_int_equal(parsed.arguments.fail_on, 0);
    assert_int_equal(parsed.arguments.up, UINT32_MAX);
    assert_int_equal(parsed.arguments.down, 2);
    assert_int_equal(parsed.arguments.width, 100);
    assert_int_equal(parsed.arguments.color, COLOR_ALWAYS);
    assert_int_equal(parsed.arguments.error_style, ERRORS_PLAIN);
    assert_int_equal(parsed.arguments.budget, 7);
    assert_int_equal(parsed.arguments.jobs, 3);
    release(&parsed);
}

static void without_options_errors_fail_and_graphs_are_whole(void **state)
{
    (void)state;
    struct parsed parsed = PARSE("check");
    assert_int_equal(parsed.arguments.fail_on, SEVERITY_ERROR);
    assert_int_equal(parsed.arguments.up, UINT32_MAX);
    assert_int_equal(parsed.arguments.given, 0);
    release(&parsed);
}

static void what_is_wrong_is_refused_with_a_reason(void **state)
{
    static const struct {
        const char *words[3];
        const char *fault;
    } rows[] = {
        { { "--as-fo" }, "unknown option `--as-fo`; did you mean `--as-of`?" },
        { { "--as" }, "unknown option `--as`" },
        { { "-z" }, "unknown option `-z`" },
        { { "-qz" }, "unknown option `-z`" },
        { { "--as-of" }, "`--as-of` needs a value: DATE" },
        { { "-f" }, "`-f` needs a value: FORMAT[=FILE]" },
        { { "--as-of=" }, "`--as-of` has an empty value" },
        { { "--quiet=yes" }, "`--quiet` takes no value" },
        { { "--no-format" }, "unknown option `--no-format`; did you mean `--format`?" },
        { { "--width=-1" },
          "`--width` cannot be `-1`: it takes a number of columns, or 0 for no limit" },
        { { "--width=99999999999" },
          "`--width` cannot be `99999999999`: it takes a number of columns, or 0 for no limit" },
        { { "--budget=0" }, "`--budget` cannot be `0`: it takes a number of boxes from 1" },
        { { "-j0" }, "`-j` cannot be `0`: it takes a number of threads from 1 to 64" },
        { { "--jobs=-1" }, "`--jobs` cannot be `-1`: it takes a number of threads from 1 to 64" },
        { { "-j", "abc" }, "`-j` cannot be `abc`: it takes a number of threads from 1 to 64" },
        { { "--jobs=65" }, "`--jobs` cannot be `65`: it takes a number of threads from 1 to 64" },
        { { "-j" }, "`-j` needs a value: N" },
        { { "--up=some" }, "`--up` cannot be `some`: it takes a number of steps, or `all`" },
        { { "--fail-on", "gaps" },
          "`--fail-on` cannot be `gaps`: it takes error, warning, info or never" },
        { { "-fcsv=" }, "`-f` cannot be `csv=`: it takes a file name after the `=`" },
        { { "-f=csv" }, "`-f` cannot be `=csv`: it takes a format, like csv or csv=FILE" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct parsed parsed = parse(rows[i].words);
        assert_false(parsed.is_understood);
        assert_text(parsed.fault, rows[i].fault);
        release(&parsed);
    }
}

static void every_option_can_be_spelled_in_one_way_only(void **state)
{
    (void)state;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *one = option_info((enum option)i);
        assert_true(one->letter != 0 || one->long_name[0] != '\0');
        for (int j = 0; j < i; j++) {
            const struct option_info *other = option_info((enum option)j);
            assert_true(one->letter == 0 || one->letter != other->letter);
            assert_true(one->long_name[0] == '\0' || strcmp(one->long_name, other->long_name) != 0);
        }
    }
}

static void a_day_is_a_date_or_counted_from_today(void **state)
{
    static const struct {
        const char *text, *day; /* NULL: refused */
    } rows[] = {
        { "2026-11-01", "2026-11-01" },
        { "+30d", "2026-02-14" },
        { "-1d", "2026-01-14" },
        { "+2w", "2026-01-29" },
        { "+1m", "2026-02-15" },
        { "-1y", "2025-01-15" },
        { "+0d", "2026-01-15" },
        { "2026-02-30", NULL },
        { "2026-2-3", NULL },
        { "30d", NULL },
        { "+d", NULL },
        { "+", NULL },
        { "", NULL },
        { "+30", NULL },
        { "+30x", NULL },
        { "+-3d", NULL },
        { "+99999999999d", NULL },
        { "+9999999999999999999d", NULL },
        { "tomorrow", NULL },
    };
    int32_t today, day;

    (void)state;
    assert_true(date_from_ymd(2026, 1, 15, &today));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[DATE_TEXT_BYTES];
        bool is_day = calendar_parse(str_from(rows[i].text), today, &day);
        if (is_day != (rows[i].day != NULL))
            fail_msg("%s is %s", rows[i].text, is_day ? "accepted" : "refused");
        if (!is_day)
            continue;
        date_write(day, text);
        assert_string_equal(text, rows[i].day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_single_dash_is_an_operand),
        cmocka_unit_test(letters_may_stand_together),
        cmocka_unit_test(a_format_may_name_its_file),
        cmocka_unit_test(the_last_word_about_a_switch_counts),
        cmocka_unit_test(values_become_what_they_mean),
        cmocka_unit_test(without_options_errors_fail_and_graphs_are_whole),
        cmocka_unit_test(what_is_wrong_is_refused_with_a_reason),
        cmocka_unit_test(every_option_can_be_spelled_in_one_way_only),
        cmocka_unit_test(a_day_is_a_date_or_counted_from_today),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
