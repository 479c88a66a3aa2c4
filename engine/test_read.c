/* test_read.c -- the shape of tests. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/test.h"

struct test_reader {
    struct workspace *ws;
    struct test *test;
    struct test_step next;        /* the date that holds from here on */
    const struct field *dangling; /* a date that nothing is expected of yet */
};

static void fault(struct test_reader *reader, struct span span, const char *text)
{
    diag_add(reader->ws->sink, MSG_E0407, span, "%s", text);
    reader->test->is_broken = true;
}

static void read_date(struct test_reader *reader, const struct field *field)
{
    const struct expr *date = expr_of(reader->ws, field->items);

    if (field->items.v == 0 || date->op != EXPR_DATE || date->next.v != 0) {
        if (date->op != EXPR_ERROR)
            fault(reader, field->items.v == 0 ? field->name_span : date->span,
                  "`as-of:` takes one date, like 2026-06-30");
        return;
    }
    if (date->flags & EXPR_DAMAGED)
        reader->test->is_broken = true;
    reader->next = (struct test_step){ { 0 }, true, (int32_t)date->a.v };
    reader->dangling = field;
}

static void read_given(struct test_reader *reader, const struct field *field)
{
    for (expr_id id = field->items; id.v != 0; id = expr_of(reader->ws, id)->next) {
        const struct expr *item = expr_of(reader->ws, id);
        if (item->op == EXPR_OBJECT)
            VEC_PUSH(&reader->test->given, id);
        else if (item->op == EXPR_ERROR)
            reader->test->is_broken = true;
        else
            fault(reader, item->span, "what is given is an object: `KIND ID { field: value }`");
    }
}

static void read_with(struct test_reader *reader, const struct field *field)
{
    const struct expr *item = expr_of(reader->ws, field->items);

    if (item->op == EXPR_NAME && is_word(reader->ws, item->sym, WORD_project) && item->next.v == 0)
        reader->test->has_project = true;
    else if (item->op != EXPR_ERROR)
        fault(reader, field->items.v == 0 ? field->name_span : item->span,
              "`with:` takes the word `project`");
}

static void read_expect(struct test_reader *reader, const struct field *field)
{
    struct test_step step = reader->next;

    step.expectations = field->items;
    if (field->items.v == 0)
        fault(reader, field->name_span, "`expect:` has no value");
    VEC_PUSH(&reader->test->steps, step);
    reader->dangling = NULL;
}

static void read_test_field(struct test_reader *reader, const struct field *field)
{
    static const struct {
        enum word word;
        void (*read)(struct test_reader *reader, const struct field *field);
    } FIELDS[] = { { WORD_as_of, read_date },
                   { WORD_given, read_given },
                   { WORD_with, read_with },
                   { WORD_expect, read_expect } };

    if (field->is_damaged || refuse_formula(reader->ws, field)) {
        reader->test->is_broken = true;
        return;
    }
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (is_word(reader->ws, field->name, FIELDS[i].word))
            FIELDS[i].read(reader, field);
}

static struct test read_test(struct workspace *ws, const struct declared *declared)
{
    static const enum word FIELDS[] = { WORD_as_of, WORD_given, WORD_with, WORD_expect };
    const struct decl *decl = ast_decl(ws->ast, declared->decl);
    struct test test = { .decl = declared->decl,
                         .title = string_of(ws, parts_of(ws, decl)->title),
                         .span = expr_of(ws, parts_of(ws, decl)->title)->span,
                         .is_broken = decl->is_damaged };
    struct test_reader reader = { .ws = ws, .test = &test };

    if (parts_of(ws, decl)->title.v == 0) {
        test.span = ast_word_span(ws->ast, decl);
        if (!decl->is_damaged)
            fault(&reader, ast_word_span(ws->ast, decl),
                  "a test needs a title: `test \"what is expected\"`");
    }
    if (decl->id.v != 0)
        fault(&reader, ast_id_span(ws->ast, decl), "a test has a title and no name");
    if (!check_fields_of(ws, declared->decl, FIELDS, sizeof(FIELDS) / sizeof(FIELDS[0])))
        test.is_broken = true; /* an expectation may be lost */
    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++)
        read_test_field(&reader,
                        ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i }));
    if (test.is_broken)
        return test; /* what seems to lack may be what was lost */
    if (reader.dangling)
        fault(&reader, reader.dangling->name_span, "nothing is expected as of this date");
    else if (test.steps.count == 0)
        fault(&reader, test.span, "a test needs `expect:`");
    return test;
}

void read_tests(struct workspace *ws, struct tests *tests)
{
    for (uint32_t i = 1; i < ws->schema.tests.count; i++) {
        struct test test = read_test(ws, &ws->schema.tests.items[i]);
        VEC_PUSH(&tests->items, test);
    }
}

void tests_release(struct tests *tests)
{
    for (uint32_t i = 0; i < tests->items.count; i++) {
        VEC_RELEASE(&tests->items.items[i].given);
        VEC_RELEASE(&tests->items.items[i].steps);
    }
    VEC_RELEASE(&tests->items);
}
