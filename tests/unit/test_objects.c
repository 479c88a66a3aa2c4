/* test_objects.c -- objects and records with faults. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

static const struct case_row objects[] = {
    { "each type takes its own literal",
      "scale level\n"
      "  low:\n"
      "  high:\n"
      "kind k\n"
      "  t: text?\n"
      "  n: number?\n"
      "  i: integer?\n"
      "  p: percent?\n"
      "  m: money?\n"
      "  y: yes-no?\n"
      "  d: date?\n"
      "  q: period?\n"
      "  z: moment?\n"
      "  u: duration?\n"
      "  r: url?\n"
      "  e: email?\n"
      "  h: hash?\n"
      "  f: path?\n"
      "  o: object?\n"
      "  s: level?\n"
      "  w: (one of (red, green))?\n"
      "  k: k?\n"
      "k A\n"
      "  t: \"text\"\n"
      "  n: -1.5\n"
      "  i: -3\n"
      "  p: 7.5%\n"
      "  m: 40_000 EUR\n"
      "  y: yes\n"
      "  d: 2026-02-28\n"
      "  q: 2026-Q1\n"
      "  z: 2026-05-04T10:00\n"
      "  u: 3 weeks\n"
      "  r: \"https://example.org\"\n"
      "  e: \"a@example.org\"\n"
      "  h: \"sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709\"\n"
      "  f: \"a/b.txt\"\n"
      "  o: A\n"
      "  s: high\n"
      "  w: green\n"
      "  k: A\n",
      "" },
    { "moments and dates are not each other",
      "kind k\n"
      "  z: moment?\n"
      "  d: date?\n"
      "  u: duration?, unique: yes\n"
      "k A\n"
      "  z: 2026-05-04\n"
      "  d: 2026-05-04T10:00\n"
      "  u: 3 days\n"
      "k B\n"
      "  z: \"2026-05-04T10:00\"\n"
      "  u: 72 hours\n",
      "E0304 main:6:6 `z` takes a moment, but this is a date\n"
      "E0304 main:7:6 `d` takes a date, but this is a moment\n"
      "E0313 main:9:3 `u` of B and A is the same\n"
      "E0304 main:10:6 `z` takes a moment, but this is a text (fix: 2026-05-04T10:00)" },
    { "an email address has one `@` and a dot behind it",
      "kind k\n"
      "  e: email*\n"
      "k A\n"
      "  e: \"a.b+c@d.e.org\", \"j\xc3\xbcrg@ex\xc3\xa4mple.org\"\n"
      "k B\n"
      "  e: \"ab\", \"a@b\", \"@b.c\", \"a@@b.c\", \"a b@c.d\", \"a@.c\", \"a@c.\", \"a@\", \"\"\n",
      "E0304 main:6:6 `e` takes an email address, but this is none\n"
      "E0304 main:6:12 `e` takes an email address, but this is none\n"
      "E0304 main:6:19 `e` takes an email address, but this is none\n"
      "E0304 main:6:27 `e` takes an email address, but this is none\n"
      "E0304 main:6:37 `e` takes an email address, but this is none\n"
      "E0304 main:6:48 `e` takes an email address, but this is none\n"
      "E0304 main:6:56 `e` takes an email address, but this is none\n"
      "E0304 main:6:64 `e` takes an email address, but this is none\n"
      "E0304 main:6:70 `e` takes an email address, but this is none" },
    { "a url has a scheme and no blanks",
      "kind k\n"
      "  r: url*\n"
      "k A\n"
      "  r: \"https://example.org/a?b#c\", \"git+ssh://host/x\"\n"
      "k B\n"
      "  r: \"www.example.org\", \"mailto:a@b.c\", \"http://\", \"//x\", \"a b://c\", \"http://a "
      "b\", \"\"\n",
      "E0304 main:6:6 `r` takes a URL, but this is none\n"
      "E0304 main:6:25 `r` takes a URL, but this is none\n"
      "E0304 main:6:41 `r` takes a URL, but this is none\n"
      "E0304 main:6:52 `r` takes a URL, but this is none\n"
      "E0304 main:6:59 `r` takes a URL, but this is none\n"
      "E0304 main:6:70 `r` takes a URL, but this is none\n"
      "E0304 main:6:84 `r` takes a URL, but this is none" },
    { "a hash has as many digits as its name says",
      "kind k\n"
      "  h: hash*\n"
      "k A\n"
      "  h: \"da39a3ee5e6b4b0d3255bfef95601890afd80709\"\n"
      "  h: \"SHA256:DA39A3EE5E6B4B0D3255BFEF95601890AFD80709\"\n"
      "  h: \"sha256:da39a3ee5e6b4b0d3255bfef95601890afd80709\"\n"
      "  h: \"ga39a3ee5e6b4b0d3255bfef95601890afd80709\", \"00\"\n"
      "  h: \"sha1:sha1:a3ee5e6b4b0d3255bfef95601890afd80709\"\n",
      "E0304 main:5:6 `h` takes a hash, but this is none\n"
      "E0304 main:6:6 `h` takes a hash, but this is none\n"
      "E0304 main:7:6 `h` takes a hash, but this is none\n"
      "E0304 main:7:50 `h` takes a hash, but this is none\n"
      "E0304 main:8:6 `h` takes a hash, but this is none" },
    { "each type refuses the others",
      "scale level\n"
      "  low:\n"
      "  high:\n"
      "kind k\n"
      "  t: text?\n"
      "  n: number?\n"
      "  i: integer?\n"
      "  p: percent?\n"
      "  m: money?\n"
      "  y: yes-no?\n"
      "  d: date?\n"
      "  q: period?\n"
      "  u: duration?\n"
      "  o: object?\n"
      "  s: level?\n"
      "  w: (one of (red, green))?\n"
      "  k: k?\n"
      "k A\n"
      "  t: 5\n"
      "  n: \"5\"\n"
      "  i: 1.5\n"
      "  p: 5\n"
      "  m: 5\n"
      "  y: 1\n"
      "  d: \"2026-02-28\"\n"
      "  q: 2026-01-01\n"
      "  u: 3\n"
      "  o: \"A\"\n"
      "  s: 1\n"
      "  w: blue\n"
      "  k: yes\n"
      "k B\n"
      "  t: A\n"
      "  n: 5%\n"
      "  i: 5 EUR\n"
      "  p: 5 days\n"
      "  m: 5 days\n"
      "  y: \"yes\"\n"
      "  d: 2026-02\n"
      "  q: \"2026-02\"\n"
      "  u: 5 EUR\n"
      "  s: hihg\n"
      "  w: low\n"
      "  k: \"A\"\n",
      "E0304 main:19:6 `t` takes text, but this is a number\n"
      "E0304 main:20:6 `n` takes a number, but this is a text\n"
      "E0304 main:21:6 `i` takes a whole number\n"
      "E0304 main:22:6 `p` takes a percentage, but this is a number\n"
      "E0304 main:23:6 `m` takes money, but this is a number\n"
      "E0304 main:24:6 `y` takes yes or no, but this is a number\n"
      "E0304 main:25:6 `d` takes a date, but this is a text (fix: 2026-02-28)\n"
      "E0304 main:26:6 `q` takes a period, but this is a date\n"
      "E0304 main:27:6 `u` takes a duration, but this is a number\n"
      "E0304 main:28:6 `o` takes an object, but this is a text\n"
      "E0304 main:29:6 `s` takes a level, but this is a number\n"
      "E0306 main:30:6 `blue` is not a word for `w`\n"
      "E0304 main:31:6 `k` takes a k, but this is `yes`\n"
      "E0304 main:33:6 `t` takes text, but this is a name\n"
      "E0304 main:34:6 `n` takes a number, but this is a percentage\n"
      "E0304 main:35:6 `i` takes a whole number, but this is a number with a unit\n"
      "E0304 main:36:6 `p` takes a percentage, but this is a number with a unit\n"
      "E0304 main:37:6 `m` takes money, but this is a number with a unit\n"
      "E0304 main:38:6 `y` takes yes or no, but this is a text\n"
      "E0304 main:39:6 `d` takes a date, but this is a period\n"
      "E0304 main:40:6 `q` takes a period, but this is a text\n"
      "E0304 main:41:6 `u` takes a duration, but this is a number with a unit\n"
      "E0306 main:42:6 `hihg` is not a word for `s` (fix: high)\n"
      "E0306 main:43:6 `low` is not a word for `w`\n"
      "E0304 main:44:6 `k` takes a k, but this is a text" },
    { "a date that does not exist",
      "kind k\n"
      "  d: date?\n"
      "k A\n"
      "  d: 2026-02-30\n"
      "k B\n"
      "  d: 30.06.2026\n",
      "E0107 main:4:6 `2026-02-30` is not a date\n"
      "E0107 main:6:6 `30.06.2026` is not a date (fix: 2026-06-30)" },
    { "a date in quotes is offered without",
      "kind k\n"
      "  d: date?\n"
      "k A\n"
      "  d: \"2026-06-30\"\n",
      "E0304 main:4:6 `d` takes a date, but this is a text (fix: 2026-06-30)" },
    { "several values for one",
      "kind k\n"
      "  t: text?\n"
      "k A\n"
      "  t: \"a\", \"b\"\n",
      "E0305 main:4:11 `t` takes one value, not several" },
    { "a list of values for one",
      "kind k\n"
      "  t: text?\n"
      "k A\n"
      "  t: [\"a\", \"b\"]\n",
      "E0304 main:4:6 `t` takes text, but this is a list" },
    { "a field given twice",
      "kind k\n"
      "  t: text?\n"
      "  l: text*\n"
      "k A\n"
      "  t: \"a\"\n"
      "  t: \"b\"\n"
      "  l: \"a\"\n"
      "  l: \"b\"\n",
      "E0111 main:6:3 `t` is given twice" },
    { "a required field that is missing",
      "kind k\n"
      "  t: text\n"
      "  n: number, default: 3\n"
      "  o: k?\n"
      "  l: text*\n"
      "  m: text+\n"
      "k A\n",
      "E0303 main:7:3 this k needs the field `m`\n"
      "E0303 main:7:3 this k needs the field `t`" },
    { "required fields that are there",
      "kind k\n"
      "  t: text\n"
      "  m: text+\n"
      "k A\n"
      "  t: \"x\"\n"
      "  m: \"y\"\n",
      "" },
    { "a list that must not be empty",
      "kind k\n"
      "  m: text+\n"
      "k A\n"
      "  m: []\n"
      "k B\n"
      "  m: none\n",
      "E0314 main:4:3 `m` needs at least one value\n"
      "E0314 main:6:3 `m` needs at least one value" },
    { "none for a required field",
      "kind k\n"
      "  t: text\n"
      "k A\n"
      "  t: none\n",
      "E0314 main:4:3 `t` needs at least one value" },
    { "values typed into computed fields and inverses",
      "kind k\n"
      "  t: number = 3\n"
      "  n: k*, inverse: p\n"
      "k A\n"
      "  t: 4\n"
      "  p: A\n",
      "E0307 main:5:3 `t` is computed and cannot be typed in\n"
      "E0307 main:6:3 `p` is the other side of a reference and cannot be typed in" },
    { "a formula in an object",
      "kind k\n"
      "  n: number?\n"
      "k A\n"
      "  n: = 3\n"
      "k B\n"
      "  n: 3 + 4\n"
      "k C\n"
      "  n: (3)\n",
      "E0101 main:4:8 `n:` takes a value after `:`, not a formula after `=`\n"
      "E0304 main:6:6 `n` takes a number, but this is `+`" },
    { "a text that does not match",
      "kind k\n"
      "  c: text?, pattern: \"C-?*\"\n"
      "k A\n"
      "  c: \"C-12\"\n"
      "k B\n"
      "  c: \"D-12\"\n"
      "k C\n"
      "  c: \"C-\"\n",
      "E0312 main:5:3 `c` of B is \"D-12\", which does not match \"C-?*\"\n"
      "E0312 main:7:3 `c` of C is \"C-\", which does not match \"C-?*\"" },
    { "patterns of lists",
      "kind k\n"
      "  c: text*, pattern: \"C-*\"\n"
      "k A\n"
      "  c: \"C-12\", \"X\"\n",
      "E0312 main:3:3 `c` of A is \"X\", which does not match \"C-*\"" },
    { "values that must be unique",
      "kind k\n"
      "  c: text?, unique: yes\n"
      "  n: number?, unique: yes\n"
      "  d: date?, unique: yes\n"
      "  k: k?, unique: yes\n"
      "k A\n"
      "  c: \"x\"\n"
      "  n: 1\n"
      "  d: 2026-01-01\n"
      "  k: A\n"
      "k B\n"
      "  c: \"x\"\n"
      "  n: 1.0\n"
      "  d: 2026-01-01\n"
      "  k: A\n"
      "k C\n"
      "  c: \"X\"\n"
      "  n: 2\n",
      "E0313 main:11:3 `c` of B and A is the same\n"
      "E0313 main:11:3 `d` of B and A is the same\n"
      "E0313 main:11:3 `k` of B and A is the same\n"
      "E0313 main:11:3 `n` of B and A is the same" },
    { "unique lists",
      "kind k\n"
      "  c: text*, unique: yes\n"
      "k A\n"
      "  c: \"x\", \"y\"\n"
      "k B\n"
      "  c: \"y\"\n",
      "E0403 main:2:3 `unique:` is for single values, but `c` is a list (each text)" },
    { "a record of values without names",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  n: number?\n"
      "k A\n"
      "  p: { 3 }\n"
      "k B\n"
      "  p: { n: 3, n: 4 }\n"
      "k C\n"
      "  p: { n: 3 }, { n: \"4\" }\n"
      "k D\n"
      "  p: 5\n",
      "E0304 main:6:8 a value in braces needs its name: `name: value`\n"
      "E0111 main:8:14 `n` is given twice\n"
      "E0304 main:10:21 `n` takes a number, but this is a text\n"
      "E0201 main:12:6 there is no part named `5`" },
    { "a record lacks what it needs",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  n: number\n"
      "  t: text\n"
      "k A\n"
      "  p: { n: 3 }\n",
      "E0303 main:7:6 this part needs the field `t`" },
    { "a record where a text belongs",
      "kind k\n"
      "  t: text?\n"
      "k A\n"
      "  t: { n: 3 }\n",
      "E0304 main:4:6 `t` takes text, but this is a record" },
    { "an object literal where an object belongs",
      "kind k\n"
      "  o: k?\n"
      "k A\n"
      "  o: k B { }\n",
      "E0304 main:4:6 `o` takes a k, but this is an object" },
    { "a head that is given twice",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  to: k, head: yes\n"
      "  n: number?\n"
      "k A\n"
      "  p: { A, n: 1 }, { to: A, A }, { A, A }\n",
      "E0111 main:7:28 `to` is given twice\n"
      "E0111 main:7:38 `to` is given twice" },
    { "references behind a record's head",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  to: k, head: yes\n"
      "kind other\n"
      "other O\n"
      "k A\n"
      "  p: O, B, { to: O }\n",
      "E0206 main:8:6 `O` is an other, but `p` takes a part\n"
      "E0201 main:8:9 there is no k named `B` (fix: A)\n"
      "E0206 main:8:18 `O` is an other, but `to` takes a k" },
    { "an object of a kind that is a record's",
      "kind k\n"
      "  p: part*\n"
      "kind part\n"
      "  to: k?\n"
      "part P\n"
      "  to: A\n"
      "k A\n"
      "  p: P\n",
      "" },
    { "ranges",
      "kind k\n"
      "  l: k*\n"
      "k A\n"
      "  l: B .. D\n"
      "k B\n"
      "  l: D .. B\n"
      "k C\n"
      "  l: A .. X\n"
      "k D\n"
      "  l: A\n"
      "kind other\n"
      "other O\n"
      "  l: A .. B\n"
      "extend other\n"
      "  l: object*\n",
      "E0304 main:6:6 this range has no first or no last object\n"
      "E0304 main:8:6 this range has no first or no last object" },
    { "sensitive and deprecated fields",
      "kind k\n"
      "  t: text?, sensitive: yes\n"
      "  o: text?, deprecated: \"use t\"\n"
      "k A\n"
      "  t: \"x\"\n"
      "  o: \"y\"\n",
      "E0114 main:2:13 `sensitive:` is not supported yet\n"
      "W0406 main:6:3 `o` is out of use: use t" },
    { "units of numbers",
      "kind k\n"
      "  n: number?, unit: hours\n"
      "k A\n"
      "  n: 3 hours\n"
      "k B\n"
      "  n: 3\n"
      "k C\n"
      "  n: 3 days\n",
      "E0304 main:8:6 `n` takes a number, but this is a number with a unit" },
    { "currencies",
      "kind k\n"
      "  m: money?\n"
      "k A\n"
      "  m: 3 USD\n"
      "k B\n"
      "  m: -3 EUR\n",
      "E0301 main:4:6 `USD` is no unit here" },
    { "numbers that are too large or too fine",
      "kind k\n"
      "  n: number?\n"
      "  m: money?\n"
      "  p: percent?\n"
      "k A\n"
      "  n: 99_999_999_999_999\n"
      "  m: 99_999_999_999_999 EUR\n"
      "  p: 0.00001%\n"
      "k B\n"
      "  n: 0.1234567\n",
      "E0115 main:6:6 `99_999_999_999_999` is not a number\n"
      "E0115 main:7:6 `99_999_999_999_999` is not a number\n"
      "E0321 main:8:6 this percentage cannot be kept exactly\n"
      "E0115 main:10:6 `0.1234567` is not a number" },
    { "a project without a currency",
      "kind k\n"
      "  m: money?\n"
      "k A\n"
      "  m: 3 EUR\n"
      "=== project.isms\n"
      "project p \"P\"\n"
      "  language: 1.0\n",
      "E0301 main:4:6 `EUR` is no unit here" },
    { "settings with faults",
      "kind k\n"
      "=== project.isms\n"
      "project p \"P\"\n"
      "  language: 2.0\n"
      "  currency: Euro\n",
      "E0504 project:2:13 this program does not know language 2.0\n"
      "E0503 project:3:3 a currency is a word of three letters, like EUR" },
    { "scale numbers that are damaged",
      "scale s\n"
      "  low: 99_999_999_999_999\n"
      "  high: 1.2345678\n",
      "E0115 main:2:8 `99_999_999_999_999` is not a number\n"
      "E0115 main:3:9 `1.2345678` is not a number" },
    { "sum of a word and its own",
      "kind k\n"
      "  next: k?\n"
      "k A\n"
      "  next: A\n"
      "  next: A\n",
      "E0111 main:5:3 `next` is given twice" },
    { "a kind whose name wants an",
      "kind asset\n"
      "kind risk\n"
      "  a: asset?\n"
      "  r: risk?\n"
      "risk R\n"
      "  ownr: 3\n"
      "  r: A\n"
      "asset A\n"
      "  onwer: 4\n",
      "E0203 main:6:3 a risk has no field `ownr`\n"
      "E0206 main:7:6 `A` is an asset, but `r` takes a risk\n"
      "E0203 main:9:3 an asset has no field `onwer`" },
    { "two required fields, one wrong and one missing",
      "kind k\n"
      "  a: number\n"
      "  b: text\n"
      "  c: text\n"
      "k A\n"
      "  a: \"x\"\n",
      "E0303 main:5:3 this k needs the field `b`\n"
      "E0303 main:5:3 this k needs the field `c`\n"
      "E0304 main:6:6 `a` takes a number, but this is a text" },
    { "a record that lacks a field that its owner has",
      "kind k\n"
      "  n: number?\n"
      "  p: part*\n"
      "kind part\n"
      "  n: number\n"
      "  t: text?\n"
      "k A\n"
      "  n: 3\n"
      "  p: { t: \"x\" }\n",
      "E0303 main:9:6 this part needs the field `n`" },
    { "negative amounts",
      "kind k\n"
      "  m: money?\n"
      "  p: percent?\n"
      "  u: duration?\n"
      "k A\n"
      "  m: -3 EUR\n"
      "  p: -2.5%\n"
      "  u: -3 months\n"
      "view v\n"
      "  from: a in k\n"
      "  columns: a.m, a.p, a.u\n",
      "" },
};

int main(void)
{
    return RUN_MESSAGE_ROWS(objects);
}
