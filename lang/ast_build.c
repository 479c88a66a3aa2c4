/* ast_build.c -- what the actions of the grammar call. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/ast_build.h"

#include "base/arena.h"
#include "lang/parser.h"
#include "lang/syntax_error.h"

#include <assert.h>

/* ---- expressions ---- */

static expr_id append(struct parser *parser, const struct expr *node)
{
    expr_id id = { parser->ast->exprs.count };

    VEC_PUSH(&parser->ast->exprs, *node);
    return id;
}

static uint16_t deepest(const struct ast *ast, expr_id first)
{
    uint16_t depth = 0;

    for (expr_id id = first; id.v != 0; id = ast->exprs.items[id.v].next) {
        if (ast->exprs.items[id.v].depth > depth)
            depth = ast->exprs.items[id.v].depth;
    }
    return depth;
}

static expr_id build_too_deep(struct parser *parser, struct span span)
{
    struct expr error = { .op = EXPR_ERROR, .flags = EXPR_DAMAGED, .depth = 1, .span = span };

    syntax_error_too_deep(parser, span);
    return append(parser, &error);
}

expr_id build(struct parser *parser, struct expr node)
{
    uint16_t a = deepest(parser->ast, node.a);
    uint16_t b = deepest(parser->ast, node.b);
    uint16_t below = a > b ? a : b;

    if (below >= EXPR_DEPTH_LIMIT)
        return build_too_deep(parser, node.span);
    node.depth = (uint16_t)(below + 1);
    return append(parser, &node);
}

expr_id build_date(struct parser *parser, int32_t days, struct span span)
{
    struct expr node = { .op = EXPR_DATE, .depth = 1, .span = span };

    if (days == NO_DATE)
        node.flags = EXPR_DAMAGED;
    else
        node.a.v = (uint32_t)days;
    return append(parser, &node);
}

expr_id build_number_name(struct parser *parser, struct span number)
{
    struct expr node = { .op = EXPR_NAME, .depth = 1, .span = number };

    node.sym = intern(parser->lang->names, parser_text(parser, number));
    return append(parser, &node);
}

expr_id build_brackets(struct parser *parser, expr_id inner)
{
    parser->ast->exprs.items[inner.v].flags |= EXPR_BRACKETS;
    return inner;
}

expr_id build_linked(struct parser *parser, expr_id first, expr_id third)
{
    parser->ast->exprs.items[first.v].next = third;
    return first;
}

struct chain chain_add(struct parser *parser, struct chain chain, expr_id member)
{
    struct expr *exprs = parser->ast->exprs.items;

    if (chain.last.v == 0) {
        exprs[member.v].next = member;
    } else {
        exprs[member.v].next = exprs[chain.last.v].next;
        exprs[chain.last.v].next = member;
    }
    return (struct chain){ member };
}

expr_id chain_first(struct parser *parser, struct chain chain)
{
    struct expr *exprs = parser->ast->exprs.items;
    expr_id first = exprs[chain.last.v].next;

    if (chain.last.v != 0)
        exprs[chain.last.v].next = NO_EXPR;
    return first;
}

/* ---- declarations ---- */

/*
 * One symbol for several names with dots between them, whatever stood between them in the text. A
 * name that gets too long is reported and stays as it was.
 */
static sym_id join_names(struct parser *parser, struct str before, struct str after)
{
    struct interner *names = parser->lang->names;
    struct str text;

    if (before.len + after.len >= parser->lang->limits->name_bytes) {
        syntax_error_long_name(parser);
        return intern(names, before);
    }
    text = arena_format(parser->lang->arena, "%.*s.%.*s", STR_ARG(before), STR_ARG(after));
    return intern(names, text);
}

sym_id build_dotted_word(struct parser *parser, sym_id before, sym_id name)
{
    const struct interner *names = parser->lang->names;

    return join_names(parser, sym_text(names, before), sym_text(names, name));
}

static sym_id path_symbol(struct parser *parser, expr_id path)
{
    const struct interner *names = parser->lang->names;
    const struct expr *node = ast_expr(parser->ast, path);
    struct str before;

    if (node->op == EXPR_NAME)
        return node->sym;
    if (node->op == EXPR_NUMBER)
        return intern(parser->lang->names, parser_text(parser, node->span));
    if (node->op != EXPR_SELECT)
        return (sym_id){ 0 };
    if (!ast_path(parser->ast, names, parser->lang->arena, node->a, &before))
        return (sym_id){ 0 };
    return join_names(parser, before, sym_text(names, node->sym));
}

static expr_id first_text(const struct ast *ast, expr_id head)
{
    while (head.v != 0 && ast_expr(ast, head)->op != EXPR_STRING)
        head = ast_expr(ast, head)->next;
    return head;
}

static void add_parts(struct parser *parser, struct decl *decl, const struct decl_parts *parts)
{
    decl->parts = parser->ast->parts.count;
    decl->has_parts = true;
    VEC_PUSH(&parser->ast->parts, *parts);
}

static void open_declaration(struct parser *parser, const struct decl *decl)
{
    parser->decl = ast_add_decl(parser->ast, decl);
    parser->field.v = 0;
    parser->margin_fault = NULL;
}

void build_declaration(struct parser *parser, struct word word, struct chain head, expr_id value)
{
    expr_id first = chain_first(parser, head);
    struct decl decl = { .word = word.sym,
                         .span = { word.span.lo, parser->last.span.hi },
                         .source = parser->source & SOURCE_BITS };
    struct decl_parts parts = { .title = first_text(parser->ast, first),
                                .head = first,
                                .value = value,
                                .word_span = word.span,
                                .doc = parser->line.doc,
                                .first_field = { parser->ast->fields.count } };

    if (first.v == 0)
        syntax_error_bare_word(parser, word.span);
    else
        decl.id = path_symbol(parser, first);
    if (decl.id.v != 0)
        parts.id_span = ast_expr(parser->ast, first)->span;
    decl.is_damaged = parser->line.is_damaged;
    add_parts(parser, &decl, &parts);
    open_declaration(parser, &decl);
}

void build_folded(struct parser *parser, struct word word, struct word id)
{
    struct decl decl = { .word = word.sym,
                         .id = id.sym,
                         .span = { word.span.lo, parser->last.span.hi },
                         .source = parser->source & SOURCE_BITS,
                         .fold = FOLDED };

    if (parser->line.doc.lo != 0 || !decl_set_head(&decl, word.span, id.span)) {
        struct decl_parts parts = { .word_span = word.span,
                                    .id_span = id.span,
                                    .doc = parser->line.doc };
        add_parts(parser, &decl, &parts);
    }
    open_declaration(parser, &decl);
}

/* Bytes before a position on its line. */
static uint32_t column_of(const struct parser *parser, uint32_t position)
{
    struct str before = str_slice(parser->text, 0, position - parser->base);
    size_t newline = str_find_last(before, '\n');

    return (uint32_t)(newline == before.len ? before.len : before.len - newline - 1);
}

void build_unfolded(struct parser *parser)
{
    const struct decl_parts *parts;

    lang_unfold(parser->lang, parser->decl);
    parts = ast_parts(parser->ast, ast_decl(parser->ast, parser->decl));
    if (parts->field_count == 0)
        return;
    parser->field.v = parts->first_field.v + parts->field_count - 1;
    parser->field_column = column_of(parser, ast_field(parser->ast, parser->field)->name_span.lo);
    parser->has_orphans = false;
}

void build_anonymous(struct parser *parser, struct span span)
{
    struct decl_parts parts = { .first_field = { parser->ast->fields.count } };
    struct decl decl = { .span = span, .source = parser->source & SOURCE_BITS, .is_damaged = true };

    add_parts(parser, &decl, &parts);
    open_declaration(parser, &decl);
}

/* ---- fields ---- */

/* With a character left out between name and colon, layout.c has not seen that this is a field. */
static void require_declaration(struct parser *parser, struct span span)
{
    assert(parser->decl.v != 0 || parser->line.is_damaged);
    if (parser->decl.v == 0)
        build_anonymous(parser, span);
}

static void add_field(struct parser *parser, const struct field *field)
{
    struct ast *ast = parser->ast;
    struct decl *decl;

    require_declaration(parser, field->name_span);
    decl = &ast->decls.items[parser->decl.v];
    parser->field.v = ast->fields.count;
    parser->field_column = parser->line.column;
    parser->has_orphans = false;
    VEC_PUSH(&ast->fields, *field);
    ast->parts.items[decl->parts].field_count++;
    if (field->is_damaged)
        decl->is_damaged = true;
    decl->span.hi = parser->last.span.hi;
}

static struct field start_field(const struct parser *parser, struct word name)
{
    return (struct field){ .name = name.sym,
                           .name_span = name.span,
                           .doc = parser->line.doc,
                           .is_damaged = parser->line.is_damaged };
}

void build_field(struct parser *parser, struct word name, struct chain items)
{
    struct field field = start_field(parser, name);

    field.items = chain_first(parser, items);
    field.last_item = items.last;
    add_field(parser, &field);
}

static uint8_t count_items(const struct ast *ast, expr_id item)
{
    uint8_t count = 0;

    for (; item.v != 0 && count < UINT8_MAX; item = ast_expr(ast, item)->next)
        count++;
    return count;
}

/* `name: type, option = expr, option`: options on both sides of the expression are one list. */
void build_computed(struct parser *parser, struct word name, struct chain type, struct chain value)
{
    struct ast *ast = parser->ast;
    struct field field = start_field(parser, name);
    expr_id options;

    field.computed = chain_first(parser, value);
    options = ast->exprs.items[field.computed.v].next;
    ast->exprs.items[field.computed.v].next = NO_EXPR;
    field.items = chain_first(parser, type);
    field.last_item = type.last;
    field.computed_first = count_items(ast, field.items);
    if (options.v != 0) {
        if (type.last.v != 0)
            ast->exprs.items[type.last.v].next = options;
        else
            field.items = options;
        field.last_item = value.last;
    }
    add_field(parser, &field);
}

void build_bullet(struct parser *parser, struct chain items)
{
    struct ast *ast = parser->ast;
    struct field *field = &ast->fields.items[parser->field.v];
    expr_id first = chain_first(parser, items);

    if (parser->field.v == 0)
        return; /* layout.c has reported it */
    if (field->computed.v != 0)
        syntax_error_bullet_below_computed(parser);
    if (field->last_item.v != 0)
        ast->exprs.items[field->last_item.v].next = first;
    else
        field->items = first;
    field->last_item = items.last;
    field->has_bullets = 1;
    field->is_damaged |= (uint8_t)parser->line.is_damaged;
    if (parser->line.is_damaged)
        ast->decls.items[parser->decl.v].is_damaged = true;
    ast->decls.items[parser->decl.v].span.hi = parser->last.span.hi;
}

/* ---- lines that could not be parsed ---- */

static void remember_names(struct parser *parser, uint32_t most)
{
    const struct line *line = &parser->line;

    for (uint32_t i = 0; i < line->name_count && i < most; i++)
        VEC_PUSH(&parser->ast->damaged_names, line->names[i]);
}

static void lose_field(struct parser *parser)
{
    const struct token *first = &parser->line.first;

    remember_names(parser, 1);
    if ((first->flags & TOKEN_COLON) != 0) {
        struct field field = start_field(parser, WORD(first->sym, first->span));
        field.is_damaged = 1;
        add_field(parser, &field);
    } else if (parser->field.v != 0) {
        parser->ast->fields.items[parser->field.v].is_damaged = 1;
    }
    parser->ast->decls.items[parser->decl.v].is_damaged = 1;
}

void build_lost_line(struct parser *parser)
{
    struct span span = { parser->line.first.span.lo, parser->last.span.hi };

    if (parser->line.is_field && parser->decl.v != 0) {
        lose_field(parser);
        return;
    }
    remember_names(parser, LINE_NAMES_MOST);
    build_anonymous(parser, span);
}

void build_hole(struct parser *parser, expr_id expr)
{
    parser->hole = expr;
}

void build_query(struct parser *parser, struct chain items, struct chain binds, expr_id condition)
{
    parser->query = (struct query){ .items = chain_first(parser, items),
                                    .binds = chain_first(parser, binds),
                                    .condition = condition };
}
