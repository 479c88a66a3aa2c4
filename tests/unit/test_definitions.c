/* test_definitions.c -- kinds, scales, matrices, lets and fields with faults. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row definitions[] = {
    { "a kind without a name",
      "kind\n"
      "  n: text?\n",
      "E0113 main:1:1 `kind` has no name behind it" },
    { "a field without a type",
      "kind k\n"
      "  n:\n",
      "E0403 main:2:3 the field `n` has no type" },
    { "an option that does not exist",
      "kind k\n"
      "  n: text?, optional: yes\n"
      "  m: text?, acyclic: maybe\n"
      "  o: text?, 3\n",
      "E0403 main:2:13 a field has no option `optional`\n"
      "E0301 main:3:22 `acyclic` is answered with yes or no\n"
      "E0403 main:4:13 after the type come options such as `default: ...` and a describing text" },
    { "a field twice",
      "kind k\n"
      "  n: text?\n"
      "  n: date?\n",
      "E0110 main:3:3 `k` has a field `n` already" },
    { "a field of a parent again",
      "kind k\n"
      "  n: text?\n"
      "kind l extends k\n"
      "  n: date?\n",
      "E0110 main:4:3 `k` has a field `n` already" },
    { "a field that every object has",
      "kind k\n"
      "  title: text?\n"
      "  doc: text?\n",
      "E0403 main:2:3 every object has a field `title` already\n"
      "E0403 main:3:3 every object has a field `doc` already" },
    { "kinds that extend each other",
      "kind a extends b\n"
      "kind b extends c\n"
      "kind c extends a\n"
      "kind d extends d\n",
      "E0403 main:1:6 `a` extends itself in a circle\n"
      "E0403 main:4:6 `d` extends itself in a circle" },
    { "extend demands a field",
      "kind k\n"
      "extend k\n"
      "  n: text\n",
      "E0403 main:3:3 `extend` cannot demand a field of objects that exist already" },
    { "extend with a type that is none",
      "kind k\n"
      "extend k\n"
      "  a: (one of (some-word, none))?\n"
      "  b: nowhere?\n",
      "E0301 main:3:26 `one of` lists plain words, and this one has a meaning in the language\n"
      "E0202 main:4:6 there is no type, kind or scale named `nowhere`" },
    { "two heads, and a head that may be missing",
      "kind k\n"
      "  a: k, head: yes\n"
      "  b: k, head: yes\n"
      "kind l\n"
      "  a: k?, head: yes\n"
      "kind m\n"
      "  a: text, head: yes\n",
      "E0403 main:3:3 a kind has only one `head: yes`\n"
      "E0403 main:5:3 the head of a record is a single reference without `?`\n"
      "E0403 main:7:3 the head of a record is a single reference without `?`" },
    { "an inverse that exists already",
      "kind k\n"
      "  n: k*, inverse: m\n"
      "  m: text?\n",
      "E0110 main:2:19 `k` has a field `m` already" },
    { "an inverse of a text",
      "kind k\n"
      "  n: text?, inverse: m\n",
      "E0403 main:2:13 `inverse:` names a field of the kind that this field refers to" },
    { "an inverse that is no name",
      "kind k\n"
      "  n: k?, inverse: \"m\"\n",
      "E0403 main:2:10 `inverse:` names a field of the kind that this field refers to" },
    { "two inverses of one name",
      "kind k\n"
      "  n: k*, inverse: m\n"
      "  o: k*, inverse: m\n",
      "E0110 main:3:19 `k` has a field `m` already" },
    { "objects that the tool makes",
      "kind k\n"
      "gap G\n"
      "  rule: k\n",
      "E0403 main:2:1 `gap` objects are made by the tool" },
    { "unions of what is no kind",
      "kind k\n"
      "  n: (text or date)?\n"
      "  m: (k or text)?\n"
      "  o: k or l\n",
      "E0301 main:2:7 only kinds can be joined with `or`\n"
      "E0301 main:3:7 only kinds can be joined with `or`\n"
      "E0202 main:4:11 there is no type, kind or scale named `l` (fix: k)" },
    { "a union of three kinds with text",
      "kind k\n"
      "kind l\n"
      "kind m\n"
      "  x: (k or l or m)?\n"
      "  y: (k? or l)?\n",
      "E0301 main:5:7 only kinds can be joined with `or`" },
    { "types that are none",
      "kind k\n"
      "  a: 5\n"
      "  b: \"text\"\n"
      "  c: [k]\n"
      "  d: one of (1, 2)\n",
      "E0301 main:2:6 this is not a type: a number is no kind, scale or built-in type\n"
      "E0301 main:3:6 this is not a type: a text is no kind, scale or built-in type\n"
      "E0301 main:4:6 this is not a type: a list is no kind, scale or built-in type\n"
      "E0301 main:5:14 `one of` lists plain words" },
    { "a scale without symbols", "scale s\n", "E0402 main:1:7 a scale needs at least one symbol" },
    { "a symbol twice",
      "scale s\n"
      "  low: 1\n"
      "  low: 2\n",
      "E0402 main:3:3 `low` is on the scale twice" },
    { "numbers that do not rise",
      "scale s\n"
      "  low: 1\n"
      "  high: 1\n",
      "E0402 main:3:3 the numbers of a scale must rise from line to line" },
    { "what a symbol cannot have",
      "scale s\n"
      "  low: 1, size: 3\n"
      "  high: 2, yes\n",
      "E0402 main:2:11 a symbol of a scale has no option `size`\n"
      "E0402 main:3:12 a symbol of a scale takes a number, a description and `label:` or "
      "`color:`" },
    { "a matrix without scales",
      "scale s\n"
      "  low:\n"
      "matrix m\n"
      "  low: low\n"
      "matrix n (s)\n"
      "  low: low\n"
      "matrix o (x) -> s\n"
      "  low: low\n"
      "matrix p (s, s, s) -> s\n"
      "  low: low\n",
      "E0401 main:3:8 a matrix needs one or two scales and a result\n"
      "E0401 main:5:8 a matrix needs one or two scales and a result\n"
      "E0401 main:7:11 a matrix maps scales to a scale; this is none\n"
      "E0401 main:9:8 a matrix needs one or two scales and a result" },
    { "rows that do not fit",
      "scale s\n"
      "  low:\n"
      "  mid:\n"
      "  high:\n"
      "matrix m (s, s) -> s\n"
      "  low: low, low\n"
      "  mid: low, mid, high\n"
      "  mid: low, mid, high\n"
      "  top: low, low, low\n",
      "E0401 main:5:8 the row `high` is missing\n"
      "E0401 main:6:3 this row has 2 cells, but needs 3\n"
      "E0401 main:8:3 the row `mid` of `s` twice\n"
      "E0401 main:9:3 `top` is not on the scale `s`" },
    { "cells that do not fit",
      "scale s\n"
      "  low:\n"
      "  high:\n"
      "matrix m (s) -> s\n"
      "  low: \"low\"\n"
      "  high: hgih\n",
      "E0401 main:5:8 this is not a symbol of the scale `s`\n"
      "E0401 main:6:9 this is not a symbol of the scale `s`" },
    { "a matrix that falls, jumps and does not reach all",
      "scale s\n"
      "  low:\n"
      "  mid:\n"
      "  high:\n"
      "  top:\n"
      "matrix m (s) -> s\n"
      "  low: mid\n"
      "  mid: low\n"
      "  high: high\n"
      "  top: high\n",
      "W0401 main:6:8 from (low) to (mid) the result falls from mid to low while `s` rises\n"
      "W0401 main:6:8 from (mid) to (high) the result jumps from low to high in one step of `s`\n"
      "W0401 main:6:8 no cell of this matrix is `top`" },
    { "lets without values",
      "let a\n"
      "let f (x: text)\n"
      "let g (x) = 1\n",
      "E0113 main:1:5 `a` has no value\n"
      "E0113 main:2:5 `f` has no value\n"
      "E0113 main:3:8 a parameter needs a type: `name: type`" },
    { "lets that go round",
      "let a = b\n"
      "let b = c + 1\n"
      "let c = a\n"
      "let d = d\n",
      "E0411 main:1:5 these definitions go round in a circle: a -> b -> c -> a\n"
      "E0411 main:4:5 these definitions go round in a circle: d -> d" },
    { "functions that go round",
      "let f (x: number) -> number = g(x)\n"
      "let g (x: number) -> number = f(x)\n",
      "E0411 main:1:5 these definitions go round in a circle: f -> g -> f" },
    { "computed fields that go round",
      "kind k\n"
      "  a: number = b + 1\n"
      "  b: number = c\n"
      "  c: number = self.a\n",
      "E0411 main:2:3 these definitions go round in a circle: k.a -> k.b -> k.c -> k.a" },
    { "a field and a let that go round",
      "kind k\n"
      "  a: number = number-of\n"
      "let number-of = count(x in k where x.a > 1)\n",
      "E0411 main:2:3 these definitions go round in a circle: k.a -> number-of -> k.a" },
    { "a default that goes round",
      "kind k\n"
      "  a: number, default: b\n"
      "  b: number, default: a\n",
      "E0411 main:2:3 these definitions go round in a circle: k.a -> k.b -> k.a" },
    { "circles of objects",
      "kind k\n"
      "  n: k*, acyclic: yes\n"
      "k a\n"
      "  n: b\n"
      "k b\n"
      "  n: a, c\n"
      "k c\n"
      "  n: c\n",
      "E0410 main:4:6 these objects refer to each other in a circle: a -> b -> a\n"
      "E0410 main:8:6 these objects refer to each other in a circle: c -> c" },
    { "a circle of objects through records",
      "kind k\n"
      "  n: link*, acyclic: yes\n"
      "kind link\n"
      "  to: k, head: yes\n"
      "k a\n"
      "  n: b, { to: c }\n"
      "k b\n"
      "  n: { to: a }\n"
      "k c\n",
      "E0410 main:6:6 these objects refer to each other in a circle: a -> b -> a" },
    { "later options", "kind k\n  a: text?, sensitive: yes\n",
      "E0114 main:2:13 `sensitive:` is not supported yet" },
    { "a second project", "project two\n", "E0503 main:1:9 a second `project` declaration" },
    { "options that do not fit the type",
      "kind k\n"
      "  a: number?, pattern: \"x\"\n"
      "  b: text*, unique: yes\n"
      "  c: text?, acyclic: yes\n"
      "  d: text?, unit: hours\n"
      "  e: number = 3, default: 4\n"
      "  f: text = \"x\", pattern: \"y\"\n"
      "k A\n"
      "  a: 3\n",
      "E0403 main:2:3 `pattern:` is for texts, but `a` is a number\n"
      "E0403 main:3:3 `unique:` is for single values, but `b` is a list (each text)\n"
      "E0403 main:4:3 `acyclic:` is for references, but `c` is text\n"
      "E0403 main:5:3 `unit:` is for numbers, but `d` is text\n"
      "E0403 main:6:3 a computed field has no default, is not unique and matches no pattern\n"
      "E0403 main:7:3 a computed field has no default, is not unique and matches no pattern" },
    { "kinds that extend what the engine makes",
      "kind a extends rule\n"
      "kind b extends gap\n"
      "a A\n"
      "b B\n",
      "E0403 main:1:16 no kind can extend `rule`\n"
      "E0403 main:2:16 no kind can extend `gap`" },
};

int main(void)
{
    return RUN_MESSAGE_ROWS(definitions);
}
