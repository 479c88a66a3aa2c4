/* test_reports.c -- report declarations: what they refuse, and what they give. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/engine_case.h"

#define NOTHING "0 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"

static const struct case_row faults[] = {
    { "a report without a name", "report\n  contents: \"x\"\n",
      "E0113 main:1:1 `report` has no name behind it" },
    { "a report without contents", "report r \"R\"\n",
      "E0113 main:1:8 a report needs `contents:`" },
    { "empty contents",
      "report r\n"
      "  contents:\n",
      "E0113 main:2:3 `contents:` has no value" },
    { "two reports of one name",
      "report r\n"
      "  contents: \"x\"\n"
      "report r\n"
      "  contents: \"x\"\n",
      "E0110 main:3:8 two declarations are named `r`" },
    { "an unknown field",
      "report r\n"
      "  content: \"x\"\n"
      "  contents: \"x\"\n",
      "E0203 main:2:3 a report has no field `content` (fix: contents)" },
    { "a parameter on the first line",
      "report r (a: b)\n"
      "  contents: \"x\"\n",
      "E0101 main:1:10 this does not belong on the line of `report`" },
    { "an unknown name",
      "kind k\n"
      "view thinks\n"
      "  from: a in k\n"
      "  columns: a.id\n"
      "report r\n"
      "  contents: things\n",
      "E0201 main:6:13 there is no view, graph or matrix named `things` (fix: thinks)" },
    { "an unknown graph is not like a view",
      "kind k\n"
      "view thinks\n"
      "  from: a in k\n"
      "  columns: a.id\n"
      "report r\n"
      "  contents:\n"
      "    - graph: things\n"
      "    - graph: thinks\n"
      "    - view: things\n",
      "E0201 main:7:14 there is no graph named `things`\n"
      "E0201 main:8:14 there is no graph named `thinks`\n"
      "E0201 main:9:13 there is no view named `things` (fix: thinks)" },
    { "a name that means two things",
      "kind k\n"
      "  to: k*\n"
      "view x\n"
      "  from: a in k\n"
      "  columns: a.id\n"
      "graph x\n"
      "  nodes: k\n"
      "  edges: k.to\n"
      "report r\n"
      "  contents: x\n",
      "E0205 main:10:13 `x` is the name of more than one thing" },
    { "what cannot stand in a report",
      "kind k\n"
      "report r\n"
      "  contents: 3, kind: k, graph: \"x\", view: 1 + 2\n",
      "E0405 main:3:13 this cannot stand in a report\n"
      "E0405 main:3:16 this cannot stand in a report\n"
      "E0405 main:3:25 this cannot stand in a report\n"
      "E0405 main:3:37 this cannot stand in a report" },
    { "a value is no matrix",
      "let x = 3\n"
      "report r\n"
      "  contents: x, matrix: x\n",
      "E0201 main:3:13 there is no view, graph or matrix named `x`\n"
      "E0201 main:3:24 there is no matrix named `x`" },
    { "holes are checked",
      "kind k\n"
      "  n: number?\n"
      "report r\n"
      "  contents: \"{m}\", \"{max(a.n for a in k)}\" as \"Most\"\n",
      "E0201 main:4:15 there is nothing named `m` here (fix: k)\n"
      "E0302 main:4:22 `max(a.n for a in k)` may be missing, but the text needs it" },
    { "a classification that is no text",
      "report r\n"
      "  classification: internal\n"
      "  contents: \"x\"\n",
      "E0301 main:2:19 this needs a text in double quotes" },
    { "two classifications",
      "report r\n"
      "  classification: \"a\", \"b\"\n"
      "  contents: \"x\"\n",
      "E0305 main:2:24 `classification:` takes one value, not several" },
    { "a label inside of another declaration",
      "kind k\n"
      "  n: number, default: 3 as \"three\"\n",
      "E0301 main:2:23 `as` cannot stand in a formula" },
};

static const struct case_row results[] = {
    { "texts with holes",
      "kind k \"K\"\n"
      "k A\n"
      "k B\n"
      "## What it is.\n"
      "report r \"The report\"\n"
      "  classification: \"internal\"\n"
      "  contents:\n"
      "    - \"{count(k)} of {{them}} as of {today}\" as \"Count\"\n"
      "    - \"\"\"\n"
      "      All: {k}.\n"
      "\n"
      "      - one\n"
      "      \"\"\"\n",
      "2 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "report r: The report; What it is.; internal\n"
      "text [Count] 2 of {them} as of 2026-06-15\n"
      "text [] All: A, B.\n\n- one" },
    { "a report asks for gaps and rules",
      "kind k\n"
      "k A\n"
      "rule R\n"
      "  for: a in k\n"
      "  require: a.id == \"B\"\n"
      "  message: \"bad\"\n"
      "report r\n"
      "  contents: \"{count(gap)} {join(gap.message)} {sum(x.failed for x in rule)}\"\n",
      "R error bad\n"
      "1 objects, 1 rules, 1 failed, 0 vacuous, 1/0/0 gaps, 1 of 1 assessed\n"
      "report r: r; ; \n"
      "text [] 1 bad 1" },
    { "views, graphs and matrices, with their own titles and with others",
      "scale s \"Size\"\n"
      "  small: 1\n"
      "  large: 2, label: \"very large\"\n"
      "kind k\n"
      "  to: k*\n"
      "k A\n"
      "  to: A\n"
      "view v \"View\"\n"
      "  from: a in k\n"
      "  columns: a.id\n"
      "graph v\n"
      "  nodes: k\n"
      "  edges: k.to\n"
      "matrix m \"Matrix\" (s, s) -> s\n"
      "  large: large, large\n"
      "  small: small, large\n"
      "matrix one (s) -> s\n"
      "  small: small\n"
      "  large: large\n"
      "report r\n"
      "  contents: view: v, graph: v as \"Drawn\", m, one as \"Other\", view: v as \"Again\"\n",
      "1 objects, 0 rules, 0 failed, 0 vacuous, 0/0/0 gaps, 0 of 0 assessed\n"
      "view v\n"
      "A\n"
      "graph v\n"
      "k A\n"
      "A -to-> A\n"
      "report r: r; ; \n"
      "table [View]\n"
      "A\n"
      "graph [Drawn] 1 nodes\n"
      "table [Matrix]\n"
      "very large | very large | very large\n"
      "small | small | very large\n"
      "table [Other]\n"
      "small | small\n"
      "very large | very large\n"
      "table [Again]\n"
      "A" },
    { "what has errors leaves a sentence",
      "kind k\n"
      "view v \"View\"\n"
      "  from: a in k\n"
      "  columns: a.m\n"
      "report r\n"
      "  contents: v, \"x\"\n",
      "E0203 a k has no field `m`\n" NOTHING "view v\n"
      "no such view\n"
      "report r: r; ; \n"
      "text [View] The view v has errors and is not shown.\n"
      "text [] x\n"
      "1 not assessed" },
    { "a text that cannot be worked out",
      "kind k\n"
      "report r\n"
      "  contents: \"{1 / count(k)}\", \"x\"\n",
      NOTHING "report r: r; ; \n"
              "text [] This text could not be worked out.\n"
              "text [] x\n"
              "1 not assessed" },
    { "a report with errors is none",
      "report r\n"
      "  contents: \"{m}\"\n",
      "E0201 there is nothing named `m` here\n" NOTHING "report r: no such report" },
    { "names of namespaces",
      "kind k\n"
      "report r\n"
      "  contents: other.v\n"
      "=== other.isms\n"
      "namespace other\n"
      "view v \"Other\"\n"
      "  from: a in k\n"
      "  columns: a.id\n"
      "report r\n"
      "  contents: v\n",
      NOTHING "view v\n"
              "report other.r: r; ; \n"
              "table [Other]\n"
              "report r: r; ; \n"
              "table [Other]" },
};

int main(void)
{
    return RUN_MESSAGE_ROWS(faults) + RUN_RESULT_ROWS(results);
}
