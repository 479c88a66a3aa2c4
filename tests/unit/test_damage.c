/* test_damage.c -- what rests on text that could not be understood is not assessed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row damage[] = {
    { "a bad value is not assessed, the others are",
      "kind k\n"
      "  n: number?\n"
      "  t: text?\n"
      "k A\n"
      "  n: \"x\"\n"
      "k B\n"
      "  n: 3\n"
      "k C\n"
      "rule N\n"
      "  for: a in k\n"
      "  require: a.n is set\n"
      "rule T\n"
      "  for: a in k\n"
      "  require: a.t is not set\n",
      "E0304 `n` takes a number, but this is a text\n"
      "N error this breaks the rule `N`\n"
      "3 objects, 2 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 5 of 6 assessed" },
    { "a misspelt field may be any that is not set",
      "kind k\n"
      "  n: number?\n"
      "  t: text?\n"
      "  y: yes-no, default: no\n"
      "k A\n"
      "  m: 3\n"
      "  t: \"x\"\n"
      "rule N\n"
      "  for: a in k\n"
      "  require: a.n is set\n"
      "rule T\n"
      "  for: a in k\n"
      "  require: a.t is set\n"
      "rule Y\n"
      "  for: a in k\n"
      "  forbid: a.y\n",
      "E0203 a k has no field `m` (fix: n)\n"
      "1 objects, 3 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 3 assessed" },
    { "a line that could not be read may be any that is not set",
      "kind k\n"
      "  n: number?\n"
      "  t: text?\n"
      "k A\n"
      "  n 3\n"
      "  t: \"x\"\n"
      "k B\n"
      "rule N\n"
      "  for: a in k\n"
      "  require: a.n is set\n"
      "rule T\n"
      "  for: a in k\n"
      "  require: a.t is set\n",
      "E0103 this line looks like a field without its colon (fix: :)\n"
      "N error this breaks the rule `N`\n"
      "T error this breaks the rule `T`\n"
      "2 objects, 2 rules, 2 failed, 0 vacuous, 2/0/0 gaps, 3 of 4 assessed" },
    { "damage goes through computed fields and lets",
      "kind k\n"
      "  n: number?\n"
      "  m: number = n otherwise 0\n"
      "  l: number = m + 1\n"
      "k A\n"
      "  n: \"x\"\n"
      "k B\n"
      "  n: 1\n"
      "let total = sum(a.l for a in k)\n"
      "rule L\n"
      "  for: a in k\n"
      "  require: a.l > 1\n"
      "rule TOTAL\n"
      "  require: total > 0\n"
      "view v\n"
      "  from: a in k\n"
      "  columns: a.id, a.l\n"
      "view w\n"
      "  from: a in k where a.l > 1\n"
      "  columns: a.id\n",
      "E0304 `n` takes a number, but this is a text\n"
      "2 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 3 assessed\n"
      "view v\n"
      "A | -\n"
      "B | 2\n"
      "1 not assessed\n"
      "view w\n"
      "B\n"
      "1 not assessed" },
    { "damage goes through inverses",
      "kind k\n"
      "  next: k*, inverse: before\n"
      "k A\n"
      "  next: Z\n"
      "k B\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: a.before is empty\n"
      "rule Y\n"
      "  for: a in k\n"
      "  require: no b in k where a in b.next\n",
      "E0201 there is no k named `Z` (fix: A)\n"
      "2 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 4 assessed" },
    { "damage goes through inverses of lines that could not be read",
      "kind k\n"
      "  next: k*, inverse: before\n"
      "k A\n"
      "  next B\n"
      "k B\n"
      "rule X\n"
      "  for: a in k\n"
      "  forbid: a.before is empty\n"
      "rule Y\n"
      "  for: a in k\n"
      "  require: some b in k where a in b.next\n",
      "E0103 this line looks like a field without its colon (fix: :)\n"
      "2 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 4 assessed" },
    { "damage goes through closures",
      "kind k\n"
      "  next: k*\n"
      "  n: number?\n"
      "  m: number? = max(b.n for b in self.next*)\n"
      "k A\n"
      "  next: B\n"
      "k B\n"
      "  next: C\n"
      "k C\n"
      "  n: \"x\"\n"
      "k D\n"
      "  n: 1\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: some b in a.next* where b.n is set\n"
      "rule M\n"
      "  for: a in k\n"
      "  require: (max(b.n for b in a.next*) otherwise 0) > 0\n"
      "rule N\n"
      "  for: a in k\n"
      "  require: (a.m otherwise 0) > 0\n"
      "rule P\n"
      "  for: a in k\n"
      "  require: count(b in a.next* where b.n is set) > 0\n",
      "E0304 `n` takes a number, but this is a text\n"
      "4 objects, 4 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 4 of 16 assessed" },
    { "a failing computation damages its object only",
      "kind k\n"
      "  n: number\n"
      "  m: number = 1 / n\n"
      "k A\n"
      "  n: 0\n"
      "k B\n"
      "  n: 2\n"
      "rule M\n"
      "  for: a in k\n"
      "  require: a.m > 0\n"
      "rule N\n"
      "  for: a in k\n"
      "  require: a.n > 0\n",
      "E0320 division by zero (1 and 0)\n"
      "N error this breaks the rule `N`\n"
      "2 objects, 2 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 3 of 4 assessed" },
    { "a list that is empty guards the condition behind it",
      "kind k\n"
      "  next: k*\n"
      "k A\n"
      "  next: A, B\n"
      "k B\n"
      "rule M\n"
      "  for: a in k, b in a.next where 4 / count(a.next) == 2\n"
      "  require: a != b\n",
      "M error this breaks the rule `M`\n"
      "2 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 2 of 2 assessed" },
    { "a failing constant damages all that read it",
      "kind k\n"
      "k A\n"
      "let bad = 1 / 0\n"
      "let worse = bad + bad\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: worse > 1\n"
      "rule Y\n"
      "  for: a in k\n"
      "  require: a.id == \"A\"\n",
      "E0320 division by zero (1 and 0)\n"
      "1 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "a computed field with an error is not assessed",
      "kind k\n"
      "  n: number?\n"
      "  m: number = n\n"
      "k A\n"
      "  n: 1\n"
      "rule M\n"
      "  for: a in k\n"
      "  require: a.m > 0\n",
      "E0302 `n` may be missing, but the field `m` needs a value\n"
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 1 assessed" },
    { "a default with an error is not assessed where it counts",
      "kind k\n"
      "  n: number?\n"
      "  m: number, default: n\n"
      "k A\n"
      "k B\n"
      "  m: 3\n"
      "rule M\n"
      "  for: a in k\n"
      "  require: a.m > 0\n",
      "E0302 `n` may be missing, but the field `m` needs a value\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "fields that go round are not assessed",
      "kind k\n"
      "  a: number = b\n"
      "  b: number = a\n"
      "  c: number?\n"
      "k A\n"
      "  c: 1\n"
      "rule X\n"
      "  for: x in k\n"
      "  require: x.a > 0\n"
      "rule Y\n"
      "  for: x in k\n"
      "  require: x.c is set\n",
      "E0411 these definitions go round in a circle: k.a -> k.b -> k.a\n"
      "1 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "a rule with an error is not assessed",
      "kind k\n"
      "k A\n"
      "rule X\n"
      "  for: x in k\n"
      "  require: x.foo\n"
      "rule Y\n"
      "  for: x in k\n"
      "  require: x.id == \"A\"\n",
      "E0203 a k has no field `foo`\n"
      "1 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "a rule whose variables are lost is about nothing",
      "kind k\n"
      "k A\n"
      "rule R\n"
      "  fro: a in k\n"
      "  require: count(k) > 1\n",
      "E0203 a rule has no field `fro`\n"
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 1 assessed" },
    { "members that may be none are not gone through",
      "kind k\n"
      "  next: k*\n"
      "  other: k* = [x for x in k where x not in next]\n"
      "k A\n"
      "  next: B, NOBODY\n"
      "k B\n"
      "rule COMPUTED\n"
      "  for: a in k, b in a.other\n"
      "  require: count(k) > 9\n"
      "  message: \"{a} {b}\"\n"
      "rule EXCEPT\n"
      "  for: a in k, b in k except a.next\n"
      "  require: count(k) > 9\n"
      "  message: \"{a} {b}\"\n"
      "rule GIVEN\n"
      "  for: a in k, b in a.next\n"
      "  require: count(k) > 9\n"
      "  message: \"{a} {b}\"\n",
      "E0201 there is no k named `NOBODY`\n"
      "COMPUTED error B A\n"
      "COMPUTED error B B\n"
      "EXCEPT error B A\n"
      "EXCEPT error B B\n"
      "GIVEN error A B\n"
      "2 objects, 3 rules, 3 failed, 0 vacuous, 5/0/0 gaps, 5 of 8 assessed" },
    { "a matrix with a hole is not assessed where the hole is",
      "scale s\n"
      "  low:\n"
      "  high:\n"
      "matrix m (s) -> s\n"
      "  low: low\n"
      "  high: hgih\n"
      "kind k\n"
      "  s: s\n"
      "k A\n"
      "  s: low\n"
      "k B\n"
      "  s: high\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: m(a.s) == low\n",
      "E0401 this is not a symbol of the scale `s`\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "an unknown kind's objects leave the rest alone",
      "kind k\n"
      "k A\n"
      "kk B\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: yes\n",
      "E0202 there is no kind named `kk` (fix: k)\n"
      "1 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 1 assessed" },
    { "what is damaged in a filter is not assessed either",
      "kind k\n"
      "  n: number?\n"
      "k A\n"
      "  n: \"x\"\n"
      "k B\n"
      "  n: 1\n"
      "rule X\n"
      "  for: a in k where a.n is set\n"
      "  require: no\n",
      "E0304 `n` takes a number, but this is a text\n"
      "X error this breaks the rule `X`\n"
      "2 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 1 of 2 assessed" },
    { "damage in a record is damage of its field",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  n: number?\n"
      "k A\n"
      "  p: { m: 3 }\n"
      "k B\n"
      "  p: { n: 3 }\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: every p in a.p satisfies p.n is set\n",
      "E0203 a part has no field `m` (fix: n)\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "damage in a hole of a message",
      "kind k\n"
      "  n: number?\n"
      "  t: text?\n"
      "k A\n"
      "  n: \"x\"\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: a.t is set\n"
      "  message: \"{a} {a.n otherwise 0}\"\n",
      "E0304 `n` takes a number, but this is a text\n"
      "X error A 0\n"
      "1 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 1 of 1 assessed" },
    { "an optional reference that is unknown",
      "kind k\n"
      "  o: k?\n"
      "k A\n"
      "  o: B\n"
      "k C\n"
      "  o: A\n"
      "rule X\n"
      "  for: a in k\n"
      "  require: a.o is set\n",
      "E0201 there is no k named `B` (fix: A)\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 1 of 2 assessed" },
    { "a failing range in a set",
      "kind k\n"
      "kind l\n"
      "k A\n"
      "l B\n"
      "let x = A .. B\n"
      "rule X\n"
      "  require: count(x) > 0\n",
      "E0308 a range needs two objects of one kind in one catalogue, the first declared before the "
      "last\n"
      "2 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 1 assessed" },
    { "sums that overflow",
      "kind k\n"
      "  n: number\n"
      "k A\n"
      "  n: 9_000_000_000_000\n"
      "k B\n"
      "  n: 9_000_000_000_000\n"
      "rule X\n"
      "  require: sum(a.n for a in k) > 0\n"
      "rule Y\n"
      "  for: a in k\n"
      "  require: a.n > 0\n",
      "E0321 this sum is too large\n"
      "2 objects, 2 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 2 of 3 assessed" },
};

int main(void)
{
    return RUN_RESULT_ROWS(damage);
}
