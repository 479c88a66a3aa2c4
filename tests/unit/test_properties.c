/* test_properties.c -- what must hold for every model, tried on random ones. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/engine_state.h"
#include "tests/unit/engine_case.h"

enum { NODES_MOST = 12, MODELS = 150 };

/* ---- random models ---- */

/* Paragraphs in an array, so that they can be shuffled and dealt to files. */
struct paragraphs {
    struct arena arena;
    VEC(struct str) items;
};

static void add_paragraph(struct paragraphs *paragraphs, struct out *out)
{
    VEC_PUSH(&paragraphs->items, arena_copy(&paragraphs->arena, out_memory(out)));
    out_release(out);
    out_open_memory(out);
}

static void paragraphs_release(struct paragraphs *paragraphs)
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

static void make_model(struct paragraphs *paragraphs, struct random *random)
{
    uint32_t nodes = 1 + random_below(random, NODES_MOST);

    *paragraphs = (struct paragraphs){ 0 };
    add_definitions(paragraphs);
    add_people(paragraphs, random);
    for (uint32_t node = 0; node < nodes; node++)
        add_node(paragraphs, random, node, nodes);
}

static void shuffle(struct paragraphs *paragraphs, struct random *random)
{
    for (uint32_t i = paragraphs->items.count; i > 1; i--) {
        uint32_t other = random_below(random, i);
        struct str swapped = paragraphs->items.items[i - 1];
        paragraphs->items.items[i - 1] = paragraphs->items.items[other];
        paragraphs->items.items[other] = swapped;
    }
}

/* Deals the paragraphs to files in the order of a pack of cards. */
static void run_model(struct engine_case *c, const struct paragraphs *paragraphs, uint32_t files)
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

/* ---- order and hash seeds ---- */

static void assert_same(struct engine_case *first, struct engine_case *second)
{
    struct str a = engine_case_results(first);
    struct str b = engine_case_results(second);

    size_t same = 0;

    while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same])
        same++;
    if (!str_equal(a, b)) /* from the line before the difference on */
        fail_msg("results differ:\n...%.*s\n--- and ---\n...%.*s",
                 STR_ARG(str_slice(a, same > 80 ? same - 80 : 0, same + 200)),
                 STR_ARG(str_slice(b, same > 80 ? same - 80 : 0, same + 200)));
}

static void results_do_not_depend_on_the_order_of_declarations(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i };
        struct paragraphs paragraphs;
        struct engine_case first, second;
        make_model(&paragraphs, &random);
        engine_case_init(&first);
        engine_case_init(&second);
        run_model(&first, &paragraphs, 1);
        assert_int_equal(engine_sink(first.engine)->counts[SEVERITY_ERROR], 0);
        shuffle(&paragraphs, &random);
        run_model(&second, &paragraphs, 1 + random_below(&random, 5));
        assert_same(&first, &second);
        engine_case_close(&first);
        engine_case_close(&second);
        paragraphs_release(&paragraphs);
    }
}

static void results_do_not_depend_on_hash_seeds(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i + 1000 };
        struct paragraphs paragraphs;
        struct engine_case first, second;
        make_model(&paragraphs, &random);
        engine_case_init(&first);
        engine_case_init(&second);
        second.seed_low = 0x0123456789ABCDEF ^ i;
        second.seed_high = ~(uint64_t)i;
        run_model(&first, &paragraphs, 2);
        run_model(&second, &paragraphs, 2);
        assert_same(&first, &second);
        engine_case_close(&first);
        engine_case_close(&second);
        paragraphs_release(&paragraphs);
    }
}

/* ---- closures against brute force ---- */

struct network {
    uint32_t nodes;
    bool edge[NODES_MOST][NODES_MOST];
    bool reach[NODES_MOST][NODES_MOST]; /* one or more steps */
    int32_t value[NODES_MOST];          /* -1: not set */
};

static void make_network(struct network *network, struct random *random)
{
    uint32_t density = 1 + random_below(random, 8);

    *network = (struct network){ .nodes = 1 + random_below(random, NODES_MOST) };
    for (uint32_t i = 0; i < network->nodes; i++) {
        network->value[i] = (int32_t)random_below(random, 8) - 1;
        for (uint32_t j = 0; j < network->nodes; j++)
            network->reach[i][j] = network->edge[i][j] =
                random_below(random, 10) < density / 3 + 1 && random_below(random, 3) == 0;
    }
    for (uint32_t k = 0; k < network->nodes; k++)
        for (uint32_t i = 0; i < network->nodes; i++)
            for (uint32_t j = 0; j < network->nodes; j++)
                network->reach[i][j] =
                    network->reach[i][j] || (network->reach[i][k] && network->reach[k][j]);
}

/* The same edges as references, as records and, turned round, as inverses. */
static void write_network(struct out *out, const struct network *network)
{
    out_text(out, "kind k\n  next: k*, inverse: before\n  links: link*\n  v: integer?\n  back: k*\n"
                  "  made: k* = [x for x in next where yes]\n"
                  "kind link\n  to: k, head: yes\n");
    for (uint32_t i = 0; i < network->nodes; i++) {
        out_format(out, "k n%02u\n", i);
        if (network->value[i] >= 0)
            out_format(out, "  v: %d\n", network->value[i]);
        for (uint32_t j = 0; j < network->nodes; j++) {
            if (network->edge[i][j])
                out_format(out, "  next: n%02u\n  links: { to: n%02u }\n", j, j);
            if (network->edge[j][i])
                out_format(out, "  back: n%02u\n", j);
        }
    }
}

static void write_columns(struct out *out, const char *path)
{
    out_format(out,
               "view v\n  from: x in k\n  columns: x.id, max(y.v for y in x.%s+), min(y.v for y in "
               "x.%s*), "
               "some y in x.%s+ where y.v is set and y.v > 5, no y in x.%s* where y.v is not set, "
               "every y in x.%s+ satisfies y.v is set and y.v < 5, "
               "count(x.%s+), sum(y.v for y in x.%s*), x reaches n00 via %s, "
               "max(y.v for y in x.%s+ where y.v is set and y.v < 3)\n",
               path, path, path, path, path, path, path, path, path);
}

static bool reaches(const struct network *network, uint32_t from, uint32_t to, bool is_plus)
{
    return network->reach[from][to] || (!is_plus && from == to);
}

/* Folds by looking at every object: 0 max, 1 min, 2 count, 3 sum, 4 how many without, 5 max
 * below 3. */
static int32_t fold(const struct network *network, uint32_t from, bool is_plus, int what)
{
    int32_t result = what < 2 || what == 5 ? -1 : 0;

    for (uint32_t to = 0; to < network->nodes; to++) {
        int32_t v = network->value[to];
        if (!reaches(network, from, to, is_plus))
            continue;
        result += what == 2 || (what == 4 && v < 0);
        if (v < 0 || (what == 5 && v >= 3))
            continue;
        if (what == 3)
            result += v;
        else if (((what == 0 || what == 5) && v > result) ||
                 (what == 1 && (result < 0 || v < result)))
            result = v;
    }
    return result;
}

static void write_number(struct out *out, int32_t number)
{
    if (number < 0)
        out_text(out, " | -");
    else
        out_format(out, " | %d", number);
}

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static void write_expected(struct out *out, const struct network *network)
{
    for (uint32_t i = 0; i < network->nodes; i++) {
        int32_t greatest = fold(network, i, true, 0);
        bool all_small = fold(network, i, true, 4) == 0 && greatest < 5;
        out_format(out, "%sn%02u", i > 0 ? "\n" : "", i);
        write_number(out, greatest);
        write_number(out, fold(network, i, false, 1));
        out_format(out, " | %s | %s | %s", yes_no(greatest > 5),
                   yes_no(fold(network, i, false, 4) == 0), yes_no(all_small));
        write_number(out, fold(network, i, true, 2));
        write_number(out, fold(network, i, false, 3));
        out_format(out, " | %s", yes_no(network->reach[i][0]));
        write_number(out, fold(network, i, true, 5));
    }
}

static void check_network(const struct network *network, const char *path)
{
    struct engine_case c;
    struct out text, expected;

    out_open_memory(&text);
    write_network(&text, network);
    write_columns(&text, path);
    out_char(&text, '\0');
    out_open_memory(&expected);
    write_expected(&expected, network);
    out_char(&expected, '\0');
    engine_case_open(&c, out_memory(&text).ptr);
    assert_text(engine_case_messages(&c), "");
    assert_text(engine_case_view(&c, "v"), out_memory(&expected).ptr);
    engine_case_close(&c);
    out_release(&text);
    out_release(&expected);
}

static void turn_round(struct network *network)
{
    struct network old = *network;

    for (uint32_t i = 0; i < network->nodes; i++)
        for (uint32_t j = 0; j < network->nodes; j++)
            network->reach[i][j] = old.reach[j][i];
}

static void closures_equal_brute_force(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i + 2000 };
        struct network network;
        make_network(&network, &random);
        check_network(&network, "next");
        check_network(&network, "links");
        check_network(&network, "made");
        turn_round(&network);
        check_network(&network, "before");
        check_network(&network, "back");
    }
}

/* ---- indexes against nested loops ---- */

/* Each pair says the same; the second in a way that no index helps with. */
static const char *const PAIRS[][2] = {
    { "x in base, p in person where x.owner is set and x.owner == p",
      "x in base, p in person where x.owner is set and not (x.owner != p)" },
    { "p in person, x in base where x.owner is set and x.owner == p",
      "p in person, x in base where x.owner is set and not (x.owner != p)" },
    { "p in person, x in leaf where x.owner is set and p == x.owner",
      "p in person, x in leaf where x.owner is set and not (p != x.owner)" },
    { "y in base, x in base where y in x.next",
      "y in base, x in base where not (y not in x.next)" },
    { "y in base, x in leaf where y in x.next and y != x",
      "y in base, x in leaf where not (y not in x.next or y == x)" },
    { "y in leaf, x in base where y.nearest is set and y.nearest == x",
      "y in leaf, x in base where y.nearest is set and not (y.nearest != x)" },
    { "x in base, y in leaf where y.nearest is set and y.nearest == x",
      "x in base, y in leaf where y.nearest is set and not (y.nearest != x)" },
    { "x in base, y in base where x in y.before",
      "x in base, y in base where not (x not in y.before)" },
    { "x in base, y in base where x in y.linked",
      "x in base, y in base where not (x not in y.linked)" },
    { "x in base, y in base where x in y.links.to",
      "x in base, y in base where not (x not in y.links.to)" },
    { "x in base, l in link where l.to == x", "x in base, l in link where not (l.to != x)" },
    { "l in link, x in base where l in x.links",
      "l in link, x in base where not (l not in x.links)" },
    { "p in person where some x in base where x.owner is set and x.owner == p",
      "p in person where some x in base where x.owner is set and not (x.owner != p)" },
    { "p in person where every x in base satisfies (x.owner is set implies x.owner == p)",
      "p in person where no x in base where not (x.owner is set implies x.owner == p)" },
    { "p in person where count(x in base where x.owner is set and x.owner == p) > 1",
      "p in person where count(x in base where x.owner is set and not (x.owner != p)) > 1" },
    { "p in person where exactly 1 x in base where x.owner is set and x.owner == p",
      "p in person where exactly 1 x in base where x.owner is set and not (x.owner != p)" },
    { "t in team, p in person where t.lead == p",
      "t in team, p in person where not (t.lead != p)" },
    { "p in person, t in team where t.who == p", "p in person, t in team where not (t.who != p)" },
    { "p in person, q in person where q.boss is set and q.boss == p and p.boss is set and p.boss "
      "== q",
      "p in person, q in person where q.boss is set and not (q.boss != p) and p.boss is set and "
      "not (p.boss != q)" },
};

static void write_rule(struct out *out, const char *binding)
{
    char first = binding[0];
    const char *second = strstr(binding, ", ");

    out_format(out, "rule R\n  for: %s\n  require: no\n  message: \"{%c}", binding, first);
    if (second)
        out_format(out, " {%c}", second[2]);
    out_text(out, "\"\n\n");
}

static struct str gaps_of(struct engine_case *c, const struct paragraphs *paragraphs,
                          const char *binding)
{
    struct paragraphs with_rule = { 0 };
    struct str gaps;
    struct out out;

    for (uint32_t i = 0; i < paragraphs->items.count; i++)
        VEC_PUSH(&with_rule.items, paragraphs->items.items[i]);
    out_open_memory(&out);
    write_rule(&out, binding);
    add_paragraph(&with_rule, &out);
    out_release(&out);
    engine_case_init(c);
    run_model(c, &with_rule, 1);
    gaps = engine_case_gaps(c);
    paragraphs_release(&with_rule);
    return gaps;
}

static void indexes_equal_nested_loops(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS / 5; i++) {
        struct random random = { i + 3000 };
        struct paragraphs paragraphs;
        make_model(&paragraphs, &random);
        for (size_t pair = 0; pair < sizeof(PAIRS) / sizeof(PAIRS[0]); pair++) {
            struct engine_case first, second;
            struct str by_index = gaps_of(&first, &paragraphs, PAIRS[pair][0]);
            struct str by_loop = gaps_of(&second, &paragraphs, PAIRS[pair][1]);
            if (engine_sink(first.engine)->counts[SEVERITY_ERROR] > 0)
                fail_msg("%.*s", STR_ARG(engine_case_messages(&first)));
            if (!str_equal(by_index, by_loop))
                fail_msg("%s:\n%.*s\n--- but %s:\n%.*s", PAIRS[pair][0], STR_ARG(by_index),
                         PAIRS[pair][1], STR_ARG(by_loop));
            engine_case_close(&first);
            engine_case_close(&second);
        }
        paragraphs_release(&paragraphs);
    }
}

/* ---- cost ---- */

enum shape { CHAIN, STAR, RING, SHAPES };

static uint64_t steps_for(enum shape shape, uint32_t nodes)
{
    struct engine_case c;
    struct out out;
    uint64_t steps;

    out_open_memory(&out);
    out_text(
        &out,
        "kind k\n  next: k?\n  n: integer, default: 3\n"
        "  m: integer? = max(x.n for x in self.next*)\n"
        "rule R\n  for: x in k\n"
        "  require: x.m is set and (every y in x.next+ satisfies y.n < 4) and\n"
        "    (some y in x.next* where y.n > 2) and (min(y.n for y in x.next+) otherwise 3) == 3\n");
    for (uint32_t i = 0; i < nodes; i++) {
        uint32_t target = shape == STAR ? 0 : (i + 1) % nodes;
        out_format(&out, "k n%u\n", i);
        if (shape == RING || (shape == CHAIN && target != 0) || (shape == STAR && i != 0))
            out_format(&out, "  next: n%u\n", target);
    }
    out_char(&out, '\0');
    engine_case_open(&c, out_memory(&out).ptr);
    assert_text(engine_case_messages(&c), "");
    assert_text(engine_case_gaps(&c), "");
    steps = c.engine->evaluator.steps;
    engine_case_close(&c);
    out_release(&out);
    return steps;
}

static void closures_take_steps_in_proportion(void **state)
{
    (void)state;
    for (int shape = CHAIN; shape < SHAPES; shape++) {
        uint64_t half = steps_for((enum shape)shape, 50000);
        uint64_t whole = steps_for((enum shape)shape, 100000);
        assert_true(half >= 50000);
        assert_true(whole <= half * 2 + 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_do_not_depend_on_the_order_of_declarations),
        cmocka_unit_test(results_do_not_depend_on_hash_seeds),
        cmocka_unit_test(closures_equal_brute_force),
        cmocka_unit_test(indexes_equal_nested_loops),
        cmocka_unit_test(closures_take_steps_in_proportion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
