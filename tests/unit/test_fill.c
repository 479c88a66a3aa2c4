/* test_fill.c -- columns are the same through the tree and without it, by one thread and by many.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "tests/unit/random_model.h"

enum { PROJECTS = 120, MODELS = 20, OBJECTS_MOST = 200, FIELDS_MOST = 6, THREADS = 8, A_PIECE = 3 };

/* The first is the reference. */
enum manner { BY_TREE, BY_TEXT, BY_THREADS, MANNERS };

static void open_manner(struct engine_case *c, enum manner manner)
{
    engine_case_init(c);
    c->only_grammar = manner == BY_TREE;
    c->threads = manner == BY_THREADS ? THREADS : 1;
    c->objects_a_piece = manner == BY_THREADS ? A_PIECE : 0;
}

/* ---- columns ---- */

static void assert_same_value(struct type type, value a, value b)
{
    if (type_is_text(type) && a != VALUE_NONE && b != VALUE_NONE)
        assert_true(str_equal(value_text(a), value_text(b)));
    else
        assert_int_equal(a, b);
}

static void assert_same_sets(const struct column *one, const struct column *other)
{
    uint32_t total = one->starts[one->count];

    assert_memory_equal(one->starts, other->starts, (one->count + 1) * sizeof(uint32_t));
    assert_int_equal(one->is_sorted, other->is_sorted);
    assert_int_equal(one->in_order != NULL, other->in_order != NULL);
    for (uint32_t i = 0; i < total; i++) {
        if (one->is_narrow)
            assert_int_equal(((uint32_t *)one->items)[i], ((uint32_t *)other->items)[i]);
        else
            assert_same_value(type_element(one->type), ((value *)one->items)[i],
                              ((value *)other->items)[i]);
    }
}

static void assert_same_columns(struct engine_case *one, struct engine_case *other,
                                const struct column *a, const struct column *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->keeps_order, b->keeps_order);
    if (a->type.is_set) {
        assert_same_sets(a, b);
        return;
    }
    for (uint32_t object = a->first; object - a->first < a->count; object++)
        assert_same_value(a->type, column_get(a, object, &one->arena),
                          column_get(b, object, &other->arena));
}

/* Sets that are computed, distributions: not filled here, and told by what is printed. */
static bool is_filled(const struct field_def *def)
{
    return def->column && !(def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE)) &&
           !type_is_distribution(def->type) &&
           (!def->column->type.is_set || def->column->starts);
}

static uint32_t compare_columns(struct engine_case *one, struct engine_case *other)
{
    const struct schema *a = &one->engine->ws.schema, *b = &other->engine->ws.schema;
    uint32_t compared = 0;

    assert_int_equal(a->fields.count, b->fields.count);
    for (uint32_t i = 1; i < a->fields.count; i++) {
        const struct field_def *def = schema_field(a, i);
        assert_int_equal(def->column != NULL, schema_field(b, i)->column != NULL);
        assert_int_equal(def->is_damaged, schema_field(b, i)->is_damaged);
        if (!is_filled(def))
            continue;
        assert_same_columns(one, other, def->column, schema_field(b, i)->column);
        compared++;
    }
    return compared;
}

/* ---- all of them, and what is told ---- */

struct tally {
    uint32_t columns, folded, clean, told;
};

static uint32_t count_folded(const struct ast *ast)
{
    uint32_t count = 0;

    for (uint32_t i = 1; i < ast->decls.count; i++)
        count += ast->decls.items[i].fold == FOLDED;
    return count;
}

static void compare_manners(struct engine_case cases[MANNERS], struct tally *tally)
{
    struct str expected;

    assert_int_equal(count_folded(&cases[BY_TREE].engine->ast), 0);
    tally->folded += count_folded(&cases[BY_TEXT].engine->ast);
    tally->clean += cases[BY_TREE].engine->sink.diags.count == 0;
    tally->told += cases[BY_TREE].engine->sink.diags.count;
    for (enum manner manner = BY_TEXT; manner < MANNERS; manner++)
        tally->columns += compare_columns(&cases[BY_TREE], &cases[manner]);
    expected = engine_case_all(&cases[BY_TREE], true);
    for (enum manner manner = BY_TEXT; manner < MANNERS; manner++)
        assert_text(engine_case_all(&cases[manner], true), expected.ptr);
    for (enum manner manner = BY_TREE; manner < MANNERS; manner++)
        engine_case_close(&cases[manner]);
}

/* ---- every sort of field, every sort of value ---- */

static const char CORE[] = "kind control\n"
                           "  theme: text?\n";
static const char CATALOGUE[] = "control A.5.1 \"First\"\n"
                                "  theme: \"one\"\n"
                                "control A.5.2\n"
                                "control shared\n";
static const char OTHER[] = "control B.1\n"
                            "control A.5.2\n";

static const char DEFINITIONS[] =
    "scale level\n  low:\n  high:\n"
    "\n"
    "kind person\n  boss: person?\n  since: date?\n"
    "\n"
    "kind link\n  to: thing, head: yes\n  weight: integer, default: 1\n"
    "\n"
    "kind thing\n"
    "  flag: yes-no?\n"
    "  n: number?\n"
    "  i: integer?\n"
    "  p: percent?\n"
    "  m: money?\n"
    "  span: duration?\n"
    "  d: date, default: 2026-01-01\n"
    "  t: text?\n"
    "  u: url?\n"
    "  e: email?\n"
    "  h: hash?\n"
    "  l: level?\n"
    "  o: (one of (red, green))?\n"
    "  owner: person\n"
    "  any: (person or thing or control)?\n"
    "  every: object*\n"
    "  next: thing*, inverse: before\n"
    "  link: link?\n"
    "  links: link*\n"
    "  levels: level*\n"
    "  texts: text*\n"
    "  numbers: number*\n"
    "  dates: date+\n"
    "  controls: control*\n"
    "  rule: rule?\n"
    "  old: text?, deprecated: \"use t\"\n"
    "  sum: number = count(next)\n"
    "  key: text?, unique: yes\n"
    "  form: text?, pattern: \"A*\"\n"
    "\n"
    "kind special extends thing\n  extra: integer, default: 1\n"
    "\n"
    "rule X-1 \"x\"\n  for: x in thing\n  require: x.n is set\n"
    "  message: \"{x}\"\n"
    "\n";

static const char *const FIELDS[] = {
    "flag",  "n",      "i",     "p",       "m",       "span",     "d",     "t",    "u",
    "e",     "h",      "l",     "o",       "owner",   "any",      "every", "next", "link",
    "links", "levels", "texts", "numbers", "dates",   "controls", "rule",  "old",  "sum",
    "key",   "form",   "extra", "before",  "nothing", "boss",
};

/* Where each is at home, so that more than noise comes of it. */
static const struct {
    const char *field;
    const char *values[6];
} FITTING[] = {
    { "flag", { "yes", "no", "none", "yes", "no", "yes" } },
    { "n", { "5", "2.5", "1.000001", "0", "12345", "7" } },
    { "i", { "5", "2.0", "2.5", "0", "12", "7" } },
    { "p", { "5%", "2.5%", "0.0001%", "0.00001%", "100%", "7%" } },
    { "d", { "2026-01-02", "2024-02-29", "2026-12-31", "none", "1999-01-30", "2026-01-01" } },
    { "t", { "\"a\"", "\"A \xC3\xBC\"", "\"{x}\"", "\"b, c\"", "\"# d\"", "none" } },
    { "u", { "\"https://a.org\"", "\"a\"", "\"x://y\"", "none", "\"https://b.org/c\"", "" } },
    { "e", { "\"a@b.org\"", "\"a\"", "\"a@b\"", "none", "\"c@d.org\"", "" } },
    { "l", { "low", "high", "none", "lowest", "high", "low" } },
    { "o", { "red", "green", "red", "blue", "none", "green" } },
    { "owner", { "P-0", "P-1", "P-2", "P-3", "P-4", "other.Q" } },
    { "any", { "P-0", "T-1", "iso.A.5.1", "none", "T-2", "shared" } },
    { "every", { "P-0, T-1", "T-1, T-1", "", "iso.A.5.1, P-1", "A.5.1", "X-1" } },
    { "next", { "T-1, T-2", "T-3, T-3, T-1", "T-1, none", "", "other.T-1", "T-2, nobody" } },
    { "link", { "T-1", "T-2", "none", "nobody", "T-3", "P-1" } },
    { "links", { "T-1, T-2", "T-2", "T-1, T-1", "", "none", "T-3, P-1" } },
    { "levels", { "low", "high, low", "low, low", "none", "high, none", "" } },
    { "texts", { "\"a\", \"a\"", "\"b\"", "", "none", "\"c\", low", "\"d\", \"e\"" } },
    { "numbers", { "1, 1", "2.5", "3, 2, 1", "", "none", "1, low" } },
    { "dates", { "2026-01-02", "2026-01-02, 2025-01-02", "", "none", "2024-02-29", "1" } },
    { "controls", { "iso.A.5.1", "iso.A.5.1, iso.A.5.2", "B.1", "iso.B.1", "A.5.2", "shared" } },
    { "key", { "\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"", "\"f\"" } },
    { "form", { "\"A1\"", "\"B\"", "\"A\"", "none", "\"AA\"", "\"A2\"" } },
};

static const char *const VALUES[] = {
    "yes",
    "no",
    "none",
    "5",
    "2.5",
    "-5",
    "7.5%",
    "2026-01-02",
    "\"text\"",
    "low",
    "red",
    "T-1",
    "P-1",
    "nobody",
    "iso.A.5.1",
    "A.5.1",
    "T-1, T-2",
    "T-1, T-1, T-2",
    "T-1, none",
    "a.b.c",
    "",
    "40 EUR",
    "12 months",
    "{ to: T-1 }",
    "x.T-1",
    "other.T-1",
    "X-1",
    "1, 2",
    "low, high",
    "\"a\", \"b\"",
    "T-1 .. T-3",
    "[T-1, T-2]",
    "T-1,",
    "\"a\\\"b\"",
    "9999999999999",
    "12:00",
    "this-name-is-longer-than-sixteen-bytes",
    "T-1 T-2",
};

#define CHOOSE(random, items) ((items)[random_below((random), sizeof(items) / sizeof((items)[0]))])

static void write_field(struct out *out, struct random *random, uint32_t damage)
{
    size_t fitting = random_below(random, sizeof(FITTING) / sizeof(FITTING[0]));

    if (random_below(random, 100) < damage)
        out_format(out, "  %s: %s\n", CHOOSE(random, FIELDS), CHOOSE(random, VALUES));
    else
        out_format(out, "  %s:  %s\n", FITTING[fitting].field,
                   CHOOSE(random, FITTING[fitting].values));
}

static void write_things(struct out *out, struct random *random, uint32_t damage)
{
    uint32_t count = random_below(random, OBJECTS_MOST);

    for (uint32_t i = 0; i < count; i++) {
        out_format(out, "%s T-%u%s\n", random_below(random, 3) == 0 ? "special" : "thing", i,
                   random_below(random, 2) == 0 ? " \"a: title\"" : "");
        out_format(out, "  owner: P-%u\n", random_below(random, 4));
        out_text(out, "  dates: 2026-01-02\n");
        for (uint32_t f = random_below(random, FIELDS_MOST); f > 0; f--)
            write_field(out, random, damage);
        if (random_below(random, 4) == 0)
            out_char(out, '\n');
    }
    for (uint32_t i = 0; i < 4; i++)
        out_format(out, "person P-%u\n  boss: P-%u\n", i, random_below(random, 5));
}

static struct str random_text(struct arena *arena, struct random *random, uint32_t damage)
{
    struct str text;
    struct out out;

    out_open_memory(&out);
    write_things(&out, random, damage);
    text = arena_copy(arena, out_memory(&out));
    out_release(&out);
    return text;
}

static void run_project(struct engine_case *c, uint64_t seed, uint32_t damage)
{
    static const struct library_file FILES[] = {
        { "cat.isms", CATALOGUE, sizeof(CATALOGUE) - 1 },
        { "core.isms", CORE, sizeof(CORE) - 1 },
        { "more.isms", OTHER, sizeof(OTHER) - 1 },
    };
    static const struct library LIBRARY = { .files = FILES, .count = 3 };
    struct random random = { seed };
    bool opens_both = seed % 3 == 0;

    c->library = &LIBRARY;
    engine_case_add(c, STR("project.isms"),
                    opens_both ? STR("project p \"P\"\n  language: 1.0\n  currency: EUR\n"
                                     "use cat as iso\nuse cat\nuse more\n")
                               : STR("project p \"P\"\n  language: 1.0\n  currency: EUR\n"
                                     "use cat as iso\nuse more\n"));
    engine_case_add(c, STR("kinds.isms"), str_from(DEFINITIONS));
    engine_case_add(c, STR("main.isms"), random_text(&c->arena, &random, damage));
    engine_case_add(c, STR("other.isms"),
                    STR("namespace other\n\nperson Q\nthing T-1\n  owner: Q\n  next: T-1, T-2\n"
                        "  dates: 2026-01-02\n  controls: A.5.2\n"
                        "thing Z-9\n  owner: Q\n  next: T-1, T-2\n  any: T-1\n  o: red\n"));
    engine_case_run(c);
}

static void try_projects(uint32_t damage, struct tally *tally)
{
    for (uint64_t seed = 1; seed <= PROJECTS; seed++) {
        struct engine_case cases[MANNERS];
        for (enum manner manner = BY_TREE; manner < MANNERS; manner++) {
            open_manner(&cases[manner], manner);
            run_project(&cases[manner], seed, damage);
        }
        compare_manners(cases, tally);
    }
}

static void fitting_values_are_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    try_projects(0, &tally);
    assert_true(tally.columns > 20 * PROJECTS && tally.folded > 20 * PROJECTS);
    assert_true(tally.told > PROJECTS);
}

static void odd_values_are_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    try_projects(20, &tally);
    try_projects(80, &tally);
    assert_true(tally.columns > 40 * PROJECTS && tally.folded > 20 * PROJECTS);
    assert_true(tally.told > 20 * PROJECTS);
}

/* ---- a bit of everything ---- */

static void models_are_the_same(void **state)
{
    struct tally tally = { 0 };

    (void)state;
    for (uint64_t seed = 1; seed <= MODELS; seed++) {
        struct engine_case cases[MANNERS];
        for (enum manner manner = BY_TREE; manner < MANNERS; manner++) {
            struct random random = { seed };
            struct paragraphs paragraphs = { 0 };
            open_manner(&cases[manner], manner);
            make_model(&paragraphs, &random);
            run_model(&cases[manner], &paragraphs, 1 + (uint32_t)seed % 3);
            paragraphs_release(&paragraphs);
        }
        compare_manners(cases, &tally);
    }
    assert_true(tally.columns > 10 * MODELS && tally.folded > MODELS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fitting_values_are_the_same),
        cmocka_unit_test(odd_values_are_the_same),
        cmocka_unit_test(models_are_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
