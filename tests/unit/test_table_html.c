/* test_table_html.c -- one page that needs nothing, and lets nothing in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/sha256.h"
#include "engine/views/page_style.h"
#include "tests/unit/table_sample.h"

#include <stdio.h>
#include <stdlib.h>

/* The style is not golden: its place is page.css, and whoever changes it looks at the page. */
static void the_body_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_document();
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    assert_golden(str_slice(text, text_find(text, "<body>"), text.len), "sample.html");
    out_release(&out);
}

static void a_cross_table_is_as_expected(void **state)
{
    (void)state;
    struct document document = sample_cross();
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    assert_golden(str_slice(text, text_find(text, "<body>"), text.len), "cross.html");
    out_release(&out);
}

static void payloads_are_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = payload_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    assert_golden(str_slice(text, text_find(text, "<body>"), text.len), "payloads.html");
    out_release(&out);
    arena_release(&arena);
}

static struct str between(struct str text, const char *before, const char *after)
{
    size_t start = text_find(text, before) + strlen(before);
    struct str rest = str_slice(text, start, text.len);

    return str_slice(rest, 0, text_find(rest, after));
}

static void the_policy_names_the_hash_of_the_style(void **state)
{
    (void)state;
    struct document document = sample_document();
    char hash[SHA256_BASE64_CHARS];
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    struct sha256_digest digest = sha256_of(between(text, "<style>", "</style>"));
    sha256_base64(&digest, hash);
    struct str named = between(text, "style-src 'sha256-", "'");
    assert_true(str_equal(named, (struct str){ hash, sizeof(hash) }));
    assert_true(str_contains(text, STR("default-src 'none'")));
    out_release(&out);
}

static size_t count_text(struct str text, const char *part)
{
    size_t count = 0;

    for (size_t at = text_find(text, part); at < text.len; at = text_find(text, part)) {
        text = str_slice(text, at + 1, text.len);
        count++;
    }
    return count;
}

static void a_report_is_as_expected(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document document = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    assert_golden(str_slice(text, text_find(text, "<body>"), text.len), "report.html");
    out_release(&out);
    arena_release(&arena);
}

static void payloads_open_no_element(void **state)
{
    static const char *const forbidden[] = { "<script",     "<img", "<a href=\"j", " style=",
                                             " onerror=\"", "<!--", "<![" };
    (void)state;
    struct arena arena = { 0 };
    struct document document = report_document(&arena);
    struct out out;

    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
        assert_int_equal(count_text(text, forbidden[i]), 0);
    assert_int_equal(count_text(text, "<style"), 1);
    assert_int_equal(count_text(text, "</title>"), 1);
    assert_int_equal(count_text(text, "</style>"), 1);
    out_release(&out);
    arena_release(&arena);
}

static void ids_are_unique_and_links_have_targets(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct document documents[] = { sample_document(), payload_document(&arena),
                                    report_document(&arena) };
    struct out out;

    out_open_memory(&out);
    for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
        out.len = 0;
        table_write_html(&out, &documents[i]);
        struct str text = out_memory(&out);
        struct out id;
        out_open_memory(&id);
        for (struct str rest = text; rest.len > 0; rest = str_slice(rest, 1, rest.len)) {
            bool is_link = str_starts_with(rest, STR("href=\"#"));
            if (!is_link && !str_starts_with(rest, STR(" id=\"")))
                continue;
            id.len = 0;
            out_text(&id, " id=\"");
            out_str(&id, between(rest, is_link ? "#" : "\"", "\""));
            out_text(&id, "\"");
            out_char(&id, '\0');
            assert_int_equal(count_text(text, id.buffer), 1);
        }
        out_release(&id);
    }
    out_release(&out);
    arena_release(&arena);
}

/* --------------------------------------------------------------- contrast */

static unsigned read_channel(struct str hex, size_t index)
{
    char digits[3] = { hex.ptr[2 * index], hex.ptr[2 * index + 1], '\0' };

    return (unsigned)strtoul(digits, NULL, 16);
}

static double power_2_4(double base)
{
    double low = 0.0;
    double high = 1.0;
    double twelfth = 1.0;

    for (int i = 0; i < 12; i++)
        twelfth *= base;
    for (int i = 0; i < 60; i++) { /* x with x^5 = base^12 */
        double x = (low + high) / 2.0;
        if (x * x * x * x * x < twelfth)
            low = x;
        else
            high = x;
    }
    return low;
}

static double luminance(struct str hex)
{
    static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0.0;

    for (size_t i = 0; i < 3; i++) {
        double share = read_channel(hex, i) / 255.0;
        sum += weights[i] * (share <= 0.04045 ? share / 12.92 : power_2_4((share + 0.055) / 1.055));
    }
    return sum;
}

static void assert_readable(struct str background, bool is_black)
{
    double shade = luminance(background) + 0.05;
    double contrast = is_black ? shade / 0.05 : 1.05 / shade;

    if (contrast < 4.5)
        fail_msg("contrast %.2f on #%.*s", contrast, STR_ARG(background));
}

/* Every rule that the writer makes for a colour, on light and dark pages. */
static void assert_tones_readable(struct str color)
{
    struct cell cell = { .kind = CELL_SYMBOL, .text = STR("x"), .color = color };
    struct table_column column = { .label = STR("c") };
    struct table table = { .columns = &column, .column_count = 1, .cells = &cell, .row_count = 1 };
    const struct table *const tables[] = { &table };
    struct document document = { .tables = tables, .table_count = 1 };
    struct out out;

    out_open_memory(&out);
    page_style_write(&out, &document);
    struct str rest = str_slice(out_memory(&out), page_css().len, out.len);
    assert_int_equal(count_text(rest, "background: #"), 2);
    for (int i = 0; i < 2; i++) {
        size_t at = text_find(rest, "background: #") + strlen("background: #");
        rest = str_slice(rest, at, rest.len);
        assert_readable(str_slice(rest, 0, 6), str_contains(str_slice(rest, 0, 22), STR("#000")));
    }
    out_release(&out);
}

static void words_are_readable_on_every_colour(void **state)
{
    (void)state;
    char color[8] = "#000000";

    for (unsigned red = 0; red < 256; red += 17)
        for (unsigned green = 0; green < 256; green += 17)
            for (unsigned blue = 0; blue < 256; blue += 51) {
                snprintf(color, sizeof(color), "#%02x%02x%02x", red, green, blue);
                assert_tones_readable(str_from(color));
            }
}

static void named_tones_are_readable(void **state)
{
    static const char *const names[] = { "green", "yellow", "orange", "red", "blue", "grey" };
    (void)state;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct str rest = page_css();
        char ground[32];
        char ink[32];
        snprintf(ground, sizeof(ground), "--%s: #", names[i]);
        snprintf(ink, sizeof(ink), "--%s-ink: #", names[i]);
        assert_int_equal(count_text(rest, ground), 2);
        for (int mode = 0; mode < 2; mode++) {
            rest = str_slice(rest, text_find(rest, ground) + strlen(ground), rest.len);
            double a = luminance(str_slice(rest, 0, 6)) + 0.05;
            struct str text = str_slice(rest, text_find(rest, ink) + strlen(ink), rest.len);
            double b = luminance(str_slice(text, 0, 6)) + 0.05;
            if ((a > b ? a / b : b / a) < 4.5)
                fail_msg("%s is hard to read", names[i]);
        }
    }
}

static void what_is_no_colour_makes_no_class(void **state)
{
    static const char *const wrong[] = { "",        "purple", "#12345", "#1234567",
                                         "#12345g", "red;",   "Red" };
    (void)state;
    struct out out;

    out_open_memory(&out);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        assert_false(page_tone_class(&out, str_from(wrong[i])));
    assert_int_equal(out.len, 0);
    assert_true(page_tone_class(&out, STR("#6BAED6")));
    assert_text(out_memory(&out), "tone tone-6baed6");
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_body_is_as_expected),
        cmocka_unit_test(a_cross_table_is_as_expected),
        cmocka_unit_test(payloads_are_as_expected),
        cmocka_unit_test(a_report_is_as_expected),
        cmocka_unit_test(the_policy_names_the_hash_of_the_style),
        cmocka_unit_test(payloads_open_no_element),
        cmocka_unit_test(ids_are_unique_and_links_have_targets),
        cmocka_unit_test(words_are_readable_on_every_colour),
        cmocka_unit_test(named_tones_are_readable),
        cmocka_unit_test(what_is_no_colour_makes_no_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
