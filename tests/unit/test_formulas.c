/* test_formulas.c -- formulas with faults, and corners of what they mean. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row formulas[] = {
    { "a constant gives the words behind it their scale",
      "scale a\n"
      "  low: 1\n"
      "  high: 2\n"
      "scale b\n"
      "  low: 1\n"
      "  high: 2\n"
      "let border = a.high\n"
      "let left = border == (if yes then high else low)\n"
      "let list = border in [low, high]\n"
      "view v\n"
      "  from: x in [1]\n"
      "  columns: left, list\n",
      "0 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "yes | yes" },
    { "what cannot stand in a formula",
      "kind k\n"
      "k A\n"
      "view v\n"
      "  from: a in k\n"
      "  columns: { n: 3 }, k B { }, one of (a, b), k?, a on a\n",
      "E0301 a record cannot stand in a formula\n"
      "E0301 an object cannot stand in a formula\n"
      "E0301 `one of` cannot stand in a formula\n"
      "E0301 `?` cannot stand in a formula\n"
      "E0301 `on` asks for gaps, which only a test can do\n"
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "no such view" },
    { "a list of 256 members",
      "kind k\n"
      "k A\n"
      "let x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, "
      "23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, "
      "46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, "
      "69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, "
      "92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, "
      "112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, "
      "130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, "
      "148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, "
      "166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, "
      "184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, "
      "202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, "
      "220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, "
      "238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255]\n"
      "let y = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, "
      "23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, "
      "46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, "
      "69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, "
      "92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, "
      "112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, "
      "130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, "
      "148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, "
      "166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, "
      "184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, "
      "202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, "
      "220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, "
      "238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254]\n"
      "view v\n"
      "  from: a in k\n"
      "  columns: count(y)\n",
      "E0605 a list in a formula has at most 255 members\n"
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "255" },
    { "a field of several types",
      "kind k\n"
      "  n: number?\n"
      "kind l\n"
      "  n: text?\n"
      "kind m\n"
      "  o: (k or l)?\n"
      "m M\n"
      "let f (x: m) = x.o.n\n",
      "E0301 `n` has different types in the kinds of this union\n"
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed" },
    { "a field of several lists",
      "kind k\n"
      "  n: text*\n"
      "kind l\n"
      "  n: text*\n"
      "  p: number\n"
      "kind m\n"
      "  o: (k or l)?\n"
      "k A\n"
      "  n: \"x\"\n"
      "l B\n"
      "  p: 3\n"
      "m M\n"
      "  o: A\n"
      "m N\n"
      "  o: B\n"
      "m O\n"
      "view v\n"
      "  from: x in m\n"
      "  columns: x.o.n, x.o.p, x.o.id\n",
      "5 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "[x] | - | A\n"
      "[] | 3 | B\n"
      "[] | - | -" },
    { "negatives of what has none",
      "kind k\n"
      "  t: text?\n"
      "let a = -\"x\"\n"
      "let b = -[1]\n"
      "let c = -3 days\n"
      "let d = -yes\n",
      "E0308 `-` takes a number or a duration, but this is text\n"
      "E0308 `-` takes a number or a duration, but this is a list (each a whole number)\n"
      "E0308 `-` takes a number or a duration, but this is yes or no\n"
      "0 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed" },
    { "ranges of what has no order",
      "kind k\n"
      "  o: k?\n"
      "k A\n"
      "let a = 1 .. 2\n"
      "let b = A .. A.o\n"
      "let c = [A] .. A\n",
      "E0308 `..` does not fit a whole number and a whole number\n"
      "E0308 `..` does not fit a k and a k that may be missing\n"
      "E0308 `..` does not fit a list (each a k) and a k\n"
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed" },
    { "what may be missing, named in the message",
      "kind k\n"
      "  n: number?\n"
      "  o: k?\n"
      "k A\n"
      "let f (x: k) -> number = x.n + 1\n"
      "let g (x: k) -> number = 1 + x.n\n"
      "let h (x: k) -> number = if yes then 1 else x.n\n"
      "let i (x: k) -> number = abs(x.n)\n"
      "let j (x: k) -> number = x.o.n\n"
      "let l (x: k) -> number = max(y.n for y in k)\n"
      "let m (x: k) -> k = first(k)\n"
      "let n (x: k) -> number = none\n",
      "E0302 `x.n` may be missing, but the result needs a value\n"
      "E0302 `x.n` may be missing, but the result needs a value\n"
      "E0302 `x.n` may be missing, but the result needs a value\n"
      "E0302 `x.n` may be missing, but the result needs a value\n"
      "E0302 `x.o` may be missing, but the result needs a value\n"
      "E0302 `max(y.n for y in k)` may be missing, but the result needs a value\n"
      "E0302 `first(k)` may be missing, but the result needs a value\n"
      "E0302 `none` may be missing, but the result needs a value\n"
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed" },
    { "narrowing by what is not so",
      "kind k\n"
      "  n: number?\n"
      "k A\n"
      "  n: 3\n"
      "k B\n"
      "rule R\n"
      "  for: x in k\n"
      "  require: not (x.n is set implies x.n < 2)\n"
      "  message: \"{x}\"\n"
      "rule S\n"
      "  for: x in k\n"
      "  require: if x.n is set implies no then yes else x.n > 2\n"
      "  message: \"{x}\"\n",
      "R error B\n"
      "2 objects, 2 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 4 of 4 assessed" },
    { "lists of texts that are computed",
      "kind k\n"
      "  l: text*, default: [\"a\", id]\n"
      "  m: text* = [x + \"!\" for x in l]\n"
      "  o: number* = [length(x) for x in m]\n"
      "k A\n"
      "k Bb\n"
      "  l: \"x\"\n"
      "let all = k.m\n"
      "let words = [\"p\", \"q\"]\n"
      "view v\n"
      "  from: x in k\n"
      "  columns: x.l, x.m, x.o, count(all), join(words union x.l, \"/\")\n",
      "2 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "[a, A] | [a!, A!] | [2, 2] | 3 | p/q/a/A\n"
      "[x] | [x!] | [2] | 3 | p/q/x" },
    { "computed heads",
      "kind k\n"
      "  parts: part*\n"
      "  next: k* = parts.to\n"
      "kind part\n"
      "  of: k\n"
      "  to: k, head: yes\n"
      "  far: k* = to.next+\n"
      "k A\n"
      "  parts: { of: A, to: B }\n"
      "k B\n"
      "  parts: { of: A, to: C }\n"
      "k C\n"
      "view v\n"
      "  from: x in k\n"
      "  columns: x.next+, x.parts.far\n"
      "view w\n"
      "  from: x in k, p in part where p in x.parts\n"
      "  columns: x.id, p.to\n",
      "3 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "[B, C] | [C]\n"
      "[C] | []\n"
      "[] | []\n"
      "view w\n"
      "A | B\n"
      "B | C" },
    { "arguments that are none",
      "kind k\n"
      "k A\n"
      "let f (a: number?, b: k*) = (a otherwise 0) + count(b)\n"
      "view v\n"
      "  from: x in k\n"
      "  columns: f(none, none), f(3, A), f(3, [A, A]), f(3, k)\n",
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "0 | 4 | 4 | 4" },
    { "the same name in many places",
      "scale k1\n"
      "  a:\n"
      "kind a\n"
      "  a: a?\n"
      "a A\n"
      "  a: A\n"
      "let b = 3\n"
      "rule a\n"
      "  for: x in a\n"
      "  require: x.a is set\n"
      "view a\n"
      "  from: a in a\n"
      "  columns: a.a, a.id\n"
      "graph a\n"
      "  nodes: a\n"
      "  edges: a.a\n",
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 1 assessed\n"
      "view a\n"
      "A | A\n"
      "graph a\n"
      "a A\n"
      "A -a-> A" },
};

int main(void)
{
    return RUN_RESULT_ROWS(formulas);
}
