/* test_ast.c -- runs of declarations and walks over them, against looking at every declaration. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast.h"

#include "tests/unit/defects.h"
#include "tests/unit/test.h"

enum { ROUNDS = 300, DECLS_MOST = 40, WORDS = 3 /* and none */ };

/* Few words and few sources, so that most runs have neighbours that differ in one of them. */
static void add_some(struct ast *ast, struct random *random)
{
    uint32_t count = random_below(random, DECLS_MOST);
    uint8_t source = (uint8_t)random_below(random, 2);

    for (uint32_t i = 0; i < count; i++) {
        source = (uint8_t)(source + (random_below(random, 8) == 0));
        struct decl decl = { .word = { random_below(random, WORDS + 1) }, .source = source };
        decl_id id = ast_add_decl(ast, &decl);
        assert_int_equal(id.v, ast->decls.count - 1);
    }
}

static bool begins_run(const struct ast *ast, uint32_t decl)
{
    const struct decl *before = &ast->decls.items[decl - 1];
    const struct decl *here = &ast->decls.items[decl];

    return decl == 1 || !sym_equal(before->word, here->word) || before->source != here->source;
}

static void assert_runs(const struct ast *ast)
{
    uint32_t run = 0;

    for (uint32_t decl = 1; decl < ast->decls.count; decl++) {
        if (!begins_run(ast, decl))
            continue;
        if (run > 0)
            assert_int_equal(ast_run_end(ast, run - 1), decl);
        assert_int_equal(ast->runs.items[run++].v, decl);
    }
    assert_int_equal(ast->runs.count, run);
    if (run > 0)
        assert_int_equal(ast_run_end(ast, run - 1), ast->decls.count);
}

static void assert_walk(const struct ast *ast, sym_id word, uint32_t run)
{
    struct word_walk walk = { .word = word, .run = run };
    uint32_t decl = run < ast->runs.count ? ast->runs.items[run].v : ast->decls.count;

    for (; decl < ast->decls.count; decl++) {
        if (!sym_equal(ast->decls.items[decl].word, word))
            continue;
        assert_true(ast_walk_words(ast, &walk));
        assert_int_equal(walk.decl.v, decl);
    }
    assert_false(ast_walk_words(ast, &walk));
}

static void runs_and_walks_are_those_of_all_declarations(void **state)
{
    (void)state;
    struct random random = { 1 };

    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct ast ast;
        ast_init(&ast);
        add_some(&ast, &random);
        ast_cut_decls(&ast, 1 + random_below(&random, ast.decls.count));
        assert_runs(&ast);
        add_some(&ast, &random);
        assert_runs(&ast);
        for (uint32_t word = 0; word <= WORDS; word++)
            assert_walk(&ast, (sym_id){ word }, random_below(&random, ast.runs.count + 1));
        ast_release(&ast);
    }
}

static void a_walk_meets_what_is_added_on_the_way(void **state)
{
    (void)state;
    struct ast ast;
    struct word_walk walk = { .word = { 7 } };
    struct decl decl = { .word = { 7 } };

    ast_init(&ast);
    (void)ast_add_decl(&ast, &decl);
    assert_true(ast_walk_words(&ast, &walk));
    (void)ast_add_decl(&ast, &decl); /* of the same run */
    decl.source = 1;
    (void)ast_add_decl(&ast, &decl); /* of the next one */
    assert_true(ast_walk_words(&ast, &walk));
    assert_int_equal(walk.decl.v, 2);
    assert_true(ast_walk_words(&ast, &walk));
    assert_int_equal(walk.decl.v, 3);
    assert_false(ast_walk_words(&ast, &walk));
    ast_release(&ast);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_and_walks_are_those_of_all_declarations),
        cmocka_unit_test(a_walk_meets_what_is_added_on_the_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
