/* test_plans.c -- rules, views and graphs with faults, and what does not belong on a first line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row plans[] = {
    { "a rule without a requirement",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n",
      "E0404 main:2:6 a rule needs either `require:` or `forbid:`" },
    { "a rule with both",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  forbid: no\n",
      "E0404 main:2:6 a rule needs either `require:` or `forbid:`" },
    { "an empty requirement",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require:\n",
      "E0113 main:4:3 `require:` has no value" },
    { "an empty for",
      "kind k\n"
      "rule X\n"
      "  for:\n"
      "  require: yes\n",
      "E0113 main:3:3 `for:` has no value" },
    { "two conditions",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes, no\n",
      "E0305 main:4:17 `require:` takes one value, not several" },
    { "assignment in place of a comparison",
      "kind k\n"
      "  n: integer, default: 1\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: r.n > 0 = no\n",
      "E0101 main:5:22 `require:` takes a value after `:`, not a formula after `=`" },
    { "a formula in a view",
      "kind k\n"
      "view v\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  limit: 3 = 4\n",
      "E0101 main:5:14 `limit:` takes a value after `:`, not a formula after `=`" },
    { "a formula in a scale, a matrix and the project",
      "scale s\n"
      "  low: 1 = 2\n"
      "matrix m (s) -> s\n"
      "  low: low = low\n"
      "=== project.isms\n"
      "project p\n"
      "  currency: EUR = USD\n",
      "E0101 main:2:12 `low:` takes a value after `:`, not a formula after `=`\n"
      "E0101 main:4:14 `low:` takes a value after `:`, not a formula after `=`\n"
      "E0101 project:2:19 `currency:` takes a value after `:`, not a formula after `=`" },
    { "two messages",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a\", \"b\"\n",
      "E0305 main:5:17 `message:` takes one value, not several" },
    { "a message that is no text",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: r\n",
      "E0301 main:5:12 this needs a text in double quotes" },
    { "for without a variable",
      "kind k\n"
      "rule X\n"
      "  for: k\n"
      "  require: yes\n",
      "E0113 main:3:8 this binds no variable" },
    { "a hole that is not closed",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a {r\"\n",
      "E0105 main:5:15 this `{` opens a hole that is not closed" },
    { "an unknown name in a hole",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a {rr.id}\"\n",
      "E0201 main:5:16 there is nothing named `rr` here (fix: r)" },
    { "a value in a hole that may be missing",
      "kind k\n"
      "  n: integer?\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a {r.n} {r.title otherwise 'no'} {{r}}\"\n",
      "E0302 main:6:16 `r.n` may be missing, but the text needs it" },
    { "a syntax error in a hole",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a {r +}\"\n",
      "E0101 main:5:18 expected a value after `+`" },
    { "an empty hole",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  message: \"a {}\"\n",
      "E0101 main:5:16 expected a value" },
    { "a let that names nothing",
      "kind k\n"
      "rule X\n"
      "  for: r in k\n"
      "  let: r.id\n"
      "  require: yes\n",
      "E0404 main:4:3 this `let:` does not name one thing" },
    { "severity that is no word",
      "kind k\n"
      "k A\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  severity: bad\n",
      "E0306 main:6:13 `bad` is not a word for `severity`" },
    { "cites an unknown object",
      "kind k\n"
      "k A\n"
      "rule X\n"
      "  for: r in k\n"
      "  require: yes\n"
      "  cites: iso.9\n",
      "E0201 main:6:10 there is no object named `iso.9`" },
    { "a rule about gaps",
      "kind k\n"
      "rule X\n"
      "  for: g in gap\n"
      "  require: yes\n",
      "E0412 main:2:6 a rule cannot ask about gaps, which are the results of rules" },
    { "a rule about the outcome of rules",
      "rule X\n"
      "  for: r in rule\n"
      "  require: r.failed == 0\n",
      "E0412 main:1:6 a rule cannot ask about gaps, which are the results of rules" },
    { "a rule about gaps by way of a let and a field",
      "kind k\n"
      "  n: integer = count(gap)\n"
      "let all = count(n in k where n.n > 0)\n"
      "rule X\n"
      "  require: all == 0\n",
      "E0412 main:4:6 a rule cannot ask about gaps, which are the results of rules" },
    { "a view without columns",
      "kind k\n"
      "view v\n"
      "  from: r in k\n",
      "E0113 main:2:6 a view needs `columns:`" },
    { "an empty from",
      "kind k\n"
      "view v\n"
      "  from:\n"
      "  columns: 1\n",
      "E0113 main:3:3 `from:` has no value" },
    { "a view without from",
      "kind k\n"
      "view v\n"
      "  columns: 1\n",
      "E0113 main:2:6 a view needs `from:`" },
    { "two columns of one name",
      "kind k\n"
      "view v\n"
      "  from: r in k\n"
      "  columns: r.id, r.title as \"r.id\"\n",
      "E0405 main:4:18 two columns are called `r.id`" },
    { "order by a list",
      "kind k\n"
      "  n: k*\n"
      "view v\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  order: r.n\n"
      "  group: r.n\n",
      "E0405 main:6:10 rows cannot be ordered by a list\n"
      "E0405 main:7:10 rows cannot be grouped by a list" },
    { "limits that are none",
      "kind k\n"
      "view v\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  limit: 0\n"
      "view w\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  limit: r.id\n"
      "view x\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  limit: 2, 3\n"
      "  group: r.id, r.id\n",
      "E0405 main:5:10 `limit:` takes a whole number above 0\n"
      "E0405 main:9:10 `limit:` takes a whole number above 0\n"
      "E0305 main:13:13 `limit:` takes one value, not several\n"
      "E0305 main:14:16 `group:` takes one value, not several" },
    { "desc of two",
      "kind k\n"
      "view v\n"
      "  from: r in k\n"
      "  columns: r.id\n"
      "  order: desc(r.id, r.id)\n",
      "E0405 main:5:10 `desc` takes one value" },
    { "a graph without nodes and edges",
      "kind k\n"
      "graph g\n"
      "  edges: k.n\n",
      "E0113 main:2:7 a graph needs `nodes:`\n"
      "E0405 main:3:10 an edge is a reference field of a kind, or a relation of two objects" },
    { "edges that are none",
      "kind k\n"
      "  n: text?\n"
      "graph g\n"
      "  nodes: k\n"
      "  edges: k.n, k, k.m\n",
      "E0405 main:5:10 an edge is a reference field of a kind, or a relation of two objects\n"
      "E0405 main:5:15 an edge is a reference field of a kind, or a relation of two objects\n"
      "E0405 main:5:18 an edge is a reference field of a kind, or a relation of two objects" },
    { "glyphs and by that are none",
      "kind k\n"
      "  n: k?\n"
      "graph g\n"
      "  nodes: k\n"
      "  edges: k.n\n"
      "  glyph: a: b\n"
      "  state: k\n"
      "  collapse: k by m\n",
      "E0405 main:6:10 a glyph is a word and a state\n"
      "E0405 main:7:10 this needs a kind and a path\n"
      "E0201 main:8:18 there is nothing named `m` here (fix: k)" },
    { "seventeen variables",
      "kind k\n"
      "rule X\n"
      "  for: a in k, b in k, c in k, d in k, e in k, f in k, g in k, h in k, i in k, j in k, l in "
      "k, m in k, n in k, o in k, p in k, q in k, r in k\n"
      "  require: yes\n",
      "E0605 main:3:8 17 variables are bound together; at most 16 can be" },
    { "sixteen variables",
      "kind k\n"
      "k A\n"
      "rule X\n"
      "  for: a in k, b in k, c in k, d in k, e in k, f in k, g in k, h in k, i in k, j in k, l in "
      "k, m in k, n in k, o in k, p in k, q in k\n"
      "  require: a == q or a != q\n",
      "" },
};

/* A rule that says nothing about the project, or about nothing. */
static const struct case_row fixed[] = {
    { "requirements that are always or never met",
      "kind k\n"
      "  n: number?\n"
      "k A\n"
      "let limit = 3\n"
      "rule always\n"
      "  for: x in k\n"
      "  require: 1 + 1 == 2 and \"a\" in [\"a\", \"b\"]\n"
      "rule never\n"
      "  for: x in k\n"
      "  forbid: length(\"abc\") > 2\n"
      "rule by-day\n"
      "  for: x in k\n"
      "  require: today < 2030-01-01\n"
      "rule by-constant\n"
      "  for: x in k\n"
      "  require: limit > 2\n"
      "rule by-file\n"
      "  require: exists(\"a\")\n"
      "rule by-kind\n"
      "  for: x in k\n"
      "  require: count(k) > 0\n"
      "rule by-object\n"
      "  require: A.n is not set\n"
      "relation alone (x: k)\n"
      "  when: x.n is set\n"
      "rule by-relation\n"
      "  require: not alone(A)\n",
      "W0407 main:7:12 the rule `always` never finds a gap, whatever the project says\n"
      "W0407 main:10:11 the rule `never` finds a gap in everything, whatever the project says" },
    { "a where that lets nothing through",
      "kind k\n"
      "  n: number?\n"
      "k A\n"
      "rule one\n"
      "  for: x in k where x.n is set and 2 > 3\n"
      "  require: x.n > 3\n"
      "rule two\n"
      "  for: x in k, y in k where x != y, z in k where no\n"
      "  require: yes\n"
      "rule three\n"
      "  for: x in k where x.n is set and yes\n"
      "  require: x.n > 3\n",
      "W0407 main:5:36 the rule `one` never looks at anything: this is always no\n"
      "W0407 main:8:50 the rule `two` never looks at anything: this is always no\n"
      "W0405 main:10:6 the rule `three` found nothing to look at" },
    { "no answer at all",
      "rule one\n"
      "  require: 1 / 0 == 1\n",
      "E0320 main:2:12 division by zero (1 and 0)" },
};

static const struct case_row heads[] = {
    { "fields below a let",
      "kind k\n"
      "let x = 1\n"
      "  foo: 2\n",
      "E0203 main:3:3 `let` has no fields" },
    { "fields below use and namespace",
      "namespace a\n"
      "  foo: 2\n"
      "kind k\n",
      "E0203 main:2:3 `namespace` has no fields" },
    { "two ids",
      "kind k\n"
      "k A B \"title\"\n",
      "E0101 main:2:5 this does not belong on the line of `k`" },
    { "two titles",
      "kind k\n"
      "k A \"title\" \"other\"\n",
      "E0101 main:2:13 this does not belong on the line of `k`" },
    { "parameters and arrows where none belong",
      "kind k (x: text)\n"
      "scale s -> k\n"
      "  low:\n"
      "rule R (a: k)\n"
      "  require: yes\n"
      "view v -> k\n"
      "  from: x in k\n"
      "  columns: x.id\n"
      "k A (x: k)\n"
      "k B as c\n"
      "kind l extends k, k\n",
      "E0101 main:1:8 this does not belong on the line of `kind`\n"
      "E0101 main:2:9 this does not belong on the line of `scale`\n"
      "E0101 main:4:8 this does not belong on the line of `rule`\n"
      "E0101 main:6:8 this does not belong on the line of `view`\n"
      "E0101 main:9:5 this does not belong on the line of `k`\n"
      "E0101 main:10:5 this does not belong on the line of `k`\n"
      "E0101 main:11:17 expected a name, a title in quotes or the end of the line after `k`" },
    { "extends twice",
      "kind k\n"
      "kind m\n"
      "kind l extends k extends m\n",
      "E0101 main:3:18 this does not belong on the line of `kind`" },
    { "a let with a title", "let x \"title\" = 1\n",
      "E0101 main:1:7 this does not belong on the line of `let`" },
    { "a value where none belongs",
      "kind k = 3\n"
      "k A = 4\n"
      "rule R = 5\n"
      "  require: yes\n",
      "E0101 main:1:10 this does not belong on the line of `kind`\n"
      "E0101 main:2:7 this does not belong on the line of `k`\n"
      "E0101 main:3:10 this does not belong on the line of `rule`" },
    { "a let without a name",
      "let = 3\n"
      "let (x: text) = 4\n",
      "E0113 main:1:1 `let` has no name behind it\n"
      "E0113 main:2:1 this `let` has no name" },
    { "numbers as ids",
      "kind k\n"
      "k 4.1 \"x\"\n"
      "k 4.1.2\n"
      "k 5\n"
      "rule R\n"
      "  for: x in k\n"
      "  forbid: x.id != \"\"\n"
      "  message: \"{x}\"\n",
      "" },
};

int main(void)
{
    return RUN_MESSAGE_ROWS(plans) + RUN_MESSAGE_ROWS(fixed) + RUN_MESSAGE_ROWS(heads);
}
