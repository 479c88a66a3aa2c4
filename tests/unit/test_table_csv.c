/* test_table_csv.c -- tables for spreadsheets, which run what looks like a formula. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "engine/views/cell.h"
#include "tests/unit/table_sample.h"

static void the_sample_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_document();
    struct out out;

    out_open_memory(&out);
    table_write_csv(&out, &document);
    assert_golden(out_memory(&out), "sample.csv");
    out_release(&out);
}

static void a_cross_table_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_cross();
    struct out out;

    out_open_memory(&out);
    table_write_csv(&out, &document);
    assert_golden(out_memory(&out), "cross.csv");
    out_release(&out);
}

/* Reads one field as RFC 4180 says; `value` gets it without quotes. Returns the byte behind it. */
static char read_field(struct str *rest, struct out *value)
{
    size_t at = 0;
    bool is_quoted = rest->len > 0 && rest->ptr[0] == '"';

    value->len = 0;
    for (at = is_quoted; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (is_quoted && c == '"') {
            at++;
            if (at == rest->len || rest->ptr[at] != '"')
                break;
        } else if (!is_quoted && (c == ',' || c == '\n')) {
            break;
        }
        out_char(value, c);
    }
    assert_true(at < rest->len);
    char separator = rest->ptr[at];
    assert_true(separator == ',' || separator == '\n');
    *rest = str_slice(*rest, at + 1, rest->len);
    return separator;
}

static void assert_no_formula(struct str value)
{
    if (value.len > 0)
        assert_null(memchr("=+-@\t\r", value.ptr[0], 6));
}

static void no_field_begins_a_formula(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = payload_document(&arena);
    size_t fields = 0;
    size_t lines = 0;
    struct out out;
    struct out value;

    out_open_memory(&out);
    out_open_memory(&value);
    table_write_csv(&out, &document);
    for (struct str rest = out_memory(&out); rest.len > 0; fields++) {
        lines += read_field(&rest, &value) == '\n';
        assert_no_formula(out_memory(&value));
    }
    assert_int_equal(lines, payload_count() + 1);
    assert_int_equal(fields, lines * (document.tables[0]->column_count + 1));
    out_release(&out);
    out_release(&value);
    arena_release(&arena);
}

static void tables_are_apart_by_one_empty_line(void **state)
{
    (void)state;
    struct document document = sample_document();
    struct out out;

    out_open_memory(&out);
    table_write_csv(&out, &document);
    assert_true(str_contains(out_memory(&out), STR("\n\n\"severity\"")));
    out_release(&out);
}

struct number_row {
    const char *text;
    bool is_number;
};

static void only_numbers_stand_bare(void **state)
{
    static const struct number_row rows[] = {
        { "0", true },      { "-5", true },    { "400000", true }, { "0.50", true },
        { "-0.5", true },   { "", false },     { "-", false },     { "007", false },
        { ".5", false },    { "5.", false },   { "1e5", false },   { "+1", false },
        { "1 EUR", false }, { "-1+1", false }, { "0x1", false },   { "1_000", false },
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (text_is_json_number(str_from(rows[i].text)) != rows[i].is_number)
            fail_msg("`%s` is %sa number", rows[i].text, rows[i].is_number ? "" : "not ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_as_expected),
        cmocka_unit_test(a_cross_table_is_as_expected),
        cmocka_unit_test(no_field_begins_a_formula),
        cmocka_unit_test(tables_are_apart_by_one_empty_line),
        cmocka_unit_test(only_numbers_stand_bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
