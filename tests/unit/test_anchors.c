/* test_anchors.c -- links in a page lead to the same places whether keys have numbers or not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/vec.h"
#include "tests/unit/defects.h"
#include "tests/unit/table_sample.h"

enum { TABLES = 3, ROWS_MOST = 12, COLUMNS = 3, PARTS = 2, DOCUMENTS = 300 };

static const struct str words[] = {
    { "R-1", 3 },  { "R-10", 4 }, { "A.5.1", 5 }, { "a b", 3 },
    { "r<2>", 4 }, { "", 0 },     { "R-2", 3 },   { "Larkspur", 8 },
};
enum { WORDS = sizeof(words) / sizeof(*words) };

struct pages {
    struct table tables[TABLES];
    struct cell cells[TABLES][ROWS_MOST * COLUMNS];
    struct cell parts[TABLES][ROWS_MOST * COLUMNS][PARTS];
};

/* An object, a text that may be an id, or a list of objects. */
static void make_cell(struct random *random, struct cell *cell, struct cell *parts)
{
    struct str word = words[random_below(random, WORDS)];

    switch (random_below(random, 4)) {
    case 0:
        *cell = (struct cell){ .kind = CELL_TEXT, .text = word };
        return;
    case 1:
        *cell = (struct cell){ .kind = CELL_LIST, .parts = parts, .part_count = PARTS };
        for (int i = 0; i < PARTS; i++) {
            struct str id = words[random_below(random, WORDS)];
            parts[i] = (struct cell){ .kind = CELL_OBJECT, .text = id, .key = id };
        }
        return;
    default:
        *cell = (struct cell){ .kind = CELL_OBJECT, .text = word, .key = word };
        return;
    }
}

static struct document make_document(struct pages *pages, struct random *random)
{
    static const struct table_column columns[COLUMNS];
    static const struct table *tables[TABLES];
    static const struct str names[] = { { "one", 3 }, { "two", 3 }, { "one", 3 } };

    for (int t = 0; t < TABLES; t++) {
        uint32_t rows = random_below(random, ROWS_MOST + 1);
        pages->tables[t] = (struct table){ .name = names[t],
                                           .columns = columns,
                                           .column_count = COLUMNS,
                                           .cells = pages->cells[t],
                                           .row_count = rows };
        for (uint32_t i = 0; i < rows * COLUMNS; i++)
            make_cell(random, &pages->cells[t][i], pages->parts[t][i]);
        tables[t] = &pages->tables[t];
    }
    return (struct document){ .tables = tables, .table_count = TABLES };
}

/* The place of a word among all, from 1, sometimes: `percent` of them. */
static void number(struct random *random, struct cell *cell, struct cell *parts, uint32_t percent)
{
    for (uint32_t i = 0; i < cell->part_count; i++)
        number(random, &parts[i], NULL, percent);
    cell->key_number = 0;
    for (uint32_t i = 0; i < WORDS; i++)
        if (str_equal(cell->text, words[i]) && random_below(random, 100) < percent)
            cell->key_number = i + 1;
}

static void number_all(struct pages *pages, struct random *random, uint32_t percent)
{
    for (int t = 0; t < TABLES; t++)
        for (uint32_t i = 0; i < pages->tables[t].row_count * COLUMNS; i++)
            number(random, &pages->cells[t][i], pages->parts[t][i], percent);
}

static void numbers_change_no_byte(void **state)
{
    static struct pages pages;
    static const uint32_t shares[] = { 100, 97, 50 };
    struct random random = { 1 };
    struct out expected, actual;

    (void)state;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct document document = make_document(&pages, &random);
        out_open_memory(&expected);
        table_write_html(&expected, &document);
        for (size_t s = 0; s < sizeof(shares) / sizeof(*shares); s++) {
            number_all(&pages, &random, shares[s]);
            out_open_memory(&actual);
            table_write_html(&actual, &document);
            assert_true(str_equal(out_memory(&actual), out_memory(&expected)));
            out_release(&actual);
        }
        out_release(&expected);
    }
}

static void a_word_that_no_row_begins_with_is_no_link(void **state)
{
    struct cell cells[] = {
        { .kind = CELL_OBJECT, .text = words[0], .key = words[0], .key_number = 3 },
        { .kind = CELL_OBJECT, .text = words[1], .key = words[1], .key_number = UINT32_MAX },
    };
    static const struct table_column columns[2];
    const struct table table = {
        .name = STR("t"), .columns = columns, .column_count = 2, .cells = cells, .row_count = 1
    };
    const struct table *tables[] = { &table };
    struct document document = { .tables = tables, .table_count = 1 };
    struct out out;

    (void)state;
    out_open_memory(&out);
    table_write_html(&out, &document);
    struct str text = out_memory(&out);
    assert_true(text_find(text, "<tr id=\"t:R-1\">") < text.len);
    assert_true(text_find(text, "<a href=\"#t:R-1\" class=\"id\">R-1</a>") < text.len);
    assert_true(text_find(text, "<span class=\"id\">R-10</span>") < text.len);
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_change_no_byte),
        cmocka_unit_test(a_word_that_no_row_begins_with_is_no_link),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
