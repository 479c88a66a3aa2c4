/* engine_values.c -- the model that expressions are tried on. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_values.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/engine_case.h"

/* B, C and D form: B -> D, C -> D, D -> B; A -> B, C; E stands alone. */
static const char MODEL[] = "scale level \"Level\"\n"
                            "  low:       1, \"hardly noticed\", color: green\n"
                            "  medium:    2.5, label: \"so so\"\n"
                            "  high:      5\n"
                            "  critical:  9\n"
                            "\n"
                            "scale grade\n"
                            "  poor:  \"below all\"\n"
                            "  fair:\n"
                            "  high:\n"
                            "\n"
                            "matrix rate (level, grade) -> level\n"
                            "  low:       low, low, medium\n"
                            "  medium:    low, medium, high\n"
                            "  high:      medium, high, critical\n"
                            "  critical:  high, critical, critical\n"
                            "\n"
                            "matrix halve (level) -> grade\n"
                            "  low:       poor\n"
                            "  medium:    poor\n"
                            "  high:      fair\n"
                            "  critical:  high\n"
                            "\n"
                            "## A thing that leads to others.\n"
                            "kind node \"Node\"\n"
                            "  next:    node*, inverse: previous\n"
                            "  owner:   (person or team)?\n"
                            "  own:     level?\n"
                            "  weight:  number?\n"
                            "  size:    integer?\n"
                            "  cost:    money?\n"
                            "  due:     date?\n"
                            "  cycle:   duration?\n"
                            "  share:   percent?\n"
                            "  when:    period?\n"
                            "  name:    text?\n"
                            "  tags:    text*\n"
                            "  marks:   level*\n"
                            "  live:    yes-no, default: no\n"
                            "  status:  (one of (open, done, parked))?\n"
                            "  parts:   part*, inverse: part-of\n"
                            "  file:    path?\n"
                            "  worst:   level? = max(n.own for n in self.next*)\n"
                            "\n"
                            "kind special \"Special node\" extends node\n"
                            "  extra:  number, default: 7\n"
                            "\n"
                            "kind part\n"
                            "  to:   node, head: yes\n"
                            "  how:  level, default: medium\n"
                            "\n"
                            "kind person\n"
                            "  boss:  person?, inverse: staff\n"
                            "  who:   person = self\n"
                            "  age:   integer?\n"
                            "\n"
                            "kind team\n"
                            "  lead:     person\n"
                            "  members:  person*\n"
                            "  who:      person = lead\n"
                            "\n"
                            "kind probe\n"
                            "\n"
                            "let limit = 3\n"
                            "let double (x: number) -> number = x * 2\n"
                            "let maybe-double (x: number?) -> number? = x * 2\n"
                            "let either (a: level, b: level) = if a > b then a else b\n"
                            "let heads (n: node) -> node* = n.parts.to\n"
                            "\n"
                            "probe only\n"
                            "\n"
                            "node A \"Alpha\"\n"
                            "  next:    C, B\n"
                            "  owner:   ann\n"
                            "  own:     low\n"
                            "  weight:  2.5\n"
                            "  size:    12\n"
                            "  cost:    100.50 EUR\n"
                            "  due:     2026-06-30\n"
                            "  cycle:   12 months\n"
                            "  share:   7.5%\n"
                            "  when:    2026-Q2\n"
                            "  name:    \"\xc3\x84rger im B\xc3\xbcro\"\n"
                            "  tags:    \"x\", \"y\", \"x\"\n"
                            "  marks:   high, low, high\n"
                            "  live:    yes\n"
                            "  status:  open\n"
                            "  parts:   B, { to: C, how: high }\n"
                            "  file:    \"project.isms\"\n"
                            "node B \"Beta\"\n"
                            "  next:    D\n"
                            "  owner:   crew\n"
                            "  own:     high\n"
                            "  weight:  -1\n"
                            "  cost:    50 EUR\n"
                            "  due:     2026-06-01\n"
                            "  cycle:   90 days\n"
                            "  status:  done\n"
                            "  tags:    \"y\", \"z\"\n"
                            "node C\n"
                            "  next:   D\n"
                            "  own:    medium\n"
                            "  owner:  ann\n"
                            "## The one that closes the circle.\n"
                            "node D \"Delta\"\n"
                            "  next:    B\n"
                            "  weight:  4\n"
                            "  file:    \"nowhere.txt\"\n"
                            "  parts:   B\n"
                            "node E\n"
                            "special N-10\n"
                            "  extra:  1\n"
                            "special N-9\n"
                            "special N-2\n"
                            "\n"
                            "person ann\n"
                            "  age:  40\n"
                            "person bob\n"
                            "  boss:  ann\n"
                            "  age:   30\n"
                            "person cyd\n"
                            "  boss:  bob\n"
                            "team crew\n"
                            "  lead:     bob\n"
                            "  members:  bob, cyd\n"
                            "\n";

static void check_row(void **state)
{
    const struct value_row *row = *state;
    size_t size = sizeof(MODEL) + strlen(row->expr) + 100;
    char *text = malloc(size);
    struct engine_case c;
    struct str messages;

    assert_non_null(text);
    snprintf(text, size, "%sview v\n  from:     me in probe\n  columns:  (%s) as \"v\"\n", MODEL,
             row->expr);
    engine_case_open(&c, text);
    messages = engine_case_messages(&c);
    struct str value =
        engine_case_view(&c, "v"); /* may add messages: values are computed when asked for */
    messages = engine_case_messages(&c);
    if (row->value[0] == '!') {
        struct str words = str_slice(messages, str_find(messages, ' ') + 1, messages.len);
        words = str_slice(words, str_find(words, ' ') + 1, words.len);
        size_t code = str_find(messages, ' ');
        value = arena_format(&c.arena, "!%.*s %.*s", (int)code, messages.ptr, STR_ARG(words));
    } else {
        assert_text(messages, "");
    }
    assert_text(value, row->value);
    engine_case_close(&c);
    free(text);
}

int run_value_rows(const char *group, const struct value_row *rows, size_t count)
{
    struct CMUnitTest *tests = calloc(count, sizeof(*tests));
    int failures;

    assert_non_null(tests);
    for (size_t i = 0; i < count; i++)
        tests[i] =
            (struct CMUnitTest){ rows[i].expr, check_row, NULL, NULL, (void *)(uintptr_t)&rows[i] };
    failures = _cmocka_run_group_tests(group, tests, count, NULL, NULL);
    free(tests);
    return failures;
}
