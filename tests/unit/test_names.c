/* test_names.c -- names that are unknown, doubtful or declared twice. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row unknown_names[] = {
    { "an unknown object is named and the nearest one offered",
      "kind risk\n"
      "kind treatment\n"
      "  risk: risk?\n"
      "risk R-014\n"
      "treatment T-1\n"
      "  risk: R-14\n",
      "E0201 main:6:9 there is no risk named `R-14` (fix: R-014)" },
    { "an unknown object without a similar one",
      "kind risk\n"
      "kind treatment\n"
      "  risk: risk?\n"
      "treatment T-1\n"
      "  risk: nothing-like-it\n",
      "E0201 main:5:9 there is no risk named `nothing-like-it`" },
    { "an unknown name in a rule",
      "kind risk\n"
      "rule X\n"
      "  for: r in risk\n"
      "  require: rr.id == \"a\"\n",
      "E0201 main:4:12 there is nothing named `rr` here (fix: r)" },
    { "the words of other languages",
      "let a = true\n"
      "let b = FALSE\n"
      "let c (x: number) = if x > 1 then x else null\n"
      "let d = trueish\n",
      "E0201 main:1:9 there is nothing named `true` here (fix: yes)\n"
      "E0201 main:2:9 there is nothing named `FALSE` here (fix: no)\n"
      "E0201 main:3:42 there is nothing named `null` here (fix: none)\n"
      "E0201 main:4:9 there is nothing named `trueish` here" },
    { "a relation without its arguments",
      "kind risk\n"
      "relation near (a: risk, b: risk)\n"
      "  when: a == b\n"
      "let c = near\n",
      "E0309 main:4:9 `near` is a relation: it needs arguments in parentheses" },
    { "what is declared may have such a name",
      "let true = 1\n"
      "let a = true + 1\n",
      "" },
    { "an unknown kind of an object",
      "kind risk\n"
      "rsik R-1\n",
      "E0202 main:2:1 there is no kind named `rsik` (fix: risk)" },
    { "an unknown kind with nothing similar", "zebra Z-1\n",
      "E0202 main:1:1 there is no kind named `zebra`" },
    { "a name on an unknown kind's object raises no second message",
      "kind note\n"
      "  about: object?\n"
      "zebra Z-1\n"
      "note N\n"
      "  about: Z-1\n",
      "E0202 main:3:1 there is no kind named `zebra`" },
    { "an unknown kind in a field's type",
      "kind risk\n"
      "  owner: persn?\n"
      "kind person\n",
      "E0202 main:2:10 there is no type, kind or scale named `persn` (fix: person)" },
    { "extends an unknown kind", "kind risk extends thing\n",
      "E0202 main:1:19 there is no type, kind or scale named `thing`" },
    { "extends a scale",
      "scale level\n"
      "  low: 1\n"
      "kind risk extends level\n",
      "E0403 main:3:19 a kind can only extend another kind" },
    { "extend of an unknown kind",
      "kind risk\n"
      "extend rsk\n"
      "  x: text?\n",
      "E0202 main:2:8 there is no kind named `rsk` (fix: risk)" },
    { "an unknown field of an object",
      "kind risk\n"
      "  owner: text?\n"
      "risk R\n"
      "  ownr: \"me\"\n",
      "E0203 main:4:3 a risk has no field `ownr` (fix: owner)" },
    { "an unknown field in an expression",
      "kind risk\n"
      "  owner: text?\n"
      "rule X\n"
      "  for: r in risk\n"
      "  require: r.ownr is set\n",
      "E0203 main:5:14 a risk has no field `ownr` (fix: owner)" },
    { "an unknown field of a record",
      "kind part\n"
      "  to: text?\n"
      "kind risk\n"
      "  parts: part*\n"
      "risk R\n"
      "  parts: { ot: \"x\" }\n",
      "E0203 main:6:12 a part has no field `ot` (fix: to)" },
    { "an unknown field of a rule",
      "kind risk\n"
      "rule X\n"
      "  for: r in risk\n"
      "  requires: yes\n",
      "E0203 main:4:3 a rule has no field `requires` (fix: require)" },
    { "an unknown field of a view",
      "kind risk\n"
      "view v\n"
      "  from: r in risk\n"
      "  columns: r.id\n"
      "  limt: 3\n",
      "E0203 main:5:3 a view has no field `limt` (fix: limit)" },
    { "an unknown field of a graph",
      "kind risk\n"
      "  next: risk*\n"
      "graph g\n"
      "  nodes: risk\n"
      "  edges: risk.next\n"
      "  rnak: risk\n",
      "E0203 main:6:3 a graph has no field `rnak` (fix: rank)" },
    { "an unknown setting of the project",
      "=== project.isms\n"
      "project p \"P\"\n"
      "  languag: 1.0\n",
      "E0203 project:2:3 a project has no setting `languag` (fix: language)" },
    { "an unknown module",
      "use nowhere.at.all\n"
      "kind risk\n",
      "E0204 main:1:5 there is no module named `nowhere.at.all`" },
    { "an alias is no module",
      "kind risk\n"
      "rule X\n"
      "  for: r in iso.control\n"
      "  require: today > 2000-01-01\n",
      "E0201 main:3:13 there is nothing named `iso` here" },
    { "a kind of another namespace",
      "=== a.isms\n"
      "namespace a\n"
      "kind risk\n"
      "=== b.isms\n"
      "namespace b\n"
      "risk R\n",
      "E0202 b:2:1 there is no kind named `risk`" },
    { "two declarations of one name",
      "kind risk\n"
      "risk R\n"
      "risk R \"again\"\n",
      "E0110 main:3:6 two declarations are named `R`" },
    { "two declarations of one name in two kinds and files",
      "kind risk\n"
      "kind note\n"
      "risk R\n"
      "=== a.isms\n"
      "note R\n",
      "E0110 main:3:6 two declarations are named `R`" },
    { "two kinds of one name",
      "kind risk\n"
      "kind risk\n",
      "E0110 main:2:6 two declarations are named `risk`" },
    { "a scale and a kind of one name",
      "scale risk\n"
      "  low: 1\n"
      "kind risk\n",
      "E0110 main:3:6 two declarations are named `risk`" },
    { "two rules of one id",
      "kind risk\n"
      "risk R\n"
      "rule X\n"
      "  for: r in risk\n"
      "  require: today > 2000-01-01\n"
      "rule X\n"
      "  for: r in risk\n"
      "  require: today < 2000-01-01\n",
      "E0110 main:6:6 two declarations are named `X`" },
    { "two lets of one name",
      "let a = 1\n"
      "let a = 2\n",
      "E0110 main:2:5 two declarations are named `a`" },
    { "ids that differ only in case",
      "kind risk\n"
      "risk R-a\n"
      "risk R-A\n",
      "E0209 main:3:6 `R-A` and `R-a` differ only in case" },
    { "an object of the wrong kind",
      "kind risk\n"
      "kind person\n"
      "risk R\n"
      "  owner: R\n"
      "extend risk\n"
      "  owner: person?\n",
      "E0206 main:4:10 `R` is a risk, but `owner` takes a person" },
    { "an object of the wrong kind in a union",
      "kind risk\n"
      "  owner: (person or team)?\n"
      "kind person\n"
      "kind team\n"
      "risk R\n"
      "  owner: R\n",
      "E0206 main:6:10 `R` is a risk, but `owner` takes a person or a team" },
    { "an unknown function", "let a = cuont([1])\n",
      "E0207 main:1:9 there is no function named `cuont` (fix: count)" },
    { "a let in place of a function",
      "let a = 1\n"
      "let b = a(2)\n",
      "E0309 main:2:9 `a` takes 0 arguments, not 1" },
    { "an object in place of a function",
      "kind risk\n"
      "risk R\n"
      "let b = R(2)\n",
      "E0207 main:3:9 there is no function named `R` (fix: b)" },
    { "names that mean two things on two scales",
      "scale one\n"
      "  low: 1\n"
      "scale two\n"
      "  low: 1\n"
      "let x = low\n",
      "E0205 main:5:9 `low` is on more than one scale" },
    { "the id that a word hides",
      "kind risk\n"
      "rule X\n"
      "  for: R in risk\n"
      "  require: today > 2000-01-01\n"
      "risk R\n",
      "W0402 main:3:8 the variable `R` hides a declaration" },
    { "minus without spaces",
      "let a = 3\n"
      "let b = 2\n"
      "let f (a: number, b: number) = a-b\n",
      "W0402 main:3:5 the variable `a` hides a declaration\n"
      "W0402 main:3:5 the variable `b` hides a declaration\n"
      "E0201 main:3:32 there is nothing named `a-b` here (fix: a - b)" },
    { "a namespace that does not exist",
      "kind risk\n"
      "risk R\n"
      "rule X\n"
      "  for: r in nowhere.risk\n"
      "  require: today > 2000-01-01\n",
      "E0201 main:4:13 there is nothing named `nowhere` here" },
    { "names on a line that could not be read raise nothing",
      "kind risk\n"
      "  owner: person?\n"
      "kind person\n"
      "person bob\n"
      "person cyd )\n"
      "risk R\n"
      "  owner: cyd\n",
      "E0117 main:5:12 no bracket is open that `)` could close" },
    { "a kind of another namespace by its whole name",
      "=== a.isms\n"
      "namespace a\n"
      "kind risk\n"
      "  owner: text?\n"
      "=== b.isms\n"
      "namespace b\n"
      "a.risk R\n"
      "  ownr: \"x\"\n",
      "E0203 b:3:3 a risk has no field `ownr` (fix: owner)" },
    { "an id that looks like a module",
      "kind risk\n"
      "risk iso.9\n"
      "rule X\n"
      "  for: r in risk where r == iso.8\n"
      "  require: today > 2000-01-01\n",
      "E0201 main:4:29 there is nothing named `iso.8` here (fix: iso.9)" },
};

int main(void)
{
    return RUN_MESSAGE_ROWS(unknown_names);
}
