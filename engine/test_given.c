/* test_given.c -- the objects that a test gives become declarations. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/test.h"

static bool fault(struct lang *lang, struct span span, const char *text)
{
    diag_add(lang->sink, MSG_E0407, span, "%s", text);
    return false;
}

/* `{ "title", owner: ciso }`: each named value becomes a field. */
static bool declare_members(struct lang *lang, struct decl_parts *parts, expr_id first)
{
    struct ast *ast = lang->ast;
    bool is_right = true;

    parts->first_field.v = ast->fields.count;
    for (expr_id id = first; id.v != 0; id = ast_expr(ast, id)->next) {
        const struct expr *member = ast_expr(ast, id);
        struct str name = sym_text(lang->names, member->sym);
        if (member->op == EXPR_STRING && parts->title.v == 0 && parts->field_count == 0) {
            parts->title = id;
        } else if (member->op == EXPR_ITEM_NAMED) {
            struct span span = { member->span.lo, member->span.lo + (uint32_t)name.len };
            VEC_PUSH(&ast->fields, (struct field){ .name = member->sym,
                                                   .name_span = span,
                                                   .items = member->a,
                                                   .last_item = member->a });
            parts->field_count++;
        } else {
            is_right =
                fault(lang, member->span,
                      "a given object has a title and fields: `{ \"title\", field: value }`");
        }
    }
    return is_right;
}

static bool declare_one(struct lang *lang, const struct test *test, expr_id id)
{
    struct ast *ast = lang->ast;
    const struct expr *object = ast_expr(ast, id);
    const struct expr *kind = ast_expr(ast, object->a);
    const struct expr *name = ast_expr(ast, kind->next);
    struct decl decl = { .word = kind->sym,
                         .id = name->sym,
                         .span = object->span,
                         .parts = ast->parts.count,
                         .source = ast_decl(ast, test->decl)->source,
                         .has_parts = true };
    struct decl_parts parts = { .word_span = kind->span, .id_span = name->span };
    bool is_right = declare_members(lang, &parts, object->b);

    VEC_PUSH(&ast->parts, parts);
    (void)ast_begin_run(ast, &decl);
    return is_right;
}

bool declare_given(struct lang *lang, const struct test *test, struct tree_mark *ret_mark)
{
    bool is_right = true;

    *ret_mark = lang_mark(lang);
    for (uint32_t i = 0; i < test->given.count; i++)
        is_right = declare_one(lang, test, test->given.items[i]) && is_right;
    return is_right;
}

void forget_given(struct lang *lang, struct tree_mark mark)
{
    lang_rewind(lang, mark);
}
