/* test_table_markdown.c -- tables as GitHub shows them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "tests/unit/table_sample.h"

static void the_sample_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_document();
    struct out out;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    assert_golden(out_memory(&out), "sample.md");
    out_release(&out);
}

static void a_cross_table_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_cross();
    struct out out;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    assert_golden(out_memory(&out), "cross.md");
    out_release(&out);
}

static void a_report_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    assert_golden(out_memory(&out), "report.md");
    out_release(&out);
    arena_release(&arena);
}

static void payloads_are_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = payload_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    assert_golden(out_memory(&out), "payloads.md");
    out_release(&out);
    arena_release(&arena);
}

static size_t count_bars(struct str line)
{
    size_t bars = 0;

    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] == '|' && (i == 0 || line.ptr[i - 1] != '\\'))
            bars++;
    return bars;
}

/* A cell that ends its row or opens an element would change the count or leave a `<`. */
static void no_payload_leaves_its_cell(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = payload_document(&arena);
    struct out out;
    size_t rows = 0;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    for (struct str rest = out_memory(&out); rest.len > 0;) {
        struct str line = str_slice(rest, 0, str_find(rest, '\n'));
        rest = str_slice(rest, line.len + 1, rest.len);
        if (str_starts_with(line, STR("|"))) {
            assert_int_equal(count_bars(line), document.tables[0]->column_count + 1);
            rows++;
        }
        for (size_t i = 0; i < line.len; i++)
            if (line.ptr[i] == '<')
                assert_true(str_starts_with(str_slice(line, i, line.len), STR("<br>")));
    }
    assert_int_equal(rows, 4 * payload_count() + 3); /* each with heads and totals; that of all */
    out_release(&out);
    arena_release(&arena);
}

static void a_doc_cannot_become_markup(void **state)
{
    (void)state;
    const struct table table = {
        .title = STR("T"), .doc = STR("# no heading\n\n1. no list\n\n2026 is a year\n\n--- no rule")
    };
    const struct table *const tables[] = { &table };
    struct document document = { .tables = tables, .table_count = 1 };
    struct out out;

    out_open_memory(&out);
    table_write_markdown(&out, &document);
    struct str text = out_memory(&out);
    assert_true(str_contains(text, STR("\n\\# no heading\n")));
    assert_true(str_contains(text, STR("\n1\\. no list\n")));
    assert_true(str_contains(text, STR("\n2026 is a year\n")));
    assert_true(str_contains(text, STR("\n\\--- no rule\n")));
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_as_expected),
        cmocka_unit_test(payloads_are_as_expected),
        cmocka_unit_test(a_report_is_as_expected),
        cmocka_unit_test(no_payload_leaves_its_cell),
        cmocka_unit_test(a_doc_cannot_become_markup),
        cmocka_unit_test(a_cross_table_is_as_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
