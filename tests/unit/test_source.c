/* test_source.c -- positions, lines and columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/source.h"

#include "tests/unit/test.h"

#include <stdlib.h>

struct place_row {
    const char *name;
    const char *text;
    uint32_t offset;
    uint32_t line;
    uint32_t column;
    const char *line_text;
};

static const struct place_row place_rows[] = {
    { "the first byte is line 1 column 1", "abc", 0, 1, 1, "abc" },
    { "the end of a text without newline is behind its last byte", "abc", 3, 1, 4, "abc" },
    { "an empty text has one place", "", 0, 1, 1, "" },
    { "a newline belongs to the line that it ends", "ab\ncd\n", 2, 1, 3, "ab" },
    { "the byte after a newline begins a line", "ab\ncd\n", 3, 2, 1, "cd" },
    { "the end after a final newline is an empty line", "ab\ncd\n", 6, 3, 1, "" },
    { "empty lines count", "\n\n\nx", 3, 4, 1, "x" },
    { "crlf is no part of a line", "ab\r\ncd\r\n", 5, 2, 2, "cd" },
    { "the cr of crlf is behind the text", "ab\r\ncd", 2, 1, 3, "ab" },
    { "a cr inside a line stays", "a\rb\n", 2, 1, 3, "a\rb" },
    { "a cr at the end of a text without newline stays", "a\r", 0, 1, 1, "a\r" },
    { "a column counts characters, not bytes", "\u00fc\u8cc7\U0001f600x", 9, 1, 4,
      "\u00fc\u8cc7\U0001f600x" },
    { "a position inside a character is that of the character", "\u00fc\u8cc7x", 3, 1, 2,
      "\u00fc\u8cc7x" },
    { "a tab is one column", "\t\tx", 2, 1, 3, "\t\tx" },
    { "each invalid byte is one column", "\xff\xfe\x80x", 3, 1, 4, "\xff\xfe\x80x" },
    { "a long ascii line is counted to the byte", "0123456789012345678901234567890123456789", 37, 1,
      38, "0123456789012345678901234567890123456789" },
};

/* A copy without anything behind it, so that a sanitizer sees every byte read too far. */
struct world {
    struct arena arena;
    struct source_map map;
    char *copies[4];
    unsigned ncopies;
};

static void world_open(struct world *world)
{
    *world = (struct world){ 0 };
    world->map.arena = &world->arena;
}

static void world_add(struct world *world, const char *path, const char *text, bool is_library)
{
    size_t len = strlen(text);
    char *copy = malloc(len > 0 ? len : 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    world->copies[world->ncopies++] = copy;
    source_map_add(&world->map, str_from(path), (struct str){ copy, len }, is_library);
}

static void world_close(struct world *world)
{
    source_map_release(&world->map);
    arena_release(&world->arena);
    while (world->ncopies > 0)
        free(world->copies[--world->ncopies]);
}

static void test_place(void **state)
{
    const struct place_row *row = *state;
    struct world world;
    world_open(&world);
    world_add(&world, "before.isms", "x\ny", false);
    world_add(&world, "a.isms", row->text, false);
    world_add(&world, "after.isms", "", false);
    struct source *source = &world.map.sources.items[1];
    struct place place = source_map_place(&world.map, source->base + row->offset);
    assert_text(place.path, "a.isms");
    assert_int_equal(place.line, row->line);
    assert_int_equal(place.column, row->column);
    assert_text(source_line_text(&world.map, source, row->line), row->line_text);
    world_close(&world);
}

static void every_position_belongs_to_one_source(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    world_add(&world, "a", "abc", false);
    world_add(&world, "b", "", false);
    world_add(&world, "c", "de", true);
    static const char owners[] = "?aaaabccc??";
    for (uint32_t pos = 0; pos + 1 < sizeof owners; pos++) {
        const struct source *source = source_map_find(&world.map, pos);
        char owner = '?';
        if (source != NULL)
            owner = source->path.ptr[0];
        assert_int_equal(owner, owners[pos]);
    }
    assert_null(source_map_find(&world.map, UINT32_MAX));
    assert_true(source_map_find(&world.map, 7)->is_library);
    world_close(&world);
}

static void an_empty_map_knows_no_position(void **state)
{
    (void)state;
    struct source_map map = { 0 };
    assert_null(source_map_find(&map, 0));
    assert_null(source_map_find(&map, 1));
    assert_int_equal(source_map_place(&map, 1).line, 0);
    assert_int_equal(source_map_text(&map, (struct span){ 1, 2 }).len, 0);
}

static void the_text_of_a_span_is_clamped_to_its_source(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    world_add(&world, "a", "abc", false);
    world_add(&world, "b", "def", false);
    assert_text(source_map_text(&world.map, (struct span){ 2, 4 }), "bc");
    assert_text(source_map_text(&world.map, (struct span){ 2, 9 }), "bc");
    assert_text(source_map_text(&world.map, (struct span){ 5, 6 }), "d");
    assert_text(source_map_text(&world.map, (struct span){ 3, 2 }), "");
    assert_text(source_map_text(&world.map, (struct span){ 0, 2 }), "");
    const struct source *first = &world.map.sources.items[0];
    struct span clipped = source_clip(first, (struct span){ 2, 9 });
    assert_int_equal(clipped.lo, 2);
    assert_int_equal(clipped.hi, 4);
    assert_int_equal(source_clip(first, (struct span){ 3, 1 }).hi, 3);
    world_close(&world);
}

static void texts_beyond_four_gigabytes_are_refused(void **state)
{
    (void)state;
    struct source_map map = { 0 };
    /* Nothing is read when a text is added, so the length alone can be large. */
    struct str half = { "", UINT32_C(0x80000000) };
    struct str whole = { "", (size_t)UINT32_MAX };
    assert_int_equal(source_map_add(&map, STR("whole"), whole, false), UINT32_MAX);
    assert_int_equal(source_map_add(&map, STR("a"), half, false), 0);
    assert_int_equal(source_map_add(&map, STR("b"), half, false), UINT32_MAX);
    assert_int_equal(map.sources.count, 1);
    struct str rest = { "", UINT32_C(0x7ffffffd) };
    assert_int_equal(source_map_add(&map, STR("c"), rest, false), UINT32_MAX);
    rest.len--;
    assert_int_equal(source_map_add(&map, STR("c"), rest, false), 1);
    assert_ptr_equal(source_map_find(&map, UINT32_MAX - 1), &map.sources.items[1]);
    source_map_release(&map);
}

/* Columns are counted on from the last place asked; the order of the questions must not show. */
static void places_do_not_depend_on_the_order_of_questions(void **state)
{
    (void)state;
    static const char text[] = "\u00fc1\n\u00fc2\u8cc7\u00fc\xff\u00fc\n\n\u00fc3";
    enum { BYTES = sizeof text - 1 };
    struct world forward, backward;
    uint32_t columns[BYTES + 1];
    world_open(&forward);
    world_add(&forward, "a", text, false);
    world_open(&backward);
    world_add(&backward, "a", text, false);
    for (uint32_t i = 0; i <= BYTES; i++)
        columns[i] = source_map_place(&forward.map, 1 + i).column;
    for (uint32_t i = BYTES + 1; i-- > 0;)
        assert_int_equal(source_map_place(&backward.map, 1 + i).column, columns[i]);
    world_close(&forward);
    world_close(&backward);
}

static void places_agree_with_counting_by_hand(void **state)
{
    (void)state;
    struct world world;
    char text[4096];
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = "ab\nc\n\nlonger line of text"[i * 7 % 25];
    text[sizeof text - 1] = '\0';
    world_open(&world);
    world_add(&world, "a", text, false);
    for (uint32_t i = 0; i < sizeof text; i++) {
        struct place place = source_map_place(&world.map, 1 + i);
        assert_int_equal(place.line, line);
        assert_int_equal(place.column, column);
        line += text[i] == '\n';
        column = text[i] == '\n' ? 1 : column + 1;
    }
    world_close(&world);
}

/* Lines of any length, so that their ends lie anywhere in the blocks that the index counts. */
static void lines_of_any_length_are_found(void **state)
{
    (void)state;
    enum { BYTES = 40000 };
    static char text[BYTES + 1];
    struct world world;
    uint32_t seed = 1;
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < BYTES; i++) {
        seed = seed * 1103515245 + 12345;
        text[i] = seed >> 16 & 0xff ? 'x' : '\n';
        if ((seed >> 24) < 24 && i % 3000 < 300)
            text[i] = seed >> 16 & 1 ? '\r' : '\n';
    }
    world_open(&world);
    world_add(&world, "a", text, false);
    struct source *source = &world.map.sources.items[0];
    for (size_t i = 0; i <= BYTES; i++) {
        if (i < BYTES && text[i] != '\n')
            continue;
        size_t end = i < BYTES && i > start && text[i - 1] == '\r' ? i - 1 : i;
        assert_int_equal(source_line_of(&world.map, source, 1 + (uint32_t)start), line);
        assert_int_equal(source_line_of(&world.map, source, 1 + (uint32_t)i), line);
        assert_int_equal(source_line_start(&world.map, source, line), 1 + start);
        assert_int_equal(source_map_place(&world.map, 1 + (uint32_t)i).column, i - start + 1);
        struct str shown = source_line_text(&world.map, source, line);
        assert_int_equal(shown.len, end - start);
        assert_true(end == start || shown.ptr == source->text.ptr + start);
        start = i + 1;
        line++;
    }
    world_close(&world);
}

enum { PLACE_ROWS = sizeof place_rows / sizeof place_rows[0], OTHERS = 7 };

int main(void)
{
    struct CMUnitTest tests[PLACE_ROWS + OTHERS] = {
        cmocka_unit_test(every_position_belongs_to_one_source),
        cmocka_unit_test(an_empty_map_knows_no_position),
        cmocka_unit_test(the_text_of_a_span_is_clamped_to_its_source),
        cmocka_unit_test(texts_beyond_four_gigabytes_are_refused),
        cmocka_unit_test(places_do_not_depend_on_the_order_of_questions),
        cmocka_unit_test(places_agree_with_counting_by_hand),
        cmocka_unit_test(lines_of_any_length_are_found),
    };
    for (size_t i = 0; i < PLACE_ROWS; i++) {
        union {
            const struct place_row *row;
            void *state;
        } initial = { &place_rows[i] };
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = place_rows[i].name,
            .test_func = test_place,
            .initial_state = initial.state,
        };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
