/* test_text_widths.c -- text tables without bounds: what lines up, and what is pushed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/vec.h"
#include "engine/views/text_layout.h"
#include "tests/unit/defects.h"
#include "tests/unit/table_sample.h"

enum { COLUMNS = 4, ROWS_MOST = 3000, TABLES = 60 };

/* ---- widths ---- */

struct width_row {
    const char *name;
    uint32_t cells, width; /* so many of that width */
    uint32_t widest;       /* and one more */
    uint32_t expected;
};

static const struct width_row width_rows[] = {
    { "a_narrow_column_is_as_wide_as_its_widest_cell", 1000000, 5, 100, 100 },
    { "so_is_one_of_a_small_table", 9, 10, 6000, 6000 },
    { "and_one_whose_cells_are_all_long", 5000, 300, 320, 320 },
    { "one_long_cell_does_not_widen_a_long_column", 1000000, 5, 101, 100 },
    { "however_long_it_is", 1000000, 5, 4000000000, 8008 },
    { "a_column_of_long_cells_is_twice_their_average", 9999, 300, 500000, 698 },
    { "a_few_cells_have_64_kb_among_them", 255, 1, 300, 256 },
};
enum { WIDTH_ROWS = sizeof(width_rows) / sizeof(*width_rows) };

static void a_column_has_its_width(void **state)
{
    const struct width_row *row = *state;
    struct text_column column = { 0 };

    for (uint32_t i = 0; i < row->cells; i++)
        text_column_measure_line(&column, row->width);
    text_column_measure_line(&column, row->widest);
    assert_true(text_columns_fit(&column, 1, 0));
    assert_int_equal(column.width, row->expected);
    assert_true(column.limit == TEXT_UNLIMITED);
}

static void bounds_limit_lines(void **state)
{
    (void)state;
    struct text_column columns[2] = { 0 };

    text_column_measure(&columns[0], STR("one two"));
    text_column_measure(&columns[1], STR("one two three four five six seven"));
    assert_true(text_columns_fit(columns, 2, 30));
    assert_int_equal(columns[0].width + TEXT_COLUMN_GAP + columns[1].width, 30);
    for (int i = 0; i < 2; i++)
        assert_int_equal(columns[i].limit, columns[i].width);
}

/* ---- tables ---- */

/* Of `x` and of characters that take two columns; nothing else. */
struct made {
    struct table table;
    struct out texts;
    size_t content; /* bytes of all cells */
};

static uint32_t random_length(struct random *random)
{
    switch (random_below(random, 40)) {
    case 0:
        return random_below(random, 5000);
    case 1:
    case 2:
        return 0;
    default:
        return random_below(random, 30);
    }
}

static void append_text(struct made *made, struct random *random)
{
    uint32_t length = random_length(random);
    bool is_wide = random_below(random, 20) == 0;

    for (uint32_t i = 0; i < length; i++)
        out_text(&made->texts, is_wide ? "\u65e5" : "x");
}

static void make_table(struct made *made, struct arena *arena, struct random *random)
{
    static struct table_column columns[COLUMNS];
    uint32_t rows = random_below(random, 10) == 0 ? ROWS_MOST : 1 + random_below(random, 400);
    struct cell *cells = ARENA_ARRAY(arena, struct cell, (size_t)rows * COLUMNS);
    size_t *ends = ARENA_ARRAY(arena, size_t, (size_t)rows * COLUMNS);
    size_t start = 0;

    for (uint32_t i = 0; i < COLUMNS; i++)
        columns[i] = (struct table_column){ .label = STR("Label"),
                                            .kind = i == 1 ? CELL_NUMBER : CELL_TEXT };
    out_open_memory(&made->texts);
    for (size_t i = 0; i < (size_t)rows * COLUMNS; i++) {
        append_text(made, random);
        ends[i] = made->texts.len;
    }
    made->content = made->texts.len;
    for (size_t i = 0; i < (size_t)rows * COLUMNS; i++) {
        struct str text = str_slice(out_memory(&made->texts), start, ends[i]);
        cells[i] = (struct cell){ .kind = CELL_TEXT, .text = text };
        start = ends[i];
    }
    made->table = (struct table){
        .columns = columns, .column_count = COLUMNS, .cells = cells, .row_count = rows
    };
}

static void write_made(struct out *out, const struct made *made, bool use_color)
{
    const struct table *table = &made->table;
    struct document document = { .tables = &table, .table_count = 1 };
    struct table_text_options options = { .use_color = use_color, .is_bare = true };

    table_write_text(out, &document, &options);
}

/* What is between two gaps or more. */
static struct str take_word(struct str *rest)
{
    struct str word;

    while (rest->len > 0 && rest->ptr[0] == ' ')
        *rest = str_slice(*rest, 1, rest->len);
    word = str_slice(*rest, 0, str_find(*rest, ' '));
    *rest = str_slice(*rest, word.len, rest->len);
    return word;
}

static void check_line(struct str line, const struct cell *cells)
{
    struct str rest = line;

    for (uint32_t i = 0; i < COLUMNS; i++)
        if (cells[i].text.len > 0 && !str_equal(take_word(&rest), cells[i].text))
            fail_msg("a cell is lost or stands elsewhere");
    assert_int_equal(rest.len, 0);
}

static struct str take_output_line(struct str *text)
{
    struct str line = str_slice(*text, 0, str_find(*text, '\n'));

    *text = str_slice(*text, line.len + 1, text->len);
    return line;
}

static void every_row_is_one_line_with_all_its_cells(void **state)
{
    (void)state;
    struct random random = { 1 };
    struct arena arena = { 0 };
    struct made made;
    struct out out;

    for (uint32_t i = 0; i < TABLES; i++) {
        out_open_memory(&out);
        make_table(&made, &arena, &random);
        write_made(&out, &made, false);
        struct str text = out_memory(&out);
        while (!str_starts_with(take_output_line(&text), STR("\u2500")))
            assert_true(text.len > 0);
        for (uint32_t row = 0; row < made.table.row_count; row++)
            check_line(take_output_line(&text), &made.table.cells[(size_t)row * COLUMNS]);
        out_release(&out);
        out_release(&made.texts);
    }
    arena_release(&arena);
}

/* The two ways to write a row: all at once, or text by text. None of these cells has a colour. */
static void colour_moves_nothing(void **state)
{
    (void)state;
    struct random random = { 2 };
    struct arena arena = { 0 };
    struct made made;
    struct out plain, colored;

    for (uint32_t i = 0; i < TABLES; i++) {
        out_open_memory(&plain);
        out_open_memory(&colored);
        make_table(&made, &arena, &random);
        write_made(&plain, &made, false);
        write_made(&colored, &made, true);
        struct str left = out_memory(&plain), right = out_memory(&colored);
        for (uint32_t line = 0; left.len > 0; line++) {
            struct str a = take_output_line(&left), b = take_output_line(&right);
            if (line > 3) /* head and rule */
                assert_true(str_equal(a, b));
        }
        out_release(&plain);
        out_release(&colored);
        out_release(&made.texts);
    }
    arena_release(&arena);
}

static void output_grows_with_the_content(void **state)
{
    (void)state;
    struct random random = { 3 };
    struct arena arena = { 0 };
    struct made made;
    struct out out;

    for (uint32_t i = 0; i < TABLES; i++) {
        out_open_memory(&out);
        make_table(&made, &arena, &random);
        write_made(&out, &made, false);
        size_t cells = (size_t)made.table.row_count * COLUMNS;
        size_t always = (size_t)COLUMNS * TEXT_BYTES_ALWAYS * 4; /* the rule has 3 bytes a column */
        assert_true(out.len <=
                    (TEXT_MEANS + 1) * made.content + TEXT_WIDTH_ALWAYS * cells + always);
        out_release(&out);
        out_release(&made.texts);
    }
    arena_release(&arena);
}

/* Rows: one has a long text, all others are short. */
static void a_long_cell_pushes_its_row(void **state)
{
    (void)state;
    enum { ROWS = 2000, LONG = 50000, OTHER = 7 };
    static struct cell cells[ROWS * 2];
    static char letters[LONG];
    static const struct table_column columns[] = {
        { .label = { "Risks", 5 }, .kind = CELL_LIST },
        { .label = { "Owner", 5 }, .kind = CELL_TEXT },
    };
    struct made made = {
        .table = { .columns = columns, .column_count = 2, .cells = cells, .row_count = ROWS }
    };
    struct out out;

    memset(letters, 'x', LONG);
    for (uint32_t i = 0; i < ROWS; i++) {
        cells[2 * i] = (struct cell){ .kind = CELL_TEXT, .text = { letters, 5 } };
        cells[2 * i + 1] = (struct cell){ .kind = CELL_TEXT, .text = STR("ceo") };
    }
    cells[2 * OTHER].text.len = LONG;
    out_open_memory(&out);
    write_made(&out, &made, false);
    assert_true(out.len < LONG + ROWS * (TEXT_WIDTH_ALWAYS + 6) + 600);
    struct str text = out_memory(&out);
    while (!str_starts_with(take_output_line(&text), STR("\u2500")))
        assert_true(text.len > 0);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct str line = take_output_line(&text);
        size_t width = i == OTHER ? LONG : TEXT_WIDTH_ALWAYS;
        assert_int_equal(line.len, width + TEXT_COLUMN_GAP + 3);
        assert_true(str_ends_with(line, STR("  ceo")));
    }
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest plain_tests[] = {
        cmocka_unit_test(bounds_limit_lines),
        cmocka_unit_test(a_long_cell_pushes_its_row),
        cmocka_unit_test(every_row_is_one_line_with_all_its_cells),
        cmocka_unit_test(colour_moves_nothing),
        cmocka_unit_test(output_grows_with_the_content),
    };
    struct CMUnitTest width_tests[WIDTH_ROWS];
    struct width_row rows[WIDTH_ROWS];

    memcpy(rows, width_rows, sizeof(width_rows));
    for (size_t i = 0; i < WIDTH_ROWS; i++)
        width_tests[i] =
            (struct CMUnitTest){ rows[i].name, a_column_has_its_width, NULL, NULL, &rows[i] };
    int failures = cmocka_run_group_tests(plain_tests, NULL, NULL);
    return failures + cmocka_run_group_tests(width_tests, NULL, NULL);
}
