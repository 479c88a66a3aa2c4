/* test_diag_text.c -- the look of a diagnostic: language.md section 9, and every odd place. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"

#include "tests/unit/diag_case.h"

#define API       "risks/api.isms"
#define TEN_LINES "\n\n\n\n\n\n\n\n\n\n"
#define HUNDRED_LINES                                                                              \
    TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES TEN_LINES      \
        TEN_LINES

static const struct diag_case rows[] = {
    {
        .name = "an unknown reference shows its object, the similar name and the fix",
        .files = { { API,
                     "risk R-014 \"Customer data is exfiltrated through the public "
                     "API\"\n\n\n\n\n\n\n\n"
                     "    - TRT-31\n",
                     false },
                   { "treatments/2026.isms",
                     "treatment TRT-031 \"Rate limiting and anomaly detection on the gateway\"\n",
                     false } },
        .text = "there is no treatment named `TRT-31`",
        .primary = { "TRT-31", .label = "not declared anywhere in the project" },
        .labels = { { "R-014", .label = "in this risk" },
                    { "TRT-031", 1, .label = "similar name" } },
        .fix = { "TRT-31", .label = "did you mean `TRT-031`?" },
        .replacement = "TRT-031",
        .notes = { { "to declare it instead:  isms new treatment TRT-31", .is_after_fix = true } },
        .expected =
            "error[E0201]: there is no treatment named `TRT-31`\n"
            "  --> risks/api.isms:9:7\n"
            "   |\n"
            " 1 | risk R-014 \"Customer data is exfiltrated through the public API\"\n"
            "   |      ----- in this risk\n"
            " \u2026\n"
            " 9 |     - TRT-31\n"
            "   |       ^^^^^^ not declared anywhere in the project\n"
            "   |\n"
            "  ::: treatments/2026.isms:1:11\n"
            "   |\n"
            " 1 | treatment TRT-031 \"Rate limiting and anomaly detection on the gateway\"\n"
            "   |           ------- similar name\n"
            "help: did you mean `TRT-031`?                                              [safe "
            "fix]\n"
            " 9 -     - TRT-31\n"
            " 9 +     - TRT-031\n"
            "   = note: to declare it instead:  isms new treatment TRT-31\n"
            "\n",
    },
    {
        .name = "a type mismatch shows the declaration in the library",
        .files = { { "treatments/2026.isms", "\n\n\n\n\n  due:  \"30 June 2026\"\n", false },
                   { "std://kinds/treatment.isms", "\n\n\n\n\n\n\n\n\n\n\n\n\n  due:  date?\n",
                     true } },
        .text = "`due` takes a date, but this is text",
        .primary = { "\"30 June 2026\"", .label = "text" },
        .labels = { { "date?", 1, .label = "declared here" } },
        .fix = { "\"30 June 2026\"", .label = "dates are written YYYY-MM-DD, without quotes" },
        .replacement = "2026-06-30",
        .expected = "error[E0201]: `due` takes a date, but this is text\n"
                    "  --> treatments/2026.isms:6:9\n"
                    "   |\n"
                    " 6 |   due:  \"30 June 2026\"\n"
                    "   |         ^^^^^^^^^^^^^^ text\n"
                    "   |\n"
                    "  ::: std://kinds/treatment.isms:14:9\n"
                    "   |\n"
                    "14 |   due:  date?\n"
                    "   |         ----- declared here\n"
                    "help: dates are written YYYY-MM-DD, without quotes                         "
                    "[safe fix]\n"
                    " 6 -   due:  \"30 June 2026\"\n"
                    " 6 +   due:  2026-06-30\n"
                    "\n",
    },
    {
        .name = "labels on one line hang below it from right to left",
        .files = { { "rules/own.isms", "\n\n\n\n  for:  r in risk where r.level >= likely\n",
                     false } },
        .text = "cannot compare a level with a likelihood",
        .primary = { .words = ">=" },
        .labels = { { "r.level", .label = "on scale `level` (criteria.isms:29)" },
                    { "likely", .label = "`likely` is on scale `likelihood` (criteria.isms:19)" } },
        .notes = { { "did you mean `r.likelihood >= likely`?", .is_help = true } },
        .expected = "error[E0201]: cannot compare a level with a likelihood\n"
                    "  --> rules/own.isms:5:33\n"
                    "   |\n"
                    " 5 |   for:  r in risk where r.level >= likely\n"
                    "   |                         ------- ^^ ------ `likely` is on scale "
                    "`likelihood` (criteria.isms:19)\n"
                    "   |                         on scale `level` (criteria.isms:29)\n"
                    "   = help: did you mean `r.likelihood >= likely`?\n"
                    "\n",
    },
    {
        .name = "many labels on one line are led down by connectors",
        .files = { { API, "  for:  r in risk where r.level >= likely\n", false } },
        .text = "x",
        .primary = { ">=", .label = "primary" },
        .labels = { { "likely", .label = "beside" },
                    { "r.level", .label = "fourth" },
                    { "r in", .is_empty = true, .label = "first" },
                    { "where", .label = "third" },
                    { "risk", .label = "second" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:33\n"
                    "   |\n"
                    " 1 |   for:  r in risk where r.level >= likely\n"
                    "   |         -    ---- ----- ------- ^^ ------ beside\n"
                    "   |         |    |    |     |       primary\n"
                    "   |         |    |    |     fourth\n"
                    "   |         |    |    third\n"
                    "   |         |    second\n"
                    "   |         first\n"
                    "\n",
    },
    {
        .name = "a label inside another hangs below it",
        .files = { { API, "  residual: { likelihood: unlikely }\n", false } },
        .text = "x",
        .primary = { "unlikely", .label = "this word" },
        .labels = { { "{ likelihood: unlikely }", .label = "in this record" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:27\n"
                    "   |\n"
                    " 1 |   residual: { likelihood: unlikely }\n"
                    "   |             --------------^^^^^^^^-- in this record\n"
                    "   |                           this word\n"
                    "\n",
    },
    {
        .name = "two labels at the same place come one below the other",
        .files = { { API, "  owner: cto, ceo\n", false } },
        .text = "x",
        .primary = { "cto", .label = "primary" },
        .labels = { { "cto", .label = "again" }, { "cto, ceo", .label = "both" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:10\n"
                    "   |\n"
                    " 1 |   owner: cto, ceo\n"
                    "   |          ^^^----- both\n"
                    "   |          primary\n"
                    "   |          again\n"
                    "\n",
    },
    {
        .name = "a label without words leaves the marker line free of other words",
        .files = { { API, "  owner: cto, ceo\n", false } },
        .text = "x",
        .primary = { "cto", .label = "this one" },
        .labels = { { .words = "ceo" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:10\n"
                    "   |\n"
                    " 1 |   owner: cto, ceo\n"
                    "   |          ^^^  ---\n"
                    "   |          this one\n"
                    "\n",
    },
    {
        .name = "a circle goes through three files",
        .files = { { "assets/platform.isms", "asset API-GW\n  depends-on:  PG-01\n", false },
                   { "assets/data.isms", "asset PG-01\n  depends-on:  BACKUP\n", false },
                   { "suppliers.isms", "supplier BACKUP\n  depends-on:  API-GW\n", false } },
        .text =
            "these assets depend on each other in a circle: API-GW -> PG-01 -> BACKUP -> API-GW",
        .primary = { "PG-01", .label = "API-GW depends on PG-01" },
        .labels = { { "BACKUP", 1, .label = "which depends on BACKUP" },
                    { "API-GW", 2, .label = "which depends on API-GW again" } },
        .notes = { { .text = "`depends-on` is declared `acyclic` in std://kinds/asset.isms:9" },
                   { "remove one link", .is_help = true } },
        .expected = "error[E0201]: these assets depend on each other in a circle: API-GW -> PG-01 "
                    "-> BACKUP -> API-GW\n"
                    "  --> assets/platform.isms:2:16\n"
                    "   |\n"
                    " 2 |   depends-on:  PG-01\n"
                    "   |                ^^^^^ API-GW depends on PG-01\n"
                    "   |\n"
                    "  ::: assets/data.isms:2:16\n"
                    "   |\n"
                    " 2 |   depends-on:  BACKUP\n"
                    "   |                ------ which depends on BACKUP\n"
                    "   |\n"
                    "  ::: suppliers.isms:2:16\n"
                    "   |\n"
                    " 2 |   depends-on:  API-GW\n"
                    "   |                ------ which depends on API-GW again\n"
                    "   = note: `depends-on` is declared `acyclic` in std://kinds/asset.isms:9\n"
                    "   = help: remove one link\n"
                    "\n",
    },
    {
        .name = "a gap carries its rule and offers lines to fill in",
        .files = { { "treatments/2026.isms", "treatment TRT-031\n  status:  planned\n", false } },
        .rule = "RT-01",
        .severity = SEVERITY_WARNING,
        .text = "R-014 is critical",
        .primary = { .words = "TRT-031" },
        .fix = { "  status", .is_empty = true, .label = "give TRT-031 a due date" },
        .replacement = "  due:  YYYY-MM-DD\n",
        .safety = FIX_NEEDS_INPUT,
        .expected = "warning[RT-01]: R-014 is critical\n"
                    "  --> treatments/2026.isms:1:11\n"
                    "   |\n"
                    " 1 | treatment TRT-031\n"
                    "   |           ^^^^^^^\n"
                    "help: give TRT-031 a due date                                              "
                    "[needs your input]\n"
                    " 2 +   due:  YYYY-MM-DD\n"
                    "\n",
    },
    {
        .name = "neighbouring lines have no gap between them",
        .files = { { API, "one\ntwo\nthree\nfour\nfive\n", false } },
        .text = "x",
        .primary = { "two", .label = "2" },
        .labels = { { "one", .label = "1" }, { "three", .label = "3" }, { "five", .label = "5" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:1\n"
                    "   |\n"
                    " 1 | one\n"
                    "   | --- 1\n"
                    " 2 | two\n"
                    "   | ^^^ 2\n"
                    " 3 | three\n"
                    "   | ----- 3\n"
                    " \u2026\n"
                    " 5 | five\n"
                    "   | ---- 5\n"
                    "\n",
    },
    {
        .name = "the gutter is as wide as the greatest number",
        .files = { { API, "\n\n\n\n\n\n\n\nnine\nten\n" HUNDRED_LINES "last\n", false } },
        .text = "x",
        .primary = { .words = "last" },
        .labels = { { "nine", .label = "9" }, { "ten", .label = "10" } },
        .notes = { { .text = "one\ntwo\n\nfour" } },
        .expected = "error[E0201]: x\n"
                    "   --> risks/api.isms:111:1\n"
                    "    |\n"
                    "  9 | nine\n"
                    "    | ---- 9\n"
                    " 10 | ten\n"
                    "    | --- 10\n"
                    "  \u2026\n"
                    "111 | last\n"
                    "    | ^^^^\n"
                    "    = note: one\n"
                    "            two\n"
                    "\n"
                    "            four\n"
                    "\n",
    },
    {
        .name = "a span over lines is underlined on its first line and says where it ends",
        .files = { { API, "a\nb: {\n  c\n}\n", false } },
        .text = "x",
        .primary = { .words = "{\n  c\n}" },
        .labels = { { "b: {\n  c\n}\n", .label = "this field" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:4\n"
                    "   |\n"
                    " 2 | b: {\n"
                    "   | ---^ \u2026 to line 4\n"
                    "   | this field\n"
                    "\n",
    },
    {
        .name = "a span that ends with its newline is a span on one line",
        .files = { { API, "a\nb\n", false } },
        .text = "x",
        .primary = { .words = "a\n" },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | a\n"
                    "   | ^\n"
                    "\n",
    },
    {
        .name = "a diagnostic about no place is a sentence and its notes",
        .text = "there is no project here",
        .notes = { { "isms new project makes one", .is_help = true } },
        .expected = "error[E0201]: there is no project here\n"
                    "   = help: isms new project makes one\n"
                    "\n",
    },
    {
        .name = "the first label stands in for a primary place that is missing",
        .files = { { API, "one\n", false } },
        .text = "x",
        .labels = { { "one", .label = "1" } },
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | one\n"
                    "   | --- 1\n"
                    "\n",
    },
    {
        .name = "a fix may remove lines",
        .files = { { API, "one\ntwo\nthree\nfour\n", false } },
        .text = "x",
        .primary = { .words = "two" },
        .fix = { "two\nthree\n", .label = "take them away" },
        .replacement = "",
        .safety = FIX_UNSAFE,
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:1\n"
                    "   |\n"
                    " 2 | two\n"
                    "   | ^^^\n"
                    "help: take them away                                                       "
                    "[unsafe fix]\n"
                    " 2 - two\n"
                    " 3 - three\n"
                    "\n",
    },
    {
        .name = "a fix may add a line at the end of another",
        .files = { { API, "one\ntwo", false } },
        .text = "x",
        .primary = { .words = "two" },
        .fix = { "two", .is_behind = true, .label = "add a third" },
        .replacement = "\n\nthree",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:2:1\n"
                    "   |\n"
                    " 2 | two\n"
                    "   | ^^^\n"
                    "help: add a third                                                          "
                    "[safe fix]\n"
                    " 3 +\n"
                    " 4 + three\n"
                    "\n",
    },
    {
        .name = "a fix in another file names that file",
        .files = { { API, "one\n", false }, { "b.isms", "two\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .fix = { "two", 1,
                 .label = "change the other file, which has a title so long that the words run "
                          "into it" },
        .replacement = "2",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | one\n"
                    "   | ^^^\n"
                    "help: change the other file, which has a title so long that the words run "
                    "into it  [safe fix]\n"
                    "  ::: b.isms:1:1\n"
                    " 1 - two\n"
                    " 1 + 2\n"
                    "\n",
    },
    {
        .name = "of a long change the first lines are shown and the others counted",
        .files = { { API, "one\n", false } },
        .text = "x",
        .primary = { .words = "one" },
        .fix = { "one", .label = "" },
        .replacement = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14",
        .expected = "error[E0201]: x\n"
                    "  --> risks/api.isms:1:1\n"
                    "   |\n"
                    " 1 | one\n"
                    "   | ^^^\n"
                    "help: apply this change                                                    "
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
                    "   + \u2026 2 more lines\n"
                    "\n",
    },
};

int main(void)
{
    return run_cases(rows, sizeof rows / sizeof rows[0]);
}
