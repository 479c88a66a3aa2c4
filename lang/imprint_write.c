/* imprint_write.c -- the trees of the library as C; only a program of the build calls it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"
#include "lang/imprint.h"

/* A tree of one text alone. */
struct press {
    struct arena arena;
    struct source_map sources;
    struct diag_sink sink;
    struct ast ast;
    struct lang lang;
    VEC(struct parsed_hole) holes;
    VEC(uint32_t) first_exprs; /* by declaration, and one behind the last */
};

static void press_open(struct press *press, const struct library_file *file, struct interner *names)
{
    *press = (struct press){ 0 };
    press->sources.arena = &press->arena;
    press->sink.arena = &press->arena;
    ast_init(&press->ast);
    press->lang = (struct lang){ .arena = &press->arena,
                                 .names = names,
                                 .sources = &press->sources,
                                 .sink = &press->sink,
                                 .ast = &press->ast,
                                 .limits = &limits_default };
    (void)source_map_add(&press->sources, str_from(file->path),
                         (struct str){ file->text, file->text_bytes }, true);
    lang_parse(&press->lang, 0);
}

static void press_close(struct press *press)
{
    VEC_RELEASE(&press->holes);
    VEC_RELEASE(&press->first_exprs);
    ast_release(&press->ast);
    diag_sink_release(&press->sink);
    source_map_release(&press->sources);
    arena_release(&press->arena);
}

static bool is_clean(const struct press *press)
{
    return press->sink.diags.count == 0 && !press->ast.has_errors &&
           press->ast.damaged_names.count == 0;
}

/* ---- holes ---- */

/* What only looks like a hole, in a text that has none, leaves nothing behind but its names. */
static void press_hole(struct press *press, struct span span)
{
    struct diag_sink faults = { .arena = &press->arena };
    uint32_t exprs = press->ast.exprs.count;
    expr_id expr;

    press->lang.sink = &faults;
    expr = lang_parse_hole(&press->lang, span);
    press->lang.sink = &press->sink;
    if (expr.v != 0 && faults.diags.count == 0) {
        VEC_PUSH(&press->holes, (struct parsed_hole){ span, expr });
    } else {
        press->ast.exprs.count = exprs;
        press->ast.damaged_names.count = 0;
        press->ast.has_errors = false;
    }
    diag_sink_release(&faults);
}

static void press_holes(struct press *press, uint32_t end)
{
    for (uint32_t i = 1; i < end; i++) {
        struct expr text = press->ast.exprs.items[i];
        struct str raw = source_map_text(&press->sources, text.span);
        struct hole_place hole = { 0 };
        if (text.op != EXPR_STRING && text.op != EXPR_TEXT)
            continue;
        for (size_t at = 0; lang_next_hole(raw, at, &hole) && hole.close < raw.len;
             at = hole.close + 1)
            press_hole(press, (struct span){ text.span.lo + (uint32_t)hole.open + 1,
                                             text.span.lo + (uint32_t)hole.close });
    }
}

/* ---- runs ---- */

/*
 * A declaration can be added without others, or left out, because its nodes and its fields are a
 * run each and lead to no others: the tables grow from its first line to its last.
 */
struct run {
    uint32_t first, end;
};

static bool holds(struct run run, expr_id id)
{
    return id.v == 0 || (id.v >= run.first && id.v < run.end);
}

static bool nodes_stay_inside(const struct ast *ast, struct run run)
{
    for (uint32_t i = run.first; i < run.end; i++) {
        const struct expr *e = &ast->exprs.items[i];
        if ((e->op != EXPR_DATE && !holds(run, e->a)) || !holds(run, e->b) || !holds(run, e->next))
            return false;
    }
    return true;
}

static bool parts_stay_inside(const struct ast *ast, const struct decl_parts *parts, struct run run)
{
    for (uint32_t i = 0; i < parts->field_count; i++) {
        const struct field *field = &ast->fields.items[parts->first_field.v + i];
        if (!holds(run, field->items) || !holds(run, field->last_item) ||
            !holds(run, field->computed))
            return false;
    }
    return holds(run, parts->title) && holds(run, parts->head) && holds(run, parts->value);
}

/* The nodes from `first` on that stand before the next declaration. */
static struct run run_from(const struct ast *ast, uint32_t first, uint32_t end, uint32_t decl)
{
    uint32_t limit = decl + 1 < ast->decls.count ? ast->decls.items[decl + 1].span.lo : UINT32_MAX;
    struct run run = { first, first };

    while (run.end < end && ast->exprs.items[run.end].span.lo < limit)
        run.end++;
    return run;
}

/* False when some declaration is no run; from `end` on there are the nodes of holes. */
static bool find_runs(struct press *press, uint32_t end)
{
    const struct ast *ast = &press->ast;
    struct run run = { 0, 1 }; /* the dummy */
    uint32_t fields = 1;

    VEC_PUSH(&press->first_exprs, 0);
    for (uint32_t i = 1; i < ast->decls.count; i++) {
        const struct decl_parts *parts = ast_parts(ast, &ast->decls.items[i]);
        run = run_from(ast, run.end, end, i);
        VEC_PUSH(&press->first_exprs, run.first);
        if (parts->first_field.v != fields || !nodes_stay_inside(ast, run) ||
            !parts_stay_inside(ast, parts, run))
            return false;
        fields += parts->field_count;
    }
    VEC_PUSH(&press->first_exprs, end);
    return run.end == end && nodes_stay_inside(ast, (struct run){ end, ast->exprs.count });
}

/* ---- tables ---- */

static void write_numbers(struct out *out, const uint32_t *numbers, uint32_t count)
{
    out_text(out, "    X(");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            out_char(out, ',');
        out_u64(out, numbers[i]);
    }
    out_text(out, "),\n");
}

enum { NUMBERS_IN_A_LINE = 12 };

/* What stands in the braces of an array, and the end of it. */
static void write_array(const uint32_t *numbers, uint32_t count, struct out *out)
{
    for (uint32_t i = 0; i < count; i++) {
        out_text(out, i % NUMBERS_IN_A_LINE == 0 ? "\n    " : " ");
        out_u64(out, numbers[i]);
        out_char(out, ',');
    }
    out_text(out, "\n};\n");
}

#define WRITE_ROW(out, ...)                                                                        \
    do {                                                                                           \
        const uint32_t row[] = { __VA_ARGS__ };                                                    \
        write_numbers((out), row, sizeof row / sizeof row[0]);                                     \
    } while (0)
#define LO_HI(span) (span).lo, (span).hi

static void write_exprs(const struct ast *ast, uint32_t file, struct out *out)
{
    out_format(out,
               "#define X(op, flags, depth, lo, hi, sym, a, b, next) \\\n"
               "    { op, flags, depth, { lo, hi }, { sym }, { a }, { b }, { next } }\n"
               "static const struct expr exprs_%u[] = {\n",
               file);
    for (uint32_t i = 0; i < ast->exprs.count; i++) {
        const struct expr *e = &ast->exprs.items[i];
        WRITE_ROW(out, e->op, e->flags, e->depth, LO_HI(e->span), e->sym.v, e->a.v, e->b.v,
                  e->next.v);
    }
    out_text(out, "};\n#undef X\n");
}

static void write_fields(const struct ast *ast, uint32_t file, struct out *out)
{
    out_format(out,
               "#define X(name, lo, hi, items, last, computed, doc_lo, doc_hi, a, b, c) \\\n"
               "    { { name }, { lo, hi }, { items }, { last }, { computed }, \\\n"
               "      { doc_lo, doc_hi }, a, b, c }\n"
               "static const struct field fields_%u[] = {\n",
               file);
    for (uint32_t i = 0; i < ast->fields.count; i++) {
        const struct field *f = &ast->fields.items[i];
        WRITE_ROW(out, f->name.v, LO_HI(f->name_span), f->items.v, f->last_item.v, f->computed.v,
                  LO_HI(f->doc), f->has_bullets, f->is_damaged, f->computed_first);
    }
    out_text(out, "};\n#undef X\n");
}

static void write_decls(const struct ast *ast, uint32_t file, struct out *out)
{
    out_format(out,
               "#define X(word, id, lo, hi, parts, damaged, has_parts) \\\n"
               "    { { word }, { id }, { lo, hi }, { parts }, 0, 0, damaged, has_parts }\n"
               "static const struct decl decls_%u[] = {\n",
               file);
    for (uint32_t i = 0; i < ast->decls.count; i++) {
        const struct decl *d = &ast->decls.items[i];
        WRITE_ROW(out, d->word.v, d->id.v, LO_HI(d->span), d->parts, (uint32_t)d->is_damaged,
                  (uint32_t)d->has_parts);
    }
    out_text(out, "};\n#undef X\n");
}

static void write_parts(const struct ast *ast, uint32_t file, struct out *out)
{
    out_format(
        out,
        "#define X(title, head, value, w_lo, w_hi, i_lo, i_hi, d_lo, d_hi, first, count) \\\n"
        "    { { title }, { head }, { value }, { w_lo, w_hi }, { i_lo, i_hi }, { d_lo, d_hi }, \\\n"
        "      { first }, count }\n"
        "static const struct decl_parts parts_%u[] = {\n",
        file);
    for (uint32_t i = 0; i < ast->parts.count; i++) {
        const struct decl_parts *p = &ast->parts.items[i];
        WRITE_ROW(out, p->title.v, p->head.v, p->value.v, LO_HI(p->word_span), LO_HI(p->id_span),
                  LO_HI(p->doc), p->first_field.v, p->field_count);
    }
    out_text(out, "};\n#undef X\n");
}

static void write_holes(const struct press *press, uint32_t file, struct out *out)
{
    out_format(out,
               "#define X(lo, hi, expr) \\\n"
               "    { { lo, hi }, { expr } }\n"
               "static const struct parsed_hole holes_%u[] = {\n",
               file);
    for (uint32_t i = 0; i < press->holes.count; i++)
        WRITE_ROW(out, LO_HI(press->holes.items[i].span), press->holes.items[i].expr.v);
    if (press->holes.count == 0)
        WRITE_ROW(out, 0, 0, 0); /* a table has a row */
    out_text(out, "};\n#undef X\n");
}

/* ---- files ---- */

static void write_tables(const struct press *press, uint32_t file, struct out *out)
{
    write_exprs(&press->ast, file, out);
    write_fields(&press->ast, file, out);
    write_decls(&press->ast, file, out);
    write_parts(&press->ast, file, out);
    write_holes(press, file, out);
    out_format(out, "static const uint32_t first_exprs_%u[] = {", file);
    write_array(press->first_exprs.items, press->first_exprs.count, out);
    out_format(out,
               "#define IMPRINT_%u { decls_%u, parts_%u, fields_%u, exprs_%u, holes_%u, "
               "first_exprs_%u",
               file, file, file, file, file, file, file);
    out_format(out, ", %u, %u, %u, %u, %u }\n", press->ast.decls.count, press->ast.parts.count,
               press->ast.fields.count, press->ast.exprs.count, press->holes.count);
}

static bool press_all(struct press *press)
{
    uint32_t end = press->ast.exprs.count;

    press_holes(press, end);
    return find_runs(press, end);
}

static void write_file(const struct library_file *text, uint32_t file, struct interner *names,
                       struct out *out)
{
    struct press press;

    press_open(&press, text, names);
    out_format(out, "\n/* %s */\n", text->path);
    if (is_clean(&press) && press_all(&press))
        write_tables(&press, file, out);
    else
        out_format(out, "#define IMPRINT_%u { 0 }\n", file);
    press_close(&press);
}

/* ---- names ---- */

/* Names hold neither quotes nor backslashes. */
static void write_texts(const struct interner *names, struct out *out)
{
    out_text(out, "\nstatic const char name_texts[] = \"\\0\"\n");
    for (uint32_t i = 1; i <= interner_count(names); i++)
        out_format(out, "    \"%.*s\" \"\\0\"\n", STR_ARG(sym_text(names, (sym_id){ i })));
    out_text(out, "    ;\n");
}

/* A quarter of the slots and less is taken, so that walks are short. */
static uint32_t slots_for(uint32_t names)
{
    uint32_t slots = 1;

    while (slots <= 4 * names)
        slots *= 2;
    return slots;
}

static void write_names(const struct interner *names, struct out *out)
{
    struct arena arena = { 0 };
    uint32_t count = interner_count(names);
    uint32_t slot_count = slots_for(count);
    uint32_t *starts = ARENA_ARRAY(&arena, uint32_t, (size_t)count + 2);
    uint32_t *slots = ARENA_ARRAY(&arena, uint32_t, slot_count);

    starts[1] = 1; /* behind the NUL of name 0 */
    for (uint32_t i = 1; i <= count; i++) {
        struct str text = sym_text(names, (sym_id){ i });
        starts[i + 1] = starts[i] + (uint32_t)text.len + 1;
        known_names_place(slots, slot_count - 1, text, i);
    }
    write_texts(names, out);
    out_text(out, "static const uint32_t name_starts[] = {");
    write_array(starts, count + 2, out);
    out_text(out, "static const uint32_t name_slots[] = {");
    write_array(slots, slot_count, out);
    out_format(out,
               "static const struct known_names names = { name_texts, name_starts, name_slots, "
               "%u, %u };\n",
               count, slot_count - 1);
    arena_release(&arena);
}

bool imprint_write_all(const struct library *library, struct out *out)
{
    struct interner *names = interner_open(1, 2); /* changes no number */
    bool has_room;

    for (uint32_t i = 0; i < library->count; i++)
        write_file(&library->files[i], i, names, out);
    out_text(out, "\nstatic const struct imprint imprints[] = {\n");
    for (uint32_t i = 0; i < library->count; i++)
        out_format(out, "    IMPRINT_%u,\n", i);
    out_text(out, "};\n");
    has_room = interner_count(names) <= KNOWN_NAMES_MOST;
    if (has_room)
        write_names(names, out);
    interner_close(names);
    return has_room;
}
