/* test_table_json.c -- tables for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "tests/unit/table_sample.h"

static void assert_document_is(struct document document, const char *golden)
{
    struct out out;

    out_open_memory(&out);
    table_write_json(&out, &document);
    assert_golden(out_memory(&out), golden);
    out_release(&out);
}

static void the_sample_is_as_expected(void **state)
{
    (void)state;
    assert_document_is(sample_document(), "sample.json");
}

static void a_cross_table_is_as_expected(void **state)
{
    (void)state;
    assert_document_is(sample_cross(), "cross.json");
}

static void a_report_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_json(&out, &document);
    assert_golden(out_memory(&out), "report.json");
    out_release(&out);
    arena_release(&arena);
}

static void payloads_are_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };

    assert_document_is(payload_document(&arena), "payloads.json");
    arena_release(&arena);
}

static void no_tables_are_an_empty_array(void **state)
{
    (void)state;
    assert_document_is(sample_nothing(), "nothing.json");
}

static void a_table_without_rows_has_an_empty_array(void **state)
{
    (void)state;
    assert_document_is(sample_empty(), "empty.json");
}

/* Inside strings only escapes; outside nothing but JSON's own bytes: so no payload ends its string.
 */
static void every_string_ends_where_it_should(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = report_document(&arena);
    bool in_string = false;
    struct out out;

    out_open_memory(&out);
    table_write_json(&out, &document);
    struct str text = out_memory(&out);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        assert_true(c == '\n' || (unsigned char)c >= 0x20);
        assert_true(c != '<');
        if (c == '"')
            in_string = !in_string;
        else if (in_string && c == '\\')
            i++;
        else if (!in_string)
            assert_non_null(memchr("{}[]:, \n0123456789nultrefas", c, 27));
    }
    assert_false(in_string);
    out_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_as_expected),
        cmocka_unit_test(payloads_are_as_expected),
        cmocka_unit_test(a_cross_table_is_as_expected),
        cmocka_unit_test(a_report_is_as_expected),
        cmocka_unit_test(no_tables_are_an_empty_array),
        cmocka_unit_test(a_table_without_rows_has_an_empty_array),
        cmocka_unit_test(every_string_ends_where_it_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
