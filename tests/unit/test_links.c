/* test_links.c -- edges against what the columns hold, object by object. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/engine_state.h"
#include "engine/links.h"
#include "tests/unit/engine_case.h"

enum { NODES_MOST = 30, NETWORKS = 120 };

/* Members in any order, more than once, and up to all of them: rows of every length. */
static void write_members(struct out *out, struct random *random, uint32_t nodes, bool is_record)
{
    uint32_t count = random_below(random, 2) == 0 ? random_below(random, 4)
                                                  : random_below(random, 2 * NODES_MOST);

    for (uint32_t i = 0; i < count; i++) {
        out_text(out, i == 0 ? "" : ", ");
        out_format(out, is_record ? "{ to: n%02u }" : "n%02u", random_below(random, nodes));
    }
    if (count == 0)
        out_text(out, "[]");
    out_text(out, "\n");
}

static void write_network(struct out *out, struct random *random, bool is_ascending)
{
    uint32_t nodes = 1 + random_below(random, NODES_MOST);

    out_text(out, "kind k\n  next: k*, inverse: before\n  one: k?, inverse: others\n"
                  "  up: k*, inverse: down\n  links: link*, inverse: users\n  single: link?\n"
                  "kind link\n  to: k, head: yes\n");
    for (uint32_t i = 0; i < nodes; i++) {
        out_format(out, "k n%02u\n  next: ", i);
        write_members(out, random, nodes, false);
        out_text(out, "  links: ");
        write_members(out, random, nodes, true);
        if (random_below(random, 3) > 0)
            out_format(out, "  one: n%02u\n", random_below(random, nodes));
        if (random_below(random, 3) > 0)
            out_format(out, "  single: n%02u\n", random_below(random, nodes));
        if (is_ascending && i + 1 < nodes)
            out_format(out, "  up: n%02u, n%02u\n", i, i + 1);
    }
}

/* Marks what the object refers to. */
static void mark_row(struct workspace *ws, const struct column *column, uint32_t from, bool *marks)
{
    struct arena_mark mark = arena_mark(ws->arena);

    if (!column || from < column->first || from - column->first >= column->count ||
        !column_has(column, from))
        return;
    value v = column_get(column, from, ws->arena);
    if (!column->type.is_set)
        marks[v] = true;
    for (uint32_t i = 0; column->type.is_set && i < value_set(v)->count; i++)
        marks[set_at(value_set(v), i)] = true;
    arena_rewind(ws->arena, mark);
}

/* The same through the records in between, which are marked in `raw`. */
static void mark_led_to(struct workspace *ws, uint32_t field, const bool *raw, bool *marks)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    uint32_t kind = type_single_kind(&ws->schema, def->type);
    uint32_t head = schema_kind(&ws->schema, kind)->head;

    for (uint32_t object = 1; object <= ws->model.count; object++)
        if (raw[object] && head == 0)
            marks[object] = true;
        else if (raw[object])
            mark_row(ws, schema_field(&ws->schema, head)->column, object, marks);
}

static uint32_t occurrences(const struct edges *edges, uint32_t from, uint32_t to)
{
    uint32_t count, found = 0;
    const uint32_t *targets = edges_of(edges, from, &count);

    for (uint32_t i = 0; i < count; i++) {
        found += targets[i] == to;
        if (i > 0)
            assert_true(targets[i - 1] < targets[i]);
    }
    return found;
}

static void check_object(struct workspace *ws, uint32_t field, uint32_t from, bool *marks)
{
    const struct edges *links = field_links(ws, field);
    const struct edges *reversed = field_links_reversed(ws, field);
    const struct edges *raw = field_raw_reversed(ws, field);
    uint32_t count = ws->model.count + 1;
    bool *refers = marks, *leads = marks + count;

    memset(marks, 0, 2 * count * sizeof(*marks));
    mark_row(ws, schema_field(&ws->schema, field)->column, from, refers);
    mark_led_to(ws, field, refers, leads);
    for (uint32_t to = 1; to < count; to++) {
        assert_int_equal(occurrences(links, from, to), leads[to]);
        assert_int_equal(occurrences(reversed, to, from), leads[to]);
        assert_int_equal(occurrences(raw, to, from), refers[to]);
    }
}

static void check_field(struct workspace *ws, uint32_t field)
{
    bool *marks = malloc(2 * (ws->model.count + 1) * sizeof(*marks));

    assert_non_null(marks);
    for (uint32_t from = 1; from <= ws->model.count; from++)
        check_object(ws, field, from, marks);
    free(marks);
}

static void check_network(struct random *random, bool is_ascending)
{
    static const char *const FIELDS[] = { "next", "one", "up", "links", "single", "to" };
    struct engine_case c;
    struct out text;

    out_open_memory(&text);
    write_network(&text, random, is_ascending);
    out_char(&text, '\0');
    engine_case_open(&c, out_memory(&text).ptr);
    assert_text(engine_case_messages(&c), "");
    struct workspace *ws = &c.engine->ws;
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        for (uint32_t field = 1; field < ws->schema.fields.count; field++)
            if (str_equal(schema_text(&ws->schema, schema_field(&ws->schema, field)->name),
                          str_from(FIELDS[i])))
                check_field(ws, field);
    engine_case_close(&c);
    out_release(&text);
}

static void edges_are_what_the_columns_hold(void **state)
{
    struct random random = { 20260615 };

    (void)state;
    for (uint32_t i = 0; i < NETWORKS; i++)
        check_network(&random, i % 2 == 0);
}

/* ---- so many rows that single references are packed ---- */

enum { CROWD = ROWS_PACKED_LEAST + 300 };

/* References to few objects take a byte each, those to all of them two. */
static void write_crowd(struct out *out, struct random *random)
{
    out_text(out, "kind k\n  one: k?, inverse: others\n  near: k?, inverse: far\n"
                  "  single: link?, inverse: users\nkind link\n  to: k, head: yes\n");
    for (uint32_t i = 0; i < CROWD; i++) {
        out_format(out, "k n%05u\n  single: { to: n%05u }\n", i, random_below(random, CROWD));
        if (random_below(random, 3) > 0)
            out_format(out, "  one: n%05u\n", random_below(random, CROWD));
        if (random_below(random, 3) > 0)
            out_format(out, "  near: n%05u\n", 100 + random_below(random, 200));
    }
}

/* What a single reference leads to, through the record if it is one; 0: it is not set. */
static uint32_t target_of(struct workspace *ws, uint32_t field, uint32_t from)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    uint32_t head = schema_kind(&ws->schema, type_single_kind(&ws->schema, def->type))->head;
    value v = column_get(def->column, from, ws->arena);

    if (v == VALUE_NONE || head == 0)
        return v == VALUE_NONE ? 0 : (uint32_t)v;
    return (uint32_t)column_get(schema_field(&ws->schema, head)->column, (uint32_t)v, ws->arena);
}

static void check_single_field(struct workspace *ws, uint32_t field)
{
    const struct edges *links = field_links(ws, field);
    const struct edges *reversed = field_links_reversed(ws, field);
    uint32_t set = 0, met = 0, count;

    for (uint32_t object = 1; object <= ws->model.count; object++) {
        const uint32_t *sources = edges_of(reversed, object, &count);
        for (uint32_t i = 0; i < count; i++) {
            assert_int_equal(target_of(ws, field, sources[i]), object);
            assert_true(i == 0 || sources[i - 1] < sources[i]);
        }
        met += count;
    }
    for (uint32_t row = 0; row < links->count; row++) {
        uint32_t target = target_of(ws, field, links->first + row);
        const uint32_t *targets = edges_of(links, links->first + row, &count);
        assert_int_equal(count, target != 0);
        assert_true(target == 0 || targets[0] == target);
        set += target != 0;
    }
    assert_int_equal(met, set);
}

static void packed_references_are_found_both_ways(void **state)
{
    static const struct {
        const char *name;
        enum cell_width width;
    } FIELDS[] = { { "one", CELL_16 }, { "near", CELL_8 }, { "single", CELL_16 } };
    struct random random = { 20261122 };
    struct engine_case c;
    struct out text;

    (void)state;
    out_open_memory(&text);
    write_crowd(&text, &random);
    out_char(&text, '\0');
    engine_case_open(&c, out_memory(&text).ptr);
    assert_text(engine_case_messages(&c), "");
    struct workspace *ws = &c.engine->ws;
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        uint32_t kind = model_object(&ws->model, 1)->kind;
        sym_id name = intern(ws->lang->names, str_from(FIELDS[i].name));
        uint32_t field = schema_find_field(&ws->schema, kind, name);
        assert_int_equal(schema_field(&ws->schema, field)->column->cells.width, FIELDS[i].width);
        check_single_field(ws, field);
    }
    engine_case_close(&c);
    out_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_are_what_the_columns_hold),
        cmocka_unit_test(packed_references_are_found_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
