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
    VEC_RELEASE(&ast->parts);
    VEC_RELEASE(&ast->fields);
    VEC_RELEASE(&ast->exprs);
    VEC_RELEASE(&ast->comments);
    VEC_RELEASE(&ast->unfolded);
    VEC_RELEASE(&ast->damaged_names);
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
