/* test_diag_styles.c -- concise, plain, coloured and ASCII diagnostics, and hostile texts. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"

#include "base/utf8.h"
#include "tests/unit/diag_case.h"

#define API   "risks/api.isms"
#define FIFTY "0123456789 123456789 123456789 123456789 12345678 "
#define LONG  FIFTY FIFTY FIFTY FIFTY

/* The unknown reference of language.md section 9 in every style. */
#define UNKNOWN_REFERENCE                                                                          \
    .files = { { API, "risk R-014 \"Customer data\"\n\n\n    - TRT-31\n", false },                 \
               { "treatments/2026.isms", "treatment TRT-031 \"Rate limiting\"\n", false } },       \
    .text = "there is no treatment named `TRT-31`",                                                \
    .primary = { "TRT-31", .label = "not declared anywhere in the project" },                      \
    .labels = { { "R-014", .label = "in this risk" }, { "TRT-031", 1, .label = "similar name" } }, \
    .fix = { "TRT-31", .label = "did you mean `TRT-031`?" }, .replacement = "TRT-031",             \
    .notes = { { "there are 3 treatments", .is_help = false },                                     \
               { "to declare it:  isms new treatment", .is_help = true, .is_after_fix = true } }

static const struct diag_case rows[] = {
    {
        .name = "concise is one line with the safe fix",
        .options.style = STYLE_CONCISE,
        UNKNOWN_REFERENCE,
        .expected = "risks/api.isms:4:7: error[E0201] there is no treatment named `TRT-31`; did "
                    "you mean `TRT-031`?\n",
    },
    {
        .name = "concise without a place begins with the severity",
        .options.style = STYLE_CONCISE,
        .text = "there is no project here",
        .notes = { { "isms new project makes one", .is_help = true } },
        .expected = "error[E0201] there is no project here\n",
    },
    {
        .name = "concise says nothing of an unsafe fix",
        .options.style = STYLE_CONCISE,
        .files = { { API, "one\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .fix = { "one", .label = "did you mean `two`?" },
        .replacement = "two",
        .safety = FIX_UNSAFE,
        .expected = "risks/api.isms:1:1: error[E0201] x\n",
    },
    {
        .name = "concise says nothing of a fix without a title",
        .options.style = STYLE_CONCISE,
        .files = { { API, "one\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .fix = { "one", .label = "" },
        .replacement = "two",
        .expected = "risks/api.isms:1:1: error[E0201] x\n",
    },
    {
        .name = "concise stays on one line whatever the texts hold",
        .options.style = STYLE_CONCISE,
        .files = { { "a\nb\x1b.isms", "\u8cc7\u7523 one\n", false } },
        .rule = "RT\n1",
        .severity = SEVERITY_INFO,
        .text = "one\r\ntwo\t\x1b[2Jthree\n",
        .primary = { .words = "one" },
        .fix = { "one", .label = "four\nfive" },
        .replacement = "two",
        .expected = "a\\nb\\x1b.isms:1:4: info[RT\\n1] one two \\x1b[2Jthree; four five\n",
    },
    {
        .name = "concise in colour",
        .options = { .style = STYLE_CONCISE, .use_color = true },
        .files = { { API, "one\n", false } },
        .rule = "RT-01",
        .severity = SEVERITY_WARNING,
        .text = "x",
        .primary = { .words = "one" },
        .expected = "risks/api.isms:1:1: \x1b[1;33mwarning\x1b[0m\x1b[1m[RT-01]\x1b[0m x\n",
    },
    {
        .name = "plain says everything in sentences",
        .options.style = STYLE_PLAIN,
        UNKNOWN_REFERENCE,
        .expected = "error E0201 in risks/api.isms, line 4, column 7: there is no treatment named "
                    "`TRT-31`.\n"
                    "Here: not declared anywhere in the project.\n"
                    "See also risks/api.isms, line 1: in this risk.\n"
                    "See also treatments/2026.isms, line 1: similar name.\n"
                    "Note: there are 3 treatments.\n"
                    "Help (safe fix): did you mean `TRT-031`?\n"
                    "Change: in risks/api.isms, line 4, replace `TRT-31` with `TRT-031`.\n"
                    "Help: to declare it:  isms new treatment.\n"
                    "\n",
    },
    {
        .name = "plain has neither colour nor drawing",
        .options = { .style = STYLE_PLAIN, .use_color = true },
        UNKNOWN_REFERENCE,
        .expected = "error E0201 in risks/api.isms, line 4, column 7: there is no treatment named "
                    "`TRT-31`.\n"
                    "Here: not declared anywhere in the project.\n"
                    "See also risks/api.isms, line 1: in this risk.\n"
                    "See also treatments/2026.isms, line 1: similar name.\n"
                    "Note: there are 3 treatments.\n"
                    "Help (safe fix): did you mean `TRT-031`?\n"
                    "Change: in risks/api.isms, line 4, replace `TRT-31` with `TRT-031`.\n"
                    "Help: to declare it:  isms new treatment.\n"
                    "\n",
    },
    {
        .name = "plain without a place",
        .options.style = STYLE_PLAIN,
        .rule = "RT-01",
        .severity = SEVERITY_INFO,
        .text = "is this a question?",
        .notes = { { .text = "it ends itself." } },
        .expected = "info RT-01: is this a question?\n"
                    "Note: it ends itself.\n"
                    "\n",
    },
    {
        .name = "plain names the last line of a place over lines",
        .options.style = STYLE_PLAIN,
        .files = { { API, "a {\nb\n}\n", false } },
        .text = "x",
        .primary = { .words = "{\nb\n}" },
        .labels = { { .words = "a {\nb" } },
        .expected = "error E0201 in risks/api.isms, line 1, column 3, to line 3: x.\n"
                    "See also risks/api.isms, line 1, to line 2.\n"
                    "\n",
    },
    {
        .name = "plain tells what to insert",
        .options.style = STYLE_PLAIN,
        .files = { { API, "one\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .fix = { "one", .is_empty = true, .label = "give it a due date" },
        .replacement = "  due:  YYYY-MM-DD\n  owner:  cto\n",
        .safety = FIX_NEEDS_INPUT,
        .expected = "error E0201 in risks/api.isms, line 1, column 1: x.\n"
                    "Help (needs your input): give it a due date.\n"
                    "Change: in risks/api.isms, line 1, insert `due:  YYYY-MM-DD   owner:  cto`.\n"
                    "\n",
    },
    {
        .name = "plain tells what to delete",
        .options.style = STYLE_PLAIN,
        .files = { { API, "one two\n", false } },
        .text = "x",
        .primary = { .words = "two" },
        .fix = { "one ", .label = "" },
        .replacement = "",
        .safety = FIX_UNSAFE,
        .expected = "error E0201 in risks/api.isms, line 1, column 5: x.\n"
                    "Help (unsafe fix): in risks/api.isms, line 1, delete `one`.\n"
                    "\n",
    },
    {
        .name = "plain shortens a long text and says so",
        .options.style = STYLE_PLAIN,
        .files = { { API, LONG "\n", false } },
        .text = "x",
        .primary = { .words = LONG },
        .fix = { LONG, .label = "shorten it" },
        .replacement = "short",
        .expected =
            "error E0201 in risks/api.isms, line 1, column 1: x.\n"
            "Help (safe fix): shorten it.\n"
            "Change: in risks/api.isms, line 1, replace `0123456789 123456789 123456789 123456789 "
            "12345678 0123456789 123456789 123456789 123456789 12345678 0123456789 123456789 "
            "123456789 123456789 12345678 0123456789...` with `short`.\n"
            "\n",
    },
    {
        .name = "full in colour colours severity, code, frame and help",
        .options = { .use_color = true },
        UNKNOWN_REFERENCE,
        .expected =
            "\x1b[1;31merror\x1b[0m\x1b[1m[E0201]\x1b[0m: there is no treatment named `TRT-31`\n"
            "\x1b[34m  -->\x1b[0m risks/api.isms:4:7\n"
            "\x1b[34m   |\x1b[0m\n"
            "\x1b[34m 1 |\x1b[0m risk R-014 \"Customer data\"\n"
            "\x1b[34m   |\x1b[0m      \x1b[34m-----\x1b[0m \x1b[34min this risk\x1b[0m\n"
            "\x1b[34m \u2026\x1b[0m\n"
            "\x1b[34m 4 |\x1b[0m     - TRT-31\n"
            "\x1b[34m   |\x1b[0m       \x1b[1;31m^^^^^^\x1b[0m \x1b[1;31mnot declared anywhere in "
            "the project\x1b[0m\n"
            "\x1b[34m   |\x1b[0m\n"
            "\x1b[34m  :::\x1b[0m treatments/2026.isms:1:11\n"
            "\x1b[34m   |\x1b[0m\n"
            "\x1b[34m 1 |\x1b[0m treatment TRT-031 \"Rate limiting\"\n"
            "\x1b[34m   |\x1b[0m           \x1b[34m-------\x1b[0m \x1b[34msimilar name\x1b[0m\n"
            "\x1b[34m   = \x1b[0m\x1b[36mnote\x1b[0m: there are 3 treatments\n"
            "\x1b[32mhelp\x1b[0m: did you mean `TRT-031`?                                          "
            "    [safe fix]\n"
            "\x1b[34m 4\x1b[0m -     - TRT-31\n"
            "\x1b[34m 4\x1b[0m +     - TRT-031\n"
            "\x1b[34m   = \x1b[0m\x1b[32mhelp\x1b[0m: to declare it:  isms new treatment\n"
            "\n",
    },
    {
        .name = "a warning is yellow",
        .options = { .use_color = true },
        .files = { { API, "one two\n", false } },
        .rule = "RT-01",
        .severity = SEVERITY_WARNING,
        .text = "x",
        .primary = { "one", .label = "here" },
        .labels = { { "two", .label = "there" } },
        .expected =
            "\x1b[1;33mwarning\x1b[0m\x1b[1m[RT-01]\x1b[0m: x\n"
            "\x1b[34m  -->\x1b[0m risks/api.isms:1:1\n"
            "\x1b[34m   |\x1b[0m\n"
            "\x1b[34m 1 |\x1b[0m one two\n"
            "\x1b[34m   |\x1b[0m \x1b[1;33m^^^\x1b[0m \x1b[34m---\x1b[0m \x1b[34mthere\x1b[0m\n"
            "\x1b[34m   |\x1b[0m \x1b[1;33mhere\x1b[0m\n"
            "\n",
    },
    {
        .name = "information is blue",
        .options = { .use_color = true },
        .rule = "RT-01",
        .severity = SEVERITY_INFO,
        .text = "x",
        .expected = "\x1b[34minfo\x1b[0m\x1b[1m[RT-01]\x1b[0m: x\n"
                    "\n",
    },
    {
        .name = "ascii draws no other character of its own",
        .options = { .use_ascii = true },
        .files = { { API, "one\n\n\nfour {\n" LONG "\u00e9 end\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .labels = { { "four {\n0", .label = "" }, { "end", .label = "Gr\u00fc\u00dfe" } },
        .fix = { "one", .label = "many" },
        .replacement = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | one\n"
                    "   | ^^^\n"
                    "...\n"
                    " 4 | four {\n"
                    "   | ------ ... to line 5\n"
                    " 5 | ...5678 0123456789 123456789 123456789 123456789 12345678 0123456789 "
                    "123456789 123456789 123456789 12345678 0123456789 123456789 123456789 "
                    "123456789 12345678 \u00e9 end\n"
                    "   |                                                                          "
                    "                                                                              "
                    "         --- Gr\u00fc\u00dfe\n"
                    "help: many                                                                 "
                    "[safe fix]\n"
                    " 1 - one\n"
                    " 1 + 1\n"
                    " 2 + 2\n"
                    " 3 + 3\n"
                    " 4 + 4\n"
                    " 5 + 5\n"
                    " 6 + 6\n"
                    " 7 + 7\n"
                    " 8 + 8\n"
                    " 9 + 9\n"
                    "10 + 10\n"
                    "11 + 11\n"
                    "12 + 12\n"
                    "   + ... 2 more lines\n"
                    "\n",
    },
};

/* Random numbers that are the same everywhere. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

static char *random_text(uint64_t *seed, size_t len)
{
    static const char *const pieces[] = {
        "a",
        "R-014 ",
        "\n",
        "\r\n",
        "\t",
        "\x1b[31m",
        "\u00fc",
        "\u8cc7",
        "\U0001f600",
        "\u0301",
        "\xff",
        "\xe8\xb3",
        "\u202e",
        "\r",
        "\x7f",
        "\xc2\x9b",
        "0123456789012345678901234567890",
    };
    char *text = malloc(len > 0 ? len : 1);
    assert_non_null(text);
    size_t at = 0;
    while (at < len) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])];
        size_t bytes = strlen(piece);
        bytes = bytes < len - at ? bytes : len - at;
        memcpy(text + at, piece, bytes);
        at += bytes;
    }
    return text;
}

static void assert_harmless(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t scalar = utf8_next(text, &at);
        assert_true(scalar != UTF8_INVALID);
        assert_true(scalar == '\n' || scalar >= ' ');
        assert_false(scalar >= 0x7f && scalar < 0xa0);
        assert_false(scalar >= 0x202a && scalar <= 0x202e);
    }
}

static void print_all(const struct case_run *run, struct source_map *map)
{
    for (unsigned i = 0; i < 6; i++) {
        struct diag_text_options options = { .style = (enum diag_style)(i / 2),
                                             .use_ascii = i % 2 != 0 };
        struct out out;
        out_open_memory(&out);
        for (uint32_t k = 0; k < run->sink.diags.count; k++)
            diag_print(&out, run->sink.diags.items[k], map, &options);
        assert_harmless(out_memory(&out));
        out_release(&out);
    }
}

static struct span random_span(uint64_t *seed, size_t total)
{
    uint32_t lo = next_random(seed) % (uint32_t)(total + 3);
    return (struct span){ lo, lo + next_random(seed) % 40 };
}

static void one_random_diagnostic(uint64_t *seed)
{
    struct case_run run;
    struct case_file none[CASE_FILES] = { { 0 } };
    size_t len = next_random(seed) % 400;
    case_open(&run, none);
    run.copies[0] = random_text(seed, len);
    run.copies[1] = random_text(seed, 50);
    struct str text = { run.copies[0], len };
    struct str other = { run.copies[1], 50 };
    source_map_add(&run.map, str_slice(text, 0, 9), text, false);
    source_map_add(&run.map, STR("std://x"), other, true);
    struct diag *diag =
        diag_add(&run.sink, MSG_E0201, random_span(seed, len + 50), "%.*s", STR_ARG(other));
    for (uint32_t i = next_random(seed) % 6; i > 0; i--)
        diag_label(&run.sink, diag, random_span(seed, len + 50), "%.*s",
                   (int)(next_random(seed) % 30), other.ptr);
    for (uint32_t i = next_random(seed) % 3; i > 0; i--)
        diag_fix(&run.sink, diag, (enum fix_safety)i, random_span(seed, len + 50),
                 str_slice(other, i, 20), "%.*s", STR_ARG(other));
    diag_note(&run.sink, diag, "%.*s", STR_ARG(other));
    print_all(&run, &run.map);
    case_close(&run);
}

static void nothing_harmful_is_printed_whatever_the_text(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 3000; i++)
        one_random_diagnostic(&seed);
}

static char *repeat(const char *piece, size_t times)
{
    size_t bytes = strlen(piece);
    char *text = malloc(bytes * times);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * bytes, piece, bytes);
    return text;
}

/* Reliability class 40: the excerpt of one enormous line is small, and so is the memory for it. */
static void a_line_of_ten_megabytes_costs_little(void **state)
{
    const char *piece = *state;
    struct case_run run;
    struct case_file none[CASE_FILES] = { { 0 } };
    size_t len = strlen(piece) * (10000000 / strlen(piece));
    case_open(&run, none);
    run.copies[0] = repeat(piece, len / strlen(piece));
    source_map_add(&run.map, STR("long.isms"), (struct str){ run.copies[0], len }, false);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t lo = 1 + i * 9999;
        struct diag *diag = diag_add(&run.sink, MSG_E0201, (struct span){ lo, lo + 5 }, "x");
        diag_label(&run.sink, diag, (struct span){ 1, (uint32_t)len }, "all");
        diag_fix(&run.sink, diag, FIX_SAFE, (struct span){ lo, lo + 1 }, STR("y"), "change");
    }
    struct out out;
    struct diag_text_options options = { .style = STYLE_FULL };
    out_open_memory(&out);
    for (uint32_t i = 0; i < run.sink.diags.count; i++)
        diag_print(&out, run.sink.diags.items[i], &run.map, &options);
    assert_true(out.len < 1000 * 8000);
    assert_true(run.arena.bytes < 1000000);
    assert_harmless(out_memory(&out));
    out_release(&out);
    case_close(&run);
}

int main(void)
{
    static char letters[] = "abcdefghi ";
    static char tabs[] = "\t";
    static char accents[] = "\u0301";
    static char invalid[] = "\xff";
    const struct CMUnitTest hostile[] = {
        cmocka_unit_test(nothing_harmful_is_printed_whatever_the_text),
        { "ten megabytes of letters", a_line_of_ten_megabytes_costs_little, NULL, NULL, letters },
        { "ten megabytes of tabs", a_line_of_ten_megabytes_costs_little, NULL, NULL, tabs },
        { "ten megabytes of accents", a_line_of_ten_megabytes_costs_little, NULL, NULL, accents },
        { "ten megabytes of no UTF-8", a_line_of_ten_megabytes_costs_little, NULL, NULL, invalid },
    };
    int failures = cmocka_run_group_tests(hostile, NULL, NULL);
    return failures + run_cases(rows, sizeof rows / sizeof rows[0]);
}
