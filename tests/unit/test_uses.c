/* test_uses.c -- names mean the same, however many modules are used beside. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>

#include "tests/unit/engine_case.h"

/* Long lists of uses are looked up in another way than short ones: empty modules make them long. */
enum { PROJECTS = 120, MODULES = 5, NAMES = 4, EMPTY_MODULES = 20 };

static void add_declarations(struct random *random, struct out *out)
{
    out_text(out, "use people\n");
    for (uint32_t n = 0; n < NAMES; n++) {
        if (random_below(random, 3) == 0)
            out_format(out, "kind k%u\n  size: integer?\n", n);
        if (random_below(random, 3) == 0)
            out_format(out, "let v%u = %u\n", n, random_below(random, 9));
        if (random_below(random, 3) == 0)
            out_format(out, "person P%u\n", n);
        if (random_below(random, 6) == 0)
            out_format(out, "rule r%u \"R\"\n  for: p in person\n  require: p.id == \"P0\"\n", n);
    }
}

static void add_uses(struct random *random, struct out *out)
{
    for (uint32_t m = 0; m < MODULES; m++) {
        uint32_t how = random_below(random, 4);
        if (how == 1)
            out_format(out, "use m%u as a%u\n", m, random_below(random, 3));
        else if (how > 1)
            out_format(out, "use m%u\n", m);
    }
}

static void add_references(struct random *random, struct out *out)
{
    static const char *const PREFIXES[] = { "", "", "a0.", "a1.", "m1.", "m4." };
    enum { PREFIX_COUNT = sizeof PREFIXES / sizeof PREFIXES[0], REFERENCES = 8 };

    out_text(out,
             "kind own\n  who: person?\nview owns\n  from: o in own\n  columns: o.id, o.who\n");
    for (uint32_t i = 0; i < REFERENCES; i++) {
        const char *prefix = PREFIXES[random_below(random, PREFIX_COUNT)];
        uint32_t name = random_below(random, NAMES);
        out_format(out, "own O%u\n  who: %sP%u\n", i, prefix, name);
        out_format(out, "k%u X%u\n", name, i);
        out_format(out, "let w%u = %sv%u + count(%sk%u)\n", i, prefix, name, prefix, name);
    }
}

static void add_file(struct engine_case *c, const char *path, struct out *out)
{
    engine_case_add(c, str_from(path), out_memory(out));
    out_release(out);
    out_open_memory(out);
}

/* The same for the same number, but for the empty modules behind everything else. */
static void open_project(struct engine_case *c, uint32_t number, bool is_long)
{
    struct random random = { number * 7919 + 1 };
    struct out out;
    char path[32];

    engine_case_init(c);
    out_open_memory(&out);
    out_text(&out, "kind person\n");
    add_file(c, "vendor/people.isms", &out);
    for (uint32_t m = 0; m < MODULES; m++) {
        add_declarations(&random, &out);
        snprintf(path, sizeof path, "vendor/m%u.isms", m);
        add_file(c, path, &out);
    }
    out_text(&out, "project p \"P\"\n  language: 1.0\n  sources: \"main.isms\"\nuse people\n");
    add_uses(&random, &out);
    for (uint32_t e = 0; is_long && e < EMPTY_MODULES; e++)
        out_format(&out, "use e%u\n", e);
    add_file(c, "project.isms", &out);
    add_uses(&random, &out);
    add_references(&random, &out);
    for (uint32_t e = 0; is_long && e < EMPTY_MODULES; e++)
        out_format(&out, e % 2 == 0 ? "use e%u as o%u\n" : "use e%u\n", e, e);
    add_file(c, "main.isms", &out);
    for (uint32_t e = 0; e < EMPTY_MODULES; e++) {
        snprintf(path, sizeof path, "vendor/e%u.isms", e);
        add_file(c, path, &out);
    }
    engine_case_run(c);
    out_release(&out);
}

static bool says(struct str text, struct str part)
{
    return memmem(text.ptr, text.len, part.ptr, part.len) != NULL;
}

static void long_lists_mean_what_short_ones_do(void **state)
{
    uint32_t ambiguous = 0, fine = 0;

    (void)state;
    for (uint32_t number = 0; number < PROJECTS; number++) {
        struct engine_case few, many;
        open_project(&few, number, false);
        open_project(&many, number, true);
        struct str expected = engine_case_all(&few, true);
        assert_true(str_equal(engine_case_all(&many, true), expected));
        ambiguous += says(expected, STR("may mean two"));
        fine += says(expected, STR(" | P0"));
        engine_case_close(&few);
        engine_case_close(&many);
    }
    assert_in_range(ambiguous, PROJECTS / 8, PROJECTS);
    assert_in_range(fine, PROJECTS / 8, PROJECTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lists_mean_what_short_ones_do),
    };
    return cmocka_run_group_tests_name("uses", tests, NULL, NULL);
}
