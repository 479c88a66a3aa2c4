/* plain_build.c -- the nodes of plain lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_build.h"

#include "base/date.h"

static expr_id append(struct ast *ast, const struct expr *node)
{
    expr_id id = { ast->exprs.count };

    VEC_PUSH(&ast->exprs, *node);
    return id;
}

/* A dotted path: each SELECT begins where the first name does. */
static expr_id build_path(const struct plain_builder *builder, const char *from, const char *limit)
{
    const char *end = plain_name_end(from);
    struct expr node = { .op = EXPR_NAME,
                         .depth = 1,
                         .span = plain_span(builder, from, end),
                         .sym = plain_symbol(builder, from, end) };

    while (end < limit) {
        const char *name = end + 1;
        node.a = append(builder->ast, &node);
        end = plain_name_end(name);
        node.op = EXPR_SELECT;
        node.depth++;
        node.span.hi = plain_span(builder, name, end).hi;
        node.sym = plain_symbol(builder, name, end);
    }
    return append(builder->ast, &node);
}

static expr_id build_value(const struct plain_builder *builder, enum expr_op op, const char *from,
                           const char *end)
{
    struct expr node = { .op = (uint8_t)op, .depth = 1, .span = plain_span(builder, from, end) };
    int32_t days;

    if (op == EXPR_NAME)
        node.sym = plain_symbol(builder, from, end);
    else if (op == EXPR_SELECT)
        return build_path(builder, from, end);
    else if (op == EXPR_DATE && date_parse((struct str){ from, (size_t)(end - from) }, &days))
        node.a.v = (uint32_t)days;
    return append(builder->ast, &node);
}

static void add(struct ast *ast, struct plain_list *list, expr_id member)
{
    if (list->last.v == 0)
        list->first = member;
    else
        ast->exprs.items[list->last.v].next = member;
    list->last = member;
}

struct plain_list plain_build_head(const struct plain_builder *builder,
                                   const struct plain_head *head)
{
    struct plain_list list = { 0 };

    add(builder->ast, &list, build_value(builder, EXPR_NAME, head->id, head->id_end));
    if (head->title != NULL)
        add(builder->ast, &list, build_value(builder, EXPR_STRING, head->title, head->end));
    return list;
}

struct plain_list plain_build_values(const struct plain_builder *builder, const char **at)
{
    struct plain_list list = { 0 };
    const char *from = plain_skip_spaces(++*at), *end;
    enum expr_op op;

    for (end = plain_value(&builder->rules, from, &op); end != NULL;
         end = plain_value(&builder->rules, from, &op)) {
        add(builder->ast, &list, build_value(builder, op, from, end));
        *at = end;
        from = plain_skip_spaces(end);
        if (*from != ',')
            break;
        from = plain_skip_spaces(from + 1);
    }
    return list;
}
