/* test_modules.c -- what a project sees of the library, and the library of a project. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

/* A core with slots that a method fills, two methods, two catalogues. */
static const char CORE[] = "kind control\n"
                           "  theme: text?\n"
                           "kind risk\n"
                           "  odds: likelihood?\n"
                           "  rating: level? = rate(odds)\n"
                           "extend control\n"
                           "  covered: yes-no, default: no\n"
                           "let appetite = 1\n"
                           "let threshold = appetite + 1\n"
                           "let named (c: control) = c.id\n"
                           "let both = risk union control\n"
                           "rule core-1 \"covered\"\n"
                           "  for: c in control\n"
                           "  require: c.covered\n"
                           "  message: \"{named(c)} above {threshold}\"\n"
                           "view controls \"From the core\"\n"
                           "  from: c in control\n"
                           "  columns: c.id, c.theme\n";
static const char METHOD[] = "scale likelihood\n  seldom:\n  often:\n"
                             "scale level\n  low:\n  high:\n"
                             "matrix rate (likelihood) -> level\n  seldom: low\n  often: high\n";
static const char CATALOGUE[] = "control A.5.1 \"First\"\n  theme: \"one\"\n"
                                "control A.5.2\n"
                                "let all = [c for c in cat.control]\n";
static const char OTHER[] = "control A.5.1 \"Other\"\ncontrol B.1\nlet all = 2\n"
                            "view controls\n  from: c in control\n  columns: c.id\n"
                            "view others\n  from: c in other.control\n  columns: c.id\n";

/* Two modules that put their own formula in the place of one of the core. */
static const char SHOUT[] = "extend named (of: control) = of.id + \"!\"\n";
static const char WHISPER[] = "extend named (c: control) = \"(\" + c.id + \")\"\n";

static void open_case(struct engine_case *c, const char *project, const char *text)
{
    static const struct library_file FILES[] = {
        { "cat.isms", CATALOGUE, sizeof(CATALOGUE) - 1 },
        { "core.isms", CORE, sizeof(CORE) - 1 },
        { "methods/three.isms", METHOD, sizeof(METHOD) - 1 },
        { "methods/two.isms", METHOD, sizeof(METHOD) - 1 },
        { "other.isms", OTHER, sizeof(OTHER) - 1 },
        { "shout.isms", SHOUT, sizeof(SHOUT) - 1 },
        { "whisper.isms", WHISPER, sizeof(WHISPER) - 1 },
    };
    static const struct library LIBRARY = { .files = FILES,
                                            .count = sizeof(FILES) / sizeof(FILES[0]) };

    engine_case_init(c);
    c->library = &LIBRARY;
    engine_case_add(c, STR("project.isms"), str_from(project));
    engine_case_add_parts(c, text);
    engine_case_run(c);
}

#define CATALOGUE_GAPS                                                                             \
    "core-1 error project:1:9 A.5.1 above 2\n"                                                     \
    "core-1 error project:1:9 A.5.2 above 2"
#define TWO_CATALOGUES_GAPS                                                                        \
    "core-1 error project:1:9 A.5.1 above 2\n" CATALOGUE_GAPS                                      \
    "\ncore-1 error project:1:9 B.1 above 2"

struct row {
    const char *name, *project, *text, *messages, *gaps;
};

static const struct row rows[] = {
    { "a_method_fills_the_slots_of_the_core", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "control C\n  covered: yes\nrisk R\n  odds: often\n"
      "rule X\n  for: r in risk where r.rating is set and r.rating == high\n  require: today < "
      "2000-01-01\n  "
      "message: \"{r}\"\n",
      "", "X error main:3:6 R" },
    { "slots_without_a_method_are_told_once", "project p \"P\"\n  language: 1.0\n",
      "control C\n  covered: yes\nrisk R\n",
      "E0208 project:1:9 nothing provides `likelihood`, `level`, `rate`", "" },
    { "the_project_itself_may_fill_the_slots", "project p \"P\"\n  language: 1.0\n",
      "scale likelihood\n  a:\nscale level\n  x:\nmatrix rate (likelihood) -> level\n  a: x\n"
      "control C\n  covered: yes\n",
      "", "" },
    { "an_object_is_no_kind_of_the_core", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "control risk\n  covered: yes\nrisk R\n"
      "rule X\n  for: r in risk\n  forbid: r in both\n  message: \"{r}\"\n",
      "", "X error main:3:6 R" },
    { "two_methods_fill_a_slot_twice",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse methods.three\n",
      "control C\n  covered: yes\n",
      "E0205 std://methods/two:1:7 `likelihood` is provided twice\n"
      "E0205 std://methods/two:4:7 `level` is provided twice\n"
      "E0205 std://methods/two:7:8 `rate` is provided twice",
      "" },
    { "a_module_without_an_alias_is_open",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat\n",
      "extend control\n  owner: text?\nview v\n  from: c in all\n  columns: c.id\n"
      "rule X\n  for: c in control where c.id == \"A.5.1\"\n  require: c != A.5.1\n  message: "
      "\"{c.title otherwise ''}\"\n",
      "", "X error project:1:9 First\n" CATALOGUE_GAPS },
    { "an_alias_names_the_module",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat as k\n",
      "rule X\n  for: c in k.control\n  require: c == k.A.5.1 or c in k.all and c != cat.A.5.2\n  "
      "message: \"{c}\"\n",
      "", "X error project:1:9 A.5.2\n" CATALOGUE_GAPS },
    { "what_an_alias_hides_is_not_seen",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat as k\n", "let mine = all\n",
      "E0201 main:1:12 there is nothing named `all` here", CATALOGUE_GAPS },
    { "use_in_a_file_counts_there_only", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "use cat as k\nlet mine = count(k.all)\n=== next.isms\nlet more = count(k.all)\n",
      "E0201 next:1:18 there is nothing named `k` here", CATALOGUE_GAPS },
    { "two_open_modules_with_one_name",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat\nuse other\n", "let mine = all\n",
      "E0205 main:1:12 `all` may mean two declarations", TWO_CATALOGUES_GAPS },
    { "an_id_in_two_open_modules",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat\nuse other\n",
      "kind note\n  about: control?\nnote N\n  about: A.5.1\nnote M\n  about: other.A.5.1\nnote "
      "O\n  about: B.1\n",
      "E0205 main:4:10 `A.5.1` may mean two declarations", TWO_CATALOGUES_GAPS },
    { "the_project_gives_a_constant_another_value",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n", "extend appetite = 4\ncontrol C\n", "",
      "core-1 error main:2:9 C above 5" },
    { "a_constant_is_given_another_value_once",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend appetite = 4\nextend appetite = 5\ncontrol C\n  covered: yes\n",
      "E0403 main:2:8 only what the library declares can be replaced, once by a module of the "
      "library and once by the project",
      "" },
    { "a_constant_keeps_its_type", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend appetite = \"four\"\n",
      "E0301 main:1:19 the constant `appetite` takes a whole number, but this is text", "" },
    { "a_constant_of_the_project_is_no_constant_of_the_library",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n", "let mine = 1\nextend mine = 2\n",
      "E0403 main:2:8 only what the library declares can be replaced, once by a module of the "
      "library and once by the project",
      "" },
    { "a_function_keeps_its_parameters", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend named = \"x\"\n",
      "E0403 main:1:8 `named` keeps its parameters: as many, of the same types", "" },
    { "the_types_of_parameters_stay", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend named (c: control?) = \"x\"\n",
      "E0403 main:1:8 `named` keeps its parameters: as many, of the same types", "" },
    { "a_constant_takes_no_parameters", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend appetite (c: control) = 2\n",
      "E0403 main:1:8 `appetite` keeps being a constant: it takes no parameters", "" },
    { "a_function_keeps_its_type", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend named (c: control) = 2\n",
      "E0301 main:1:29 the function `named` takes text, but this is a whole number", "" },
    { "the_result_of_what_replaces_is_not_stated_again",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend named (c: control) -> text = c.id\n",
      "E0101 main:1:27 this does not belong on the line of `extend`", "" },
    { "a_module_replaces_a_function",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse shout\n", "control C\n", "",
      "core-1 error main:1:9 C! above 2" },
    { "the_project_has_the_last_word",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse shout\n",
      "extend named (c: control) = \"<\" + c.id + \">\"\ncontrol C\n", "",
      "core-1 error main:2:9 <C> above 2" },
    { "two_modules_replace_one_function",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse shout\nuse whisper\n", "control C\n",
      "E0403 std://whisper:1:8 only what the library declares can be replaced, once by a module of "
      "the library and once by the project",
      "core-1 error main:1:9 C! above 2" },
    { "what_replaces_may_not_lead_back", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "let call (c: control) -> text = named(c)\nextend named (c: control) = call(c)\n",
      "E0411 main:1:5 these definitions go round in a circle: call -> named -> call", "" },
    { "an_unknown_constant", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend appetit = 2\n", "E0201 main:1:8 there is no constant or function named `appetit`",
      "" },
    { "a_name_of_the_library_is_not_declared_again",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat\n",
      "let appetite = 9\nkind control\nlet all = 3\nscale text\n  low:\n",
      "E0110 main:1:5 the library declares `appetite` already\n"
      "E0110 main:2:6 the library declares `control` already\n"
      "E0110 main:3:5 the library declares `all` already\n"
      "E0110 main:4:7 `text` is a type of the language",
      "core-1 error project:1:9 A.5.1 above 2\ncore-1 error project:1:9 A.5.2 above 2" },
    { "a_rule_of_the_library_is_not_declared_again",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "rule core-1\n  for: c in control\n  require: today > 2000-01-01\ncontrol C\n",
      "E0110 main:1:6 the library declares `core-1` already", NULL },
    { "a_function_of_the_language_is_not_declared_again",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "let exists (p: text) = yes\nlet count (p: text) = 7\nlet today = 2020-01-01\n",
      "E0110 main:1:5 `exists` is a function of the language\n"
      "E0110 main:2:5 `count` is a function of the language\n"
      "E0110 main:3:5 `today` is a word of the language",
      "" },
    { "nobody_stands_in_the_namespace_of_a_module",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "namespace core\nlet extra = 3\n=== cat.isms\nnamespace methods.two\n",
      "E0110 cat:1:11 `methods.two` is a module that is used\n"
      "E0110 main:1:11 `core` is a module that is used",
      "" },
    { "severity_gets_one_default", "project p \"P\"\n  language: 1.0\nuse methods.two\n",
      "extend rule\n  severity: one of (error, warning, info), default: info\n"
      "=== second.isms\nextend rule\n  severity: one of (error, warning, info), default: warning\n",
      "E0110 second:2:3 `severity` has a default already", "" },
    { "a_slot_that_a_method_fills_is_not_declared_again",
      "project p \"P\"\n  language: 1.0\nuse methods.two\n", "scale level\n  x:\n",
      "E0110 main:1:7 the library declares `level` already", "" },
    { "behind_an_alias_the_method_fills_the_slots_too",
      "project p \"P\"\n  language: 1.0\nuse methods.two as m\n", "scale level\n  x:\n",
      "E0205 main:1:7 `level` is provided twice", "" },
    { "a_module_behind_an_alias_leaves_its_names_free",
      "project p \"P\"\n  language: 1.0\nuse methods.two\nuse cat as k\n", "let all = 3\n", "",
      "core-1 error project:1:9 A.5.1 above 2\ncore-1 error project:1:9 A.5.2 above 2" },
};

static void check_row(void **state)
{
    const struct row *row = *state;
    struct engine_case c;

    open_case(&c, row->project, row->text);
    assert_text(engine_case_messages(&c), row->messages);
    if (row->gaps)
        assert_text(engine_case_gaps(&c), row->gaps);
    engine_case_close(&c);
}
int main(void)
{
    struct CMUnitTest tests[sizeof(rows) / sizeof(rows[0])];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        tests[i] =
            (struct CMUnitTest){ rows[i].name, check_row, NULL, NULL, (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
