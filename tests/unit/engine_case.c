/* engine_case.c -- running a project in memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/row_reader.h"

enum { TODAY = 20619 }; /* 2026-06-15 */

/* ---- files ---- */

static const struct engine_case_file *find_file(const struct engine_case *c, struct str path)
{
    for (uint32_t i = c->files.count; i > 0; i--)
        if (str_equal(c->files.items[i - 1].path, path))
            return &c->files.items[i - 1];
    return NULL;
}

static int read_file(void *self, struct str path, struct arena *arena, struct str *ret_text)
{
    const struct engine_case_file *file = find_file(self, path);
    char *copy;

    if (!file)
        return -ENOENT;
    copy = ARENA_ARRAY(arena, char, file->text.len + 16);
    if (file->text.len > 0)
        memcpy(copy, file->text.ptr, file->text.len);
    *ret_text = (struct str){ copy, file->text.len };
    return 0;
}

static int compare_paths(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static int list_files(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                      uint32_t *ret_count)
{
    const struct engine_case *c = self;
    struct str *paths = ARENA_ARRAY(arena, struct str, c->files.count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < c->files.count; i++) {
        const struct engine_case_file *file = &c->files.items[i];
        if (find_file(c, file->path) == file && lang_glob_match(glob, file->path))
            paths[count++] = file->path;
    }
    if (count > 1)
        qsort(paths, count, sizeof(*paths), compare_paths);
    *ret_paths = paths;
    *ret_count = count;
    return 0;
}

static bool file_exists(void *self, struct str path)
{
    return find_file(self, path) != NULL;
}

void engine_case_init(struct engine_case *c)
{
    *c = (struct engine_case){ .seed_low = 1, .seed_high = 2, .as_of = TODAY };
    c->reader = (struct file_reader){ c, read_file, list_files, file_exists };
}

void engine_case_add(struct engine_case *c, struct str path, struct str text)
{
    VEC_PUSH(&c->files, ((struct engine_case_file){ arena_copy(&c->arena, path),
                                                    arena_copy(&c->arena, text) }));
}

void engine_case_run(struct engine_case *c)
{
    static const struct library_file CORE[] = { { "core.isms", "# nothing\n", 10 } };
    static const struct library NEARLY_NOTHING = { .files = CORE, .count = 1 };
    struct engine_options options = { .reader = &c->reader,
                                      .library = c->library ? c->library : &NEARLY_NOTHING,
                                      .seed_low = c->seed_low,
                                      .seed_high = c->seed_high,
                                      .steps = c->steps,
                                      .bytes = c->bytes,
                                      .threads = c->threads,
                                      .block_least = c->block_least,
                                      .objects_a_piece = c->objects_a_piece,
                                      .only_grammar = c->only_grammar };

    c->engine = engine_open(&options);
    engine_check(c->engine, c->as_of);
}

void engine_case_close(struct engine_case *c)
{
    if (c->engine)
        engine_close(c->engine);
    VEC_RELEASE(&c->files);
    arena_release(&c->arena);
}

void engine_case_add_parts(struct engine_case *c, const char *text)
{
    struct str rest = str_from(text);
    struct str path = STR("main.isms");

    for (const char *cut = strstr(text, "=== "); cut; cut = strstr(rest.ptr, "=== ")) {
        size_t before = (size_t)(cut - rest.ptr);
        size_t end = before + str_find(str_slice(rest, before, rest.len), '\n');
        engine_case_add(c, path, str_slice(rest, 0, before));
        path = str_slice(rest, before + 4, end);
        rest = str_slice(rest, end + 1, rest.len);
    }
    engine_case_add(c, path, rest);
}

void engine_case_open(struct engine_case *c, const char *text)
{
    engine_case_init(c);
    engine_case_add(c, STR("project.isms"),
                    STR("project test \"Test\"\n  language:  1.0\n  currency:  EUR\n"));
    engine_case_add_parts(c, text);
    engine_case_run(c);
}

/* ---- results as text ---- */

static struct str finish(struct engine_case *c, struct out *out)
{
    struct str text = out_memory(out);

    if (text.len > 0 && text.ptr[text.len - 1] == '\n')
        text.len--;
    text = arena_copy(&c->arena, text);
    out_release(out);
    return text;
}

/* `main:3:7`; the ending .isms says nothing. */
static void write_place(struct out *out, struct engine_case *c, struct span span)
{
    struct place place = source_map_place(engine_sources(c->engine), span.lo);

    if (str_ends_with(place.path, STR(".isms")))
        place.path.len -= 5;
    if (span_is_none(span))
        out_text(out, "- ");
    else
        out_format(out, "%.*s:%u:%u ", STR_ARG(place.path), place.line, place.column);
}

static void write_messages(struct out *out, struct engine_case *c, bool with_places)
{
    struct diag_sink *sink = engine_sink(c->engine);

    for (uint32_t i = 0; i < sink->diags.count; i++) {
        const struct diag *diag = sink->diags.items[i];
        out_format(out, "%.*s ", STR_ARG(diag->code));
        if (with_places)
            write_place(out, c, diag->span);
        out_str(out, diag->text);
        if (diag->fixes)
            out_format(out, " (fix: %.*s)", STR_ARG(diag->fixes->replacement));
        out_char(out, '\n');
    }
}

struct str engine_case_messages(struct engine_case *c)
{
    struct out out;

    out_open_memory(&out);
    write_messages(&out, c, true);
    return finish(c, &out);
}

static void write_gaps(struct out *out, struct engine_case *c, bool with_places)
{
    static const char *const SEVERITIES[] = { "", "info", "warning", "error" };

    for (uint32_t i = 0; i < engine_gap_count(c->engine); i++) {
        const struct diag *diag = engine_gap(c->engine, i, GAP_WHOLE);
        out_format(out, "%.*s %s ", STR_ARG(diag->code),
                   diag->is_waived ? "waived" : SEVERITIES[diag->severity]);
        if (with_places)
            write_place(out, c, diag->span);
        out_str(out, diag->text);
        if (diag->notes && with_places)
            for (const struct note *note = diag->notes; note; note = note->next)
                if (note->kind == NOTE_HELP)
                    out_format(out, " (help: %.*s)", STR_ARG(note->text));
        out_char(out, '\n');
    }
}

struct str engine_case_gaps(struct engine_case *c)
{
    struct out out;

    out_open_memory(&out);
    write_gaps(&out, c, true);
    return finish(c, &out);
}

static void write_cell(struct out *out, const struct cell *cell)
{
    if (cell->kind == CELL_MISSING) {
        out_char(out, '-');
    } else if (cell->kind == CELL_LIST) {
        out_char(out, '[');
        for (uint32_t i = 0; i < cell->part_count; i++) {
            if (i > 0)
                out_text(out, ", ");
            write_cell(out, &cell->parts[i]);
        }
        out_char(out, ']');
    } else {
        out_str(out, cell->text);
    }
}

static void write_row(struct out *out, const struct table *table, uint32_t row)
{
    struct row_reader reader;
    const struct cell *cells;

    row_reader_init(&reader, table);
    cells = row_reader_read(&reader, row);
    for (uint32_t column = 0; column < table->column_count; column++) {
        if (column > 0)
            out_text(out, " | ");
        write_cell(out, &cells[column]);
    }
    row_reader_release(&reader);
    out_char(out, '\n');
}

/* Only where the view does not say it: what is spread over columns. */
static void write_spread_heads(struct out *out, const struct table *table)
{
    bool is_spread = table->lacks_columns;

    for (uint32_t i = 0; i < table->column_count; i++)
        is_spread = is_spread || table->columns[i].across_count > 0;
    for (uint32_t i = 0; is_spread && i < table->column_count; i++) {
        out_text(out, i > 0 ? " | " : "= ");
        out_str(out, table->columns[i].label);
    }
    if (is_spread)
        out_char(out, '\n');
}

static void write_totals(struct out *out, const struct table *table, const struct cell *totals)
{
    for (uint32_t i = 0; totals && i < table->column_count; i++) {
        out_text(out, i > 0 ? " | " : "+ ");
        write_cell(out, &totals[i]);
    }
    if (totals)
        out_char(out, '\n');
}

static void write_view(struct out *out, struct engine_case *c, struct str name)
{
    uint32_t not_assessed = 0;
    const struct table *table = engine_view(c->engine, name, &not_assessed);

    if (!table) {
        out_text(out, "no such view\n");
        return;
    }
    write_spread_heads(out, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        if (table->group_count > 0 &&
            (row == 0 || table->group_of[row] != table->group_of[row - 1]))
            out_format(out, "# %.*s\n", STR_ARG(table->groups[table->group_of[row]]));
        write_row(out, table, row);
        if (table->group_totals && table->group_count > 0 &&
            (row + 1 == table->row_count || table->group_of[row + 1] != table->group_of[row]))
            write_totals(out, table,
                         &table->group_totals[table->group_of[row] * table->column_count]);
    }
    write_totals(out, table, table->totals);
    if (not_assessed > 0)
        out_format(out, "%u not assessed\n", not_assessed);
}

struct str engine_case_view(struct engine_case *c, const char *name)
{
    struct out out;

    out_open_memory(&out);
    write_view(&out, c, str_from(name));
    return finish(c, &out);
}

static void write_graph(struct out *out, struct engine_case *c, struct str name)
{
    static const char *const STATES[] = { "", " ok", " planned", " overdue", " gap", " accepted" };
    const struct graph *graph = engine_graph(c->engine, name);

    if (!graph) {
        out_text(out, "no such graph\n");
        return;
    }
    for (uint32_t i = 0; i < graph->node_count; i++) {
        const struct graph_node *node = &graph->nodes[i];
        out_format(out, "%.*s %.*s", STR_ARG(graph->ranks[node->rank].name), STR_ARG(node->id));
        if (node->group.len > 0)
            out_format(out, " (%.*s)", STR_ARG(node->group));
        out_format(out, "%s%s%.*s\n", STATES[node->state], node->word.len > 0 ? " " : "",
                   STR_ARG(node->word));
    }
    for (uint32_t i = 0; i < graph->edge_count; i++) {
        const struct graph_edge *edge = &graph->edges[i];
        out_format(out, "%.*s -%.*s-> %.*s\n", STR_ARG(graph->nodes[edge->from].id),
                   STR_ARG(graph->relations[edge->relation]), STR_ARG(graph->nodes[edge->to].id));
    }
}

struct str engine_case_graph(struct engine_case *c, const char *name)
{
    struct out out;

    out_open_memory(&out);
    write_graph(&out, c, str_from(name));
    return finish(c, &out);
}

static void write_section(struct out *out, const struct report_section *section)
{
    static const char *const KINDS[] = { "text", "table", "graph" };

    out_format(out, "%s [%.*s]", KINDS[section->kind], STR_ARG(section->heading));
    if (section->text.len > 0)
        out_format(out, " %.*s", STR_ARG(section->text));
    if (section->graph)
        out_format(out, " %u nodes", section->graph->node_count);
    out_char(out, '\n');
    for (uint32_t row = 0; section->table && row < section->table->row_count; row++)
        write_row(out, section->table, row);
}

static void write_report(struct out *out, struct engine_case *c, struct str name)
{
    uint32_t not_assessed = 0;
    const struct report *report = engine_report(c->engine, name, &not_assessed);

    if (!report) {
        out_text(out, "no such report\n");
        return;
    }
    out_format(out, "%.*s; %.*s; %.*s\n", STR_ARG(report->title), STR_ARG(report->doc),
               STR_ARG(report->classification));
    for (uint32_t i = 0; i < report->section_count; i++)
        write_section(out, &report->sections[i]);
    if (not_assessed > 0)
        out_format(out, "%u not assessed\n", not_assessed);
}

static void write_results(struct out *out, struct engine_case *c)
{
    struct engine_counts counts = engine_counts(c->engine);
    const struct str *names;
    uint32_t count;

    out_format(out,
               "%u objects, %u rules, %u failed, %u vacuous, %u/%u/%u gaps, %u of %u assessed\n",
               counts.objects, counts.rules, counts.rules_failed, counts.rules_vacuous,
               counts.gaps[SEVERITY_ERROR], counts.gaps[SEVERITY_WARNING],
               counts.gaps[SEVERITY_INFO], counts.assessed, counts.assessed + counts.not_assessed);
    names = engine_view_names(c->engine, &count);
    for (uint32_t i = 0; i < count; i++) {
        out_format(out, "view %.*s\n", STR_ARG(names[i]));
        write_view(out, c, names[i]);
    }
    names = engine_graph_names(c->engine, &count);
    for (uint32_t i = 0; i < count; i++) {
        out_format(out, "graph %.*s\n", STR_ARG(names[i]));
        write_graph(out, c, names[i]);
    }
    names = engine_report_names(c->engine, &count);
    for (uint32_t i = 0; i < count; i++) {
        out_format(out, "report %.*s: ", STR_ARG(names[i]));
        write_report(out, c, names[i]);
    }
}

struct str engine_case_all(struct engine_case *c, bool with_places)
{
    struct out out;

    out_open_memory(&out);
    write_messages(&out, c, with_places);
    write_gaps(&out, c, with_places);
    write_results(&out, c);
    return finish(c, &out);
}

struct str engine_case_results(struct engine_case *c)
{
    struct out out;

    out_open_memory(&out);
    write_gaps(&out, c, false);
    write_results(&out, c);
    return finish(c, &out);
}

/* ---- tables ---- */

static void check_row(void **state, struct str (*result)(struct engine_case *c))
{
    const struct case_row *row = *state;
    struct engine_case c;

    engine_case_open(&c, row->source);
    assert_text(result(&c), row->expected);
    engine_case_close(&c);
}

static struct str messages_and_gaps(struct engine_case *c)
{
    struct out out;

    out_open_memory(&out);
    write_messages(&out, c, true);
    write_gaps(&out, c, true);
    return finish(c, &out);
}

static struct str everything(struct engine_case *c)
{
    return engine_case_all(c, false);
}

static void check_messages(void **state)
{
    check_row(state, engine_case_messages);
}

static void check_gaps(void **state)
{
    check_row(state, messages_and_gaps);
}

static void write_trial(struct out *out, struct engine_case *c, uint32_t index)
{
    struct engine_test test = engine_test(c->engine, index);
    uint32_t failed;
    struct diag_sink *sink = engine_run_test(c->engine, index, &failed);

    out_format(out, "%s %.*s\n", failed > 0 ? "FAILED" : "ok", STR_ARG(test.title));
    for (uint32_t i = 0; i < sink->diags.count; i++) {
        const struct diag *diag = sink->diags.items[i];
        struct place place = source_map_place(engine_sources(c->engine), diag->span.lo);
        out_format(out, "  %.*s %u:%u %.*s", STR_ARG(diag->code), place.line, place.column,
                   STR_ARG(diag->text));
        for (const struct label *label = diag->labels; label; label = label->next)
            out_format(out, " - %.*s", STR_ARG(label->text));
        for (const struct note *note = diag->notes; note; note = note->next)
            out_format(out, " - %.*s", STR_ARG(note->text));
        out_char(out, '\n');
    }
    diag_sink_release(sink);
}

static struct str trials(struct engine_case *c)
{
    struct out out;

    out_open_memory(&out);
    write_messages(&out, c, true);
    for (uint32_t i = 0; i < engine_test_count(c->engine); i++)
        write_trial(&out, c, i);
    return finish(c, &out);
}

static void check_trials(void **state)
{
    check_row(state, trials);
}

static void check_everything(void **state)
{
    check_row(state, everything);
}

static int run_rows(const char *group, const struct case_row *rows, size_t count,
                    CMUnitTestFunction test)
{
    struct CMUnitTest *tests = calloc(count, sizeof(*tests));
    int failures;

    assert_non_null(tests);
    for (size_t i = 0; i < count; i++)
        tests[i] =
            (struct CMUnitTest){ rows[i].name, test, NULL, NULL, (void *)(uintptr_t)&rows[i] };
    failures = _cmocka_run_group_tests(group, tests, count, NULL, NULL);
    free(tests);
    return failures;
}

int run_message_rows(const char *group, const struct case_row *rows, size_t count)
{
    return run_rows(group, rows, count, check_messages);
}

int run_gap_rows(const char *group, const struct case_row *rows, size_t count)
{
    return run_rows(group, rows, count, check_gaps);
}

int run_test_rows(const char *group, const struct case_row *rows, size_t count)
{
    return run_rows(group, rows, count, check_trials);
}

int run_result_rows(const char *group, const struct case_row *rows, size_t count)
{
    return run_rows(group, rows, count, check_everything);
}

/* ---- random numbers ---- */

/* SplitMix64 (Steele, Lea, Flood): short, and the same on every machine. */
uint32_t random_below(struct random *random, uint32_t limit)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) % limit);
}
