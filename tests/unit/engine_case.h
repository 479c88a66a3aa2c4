/* engine_case.h -- a project in memory, run through the engine, and its results as text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_ENGINE_CASE_H
#define ISMS_TESTS_UNIT_ENGINE_CASE_H

#include "base/out.h"
#include "engine/engine.h"
#include "tests/unit/test.h"

/*
 * The library of these tests is nearly empty, so that a change of the standard library changes none
 * of them. Files are added to the case, then it runs; all texts live until engine_case_close. The
 * as-of date is 2026-06-15 unless the case says otherwise.
 */
struct engine_case_file {
    struct str path, text;
};

struct engine_case {
    struct arena arena;
    VEC(struct engine_case_file) files;
    const struct library *library; /* NULL: a core that declares nothing */
    struct file_reader reader;
    uint64_t seed_low, seed_high;
    uint64_t steps, bytes;                          /* 0: as many as usual */
    uint32_t threads, block_least, objects_a_piece; /* engine.h; 0: as usual */
    bool only_grammar;
    int32_t as_of;
    struct engine *engine;
};

void engine_case_init(struct engine_case *c);
/* Copied; a later file of the same path hides an earlier one. */
void engine_case_add(struct engine_case *c, struct str path, struct str text);
void engine_case_run(struct engine_case *c);
void engine_case_close(struct engine_case *c);

/* Adds the text as main.isms; a line `=== PATH` goes on in another file. */
void engine_case_add_parts(struct engine_case *c, const char *text);

/* The usual way: a project with currency EUR, and the parts of the text. */
void engine_case_open(struct engine_case *c, const char *text);

/* `E0201 main:3:7 message`, with ` (fix: TEXT)` when there is one; one line each. */
struct str engine_case_messages(struct engine_case *c);
/* `RULE-1 error main:3:7 message`; one line each. */
struct str engine_case_gaps(struct engine_case *c);
/* One line for each row, cells joined by ` | `, lists as `[a, b]`, missing values as `-`; groups as
 * `# heading`, totals as `+ cells`, the heads of a cross table as `= labels`. */
struct str engine_case_view(struct engine_case *c, const char *name);
/* Nodes as `rank id (group) state word`, edges as `from -relation-> to`. */
struct str engine_case_graph(struct engine_case *c, const char *name);
/* Messages, gaps, counts, all views, all graphs and all reports. With places or without (places
 * move with the text). */
struct str engine_case_all(struct engine_case *c, bool with_places);
/* The same without messages (whose order is that of the text) and places. */
struct str engine_case_results(struct engine_case *c);

/* ---- tables of sources and what they give ---- */

struct case_row {
    const char *name, *source, *expected;
};

/* Each row is a test of its name; what is expected are the messages, the messages and gaps, or
 * everything without places. Return the number of failures. */
int run_message_rows(const char *group, const struct case_row *rows, size_t count);
int run_gap_rows(const char *group, const struct case_row *rows, size_t count);
/* `ok TITLE` or `FAILED TITLE`, then what does not hold with its notes behind a dash. */
int run_test_rows(const char *group, const struct case_row *rows, size_t count);
int run_result_rows(const char *group, const struct case_row *rows, size_t count);

#define ROW_COUNT(rows)        (sizeof(rows) / sizeof((rows)[0]))
#define RUN_MESSAGE_ROWS(rows) run_message_rows(#rows, (rows), ROW_COUNT(rows))
#define RUN_GAP_ROWS(rows)     run_gap_rows(#rows, (rows), ROW_COUNT(rows))
#define RUN_TEST_ROWS(rows)    run_test_rows(#rows, (rows), ROW_COUNT(rows))
#define RUN_RESULT_ROWS(rows)  run_result_rows(#rows, (rows), ROW_COUNT(rows))

/* ---- random numbers that are the same everywhere ---- */

struct random {
    uint64_t state;
};
uint32_t random_below(struct random *random, uint32_t limit); /* 0 .. limit - 1 */

#endif
