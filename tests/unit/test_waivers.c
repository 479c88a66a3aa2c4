/* test_waivers.c -- decisions about rules: which gaps may stand, what is left of adjusted rules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

/* What the library says of decisions, in short; two things without a label, a rule that asks for
 * it. */
#define DECISIONS                                                                                  \
    "extend waiver\n"                                                                              \
    "  who: text?\n"                                                                               \
    "  in-force: yes-no = who is set and today <= expires\n"                                       \
    "extend adjust\n"                                                                              \
    "  who: text?\n"                                                                               \
    "  in-force: yes-no = who is set\n"
#define MODEL                                                                                      \
    DECISIONS "kind thing\n"                                                                       \
              "  label: text?\n"                                                                   \
              "  parts: part*\n"                                                                   \
              "kind part\n"                                                                        \
              "  size: number?\n"                                                                  \
              "thing A\n"                                                                          \
              "  parts: { }\n"                                                                     \
              "thing B\n"                                                                          \
              "thing C\n"                                                                          \
              "  label: \"c\"\n"                                                                   \
              "rule R\n"                                                                           \
              "  for: t in thing\n"                                                                \
              "  require: t.label is set\n"                                                        \
              "  message: \"{t}\"\n"
#define GAPS                                                                                       \
    "view gaps\n"                                                                                  \
    "  from: g in gap\n"                                                                           \
    "  columns: g.rule, g.objects, g.severity, g.state, g.waiver\n"                                \
    "view rules\n"                                                                                 \
    "  from: k in rule\n"                                                                          \
    "  columns: k.id, k.passed, k.failed, k.waived, k.not-applicable, k.not-assessed, "            \
    "k.disabled\n"

static const struct case_row waivers[] = {
    { "a waiver lets the gaps of its rule and objects stand",
      MODEL GAPS "waiver W\n"
                 "  rule: R\n"
                 "  on: A, C\n"
                 "  who: \"me\"\n"
                 "  expires: 2026-06-15\n"
                 "view waivers\n"
                 "  from: w in waiver\n"
                 "  columns: w.id, w.rule, w.on, w.gaps, w.gaps.message\n",
      "R waived A\n"
      "R error B\n"
      "4 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 3 of 3 assessed\n"
      "view gaps\n"
      "R | [A] | error | waived | W\n"
      "R | [B] | error | open | -\n"
      "view rules\n"
      "R | 1 | 1 | 1 | 0 | 0 | no\n"
      "view waivers\n"
      "W | R | [A, C] | [R/A] | [A]" },
    { "what a waiver covers is not known when its rule is not assessed",
      MODEL "thing D\n"
            "  label: 3\n"
            "waiver W\n"
            "  rule: R\n"
            "  on: D\n"
            "  who: \"me\"\n"
            "  expires: 2026-06-15\n"
            "rule USED\n"
            "  for: w in waiver where w.in-force\n"
            "  require: w.gaps is not empty\n",
      "E0304 `label` takes text, but this is a number\n"
      "R error A\n"
      "R error B\n"
      "5 objects, 2 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 3 of 5 assessed" },
    { "what a damaged waiver covers is not known",
      MODEL "waiver W\n"
            "  rule: R\n"
            "  on: A, NOBODY\n"
            "  who: \"me\"\n"
            "  expires: 2026-06-15\n"
            "rule USED\n"
            "  for: w in waiver where w.in-force\n"
            "  forbid: w.gaps is empty\n",
      "E0201 there is no object named `NOBODY`\n"
      "R error A\n"
      "R error B\n"
      "4 objects, 2 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 3 of 4 assessed" },
    { "a waiver that is not in force lets nothing stand",
      MODEL "waiver W\n"
            "  rule: R\n"
            "  on: A\n"
            "  who: \"me\"\n"
            "  expires: 2026-06-14\n"
            "waiver V\n"
            "  rule: R\n"
            "  on: B\n"
            "  expires: 2026-06-15\n",
      "R error A\n"
      "R error B\n"
      "5 objects, 1 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 3 of 3 assessed" },
    { "without a field in-force no waiver is",
      "kind thing\n"
      "thing A\n"
      "rule R\n"
      "  for: t in thing\n"
      "  require: t.title is set\n"
      "waiver W\n"
      "  rule: R\n"
      "  on: A\n"
      "  expires: 2099-01-01\n"
      "adjust R\n"
      "  disabled: yes\n",
      "R error this breaks the rule `R`\n"
      "3 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 1 of 1 assessed" },
    { "a waiver without objects covers what is about no object, and nothing else",
      MODEL GAPS "rule S\n"
                 "  require: count(thing) > 3\n"
                 "waiver W\n"
                 "  rule: S\n"
                 "  who: \"me\"\n"
                 "  expires: 2099-01-01\n"
                 "waiver V\n"
                 "  rule: R\n"
                 "  who: \"me\"\n"
                 "  expires: 2099-01-01\n"
                 "waiver U\n"
                 "  rule: S\n"
                 "  on: A\n"
                 "  who: \"me\"\n"
                 "  expires: 2099-01-01\n",
      "R error A\n"
      "R error B\n"
      "S waived this breaks the rule `S`\n"
      "6 objects, 2 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 4 of 4 assessed\n"
      "view gaps\n"
      "R | [A] | error | open | -\n"
      "R | [B] | error | open | -\n"
      "S | [] | error | waived | W\n"
      "view rules\n"
      "R | 1 | 2 | 0 | 0 | 0 | no\n"
      "S | 0 | 0 | 1 | 0 | 0 | no" },
    { "two waivers of one gap: the first by id is told, both cover it",
      MODEL "waiver W-2\n"
            "  rule: R\n"
            "  on: A\n"
            "  who: \"me\"\n"
            "  expires: 2099-01-01\n"
            "waiver W-1\n"
            "  rule: R\n"
            "  on: A, B\n"
            "  who: \"me\"\n"
            "  expires: 2099-01-01\n"
            "view waivers\n"
            "  from: w in waiver\n"
            "  columns: w.id, w.gaps, w.gaps.waiver\n",
      "R waived A\n"
      "R waived B\n"
      "5 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 3 of 3 assessed\n"
      "view waivers\n"
      "W-1 | [R/A, R/B] | [W-1]\n"
      "W-2 | [R/A] | [W-1]" },
    { "a waiver that cannot be understood hides nothing",
      MODEL "waiver W\n"
            "  rule: R\n"
            "  on: A\n"
            "  who: \"me\"\n"
            "  expires: 2099-01-01\n"
            "  colour: \"red\"\n"
            "waiver V\n"
            "  rule: R\n"
            "  on: A, no-such-thing\n"
            "  who: \"me\"\n"
            "  expires: 2099-01-01\n"
            "adjust R\n"
            "  disabled: yes\n"
            "  who: 3\n",
      "E0203 a waiver has no field `colour`\n"
      "E0201 there is no object named `no-such-thing`\n"
      "E0304 `who` takes text, but this is a number\n"
      "R error A\n"
      "R error B\n"
      "6 objects, 1 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 3 of 3 assessed" },
    { "a record is waived by the object that it belongs to",
      MODEL "rule S\n"
            "  for: p in part\n"
            "  require: p.size is set\n"
            "  message: \"{p}\"\n"
            "waiver W\n"
            "  rule: S\n"
            "  on: A\n"
            "  who: \"me\"\n"
            "  expires: 2099-01-01\n",
      "R error A\n"
      "R error B\n"
      "S waived part of A\n"
      "4 objects, 2 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 4 of 4 assessed" },
};

static const struct case_row strata[] = {
    { "rules about waivers run after the others and see what is covered",
      MODEL GAPS "waiver W\n"
                 "  rule: R\n"
                 "  on: A\n"
                 "  who: \"me\"\n"
                 "  expires: 2099-01-01\n"
                 "waiver V\n"
                 "  rule: R\n"
                 "  on: C\n"
                 "  who: \"me\"\n"
                 "  expires: 2099-01-01\n"
                 "rule A-1\n"
                 "  for: w in waiver where w.in-force\n"
                 "  require: w.gaps is not empty\n"
                 "  message: \"{w} covers nothing\"\n",
      "R waived A\n"
      "R error B\n"
      "A-1 error V covers nothing\n"
      "5 objects, 2 rules, 2 failed, 0 vacuous, 2/0/0 gaps, 5 of 5 assessed\n"
      "view gaps\n"
      "R | [A] | error | waived | W\n"
      "R | [B] | error | open | -\n"
      "A-1 | [V] | error | open | -\n"
      "view rules\n"
      "A-1 | 1 | 1 | 0 | 0 | 0 | no\n"
      "R | 1 | 1 | 1 | 0 | 0 | no" },
};

static const struct case_row refused[] = {
    { "rules that are not about waivers alone cannot ask what is covered",
      MODEL "rule S\n"
            "  for: w in waiver, t in thing\n"
            "  require: w.gaps is not empty\n",
      "E0412 main:21:6 a rule cannot ask about gaps, which are the results of rules" },
    { "rules about waivers cannot ask for all gaps",
      MODEL "rule S\n"
            "  for: w in waiver\n"
            "  require: count(gap) > 3\n",
      "E0412 main:21:6 a rule cannot ask about gaps, which are the results of rules" },
    { "nor can what decides whether a waiver is in force",
      "extend waiver\n"
      "  in-force: yes-no = gaps is empty\n",
      "E0412 main:2:3 a rule cannot ask about gaps, which are the results of rules" },
    { "rules about waivers cannot be waived",
      MODEL "rule S\n"
            "  for: w in waiver\n"
            "  require: w.who is set\n"
            "waiver W\n"
            "  rule: S\n"
            "  expires: 2099-01-01\n"
            "  who: \"me\"\n",
      "E0206 main:25:9 `S` is a rule about waivers or adjustments, which cannot be waived" },
    { "unknown rules and objects",
      MODEL "waiver W\n"
            "  rule: RR\n"
            "  on: a\n"
            "  expires: 2099-01-01\n"
            "adjust Q\n"
            "  disabled: yes\n",
      "E0201 main:22:9 there is no rule named `RR` (fix: R)\n"
      "E0201 main:23:7 there is no object named `a` (fix: A)\n"
      "E0201 main:25:8 there is no rule named `Q` (fix: R)" },
    { "what a waiver must have, and what it makes itself",
      MODEL "waiver W\n"
            "  gaps: A\n",
      "E0307 main:22:3 `gaps` is made by the tool and cannot be typed in" },
    { "counts of a rule cannot be typed in",
      MODEL "rule S\n"
            "  for: t in thing\n"
            "  require: t in thing\n"
            "  passed: 3\n",
      "E0307 main:24:3 `passed` is made by the tool and cannot be typed in" },
    { "a rule is adjusted once, for something",
      MODEL "adjust R\n"
            "  severity: info\n"
            "adjust R\n"
            "  disabled: yes\n"
            "=== other.isms\n"
            "rule S\n"
            "  require: count(thing) > 0\n"
            "adjust S\n"
            "  who: \"me\"\n",
      "E0110 main:23:8 the rule `R` is adjusted twice\n"
      "E0113 other:3:8 this `adjust` changes nothing" },
    { "no kind extends them, and nobody declares them again",
      "kind own extends waiver\n"
      "kind adjust\n",
      "E0403 main:1:18 no kind can extend `waiver`\n"
      "E0110 main:2:6 the library declares `adjust` already" },
};

static const struct case_row adjustments[] = {
    { "an adjustment in force changes the severity of the gaps",
      MODEL GAPS "adjust R\n"
                 "  severity: info\n"
                 "  who: \"me\"\n"
                 "view adjusted\n"
                 "  from: k in rule\n"
                 "  columns: k.severity, k.adjusts, k.adjusts.severity\n",
      "R info A\n"
      "R info B\n"
      "4 objects, 1 rules, 1 failed, 0 vacuous, 0/0/2 gaps, 3 of 3 assessed\n"
      "view adjusted\n"
      "error | [R] | [info]\n"
      "view gaps\n"
      "R | [A] | info | open | -\n"
      "R | [B] | info | open | -\n"
      "view rules\n"
      "R | 1 | 2 | 0 | 0 | 0 | no" },
    { "one that is not in force changes nothing",
      MODEL "adjust R\n"
            "  disabled: yes\n",
      "R error A\n"
      "R error B\n"
      "4 objects, 1 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 3 of 3 assessed" },
    { "a disabled rule does not run, and is not vacuous",
      MODEL GAPS "adjust R\n"
                 "  disabled: yes\n"
                 "  who: \"me\"\n",
      "4 objects, 1 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view gaps\n"
      "view rules\n"
      "R | 0 | 0 | 0 | 0 | 0 | yes" },
};

static const struct case_row outcomes[] = {
    { "objects that no combination has are not applicable",
      "kind thing\n"
      "  of: owner?\n"
      "  wanted: yes-no, default: no\n"
      "kind owner\n"
      "owner O\n"
      "owner P\n"
      "thing A\n"
      "  of: O\n"
      "thing B\n"
      "  of: P\n"
      "  wanted: yes\n"
      "thing C\n" GAPS "rule one\n"
      "  for: t in thing where t.wanted\n"
      "  require: t.of is set\n"
      "rule two\n"
      "  for: t in thing, o in owner where t.of is set and t.of == o\n"
      "  require: length(o.id) > 0\n"
      "rule three\n"
      "  for: t in thing where t.of is set and t.of == O\n"
      "  require: t.of is set\n"
      "rule four\n"
      "  for: o in owner, t in thing where t.of is set and t.of == o and t.wanted\n"
      "  require: t.of is set\n"
      "rule five\n"
      "  for: t in [A, B] where t.wanted\n"
      "  require: t.of is set\n"
      "rule six\n"
      "  require: count(thing) > 2\n",
      "5 objects, 6 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 7 of 7 assessed\n"
      "view gaps\n"
      "view rules\n"
      "five | 1 | 0 | 0 | 1 | 0 | no\n"
      "four | 1 | 0 | 0 | 1 | 0 | no\n"
      "one | 1 | 0 | 0 | 2 | 0 | no\n"
      "six | 1 | 0 | 0 | 0 | 0 | no\n"
      "three | 1 | 0 | 0 | 2 | 0 | no\n"
      "two | 2 | 0 | 0 | 1 | 0 | no" },
};

static const struct case_row attributes[] = {
    { "suggestions, and who is responsible",
      "kind person\n"
      "person ann\n"
      "kind thing\n"
      "  owner: person?\n"
      "  label: text?\n"
      "thing A\n"
      "  owner: ann\n"
      "thing B\n"
      "rule R\n"
      "  for: t in thing\n"
      "  require: t.label is set\n"
      "  message: \"{t}\"\n"
      "  suggest: \"\"\"\n"
      "    thing {t.id}\n"
      "      label: \"...\"\n"
      "    \"\"\"\n"
      "  responsible: t.owner\n"
      "  manual: yes\n"
      "view gaps\n"
      "  from: g in gap\n"
      "  columns: g.suggest, g.responsible, g.rule.manual, g.rule.binds\n",
      "R error A\n"
      "R error B\n"
      "3 objects, 1 rules, 1 failed, 0 vacuous, 2/0/0 gaps, 2 of 2 assessed\n"
      "view gaps\n"
      "thing A\n"
      "  label: \"...\" | ann | yes | [thing]\n"
      "thing B\n"
      "  label: \"...\" | - | yes | [thing]" },
};

static const struct case_row attribute_faults[] = {
    { "responsible is one object",
      "kind thing\n"
      "  owners: thing*\n"
      "rule R\n"
      "  for: t in thing\n"
      "  require: t.title is set\n"
      "  responsible: t.owners\n"
      "rule S\n"
      "  for: t in thing\n"
      "  require: t.title is set\n"
      "  responsible: t.id\n"
      "  suggest: \"{t.title}\"\n",
      "E0301 main:6:16 `responsible:` is one object, but this is a list (each a thing)\n"
      "E0301 main:10:16 `responsible:` is one object, but this is text\n"
      "E0302 main:11:14 `t.title` may be missing, but the text needs it" },
};

/* In the world of a test only what is asked about is run. */
static const struct case_row worlds[] = {
    { "a test gives waivers, and asks what they leave",
      DECISIONS "kind thing\n"
                "  label: text?\n"
                "rule R\n"
                "  for: t in thing\n"
                "  require: t.label is set\n"
                "rule S\n"
                "  for: t in thing\n"
                "  require: t.label is set\n"
                "rule A-1\n"
                "  for: w in waiver where w.in-force\n"
                "  require: w.gaps is not empty\n"
                "test \"waived until the end\"\n"
                "  given:\n"
                "    - thing X {}\n"
                "    - thing Y {}\n"
                "    - waiver W { rule: R, on: X, who: \"me\", expires: 2026-03-31 }\n"
                "  as-of: 2026-03-31\n"
                "  expect:\n"
                "    - not R on X\n"
                "    - R on Y\n"
                "    - S on X\n"
                "    - count(W.gaps) == 1\n"
                "    - not A-1 on W\n"
                "  as-of: 2026-04-01\n"
                "  expect: R on X\n"
                "test \"not needed\"\n"
                "  given:\n"
                "    - thing X { label: \"x\" }\n"
                "    - waiver W { rule: R, on: X, who: \"me\", expires: 2026-03-31 }\n"
                "  as-of: 2026-03-31\n"
                "  expect: A-1 on W\n"
                "test \"disabled\"\n"
                "  given:\n"
                "    - thing X {}\n"
                "    - adjust R { disabled: yes, who: \"me\" }\n"
                "  expect:\n"
                "    - not R on X\n"
                "    - S on X\n",
      "W0405 main:9:6 the rule `R` found nothing to look at\n"
      "W0405 main:12:6 the rule `S` found nothing to look at\n"
      "W0405 main:15:6 the rule `A-1` found nothing to look at\n"
      "ok waived until the end\n"
      "ok not needed\n"
      "ok disabled" },
};

int main(void)
{
    int failures = RUN_RESULT_ROWS(waivers) + RUN_RESULT_ROWS(strata) + RUN_MESSAGE_ROWS(refused) +
                   RUN_RESULT_ROWS(adjustments) + RUN_RESULT_ROWS(outcomes) +
                   RUN_RESULT_ROWS(attributes) + RUN_MESSAGE_ROWS(attribute_faults) +
                   RUN_TEST_ROWS(worlds);

    return failures != 0;
}
