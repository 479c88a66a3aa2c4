/* ast_dump.c -- the tree as text, for tests and `--dump=tree`. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast.h"

#include "base/date.h"
#include "base/out.h"

struct dump {
    const struct ast *ast;
    const struct interner *names;
    struct source_map *sources;
    struct out *out;
};

static const char *operator_name(enum expr_op op)
{
    static const char *const names[EXPR_COUNT] = {
#define EXPR(name, spelling) [EXPR_##name] = #name,
#include "lang/expr.def"
#undef EXPR
    };

    return names[op];
}

static void write_symbol(const struct dump *dump, const char *label, sym_id sym)
{
    if (sym.v == 0)
        return;
    out_format(dump->out, " %s", label);
    out_visible(dump->out, sym_text(dump->names, sym));
}

static void write_span(const struct dump *dump, struct span span)
{
    struct place from, to;

    if (span_is_none(span))
        return;
    from = source_map_place(dump->sources, span.lo);
    to = source_map_place(dump->sources, span.hi);
    out_format(dump->out, " @%u:%u-%u:%u", from.line, from.column, to.line, to.column);
}

/* ---- expressions ---- */

static bool shows_text(enum expr_op op)
{
    return op == EXPR_STRING || op == EXPR_TEXT || op == EXPR_NUMBER || op == EXPR_PERCENT ||
           op == EXPR_PERIOD || op == EXPR_MOMENT || op == EXPR_ERROR;
}

static void write_flags(const struct dump *dump, const struct expr *expr)
{
    if ((expr->flags & EXPR_NEGATED) != 0)
        out_text(dump->out, " negated");
    if ((expr->flags & EXPR_ESCAPES) != 0)
        out_text(dump->out, " escapes");
    if ((expr->flags & EXPR_BRACKETS) != 0)
        out_text(dump->out, " brackets");
    if ((expr->flags & EXPR_DAMAGED) != 0)
        out_text(dump->out, " damaged");
}

static void write_node(const struct dump *dump, const struct expr *expr, unsigned level)
{
    char date[DATE_TEXT_BYTES];

    out_repeat(dump->out, ' ', 2 * (size_t)level);
    out_text(dump->out, operator_name(expr->op));
    write_symbol(dump, "", expr->sym);
    if (expr->op == EXPR_DATE) {
        date_write((int32_t)expr->a.v, date);
        out_format(dump->out, " %s", date);
    } else if (shows_text(expr->op)) {
        out_char(dump->out, ' ');
        out_visible(dump->out, source_map_text(dump->sources, expr->span));
    }
    write_flags(dump, expr);
    write_span(dump, expr->span);
    out_char(dump->out, '\n');
}

static void write_expr(const struct dump *dump, expr_id id, unsigned level);

static void write_chain(const struct dump *dump, expr_id first, unsigned level)
{
    for (expr_id id = first; id.v != 0; id = ast_expr(dump->ast, id)->next)
        write_expr(dump, id, level);
}

/* Never deeper than EXPR_DEPTH_LIMIT. A third child and the members of a list hang on `next`. */
static void write_expr(const struct dump *dump, expr_id id, unsigned level)
{
    const struct expr *expr = ast_expr(dump->ast, id);

    write_node(dump, expr, level);
    if (expr->op != EXPR_DATE)
        write_chain(dump, expr->a, level + 1);
    write_chain(dump, expr->b, level + 1);
}

/* ---- fields and declarations ---- */

static void write_doc(const struct dump *dump, struct span doc)
{
    if (span_is_none(doc))
        return;
    out_text(dump->out, " doc");
    write_span(dump, doc);
}

static void write_field(const struct dump *dump, const struct field *field)
{
    out_text(dump->out, "  field");
    write_symbol(dump, "", field->name);
    if (field->has_bullets)
        out_text(dump->out, " bullets");
    if (field->is_damaged)
        out_text(dump->out, " damaged");
    write_span(dump, field->name_span);
    write_doc(dump, field->doc);
    out_char(dump->out, '\n');
    write_chain(dump, field->items, 2);
    if (field->computed.v == 0)
        return;
    out_format(dump->out, "    = after %u\n", field->computed_first);
    write_expr(dump, field->computed, 3);
}

static void write_declaration(const struct dump *dump, const struct decl *decl)
{
    const struct decl_parts *parts = ast_parts(dump->ast, decl);

    out_text(dump->out, "declaration");
    write_symbol(dump, "", decl->word);
    write_symbol(dump, "id=", decl->id);
    if (decl->is_damaged)
        out_text(dump->out, " damaged");
    write_span(dump, decl->span);
    write_doc(dump, parts->doc);
    out_char(dump->out, '\n');
    write_chain(dump, parts->head, 1);
    if (parts->value.v != 0) {
        out_text(dump->out, "  =\n");
        write_expr(dump, parts->value, 2);
    }
    for (uint32_t i = 0; i < parts->field_count; i++)
        write_field(dump, ast_field_of(dump->ast, parts, i));
}

void ast_dump(const struct ast *ast, const struct interner *names, struct source_map *sources,
              struct out *out)
{
    struct dump dump = { ast, names, sources, out };

    for (uint32_t i = 1; i < ast->decls.count; i++)
        write_declaration(&dump, &ast->decls.items[i]);
    for (uint32_t i = 0; i < ast->damaged_names.count; i++) {
        out_text(out, "lost name");
        write_symbol(&dump, "", ast->damaged_names.items[i]);
        out_char(out, '\n');
    }
}
