/* imprint_write.c -- the trees of the library as C; only a program of the build calls it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"
#include "lang/imprint.h"

/* Where what a tree of its own has begins among that of all. */
struct origin {
    uint32_t position, decls, parts, fields, exprs;
};

/* A tree of one text alone. */
struct press {
    struct origin origin;
    struct arena arena;
    struct source_map sources;
    struct diag_sink sink;
    struct ast ast;
    struct lang lang;
    VEC(struct parsed_hole) holes;
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

static void press_holes(struct press *press)
{
    uint32_t end = press->ast.exprs.count; /* nodes of holes come behind */

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

/* ---- types ---- */

/* The types of fields of all files. */
struct types {
    struct interner *spellings;
    VEC(uint16_t) numbers; /* by field; see ast_type_number */
};

static bool declares_fields(const struct interner *names, const struct decl *decl)
{
    struct str word = sym_text(names, decl->word);

    return str_equal(word, STR("kind")) || str_equal(word, STR("extend"));
}

/* Those that there are too many of for such numbers have none. */
static void number_type(const struct press *press, field_id id, struct types *types)
{
    const struct field *field = ast_field(&press->ast, id);
    uint32_t number;

    if (field->items.v == 0)
        return;
    struct span span = ast_expr(&press->ast, field->items)->span;
    number = intern(types->spellings, source_map_text(&press->sources, span)).v;
    if (number <= UINT16_MAX)
        types->numbers.items[press->origin.fields + id.v - 1] = (uint16_t)number;
}

static void number_types(const struct press *press, struct types *types)
{
    for (uint32_t i = 1; i < press->ast.fields.count; i++)
        VEC_PUSH(&types->numbers, 0);
    for (uint32_t i = 1; i < press->ast.decls.count; i++) {
        const struct decl *decl = &press->ast.decls.items[i];
        const struct decl_parts *parts = ast_parts(&press->ast, decl);
        for (uint32_t j = 0; declares_fields(press->lang.names, decl) && j < parts->field_count;
             j++)
            number_type(press, (field_id){ parts->first_field.v + j }, types);
    }
}

/* ---- positions and handles among those of all ---- */

/* Without the dummy of its own tree, which has handle 0. */
static uint32_t moved(uint32_t handle, uint32_t first)
{
    return handle == 0 ? 0 : (first + handle - 1) | FIXED_HANDLE;
}

static struct span moved_span(const struct press *press, struct span span)
{
    uint32_t from = press->origin.position;

    return span.lo == 0 ? span : (struct span){ span.lo + from - 1, span.hi + from - 1 };
}

static uint32_t moved_expr(const struct press *press, expr_id id)
{
    return moved(id.v, press->origin.exprs);
}

/* Where the next one begins. The tree of a faulty text is empty. */
static struct origin origin_behind(const struct press *press, size_t text_bytes)
{
    struct origin origin = press->origin;

    origin.position += (uint32_t)text_bytes + 1;
    origin.decls += press->ast.decls.count - 1;
    origin.parts += press->ast.parts.count - 1;
    origin.fields += press->ast.fields.count - 1;
    origin.exprs += press->ast.exprs.count - 1;
    return origin;
}

/* ---- rows ---- */

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

static void write_number(struct out *out, uint32_t index, uint32_t number)
{
    out_text(out, index % NUMBERS_IN_A_LINE == 0 ? "\n    " : " ");
    out_u64(out, number);
    out_char(out, ',');
}

/* What stands in the braces of an array of any unsigned type, and the end of it. */
#define WRITE_ARRAY(out, array, count)                                                             \
    do {                                                                                           \
        for (uint32_t number = 0; number < (count); number++)                                      \
            write_number((out), number, (array)[number]);                                          \
        out_text((out), "\n};\n");                                                                 \
    } while (0)

#define WRITE_ROW(out, ...)                                                                        \
    do {                                                                                           \
        const uint32_t row[] = { __VA_ARGS__ };                                                    \
        write_numbers((out), row, sizeof row / sizeof row[0]);                                     \
    } while (0)
#define LO_HI(span) moved_span(press, (span)).lo, moved_span(press, (span)).hi

static void write_exprs(const struct press *press, struct out *out)
{
    for (uint32_t i = 1; i < press->ast.exprs.count; i++) {
        const struct expr *e = &press->ast.exprs.items[i];
        WRITE_ROW(out, e->op, e->flags, e->depth, LO_HI(e->span), e->sym.v,
                  e->op == EXPR_DATE ? e->a.v : moved_expr(press, e->a), moved_expr(press, e->b),
                  moved_expr(press, e->next));
    }
}

static void write_fields(const struct press *press, struct out *out)
{
    for (uint32_t i = 1; i < press->ast.fields.count; i++) {
        const struct field *f = &press->ast.fields.items[i];
        WRITE_ROW(out, f->name.v, LO_HI(f->name_span), moved_expr(press, f->items),
                  moved_expr(press, f->last_item), moved_expr(press, f->computed), LO_HI(f->doc),
                  f->has_bullets, f->is_damaged, f->computed_first);
    }
}

static void write_parts(const struct press *press, struct out *out)
{
    for (uint32_t i = 1; i < press->ast.parts.count; i++) {
        const struct decl_parts *p = &press->ast.parts.items[i];
        WRITE_ROW(out, moved_expr(press, p->title), moved_expr(press, p->head),
                  moved_expr(press, p->value), LO_HI(p->word_span), LO_HI(p->id_span),
                  LO_HI(p->doc), moved(p->first_field.v, press->origin.fields), p->field_count);
    }
}

static void write_decls(const struct press *press, struct out *out)
{
    for (uint32_t i = 1; i < press->ast.decls.count; i++) {
        const struct decl *d = &press->ast.decls.items[i];
        WRITE_ROW(out, d->word.v, d->id.v, LO_HI(d->span), moved(d->parts, press->origin.parts));
    }
}

static void write_holes(const struct press *press, struct out *out)
{
    for (uint32_t i = 0; i < press->holes.count; i++)
        WRITE_ROW(out, LO_HI(press->holes.items[i].span),
                  moved_expr(press, press->holes.items[i].expr));
}

static void write_file(const struct press *press, struct out *out)
{
    WRITE_ROW(out, press->origin.position, press->origin.decls, press->ast.decls.count - 1);
}

/* ---- tables ---- */

struct table {
    const char *name, *type;
    const char *columns, *row; /* of a macro, so that a row is short */
    void (*write)(const struct press *press, struct out *out);
};

/* One more than there are: a table has a row. */
static void write_last_row(const char *columns, struct out *out)
{
    out_text(out, "    X(0");
    for (const char *at = columns; *at != '\0'; at++)
        if (*at == ',')
            out_text(out, ",0");
    out_text(out, ")\n};\n#undef X\n");
}

static void write_table(const struct table *table, const struct press *presses, uint32_t count,
                        struct out *out)
{
    out_format(out, "\n#define X(%s) { %s }\nstatic const struct %s %s[] = {\n", table->columns,
               table->row, table->type, table->name);
    for (uint32_t i = 0; i < count; i++)
        table->write(&presses[i], out);
    write_last_row(table->columns, out);
}

static void write_tables(const struct press *presses, uint32_t count, struct out *out)
{
    static const struct table TABLES[] = {
        { "exprs", "expr", "op, flags, depth, lo, hi, sym, a, b, next",
          "op, flags, depth, { lo, hi }, { sym }, { a }, { b }, { next }", write_exprs },
        { "fields", "field", "name, lo, hi, items, last, computed, d_lo, d_hi, a, b, c",
          "{ name }, { lo, hi }, { items }, { last }, { computed }, { d_lo, d_hi }, a, b, c",
          write_fields },
        { "parts", "decl_parts",
          "title, head, value, w_lo, w_hi, i_lo, i_hi, d_lo, d_hi, first, count",
          "{ title }, { head }, { value }, { w_lo, w_hi }, { i_lo, i_hi }, { d_lo, d_hi }, "
          "{ first }, count",
          write_parts },
        { "decls", "decl", "word, id, lo, hi, parts",
          "{ word }, { id }, { lo, hi }, { parts }, 0, UNFOLDED, 0, 1", write_decls },
        { "holes", "parsed_hole", "lo, hi, expr", "{ lo, hi }, { expr }", write_holes },
        { "files", "imprint", "base, first, count", "base, first, count", write_file },
    };

    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
        write_table(&TABLES[i], presses, count, out);
}

static uint32_t count_holes(const struct press *presses, uint32_t count)
{
    uint32_t holes = 0;

    for (uint32_t i = 0; i < count; i++)
        holes += presses[i].holes.count;
    return holes;
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
    uint8_t *tags = ARENA_ARRAY(&arena, uint8_t, slot_count);
    uint16_t *numbers = ARENA_ARRAY(&arena, uint16_t, slot_count);

    starts[1] = 1; /* behind the NUL of name 0 */
    for (uint32_t i = 1; i <= count; i++) {
        struct str text = sym_text(names, (sym_id){ i });
        starts[i + 1] = starts[i] + (uint32_t)text.len + 1;
        known_names_place(tags, numbers, slot_count - 1, text, i);
    }
    write_texts(names, out);
    out_text(out, "static const uint32_t name_starts[] = {");
    WRITE_ARRAY(out, starts, count + 2);
    out_text(out, "static const uint8_t name_tags[] = {");
    WRITE_ARRAY(out, tags, slot_count);
    out_text(out, "static const uint16_t name_numbers[] = {");
    WRITE_ARRAY(out, numbers, slot_count);
    out_format(out,
               "static const struct known_names names = { name_texts, name_starts, name_tags, "
               "name_numbers, %u, %u };\n",
               count, slot_count - 1);
    arena_release(&arena);
}

/* How many types are numbered. */
static uint32_t write_types(const struct press *presses, uint32_t count, struct out *out)
{
    struct types types = { .spellings = interner_open(1, 2) };
    uint32_t numbered;

    for (uint32_t i = 0; i < count; i++)
        number_types(&presses[i], &types);
    VEC_PUSH(&types.numbers, 0); /* an array has an item */
    out_text(out, "\nstatic const uint16_t types[] = {");
    WRITE_ARRAY(out, types.numbers.items, types.numbers.count);
    numbered = interner_count(types.spellings);
    interner_close(types.spellings);
    VEC_RELEASE(&types.numbers);
    return numbered < UINT16_MAX ? numbered : UINT16_MAX;
}

/* ---- imprint.h ---- */

static void press_empty(struct press *press)
{
    ast_release(&press->ast);
    ast_init(&press->ast);
    VEC_CLEAR(&press->holes);
}

static struct origin press_file(struct press *press, const struct library_file *file,
                                struct interner *names, struct origin origin)
{
    press_open(press, file, names);
    press->origin = origin;
    if (is_clean(press))
        press_holes(press);
    else
        press_empty(press);
    return origin_behind(press, file->text_bytes);
}

bool imprint_write_all(const struct library *library, struct out *out)
{
    struct interner *names = interner_open(1, 2); /* changes no number */
    struct arena arena = { 0 };
    struct press *presses = ARENA_ARRAY(&arena, struct press, library->count);
    struct origin origin = { .position = 1 };
    uint32_t type_count;
    bool has_room;

    for (uint32_t i = 0; i < library->count; i++)
        origin = press_file(&presses[i], &library->files[i], names, origin);
    write_tables(presses, library->count, out);
    type_count = write_types(presses, library->count, out);
    out_format(out,
               "\nstatic const struct imprints imprints = { { exprs, fields, parts, types, %u }, "
               "decls, holes, %u, %u, files };\n",
               type_count, count_holes(presses, library->count), origin.position);
    has_room = interner_count(names) <= KNOWN_NAMES_MOST;
    if (has_room)
        write_names(names, out);
    for (uint32_t i = 0; i < library->count; i++)
        press_close(&presses[i]);
    arena_release(&arena);
    interner_close(names);
    return has_room;
}
