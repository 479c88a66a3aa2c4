/* test_imprint.c -- what the build made of the library is what parsing makes of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"
#include "lang/imprint.h"
#include "stdlib/library.h"
#include "tests/unit/lang_case.h"

/* ---- the same trees, wherever they stand ---- */

/* A case and where the text begins in it. */
struct side {
    const struct lang_case *c;
    uint32_t base;
};

static void assert_same_span(struct side a, struct span one, struct side b, struct span other)
{
    assert_int_equal(one.lo == 0 ? 0 : one.lo - a.base + 1,
                     other.lo == 0 ? 0 : other.lo - b.base + 1);
    assert_int_equal(one.hi - one.lo, other.hi - other.lo);
}

static void assert_same_tree(struct side a, expr_id one, struct side b, expr_id other)
{
    while (one.v != 0 && other.v != 0) {
        const struct expr *x = ast_expr(&a.c->ast, one), *y = ast_expr(&b.c->ast, other);
        assert_int_equal(x->op, y->op);
        assert_int_equal(x->flags, y->flags);
        assert_int_equal(x->depth, y->depth);
        assert_int_equal(x->sym.v, y->sym.v);
        assert_same_span(a, x->span, b, y->span);
        if (x->op == EXPR_DATE)
            assert_int_equal(x->a.v, y->a.v);
        else
            assert_same_tree(a, x->a, b, y->a);
        assert_same_tree(a, x->b, b, y->b);
        one = x->next;
        other = y->next;
    }
    assert_int_equal(one.v, 0);
    assert_int_equal(other.v, 0);
}

static void assert_same_field(struct side a, const struct field *one, struct side b,
                              const struct field *other)
{
    assert_int_equal(one->name.v, other->name.v);
    assert_same_span(a, one->name_span, b, other->name_span);
    assert_same_tree(a, one->items, b, other->items);
    assert_same_tree(a, one->last_item, b, other->last_item);
    assert_same_tree(a, one->computed, b, other->computed);
    assert_same_span(a, one->doc, b, other->doc);
    assert_int_equal(one->has_bullets, other->has_bullets);
    assert_int_equal(one->is_damaged, other->is_damaged);
    assert_int_equal(one->computed_first, other->computed_first);
}

static void assert_same_parts(struct side a, const struct decl *one, struct side b,
                              const struct decl *other)
{
    const struct decl_parts *x = ast_parts(&a.c->ast, one), *y = ast_parts(&b.c->ast, other);

    assert_same_tree(a, x->title, b, y->title);
    assert_same_tree(a, x->head, b, y->head);
    assert_same_tree(a, x->value, b, y->value);
    assert_same_span(a, x->doc, b, y->doc);
    assert_same_span(a, x->word_span, b, y->word_span);
    assert_same_span(a, x->id_span, b, y->id_span);
    assert_int_equal(x->field_count, y->field_count);
    for (uint32_t i = 0; i < x->field_count; i++)
        assert_same_field(a, ast_field_of(&a.c->ast, x, i), b, ast_field_of(&b.c->ast, y, i));
}

static void assert_same_head(struct side a, const struct decl *one, struct side b,
                             const struct decl *other)
{
    assert_int_equal(one->word.v, other->word.v);
    assert_int_equal(one->id.v, other->id.v);
    assert_same_span(a, one->span, b, other->span);
    assert_int_equal(one->fold, UNFOLDED);
    assert_int_equal(other->fold, UNFOLDED);
    assert_int_equal(one->is_damaged, other->is_damaged);
    assert_int_equal(one->source, other->source);
}

static struct side side_of(const struct lang_case *c, const struct decl *decl)
{
    return (struct side){ c, c->sources.sources.items[decl->source].base };
}

static void assert_same_names(const struct lang_case *a, const struct lang_case *b)
{
    uint32_t count = interner_count(a->lang.names);

    assert_int_equal(count, interner_count(b->lang.names));
    for (uint32_t i = 1; i <= count; i++)
        assert_true(str_equal(sym_text(a->lang.names, (sym_id){ i }),
                              sym_text(b->lang.names, (sym_id){ i })));
}

static bool is_view(const struct decl *decl)
{
    return decl->word.v == known_names_find(stdlib_library.names, STR("view"));
}

/* Views are left out of the other one, or not; returns how many were. */
static uint32_t assert_same(const struct lang_case *whole, const struct lang_case *other,
                            bool has_views)
{
    uint32_t left_out = 0;

    assert_same_names(whole, other);
    assert_int_equal(whole->ast.decls.count, other->ast.decls.count);
    assert_int_equal(whole->ast.runs.count, other->ast.runs.count);
    for (uint32_t i = 1; i < whole->ast.decls.count; i++) {
        const struct decl *one = &whole->ast.decls.items[i], *two = &other->ast.decls.items[i];
        struct side a = side_of(whole, one), b = side_of(other, two);
        assert_same_head(a, one, b, two);
        if (has_views || !is_view(one)) {
            assert_same_parts(a, one, b, two);
            continue;
        }
        assert_int_equal(two->parts, 0);
        left_out++;
    }
    return left_out;
}

/* ---- tests ---- */

static void parse(struct lang_case *c, const struct library_file *file)
{
    struct str text = { file->text, file->text_bytes };

    lang_parse(&c->lang, source_map_add(&c->sources, str_from(file->path), text, true));
}

static void add(struct lang_case *c, uint32_t file)
{
    assert_true(imprint_add(&c->lang, &stdlib_library.files[file],
                            str_from(stdlib_library.files[file].path)));
}

static void open_added(struct lang_case *c)
{
    lang_case_open(c);
    interner_know(c->lang.names, stdlib_library.names);
    c->lang.library = &stdlib_library;
    imprint_open(&c->lang);
}

/* All holes of a text are found, and are what parsing makes of them. */
static uint32_t assert_same_holes(struct lang_case *parsed, struct lang_case *added,
                                  uint32_t source)
{
    const struct imprints *imprints = stdlib_library.imprints;
    struct side a = { parsed, parsed->sources.sources.items[source].base };
    struct side b = { added, added->sources.sources.items[source].base };
    size_t bytes = added->sources.sources.items[source].text.len;
    uint32_t count = 0;

    for (uint32_t i = 0; i < imprints->hole_count; i++) {
        struct parsed_hole hole = imprints->holes[i];
        if (hole.span.lo < b.base || hole.span.lo > b.base + bytes)
            continue;
        struct span span = { hole.span.lo - b.base + a.base, hole.span.hi - b.base + a.base };
        assert_true(i == 0 || imprints->holes[i - 1].span.hi <
                                  hole.span.lo); /* so that they can be searched */
        assert_int_equal(lang_parse_hole(&added->lang, hole.span).v, hole.expr.v);
        assert_same_tree(a, lang_parse_hole(&parsed->lang, span), b, hole.expr);
        count++;
    }
    return count;
}

/* In another order than they were built in, behind and before texts that are parsed. */
static void test_every_file_is_as_parsed(void **state)
{
    struct lang_case parsed, added;
    uint32_t holes = 0;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip(); /* built for another machine */
    lang_case_open(&parsed);
    interner_know(parsed.lang.names, stdlib_library.names);
    open_added(&added);
    for (uint32_t i = stdlib_library.count; i-- > 0;) {
        parse(&parsed, &stdlib_library.files[i]);
        add(&added, i);
        if (i % 7 == 0) {
            lang_case_parse(&parsed, STR("thing x\n  a: b\n"));
            lang_case_parse(&added, STR("thing x\n  a: b\n"));
        }
    }
    assert_true(parsed.ast.decls.count > 1000); /* there is something to compare */
    assert_int_equal(assert_same(&parsed, &added, true), 0);
    for (uint32_t i = 0; i < added.sources.sources.count; i++)
        if (added.sources.sources.items[i].is_library)
            holes += assert_same_holes(&parsed, &added, i);
    assert_int_equal(holes, stdlib_library.imprints->hole_count);
    assert_true(holes > 100);
    assert_int_equal(added.sink.diags.count, 0);
    lang_case_close(&parsed);
    lang_case_close(&added);
}

static void test_positions_lead_to_their_texts(void **state)
{
    struct lang_case c;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip();
    open_added(&c);
    for (uint32_t i = stdlib_library.count; i-- > 0;) {
        add(&c, i);
        lang_case_parse(&c, STR("thing x\n"));
    }
    for (uint32_t i = 0; i < c.sources.sources.count; i++) {
        const struct source *source = &c.sources.sources.items[i];
        assert_ptr_equal(source_map_find(&c.sources, source->base), source);
        assert_ptr_equal(source_map_find(&c.sources, source->base + (uint32_t)source->text.len),
                         source);
    }
    lang_case_close(&c);
}

static void test_of_what_is_left_out_there_is_the_name(void **state)
{
    struct lang_case whole, less;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip();
    open_added(&whole);
    open_added(&less);
    sym_id view = { known_names_find(stdlib_library.names, STR("view")) };
    less.lang.left_out = &view;
    less.lang.left_out_count = 1;
    for (uint32_t i = 0; i < stdlib_library.count; i++) {
        add(&whole, i);
        add(&less, i);
    }
    assert_true(assert_same(&whole, &less, false) > 100);
    lang_case_close(&whole);
    lang_case_close(&less);
}

/* Whoever looks for another text walks to the next free slot. */
static uint32_t longest_walk(const struct known_names *known)
{
    uint32_t longest = 0, walk = 0;

    for (uint32_t i = 0; i <= 2 * known->mask; i++) {
        walk = known->tags[i & known->mask] == 0 ? 0 : walk + 1;
        longest = walk > longest ? walk : longest;
    }
    return longest;
}

static void test_names_are_numbered_as_the_trees_say(void **state)
{
    const struct known_names *known = stdlib_library.names;
    (void)state;

    if (known == NULL)
        skip();
    assert_true(known->count > 1000);
    assert_int_equal(known_name(known, 0).len, 0);
    for (uint32_t i = 1; i <= known->count; i++) {
        assert_int_equal(known_name(known, i).ptr[known_name(known, i).len], '\0');
        assert_int_equal(known_names_find(known, known_name(known, i)), i);
    }
    assert_int_equal(known_names_find(known, STR("nobody-would-call-anything-so")), 0);
    assert_int_equal(known_names_find(known, STR("")), 0);
    assert_true(longest_walk(known) <= 32);
}

static void test_each_file_has_an_imprint(void **state)
{
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip();
    assert_int_equal(stdlib_library.count, library_file_count);
    for (uint32_t i = 0; i < stdlib_library.count; i++)
        if (stdlib_library.imprints->files[i].decl_count == 0)
            fail_msg("%s cannot be parsed", stdlib_library.files[i].path);
}

/* What the first field with each number says. */
struct spellings {
    struct str *texts; /* by number; empty: none yet */
    uint32_t count;
};

static void assert_spelled_alike(const struct lang_case *c, field_id id,
                                 struct spellings *spellings)
{
    uint32_t number = ast_type_number(&c->ast, id);
    expr_id type = ast_field(&c->ast, id)->items;
    struct str text = source_map_text(&c->sources, ast_expr(&c->ast, type)->span);

    assert_in_range(number, 1, spellings->count);
    if (spellings->texts[number].len == 0)
        spellings->texts[number] = text;
    assert_true(str_equal(spellings->texts[number], text));
}

static void test_types_spelled_alike_have_one_number(void **state)
{
    struct lang_case c;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip();
    open_added(&c);
    struct spellings spellings = { .count = stdlib_library.imprints->tables.type_count };
    spellings.texts = ARENA_ARRAY(&c.arena, struct str, (size_t)spellings.count + 1);
    for (uint32_t i = 0; i < stdlib_library.count; i++)
        add(&c, i);
    for (uint32_t i = 1; i < c.ast.decls.count; i++) {
        const struct decl *decl = &c.ast.decls.items[i];
        const struct decl_parts *parts = ast_parts(&c.ast, decl);
        bool has_types = decl->word.v == known_names_find(stdlib_library.names, STR("kind")) ||
                         decl->word.v == known_names_find(stdlib_library.names, STR("extend"));
        for (uint32_t j = 0; j < parts->field_count; j++) {
            field_id id = { parts->first_field.v + j };
            if (has_types && ast_field(&c.ast, id)->items.v != 0)
                assert_spelled_alike(&c, id, &spellings);
            else
                assert_int_equal(ast_type_number(&c.ast, id), 0);
        }
    }
    for (uint32_t i = 1; i <= spellings.count; i++)
        for (uint32_t j = 1; j < i; j++)
            assert_false(str_equal(spellings.texts[i], spellings.texts[j]));
    lang_case_close(&c);
}

/* Its messages would be lost. */
static void test_a_text_with_errors_has_no_imprint(void **state)
{
    static const char wrong[] = "kind\n  x: :\n", right[] = "kind k\n";
    static const struct library_file FILES[] = { { "wrong.isms", wrong, sizeof wrong - 1 },
                                                 { "right.isms", right, sizeof right - 1 } };
    const struct library library = { .files = FILES, .count = 2 };
    struct out out;
    (void)state;

    out_open_memory(&out);
    assert_true(imprint_write_all(&library, &out));
    out_char(&out, '\0');
    assert_non_null(strstr(out.buffer, "files[] = {\n"
                                       "    X(1,0,0),\n"
                                       "    X(14,0,1),\n"));
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_is_as_parsed),
        cmocka_unit_test(test_positions_lead_to_their_texts),
        cmocka_unit_test(test_of_what_is_left_out_there_is_the_name),
        cmocka_unit_test(test_names_are_numbered_as_the_trees_say),
        cmocka_unit_test(test_each_file_has_an_imprint),
        cmocka_unit_test(test_types_spelled_alike_have_one_number),
        cmocka_unit_test(test_a_text_with_errors_has_no_imprint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
