/* test_numbering.c -- the order of objects and ids that clash, against comparing all with all. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "engine/objects.h"
#include "tests/unit/engine_case.h"

enum { PROJECTS = 80, OBJECTS_MOST = 60, ID_BYTES_MOST = 14 };

struct made {
    char id[ID_BYTES_MOST + 1];
    uint32_t file;
};

/* Few letters and long common beginnings, so that ids are near to each other. */
static void make_id(char *id, struct random *random, const char *letters)
{
    uint32_t same = random_below(random, 2) == 0 ? 0 : random_below(random, ID_BYTES_MOST - 1);
    uint32_t count = same + 1 + random_below(random, ID_BYTES_MOST - same);

    for (uint32_t i = 0; i < count; i++)
        id[i] = i < same ? 'a' : letters[random_below(random, 4)];
    if (id[0] <= '9') /* no number */
        id[0] = 'a';
    id[count] = '\0';
}

static bool is_taken(const struct made *made, uint32_t count, const struct made *next)
{
    for (uint32_t i = 0; i < count; i++)
        if (made[i].file == next->file && strcmp(made[i].id, next->id) == 0)
            return true;
    return false;
}

static uint32_t make_objects(struct made *made, struct random *random, const char *letters)
{
    uint32_t wanted = random_below(random, OBJECTS_MOST);
    uint32_t count = 0;

    for (uint32_t i = 0; i < wanted; i++) {
        made[count].file = random_below(random, 3);
        make_id(made[count].id, random, letters);
        count += !is_taken(made, count, &made[count]);
    }
    return count;
}

/*
 * Each file but the first has a namespace of its own; kinds are in no order at all. Every other
 * project is numbered by threads, in slices that are shorter than most kinds are long.
 */
static void open_project(struct engine_case *c, const struct made *made, uint32_t count)
{
    enum { THREADS = 3, A_SLICE_MOST = 7 };
    struct out text;

    out_open_memory(&text);
    out_text(&text, "kind top\nkind z extends top\nkind b\nkind m extends z\n");
    for (uint32_t file = 0; file < 3; file++) {
        if (file > 0)
            out_format(&text, "=== %u.isms\nnamespace n%u\n", file, file);
        for (uint32_t i = 0; i < count; i++)
            if (made[i].file == file)
                out_format(&text, "%s %s\n",
                           i % 3 == 0   ? "m"
                           : i % 3 == 1 ? "b"
                                        : "top",
                           made[i].id);
    }
    out_char(&text, '\0');
    engine_case_init(c);
    c->threads = count % 2 == 0 ? THREADS : 1;
    c->objects_a_piece = count % 2 == 0 ? 1 + count % A_SLICE_MOST : 0;
    engine_case_add(c, STR("project.isms"), STR("project test \"Test\"\n"));
    engine_case_add_parts(c, out_memory(&text).ptr);
    engine_case_run(c);
    out_release(&text);
}

static int compare(const struct workspace *ws, const struct object *a, const struct object *b)
{
    uint32_t first = schema_kind(&ws->schema, a->kind)->order_first;
    uint32_t second = schema_kind(&ws->schema, b->kind)->order_first;
    int order =
        str_compare(name_text(ws, object_namespace(ws, a)), name_text(ws, object_namespace(ws, b)));

    if (first != second)
        return first < second ? -1 : 1;
    return order != 0
               ? order
               : str_compare_natural(name_text(ws, object_id(a)), name_text(ws, object_id(b)));
}

static void objects_stand_in_canonical_order(void **state)
{
    struct random random = { 7 };
    struct made made[OBJECTS_MOST];
    struct engine_case c;

    (void)state;
    for (uint32_t i = 0; i < PROJECTS; i++) {
        uint32_t count = make_objects(made, &random, i % 4 < 2 ? "abcd" : "a019");
        open_project(&c, made, count);
        const struct workspace *ws = &c.engine->ws;
        assert_text(engine_case_messages(&c), "");
        assert_int_equal(ws->model.count, count);
        for (uint32_t number = 2; number <= count; number++)
            assert_true(compare(ws, model_object(&ws->model, number - 1),
                                model_object(&ws->model, number)) < 0);
        engine_case_close(&c);
    }
}

/* ---- numbers and names ---- */

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

/* Numbers are compared in place of names where that gives the same. */
static void assert_order_is_that_of_texts(const struct workspace *ws)
{
    for (uint32_t a = 1; a <= ws->model.count; a++)
        for (uint32_t b = 1; b <= ws->model.count; b++) {
            int order = str_compare_natural(object_text(ws, a), object_text(ws, b));
            assert_int_equal(sign(compare_object_names(ws, a, b)), sign(order));
            if (order == 0)
                order = a < b ? -1 : a > b;
            assert_int_equal(sign(compare_objects(ws, a, b)), sign(order));
        }
}

/* All members of a set, more or less shuffled. */
static void assert_sets_are_sorted(struct engine_case *c, struct random *random)
{
    const struct workspace *ws = &c->engine->ws;
    uint32_t count = ws->model.count, *members = ARENA_ARRAY(&c->arena, uint32_t, count);
    const struct set set = { .count = count, .narrow = members };
    const uint32_t *sorted;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t place = random_below(random, 2) == 0 ? i : random_below(random, i + 1);
        members[i] = members[place];
        members[place] = i + 1;
    }
    sorted = objects_in_natural_order(ws, &c->arena, &set);
    for (uint32_t i = 1; i < count; i++)
        assert_true(compare_objects(ws, sorted[i - 1], sorted[i]) < 0);
}

/* What records are called is put together from others' names, and is in no order. */
static const char WITH_RECORDS[] = "kind part\n  size: integer?\n"
                                   "kind whole\n  parts: part*\n"
                                   "whole W-10\n  parts: { size: 1 }, { size: 2 }\n"
                                   "whole W-9\n  parts: { size: 3 }\n"
                                   "part P-10\npart P-9\npart zoo\n"
                                   "=== other.isms\nnamespace other\n"
                                   "whole W-9\n  parts: { size: 3 }\npart P-8\n";

static void assert_names_in_order(struct engine_case *c, struct random *random)
{
    assert_text(engine_case_messages(c), "");
    assert_order_is_that_of_texts(&c->engine->ws);
    assert_sets_are_sorted(c, random);
    engine_case_close(c);
}

static void numbers_follow_names_where_they_are_said_to(void **state)
{
    struct random random = { 13 };
    struct made made[OBJECTS_MOST];
    struct engine_case c;

    (void)state;
    for (uint32_t i = 0; i < PROJECTS; i++) {
        open_project(&c, made, make_objects(made, &random, "a019"));
        assert_names_in_order(&c, &random);
    }
    engine_case_open(&c, WITH_RECORDS);
    assert_int_equal(c.engine->ws.model.count, 11);
    assert_names_in_order(&c, &random);
}

/* The first of each group stands; all others clash with it. */
static uint32_t count_clashes(const struct made *made, uint32_t count)
{
    uint32_t clashes = 0;

    for (uint32_t i = 0; i < count; i++)
        for (uint32_t before = 0; before < i; before++)
            if (made[i].file == made[before].file &&
                str_equal_ignoring_case(str_from(made[i].id), str_from(made[before].id))) {
                clashes++;
                break;
            }
    return clashes;
}

static void ids_clash_when_only_case_differs(void **state)
{
    struct random random = { 11 };
    struct made made[OBJECTS_MOST];
    struct engine_case c;

    (void)state;
    for (uint32_t i = 0; i < PROJECTS; i++) {
        uint32_t count = make_objects(made, &random, "aAzZ");
        uint32_t told = 0;
        open_project(&c, made, count);
        for (uint32_t d = 0; d < c.engine->sink.diags.count; d++)
            told += c.engine->sink.diags.items[d]->message == MSG_E0209;
        assert_int_equal(told, count_clashes(made, count));
        engine_case_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_stand_in_canonical_order),
        cmocka_unit_test(numbers_follow_names_where_they_are_said_to),
        cmocka_unit_test(ids_clash_when_only_case_differs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
