/* imprint.c -- a tree that was parsed before becomes part of another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/imprint.h"

#include <string.h>

/* How far what an imprint holds is moved. By value, so that it stays in registers. */
struct move {
    uint32_t position, exprs, fields, parts, source;
};

static expr_id moved_expr(struct move move, expr_id id)
{
    return (expr_id){ id.v != 0 ? id.v + move.exprs : 0 };
}

static struct span moved_span(struct move move, struct span span)
{
    if (span.lo == 0)
        return span;
    return (struct span){ span.lo + move.position, span.hi + move.position };
}

static struct expr move_expr(struct move move, struct expr expr)
{
    expr.span = moved_span(move, expr.span);
    if (expr.op != EXPR_DATE)
        expr.a = moved_expr(move, expr.a);
    expr.b = moved_expr(move, expr.b);
    expr.next = moved_expr(move, expr.next);
    return expr;
}

static struct field move_field(struct move move, struct field field)
{
    field.name_span = moved_span(move, field.name_span);
    field.items = moved_expr(move, field.items);
    field.last_item = moved_expr(move, field.last_item);
    field.computed = moved_expr(move, field.computed);
    field.doc = moved_span(move, field.doc);
    return field;
}

static struct decl move_decl(struct move move, struct decl decl)
{
    decl.word_span = moved_span(move, decl.word_span);
    decl.id_span = moved_span(move, decl.id_span);
    decl.span = moved_span(move, decl.span);
    decl.parts += decl.parts != 0 ? move.parts : 0;
    decl.source = move.source;
    return decl;
}

static struct decl_parts move_parts(struct move move, struct decl_parts parts)
{
    parts.title = moved_expr(move, parts.title);
    parts.head = moved_expr(move, parts.head);
    parts.value = moved_expr(move, parts.value);
    parts.doc = moved_span(move, parts.doc);
    if (parts.first_field.v != 0)
        parts.first_field.v += move.fields;
    return parts;
}

static struct parsed_hole move_hole(struct move move, struct parsed_hole hole)
{
    return (struct parsed_hole){ moved_span(move, hole.span), moved_expr(move, hole.expr) };
}

/* `a.isms` and `a/b.isms` for `a`. */
static bool is_below(const char *path, struct str module)
{
    return strncmp(path, module.ptr, module.len) == 0 &&
           (path[module.len] == '.' || path[module.len] == '/');
}

/* A small project adds less than this to what it uses, so that nothing moves. */
static size_t with_slack(size_t count)
{
    return count + count / 8;
}

void imprint_reserve(struct lang *lang, struct str module)
{
    const struct library *library = lang->library;
    struct ast *ast = lang->ast;
    size_t decls = ast->decls.count, parts = ast->parts.count, fields = ast->fields.count,
           exprs = ast->exprs.count;
    size_t holes = lang->holes.count;

    for (uint32_t i = 0; i < library->count; i++) {
        const struct imprint *imprint = &library->imprints[i];
        if (!is_below(library->files[i].path, module))
            continue;
        decls += imprint->decl_count;
        parts += imprint->parts_count;
        fields += imprint->field_count;
        exprs += imprint->expr_count;
        holes += imprint->hole_count;
    }
    VEC_RESERVE(&ast->decls, with_slack(decls));
    VEC_RESERVE(&ast->parts, with_slack(parts));
    VEC_RESERVE(&ast->fields, with_slack(fields));
    VEC_RESERVE(&ast->exprs, with_slack(exprs));
    VEC_RESERVE(&lang->holes, holes);
}

static void add_exprs(struct ast *ast, const struct imprint *imprint, struct move move)
{
    VEC_RESERVE(&ast->exprs, (size_t)ast->exprs.count + imprint->expr_count);
    struct expr *end = &ast->exprs.items[ast->exprs.count];
    for (uint32_t i = 1; i < imprint->expr_count; i++)
        *end++ = move_expr(move, imprint->exprs[i]);
    ast->exprs.count += imprint->expr_count - 1;
}

static void add_fields(struct ast *ast, const struct imprint *imprint, struct move move)
{
    VEC_RESERVE(&ast->fields, (size_t)ast->fields.count + imprint->field_count);
    struct field *end = &ast->fields.items[ast->fields.count];
    for (uint32_t i = 1; i < imprint->field_count; i++)
        *end++ = move_field(move, imprint->fields[i]);
    ast->fields.count += imprint->field_count - 1;
}

void imprint_add(struct lang *lang, uint32_t source, const struct imprint *imprint)
{
    struct ast *ast = lang->ast;
    struct move move = { .position = lang->sources->sources.items[source].base - 1,
                         .exprs = ast->exprs.count - 1,
                         .fields = ast->fields.count - 1,
                         .parts = ast->parts.count - 1,
                         .source = source };

    add_exprs(ast, imprint, move);
    add_fields(ast, imprint, move);
    for (uint32_t i = 1; i < imprint->decl_count; i++)
        VEC_PUSH(&ast->decls, move_decl(move, imprint->decls[i]));
    for (uint32_t i = 1; i < imprint->parts_count; i++)
        VEC_PUSH(&ast->parts, move_parts(move, imprint->parts[i]));
    for (uint32_t i = 0; i < imprint->hole_count; i++)
        VEC_PUSH(&lang->holes, move_hole(move, imprint->holes[i]));
}
