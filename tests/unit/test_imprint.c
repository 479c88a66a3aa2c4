/* test_imprint.c -- what the build made of the library is what parsing makes of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/known_names.h"
#include "lang/imprint.h"
#include "stdlib/library.h"
#include "tests/unit/lang_case.h"

/* ---- the same tables ---- */

static void assert_same_span(struct span a, struct span b)
{
    assert_int_equal(a.lo, b.lo);
    assert_int_equal(a.hi, b.hi);
}

static void assert_same_exprs(const struct ast *a, const struct ast *b)
{
    assert_int_equal(a->exprs.count, b->exprs.count);
    for (uint32_t i = 0; i < a->exprs.count; i++) {
        const struct expr *one = &a->exprs.items[i], *other = &b->exprs.items[i];
        assert_int_equal(one->op, other->op);
        assert_int_equal(one->flags, other->flags);
        assert_int_equal(one->depth, other->depth);
        assert_same_span(one->span, other->span);
        assert_int_equal(one->sym.v, other->sym.v);
        assert_int_equal(one->a.v, other->a.v);
        assert_int_equal(one->b.v, other->b.v);
        assert_int_equal(one->next.v, other->next.v);
    }
}

static void assert_same_fields(const struct ast *a, const struct ast *b)
{
    assert_int_equal(a->fields.count, b->fields.count);
    for (uint32_t i = 0; i < a->fields.count; i++) {
        const struct field *one = &a->fields.items[i], *other = &b->fields.items[i];
        assert_int_equal(one->name.v, other->name.v);
        assert_same_span(one->name_span, other->name_span);
        assert_int_equal(one->items.v, other->items.v);
        assert_int_equal(one->last_item.v, other->last_item.v);
        assert_int_equal(one->computed.v, other->computed.v);
        assert_same_span(one->doc, other->doc);
        assert_int_equal(one->has_bullets, other->has_bullets);
        assert_int_equal(one->is_damaged, other->is_damaged);
        assert_int_equal(one->computed_first, other->computed_first);
    }
}

static void assert_same_decls(const struct ast *a, const struct ast *b)
{
    assert_int_equal(a->decls.count, b->decls.count);
    for (uint32_t i = 0; i < a->decls.count; i++) {
        const struct decl *one = &a->decls.items[i], *other = &b->decls.items[i];
        assert_int_equal(one->word.v, other->word.v);
        assert_same_span(ast_word_span(a, one), ast_word_span(b, other));
        assert_int_equal(one->id.v, other->id.v);
        assert_same_span(ast_id_span(a, one), ast_id_span(b, other));
        assert_same_span(one->span, other->span);
        assert_int_equal(one->has_parts, other->has_parts);
        assert_int_equal(one->parts, other->parts);
        assert_int_equal(one->is_damaged, other->is_damaged);
        assert_int_equal(one->source, other->source);
    }
}

static void assert_same_parts(const struct ast *a, const struct ast *b)
{
    assert_int_equal(a->parts.count, b->parts.count);
    for (uint32_t i = 0; i < a->parts.count; i++) {
        const struct decl_parts *one = &a->parts.items[i], *other = &b->parts.items[i];
        assert_int_equal(one->title.v, other->title.v);
        assert_int_equal(one->head.v, other->head.v);
        assert_int_equal(one->value.v, other->value.v);
        assert_same_span(one->doc, other->doc);
        assert_int_equal(one->first_field.v, other->first_field.v);
        assert_int_equal(one->field_count, other->field_count);
    }
}

static void assert_same_names(const struct lang_case *a, const struct lang_case *b)
{
    uint32_t count = interner_count(a->lang.names);

    assert_int_equal(count, interner_count(b->lang.names));
    for (uint32_t i = 1; i <= count; i++)
        assert_true(str_equal(sym_text(a->lang.names, (sym_id){ i }),
                              sym_text(b->lang.names, (sym_id){ i })));
}

static void assert_same(const struct lang_case *a, const struct lang_case *b)
{
    assert_same_names(a, b);
    assert_same_exprs(&a->ast, &b->ast);
    assert_same_fields(&a->ast, &b->ast);
    assert_same_decls(&a->ast, &b->ast);
    assert_same_parts(&a->ast, &b->ast);
}

/* ---- tests ---- */

static uint32_t add_source(struct lang_case *c, const struct library_file *file)
{
    return source_map_add(&c->sources, str_from(file->path),
                          (struct str){ file->text, file->text_bytes }, true);
}

/* The holes of the file, one after the other, are those that were added. */
static void parse_holes(struct lang_case *parsed, const struct lang_case *added, uint32_t from)
{
    uint32_t behind = 0;

    for (uint32_t i = from; i < added->lang.holes.count; i++) {
        struct parsed_hole hole = added->lang.holes.items[i];
        assert_true(hole.span.lo > behind); /* they can be searched */
        behind = hole.span.hi;
        assert_int_equal(lang_parse_hole(&parsed->lang, hole.span).v, hole.expr.v);
    }
}

/* Also behind other texts, where everything has to be moved. */
static void test_every_file_is_as_parsed(void **state)
{
    struct lang_case parsed, added;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip(); /* built for another machine */
    lang_case_open(&parsed);
    lang_case_open(&added);
    interner_know(parsed.lang.names, stdlib_library.names);
    interner_know(added.lang.names, stdlib_library.names);
    for (uint32_t i = 0; i < stdlib_library.count; i++) {
        const struct library_file *file = &stdlib_library.files[i];
        uint32_t holes = added.lang.holes.count;
        lang_parse(&parsed.lang, add_source(&parsed, file));
        imprint_add(&added.lang, add_source(&added, file), &stdlib_library.imprints[i]);
        parse_holes(&parsed, &added, holes);
    }
    assert_true(added.lang.holes.count > 100);
    assert_true(parsed.ast.decls.count > 1000); /* there is something to compare */
    assert_same(&parsed, &added);
    assert_int_equal(added.sink.diags.count, 0);
    lang_case_close(&parsed);
    lang_case_close(&added);
}

/* ---- declarations that are left out ---- */

static void assert_same_tree(const struct ast *a, expr_id one, const struct ast *b, expr_id other)
{
    for (; one.v != 0 && other.v != 0;
         one = ast_expr(a, one)->next, other = ast_expr(b, other)->next) {
        const struct expr *x = ast_expr(a, one), *y = ast_expr(b, other);
        assert_int_equal(x->op, y->op);
        assert_int_equal(x->sym.v, y->sym.v);
        assert_same_span(x->span, y->span);
        if (x->op == EXPR_DATE)
            assert_int_equal(x->a.v, y->a.v);
        else
            assert_same_tree(a, x->a, b, y->a);
        assert_same_tree(a, x->b, b, y->b);
    }
    assert_int_equal(one.v, 0);
    assert_int_equal(other.v, 0);
}

static void assert_same_body(const struct ast *a, const struct ast *b, uint32_t decl)
{
    const struct decl_parts *one = ast_parts(a, &a->decls.items[decl]);
    const struct decl_parts *other = ast_parts(b, &b->decls.items[decl]);

    assert_same_tree(a, one->head, b, other->head);
    assert_same_tree(a, one->value, b, other->value);
    assert_same_span(one->doc, other->doc);
    assert_int_equal(one->field_count, other->field_count);
    for (uint32_t i = 0; i < one->field_count; i++) {
        const struct field *x = &a->fields.items[one->first_field.v + i];
        const struct field *y = &b->fields.items[other->first_field.v + i];
        assert_int_equal(x->name.v, y->name.v);
        assert_same_tree(a, x->items, b, y->items);
        assert_same_tree(a, x->computed, b, y->computed);
    }
}

static void assert_same_holes(const struct lang *a, const struct lang *b)
{
    assert_int_equal(a->holes.count, b->holes.count);
    for (uint32_t i = 0; i < a->holes.count; i++) {
        assert_same_span(a->holes.items[i].span, b->holes.items[i].span);
        assert_same_tree(a->ast, a->holes.items[i].expr, b->ast, b->holes.items[i].expr);
    }
}

static void add_all(struct lang_case *c)
{
    interner_know(c->lang.names, stdlib_library.names);
    for (uint32_t i = 0; i < stdlib_library.count; i++)
        imprint_add(&c->lang, add_source(c, &stdlib_library.files[i]), &stdlib_library.imprints[i]);
}

static void test_of_what_is_left_out_there_is_the_name(void **state)
{
    struct lang_case whole, less;
    uint32_t left_out = 0;
    (void)state;

    if (stdlib_library.imprints == NULL)
        skip();
    lang_case_open(&whole);
    lang_case_open(&less);
    sym_id view = { known_names_find(stdlib_library.names, STR("view")) };
    less.lang.left_out = &view;
    less.lang.left_out_count = 1;
    add_all(&whole);
    add_all(&less);
    assert_int_equal(whole.ast.decls.count, less.ast.decls.count);
    for (uint32_t i = 1; i < whole.ast.decls.count; i++) {
        const struct decl *decl = &whole.ast.decls.items[i], *other = &less.ast.decls.items[i];
        assert_int_equal(decl->word.v, other->word.v);
        assert_int_equal(decl->id.v, other->id.v);
        assert_same_span(decl->span, other->span);
        if (sym_equal(decl->word, view))
            assert_int_equal(other->parts, 0);
        else
            assert_same_body(&whole.ast, &less.ast, i);
        left_out += sym_equal(decl->word, view);
    }
    assert_true(left_out > 100);
    assert_true(less.ast.exprs.count < whole.ast.exprs.count);
    assert_same_holes(&whole.lang, &less.lang);
    lang_case_close(&whole);
    lang_case_close(&less);
}

/* Whoever looks for another text walks to the next free slot. */
static uint32_t longest_walk(const struct known_names *known)
{
    uint32_t longest = 0, walk = 0;

    for (uint32_t i = 0; i <= 2 * known->mask; i++) {
        walk = known->slots[i & known->mask] == 0 ? 0 : walk + 1;
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
        if (stdlib_library.imprints[i].decls == NULL)
            fail_msg("%s cannot be parsed", stdlib_library.files[i].path);
}

/* Its messages would be lost. */
static void test_a_text_with_errors_has_no_imprint(void **state)
{
    static const char text[] = "kind\n  x: :\n";
    static const struct library_file FILES[] = { { "wrong.isms", text, sizeof text - 1 } };
    const struct library library = { .files = FILES, .count = 1 };
    struct out out;
    (void)state;

    out_open_memory(&out);
    assert_true(imprint_write_all(&library, &out));
    out_char(&out, '\0');
    assert_non_null(strstr(out.buffer, "#define IMPRINT_0 { 0 }\n"));
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_is_as_parsed),
        cmocka_unit_test(test_of_what_is_left_out_there_is_the_name),
        cmocka_unit_test(test_names_are_numbered_as_the_trees_say),
        cmocka_unit_test(test_each_file_has_an_imprint),
        cmocka_unit_test(test_a_text_with_errors_has_no_imprint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
