/* test_diag_line.c -- carets under wide, escaped, ending and very long lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"

#include "tests/unit/diag_case.h"

#define API   "risks/api.isms"
#define FIFTY "0123456789 123456789 123456789 123456789 12345678 "
#define LONG  FIFTY FIFTY FIFTY FIFTY

static const struct diag_case rows[] = {
    {
        .name = "wide characters move the caret by two columns",
        .files = { { API, "risk \"\u8cc7\u7523\U0001f600\" owner\n", false } },
        .text = "x",
        .primary = { "owner", .label = "here" },
        .labels = { { "\u7523\U0001f600", .label = "wide" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:12\n"
                    "   |\n"
                    " 1 | risk \"\u8cc7\u7523\U0001f600\" owner\n"
                    "   |         ----  ^^^^^ here\n"
                    "   |         wide\n"
                    "\n",
    },
    {
        .name = "combining characters do not move the caret",
        .files = { { API, "\"e\u0301e\u0301\" owner\n", false } },
        .text = "x",
        .primary = { "owner", .label = "here" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:8\n"
                    "   |\n"
                    " 1 | \"e\u0301e\u0301\" owner\n"
                    "   |      ^^^^^ here\n"
                    "\n",
    },
    {
        .name = "tabs become spaces up to the next stop",
        .files = { { API, "\ta\tbcd\town\n", false } },
        .text = "x",
        .primary = { "own", .label = "own" },
        .labels = { { "\tbcd", .label = "a tab and three letters" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:8\n"
                    "   |\n"
                    " 1 |         a       bcd     own\n"
                    "   |          ----------     ^^^ own\n"
                    "   |          a tab and three letters\n"
                    "\n",
    },
    {
        .name = "lines with crlf are shown without cr",
        .files = { { API, "one\r\ntwo three\r\nfour\r\n", false } },
        .text = "x",
        .primary = { "three", .label = "3" },
        .labels = { { "four", .label = "4" } },
        .fix = { "three", .label = "write it as a number" },
        .replacement = "3",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:5\n"
                    "   |\n"
                    " 2 | two three\n"
                    "   |     ^^^^^ 3\n"
                    " 3 | four\n"
                    "   | ---- 4\n"
                    "help: write it as a number                                                 "
                    "[safe fix]\n"
                    " 2 - two three\n"
                    " 2 + two 3\n"
                    "\n",
    },
    {
        .name = "the end of a line is behind its last character",
        .files = { { API, "owner cto\r\nnext\n", false } },
        .text = "x",
        .primary = { "\r\n", .label = "expected `:`" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:10\n"
                    "   |\n"
                    " 1 | owner cto\n"
                    "   |          ^ expected `:`\n"
                    "\n",
    },
    {
        .name = "the end of a file without newline",
        .files = { { API, "owner: \"cto", false } },
        .text = "x",
        .primary = { "cto", .is_behind = true, .label = "expected `\"`" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:12\n"
                    "   |\n"
                    " 1 | owner: \"cto\n"
                    "   |            ^ expected `\"`\n"
                    "\n",
    },
    {
        .name = "the end of a file after its newline",
        .files = { { API, "owner: cto\n", false } },
        .text = "x",
        .primary = { "cto\n", .is_behind = true, .label = "expected more" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:1\n"
                    "   |\n"
                    " 2 |\n"
                    "   | ^ expected more\n"
                    "\n",
    },
    {
        .name = "an empty file",
        .files = { { API, "", false } },
        .text = "x",
        .primary = { "", .label = "nothing here" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 |\n"
                    "   | ^ nothing here\n"
                    "\n",
    },
    {
        .name = "an empty span is one caret",
        .files = { { API, "owner cto\n", false } },
        .text = "x",
        .primary = { " cto", .is_empty = true, .label = "expected `:`" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:6\n"
                    "   |\n"
                    " 1 | owner cto\n"
                    "   |      ^ expected `:`\n"
                    "\n",
    },
    {
        .name = "control and bidi characters are shown as escapes and counted so",
        .files = { { API, "a\x1b[31m\u202e b\x7f\xc2\x85 own\n", false } },
        .text = "no `\x1b]0;title\a`",
        .primary = { "own", .label = "\x1b[2J" },
        .labels = { { "\x1b[31m\u202e", .label = "one\ttwo\nthree" } },
        .expected = "error[E0201]: no `\\x1b]0;title\\x07`\n"
                    "  --> risks/api.isms:1:13\n"
                    "   |\n"
                    " 1 | a\\x1b[31m\\u{202e} b\\x7f\\u{85} own\n"
                    "   |  ----------------             ^^^ \\x1b[2J\n"
                    "   |  one two three\n"
                    "\n",
    },
    {
        .name = "invalid utf-8 is shown as escapes",
        .files = { { API, "a \xff\xc3 own\xe8\xb3\n", false } },
        .text = "x \xff",
        .primary = { .words = "own" },
        .labels = { { "\xff", .label = "not UTF-8" } },
        .expected = "error[E0201]: x \\xff\n"
                    "  --> risks/api.isms:1:6\n"
                    "   |\n"
                    " 1 | a \\xff\\xc3 own\\xe8\\xb3\n"
                    "   |   ----     ^^^\n"
                    "   |   not UTF-8\n"
                    "\n",
    },
    {
        .name = "a path is shown with escapes",
        .files = { { "a\x1b[2J\n.isms", "x\n", false } },
        .text = "x",
        .primary = { .words = "x" },
        .expected = "error[E0201]: x\n"
                    "  --> a\\x1b[2J\\n.isms:1:1\n"
                    "   |\n"
                    " 1 | x\n"
                    "   | ^\n"
                    "\n",
    },
    {
        .name = "per cent signs are text",
        .files = { { "%s%n.isms", "%n%s\n", false } },
        .text = "%s %n",
        .primary = { "%s", .label = "%n" },
        .fix = { "%n", .label = "%s" },
        .replacement = "%d",
        .expected = "error[E0201]: %s %n\n"
                    "  --> %s%n.isms:1:3\n"
                    "   |\n"
                    " 1 | %n%s\n"
                    "   |   ^^ %n\n"
                    "help: %s                                                                   "
                    "[safe fix]\n"
                    " 1 - %n%s\n"
                    " 1 + %d%s\n"
                    "\n",
    },
    {
        .name = "a long line is cut on the right",
        .files = { { API, "own " LONG "\n", false } },
        .text = "x",
        .primary = { "own", .label = "here" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | own 0123456789 123456789 123456789 123456789 12345678 0123456789 "
                    "123456789 123456789 123456789 12345678 0123456789 123456789 123456789 "
                    "123456789 12345678 012345\u2026\n"
                    "   | ^^^ here\n"
                    "\n",
    },
    {
        .name = "a long line is cut on the left",
        .files = { { API, LONG " own\n", false } },
        .text = "x",
        .primary = { "own", .label = "here" },
        .fix = { "own", .label = "better" },
        .replacement = "owner",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:202\n"
                    "   |\n"
                    " 1 | \u202645678 0123456789 123456789 123456789 123456789 12345678 0123456789 "
                    "123456789 123456789 123456789 12345678 0123456789 123456789 123456789 "
                    "123456789 12345678  own\n"
                    "   |                                                                          "
                    "                                                                              "
                    "       ^^^ here\n"
                    "help: better                                                               "
                    "[safe fix]\n"
                    " 1 - \u2026123456789 123456789 123456789 12345678  own\n"
                    " 1 + \u2026123456789 123456789 123456789 12345678  owner\n"
                    "\n",
    },
    {
        .name = "a long line is cut on both sides, and what lies outside points at the cut",
        .files = { { API, "first " LONG " own " LONG " last\n", false } },
        .text = "x",
        .primary = { "own", .label = "here" },
        .labels = { { "first", .label = "left" }, { "last", .label = "right" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:208\n"
                    "   |\n"
                    " 1 | \u2026123456789 123456789 123456789 12345678  own 0123456789 123456789 "
                    "123456789 123456789 12345678 0123456789 123456789 123456789 123456789 "
                    "12345678 0123456789 12345\u2026\n"
                    "   | -                                        ^^^                             "
                    "                                                                              "
                    "          - right\n"
                    "   | |                                        here\n"
                    "   | left\n"
                    "\n",
    },
    {
        .name = "a span longer than the line is shown from its beginning",
        .files = { { API, LONG " \"" LONG "\" end\n", false } },
        .text = "x",
        .primary = { "\"" LONG "\"", .label = "too long" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:202\n"
                    "   |\n"
                    " 1 | \u2026123456789 123456789 123456789 12345678  \"0123456789 123456789 "
                    "123456789 123456789 12345678 0123456789 123456789 123456789 123456789 "
                    "12345678 0123456789 12345678\u2026\n"
                    "   |                                          "
                    "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
                    "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too long\n"
                    "\n",
    },
};

int main(void)
{
    return run_cases(rows, sizeof rows / sizeof rows[0]);
}
