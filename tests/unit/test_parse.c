/* test_parse.c -- from text to tree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/lang_case.h"

/* ---- texts and their dumped trees in tests/golden/parse ---- */

static void write_file(const char *path, struct str text)
{
    const char *root = getenv("top_srcdir");
    char full[4096];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", root != NULL ? root : ".", path);
    file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
    assert_int_equal(fclose(file), 0);
}

/* The messages, then the tree. */
static struct str describe(struct lang_case *c)
{
    struct str messages = lang_case_messages(c);
    struct str tree = lang_case_dump(c);

    return arena_format(&c->arena, "%.*s%s%.*s", STR_ARG(messages), messages.len > 0 ? "\n" : "",
                        STR_ARG(tree));
}

static void text_gives_the_tree_beside_it(void **state)
{
    const char *name = *state;
    struct lang_case c;
    char input_path[256], tree_path[256];
    char *input, *expected;
    size_t input_bytes, expected_bytes;
    struct str actual;

    snprintf(input_path, sizeof input_path, "tests/golden/parse/%s.isms", name);
    snprintf(tree_path, sizeof tree_path, "tests/golden/parse/%s.tree", name);
    input = lang_case_read(input_path, &input_bytes);
    lang_case_open(&c);
    lang_case_parse(&c, (struct str){ input, input_bytes });
    actual = describe(&c);
    if (getenv("UPDATE") != NULL)
        write_file(tree_path, actual);
    expected = lang_case_read(tree_path, &expected_bytes);
    if (!str_equal(actual, (struct str){ expected, expected_bytes }))
        fail_msg("%s differs (UPDATE=1 accepts it):\n%.*s", tree_path, STR_ARG(actual));
    lang_case_close(&c);
    free(input);
    free(expected);
}

/* ---- single questions to a tree ---- */

static expr_id first_value(const struct lang_case *c)
{
    assert_true(c->ast.fields.count > 1);
    return c->ast.fields.items[1].items;
}

struct text_row {
    const char *name, *source, *value;
};

static const struct text_row text_rows[] = {
    { "quotes_are_not_part_of_a_text", "k a\n  f: \"x y\"\n", "x y" },
    { "an_empty_text_is_empty", "k a\n  f: \"\"\n", "" },
    { "escapes_are_resolved", "k a\n  f: \"\\\"\\\\\\n\\t\"\n", "\"\\\n\t" },
    { "an_escape_may_be_any_character", "k a\n  f: \"\\u{e4}\\u{20AC}\\u{1F512}\\u{41}\"\n",
      "ä€🔒A" },
    { "typographic_quotes_are_quotes", "k a\n  f: “x y”\n", "x y" },
    { "german_quotes_are_quotes", "k a\n  f: „x y“\n", "x y" },
    { "a_typographic_end_is_an_end", "k a\n  f: \"x y”\n", "x y" },
    { "quotes_inside_a_text_stay", "k a\n  f: \"x “y” z\"\n", "x “y” z" },
    { "a_block_loses_its_indentation",
      "k a\n  f: \"\"\"\n    one\n      two\n\n    three\n    \"\"\"\n", "one\n  two\n\nthree" },
    { "a_block_in_one_line_is_trimmed", "k a\n  f: \"\"\" x \"\"\"\n", "x" },
    { "text_behind_the_quotes_is_the_first_line", "k a\n  f: \"\"\"one\n    two\"\"\"\n",
      "one\ntwo" },
    { "a_block_has_no_escapes", "k a\n  f: \"\"\"\n    \\n\n    \"\"\"\n", "\\n" },
    { "an_empty_block_is_empty", "k a\n  f: \"\"\"\n    \"\"\"\n", "" },
    { "line_ends_of_windows_vanish", "k a\n  f: \"\"\"\r\n    one\r\n    two\r\n    \"\"\"\r\n",
      "one\ntwo" },
    { "an_unclosed_text_has_what_is_there", "k a\n  f: \"x y\n", "x y" },
};

static void text_has_value(void **state)
{
    const struct text_row *row = *state;
    struct lang_case c;

    lang_case_open(&c);
    lang_case_parse(&c, str_from(row->source));
    assert_text(ast_string(&c.ast, &c.sources, &c.arena, first_value(&c)), row->value);
    lang_case_close(&c);
}

static void a_dotted_path_is_one_text(void **state)
{
    struct lang_case c;
    struct str path;
    expr_id id;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("k a\n  f: iso.A.5.15.title, x + y, plain\n"));
    id = first_value(&c);
    assert_true(ast_path(&c.ast, c.lang.names, &c.arena, id, &path));
    assert_text(path, "iso.A.5.15.title");
    assert_text(source_map_text(&c.sources, ast_select_span(&c.ast, c.lang.names, id)), "title");
    id = ast_expr(&c.ast, id)->next;
    assert_false(ast_path(&c.ast, c.lang.names, &c.arena, id, &path));
    id = ast_expr(&c.ast, id)->next;
    assert_true(ast_path(&c.ast, c.lang.names, &c.arena, id, &path));
    assert_text(path, "plain");
    lang_case_close(&c);
}

static void doc_comments_are_joined(void **state)
{
    struct lang_case c;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("## lost: a blank line follows\n\n##  One\n##\n## two.\nk a\n"));
    assert_text(ast_doc(&c.sources, &c.arena, ast_parts(&c.ast, &c.ast.decls.items[1])->doc),
                "One two.");
    assert_int_equal(c.ast.comments.count, 4);
    assert_true(c.ast.comments.items[0].is_doc);
    lang_case_close(&c);
}

static void a_hole_is_one_expression_with_places(void **state)
{
    struct lang_case c;
    struct span hole;
    expr_id id;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("k a\n  f: \"{r.x otherwise 'never'} z\"\n"));
    hole = (struct span){ ast_expr(&c.ast, first_value(&c))->span.lo + 2, 0 };
    hole.hi = hole.lo + (uint32_t)strlen("r.x otherwise 'never'");
    id = lang_parse_hole(&c.lang, hole);
    assert_int_equal(ast_expr(&c.ast, id)->op, EXPR_OTHERWISE);
    assert_int_equal(ast_expr(&c.ast, id)->span.lo, hole.lo);
    assert_int_equal(ast_expr(&c.ast, id)->span.hi, hole.hi);
    assert_text(ast_string(&c.ast, &c.sources, &c.arena, ast_expr(&c.ast, id)->b), "never");
    assert_text(lang_case_messages(&c), "");
    lang_case_close(&c);
}

static void a_damaged_hole_is_reported_at_its_place(void **state)
{
    struct lang_case c;
    struct span string;

    (void)state;
    lang_case_open(&c);
    lang_case_parse(&c, STR("k a\n  f: \"{r and not   } {(} {a b} {}\"\n"));
    string = ast_expr(&c.ast, first_value(&c))->span;
    assert_int_equal(lang_parse_hole(&c.lang, (struct span){ string.lo + 2, string.lo + 14 }).v, 0);
    assert_int_equal(lang_parse_hole(&c.lang, (struct span){ string.lo + 17, string.lo + 18 }).v,
                     0);
    assert_int_equal(lang_parse_hole(&c.lang, (struct span){ string.lo + 21, string.lo + 24 }).v,
                     0);
    assert_int_equal(lang_parse_hole(&c.lang, (struct span){ string.lo + 27, string.lo + 27 }).v,
                     0);
    assert_text(lang_case_messages(&c), "E0101 2:14 expected a value after `not`\n"
                                        "E0101 2:23 expected a value after `(`\n"
                                        "E0101 2:29 expected an operator or `,` before `b`\n"
                                        "E0101 2:33 expected a value");
    lang_case_close(&c);
}

/* What a text says does not depend on how its lines end or on a byte order mark. */
static void line_ends_do_not_matter(void **state)
{
    struct lang_case unix_case, windows_case;
    size_t bytes;
    char *text = lang_case_read("tests/defects/sample.isms", &bytes);
    char *windows = malloc(2 * bytes);
    size_t windows_bytes = 0;

    (void)state;
    assert_non_null(windows);
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '\n')
            windows[windows_bytes++] = '\r';
        windows[windows_bytes++] = text[i];
    }
    lang_case_open(&unix_case);
    lang_case_open(&windows_case);
    lang_case_parse(&unix_case, (struct str){ text, bytes });
    lang_case_parse(&windows_case, (struct str){ windows, windows_bytes });
    assert_int_equal(windows_case.sink.diags.count, 0);
    assert_int_equal(unix_case.ast.exprs.count, windows_case.ast.exprs.count);
    assert_int_equal(unix_case.ast.decls.count, windows_case.ast.decls.count);
    for (uint32_t i = 1; i < unix_case.ast.exprs.count; i++)
        assert_int_equal(unix_case.ast.exprs.items[i].op, windows_case.ast.exprs.items[i].op);
    lang_case_close(&unix_case);
    lang_case_close(&windows_case);
    free(windows);
    free(text);
}

int main(void)
{
    static const char *const names[] = { "declarations", "expressions",    "values",
                                         "layout",       "word-processor", "damaged" };
    enum {
        GOLDEN = sizeof names / sizeof names[0],
        TEXTS = sizeof text_rows / sizeof text_rows[0]
    };
    struct CMUnitTest golden[GOLDEN], texts[TEXTS];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dotted_path_is_one_text),
        cmocka_unit_test(doc_comments_are_joined),
        cmocka_unit_test(a_hole_is_one_expression_with_places),
        cmocka_unit_test(a_damaged_hole_is_reported_at_its_place),
        cmocka_unit_test(line_ends_do_not_matter),
    };

    for (size_t i = 0; i < GOLDEN; i++)
        golden[i] = (struct CMUnitTest){ names[i], text_gives_the_tree_beside_it, NULL, NULL,
                                         (void *)(uintptr_t)names[i] };
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = (struct CMUnitTest){ text_rows[i].name, text_has_value, NULL, NULL,
                                        (void *)(uintptr_t)&text_rows[i] };
    return cmocka_run_group_tests_name("golden trees", golden, NULL, NULL) +
           cmocka_run_group_tests_name("texts", texts, NULL, NULL) +
           cmocka_run_group_tests_name("trees", tests, NULL, NULL);
}
