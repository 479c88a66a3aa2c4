/* ast.c -- the tables of the tree. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast.h"

void ast_init(struct ast *ast)
{
    *ast = (struct ast){ 0 };
    VEC_PUSH(&ast->decls, (struct decl){ 0 });
    VEC_PUSH(&ast->parts, (struct decl_parts){ 0 });
    VEC_PUSH(&ast->fields, (struct field){ 0 });
    VEC_PUSH(&ast->exprs, (struct expr){ 0 });
}

void ast_release(struct ast *ast)
{
    VEC_RELEASE(&ast->decls);
    VEC_RELEASE(&ast->runs);
    VEC_RELEASE(&ast->parts);
    VEC_RELEASE(&ast->fields);
    VEC_RELEASE(&ast->exprs);
    VEC_RELEASE(&ast->comments);
    VEC_RELEASE(&ast->unfolded);
    VEC_RELEASE(&ast->damaged_names);
}

decl_id ast_begin_run(struct ast *ast, const struct decl *decl)
{
    decl_id id = { ast->decls.count };

    VEC_PUSH(&ast->runs, id);
    VEC_PUSH(&ast->decls, *decl);
    return id;
}

decl_id ast_add_decl(struct ast *ast, const struct decl *decl)
{
    decl_id id = { ast->decls.count };
    const struct decl *last = VEC_LAST(&ast->decls);

    if (id.v == 1 || !sym_equal(last->word, decl->word) || last->source != decl->source)
        return ast_begin_run(ast, decl);
    VEC_PUSH(&ast->decls, *decl);
    return id;
}

void ast_cut_decls(struct ast *ast, uint32_t count)
{
    ast->decls.count = count;
    while (ast->runs.count > 0 && VEC_LAST(&ast->runs)->v >= count)
        ast->runs.count--;
}

bool ast_walk_words(const struct ast *ast, struct word_walk *walk)
{
    if (walk->decl.v != 0 && ++walk->decl.v < ast_run_end(ast, walk->run))
        return true;
    if (walk->decl.v != 0)
        walk->run++;
    for (; walk->run < ast->runs.count; walk->run++) {
        walk->decl = ast->runs.items[walk->run];
        if (sym_equal(ast_decl(ast, walk->decl)->word, walk->word))
            return true;
    }
    return false;
}

const char *expr_spelling(enum expr_op op)
{
    static const char *const spellings[EXPR_COUNT] = {
#define EXPR(name, spelling) [EXPR_##name] = spelling,
#include "lang/expr.def"
#undef EXPR
    };

    return spellings[op];
}
