/* layout.c -- where a line ends, what begins it, and which brackets are open. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/layout.h"

#include "lang/ast_build.h"
#include "lang/lex_fault.h"
#include "lang/parse.h"
#include "lang/syntax_error.h"

/* ---- to the grammar ---- */

static ISMS_YYSTYPE value_of(const struct token *token)
{
    ISMS_YYSTYPE value = { 0 };

    if (token->kind == TOK_NAME)
        value.TOK_NAME = token->sym;
    else if (token->kind == TOK_DATE)
        value.TOK_DATE = token->fault != FAULT_NONE ? NO_DATE : token->days;
    else
        value.TOK_STRING = token->text_flags | (token->fault != FAULT_NONE ? EXPR_DAMAGED : 0U);
    return value;
}

/* The grammar's own stack was full (E0602 is reported): start afresh at the next line. */
static void give_up_on_line(struct layout *layout)
{
    isms_yypstate_delete(layout->grammar);
    layout->grammar = isms_yypstate_new();
    layout->is_skipping = true;
}

static void push(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;
    ISMS_YYSTYPE value = value_of(token);
    struct span span = token->span;

    if (!layout->is_skipping) {
        int status = isms_yypush_parse(layout->grammar, token->kind, &value, &span, parser);
        if (status != YYPUSH_MORE && token->kind != TOK_YYEOF)
            give_up_on_line(layout);
    }
    if (token->kind == TOK_NAME && parser->line.name_count < LINE_NAMES_MOST)
        parser->line.names[parser->line.name_count++] = token->sym;
    parser->last = (struct last_token){ token->kind, token->span };
}

/* A token that is not in the text, behind the last one. */
static void push_virtual(struct layout *layout, int kind)
{
    uint32_t end = layout->parser->last.span.hi;
    struct token token = { .kind = kind, .span = { end, end } };
    struct last_token last = layout->parser->last;

    push(layout, &token);
    layout->parser->last = last;
}

/* The rest of the line is skipped without a message of the grammar. */
static void push_error(struct layout *layout)
{
    push_virtual(layout, TOK_ISMS_YYerror);
}

/* ---- brackets ---- */

static bool is_opener(int kind)
{
    return kind == TOK_LPAREN || kind == TOK_LBRACKET || kind == TOK_LBRACE;
}

static bool is_closer(int kind)
{
    return kind == TOK_RPAREN || kind == TOK_RBRACKET || kind == TOK_RBRACE;
}

static int closer_of(int opener)
{
    if (opener == TOK_LPAREN)
        return TOK_RPAREN;
    return opener == TOK_LBRACKET ? TOK_RBRACKET : TOK_RBRACE;
}

static struct bracket *top_bracket(struct layout *layout)
{
    return &layout->brackets[layout->depth - 1];
}

static void open_bracket(struct layout *layout, const struct token *token)
{
    if (layout->depth < EXPR_DEPTH_LIMIT) {
        layout->brackets[layout->depth++] = (struct bracket){ token->kind, token->span };
        push(layout, token);
        return;
    }
    if (layout->depth++ == EXPR_DEPTH_LIMIT) {
        syntax_error_too_deep(layout->parser, token->span);
        push_error(layout);
    }
}

/* How many of the innermost brackets a closer leaves open; the depth when it closes none at all. */
static uint32_t brackets_left_open(const struct layout *layout, int closer)
{
    uint32_t inner = 0;

    while (inner < layout->depth &&
           closer_of(layout->brackets[layout->depth - 1 - inner].kind) != closer)
        inner++;
    return inner;
}

static void close_innermost(struct layout *layout)
{
    int closer = closer_of(top_bracket(layout)->kind);

    layout->depth--;
    push_virtual(layout, closer);
}

/* `(a]`: what was opened counts. */
static void close_with_wrong_bracket(struct layout *layout, const struct token *token)
{
    struct token meant = *token;

    syntax_error_wrong_bracket(layout->parser, top_bracket(layout)->span, token->span);
    meant.kind = closer_of(top_bracket(layout)->kind);
    layout->depth--;
    push(layout, &meant);
}

static void close_bracket(struct layout *layout, const struct token *token)
{
    uint32_t inner;

    if (layout->depth > EXPR_DEPTH_LIMIT) {
        layout->depth--;
        return;
    }
    if (layout->depth == 0) {
        syntax_error_stray_bracket(layout->parser, token->span);
        return;
    }
    inner = brackets_left_open(layout, token->kind);
    if (inner == layout->depth) {
        close_with_wrong_bracket(layout, token);
        return;
    }
    if (inner > 0)
        syntax_error_open_bracket(layout->parser, top_bracket(layout)->span, token->span);
    for (; inner > 0; inner--)
        close_innermost(layout);
    layout->depth--;
    push(layout, token);
}

/* ---- the end of a line ---- */

/* Brackets that are still open are closed, so that what stands in them is not lost. */
static void end_line(struct layout *layout)
{
    if (layout->depth > EXPR_DEPTH_LIMIT)
        layout->depth = 0;
    if (layout->depth > 0)
        syntax_error_open_bracket(layout->parser, top_bracket(layout)->span,
                                  layout->parser->last.span);
    while (layout->depth > 0)
        close_innermost(layout);
    if (layout->is_skipping) {
        layout->is_skipping = false;
        build_lost_line(layout->parser);
    } else {
        push_virtual(layout, TOK_NEWLINE);
    }
    layout->parser->line.is_open = false;
}

static bool wants_operand(int kind)
{
    static const bool wants[SYNTAX_TOKENS] = {
        [TOK_AND] = true,       [TOK_OR] = true,
        [TOK_NOT] = true,       [TOK_IN] = true,
        [TOK_NOT_IN] = true,    [TOK_IS] = true,
        [TOK_ON] = true,        [TOK_WHERE] = true,
        [TOK_FOR] = true,       [TOK_SOME] = true,
        [TOK_EVERY] = true,     [TOK_EXACTLY] = true,
        [TOK_AT_LEAST] = true,  [TOK_AT_MOST] = true,
        [TOK_SATISFIES] = true, [TOK_IMPLIES] = true,
        [TOK_OTHERWISE] = true, [TOK_IF] = true,
        [TOK_THEN] = true,      [TOK_ELSE] = true,
        [TOK_UNION] = true,     [TOK_EXCEPT] = true,
        [TOK_AS] = true,        [TOK_BY] = true,
        [TOK_REACHES] = true,   [TOK_VIA] = true,
        [TOK_EQUAL] = true,     [TOK_UNEQUAL] = true,
        [TOK_LESS] = true,      [TOK_LESS_EQUAL] = true,
        [TOK_GREATER] = true,   [TOK_GREATER_EQUAL] = true,
        [TOK_ARROW] = true,     [TOK_RANGE] = true,
        [TOK_ADD] = true,       [TOK_SUBTRACT] = true,
        [TOK_MULTIPLY] = true,  [TOK_DIVIDE] = true,
        [TOK_ASSIGN] = true,    [TOK_COMMA] = true,
    };

    return kind > 0 && kind < SYNTAX_TOKENS && wants[kind];
}

static bool continues_a_line(int kind)
{
    return kind == TOK_AND || kind == TOK_OR || kind == TOK_WHERE || kind == TOK_THEN ||
           kind == TOK_ELSE || kind == TOK_OTHERWISE || kind == TOK_IMPLIES ||
           kind == TOK_SATISFIES || kind == TOK_UNION || kind == TOK_EXCEPT;
}

/* A bullet, or a name with its colon. */
static bool starts_a_field(const struct token *token)
{
    return token->kind == TOK_BULLET || (token->flags & TOKEN_COLON) != 0;
}

/*
 * `name:` and bullets begin a field of their own, unless they stand further to the right than the
 * line they may belong to and can go on there: as a member of a record, as an option behind a
 * comma, as a subtraction in brackets.
 */
static bool field_continues(const struct layout *layout, const struct token *token)
{
    const struct line *line = &layout->parser->line;
    int last = layout->parser->last.kind;

    if (token->column <= line->column)
        return false;
    if (line->is_damaged && !line->is_field)
        return false;
    if (layout->depth == 0)
        return token->kind == TOK_NAME && last == TOK_COMMA;
    if (token->kind == TOK_NAME && layout->depth <= EXPR_DEPTH_LIMIT &&
        layout->brackets[layout->depth - 1].kind != TOK_LBRACE)
        return last == TOK_COMMA || is_opener(last);
    return true;
}

static bool line_continues(const struct layout *layout, const struct token *token)
{
    const struct line *line = &layout->parser->line;

    if ((token->flags & TOKEN_AFTER_BLANK) != 0 || token->kind == TOK_YYEOF)
        return false;
    if ((token->flags & TOKEN_MARGIN) != 0)
        return layout->depth > 0 && is_closer(token->kind);
    if (starts_a_field(token))
        return field_continues(layout, token);
    if (layout->depth > 0 || continues_a_line(token->kind) ||
        wants_operand(layout->parser->last.kind))
        return true;
    return line->is_damaged && line->is_field && token->column > line->column;
}

/* ---- the beginning of a line ---- */

static void begin_field(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;
    const struct decl *decl = ast_decl(parser->ast, parser->decl);
    bool is_lost_paragraph = parser->decl.v != 0 && decl->word.v == 0;

    parser->line.is_field = true;
    if ((token->flags & TOKEN_AFTER_BLANK) != 0 || parser->decl.v == 0) {
        if (!is_lost_paragraph)
            syntax_error_no_declaration(parser, token);
        parser->line.is_damaged |= (token->flags & TOKEN_MARGIN) != 0;
        build_anonymous(parser, token->span);
        is_lost_paragraph = true;
    } else if ((token->flags & TOKEN_MARGIN) != 0) {
        syntax_error_at_margin(parser, token);
    }
    if (token->kind == TOK_BULLET && parser->field.v == 0 && !is_lost_paragraph)
        syntax_error_lone_bullet(parser, token);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The text behind the first word of an indented line, which has no colon. */
static struct str text_behind(const struct parser *parser, const struct token *token)
{
    return str_trim(parser_rest_of_line(parser, token->span.hi));
}

/* `risk R-2 "title"` moved to the right by accident: a name, then a text to the end. */
static bool looks_like_declaration(struct str behind)
{
    size_t word = 0;

    if (behind.len == 0 || behind.ptr[behind.len - 1] != '"')
        return false;
    while (word < behind.len && !is_blank(behind.ptr[word]) && behind.ptr[word] != '"')
        word++;
    while (word < behind.len && is_blank(behind.ptr[word]))
        word++;
    return word > 0 && word < behind.len && behind.ptr[word] == '"' &&
           str_find(str_slice(behind, word + 1, behind.len), '"') == behind.len - word - 2;
}

/* A lone value below an empty field, or between bullets, has lost its dash. */
static bool looks_like_bullet(const struct parser *parser, const struct token *token)
{
    struct str behind = text_behind(parser, token);
    const struct field *field = ast_field(parser->ast, parser->field);

    if (field->items.v != 0 && !field->has_bullets)
        return false;
    return token->kind != TOK_NAME || behind.len == 0 || behind.ptr[0] == '{' ||
           behind.ptr[0] == '.' || behind.ptr[0] == '#';
}

static void begin_indented_name(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;

    if ((token->flags & TOKEN_AFTER_BLANK) != 0 || parser->decl.v == 0 ||
        looks_like_declaration(text_behind(parser, token))) {
        syntax_error_indented_declaration(parser, token);
    } else {
        syntax_error_no_colon(parser, token);
        parser->line.is_field = true;
        parser->line.first.flags |= TOKEN_COLON;
        layout->inserts_colon = true;
    }
}

/* A run of such lines below one field is one defect, such as the lost start of a text block. */
static void begin_orphan(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;

    parser->line.is_field = true;
    parser->line.is_damaged |= parser->has_orphans;
    parser->has_orphans = true;
    if (!looks_like_bullet(parser, token)) {
        syntax_error_no_line(parser, token);
        push_error(layout);
        return;
    }
    if (token->kind == TOK_SUBTRACT)
        syntax_error_no_space_after_dash(parser, token);
    else
        syntax_error_no_dash(parser, token);
    push_virtual(layout, TOK_BULLET);
}

/* An indented line that is neither `name:` nor a bullet. */
static void begin_indented(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;

    if (parser->field.v != 0 && token->column > parser->field_column &&
        (token->flags & TOKEN_AFTER_BLANK) == 0) {
        begin_orphan(layout, token);
    } else if (token->kind == TOK_NAME) {
        begin_indented_name(layout, token);
    } else {
        parser->line.is_field = true;
        syntax_error_no_line(parser, token);
        push_error(layout);
    }
}

/* The names stay as they are, `name_count` says how many count. */
static void start_line(struct line *line, const struct token *first, bool is_damaged)
{
    line->first = *first;
    line->column = first->column;
    line->doc = first->doc;
    line->is_open = true;
    line->is_damaged = is_damaged;
    line->is_field = false;
    line->name_count = 0;
}

static bool begins_declaration(const struct token *token)
{
    return token->kind == TOK_NAME && (token->flags & TOKEN_MARGIN) != 0 &&
           (token->flags & TOKEN_COLON) == 0;
}

static void begin_line(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;

    if (ast_decl(parser->ast, parser->decl)->fold != UNFOLDED && !begins_declaration(token) &&
        token->kind != TOK_YYEOF)
        build_unfolded(parser);
    start_line(&parser->line, token, layout->is_begun);
    parser->last.span.hi = token->span.lo;
    layout->inserts_colon = false;
    layout->is_begun = false;
    if (token->kind == TOK_YYEOF)
        return;
    if (starts_a_field(token)) {
        begin_field(layout, token);
    } else if ((token->flags & TOKEN_MARGIN) == 0) {
        begin_indented(layout, token);
    } else if (token->kind != TOK_NAME) {
        syntax_error_margin_line(parser, token);
        push_error(layout);
    }
}

/* A character without meaning: left out. The next token begins the line in its place. */
static void leave_out(struct layout *layout, const struct token *token)
{
    struct parser *parser = layout->parser;

    if ((token->flags & TOKEN_FIRST) != 0 && !line_continues(layout, token)) {
        if (parser->line.is_open)
            end_line(layout);
        parser->line.is_damaged = false;
        layout->is_begun = true;
        layout->start = *token;
    }
    lex_fault_report(parser, token);
}

/* The flags of the first token of a line, which may have been something that was left out. */
static void inherit_start(struct layout *layout, struct token *token)
{
    if (!layout->is_begun || (token->flags & TOKEN_FIRST) != 0)
        return;
    token->flags |= layout->start.flags;
    token->column = layout->start.column;
    token->doc = layout->start.doc;
}

/* ---- layout.h ---- */

static void add_to_line(struct layout *layout, const struct token *token)
{
    if (token->fault != FAULT_NONE)
        lex_fault_report(layout->parser, token);
    if (is_opener(token->kind))
        open_bracket(layout, token);
    else if (is_closer(token->kind))
        close_bracket(layout, token);
    else
        push(layout, token);
}

static void add_first(struct layout *layout, struct token token)
{
    struct parser *parser = layout->parser;

    inherit_start(layout, &token);
    if (parser->line.is_open && line_continues(layout, &token)) {
        if (token.kind == TOK_BULLET)
            token.kind = TOK_SUBTRACT;
        add_to_line(layout, &token);
        return;
    }
    if (parser->line.is_open)
        end_line(layout);
    begin_line(layout, &token);
    add_to_line(layout, &token);
    if (layout->inserts_colon)
        push_virtual(layout, TOK_COLON);
}

void layout_add(struct layout *layout, const struct token *token)
{
    if (token->kind == LEX_NOTHING)
        leave_out(layout, token);
    else if ((token->flags & TOKEN_FIRST) != 0 || layout->is_begun)
        add_first(layout, *token);
    else
        add_to_line(layout, token);
}

bool layout_may_end_line(const struct layout *layout)
{
    return layout->depth == 0 && !layout->is_begun && layout->parser->last.kind != TOK_COMMA;
}

void layout_end_line(struct layout *layout)
{
    if (layout->parser->line.is_open)
        end_line(layout);
}

void layout_start_part(struct layout *layout, int start, uint32_t position)
{
    struct token token = { .kind = start, .span = { position, position } };

    layout->parser->line = (struct line){ .is_open = true, .is_field = true };
    push(layout, &token);
}

void layout_add_to_part(struct layout *layout, const struct token *token)
{
    if (token->kind == LEX_NOTHING)
        lex_fault_report(layout->parser, token);
    else
        add_to_line(layout, token);
}

void layout_open(struct layout *layout, struct parser *parser)
{
    layout->parser = parser;
    layout->depth = 0;
    layout->is_skipping = false;
    layout->inserts_colon = false;
    layout->is_begun = false;
    layout->grammar = isms_yypstate_new();
}

void layout_close(struct layout *layout)
{
    isms_yypstate_delete(layout->grammar);
    layout->grammar = NULL;
}
