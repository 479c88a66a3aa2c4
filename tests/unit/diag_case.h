/* diag_case.h -- a diagnostic described by the words it points at, and what is printed for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_DIAG_CASE_H
#define ISMS_TESTS_UNIT_DIAG_CASE_H

#include "base/diag_text.h"
#include "tests/unit/test.h"

#include <stdlib.h>

enum { CASE_FILES = 3, CASE_LABELS = 6, CASE_NOTES = 2 };

struct case_file {
    const char *path;
    const char *text;
    bool is_library;
};

/* The nth (from 0) `words` in a file; no words: nowhere. */
struct case_place {
    const char *words;
    int file;
    int nth;
    bool is_empty;  /* only the place where the words begin */
    bool is_behind; /* the empty place where they end */
    const char *label;
};

struct case_note {
    const char *text;
    bool is_help;
    bool is_after_fix;
};

struct diag_case {
    const char *name;
    struct diag_text_options options;
    struct case_file files[CASE_FILES];
    const char *rule; /* a gap of this rule */
    enum severity severity;
    const char *text;
    struct case_place primary;
    struct case_place labels[CASE_LABELS];
    struct case_note notes[CASE_NOTES];
    struct case_place fix; /* its label is the title */
    const char *replacement;
    enum fix_safety safety;
    const char *expected;
};

struct case_run {
    struct arena arena;
    struct source_map map;
    struct diag_sink sink;
    char *copies[CASE_FILES];
};

/* Copies without anything behind them, so that a sanitizer sees every byte read too far. */
static void case_open(struct case_run *run, const struct case_file *files)
{
    *run = (struct case_run){ 0 };
    run->map.arena = &run->arena;
    run->sink.arena = &run->arena;
    for (int i = 0; i < CASE_FILES && files[i].path != NULL; i++) {
        size_t len = strlen(files[i].text);
        run->copies[i] = malloc(len > 0 ? len : 1);
        assert_non_null(run->copies[i]);
        memcpy(run->copies[i], files[i].text, len);
        source_map_add(&run->map, str_from(files[i].path), (struct str){ run->copies[i], len },
                       files[i].is_library);
    }
}

static void case_close(struct case_run *run)
{
    diag_sink_release(&run->sink);
    source_map_release(&run->map);
    arena_release(&run->arena);
    for (int i = 0; i < CASE_FILES; i++)
        free(run->copies[i]);
}

static struct span case_span(const struct case_run *run, const struct case_file *files,
                             const struct case_place *place)
{
    if (place->words == NULL)
        return (struct span){ 0 };
    const char *text = files[place->file].text;
    const char *found = strstr(text, place->words);
    for (int i = 0; i < place->nth && found != NULL; i++)
        found = strstr(found + 1, place->words);
    assert_non_null(found);
    size_t lo = run->map.sources.items[place->file].base + (size_t)(found - text);
    size_t hi = lo + strlen(place->words);
    if (place->is_behind)
        lo = hi;
    return (struct span){ (uint32_t)lo, (uint32_t)(place->is_empty ? lo : hi) };
}

static void case_add_notes(struct case_run *run, struct diag *diag, const struct diag_case *row,
                           bool is_after_fix)
{
    for (int i = 0; i < CASE_NOTES && row->notes[i].text != NULL; i++) {
        const struct case_note *note = &row->notes[i];
        if (note->is_after_fix != is_after_fix)
            continue;
        if (note->is_help)
            diag_help(&run->sink, diag, "%s", note->text);
        else
            diag_note(&run->sink, diag, "%s", note->text);
    }
}

static struct diag *case_add(struct case_run *run, const struct diag_case *row)
{
    struct span span = case_span(run, row->files, &row->primary);
    struct diag *diag;
    if (row->rule != NULL)
        diag =
            diag_add_gap(&run->sink, str_from(row->rule), row->severity, span, str_from(row->text));
    else
        diag = diag_add(&run->sink, MSG_E0201, span, "%s", row->text);
    if (row->primary.label != NULL)
        diag_set_label(&run->sink, diag, "%s", row->primary.label);
    for (int i = 0; i < CASE_LABELS && row->labels[i].words != NULL; i++) {
        const char *label = row->labels[i].label;
        diag_label(&run->sink, diag, case_span(run, row->files, &row->labels[i]), "%s",
                   label != NULL ? label : "");
    }
    case_add_notes(run, diag, row, false);
    if (row->replacement != NULL)
        diag_fix(&run->sink, diag, row->safety, case_span(run, row->files, &row->fix),
                 str_from(row->replacement), "%s", row->fix.label);
    case_add_notes(run, diag, row, true);
    return diag;
}

static void test_case(void **state)
{
    const struct diag_case *row = *state;
    struct case_run run;
    struct out out;
    case_open(&run, row->files);
    out_open_memory(&out);
    diag_print(&out, case_add(&run, row), &run.map, &row->options);
    assert_text(out_memory(&out), row->expected);
    out_release(&out);
    case_close(&run);
}

static int run_cases(const struct diag_case *rows, size_t nrows)
{
    struct CMUnitTest *tests = calloc(nrows, sizeof *tests);
    assert_non_null(tests);
    for (size_t i = 0; i < nrows; i++) {
        union {
            const struct diag_case *row;
            void *state;
        } initial = { &rows[i] };
        tests[i].name = rows[i].name;
        tests[i].test_func = test_case;
        tests[i].initial_state = initial.state;
    }
    int failures = _cmocka_run_group_tests("diagnostics", tests, nrows, NULL, NULL);
    free(tests);
    return failures;
}

#endif
