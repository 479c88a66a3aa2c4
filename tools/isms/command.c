/* command.c -- the commands, and what each of them is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

/* Every command knows these. */
#define ALWAYS                                                                                     \
    (OPTION_BIT(DIRECTORY) | OPTION_BIT(QUIET) | OPTION_BIT(VERBOSE) | OPTION_BIT(COLOR) |         \
     OPTION_BIT(HELP) | OPTION_BIT(VERSION))
/* And these, if it looks at a project. */
#define CHECKING                                                                                   \
    (ALWAYS | OPTION_BIT(PROJECT) | OPTION_BIT(AS_OF) | OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) |  \
     OPTION_BIT(ERROR_STYLE) | OPTION_BIT(NO_WAIVERS) | OPTION_BIT(JOBS) | OPTION_BIT(STEPS))
#define TABLES   (CHECKING | OPTION_BIT(PARTIAL) | OPTION_BIT(WIDTH))
/* And these, if it tells the results of rules. */
#define CHOOSING (OPTION_BIT(STAGE) | OPTION_BIT(PHASE) | OPTION_BIT(RULES))

static const struct command commands[] = {
    { .name = "check",
      .operands = "[PATH...]",
      .summary = "say what the texts and the organisation lack",
      .text =
          "Reads the whole project, whichever of its files is named, and lists errors in the "
          "texts\n"
          "and gaps that the rules find. On a terminal it shows the places (-f full), in a pipe "
          "one\n"
          "line each (-f concise): FILE:LINE:COLUMN: SEVERITY[CODE] MESSAGE. Files outside of a\n"
          "project, and - for standard input, are taken as a project of their own.\n",
      .examples = { { "isms check", "the project of this folder, as of today" },
                    { "isms check --as-of +30d --fail-on warning", "what will be open in a month" },
                    { "isms check -f concise -o gaps.txt", "for an editor or another program" } },
      .options =
          CHECKING | CHOOSING | OPTION_BIT(FAIL_ON) | OPTION_BIT(SHOW_WAIVED) | OPTION_BIT(TIMINGS),
      .operands_most = UINT32_MAX,
      .run = command_check },
    { .name = "fmt",
      .operands = "[PATH...]",
      .summary = "give the texts their one look",
      .text = "Writes the files anew, with the same words and comments, evenly laid out: the files "
              "of the\n"
              "project, or those that are named; of a folder all .isms files but those in vendor/; "
              "- reads\n"
              "standard input and writes to standard output. Each result is parsed and compared "
              "before\n"
              "its file is replaced. Files with syntax errors are left as they are.\n",
      .examples = { { "isms fmt", "all files of the project" },
                    { "isms fmt --check", "for CI: says which files are not formatted" },
                    { "isms fmt --diff risks/", "what would change below a folder" } },
      .options = ALWAYS | OPTION_BIT(PROJECT) | OPTION_BIT(ERROR_STYLE) | OPTION_BIT(CHECK) |
                 OPTION_BIT(DIFF),
      .operands_most = UINT32_MAX,
      .run = command_fmt },
    { .name = "new",
      .operands = "project [FOLDER [TITLE]]",
      .summary = "a small ISMS to begin with",
      .text =
          "Writes FOLDER/project.isms (in this folder, if none is named): a page with one of "
          "everything,\n"
          "to be filled with your names and values. It never changes a project that is there.\n",
      .examples = { { "isms new project acme \"ACME GmbH\"", "in a folder of its own" },
                    { "isms new project", "in this folder, under its name" },
                    { "isms -C acme todo", "then: what is still to be done" } },
      .options = ALWAYS,
      .operands_least = 1,
      .operands_most = 3,
      .run = command_new },
    { .name = "report",
      .operands = "NAME...",
      .summary = "write reports and views as text, markdown, csv, json or html",
      .text =
          "Reports and views are declared in the library or in the project; without a NAME it "
          "says\n"
          "which ones there are. Several names make one document. The end of the file name "
          "decides\n"
          "the format if -f does not. Nothing is written while the texts have errors, unless you "
          "say\n"
          "--partial.\n",
      .examples = { { "isms report soa rtp -o isms.html", "both in one page" },
                    { "isms report soa -f csv=soa.csv -f html=soa.html", "two files at once" },
                    { "isms report gaps -f json | jq .", "for a program" } },
      .options = TABLES | CHOOSING,
      .operands_most = UINT32_MAX,
      .run = command_report },
    { .name = "soa",
      .operands = "",
      .summary = "the Statement of Applicability: short for `report soa`",
      .text = "",
      .examples = { { "isms soa", "on the terminal" },
                    { "isms soa -o soa.html", "as a page to print" },
                    { "isms soa --as-of 2026-11-01 -f csv",
                      "of a certain day, for a spreadsheet" } },
      .options = TABLES,
      .view = "soa",
      .run = command_report },
    { .name = "rtp",
      .operands = "",
      .summary = "the Risk Treatment Plan: short for `report rtp`",
      .text = "",
      .examples = { { "isms rtp", "on the terminal" },
                    { "isms rtp -o rtp.html", "as a page to print" },
                    { "isms rtp -f markdown", "for a wiki" } },
      .options = TABLES,
      .view = "rtp",
      .run = command_report },
    { .name = "gaps",
      .operands = "",
      .summary = "the gaps as a table: short for `report gaps`",
      .text = "`isms check` says the same with places and reasons, and ends with 1 when there are "
              "gaps;\n"
              "this one is for reports and ends with 0.\n",
      .examples = { { "isms gaps", "on the terminal" },
                    { "isms gaps --stage 1", "what an auditor would find at stage 1" },
                    { "isms gaps --as-of +90d -f csv", "what will be open next quarter" } },
      .options = TABLES | CHOOSING,
      .view = "gaps",
      .run = command_report },
    { .name = "todo",
      .operands = "",
      .summary = "what is still to be done, step by step: short for `report todo`",
      .text =
          "One row for each duty that something lacks, in the order in which one builds an ISMS; "
          "for\n"
          "newcomers and for planning. `isms check` names every single gap.\n",
      .examples = { { "isms todo", "on the terminal" },
                    { "isms todo --rules grade=major", "the heavy ones first" },
                    { "isms todo -f markdown", "for an issue tracker" } },
      .options = TABLES | CHOOSING,
      .view = "todo",
      .run = command_report },
    { .name = "graph",
      .operands = "NAME|ID...",
      .summary = "draw a graph, or what lies around objects, as svg, pdf, png or dot",
      .text = "A NAME is a graph of the library or the project. With IDs it is the part of the "
              "graph that\n"
              "leads to them and away from them, in both directions as far as it goes; --up and "
              "--down\n"
              "end it sooner. IDs alone mean the graph `trace`, or the first one that has them. "
              "Boxes are\n"
              "put together until there are no more than --budget.\n",
      .examples = { { "isms graph trace -o trace.svg", "from requirement to evidence" },
                    { "isms graph R14 --up 1 --down 1 -o r14.pdf", "a risk and its neighbours" },
                    { "isms graph assets -f dot", "as text for other programs" } },
      .options =
          CHECKING | OPTION_BIT(PARTIAL) | OPTION_BIT(UP) | OPTION_BIT(DOWN) | OPTION_BIT(BUDGET),
      .operands_least = 1,
      .operands_most = UINT32_MAX,
      .run = command_graph },
    { .name = "show",
      .operands = "ID...",
      .summary = "all about an object: its fields, who refers to it, its gaps",
      .text = "Shows written, computed and default values of a risk, a control, a rule or any "
              "other object.\n",
      .examples = { { "isms show R14", "a risk" },
                    { "isms show A.5.15", "a control" },
                    { "isms show R14 -f json", "for a program" } },
      .options = TABLES,
      .operands_least = 1,
      .operands_most = UINT32_MAX,
      .run = command_show },
    { .name = "refs",
      .operands = "ID...",
      .summary = "who refers to an object, and where",
      .text = "",
      .examples = { { "isms refs A.8.13", "all that rests on a control" },
                    { "isms refs anna-keller", "all that a person has to do with" },
                    { "isms refs R14 -f csv", "for a spreadsheet" } },
      .options = TABLES,
      .operands_least = 1,
      .operands_most = UINT32_MAX,
      .run = command_refs },
    { .name = "why",
      .operands = "RULE [ID...] | ID | ID.FIELD",
      .summary = "say why a rule reports a gap, or why a value is what it is",
      .text = "Shows what the answer follows from, down to the lines where it is written: facts, "
              "cells of "
              "a\n"
              "matrix, values that were inherited and the path by which they came. Several IDs "
              "mean the "
              "gap\n"
              "about all of them; none, all gaps of the rule.\n",
      .examples = { { "isms why iso.6.1.3-a R14", "a gap; `isms why R14`: all gaps about it" },
                    { "isms why R14.current", "a computed value" },
                    { "isms why R14.current -f json", "for a program" } },
      .options = CHECKING | OPTION_BIT(PARTIAL),
      .operands_least = 1,
      .operands_most = UINT32_MAX,
      .run = command_why },
    { .name = "why-not",
      .operands = "RULE [ID...]",
      .summary = "say why a rule reports no gap",
      .text =
          "Shows the requirement that is fulfilled and by what, or the condition that leaves the "
          "object out.\n",
      .examples = { { "isms why-not iso.6.1.3-a R14", "about an object" },
                    { "isms why-not iso.5.2-e", "a rule about the whole organisation" },
                    { "isms why-not iso.6.1.3-a R14 -f json", "for a program" } },
      .options = CHECKING | OPTION_BIT(PARTIAL),
      .operands_least = 1,
      .operands_most = UINT32_MAX,
      .run = command_why_not },
    { .name = "test",
      .operands = "[PATH...]",
      .summary = "run the tests of the project, each in a world of its own",
      .text =
          "A `test` gives objects and says what is expected of them: gaps, no gaps, values. Files "
          "that are\n"
          "named limit it to the tests in them. Ends with 1 when something does not hold.\n",
      .examples = { { "isms test", "all of them" },
                    { "isms test rules/own.isms --run supplier", "some of them" },
                    { "isms test -f junit=tests.xml --threshold 90", "for a CI server" } },
      .options = CHECKING | OPTION_BIT(RUN) | OPTION_BIT(COVERAGE) | OPTION_BIT(LIBRARY) |
                 OPTION_BIT(THRESHOLD),
      .operands_most = UINT32_MAX,
      .run = command_test },
    { .name = "bench",
      .operands = "[PATH...]",
      .summary = "how long the check of a project takes on this machine",
      .text =
          "Checks the project again and again, each time as a process of its own, as a hook or a "
          "CI server\n"
          "does, and inside of this one; says the median, the least and the most, how much memory "
          "it took,\n"
          "and which phases, rules and fields are the dearest. `isms check --timings` says so of "
          "one check.\n",
      .examples = { { "isms bench", "the project of this folder" },
                    { "isms bench --runs 51 -v", "more exact, with all rules and fields" },
                    { "isms bench -f json=bench.json", "to compare it with another day" } },
      .options = (CHECKING & ~OPTION_BIT(ERROR_STYLE)) | OPTION_BIT(RUNS),
      .operands_most = UINT32_MAX,
      .run = command_bench },
    { .name = "query",
      .operands = "EXPR",
      .summary = "the value of an expression, or rows of columns",
      .text = "EXPR is an expression of the language, `COLUMN, ... for VARIABLE in LIST where "
              "CONDITION`,\n"
              "or the name of a view. It is seen from the root of the project, with all modules "
              "open that\n"
              "its files use. Texts may stand in single quotes. Objects come with id, title and "
              "kind.\n",
      .examples = { { "isms query 'count(risk)'", "a number" },
                    { "isms query 'r in risk where r.too-high'", "some objects" },
                    { "isms query 'r.id, r.current for r in risk' -f csv",
                      "some of their fields" } },
      .options = TABLES,
      .operands_least = 1,
      .operands_most = 1,
      .run = command_query },
    { .name = "repl",
      .operands = "",
      .summary = "ask about a project, line by line",
      .text = "Each line is an expression, as for `isms query`, or a command that begins with a "
              "colon;\n"
              ":help lists them. On a terminal lines can be edited, the tabulator completes names, "
              "and\n"
              "earlier lines come back. From a pipe lines are read as they come, and the status is "
              "that of\n"
              "the most serious error in them.\n",
      .examples = { { "isms repl", "the project of this folder" },
                    { "isms repl --as-of +30d", "in a month" },
                    { "isms repl < questions.txt", "from a file" } },
      .options = ALWAYS | OPTION_BIT(PROJECT) | OPTION_BIT(AS_OF) | OPTION_BIT(ERROR_STYLE) |
                 OPTION_BIT(PARTIAL) | OPTION_BIT(WIDTH) | OPTION_BIT(JOBS),
      .first = command_repl_first,
      .run = command_repl },
    { .name = "explain",
      .operands = "CODE|RULE|KIND",
      .summary = "what a message or a rule means, what a kind can hold",
      .text = "Messages have codes like E0201, which `isms check` prints in brackets; a rule has "
              "its id there.\nOf a kind, like `policy`, all fields are listed, with what they "
              "take.\nWith --verbose, what each variable of a rule walks over: where its time "
              "goes.\n",
      .examples = { { "isms explain E0201", "an unknown name" },
                    { "isms explain iso.6.1.3-d5", "a rule of the library" },
                    { "isms explain policy", "what can be written about a policy" } },
      .options = TABLES,
      .operands_least = 1,
      .operands_most = 1,
      .run = command_explain },
    { .name = "version",
      .operands = "",
      .summary = "the version of the program",
      .text = "",
      .examples = { { "isms version", "for people" }, { "isms --version", "the same" } },
      .options = ALWAYS,
      .run = command_version },
    { .name = "help",
      .operands = "[COMMAND]",
      .summary = "how to use the program or a command",
      .text = "",
      .examples = { { "isms help", "all commands" }, { "isms help check", "one command" } },
      .options = ALWAYS,
      .operands_most = 1,
      .run = command_help },
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]) };

const struct command *command_table(uint32_t *ret_count)
{
    *ret_count = COMMAND_COUNT;
    return commands;
}

const struct command *command_find(struct str name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (str_equal(name, str_from(commands[i].name)))
            return &commands[i];
    return NULL;
}
