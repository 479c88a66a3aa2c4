/* parser.c -- one text through scanner, layout and grammar. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/parser.h"

#include "base/vec.h"
#include "lang/char_check.h"
#include "lang/imprint.h"
#include "lang/layout.h"
#include "lang/parse.h"
#include "lang/parse_text.h"
#include "lang/plain_lines.h"
#include "lang/trail.h"

#include <string.h>

enum { SLACK_BYTES = 16 };

bool parser_may_report(struct parser *parser)
{
    bool is_first = !parser->line.is_damaged;

    parser->line.is_damaged = true;
    parser->ast->has_errors = true;
    return is_first;
}

struct str parser_text(const struct parser *parser, struct span span)
{
    return str_slice(parser->text, span.lo - parser->base, span.hi - parser->base);
}

struct str parser_rest_of_line(const struct parser *parser, uint32_t position)
{
    struct str rest = str_slice(parser->text, position - parser->base, parser->text.len);

    return str_slice(rest, 0, str_find(rest, '\n'));
}

/* ---- texts ---- */

static struct parser start_parser(struct lang *lang, uint32_t index)
{
    const struct source *source = &lang->sources->sources.items[index];

    return (struct parser){
        .lang = lang, .ast = lang->ast, .text = source->text, .base = source->base, .source = index
    };
}

static struct lexer start_lexer(const struct parser *parser, char *text)
{
    return (struct lexer){ .names = parser->lang->names,
                           .sink = parser->lang->sink,
                           .ast = parser->ast,
                           .limits = parser->lang->limits,
                           .text = text,
                           .text_bytes = parser->text.len,
                           .base = parser->base };
}

/* Roughly what texts of objects need, nearly all of them folded. */
void parse_make_room(struct lang *lang, size_t text_bytes)
{
    enum { BYTES_A_NAME = 160, BYTES_A_DECL = 180 };
    struct ast *ast = lang->ast;

    interner_reserve(lang->names,
                     interner_count(lang->names) + (uint32_t)(text_bytes / BYTES_A_NAME));
    VEC_RESERVE(&ast->decls, ast->decls.count + text_bytes / BYTES_A_DECL);
}

/* Behind layout_add: only then is it known whether the token has begun a line. */
static void leave_trail(struct trail *trail, const struct parser *parser, const struct token *token)
{
    bool begins_line =
        (token->flags & TOKEN_FIRST) != 0 && parser->line.first.span.lo == token->span.lo;
    /* To the scanner every dash at the start of a line is a bullet; layout.c knows better. */
    int kind = token->kind == TOK_BULLET && !begins_line ? TOK_SUBTRACT : token->kind;

    if (token->kind == TOK_YYEOF || token->kind == LEX_NOTHING)
        return;
    VEC_PUSH(&trail->tokens, (struct trail_token){ .kind = (int16_t)kind,
                                                   .is_first = (token->flags & TOKEN_FIRST) != 0,
                                                   .begins_line = begins_line,
                                                   .span = token->span });
}

static void scan_lines(struct parser *parser, struct lexer *lexer, struct trail *trail)
{
    struct layout layout;
    struct token token;

    lexer_open(lexer);
    layout_open(&layout, parser);
    do {
        if (trail == NULL && !parser->lang->only_grammar)
            plain_lines_take(&layout, lexer);
        lexer_next(lexer, &token);
        layout_add(&layout, &token);
        if (trail != NULL)
            leave_trail(trail, parser, &token);
    } while (token.kind != TOK_YYEOF);
    layout_close(&layout);
    lexer_close(lexer);
}

static void parse_lines(struct parser *parser, char *text, struct trail *trail)
{
    struct lang *lang = parser->lang;
    struct lexer lexer = start_lexer(parser, text);

    if (check_characters(lang->sink, parser->text, parser->base) > 0)
        lang->ast->has_errors = true;
    scan_lines(parser, &lexer, trail);
}

void parse_private_text(struct lang *lang, uint32_t source, struct survey *survey)
{
    struct parser parser = start_parser(lang, source);

    parser.may_fold = true;
    parser.survey = survey;
    parse_lines(&parser, (char *)(uintptr_t)parser.text.ptr, NULL);
}

/* A copy that the scanner may write to, with room behind it. */
static char *copy_text(struct str text)
{
    uint32_t capacity = 0;
    char *copy = vec_grow(NULL, &capacity, text.len + SLACK_BYTES, 1);

    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    memset(copy + text.len, 0, SLACK_BYTES);
    return copy;
}

void lang_parse(struct lang *lang, uint32_t source)
{
    parse_with_trail(lang, source, NULL);
}

void parse_with_trail(struct lang *lang, uint32_t source, struct trail *trail)
{
    struct parser parser = start_parser(lang, source);
    char *copy = copy_text(parser.text);

    parse_make_room(lang, parser.text.len);
    parse_lines(&parser, copy, trail);
    vec_free(copy);
}

/* ---- holes and queries ---- */

/* What is no line: `start` tells the grammar which of the two it is. */
static void scan_part(struct parser *parser, int start)
{
    char *copy = copy_text(parser->text);
    struct lexer lexer = start_lexer(parser, copy);
    struct layout layout;
    struct token token;

    lexer.is_hole = true;
    lexer_open(&lexer);
    layout_open(&layout, parser);
    layout_start_part(&layout, start, parser->base);
    do {
        lexer_next(&lexer, &token);
        layout_add_to_part(&layout, &token);
    } while (token.kind != TOK_YYEOF);
    layout_close(&layout);
    lexer_close(&lexer);
    vec_free(copy);
}

expr_id lang_parse_hole(struct lang *lang, struct span span)
{
    expr_id parsed = imprint_find_hole(lang, span);
    const struct source *source;
    struct parser parser;

    if (parsed.v != 0)
        return parsed;
    source = source_map_find(lang->sources, span.lo);
    parser = start_parser(lang, (uint32_t)(source - lang->sources->sources.items));
    parser.text = str_slice(parser.text, span.lo - source->base, span.hi - source->base);
    parser.base = span.lo;
    scan_part(&parser, TOK_HOLE);
    return parser.hole;
}

bool lang_parse_query(struct lang *lang, uint32_t source, struct query *ret_query)
{
    struct parser parser = start_parser(lang, source);

    if (check_characters(lang->sink, parser.text, parser.base) > 0)
        return false;
    scan_part(&parser, TOK_QUERY);
    *ret_query = parser.query;
    return parser.query.items.v != 0 && !parser.line.is_damaged;
}
