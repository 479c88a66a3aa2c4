/* test_str.c -- views of text: cutting, searching, and the two orders. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/str.h"

#include "tests/unit/test.h"

static const struct str none = { 0 };

static void a_slice_is_clamped_to_the_text(void **state)
{
    (void)state;
    assert_text(str_slice(STR("control"), 3, 5), "tr");
    assert_text(str_slice(STR("control"), 3, 500), "trol");
    assert_text(str_slice(STR("control"), 500, 600), "");
    assert_text(str_slice(STR("control"), 5, 3), "");
    assert_text(str_slice(none, 0, 1), "");
}

static void trimming_takes_blanks_at_both_ends_only(void **state)
{
    (void)state;
    assert_text(str_trim(STR(" \t\r\na b\n ")), "a b");
    assert_text(str_trim(STR("a")), "a");
    assert_text(str_trim(STR(" \n ")), "");
    assert_text(str_trim(none), "");
    assert_text(str_trim(STR("\fa")), "\fa");
}

static void equality_compares_every_byte(void **state)
{
    (void)state;
    assert_true(str_equal(STR("R-014"), STR("R-014")));
    assert_false(str_equal(STR("R-014"), STR("R-015")));
    assert_false(str_equal(STR("R-014"), STR("R-01")));
    assert_false(str_equal(STR("a\0b"), STR("a\0c")));
    assert_true(str_equal(none, STR("")));
}

static void case_is_ignored_for_ascii_letters_only(void **state)
{
    (void)state;
    assert_true(str_equal_ignoring_case(STR("ISO-Title"), STR("iso-tITLE")));
    assert_false(str_equal_ignoring_case(STR("\xc3\x84"), STR("\xc3\xa4"))); /* A, a with dots */
    assert_false(str_equal_ignoring_case(STR("@"), STR("`"))); /* 0x20 apart, but no letters */
    assert_false(str_equal_ignoring_case(STR("ab"), STR("abc")));
}

static void the_empty_text_begins_and_ends_and_lies_in_every_text(void **state)
{
    (void)state;
    assert_true(str_starts_with(STR("abc"), none));
    assert_true(str_ends_with(STR("abc"), none));
    assert_true(str_contains(STR("abc"), none));
    assert_true(str_starts_with(none, none));
    assert_true(str_ends_with(none, none));
    assert_true(str_contains(none, none));
}

static void parts_are_found_where_they_are(void **state)
{
    (void)state;
    assert_true(str_starts_with(STR("core.assets"), STR("core.")));
    assert_false(str_starts_with(STR("cor"), STR("core")));
    assert_false(str_starts_with(STR("xcore"), STR("core")));
    assert_true(str_ends_with(STR("core.isms"), STR(".isms")));
    assert_false(str_ends_with(STR("isms"), STR(".isms")));
    assert_false(str_ends_with(STR("core.ismsx"), STR(".isms")));
    assert_true(str_contains(STR("aab"), STR("ab")));
    assert_true(str_contains(STR("a\0b"), STR("\0b")));
    assert_false(str_contains(STR("aab"), STR("ba")));
    assert_false(str_contains(none, STR("a")));
}

static void a_byte_that_is_missing_is_found_at_the_end(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("a.b.c"), '.'), 1);
    assert_int_equal(str_find_last(STR("a.b.c"), '.'), 3);
    assert_int_equal(str_find(STR("abc"), '.'), 3);
    assert_int_equal(str_find_last(STR("abc"), '.'), 3);
    assert_int_equal(str_find(none, '.'), 0);
    assert_int_equal(str_find_last(none, '.'), 0);
    assert_int_equal(str_find(STR("a\0"), '\0'), 1);
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

typedef int compare_fn(struct str a, struct str b);

/* Every text in the list is less than all that follow it. */
static void assert_ascending(compare_fn *compare, const struct str *texts, size_t ntexts)
{
    for (size_t i = 0; i < ntexts; i++) {
        for (size_t j = 0; j < ntexts; j++) {
            int expected = sign((i > j) - (i < j));
            if (sign(compare(texts[i], texts[j])) != expected)
                fail_msg("wrong order of \"%.*s\" and \"%.*s\"", STR_ARG(texts[i]),
                         STR_ARG(texts[j]));
        }
    }
}

static void the_order_by_byte_is_unsigned_and_puts_a_prefix_first(void **state)
{
    (void)state;
    const struct str ascending[] = {
        STR(""),   STR("\0"), STR("A"),        STR("A.10"), STR("A.5"),
        STR("Aa"), STR("a"),  STR("\xc3\xa4"), STR("\xff"),
    };
    assert_ascending(str_compare, ascending, sizeof ascending / sizeof ascending[0]);
}

static void the_order_for_people_reads_numbers(void **state)
{
    (void)state;
    const struct str ascending[] = {
        STR(""),
        STR("0"),
        STR("00"), /* equal numbers: by byte */
        STR("1"),
        STR("9"),
        STR("10"),
        STR("10a2"),
        STR("10a10"),
        STR("99999999999999999999999998"),
        STR("99999999999999999999999999"),
        STR("A"),
        STR("A.5"),
        STR("A.5.1"),
        STR("A.05.2"), /* 5 equals 05, so 1 and 2 decide */
        STR("A.5.2"),
        STR("A.5.10"),
        STR("A.6"),
        STR("A.50"),
        STR("A.x"),
        STR("R-9"),
        STR("R-014"),
        STR("R-14"),
        STR("R-100"),
        STR("\xc3\xa4"),
    };
    assert_ascending(str_compare_natural, ascending, sizeof ascending / sizeof ascending[0]);
}

/* A full stop stands before all numbers, a letter behind them. */
enum { SHORT_MOST = 4, BEFORE = -1, BEHIND = 100000, END = -2 };

struct short_text {
    char bytes[SHORT_MOST];
    size_t len;
    int parts[SHORT_MOST + 1]; /* what people read; ends with END */
};

static void read_parts(struct short_text *text)
{
    size_t part = 0;

    for (size_t at = 0; at < text->len; part++) {
        text->parts[part] = text->bytes[at] == '.' ? BEFORE : BEHIND;
        if (text->bytes[at] >= '0' && text->bytes[at] <= '9')
            text->parts[part] = 0;
        else
            at++;
        while (text->parts[part] < BEHIND && text->parts[part] != BEFORE && at < text->len &&
               text->bytes[at] >= '0' && text->bytes[at] <= '9')
            text->parts[part] = text->parts[part] * 10 + (text->bytes[at++] - '0');
    }
    text->parts[part] = END;
}

/* Every text of these characters that is not longer. */
static size_t all_short_texts(struct short_text *texts)
{
    static const char characters[] = { '.', '0', '1', '9', 'a' };
    size_t count = 1;

    texts[0] = (struct short_text){ .parts = { END } };
    for (size_t from = 0; texts[from].len < SHORT_MOST; from++)
        for (size_t i = 0; i < sizeof characters; i++) {
            struct short_text *text = &texts[count++];
            *text = texts[from];
            text->bytes[text->len++] = characters[i];
            read_parts(text);
        }
    return count;
}

static int compare_parts(const struct short_text *a, const struct short_text *b)
{
    size_t part = 0;

    while (a->parts[part] == b->parts[part] && a->parts[part] != END)
        part++;
    if (a->parts[part] != b->parts[part])
        return a->parts[part] - b->parts[part];
    return str_compare((struct str){ a->bytes, a->len }, (struct str){ b->bytes, b->len });
}

static void the_order_for_people_is_that_of_what_they_read(void **state)
{
    static struct short_text texts[1000];
    size_t count = all_short_texts(texts);

    (void)state;
    assert_int_equal(count, 1 + 5 + 25 + 125 + 625);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            struct str a = { texts[i].bytes, texts[i].len };
            struct str b = { texts[j].bytes, texts[j].len };
            if (sign(str_compare_natural(a, b)) != sign(compare_parts(&texts[i], &texts[j])))
                fail_msg("wrong order of \"%.*s\" and \"%.*s\"", STR_ARG(a), STR_ARG(b));
        }
}

/* The same order behind what is equal, whether that fills words or not. */
static void assert_same_order_behind(const char *start, struct str a, struct str b)
{
    char one[64], other[64];
    struct str x = { one, strlen(start) + a.len }, y = { other, strlen(start) + b.len };

    memcpy(one, start, strlen(start));
    memcpy(other, start, strlen(start));
    memcpy(one + strlen(start), a.ptr, a.len);
    memcpy(other + strlen(start), b.ptr, b.len);
    if (sign(str_compare_natural(x, y)) != sign(str_compare_natural(a, b)))
        fail_msg("wrong order of \"%.*s\" and \"%.*s\"", STR_ARG(x), STR_ARG(y));
}

static void what_is_equal_before_changes_no_order(void **state)
{
    static struct short_text texts[1000];
    size_t count = all_short_texts(texts);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            struct str a = { texts[i].bytes, texts[i].len };
            struct str b = { texts[j].bytes, texts[j].len };
            assert_same_order_behind("risk-of-", a, b);
            assert_same_order_behind("a-risk-of-x.", a, b);
        }
}

static void assert_prefix_agrees(struct str a, struct str b)
{
    uint64_t x = str_natural_prefix(a), y = str_natural_prefix(b);

    if (x != y && (x < y) != (str_compare_natural(a, b) < 0))
        fail_msg("wrong prefixes of \"%.*s\" and \"%.*s\"", STR_ARG(a), STR_ARG(b));
}

static void a_smaller_prefix_comes_first(void **state)
{
    static struct short_text texts[1000];
    size_t count = all_short_texts(texts);
    char digits[40];

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_prefix_agrees((struct str){ texts[i].bytes, texts[i].len },
                                 (struct str){ texts[j].bytes, texts[j].len });
    memset(digits, '7', sizeof digits);
    for (size_t i = 0; i <= sizeof digits; i++)
        for (size_t j = 0; j <= sizeof digits; j++) {
            assert_prefix_agrees((struct str){ digits, i }, (struct str){ digits, j });
            if (i != j && j <= 6)
                assert_int_not_equal(str_natural_prefix((struct str){ digits, i }),
                                     str_natural_prefix((struct str){ digits, j }));
        }
    assert_true(str_natural_prefix(STR("R-000123")) < str_natural_prefix(STR("R-0124")));
    assert_true(str_natural_prefix(STR("R-99")) < str_natural_prefix(STR("R-100")));
    assert_int_equal(str_natural_prefix(none), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slice_is_clamped_to_the_text),
        cmocka_unit_test(trimming_takes_blanks_at_both_ends_only),
        cmocka_unit_test(equality_compares_every_byte),
        cmocka_unit_test(case_is_ignored_for_ascii_letters_only),
        cmocka_unit_test(the_empty_text_begins_and_ends_and_lies_in_every_text),
        cmocka_unit_test(parts_are_found_where_they_are),
        cmocka_unit_test(a_byte_that_is_missing_is_found_at_the_end),
        cmocka_unit_test(the_order_by_byte_is_unsigned_and_puts_a_prefix_first),
        cmocka_unit_test(the_order_for_people_reads_numbers),
        cmocka_unit_test(the_order_for_people_is_that_of_what_they_read),
        cmocka_unit_test(what_is_equal_before_changes_no_order),
        cmocka_unit_test(a_smaller_prefix_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
