/* random_model.c -- projects that say a bit of everything about random objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/random_model.h"

#include <stdio.h>

enum { NODES_MOST = 12 };

void add_paragraph(struct paragraphs *paragraphs, struct out *out)
{
    VEC_PUSH(&paragraphs->items, arena_copy(&paragraphs->arena, out_memory(out)));
    out_release(out);
    out_open_memory(out);
}

void paragraphs_release(struct paragraphs *paragraphs)
{
    VEC_RELEASE(&paragraphs->items);
    arena_release(&paragraphs->arena);
}

/* All definitions, cut at empty lines. Everything in it is tried on each random set of objects. */
static const char DEFINITIONS[] =
    "scale level\n"
    "  low:\n"
    "  medium:\n"
    "  high:\n"
    "\n"
    "scale score\n"
    "  poor:  2\n"
    "  good:  7\n"
    "\n"
    "matrix rate (level, score) -> level\n"
    "  low:     low, low\n"
    "  medium:  low, medium\n"
    "  high:    medium, high\n"
    "\n"
    "kind base\n"
    "  next:    base*, inverse: before\n"
    "  links:   link*, inverse: linked\n"
    "  owner:   (person or team)?, inverse: owns\n"
    "  n:       integer?\n"
    "  level:   level, default: low\n"
    "  score:   score?\n"
    "  rated:   level? = rate(level, score)\n"
    "  worst:   level? = max(x.level for x in self.next*)\n"
    "  total:   number = sum(x.n for x in self.next+)\n"
    "  nearest: base? = first(next)\n"
    "\n"
    "kind leaf extends base\n"
    "  extra:  text, default: id + \"!\"\n"
    "\n"
    "kind another extends base\n"
    "\n"
    "kind link\n"
    "  to:      base, head: yes\n"
    "  weight:  integer, default: 1\n"
    "\n"
    "kind person\n"
    "  boss:  person?, inverse: staff\n"
    "  who:   person = self\n"
    "\n"
    "kind team\n"
    "  lead:  person\n"
    "  who:   person = lead\n"
    "\n"
    "extend rule\n"
    "  grade:     (one of (major, minor))?\n"
    "  severity:  one of (error, warning, info), default: if grade is set and grade == minor then "
    "warning else error\n"
    "\n"
    "let high-ones = [x for x in base where x.level >= medium]\n"
    "\n"
    "let reach (a: base) -> integer = count(a.next+)\n"
    "\n"
    "let most = max(reach(x) for x in base)\n"
    "\n"
    "rule R-1 \"the owner is known\"\n"
    "  for:      x in base\n"
    "  require:  x.owner is set\n"
    "  message:  \"{x} ({x.level}) has no owner; next {x.next}\"\n"
    "\n"
    "rule R-10 \"nothing reaches itself\"\n"
    "  for:      x in base, y in x.next+\n"
    "  forbid:   y == x\n"
    "  message:  \"{x} by {path(x, x, next)}\"\n"
    "  grade:    minor\n"
    "\n"
    "rule R-2 \"levels do not fall\"\n"
    "  for:      x in base, y in base where y in x.next and x.level > y.level\n"
    "  require:  no\n"
    "  message:  \"{x} -> {y}\"\n"
    "\n"
    "rule R-3 \"leaders own little\"\n"
    "  for:      p in person\n"
    "  let:      owned = [x for x in base where x.owner is set and x.owner.who == p]\n"
    "  require:  count(owned) < 2\n"
    "  message:  \"{p} owns {owned}\"\n"
    "\n"
    "rule R-4 \"links are light\"\n"
    "  for:      x in base, l in x.links where l.weight > 2\n"
    "  require:  l.to.level == high\n"
    "  message:  \"{x} to {l.to}\"\n"
    "\n"
    "rule R-5 \"nobody reaches more than all\"\n"
    "  require:  most is not set or most > 3\n"
    "  message:  \"most {most otherwise 0}, high {high-ones}\"\n"
    "\n"
    "view all\n"
    "  from:     x in base\n"
    "  columns:  x.id, x.kind, x.owner, x.n, x.level, x.rated, x.worst, x.total, x.before, "
    "x.linked, x.links.to, x.links.weight\n"
    "\n"
    "view ordered\n"
    "  from:     x in base where x.n is set\n"
    "  columns:  x.id, x.n, reach(x), every y in x.next* satisfies y.level < high\n"
    "  order:    desc(x.n), x.id\n"
    "  group:    x.level\n"
    "\n"
    "view people\n"
    "  from:     p in person\n"
    "  columns:  p.id, p.owns, p.staff, p.boss, p.boss.boss, count(x in base where x.owner is set "
    "and x.owner.who == p)\n"
    "\n"
    "view pairs\n"
    "  from:     x in leaf, y in base where x reaches y via links\n"
    "  columns:  x.id, y.id, x.extra, path(x, y, links)\n"
    "\n"
    "view gaps\n"
    "  from:     g in gap\n"
    "  columns:  g.id, g.rule.title, g.objects, g.severity\n"
    "\n"
    "relation leads (p: person, q: person)\n"
    "  when: q.boss is set and q.boss == p\n"
    "  when: some r in person where leads(p, r) and leads(r, q)\n"
    "\n"
    "relation even (x: base, y: base)\n"
    "  when: x == y\n"
    "  when: some z in x.next where odd(z, y)\n"
    "\n"
    "relation odd (x: base, y: base)\n"
    "  when: some z in x.next where even(z, y)\n"
    "\n"
    "relation apart (x: base, y: base)\n"
    "  when: x.level == high and not even(x, y) and not odd(x, y)\n"
    "\n"
    "rule R-6 \"nobody leads who leads him\"\n"
    "  for:      p in person where leads(p, p)\n"
    "  forbid:   some q in person where q != p and leads(p, q)\n"
    "  message:  \"{p} leads {[q for q in person where leads(p, q)]}\"\n"
    "  grade:    minor\n"
    "\n"
    "rule R-7 \"what is apart is owned\"\n"
    "  for:      x in base, y in leaf where apart(x, y)\n"
    "  let:      ways = [z for z in x.next where odd(z, z) or even(z, y)]\n"
    "  require:  y.owner is set and ways is empty\n"
    "  message:  \"{x} from {y}\"\n"
    "\n"
    "extend waiver\n"
    "  in-force:  yes-no = today <= expires\n"
    "\n"
    "extend adjust\n"
    "  in-force:  yes-no, default: yes\n"
    "\n"
    "rule W-used \"waivers let something stand\"\n"
    "  for:      w in waiver where w.in-force\n"
    "  require:  w.gaps is not empty\n"
    "  message:  \"{w} of {w.rule} on {w.on}\"\n"
    "\n"
    "view decisions\n"
    "  from:     g in gap\n"
    "  columns:  g.id, g.state, g.waiver, g.severity\n"
    "\n"
    "view outcomes\n"
    "  from:     k in rule\n"
    "  columns:  k.id, k.passed, k.failed, k.waived, k.not-assessed, k.not-applicable, k.disabled\n"
    "\n"
    "view leading\n"
    "  from:     p in person, q in person where leads(p, q)\n"
    "  columns:  p, q, count(x in base where even(x, x))\n"
    "\n"
    "report summary\n"
    "  contents:\n"
    "    - \"{count(gap)} gaps, {count(g in gap where g.state == waived)} waived: "
    "{join(gap.id)}\"\n"
    "    - leading\n"
    "    - matrix: rate\n"
    "    - graph: g\n"
    "\n"
    "test \"a small world\"\n"
    "  given:\n"
    "    - base X-1 { next: [X-2], level: high, n: 1 }\n"
    "    - leaf X-2 { next: [X-1], owner: P }\n"
    "    - person P { }\n"
    "  expect:\n"
    "    - R-1 on X-1\n"
    "    - not R-1 on X-2\n"
    "    - R-10 on [X-1, X-2]\n"
    "    - odd(X-1, X-2) and even(X-2, X-2)\n"
    "    - X-1.total == 2\n"
    "\n"
    "test \"the world of the project\"\n"
    "  with:    project\n"
    "  given:   leaf X-3 { owner: p1, next: [X-3] }\n"
    "  as-of:   2026-06-30\n"
    "  expect:\n"
    "    - R-5 on none\n"
    "    - not R-2 on X-3\n"
    "    - count(gap) > 20\n"
    "  as-of:   2026-07-01\n"
    "  expect:\n"
    "    - R-10 on X-3\n"
    "    - count(g in gap where g.state == waived) == 0\n"
    "    - some q in person where leads(q, p1)\n"
    "\n"
    "graph g\n"
    "  nodes:     base, person, t in team where t.lead is set\n"
    "  edges:     base.next, base.links, base.owner, person.staff\n"
    "  state:     base by worst\n"
    "  collapse:  base by level\n"
    "  glyph:     low: ok, high: gap\n"
    "\n";

static void add_definitions(struct paragraphs *paragraphs)
{
    const char *from = DEFINITIONS;
    struct out out;

    out_open_memory(&out);
    for (const char *end = strstr(from, "\n\n"); end; end = strstr(from, "\n\n")) {
        out_bytes(&out, from, (size_t)(end + 2 - from));
        add_paragraph(paragraphs, &out);
        from = end + 2;
    }
    out_release(&out);
}

/* Ids whose order by byte and by nature differ, in three kinds. */
static void write_node(struct out *out, uint32_t node)
{
    out_format(out, "%s%u", node % 3 == 0 ? "N-" : node % 3 == 1 ? "A" : "m.", node + 7);
}

static void write_some_nodes(struct out *out, struct random *random, uint32_t nodes,
                             const char *field)
{
    uint32_t count = random_below(random, 4);

    if (count == 0)
        return;
    out_format(out, "  %s: ", field);
    for (uint32_t i = 0; i < count; i++) {
        out_text(out, i > 0 ? ", " : "");
        write_node(out, random_below(random, nodes));
    }
    out_char(out, '\n');
}

static void write_links(struct out *out, struct random *random, uint32_t nodes)
{
    for (uint32_t i = random_below(random, 3); i > 0; i--) {
        out_text(out, "  links: { to: ");
        write_node(out, random_below(random, nodes));
        out_format(out, ", weight: %u }\n", random_below(random, 5));
    }
}

static void add_node(struct paragraphs *paragraphs, struct random *random, uint32_t node,
                     uint32_t nodes)
{
    static const char *const KINDS[] = { "base", "leaf", "another" };
    static const char *const OWNERS[] = { "p1", "p2", "p3", "t1", "t2" };
    static const char *const LEVELS[] = { "low", "medium", "high" };
    struct out out;

    out_open_memory(&out);
    out_format(&out, "%s ", KINDS[random_below(random, 3)]);
    write_node(&out, node);
    out_text(&out, random_below(random, 2) > 0 ? " \"A title\"\n" : "\n");
    write_some_nodes(&out, random, nodes, "next");
    write_links(&out, random, nodes);
    if (random_below(random, 3) > 0)
        out_format(&out, "  owner: %s\n", OWNERS[random_below(random, 5)]);
    if (random_below(random, 3) > 0)
        out_format(&out, "  n: %u\n", random_below(random, 6));
    if (random_below(random, 3) > 0)
        out_format(&out, "  level: %s\n", LEVELS[random_below(random, 3)]);
    if (random_below(random, 2) > 0)
        out_format(&out, "  score: %s\n", random_below(random, 2) > 0 ? "poor" : "good");
    out_char(&out, '\n');
    add_paragraph(paragraphs, &out);
    out_release(&out);
}

static void add_people(struct paragraphs *paragraphs, struct random *random)
{
    struct out out;

    out_open_memory(&out);
    for (uint32_t i = 1; i <= 3; i++) {
        out_format(&out, "person p%u\n", i);
        if (random_below(random, 2) > 0)
            out_format(&out, "  boss: p%u\n", 1 + random_below(random, 3));
        out_char(&out, '\n');
        add_paragraph(paragraphs, &out);
    }
    for (uint32_t i = 1; i <= 2; i++) {
        out_format(&out, "team t%u\n  lead: p%u\n\n", i, 1 + random_below(random, 3));
        add_paragraph(paragraphs, &out);
    }
    out_release(&out);
}

static void add_waivers(struct paragraphs *paragraphs, struct random *random, uint32_t nodes)
{
    static const char *const RULES[] = { "R-1", "R-10", "R-2", "R-4", "R-7" };
    struct out out;

    out_open_memory(&out);
    for (uint32_t i = random_below(random, 4); i > 0; i--) {
        out_format(&out, "waiver W-%u\n  rule: %s\n", i + 8, RULES[random_below(random, 5)]);
        write_some_nodes(&out, random, nodes, "on");
        out_format(&out, "  expires: 2026-06-%u\n\n", 14 + random_below(random, 3));
        add_paragraph(paragraphs, &out);
    }
    out_release(&out);
}

static void add_adjustments(struct paragraphs *paragraphs, struct random *random)
{
    static const char *const CHANGES[] = { "severity: info", "severity: warning", "disabled: yes" };
    struct out out;

    out_open_memory(&out);
    for (uint32_t rule = 1; rule <= 7; rule++) {
        if (random_below(random, 6) > 0)
            continue;
        out_format(&out, "adjust R-%u\n  %s\n", rule, CHANGES[random_below(random, 3)]);
        out_text(&out, random_below(random, 3) > 0 ? "\n" : "  in-force: no\n\n");
        add_paragraph(paragraphs, &out);
    }
    out_release(&out);
}

void make_model(struct paragraphs *paragraphs, struct random *random)
{
    uint32_t nodes = 1 + random_below(random, NODES_MOST);

    *paragraphs = (struct paragraphs){ 0 };
    add_definitions(paragraphs);
    add_people(paragraphs, random);
    for (uint32_t node = 0; node < nodes; node++)
        add_node(paragraphs, random, node, nodes);
    add_waivers(paragraphs, random, nodes);
    add_adjustments(paragraphs, random);
}

void paragraphs_shuffle(struct paragraphs *paragraphs, struct random *random)
{
    for (uint32_t i = paragraphs->items.count; i > 1; i--) {
        uint32_t other = random_below(random, i);
        struct str swapped = paragraphs->items.items[i - 1];
        paragraphs->items.items[i - 1] = paragraphs->items.items[other];
        paragraphs->items.items[other] = swapped;
    }
}

void run_model(struct engine_case *c, const struct paragraphs *paragraphs, uint32_t files)
{
    engine_case_add(c, STR("project.isms"), STR("project p \"P\"\n  language: 1.0\n"));
    for (uint32_t file = 0; file < files; file++) {
        struct out out;
        char path[32];
        out_open_memory(&out);
        for (uint32_t i = file; i < paragraphs->items.count; i += files)
            out_str(&out, paragraphs->items.items[i]);
        snprintf(path, sizeof(path), "file-%u.isms", file);
        engine_case_add(c, str_from(path), out_memory(&out));
        out_release(&out);
    }
    engine_case_run(c);
}
