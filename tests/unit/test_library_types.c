/* test_library_types.c -- fields of the library have the types that their texts say. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "stdlib/library.h"
#include "tests/unit/engine_case.h"

static const char PROJECT[] = "project p \"P\"\n"
                              "  currency:  EUR\n"
                              "  language:  1.0\n"
                              "use methods.iso27005-5x5\n"
                              "use iso27001.2022 as iso\n"
                              "use iso27001.2022.rules\n"
                              "use programme\n"
                              "use group\n";

/* All modules that the project names, from imprints or from their texts. */
static void open_with(struct engine_case *c, const struct library *library)
{
    engine_case_init(c);
    c->library = library;
    engine_case_add(c, STR("project.isms"), str_from(PROJECT));
    engine_case_run(c);
    assert_string_equal(engine_case_messages(c).ptr, "");
}

static void assert_same_field(struct engine_case *a, struct engine_case *b, uint32_t field)
{
    const struct schema *one = &a->engine->ws.schema, *other = &b->engine->ws.schema;
    const struct field_def *x = schema_field(one, field), *y = schema_field(other, field);

    assert_true(str_equal(schema_text(one, x->name), schema_text(other, y->name)));
    assert_int_equal(x->kind, y->kind);
    assert_int_equal(x->flags, y->flags);
    assert_int_equal(x->type.base, y->type.base);
    assert_int_equal(x->type.is_optional, y->type.is_optional);
    assert_int_equal(x->type.is_set, y->type.is_set);
    assert_int_equal(x->type.ref, y->type.ref);
    assert_true(
        str_equal(type_text(one, &a->arena, x->type), type_text(other, &b->arena, y->type)));
}

static void test_types_read_once_are_those_read_for_each_field(void **state)
{
    struct library texts = stdlib_library;
    struct engine_case kept, read;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip(); /* built for another machine */
    texts.imprints = NULL;
    open_with(&kept, &stdlib_library);
    open_with(&read, &texts);
    uint32_t count = kept.engine->ws.schema.fields.count;
    assert_non_null(kept.engine->ws.known_types);
    assert_null(read.engine->ws.known_types);
    assert_true(count > 1000);
    assert_int_equal(count, read.engine->ws.schema.fields.count);
    for (uint32_t i = 1; i < count; i++)
        assert_same_field(&kept, &read, i);
    engine_case_close(&kept);
    engine_case_close(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_read_once_are_those_read_for_each_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
