/* table_sample.c -- see table_sample.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "tests/unit/table_sample.h"

#include <stdio.h>
#include <stdlib.h>

#define LITERAL(words)                                                                             \
    {                                                                                              \
        words, sizeof(words) - 1                                                                   \
    }
#define TEXT(words)                                                                                \
    {                                                                                              \
        .kind = CELL_TEXT, .text = LITERAL(words)                                                  \
    }
#define NUMBER(digits)                                                                             \
    {                                                                                              \
        .kind = CELL_NUMBER, .text = LITERAL(digits)                                               \
    }
#define YES_NO(word)                                                                               \
    {                                                                                              \
        .kind = CELL_YES_NO, .text = LITERAL(word)                                                 \
    }
#define DATE(day)                                                                                  \
    {                                                                                              \
        .kind = CELL_DATE, .text = LITERAL(day)                                                    \
    }
#define SYMBOL(label, name, tone)                                                                  \
    {                                                                                              \
        .kind = CELL_SYMBOL, .text = LITERAL(label), .key = LITERAL(name), .color = LITERAL(tone)  \
    }
#define OBJECT(id, words)                                                                          \
    {                                                                                              \
        .kind = CELL_OBJECT, .text = LITERAL(id), .key = LITERAL(id), .title = LITERAL(words)      \
    }
#define LIST(array)                                                                                \
    {                                                                                              \
        .kind = CELL_LIST, .parts = array, .part_count = sizeof(array) / sizeof(*(array))          \
    }
#define MISSING                                                                                    \
    {                                                                                              \
        .kind = CELL_MISSING                                                                       \
    }
#define COLUMN(words, name, of)                                                                    \
    {                                                                                              \
        .label = LITERAL(words), .key = LITERAL(name), .kind = of                                  \
    }

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ------------------------------------------------------------- the sample */

static const struct cell two_risks[] = { OBJECT("R-1", "Customer data leaks"),
                                         OBJECT("R-12", "The gateway fails") };
static const struct cell one_risk[] = { OBJECT("R-1", "Customer data leaks") };

static const struct table_column soa_columns[] = {
    COLUMN("Control", "control", CELL_OBJECT), COLUMN("Applies", "applies", CELL_YES_NO),
    COLUMN("Status", "status", CELL_SYMBOL),   COLUMN("Justification", "justification", CELL_TEXT),
    COLUMN("Treats", "treats", CELL_LIST),     COLUMN("Cost", "cost", CELL_NUMBER),
    COLUMN("Review", "review", CELL_DATE),
};

static const struct cell soa_cells[] = {
    OBJECT("A.5.1", "Policies"),
    YES_NO("yes"),
    SYMBOL("in place", "in-place", "green"),
    TEXT("One set of rules that everybody knows and that management stands behind."),
    LIST(two_risks),
    NUMBER("400000"),
    DATE("2026-02-10"),

    OBJECT("A.5.10", "Acceptable use"),
    YES_NO("yes"),
    SYMBOL("very late", "very-late", "#08519C"),
    TEXT("People know what they may do.\nThe second line is a line of its own."),
    LIST(one_risk),
    NUMBER("-0.50"),
    MISSING,

    OBJECT("A.8.30", "Outsourced development"),
    YES_NO("no"),
    SYMBOL("excluded", "excluded", "grey"),
    TEXT("All code is written in house; \u00dcbersetzungen \u65e5\u672c\u8a9e too."),
    { .kind = CELL_LIST },
    NUMBER("7"),
    DATE("2026-11-30"),
};

static const struct str soa_groups[] = { LITERAL("Organisation"), LITERAL("Technology") };
static const uint32_t soa_group_of[] = { 0, 0, 1 };

static const struct table soa = {
    .name = LITERAL("soa"),
    .title = LITERAL("Statement of Applicability"),
    .doc = LITERAL("Every control, whether it applies,\nand why.\n\n"
                   "- One item.\n- Another one\n  in two lines."),
    .columns = soa_columns,
    .column_count = COUNT(soa_columns),
    .cells = soa_cells,
    .row_count = 3,
    .groups = soa_groups,
    .group_count = COUNT(soa_groups),
    .group_of = soa_group_of,
};

static const struct table_column gap_columns[] = {
    COLUMN("Severity", "severity", CELL_SYMBOL),
    COLUMN("Rule", "rule", CELL_TEXT),
    COLUMN("Object", "object", CELL_OBJECT),
    COLUMN("Object", "object", CELL_TEXT),
};

static const struct cell gap_cells[] = {
    SYMBOL("major", "major", "red"),     TEXT("SOA-01"),
    OBJECT("A.5.1", "Policies"),         TEXT("no evidence"),
    SYMBOL("minor", "minor", "no tone"), TEXT("SOA-02"),
    OBJECT("A.5.1", "Policies"),         TEXT("no owner"),
};

static const struct table gaps = {
    .name = LITERAL("gaps"),
    .title = LITERAL("Gaps"),
    .columns = gap_columns,
    .column_count = COUNT(gap_columns),
    .cells = gap_cells,
    .row_count = 2,
};

static const struct table empty = {
    .name = LITERAL("empty"),
    .title = LITERAL("Empty"),
    .columns = gap_columns,
    .column_count = COUNT(gap_columns),
};

static const struct cell ada[] = { OBJECT("ada", "Ada Lovelace") };
static const struct cell bob[] = { OBJECT("bob", "") };

static const struct table_column course_columns[] = {
    COLUMN("Course", "Course", CELL_OBJECT),
    { LITERAL("ada"), LITERAL("ada"), CELL_YES_NO, ada, 1, false, false },
    { LITERAL("bob"), LITERAL("bob"), CELL_YES_NO, bob, 1, false, false },
    { LITERAL("Hours"), LITERAL("Hours"), CELL_NUMBER, NULL, 0, true, false },
    { LITERAL("Fee"), LITERAL("Fee"), CELL_TEXT, NULL, 0, true, false },
};
static const struct cell course_cells[] = {
    OBJECT("C-1", "First aid"), YES_NO("yes"), YES_NO("no"),  NUMBER("8"),  TEXT("100 EUR"),
    OBJECT("C-2", "Phishing"),  YES_NO("yes"), YES_NO("yes"), NUMBER("12"), TEXT("20.5 EUR"),
    OBJECT("C-9", "Drill"),     YES_NO("no"),  MISSING,       MISSING,      MISSING,
};
static const struct cell course_group_totals[] = {
    MISSING, MISSING, MISSING, NUMBER("20"), TEXT("120.5 EUR"),
    MISSING, MISSING, MISSING, MISSING,      MISSING,
};
static const struct cell course_totals[] = { MISSING, MISSING, MISSING, NUMBER("20"),
                                             TEXT("120.5 EUR") };
static const struct str course_groups[] = { LITERAL("lessons"), LITERAL("exercises") };
static const uint32_t course_group_of[] = { 0, 0, 1 };

static const struct table courses = {
    .name = LITERAL("courses"),
    .title = LITERAL("Courses"),
    .columns = course_columns,
    .column_count = COUNT(course_columns),
    .cells = course_cells,
    .row_count = 3,
    .groups = course_groups,
    .group_count = COUNT(course_groups),
    .group_of = course_group_of,
    .totals = course_totals,
    .group_totals = course_group_totals,
};

static const struct table *const cross_table[] = { &courses };
static const struct table *const both_tables[] = { &soa, &gaps };
static const struct table *const gap_table[] = { &gaps };
static const struct table *const empty_table[] = { &empty };

static struct title_block sample_block(void)
{
    return (struct title_block){ .organisation = STR("Larkspur Metrics"),
                                 .project = STR("larkspur"),
                                 .as_of = STR("2026-11-01"),
                                 .tool = STR("isms 0.1.0"),
                                 .classification = STR("internal") };
}

struct document sample_document(void)
{
    return (struct document){ .block = sample_block(),
                              .tables = both_tables,
                              .table_count = COUNT(both_tables) };
}

struct document sample_gaps(void)
{
    return (struct document){ .block = sample_block(),
                              .tables = gap_table,
                              .table_count = COUNT(gap_table) };
}

struct document sample_cross(void)
{
    return (struct document){ .block = sample_block(),
                              .tables = cross_table,
                              .table_count = COUNT(cross_table) };
}

struct document sample_nothing(void)
{
    return (struct document){ .block = sample_block() };
}

struct document sample_empty(void)
{
    return (struct document){ .block = sample_block(),
                              .tables = empty_table,
                              .table_count = COUNT(empty_table) };
}

/* --------------------------------------------------------------- payloads */

static const char *const payloads[] = {
    "</title></style><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;&#60;",
    "--><![CDATA[",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "a,b;\"c\"\nsecond line",
    "a|b`c`*d*_e_[f](g)<br>~~h~~\\|",
    "# heading",
    "1. item",
    "\033[31mred\033]0;title\a",
    "\xc2\x9b"
    "31mC1 control",
    "\xe2\x80\xae"
    "bidi override",
    "bad \xff\xc0\x80 bytes",
    "%s%n",
    "::error::command",
    "e\xcc\x81 \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
    "{\"json\": [1,\"\\u0000\"]}",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

enum { PAYLOADS = COUNT(payloads), PAYLOAD_COLUMNS = 8 };

size_t payload_count(void)
{
    return PAYLOADS;
}

struct str payload_text(size_t index)
{
    return str_from(payloads[index]);
}

static struct cell payload_cell(enum cell_kind kind, struct str text)
{
    return (struct cell){ .kind = kind, .text = text, .key = text, .title = text, .color = text };
}

/* One row: the payload as each kind of cell, the last one a list of two. */
static void fill_row(struct arena *arena, struct cell *row, struct str text)
{
    static const enum cell_kind kinds[PAYLOAD_COLUMNS] = {
        CELL_OBJECT, CELL_NUMBER, CELL_YES_NO,  CELL_DATE,
        CELL_SYMBOL, CELL_TEXT,   CELL_MISSING, CELL_LIST,
    };
    struct cell *parts = ARENA_ARRAY(arena, struct cell, 2);

    parts[0] = payload_cell(CELL_OBJECT, text);
    parts[1] = payload_cell(CELL_TEXT, text);
    for (size_t i = 0; i < PAYLOAD_COLUMNS; i++)
        row[i] = payload_cell(kinds[i], text);
    row[PAYLOAD_COLUMNS - 1].parts = parts;
    row[PAYLOAD_COLUMNS - 1].part_count = 2;
}

struct document payload_document(struct arena *arena)
{
    struct table_column *columns = ARENA_ARRAY(arena, struct table_column, PAYLOAD_COLUMNS);
    struct cell *cells = ARENA_ARRAY(arena, struct cell, (size_t)PAYLOADS * PAYLOAD_COLUMNS);
    struct str *groups = ARENA_ARRAY(arena, struct str, PAYLOADS);
    uint32_t *group_of = ARENA_ARRAY(arena, uint32_t, PAYLOADS);
    struct table *table = ARENA_NEW(arena, struct table);
    const struct table **tables = ARENA_ARRAY(arena, const struct table *, 1);

    for (uint32_t i = 0; i < PAYLOAD_COLUMNS; i++)
        columns[i] = (struct table_column){
            payload_text(i), payload_text(i), CELL_TEXT, &cells[i], 1, i % 2 == 1, false
        };
    for (uint32_t i = 0; i < PAYLOADS; i++) {
        fill_row(arena, &cells[(size_t)i * PAYLOAD_COLUMNS], payload_text(i));
        groups[i] = payload_text(i);
        group_of[i] = i;
    }
    struct str worst = payload_text(0);
    *table = (struct table){ .name = worst,
                             .title = worst,
                             .doc = worst,
                             .columns = columns,
                             .column_count = PAYLOAD_COLUMNS,
                             .cells = cells,
                             .row_count = PAYLOADS,
                             .groups = groups,
                             .group_count = PAYLOADS,
                             .group_of = group_of,
                             .totals = cells,
                             .group_totals = cells };
    tables[0] = table;
    return (struct document){ .block = { worst, worst, worst, worst, worst, worst },
                              .tables = tables,
                              .table_count = 1 };
}

/* ----------------------------------------------------------------- golden */

static void golden_path(char *path, size_t size, const char *name)
{
    const char *srcdir = getenv("srcdir");

    snprintf(path, size, "%s/tests/golden/table/%s", srcdir != NULL ? srcdir : ".", name);
}

static void write_golden(struct str actual, const char *path)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(actual.ptr, 1, actual.len, file), actual.len);
    assert_int_equal(fclose(file), 0);
}

static void read_golden(struct out *expected, const char *path)
{
    char buffer[4096];
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        fail_msg("no golden file %s: run with UPDATE=1", path);
    for (size_t len = sizeof(buffer); len == sizeof(buffer);) {
        len = fread(buffer, 1, sizeof(buffer), file);
        out_bytes(expected, buffer, len);
    }
    fclose(file);
}

static struct str take_line(struct str *rest)
{
    struct str line = str_slice(*rest, 0, str_find(*rest, '\n'));

    *rest = str_slice(*rest, line.len + 1, rest->len);
    return line;
}

static void compare_lines(struct str actual, struct str expected, const char *name)
{
    for (unsigned number = 1; actual.len > 0 || expected.len > 0; number++) {
        struct str got = take_line(&actual);
        struct str wanted = take_line(&expected);
        if (!str_equal(got, wanted))
            fail_msg("%s:%u:\n  got      %.*s\n  expected %.*s", name, number, STR_ARG(got),
                     STR_ARG(wanted));
    }
}

void assert_golden(struct str actual, const char *name)
{
    char path[4096];
    struct out expected;

    golden_path(path, sizeof(path), name);
    if (getenv("UPDATE") != NULL) {
        write_golden(actual, path);
        return;
    }
    out_open_memory(&expected);
    read_golden(&expected, path);
    compare_lines(actual, out_memory(&expected), name);
    assert_true(str_equal(actual, out_memory(&expected)));
    out_release(&expected);
}

size_t text_find(struct str text, const char *part)
{
    struct str wanted = str_from(part);

    for (size_t at = 0; at + wanted.len <= text.len; at++)
        if (str_equal(str_slice(text, at, at + wanted.len), wanted))
            return at;
    return text.len;
}

/* Two nodes with a link. */
static const struct graph *payload_graph(struct arena *arena, struct str text)
{
    struct graph *graph = ARENA_NEW(arena, struct graph);
    struct graph_rank *rank = ARENA_NEW(arena, struct graph_rank);
    struct str *relation = ARENA_NEW(arena, struct str);

    *rank = (struct graph_rank){ text, text };
    *relation = text;
    *graph = (struct graph){ .name = text,
                             .title = text,
                             .doc = text,
                             .ranks = rank,
                             .rank_count = 1,
                             .relations = relation,
                             .relation_count = 1,
                             .nodes = ARENA_ARRAY(arena, struct graph_node, 2),
                             .node_count = 2,
                             .edges = ARENA_ARRAY(arena, struct graph_edge, 1),
                             .edge_count = 1 };
    graph->nodes[0] = (struct graph_node){ .id = text, .title = text, .word = text, .count = 1 };
    graph->nodes[1] = (struct graph_node){ .id = STR("B"), .count = 1 };
    graph->edges[0] = (struct graph_edge){ .to = 1, .count = 1 };
    return graph;
}

struct document report_document(struct arena *arena)
{
    struct document document = payload_document(arena);
    uint32_t count = 3 + 2 * PAYLOADS;
    struct section *sections = ARENA_ARRAY(arena, struct section, count);

    sections[0] = (struct section){ .kind = SECTION_HEADING,
                                    .heading = STR("Management review"),
                                    .text = STR("Once a year.") };
    sections[1] = (struct section){ .level = 1,
                                    .kind = SECTION_TEXT,
                                    .heading = STR("Where we stand"),
                                    .text = STR("A paragraph that goes\non.\n\n- one\n- two\n\n"
                                                "# no heading\n\n1. no list") };
    sections[2] = (struct section){ .level = 1, .kind = SECTION_TABLE, .heading = STR("Table") };
    for (uint32_t i = 0; i < PAYLOADS; i++) {
        struct str text = payload_text(i);
        sections[3 + 2 * i] = (struct section){
            .level = 1, .kind = SECTION_TEXT, .heading = i % 2 == 0 ? text : STR(""), .text = text
        };
        sections[4 + 2 * i] = (struct section){ .kind = SECTION_GRAPH,
                                                .heading = text,
                                                .graph = payload_graph(arena, text),
                                                .caption = text };
    }
    document.sections = sections;
    document.section_count = count;
    return document;
}
