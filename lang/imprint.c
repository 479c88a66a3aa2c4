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
    decl.span = moved_span(move, decl.span);
    decl.parts += move.parts; /* nothing is folded */
    decl.source = move.source & SOURCE_BITS;
    return decl;
}

static struct decl_parts move_parts(struct move move, struct decl_parts parts)
{
    parts.title = moved_expr(move, parts.title);
    parts.head = moved_expr(move, parts.head);
    parts.value = moved_expr(move, parts.value);
    parts.word_span = moved_span(move, parts.word_span);
    parts.id_span = moved_span(move, parts.id_span);
    parts.doc = moved_span(move, parts.doc);
    if (parts.first_field.v != 0)
        parts.first_field.v += move.fields;
    return parts;
}

static struct parsed_hole move_hole(struct move move, struct parsed_hole hole)
{
    return (struct parsed_hole){ moved_span(move, hole.span), moved_expr(move, hole.expr) };
}

static bool is_left_out(const struct lang *lang, sym_id word)
{
    for (uint32_t i = 0; i < lang->left_out_count; i++)
        if (sym_equal(lang->left_out[i], word))
            return true;
    return false;
}

/* `a.isms` and `a/b.isms` for `a`. */
static bool is_below(const char *path, struct str module)
{
    return strncmp(path, module.ptr, module.len) == 0 &&
           (path[module.len] == '.' || path[module.len] == '/');
}

/* How many rows the tables have, or shall have. */
struct room {
    size_t decls, parts, fields, exprs, holes;
};

static void add_room(struct room *room, const struct lang *lang, const struct imprint *imprint)
{
    const uint32_t *first = imprint->first_exprs;

    room->decls += imprint->decl_count;
    room->holes += imprint->hole_count;
    room->exprs += imprint->expr_count - first[imprint->decl_count];
    for (uint32_t i = 1; i < imprint->decl_count; i++) {
        const struct decl *decl = &imprint->decls[i];
        if (is_left_out(lang, decl->word))
            continue;
        room->parts++;
        room->fields += imprint->parts[decl->parts].field_count;
        room->exprs += first[i + 1] - first[i];
    }
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
    struct room room = { ast->decls.count, ast->parts.count, ast->fields.count, ast->exprs.count,
                         lang->holes.count };

    for (uint32_t i = 0; i < library->count; i++)
        if (is_below(library->files[i].path, module) && library->imprints[i].decls != NULL)
            add_room(&room, lang, &library->imprints[i]);
    VEC_RESERVE(&ast->decls, with_slack(room.decls));
    VEC_RESERVE(&ast->parts, with_slack(room.parts));
    VEC_RESERVE(&ast->fields, with_slack(room.fields));
    VEC_RESERVE(&ast->exprs, with_slack(room.exprs));
    VEC_RESERVE(&lang->holes, room.holes);
}

static void add_exprs(struct ast *ast, const struct expr *exprs, uint32_t count, struct move move)
{
    VEC_RESERVE(&ast->exprs, (size_t)ast->exprs.count + count);
    struct expr *end = &ast->exprs.items[ast->exprs.count];
    for (uint32_t i = 0; i < count; i++)
        *end++ = move_expr(move, exprs[i]);
    ast->exprs.count += count;
}

static void add_fields(struct ast *ast, const struct field *fields, uint32_t count,
                       struct move move)
{
    VEC_RESERVE(&ast->fields, (size_t)ast->fields.count + count);
    struct field *end = &ast->fields.items[ast->fields.count];
    for (uint32_t i = 0; i < count; i++)
        *end++ = move_field(move, fields[i]);
    ast->fields.count += count;
}

/* Its parts, fields and nodes are one run each, which ends up at the end of the tables. */
static void add_parts(struct ast *ast, const struct imprint *imprint, uint32_t index,
                      struct move *move)
{
    const uint32_t *first = &imprint->first_exprs[index];
    const struct decl *decl = &imprint->decls[index];
    const struct decl_parts *parts = &imprint->parts[decl->parts];

    move->exprs = ast->exprs.count - first[0];
    move->fields = ast->fields.count - parts->first_field.v;
    move->parts = ast->parts.count - decl->parts;
    add_exprs(ast, &imprint->exprs[first[0]], first[1] - first[0], *move);
    add_fields(ast, &imprint->fields[parts->first_field.v], parts->field_count, *move);
    VEC_PUSH(&ast->parts, move_parts(*move, *parts));
}

static void add_decl(struct lang *lang, const struct imprint *imprint, uint32_t index,
                     struct move move)
{
    struct decl decl = imprint->decls[index];

    if (is_left_out(lang, decl.word))
        decl.parts = 0;
    else
        add_parts(lang->ast, imprint, index, &move);
    decl = move_decl(move, decl);
    (void)ast_add_decl(lang->ast, &decl);
}

static void add_holes(struct lang *lang, const struct imprint *imprint, struct move move)
{
    uint32_t first = imprint->first_exprs[imprint->decl_count];

    move.exprs = lang->ast->exprs.count - first;
    add_exprs(lang->ast, &imprint->exprs[first], imprint->expr_count - first, move);
    for (uint32_t i = 0; i < imprint->hole_count; i++)
        VEC_PUSH(&lang->holes, move_hole(move, imprint->holes[i]));
}

void imprint_add(struct lang *lang, uint32_t source, const struct imprint *imprint)
{
    struct move move = { .position = lang->sources->sources.items[source].base - 1,
                         .source = source };

    for (uint32_t i = 1; i < imprint->decl_count; i++)
        add_decl(lang, imprint, i, move);
    add_holes(lang, imprint, move);
}
