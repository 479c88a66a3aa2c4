/* test_view_rows.c -- rows that are made when they are read, and the order they come in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/row_reader.h"

enum { LONG_EVERY = 50, LONG_MOST = 90 }; /* lists */
enum { PROJECTS = 12, ITEMS_MOST = 900, ITEMS_MANY = 70000, NUMBERS = 7, NOTHING = -1 };

/* What was written down of an item; its number in the project tells its place among equals. */
struct item {
    int first, second; /* NOTHING: not set */
    unsigned number;
};

static void write_items(struct out *out, struct random *random, struct item *items, uint32_t count)
{
    out_text(out, "kind item\n  first: integer?\n  second: integer?\n  near: item*\n");
    for (uint32_t i = 0; i < count; i++) {
        struct item *item = &items[i];
        *item = (struct item){ NOTHING, NOTHING, i };
        out_format(out, "item I-%05u \"Item <%u>\"\n", i, i);
        if (random_below(random, NUMBERS) > 0)
            item->first = (int)random_below(random, NUMBERS);
        if (random_below(random, NUMBERS) > 0)
            item->second = (int)random_below(random, NUMBERS);
        if (item->first != NOTHING)
            out_format(out, "  first: %d\n", item->first);
        if (item->second != NOTHING)
            out_format(out, "  second: %d\n", item->second);
        out_format(out, "  near: I-%05u, I-%05u", random_below(random, count), i);
        for (uint32_t more = 0; i % LONG_EVERY == 0 && more < LONG_MOST; more++)
            out_format(out, ", I-%05u", random_below(random, count));
        out_text(out, "\n");
    }
    out_text(out, "view v \"V\"\n  from: i in item\n"
                  "  columns: i, i.first, i.second, i.title, i.near, i.title otherwise i.id\n"
                  "  order: desc(i.first), i.second\n");
}

/* Missing ones come last, whatever the direction. */
static int compare_numbers(int a, int b, bool is_descending)
{
    if (a == NOTHING || b == NOTHING)
        return (a == NOTHING) - (b == NOTHING);
    return is_descending ? b - a : a - b;
}

static int compare_items(const void *left, const void *right)
{
    const struct item *a = left;
    const struct item *b = right;
    int order = compare_numbers(a->first, b->first, true);

    if (order == 0)
        order = compare_numbers(a->second, b->second, false);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static void check_number(const struct cell *cell, int number)
{
    char text[16];

    if (number == NOTHING) {
        assert_int_equal(cell->kind, CELL_MISSING);
        return;
    }
    snprintf(text, sizeof(text), "%d", number);
    assert_text(cell->text, text);
}

/* `I-00012` is `Item <12>`; the item itself is among them. */
static void check_list(const struct cell *cell, const char *id, bool is_long)
{
    bool has_itself = false;
    char title[32];

    assert_true(cell->part_count >= 1 && cell->part_count <= (is_long ? 2 + LONG_MOST : 2));
    for (uint32_t i = 0; i < cell->part_count; i++) {
        const struct cell *part = &cell->parts[i];
        has_itself = has_itself || str_equal(part->text, str_from(id));
        snprintf(title, sizeof(title), "Item <%ld>", strtol(part->text.ptr + 2, NULL, 10));
        assert_text(part->title, title);
    }
    assert_true(has_itself);
}

static void check_row(const struct cell *cells, const struct item *item)
{
    char id[16], title[32];

    snprintf(id, sizeof(id), "I-%05u", item->number);
    snprintf(title, sizeof(title), "Item <%u>", item->number);
    assert_text(cells[0].key, id);
    assert_text(cells[0].title, title);
    check_number(&cells[1], item->first);
    check_number(&cells[2], item->second);
    assert_text(cells[3].text, title);
    check_list(&cells[4], id, item->number % LONG_EVERY == 0);
    assert_text(cells[5].text, title);
}

/* One column alone says what it says among the others. */
static void check_part(struct row_reader *reader, uint32_t row, const struct item *item)
{
    char id[16];

    snprintf(id, sizeof(id), "I-%05u", item->number);
    assert_text(row_reader_part(reader, row, 0, 1)->text, id);
    check_number(row_reader_part(reader, row, 2, 3), item->second);
}

/* Backwards, and every other row twice: a row does not depend on what was read before it. */
static void check_table(const struct table *table, const struct item *items)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    reader.with_titles = true;
    for (uint32_t row = table->row_count; row-- > 0;) {
        check_row(row_reader_read(&reader, row), &items[row]);
        check_part(&reader, row, &items[row]);
        if (row % 2 == 1)
            check_row(row_reader_read(&reader, row - 1), &items[row - 1]);
    }
    reader.with_titles = false;
    if (table->row_count > 0)
        assert_int_equal(row_reader_read(&reader, 0)->title.len, 0);
    row_reader_release(&reader);
}

/* The rows of a project of so many items. */
static void check_project(struct random *random, struct item *items, uint32_t count)
{
    uint32_t not_assessed = 0;
    struct engine_case c;
    struct out out;

    out_open_memory(&out);
    write_items(&out, random, items, count);
    out_char(&out, '\0');
    engine_case_open(&c, out_memory(&out).ptr);
    assert_text(engine_case_messages(&c), "");
    const struct table *table = engine_view(c.engine, STR("v"), &not_assessed);
    assert_non_null(table);
    assert_int_equal(table->row_count, count);
    qsort(items, count, sizeof(*items), compare_items);
    check_table(table, items);
    engine_case_close(&c);
    out_release(&out);
}

static void rows_come_in_their_order(void **state)
{
    static struct item items[ITEMS_MOST];

    (void)state;
    for (uint64_t seed = 1; seed <= PROJECTS; seed++) {
        struct random random = { seed };
        check_project(&random, items, 1 + random_below(&random, ITEMS_MOST));
    }
}

/* So many that what rows show is fetched before they are read (engine/ahead.h). */
static void so_do_those_of_a_large_model(void **state)
{
    struct random random = { 1 };
    struct item *items = calloc(ITEMS_MANY, sizeof(*items));

    (void)state;
    assert_non_null(items);
    check_project(&random, items, ITEMS_MANY);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(rows_come_in_their_order),
                                        cmocka_unit_test(so_do_those_of_a_large_model) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
