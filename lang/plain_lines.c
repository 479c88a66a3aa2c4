/* plain_lines.c -- plain lines become part of the tree without the grammar. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_lines.h"

#include "lang/ast_build.h"
#include "lang/parse.h"
#include "lang/plain_build.h"
#include "lang/survey.h"

/* Where we are. */
struct reading {
    struct layout *layout;
    struct parser *parser;
    struct lexer *lexer;
    struct plain_builder builder;
};

/* What the layout does at the first token of a line, and behind the last. */
static void begin_line(const struct reading *reading, struct span span, bool is_field)
{
    struct parser *parser = reading->parser;

    layout_end_line(reading->layout);
    parser->line.column = span.lo - reading->lexer->line_start;
    parser->line.is_damaged = false;
    parser->line.is_field = is_field;
    parser->line.doc = reading->lexer->doc;
    parser->last = (struct last_token){ TOK_NEWLINE, { span.hi, span.hi } };
}

static struct word word_at(const struct reading *reading, const char *from, const char *end)
{
    return WORD(plain_symbol(&reading->builder, from, end),
                plain_span(&reading->builder, from, end));
}

/* That of a declaration, nearly always the same as above. */
static struct word head_word_at(const struct reading *reading, const char *from, const char *end)
{
    struct plain_leads *leads = &reading->parser->leads;
    size_t bytes = (size_t)(end - from);

    if (leads->word.len != bytes || !plain_lead_is_at(from, leads->word)) {
        leads->word = (struct str){ from, bytes };
        leads->sym = plain_symbol(&reading->builder, from, end);
    }
    return WORD(leads->sym, plain_span(&reading->builder, from, end));
}

/* Of an object, which seldom was named before. */
static struct word id_at(const struct reading *reading, const char *from, const char *end)
{
    struct str id = { from, (size_t)(end - from) };

    return WORD(intern_seldom(reading->builder.names, id),
                plain_span(&reading->builder, from, end));
}

/* A list as the grammar hands it over. */
static struct chain chain_of(const struct ast *ast, struct plain_list list)
{
    if (list.last.v != 0)
        ast->exprs.items[list.last.v].next = list.first;
    return (struct chain){ list.last };
}

static const char *text_at(const struct plain_builder *builder, uint32_t position)
{
    return builder->text + (position - builder->base);
}

/* What the survey has found at `at`. */
static bool take_paragraph(const struct reading *reading, const char *at)
{
    const struct plain_builder *builder = &reading->builder;
    const struct plain_paragraph *found =
        survey_at(reading->parser->survey, plain_span(builder, at, at).lo);
    const char *id, *end;
    struct word word, name;

    if (found == NULL)
        return false;
    id = text_at(builder, found->id);
    end = text_at(builder, found->end);
    begin_line(reading, plain_span(builder, at, end), false);
    word = head_word_at(reading, at, text_at(builder, found->word_end)); /* names in their order */
    name.sym =
        intern_hashed(builder->names, (struct str){ id, found->id_end - found->id }, found->hash);
    name.span = (struct span){ found->id, found->id_end };
    build_folded(reading->parser, word, name);
    lexer_skip_to(reading->lexer, end);
    return true;
}

static bool take_head(const struct reading *reading, const char *at)
{
    const struct plain_builder *builder = &reading->builder;
    struct plain_head head;
    const char *end;
    struct word word;

    if (reading->parser->survey != NULL && take_paragraph(reading, at))
        return true;
    if (!plain_head(&builder->rules, at, &reading->parser->leads, &head))
        return false;
    end = reading->parser->may_fold ? plain_body(&builder->rules, head.end, &reading->parser->leads)
                                    : NULL;
    if (end == NULL && !plain_line_is_over(&builder->rules, head.end))
        return false;
    begin_line(reading, plain_span(builder, at, end != NULL ? end : head.end), false);
    word = head_word_at(reading, at, head.word_end);
    if (end != NULL)
        build_folded(reading->parser, word, id_at(reading, head.id, head.id_end));
    else
        build_declaration(reading->parser, word,
                          chain_of(builder->ast, plain_build_head(builder, &head)), NO_EXPR);
    lexer_skip_to(reading->lexer, end != NULL ? end : head.end);
    return true;
}

static bool take_field(const struct reading *reading, const char *at)
{
    const struct plain_builder *builder = &reading->builder;
    const char *end = plain_field(&builder->rules, at);
    struct plain_list items;
    struct word name;

    if (end == NULL || !plain_line_is_over(&builder->rules, end))
        return false;
    begin_line(reading, plain_span(builder, at, end), true);
    end = plain_name_end(at);
    name = word_at(reading, at, end);
    items = plain_build_values(builder, &end);
    build_field(reading->parser, name, chain_of(builder->ast, items));
    lexer_skip_to(reading->lexer, end);
    return true;
}

static bool take_line(const struct reading *reading)
{
    const struct lexer *lexer = reading->lexer;
    const char *at = lexer_at(lexer);

    if ((lexer->next_flags & TOKEN_FIRST) == 0 || !layout_may_end_line(reading->layout))
        return false;
    if (plain_span(&reading->builder, at, at).lo == lexer->line_start)
        return take_head(reading, at);
    return (lexer->next_flags & TOKEN_AFTER_BLANK) == 0 && reading->parser->decl.v != 0 &&
           take_field(reading, at);
}

void plain_lines_take(struct layout *layout, struct lexer *lexer)
{
    struct reading reading = {
        .layout = layout,
        .parser = layout->parser,
        .lexer = lexer,
        .builder = { .ast = lexer->ast,
                     .names = lexer->names,
                     .text = lexer->text,
                     .base = lexer->base,
                     .rules = { lexer->text + lexer->text_bytes, lexer->limits } },
    };

    while (take_line(&reading))
        ;
}
