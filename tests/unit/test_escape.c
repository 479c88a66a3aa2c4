/* test_escape.c -- one escaper per format; none lets a control character through. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/escape.h"

#include "tests/unit/test.h"

#include "base/utf8.h"

#include <string.h>

typedef void escape_fn(struct out *out, struct str text);

struct row {
    const char *name;
    escape_fn *escape;
    struct str text;
    const char *written;
};

#define REPLACED "\xef\xbf\xbd"

static const struct row rows[] = {
    { "json_empty", out_json, { NULL, 0 }, "\"\"" },
    { "json_plain", out_json, { "R-014 caf\xc3\xa9", 11 }, "\"R-014 caf\xc3\xa9\"" },
    { "json_quotes_and_backslashes", out_json, { "a\"b\\c", 5 }, "\"a\\\"b\\\\c\"" },
    { "json_short_escapes", out_json, { "\b\f\n\r\t", 5 }, "\"\\b\\f\\n\\r\\t\"" },
    { "json_nul_and_other_controls",
      out_json,
      { "\0\x1f\x7f\xc2\x9b", 5 },
      "\"\\u0000\\u001f\\u007f\\u009b\"" },
    { "json_ends_no_script", out_json, { "</script>", 9 }, "\"\\u003c/script>\"" },
    { "json_line_separators", out_json, { "\xe2\x80\xa8\xe2\x80\xa9", 6 }, "\"\\u2028\\u2029\"" },
    { "json_invalid_bytes",
      out_json,
      { "a\xff"
        "b\xc3",
        4 },
      "\"a" REPLACED "b" REPLACED "\"" },
    { "json_surrogate_bytes",
      out_json,
      { "\xed\xa0\x80", 3 },
      "\"" REPLACED REPLACED REPLACED "\"" },

    { "html_plain", out_html, { "R-014 caf\xc3\xa9", 11 }, "R-014 caf\xc3\xa9" },
    { "html_markup",
      out_html,
      { "<b a=\"x\" c='y'>&amp;", 20 },
      "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;" },
    { "html_keeps_tabs_and_lines", out_html, { "a\tb\nc", 5 }, "a\tb\nc" },
    { "html_drops_controls",
      out_html,
      { "a\0b\rc\x1b"
        "d\x7f"
        "e\xc2\x85"
        "f",
        12 },
      "abcdef" },
    { "html_replaces_what_xml_forbids",
      out_html,
      { "\xef\xbf\xbe\xef\xbf\xbf", 6 },
      REPLACED REPLACED },
    { "html_invalid_bytes", out_html, { "\xc0\xbc", 2 }, REPLACED REPLACED },

    { "csv_empty", out_csv, { "", 0 }, "\"\"" },
    { "csv_quotes_are_doubled", out_csv, { "a \"b\", c", 8 }, "\"a \"\"b\"\", c\"" },
    { "csv_keeps_line_ends_inside_the_quotes", out_csv, { "a\r\nb\tc", 6 }, "\"a\r\nb\tc\"" },
    { "csv_drops_other_controls",
      out_csv,
      { "a\0b\x1b"
        "c\xc2\x9b"
        "d",
        8 },
      "\"abcd\"" },
    { "csv_equals_sign_is_no_formula", out_csv, { "=1+1", 4 }, "\"'=1+1\"" },
    { "csv_plus", out_csv, { "+1", 2 }, "\"'+1\"" },
    { "csv_minus", out_csv, { "-1", 2 }, "\"'-1\"" },
    { "csv_at", out_csv, { "@SUM(A1)", 8 }, "\"'@SUM(A1)\"" },
    { "csv_tab", out_csv, { "\t=1", 3 }, "\"'\t=1\"" },
    { "csv_carriage_return", out_csv, { "\r=1", 3 }, "\"'\r=1\"" },
    { "csv_a_dropped_control_hides_no_formula", out_csv, { "\x01\xc2\x80=1", 5 }, "\"'=1\"" },
    { "csv_a_sign_inside_is_harmless", out_csv, { "a=1", 3 }, "\"a=1\"" },
    { "csv_invalid_bytes", out_csv, { "\xff=", 2 }, "\"" REPLACED "=\"" },

    { "markdown_cell_border", out_markdown, { "a|b", 3 }, "a\\|b" },
    { "markdown_line_ends", out_markdown, { "a\nb\r\nc\td", 8 }, "a<br>b<br>c d" },
    { "markdown_markup", out_markdown, { "*_`[x](y)~\\$", 12 }, "\\*\\_\\`\\[x\\](y)\\~\\\\\\$" },
    { "markdown_html", out_markdown, { "<script>&lt;", 12 }, "&lt;script&gt;&amp;lt;" },
    { "markdown_drops_controls",
      out_markdown,
      { "a\0\x1b\x7f"
        "b",
        5 },
      "ab" },
    { "markdown_ids_stay_readable", out_markdown, { "A.5.15 R-014", 12 }, "A.5.15 R-014" },

    { "dot_empty", out_dot, { "", 0 }, "\"\"" },
    { "dot_quotes_and_backslashes", out_dot, { "a\"b\\N\\", 6 }, "\"a\\\"b\\\\N\\\\\"" },
    { "dot_line_ends", out_dot, { "a\nb", 3 }, "\"a\\nb\"" },
    { "dot_controls_become_spaces",
      out_dot,
      { "a\0b\tc\r\xc2\x9b"
        "d",
        9 },
      "\"a b c  d\"" },
    { "dot_html_is_text", out_dot, { "<b>x</b>", 8 }, "\"<b>x</b>\"" },
    { "dot_an_ampersand_stays", out_dot, { "R&D; a & b;", 11 }, "\"R&amp;D; a & b;\"" },
    { "dot_an_entity_shows_as_written",
      out_dot,
      { "&lt; &#60; &;", 13 },
      "\"&amp;lt; &amp;#60; &;\"" },
    { "dot_invalid_bytes", out_dot, { "\xff", 1 }, "\"" REPLACED "\"" },
};

static void text_is_escaped(void **state)
{
    const struct row *row = *state;
    struct out out;
    out_open_memory(&out);
    row->escape(&out, row->text);
    assert_text(out_memory(&out), row->written);
    out_release(&out);
}

/* Controls that a format may show as they are. */
struct format {
    const char *name, *alike;
    escape_fn *escape;
    const char *allowed;
};

static const struct format formats[] = {
    { "json_lets_no_control_and_no_bad_byte_through", "json_looks_at_blocks_as_at_bytes", out_json,
      "" },
    { "html_lets_no_control_and_no_bad_byte_through", "html_looks_at_blocks_as_at_bytes", out_html,
      "\t\n" },
    { "csv_lets_no_control_and_no_bad_byte_through", "csv_looks_at_blocks_as_at_bytes", out_csv,
      "\t\n\r" },
    { "markdown_lets_no_control_and_no_bad_byte_through", "markdown_looks_at_blocks_as_at_bytes",
      out_markdown, "" },
    { "dot_lets_no_control_and_no_bad_byte_through", "dot_looks_at_blocks_as_at_bytes", out_dot,
      "" },
};

static void assert_clean(struct str text, const char *allowed)
{
    for (size_t index = 0; index < text.len;) {
        uint32_t code = utf8_next(text, &index);
        assert_true(code != UTF8_INVALID);
        bool is_control = code < 0x20 || (code >= 0x7f && code < 0xa0);
        if (is_control && (code == 0 || code > 0x7f || strchr(allowed, (int)code) == NULL))
            fail_msg("U+%04X went through", code);
    }
}

/* All pairs of bytes: among them every control, every C1 and every kind of bad sequence. */
static void every_pair_of_bytes_comes_out_clean(void **state)
{
    const struct format *format = *state;
    struct out out;
    out_open_memory(&out);
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        const char bytes[] = { (char)(pair >> 8), (char)(pair & 0xff), 'z' };
        out.len = 0;
        format->escape(&out, (struct str){ bytes, sizeof bytes });
        assert_clean(out_memory(&out), format->allowed);
    }
    out_release(&out);
}

/* What each format must not let through as it is, of printable ASCII; all else it must. */
static void exactly_the_special_characters_are_replaced(void **state)
{
    static const struct {
        escape_fn *escape;
        const char *special;
    } specials[] = {
        { out_json, "\"\\<" }, { out_html, "&<>\"'" },
        { out_csv, "\"" },     { out_markdown, "\\`*_[]|~$&<>" },
        { out_dot, "\"\\" },
    };
    struct out out;
    (void)state;

    out_open_memory(&out);
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++) {
        for (char c = ' '; c <= '~'; c++) {
            const char bytes[] = { 'x', c, 'y', '\0' };
            out.len = 0;
            specials[i].escape(&out, (struct str){ bytes, 3 });
            assert_int_equal(str_contains(out_memory(&out), (struct str){ bytes, 3 }),
                             strchr(specials[i].special, c) == NULL);
        }
    }
    out_release(&out);
}

/* Without the quotes that some formats put around a text. */
static struct str inside(const struct out *out)
{
    struct str all = out_memory(out);
    bool is_quoted = all.len >= 2 && all.ptr[0] == '"';

    return is_quoted ? str_slice(all, 1, all.len - 1) : all;
}

/* Long texts are looked at in blocks, short ones byte by byte: a byte is written in the same way
 * wherever it stands between letters. */
static void a_byte_is_written_alike_at_every_place(void **state)
{
    enum { LENGTH = 40 };
    const struct format *format = *state;
    struct out alone, expected, out;

    out_open_memory(&alone);
    out_open_memory(&expected);
    out_open_memory(&out);
    for (unsigned byte = 0; byte < 0x100; byte++) {
        const char bytes[] = { 'a', (char)byte, 'a' };
        alone.len = 0;
        format->escape(&alone, (struct str){ bytes, sizeof bytes });
        for (size_t place = 1; place < LENGTH - 1; place++) {
            char text[LENGTH];
            memset(text, 'a', LENGTH);
            text[place] = (char)byte;
            out.len = expected.len = 0;
            out_repeat(&expected, 'a', place - 1);
            out_str(&expected, inside(&alone));
            out_repeat(&expected, 'a', LENGTH - 2 - place);
            format->escape(&out, (struct str){ text, LENGTH });
            assert_true(str_equal(inside(&out), out_memory(&expected)));
        }
    }
    out_release(&alone);
    out_release(&expected);
    out_release(&out);
}

static void assert_unchanged(escape_fn *escape, struct str text)
{
    struct out out;

    out_open_memory(&out);
    escape(&out, text);
    assert_true(str_equal(inside(&out), text));
    out_release(&out);
}

static void assert_same_csv(struct str text)
{
    struct out out, expected;

    out_open_memory(&out);
    out_open_memory(&expected);
    out_csv_inert(&out, text);
    out_csv(&expected, text);
    assert_true(str_equal(out_memory(&out), out_memory(&expected)));
    out_release(&out);
    out_release(&expected);
}

/* All pairs of bytes before letters, which are few and many: so all that can begin a text. */
static void inert_texts_are_written_as_they_are(void **state)
{
    static escape_fn *const unquoted[] = { out_json, out_html, out_markdown, out_dot };
    char text[40];
    (void)state;

    memset(text, 'a', sizeof text);
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        struct str some = { text, pair % sizeof text + 1 };
        text[0] = (char)(pair >> 8);
        text[1] = (char)(pair & 0xff);
        if (!text_is_inert(some))
            continue;
        for (size_t i = 0; i < sizeof unquoted / sizeof unquoted[0]; i++)
            assert_unchanged(unquoted[i], some);
        assert_same_csv(some);
    }
    assert_same_csv((struct str){ 0 });
    assert_true(text_is_inert(STR("R-000053; Some plain title, 2026-08-03 @ 5 + 3")));
    assert_false(text_is_inert(STR("caf\xc3\xa9")));
}

enum { ROWS = sizeof rows / sizeof rows[0], FORMATS = sizeof formats / sizeof formats[0] };

int main(void)
{
    struct CMUnitTest tests[ROWS + 2 * FORMATS + 2] = {
        [ROWS + 2 * FORMATS] = cmocka_unit_test(exactly_the_special_characters_are_replaced),
        [ROWS + 2 * FORMATS + 1] = cmocka_unit_test(inert_texts_are_written_as_they_are),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, text_is_escaped, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    for (size_t i = 0; i < FORMATS; i++) {
        void *format = (void *)(uintptr_t)&formats[i];
        tests[ROWS + i] = (struct CMUnitTest){ formats[i].name, every_pair_of_bytes_comes_out_clean,
                                               NULL, NULL, format };
        tests[ROWS + FORMATS + i] =
            (struct CMUnitTest){ formats[i].alike, a_byte_is_written_alike_at_every_place, NULL,
                                 NULL, format };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
