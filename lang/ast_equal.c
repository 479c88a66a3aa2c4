/* ast_equal.c -- do two trees say the same? */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast_equal.h"

/* Two trees walked side by side. */
struct pair {
    const struct tree *one, *other;
    struct arena *arena;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && is_blank(text.ptr[at]))
        at++;
    return at;
}

/* The formatter puts blanks between the words over a matrix. */
static bool equal_but_for_blanks(struct str a, struct str b)
{
    size_t i = skip_blanks(a, 0), j = skip_blanks(b, 0);

    while (i < a.len && j < b.len) {
        if (a.ptr[i] != b.ptr[j])
            return false;
        i = skip_blanks(a, i + 1);
        j = skip_blanks(b, j + 1);
    }
    return i == a.len && j == b.len;
}

/* ---- expressions ---- */

static bool equal_spelling(const struct pair *pair, struct span a, struct span b)
{
    return str_equal(source_map_text(pair->one->sources, a),
                     source_map_text(pair->other->sources, b));
}

static bool equal_text(const struct pair *pair, expr_id a, expr_id b)
{
    struct arena_mark mark = arena_mark(pair->arena);
    struct str one = ast_string(pair->one->ast, pair->one->sources, pair->arena, a);
    struct str other = ast_string(pair->other->ast, pair->other->sources, pair->arena, b);
    bool is_equal = str_equal(one, other);

    arena_rewind(pair->arena, mark);
    return is_equal;
}

static bool is_literal(const struct expr *expr)
{
    return expr->op == EXPR_NUMBER || expr->op == EXPR_PERCENT || expr->op == EXPR_PERIOD ||
           expr->op == EXPR_MOMENT;
}

static bool equal_node(const struct pair *pair, expr_id a, expr_id b)
{
    const struct expr *one = ast_expr(pair->one->ast, a);
    const struct expr *other = ast_expr(pair->other->ast, b);

    if (one->op != other->op || !sym_equal(one->sym, other->sym) ||
        ((one->flags ^ other->flags) & ~EXPR_ESCAPES) != 0)
        return false;
    if (one->op == EXPR_STRING || one->op == EXPR_TEXT)
        return equal_text(pair, a, b);
    if (one->op == EXPR_DATE)
        return one->a.v == other->a.v;
    return !is_literal(one) || equal_spelling(pair, one->span, other->span);
}

static bool equal_expr(const struct pair *pair, expr_id a, expr_id b);

static bool equal_chain(const struct pair *pair, expr_id a, expr_id b)
{
    while (a.v != 0 && b.v != 0) {
        if (!equal_expr(pair, a, b))
            return false;
        a = ast_expr(pair->one->ast, a)->next;
        b = ast_expr(pair->other->ast, b)->next;
    }
    return a.v == b.v;
}

/* Never deeper than EXPR_DEPTH_LIMIT. A third child and the members of a list hang on `next`. */
static bool equal_expr(const struct pair *pair, expr_id a, expr_id b)
{
    const struct expr *one = ast_expr(pair->one->ast, a);
    const struct expr *other = ast_expr(pair->other->ast, b);

    return equal_node(pair, a, b) &&
           (one->op == EXPR_DATE || equal_chain(pair, one->a, other->a)) &&
           equal_chain(pair, one->b, other->b);
}

static bool equal_single(const struct pair *pair, expr_id a, expr_id b)
{
    return (a.v == 0) == (b.v == 0) && (a.v == 0 || equal_expr(pair, a, b));
}

/* ---- fields and declarations ---- */

static bool equal_doc(const struct pair *pair, struct span a, struct span b)
{
    struct arena_mark mark = arena_mark(pair->arena);
    struct str one = ast_doc(pair->one->sources, pair->arena, a);
    struct str other = ast_doc(pair->other->sources, pair->arena, b);
    bool is_equal = span_is_none(a) == span_is_none(b) && str_equal(one, other);

    arena_rewind(pair->arena, mark);
    return is_equal;
}

static bool equal_field(const struct pair *pair, const struct field *one, const struct field *other)
{
    return sym_equal(one->name, other->name) && one->computed_first == other->computed_first &&
           one->is_damaged == other->is_damaged && equal_doc(pair, one->doc, other->doc) &&
           equal_chain(pair, one->items, other->items) &&
           equal_single(pair, one->computed, other->computed);
}

static bool equal_names(const struct decl *one, const struct decl *other)
{
    return sym_equal(one->word, other->word) && sym_equal(one->id, other->id) &&
           one->is_damaged == other->is_damaged;
}

static bool equal_head(const struct pair *pair, const struct decl_parts *one,
                       const struct decl_parts *other)
{
    return equal_doc(pair, one->doc, other->doc) && equal_chain(pair, one->head, other->head) &&
           equal_single(pair, one->value, other->value);
}

static bool equal_parts(const struct pair *pair, const struct decl_parts *one,
                        const struct decl_parts *other)
{
    if (!equal_head(pair, one, other) || one->field_count != other->field_count)
        return false;
    for (uint32_t i = 0; i < one->field_count; i++)
        if (!equal_field(pair, ast_field_of(pair->one->ast, one, i),
                         ast_field_of(pair->other->ast, other, i)))
            return false;
    return true;
}

static bool equal_decl(const struct pair *pair, const struct decl *one, const struct decl *other)
{
    return equal_names(one, other) &&
           equal_parts(pair, ast_parts(pair->one->ast, one), ast_parts(pair->other->ast, other));
}

/* ---- comments ---- */

static bool equal_comments(const struct pair *pair)
{
    const struct ast *one = pair->one->ast, *other = pair->other->ast;

    if (one->comments.count != other->comments.count)
        return false;
    for (uint32_t i = 0; i < one->comments.count; i++) {
        struct comment a = one->comments.items[i], b = other->comments.items[i];
        if (a.is_doc != b.is_doc ||
            !equal_but_for_blanks(source_map_text(pair->one->sources, a.span),
                                  source_map_text(pair->other->sources, b.span)))
            return false;
    }
    return true;
}

bool ast_equal(const struct tree *one, const struct tree *other, struct arena *arena)
{
    struct pair pair = { one, other, arena };

    if (one->ast->has_errors != other->ast->has_errors ||
        one->ast->decls.count != other->ast->decls.count || !equal_comments(&pair))
        return false;
    for (uint32_t i = 1; i < one->ast->decls.count; i++)
        if (!equal_decl(&pair, &one->ast->decls.items[i], &other->ast->decls.items[i]))
            return false;
    return true;
}
