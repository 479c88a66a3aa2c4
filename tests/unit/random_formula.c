/* random_formula.c -- formulas at random. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/random_formula.h"

enum { DEPTH = 4, FIELDS = 4, RULES = 8, FUNCTIONS = 2, VIEWS = 3 };

static const char KINDS[] = "scale level\n"
                            "  low: 1\n"
                            "  medium: 3\n"
                            "  high: 7\n"
                            "\n"
                            "matrix rate (level, level) -> level\n"
                            "  low:     low, low, medium\n"
                            "  medium:  low, medium, high\n"
                            "  high:    medium, high, high\n"
                            "\n"
                            "kind person\n"
                            "  left:  yes-no, default: no\n"
                            "  rank:  integer?\n"
                            "\n"
                            "kind item\n"
                            "  n:      integer\n"
                            "  m:      number?\n"
                            "  ok:     yes-no, default: no\n"
                            "  sure:   yes-no?\n"
                            "  level:  level, default: medium\n"
                            "  other:  level?\n"
                            "  due:    date\n"
                            "  most:   number, default: n + (m otherwise 1)\n"
                            "  big:    yes-no, default: some x in parts where x.n > n\n"
                            "  done:   date?\n"
                            "  name:   text?\n"
                            "  pause:  duration?\n"
                            "  owner:  person?, inverse: items\n"
                            "  parts:  item*, inverse: wholes\n"
                            "  near:   item?\n"
                            "\n";

/* The object variables in scope are a, b, c ...; what may be called are the definitions before. */
struct formulas {
    struct out *out;
    struct random *random;
    uint32_t variables;
    uint32_t fields, functions; /* that may be used */
    bool asks_ways;
};

static void write_condition(struct formulas *f, uint32_t depth);
static void write_number(struct formulas *f, uint32_t depth);

static uint32_t below(struct formulas *f, uint32_t limit)
{
    return random_below(f->random, limit);
}

static char some_variable(struct formulas *f)
{
    return (char)('a' + below(f, f->variables));
}

/* @ is a variable, the same throughout. */
static void write_about(struct formulas *f, const char *text)
{
    char variable = some_variable(f);

    for (; *text; text++)
        out_bytes(f->out, *text == '@' ? &variable : text, 1);
}

static void write_set(struct formulas *f)
{
    static const char *const SETS[] = {
        "@.parts",
        "@.parts",
        "@.wholes",
        "@.parts.parts",
        "@.parts*",
        "@.wholes+",
        "(@.parts union @.wholes)",
        "[x for x in item where x.near is set and x.near == @]",
    };

    write_about(f, SETS[below(f, ROW_COUNT(SETS))]);
}

/* Binds one more variable over a set; what follows stands in its scope until leave(). */
static char enter(struct formulas *f)
{
    return (char)('a' + f->variables++);
}

static void leave(struct formulas *f)
{
    f->variables--;
}

/* ---- numbers ---- */

static void write_aggregate(struct formulas *f, uint32_t depth)
{
    static const char *const NAMES[] = { "sum", "count", "max", "min" };
    uint32_t which = below(f, 4);
    bool is_extreme = which >= 2;
    char variable = (char)('a' + f->variables);

    out_format(f->out, "%s%s(", is_extreme ? "(" : "", NAMES[which]);
    if (which == 1) {
        out_format(f->out, "%c in ", variable);
    } else {
        enter(f);
        write_number(f, depth - 1);
        leave(f);
        out_format(f->out, " for %c in ", variable);
    }
    write_set(f);
    enter(f);
    if (below(f, 2) == 0) {
        out_text(f->out, " where ");
        write_condition(f, depth - 1);
    }
    leave(f);
    out_text(f->out, is_extreme ? ") otherwise 0)" : ")");
}

static void write_operation(struct formulas *f, uint32_t depth)
{
    static const char *const OPERATORS[] = { " + ", " - ", " * ", " / " };

    out_text(f->out, "(");
    write_number(f, depth - 1);
    out_text(f->out, OPERATORS[below(f, 4)]);
    write_number(f, depth - 1);
    out_text(f->out, ")");
}

static void write_choice(struct formulas *f, uint32_t depth)
{
    out_text(f->out, "(if ");
    write_condition(f, depth - 1);
    out_text(f->out, " then ");
    write_number(f, depth - 1);
    out_text(f->out, " else ");
    write_number(f, depth - 1);
    out_text(f->out, ")");
}

static void write_call(struct formulas *f, uint32_t depth)
{
    if (f->functions == 0) {
        write_operation(f, depth);
        return;
    }
    out_format(f->out, "f%u(%c, ", below(f, f->functions), some_variable(f));
    write_number(f, depth - 1);
    out_text(f->out, ")");
}

static void write_plain_number(struct formulas *f)
{
    switch (below(f, 10)) {
    case 0:
        out_format(f->out, "%u", below(f, 5));
        break;
    case 1:
        out_format(f->out, "(%c.m otherwise %u.5)", some_variable(f), below(f, 3));
        break;
    case 2:
        out_format(f->out, "(%c.near.n otherwise 1)", some_variable(f));
        break;
    case 3:
        out_format(f->out, "(%c.owner.rank otherwise 2)", some_variable(f));
        break;
    case 4:
        out_format(f->out, "number(%c.level)", some_variable(f));
        break;
    case 5:
        out_text(f->out, "count(");
        write_set(f);
        out_text(f->out, ")");
        break;
    case 6:
        if (f->fields > 0) {
            out_format(f->out, "%c.c%u", some_variable(f), below(f, f->fields));
            break;
        }
        ISMS_FALLTHROUGH;
    case 7:
        out_format(f->out, "%c.most", some_variable(f));
        break;
    default:
        out_format(f->out, "%c.n", some_variable(f));
    }
}

static void write_number(struct formulas *f, uint32_t depth)
{
    switch (depth == 0 ? 9 : below(f, 10)) {
    case 0:
    case 1:
        write_operation(f, depth);
        break;
    case 2:
        write_choice(f, depth);
        break;
    case 3:
    case 4:
        write_aggregate(f, depth);
        break;
    case 5:
        write_call(f, depth);
        break;
    default:
        write_plain_number(f);
    }
}

/* ---- conditions ---- */

static void write_quantifier(struct formulas *f, uint32_t depth)
{
    static const char *const NAMES[] = { "some",      "no",         "every",
                                         "exactly 1", "at least 2", "at most 1" };
    uint32_t which = below(f, ROW_COUNT(NAMES));

    out_format(f->out, "(%s %c in ", NAMES[which], 'a' + (int)f->variables);
    write_set(f);
    out_text(f->out, which == 2 ? " satisfies " : " where ");
    enter(f);
    write_condition(f, depth - 1);
    leave(f);
    out_text(f->out, ")");
}

static void write_connection(struct formulas *f, uint32_t depth)
{
    static const char *const WORDS[] = { " and ", " or ", " implies " };

    out_text(f->out, "(");
    write_condition(f, depth - 1);
    out_text(f->out, WORDS[below(f, 3)]);
    write_condition(f, depth - 1);
    out_text(f->out, ")");
}

static void write_comparison(struct formulas *f, uint32_t depth)
{
    static const char *const ORDERS[] = { " < ", " <= ", " == ", " != ", " > ", " >= " };

    out_text(f->out, "(");
    write_number(f, depth - 1);
    out_text(f->out, ORDERS[below(f, ROW_COUNT(ORDERS))]);
    write_number(f, depth - 1);
    out_text(f->out, ")");
}

static void write_plain_condition(struct formulas *f)
{
    static const char *const CONDITIONS[] = {
        "@.ok",
        "@.big",
        "(@.sure is set and @.sure)",
        "@.owner is set",
        "(@.owner is set and @.owner.left)",
        "@.parts is empty",
        "@.wholes is not empty",
        "@.level >= medium",
        "@.level in [low, high]",
        "(@.other otherwise low) != high",
        "rate(@.level, @.other otherwise high) == medium",
        "@.level + 1 > low",
        "@.due < today",
        "@.due + 3 months > today",
        "@.due + 90000 months > today",
        "(@.done is set and @.done > @.due)",
        "(@.done is set and @.due - @.done < 10 days)",
        "(@.name is set and @.name == \"x\")",
        "(@.name is set and contains(@.name, \"y\"))",
        "(@.pause is set and @.pause > 1 month)",
        "(@.near is set and @.near in @.parts)",
        "(@.near is set and @.near.parts is empty)",
        "@ in @.parts.parts",
        "@.id == \"i7\"",
        "(max(t.n for t in @.parts*) otherwise 0) > 3",
        "(some t in @.wholes+ where t.ok)",
        "(some t in item where t.near is set and t.near == @)",
        "@ reaches @ via parts",
        "(@.near is set and @.near in @.parts*)",
    };
    enum { ASKING_WAYS = 2 }; /* the last ones */
    uint32_t count = ROW_COUNT(CONDITIONS) - (f->asks_ways ? 0 : ASKING_WAYS);

    write_about(f, CONDITIONS[below(f, count)]);
}

static void write_condition(struct formulas *f, uint32_t depth)
{
    switch (depth == 0 ? 9 : below(f, 12)) {
    case 0:
    case 1:
    case 2:
        write_connection(f, depth);
        break;
    case 3:
        out_text(f->out, "not (");
        write_condition(f, depth - 1);
        out_text(f->out, ")");
        break;
    case 4:
    case 5:
        write_quantifier(f, depth);
        break;
    case 6:
    case 7:
        write_comparison(f, depth);
        break;
    default:
        write_plain_condition(f);
    }
}

/* ---- definitions ---- */

static void write_rule(struct formulas *f, uint32_t number)
{
    bool has_let = below(f, 2) == 0;

    out_format(f->out, "rule R-%u\n  for:      a in item", number);
    if (below(f, 2) == 0) {
        out_text(f->out, " where ");
        write_condition(f, 2);
    }
    if (has_let) {
        out_text(f->out, "\n  let:      k = ");
        write_number(f, 2);
    }
    out_text(f->out, below(f, 3) == 0 ? "\n  forbid:   " : "\n  require:  ");
    if (has_let)
        out_format(f->out, "k > %u or ", below(f, 4));
    write_condition(f, DEPTH);
    out_text(f->out, "\n  message:  \"{a.n} of {a.parts}\"\n\n");
}

/* ---- views ---- */

static const char *some_single(struct formulas *f)
{
    static const char *const SINGLES[] = {
        "a",
        "a.id",
        "a.owner",
        "a.near",
        "a.near.id",
        "a.level",
        "a.other",
        "a.ok",
        "a.sure",
        "a.due",
        "a.done",
        "a.pause",
        "a.name",
        "a.name otherwise a.id",
        "a.title",
        "a.most",
        "a.n",
        "a.m",
        "a.c0",
        "a.c1",
        "\"{a} of {a.owner}\"",
        "a.big",
        "-a.n",
        "number(a.level)",
    };

    return SINGLES[below(f, ROW_COUNT(SINGLES))];
}

static const char *some_list(struct formulas *f)
{
    static const char *const LISTS[] = {
        "a.parts",      "a.wholes",    "a.parts.parts", "a.parts.owner",          "a.parts.level",
        "a.parts.id",   "a.parts.due", "a.owner.items", "[x.n for x in a.parts]", "a.parts*",
        "a.near.parts",
    };

    return LISTS[below(f, ROW_COUNT(LISTS))];
}

static void write_columns(struct formulas *f, bool is_spread)
{
    uint32_t count = 1 + below(f, 5);

    out_text(f->out, "  columns:  a.id as \"ID\"");
    for (uint32_t i = 0; i < count; i++)
        out_format(f->out, ", %s as \"K%u\"", below(f, 3) == 0 ? some_list(f) : some_single(f), i);
    if (below(f, 2) == 0) {
        out_text(f->out, below(f, 2) == 0 ? ", total(" : ", (");
        write_number(f, DEPTH - 2);
        out_text(f->out, ") as \"N\"");
    }
    if (is_spread)
        out_text(f->out, ", a.other is set and a.other == l as \"{l}\"");
    out_text(f->out, "\n");
}

static void write_view(struct formulas *f, uint32_t number)
{
    bool is_spread = below(f, 4) == 0;

    out_format(f->out, "view v%u\n  from:     a in item", number);
    if (below(f, 2) == 0) {
        out_text(f->out, " where ");
        write_condition(f, DEPTH - 2);
    }
    out_text(f->out, is_spread ? "\n  across:   l in level\n" : "\n");
    write_columns(f, is_spread);
    if (below(f, 2) == 0)
        out_format(f->out, "  order:    %s, desc(%s)\n", some_single(f), some_single(f));
    else if (below(f, 2) == 0)
        out_format(f->out, "  order:    desc(%s)\n", some_single(f));
    if (below(f, 4) == 0)
        out_format(f->out, "  group:    %s\n", some_single(f));
    if (below(f, 8) == 0)
        out_text(f->out, "  limit:    7\n");
    out_text(f->out, "\n");
}

void write_formulas(struct out *out, struct random *random, bool asks_ways)
{
    struct formulas f = { .out = out, .random = random, .variables = 1, .asks_ways = asks_ways };

    out_text(out, KINDS);
    for (uint32_t i = 0; i < FIELDS; i++) {
        f.fields = i;
        out_format(out, "extend item\n  c%u:  number = g%u(self)\n\n", i, i);
        out_format(out, "let g%u (a: item) -> number = ", i);
        write_number(&f, DEPTH);
        out_text(out, "\n\n");
    }
    for (f.functions = 0; f.functions < FUNCTIONS; f.functions++) {
        out_format(out, "let f%u (a: item, k: number) -> number = k + ", f.functions);
        write_number(&f, DEPTH - 1);
        out_text(out, "\n\n");
    }
    f.fields = FIELDS;
    for (uint32_t i = 0; i < RULES; i++)
        write_rule(&f, i);
    for (uint32_t i = 0; i < VIEWS; i++)
        write_view(&f, i);
    out_text(out, "view all\n  from:     a in item\n  columns:  a, a.most, a.big, a.c0, a.c1, "
                  "a.c2, a.c3\n\n");
}

/* ---- objects ---- */

static bool says(struct random *random)
{
    return random_below(random, 3) > 0;
}

static void write_items(struct out *out, struct random *random, const char *field, uint32_t objects)
{
    uint32_t count = random_below(random, 4);

    if (random_below(random, 40) == 0)
        count = 60;
    if (count == 0)
        return;
    out_format(out, "  %s:", field);
    for (uint32_t i = 0; i < count; i++)
        out_format(out, "%s i%u", i == 0 ? "" : ",", random_below(random, objects));
    out_text(out, "\n");
}

static void write_optional_fields(struct out *out, struct random *random, uint32_t objects)
{
    static const char *const LEVELS[] = { "low", "medium", "high" };

    if (says(random))
        out_format(out, "  m: %u.%u\n", random_below(random, 3), random_below(random, 9));
    if (says(random))
        out_format(out, "  ok: %s\n", random_below(random, 2) ? "yes" : "no");
    if (says(random))
        out_format(out, "  sure: %s\n", random_below(random, 2) ? "yes" : "no");
    if (says(random))
        out_format(out, "  level: %s\n", LEVELS[random_below(random, 3)]);
    if (says(random))
        out_format(out, "  other: %s\n", LEVELS[random_below(random, 3)]);
    if (says(random))
        out_format(out, "  done: 2026-0%u-11\n", 1 + random_below(random, 9));
    if (says(random))
        out_format(out, "  name: \"%s\"\n", random_below(random, 2) ? "x" : "yy");
    if (random_below(random, 4) == 0)
        out_format(out, "  pause: %u %s\n", 2 + random_below(random, 9),
                   random_below(random, 200) == 0 ? "days" : "months");
    if (says(random))
        out_format(out, "  most: %u\n", random_below(random, 5));
    if (says(random))
        out_format(out, "  big: %s\n", random_below(random, 2) ? "yes" : "no");
    if (says(random))
        out_format(out, "  owner: p%u\n", random_below(random, 5));
    if (says(random))
        out_format(out, "  near: i%u\n", random_below(random, objects));
}

static void write_object(struct out *out, struct random *random, uint32_t number, uint32_t objects)
{
    out_format(out, "item i%u\n  n: %u\n  due: 202%u-0%u-05\n", number, random_below(random, 6),
               5 + random_below(random, 3), 1 + random_below(random, 9));
    write_optional_fields(out, random, objects);
    write_items(out, random, "parts", objects);
}

void write_objects(struct out *out, struct random *random, uint32_t objects, uint32_t damage)
{
    for (uint32_t i = 0; i < 5; i++)
        out_format(out, "person p%u\n%s%s\n", i, random_below(random, 2) ? "  left: yes\n" : "",
                   random_below(random, 2) ? "  rank: 3\n" : "");
    for (uint32_t i = 0; i < objects; i++) {
        write_object(out, random, i, objects);
        if (random_below(random, 100) < damage)
            out_text(out, random_below(random, 2) ? "  nobody: 3\n" : "  m: nobody\n");
        out_text(out, "\n");
    }
}
