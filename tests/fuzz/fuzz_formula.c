/* fuzz_formula.c -- any well-typed formula is accepted and evaluated; the bytes choose which. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>

#include "base/out.h"
#include "engine/engine.h"
#include "engine/row_reader.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/memory_project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    AS_OF = 20758 /* 2026-11-01 */,
    STEPS = 200000,
    DEPTH_MOST = 5,
    LOCALS_MOST = 12,
    FORMULAS = 3
};

/* ---- what formulas are about ---- */

static const char MODEL[] =
    "scale rank\n  poor: 1\n  fair: 2.5\n  good: 5\n\n"
    "matrix better (rank, rank) -> rank\n  poor: poor, poor, fair\n  fair: poor, fair, good\n"
    "  good: fair, good, good\n\n"
    "kind node\n  next: node*, inverse: before\n  parts: part*, inverse: part-of\n"
    "  owner: (man or team)?, inverse: owns\n  rank: rank?\n  size: number?\n  cost: money?\n"
    "  due: date?\n  since: moment?\n  cycle: duration?\n  loss: distribution?\n  name: text?\n  "
    "tags: text*\n  live: yes-no, default: no\n"
    "  worst: rank? = max(x.rank for x in self.next*)\n\n"
    "kind part\n  to: node, head: yes\n  rank: rank, default: fair\n\n"
    "kind man\n  boss: man?, inverse: staff\n  age: number?\n  who: man = self\n\n"
    "kind team\n  lead: man\n  who: man = lead\n\n"
    "let twice (x: number) -> number = x * 2\n"
    "let heads (x: node) -> node* = x.parts.to\n\n"
    "node n1 \"One\"\n  next: n2, n3\n  rank: poor\n  size: 2.5\n  cost: 10 EUR\n  due: "
    "2026-02-28\n  since: 2026-02-28T23:59\n"
    "  cycle: 3 months\n  name: \"\xc3\xa4x\"\n  tags: \"a\", \"b\", \"a\"\n  live: yes\n  owner: "
    "m1\n"
    "  parts: n2, { to: n1, rank: good }\n\n"
    "node n2\n  next: n3\n  rank: good\n  cycle: 90 days\n  loss: pert(1, 2, 3)\n  owner: t1\n  "
    "tags: \"b\"\n\n"
    "node n3 \"Three\"\n  next: n2\n  size: -1\n\n"
    "node n4\n\n"
    "man m1\n  age: 40\n\n"
    "man m2\n  boss: m1\n\n"
    "team t1\n  lead: m2\n\n";

/* ---- the grammar ---- */

/*
 * A capital letter may be missing, a small one never is: n number, m money, d date, w moment, u
 * duration, x distribution, t text, r rank, b yes-no, o node, p man, q part. In a template `$x`
 * stands for any formula of that type, `$*x` for a list; `$q` only where a part is bound. `x:` at
 * the beginning binds a variable of that type, which `@` names; what stands behind `^` does not see
 * it. The first form of each type is the simplest.
 */
struct form {
    char type; /* small: what it gives */
    bool is_list;
    bool may_miss;
    const char *template;
};

static const struct form FORMS[] = {
    { 'n', false, false, "1" },
    { 'n', false, false, "-2.5" },
    { 'n', false, false, "9_000_000_000_000" },
    { 'n', false, false, "0.000001" },
    { 'n', false, false, "($n + $n)" },
    { 'n', false, false, "($n - $n)" },
    { 'n', false, false, "($n * $n)" },
    { 'n', false, false, "($n / $n)" },
    { 'n', false, false, "(-$n)" },
    { 'n', false, false, "($N otherwise $n)" },
    { 'n', false, false, "(if $b then $n else $n)" },
    { 'n', false, false, "count($*o)" },
    { 'n', false, false, "count($*t)" },
    { 'n', false, false, "o:count(@ in ^$*o where $b)" },
    { 'n', false, false, "sum($*n)" },
    { 'n', false, false, "o:sum($N for @ in ^$*o where $b)" },
    { 'n', false, false, "abs($n)" },
    { 'n', false, false, "round($n)" },
    { 'n', false, false, "floor($n)" },
    { 'n', false, false, "ceil($n)" },
    { 'n', false, false, "sqrt($n)" },
    { 'n', false, false, "product($*n)" },
    { 'n', false, false, "o:product($N for @ in ^$*o where $b)" },
    { 'n', false, false, "mean($x)" },
    { 'n', false, false, "deviation($x)" },
    { 'n', false, false, "quantile($x, $n)" },
    { 'n', false, false, "quantile($x, 95%)" },
    { 'n', false, false, "tail-mean($x, 99.9999%)" },
    { 'n', false, false, "share-above($x, $n, $n)" },
    { 'n', false, false, "share-below($x, $n, 1_000_000)" },
    { 'n', false, false, "exceeds($x, normal($n, $n), $n)" },
    { 'n', false, false, "twice($n)" },
    { 'n', false, false, "length($t)" },
    { 'n', false, false, "number($r)" },
    { 'n', false, false, "days($d - $d)" },
    { 'n', false, false, "year($d)" },
    { 'n', false, false, "quarter($d)" },
    { 'n', false, false, "hours($w - $w)" },
    { 'n', false, false, "minutes($u)" },
    { 'n', false, false, "month($d)" },
    { 'n', false, true, "$o.size" },
    { 'n', false, true, "$O.size" },
    { 'n', false, true, "$p.age" },
    { 'n', false, true, "max($*n)" },
    { 'n', false, true, "o:min($N for @ in ^$*o)" },
    { 'n', false, true, "o:max(@.size for @ in ^$o.next+)" },
    { 'n', false, true, "($N + $N)" },
    { 'n', true, false, "[$N, $n]" },
    { 'n', true, false, "node.size" },
    { 'n', true, false, "o:[$N for @ in ^$*o where $b]" },
    { 'n', true, false, "($*n union $*n)" },
    { 'm', false, false, "10 EUR" },
    { 'm', false, false, "($m + $m)" },
    { 'm', false, false, "($m * $n)" },
    { 'm', false, false, "($M otherwise $m)" },
    { 'm', false, true, "$o.cost" },
    { 'm', false, true, "max(x.cost for x in $*o)" },
    { 'd', false, false, "today" },
    { 'd', false, false, "0001-01-01" },
    { 'd', false, false, "9999-12-31" },
    { 'd', false, false, "($d + $u)" },
    { 'd', false, false, "($d - $u)" },
    { 'd', false, false, "($D otherwise $d)" },
    { 'd', false, true, "$o.due" },
    { 'd', false, true, "min(x.due for x in $*o)" },
    { 'd', false, false, "date($w)" },
    { 'w', false, false, "2026-02-28T10:00" },
    { 'w', false, false, "9999-12-31T23:59" },
    { 'w', false, false, "($w + $u)" },
    { 'w', false, false, "($w - $u)" },
    { 'w', false, false, "($W otherwise $w)" },
    { 'w', false, true, "$o.since" },
    { 'w', false, true, "max(x.since for x in $*o)" },
    { 'u', false, false, "3 days" },
    { 'u', false, false, "72 hours" },
    { 'u', false, false, "30 minutes" },
    { 'u', false, false, "($w - $w)" },
    { 'u', false, false, "2 months" },
    { 'u', false, false, "10_000_000 years" },
    { 'u', false, false, "($u + $u)" },
    { 'u', false, false, "($u - $u)" },
    { 'u', false, false, "(-$u)" },
    { 'u', false, false, "($d - $d)" },
    { 'u', false, false, "($U otherwise $u)" },
    { 'u', false, true, "$o.cycle" },
    { 'u', false, true, "max(x.cycle for x in $*o)" },
    { 'x', false, false, "normal($n, $n)" },
    { 'x', false, false, "lognormal(0.000001, 9_000_000_000_000)" },
    { 'x', false, false, "lognormal($n, $n)" },
    { 'x', false, false, "lognormal-of($n, $n)" },
    { 'x', false, false, "pert(-1, $n, 9_000_000_000_000, $n)" },
    { 'x', false, false, "pert-vose(0, 0, $n)" },
    { 'x', false, false, "uniform(-9_000_000_000_000, $n)" },
    { 'x', false, false, "occurring($n, $x)" },
    { 'x', false, false, "occurring(10%, pert(0, 1, 1.000001, 1000))" },
    { 'x', false, false, "($X otherwise $x)" },
    { 'x', false, true, "$o.loss" },
    { 'x', false, true, "first($*x)" },
    { 'x', true, false, "node.loss" },
    { 'x', true, false, "($*x union $*x)" },
    { 'x', true, false, "[$x, $X]" },
    { 't', false, false, "text($x)" },
    { 't', false, false, "digest($x, $*x)" },
    { 't', false, false, "\"a\"" },
    { 't', false, false, "\"\"" },
    { 't', false, false, "($t + $t)" },
    { 't', false, false, "$o.id" },
    { 't', false, false, "$p.kind" },
    { 't', false, true, "text($N)" },
    { 't', false, false, "text($n)" },
    { 't', false, false, "text($d)" },
    { 't', false, false, "text($*o)" },
    { 't', false, false, "text($u)" },
    { 't', false, false, "text($w)" },
    { 't', false, false, "digest($w, $u)" },
    { 't', false, false, "digest($N, $*t, $O, $*r, $U)" },
    { 't', false, false, "join($*t, $t)" },
    { 't', false, false, "join($*o)" },
    { 't', false, false, "lower($t)" },
    { 't', false, false, "trim($t)" },
    { 't', false, false, "label($r)" },
    { 't', false, false, "($T otherwise $t)" },
    { 't', false, true, "$o.title" },
    { 't', false, true, "$o.name" },
    { 't', false, true, "first($*t)" },
    { 't', false, true, "max($*t)" },
    { 't', true, false, "$o.tags" },
    { 't', true, false, "node.tags" },
    { 't', true, false, "$*o.title" },
    { 't', true, false, "[$T, $t]" },
    { 't', true, false, "t:[@ + $t for @ in ^$*t where $b]" },
    { 't', true, false, "($*t except $*t)" },
    { 't', true, false, "($*t union $*t)" },
    { 'r', false, false, "rank.fair" },
    { 'r', false, false, "($r + 1)" },
    { 'r', false, false, "($r - 2)" },
    { 'r', false, false, "better($r, $r)" },
    { 'r', false, false, "$q.rank" },
    { 'r', false, false, "($R otherwise $r)" },
    { 'r', false, true, "$o.rank" },
    { 'r', false, true, "$o.worst" },
    { 'r', false, true, "o:max(@.rank for @ in ^$o.next*)" },
    { 'r', false, true, "max($*r)" },
    { 'r', true, false, "$*o.rank" },
    { 'r', true, false, "[$R, $r]" },
    { 'b', false, false, "yes" },
    { 'b', false, false, "($n < $n)" },
    { 'b', false, false, "($n == $n)" },
    { 'b', false, false, "($m >= $m)" },
    { 'b', false, false, "($d != $d)" },
    { 'b', false, false, "($d <= $d)" },
    { 'b', false, false, "($w >= $w)" },
    { 'b', false, false, "($w == $w)" },
    { 'b', false, false, "($x == $x)" },
    { 'b', false, false, "($x in $*x)" },
    { 'b', false, false, "($u > $u)" },
    { 'b', false, false, "($u == $u)" },
    { 'b', false, false, "($t < $t)" },
    { 'b', false, false, "($t == $t)" },
    { 'b', false, false, "($r >= $r)" },
    { 'b', false, false, "($o == $o)" },
    { 'b', false, false, "($p != $p)" },
    { 'b', false, false, "($b and $b)" },
    { 'b', false, false, "($b or $b)" },
    { 'b', false, false, "($b implies $b)" },
    { 'b', false, false, "(not $b)" },
    { 'b', false, false, "($N is set)" },
    { 'b', false, false, "($T is not set)" },
    { 'b', false, false, "($*o is empty)" },
    { 'b', false, false, "($*t is not empty)" },
    { 'b', false, false, "($o in $*o)" },
    { 'b', false, false, "($t not in $*t)" },
    { 'b', false, false, "($n in $*n)" },
    { 'b', false, false, "($r in $*r)" },
    { 'b', false, false, "($*o == $*o)" },
    { 'b', false, false, "($*t != $*t)" },
    { 'b', false, false, "o:(some @ in ^$*o where $b)" },
    { 'b', false, false, "o:(no @ in ^$o.next+ where $b)" },
    { 'b', false, false, "o:(every @ in ^$*o satisfies $b)" },
    { 'b', false, false, "p:(exactly 1 @ in ^$*p where $b)" },
    { 'b', false, false, "t:(at least 2 @ in ^$*t where $b)" },
    { 'b', false, false, "q:(at most 1 @ in ^$o.parts where $b)" },
    { 'b', false, false, "($o reaches $o via next)" },
    { 'b', false, false, "($o reaches $o via parts)" },
    { 'b', false, false, "contains($t, $t)" },
    { 'b', false, false, "matches($t, $t)" },
    { 'b', false, false, "starts-with($t, $t)" },
    { 'b', false, false, "$o.live" },
    { 'b', false, false, "(n1.size is set and n1.size > $n)" },
    { 'b', false, false, "(n3.rank is set implies n3.rank < $r)" },
    { 'b', false, false, "(if $b then $b else $b)" },
    { 'o', false, false, "n1" },
    { 'o', false, false, "n2" },
    { 'o', false, false, "n4" },
    { 'o', false, false, "$q.to" },
    { 'o', false, false, "($O otherwise $o)" },
    { 'o', false, false, "(if $b then $o else $o)" },
    { 'o', false, true, "first($*o)" },
    { 'o', true, false, "node" },
    { 'o', true, false, "$o.next" },
    { 'o', true, false, "$o.next*" },
    { 'o', true, false, "$o.before+" },
    { 'o', true, false, "$o.parts+" },
    { 'o', true, false, "$*o.next" },
    { 'o', true, false, "$*o.before*" },
    { 'o', true, false, "$p.owns" },
    { 'o', true, false, "heads($o)" },
    { 'o', true, false, "path($o, $o, next)" },
    { 'o', true, false, "[$O, $o]" },
    { 'o', true, false, "($*o union $*o)" },
    { 'o', true, false, "($*o except $*o)" },
    { 'o', true, false, "o:[@ for @ in ^$*o where $b]" },
    { 'p', false, false, "m1" },
    { 'p', false, false, "$p.who" },
    { 'p', false, false, "($P otherwise $p)" },
    { 'p', false, true, "$p.boss" },
    { 'p', false, true, "$p.boss.boss" },
    { 'p', false, true, "$o.owner.who" },
    { 'p', true, false, "man" },
    { 'p', true, false, "$p.staff" },
    { 'p', true, false, "$p.boss*" },
    { 'p', true, false, "$*o.owner.who" },
    { 'p', true, false, "[$P, $p]" },
};
enum { FORM_COUNT = sizeof(FORMS) / sizeof(FORMS[0]) };

/* ---- writing ---- */

struct writer {
    struct out out;
    const uint8_t *data;
    size_t size;
    char locals[LOCALS_MOST]; /* their types */
    uint32_t local_count;
    uint32_t hidden; /* a bit for each variable whose own domain is being written */
};

/* The next choice; 0, the simplest, when the bytes are used up. */
static uint32_t choose(struct writer *writer, uint32_t limit)
{
    if (writer->size == 0)
        return 0;
    writer->size--;
    return *writer->data++ % limit;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool fits(const struct form *form, char type, bool is_list)
{
    char small = is_capital(type) ? (char)(type - 'A' + 'a') : type;

    return form->type == small && form->is_list == is_list && (!form->may_miss || is_capital(type));
}

static void write_formula(struct writer *writer, char type, bool is_list, uint32_t depth);

static bool has_local(const struct writer *writer, char type)
{
    for (uint32_t i = 0; i < writer->local_count; i++)
        if (writer->locals[i] == type && !(writer->hidden >> i & 1))
            return true;
    return false;
}

/* A variable of the type, if the bytes say so. */
static bool write_local(struct writer *writer, char type)
{
    char small = is_capital(type) ? (char)(type - 'A' + 'a') : type;

    for (uint32_t i = writer->local_count; i > 0; i--)
        if (writer->locals[i - 1] == small && !(writer->hidden >> (i - 1) & 1) &&
            (small == 'q' || choose(writer, 2) > 0)) {
            out_format(&writer->out, "v%u", i - 1);
            return true;
        }
    return false;
}

/* `$x`, `$*x`; returns what follows. */
static const char *write_part(struct writer *writer, const char *at, uint32_t depth)
{
    bool is_list = at[0] == '*';

    at += is_list;
    write_formula(writer, at[0], is_list, depth);
    return at + 1;
}

static void write_template(struct writer *writer, const char *template, uint32_t depth)
{
    bool binds = template[1] == ':';
    uint32_t variable = writer->local_count;
    uint32_t hidden = writer->hidden;

    if (binds) {
        writer->locals[writer->local_count++] = template[0];
        template += 2;
    }
    while (*template != '\0') {
        char c = *template ++;
        if (c == '^')
            writer->hidden |= 1U << variable;
        else if (c == '@')
            out_format(&writer->out, "v%u", variable);
        else if (c == '$') {
            template = write_part(writer, template, depth);
            writer->hidden = hidden;
        } else
            out_char(&writer->out, c);
    }
    writer->local_count = variable;
}

static void write_formula(struct writer *writer, char type, bool is_list, uint32_t depth)
{
    const struct form *fitting[FORM_COUNT];
    uint32_t count = 0;

    if (!is_list && write_local(writer, type))
        return;
    for (int i = 0; i < FORM_COUNT; i++)
        if (fits(&FORMS[i], type, is_list) &&
            (has_local(writer, 'q') || !strstr(FORMS[i].template, "$q")))
            fitting[count++] = &FORMS[i];
    if (depth >= DEPTH_MOST || writer->local_count == LOCALS_MOST)
        write_template(writer, fitting[0]->template, depth + 1);
    else
        write_template(writer, fitting[choose(writer, count)]->template, depth + 1);
}

static void write_view(struct writer *writer, uint32_t number)
{
    static const char TYPES[] = "nNmMdDuUtTrRboOpP";
    struct out *out = &writer->out;

    writer->locals[0] = 'o';
    writer->local_count = 1;
    writer->hidden = 0;
    out_format(out, "view w%u\n  from: v0 in node where ", number);
    write_formula(writer, 'b', false, 1);
    out_text(out, "\n  columns: ");
    write_formula(writer, TYPES[choose(writer, sizeof(TYPES) - 1)], false, 0);
    out_text(out, " as \"a\", ");
    write_formula(writer, "ontrp"[choose(writer, 5)], true, 1);
    out_text(out, " as \"b\"\n  order: ");
    write_formula(writer, "NDTR"[choose(writer, 4)], false, 3);
    out_format(out, "\n\nrule r%u\n  for: v0 in node\n  require: ", number);
    write_formula(writer, 'b', false, 0);
    out_text(out, "\n\n");
}

/* ---- running ---- */

/* The only faults that a well-typed formula can have lie in its values, its depth and its cost. */
static bool is_about_values(const struct diag *diag)
{
    return diag->severity < SEVERITY_ERROR || diag->message == MSG_E0320 ||
           diag->message == MSG_E0321 || diag->message == MSG_E0322 || diag->message == MSG_E0323 ||
           diag->message == MSG_E0324 || diag->message == MSG_E0602 || diag->message == MSG_E0605 ||
           diag->message == MSG_E0606;
}

static void check_messages(struct engine *engine)
{
    struct diag_sink *sink = engine_sink(engine);

    for (uint32_t i = 0; i < sink->diags.count; i++) {
        const struct diag *diag = sink->diags.items[i];
        if (is_about_values(diag))
            continue;
        struct str around = source_map_text(engine_sources(engine), diag->span);
        fprintf(stderr, "%.*s: %.*s\n", STR_ARG(around), STR_ARG(diag->text));
        abort();
    }
}

static void print_cell(struct out *out, const struct cell *cell)
{
    out_str(out, cell->text);
    for (uint32_t i = 0; i < cell->part_count; i++)
        print_cell(out, &cell->parts[i]);
}

static void print_table(struct out *out, const struct table *table)
{
    struct row_reader reader;

    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        const struct cell *cells = row_reader_read(&reader, row);
        for (uint32_t column = 0; column < table->column_count; column++)
            print_cell(out, &cells[column]);
    }
    row_reader_release(&reader);
}

static void run(struct memory_project *project, uint64_t seed, struct out *out)
{
    static const struct library_file CORE[] = { { "core.isms", "# nothing\n", 10 } };
    static const struct library LIBRARY = { .files = CORE, .count = 1 };
    struct file_reader reader = memory_reader(project);
    struct engine_options options = {
        .reader = &reader, .library = &LIBRARY, .seed_low = seed, .seed_high = ~seed, .steps = STEPS
    };
    struct engine *engine = engine_open(&options);
    uint32_t count;

    engine_check(engine, AS_OF);
    const struct str *names = engine_view_names(engine, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t not_assessed = 0;
        const struct table *table = engine_view(engine, names[i], &not_assessed);
        if (table)
            print_table(out, table);
        out_u64(out, not_assessed);
    }
    check_messages(engine);
    struct engine_counts counts = engine_counts(engine);
    out_u64(out, counts.assessed);
    out_u64(out, counts.not_assessed);
    engine_close(engine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct str PROJECT = { "project p \"P\"\n  language: 1.0\n  currency: EUR\n", 48 };
    struct writer writer = { .data = data, .size = size };
    struct memory_project project = { .count = 2 };
    struct out first, second;

    out_open_memory(&writer.out);
    out_text(&writer.out, MODEL);
    for (uint32_t i = 0; i < FORMULAS; i++)
        write_view(&writer, i);
    project.texts[0] = str_slice(PROJECT, 0, strlen(PROJECT.ptr));
    project.texts[1] = out_memory(&writer.out);
    out_open_memory(&first);
    out_open_memory(&second);
    run(&project, 1, &first);
    run(&project, 2, &second);
    demand(str_equal(out_memory(&first), out_memory(&second)));
    out_release(&first);
    out_release(&second);
    out_release(&writer.out);
    return 0;
}
