/* plain_lines.c -- plain lines become part of the tree without the grammar. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_lines.h"

#include "base/date.h"
#include "lang/ast_build.h"
#include "lang/parse.h"
#include "lang/plain.h"

/* Where we are. */
struct reading {
    struct layout *layout;
    struct lexer *lexer;
    struct plain_text text;
};

static struct span span_of(const struct lexer *lexer, const char *from, const char *end)
{
    uint32_t lo = lexer->base + (uint32_t)(from - lexer->text);

    return (struct span){ lo, lo + (uint32_t)(end - from) };
}

static sym_id name_of(const struct lexer *lexer, const char *from, const char *end)
{
    return lexer_intern(lexer, (struct str){ from, (size_t)(end - from) });
}

/* ---- values ---- */

static expr_id append(struct ast *ast, const struct expr *node)
{
    expr_id id = { ast->exprs.count };

    VEC_PUSH(&ast->exprs, *node);
    return id;
}

/* A dotted path: each SELECT begins where the first name does. */
static expr_id build_path(const struct lexer *lexer, const char *from, const char *limit)
{
    const char *end = plain_name_end(from);
    struct expr node = { .op = EXPR_NAME,
                         .depth = 1,
                         .span = span_of(lexer, from, end),
                         .sym = name_of(lexer, from, end) };

    while (end < limit) {
        const char *name = end + 1;
        node.a = append(lexer->ast, &node);
        end = plain_name_end(name);
        node.op = EXPR_SELECT;
        node.depth++;
        node.span.hi = span_of(lexer, name, end).hi;
        node.sym = name_of(lexer, name, end);
    }
    return append(lexer->ast, &node);
}

static expr_id build_value(const struct lexer *lexer, enum expr_op op, const char *from,
                           const char *end)
{
    struct expr node = { .op = (uint8_t)op, .depth = 1, .span = span_of(lexer, from, end) };
    int32_t days;

    if (op == EXPR_NAME)
        node.sym = name_of(lexer, from, end);
    else if (op == EXPR_SELECT)
        return build_path(lexer, from, end);
    else if (op == EXPR_DATE && date_parse((struct str){ from, (size_t)(end - from) }, &days))
        node.a.v = (uint32_t)days;
    return append(lexer->ast, &node);
}

/* From behind the colon. */
static struct chain build_values(const struct reading *reading, const char *at, const char *end)
{
    struct parser *parser = reading->layout->parser;
    struct chain items = NO_CHAIN;

    while (at < end) {
        enum expr_op op;
        const char *value_end;
        while (*at == ' ' || *at == ',')
            at++;
        value_end = plain_value(&reading->text, at, &op);
        items = chain_add(parser, items, build_value(reading->lexer, op, at, value_end));
        at = value_end;
    }
    return items;
}

/* ---- lines ---- */

/* What the layout does at the first token of a line, and behind the last. */
static void begin_line(const struct reading *reading, const char *at, const char *end,
                       bool is_field)
{
    struct parser *parser = reading->layout->parser;
    struct lexer *lexer = reading->lexer;
    struct span span = span_of(lexer, at, end);

    layout_end_line(reading->layout);
    parser->line.column = span.lo - lexer->line_start;
    parser->line.is_damaged = false;
    parser->line.is_field = is_field;
    parser->line.doc = lexer->doc;
    parser->last = (struct last_token){ TOK_NEWLINE, { span.hi, span.hi } };
}

static bool take_head(const struct reading *reading, const char *at)
{
    struct parser *parser = reading->layout->parser;
    struct lexer *lexer = reading->lexer;
    struct plain_head head;
    struct chain parts;
    struct word word;

    if (!plain_head(&reading->text, at, &head) || !plain_line_is_over(&reading->text, head.end))
        return false;
    begin_line(reading, at, head.end, false);
    word = WORD(name_of(lexer, at, head.word_end), span_of(lexer, at, head.word_end));
    parts = chain_add(parser, NO_CHAIN, build_value(lexer, EXPR_NAME, head.id, head.id_end));
    if (head.title != NULL)
        parts = chain_add(parser, parts, build_value(lexer, EXPR_STRING, head.title, head.end));
    build_declaration(parser, word, parts, NO_EXPR);
    lexer_skip_to(lexer, head.end);
    return true;
}

static bool take_field(const struct reading *reading, const char *at)
{
    struct lexer *lexer = reading->lexer;
    const char *end = plain_field(&reading->text, at), *colon;
    struct word name;

    if (end == NULL || !plain_line_is_over(&reading->text, end))
        return false;
    begin_line(reading, at, end, true);
    colon = plain_name_end(at);
    name = WORD(name_of(lexer, at, colon), span_of(lexer, at, colon));
    build_field(reading->layout->parser, name, build_values(reading, colon + 1, end));
    lexer_skip_to(lexer, end);
    return true;
}

static bool take_line(const struct reading *reading)
{
    const struct lexer *lexer = reading->lexer;
    const char *at = lexer_at(lexer);

    if ((lexer->next_flags & TOKEN_FIRST) == 0 || !layout_may_end_line(reading->layout))
        return false;
    if (span_of(lexer, at, at).lo == lexer->line_start)
        return take_head(reading, at);
    return (lexer->next_flags & TOKEN_AFTER_BLANK) == 0 && reading->layout->parser->decl.v != 0 &&
           take_field(reading, at);
}

void plain_lines_take(struct layout *layout, struct lexer *lexer)
{
    struct reading reading = {
        .layout = layout,
        .lexer = lexer,
        .text = { lexer->text + lexer->text_bytes, lexer->limits },
    };

    while (take_line(&reading))
        ;
}
