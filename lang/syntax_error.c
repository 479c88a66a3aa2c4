/* syntax_error.c -- what we say when a text has not the shape that the grammar wants. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/syntax_error.h"

#include "lang/parse.h"
#include "lang/parser.h"

enum { EXCERPT_BYTES = 40 };

/* ---- words ---- */

/* A short piece of the text for a message; never breaks a character of UTF-8. */
static struct str excerpt(struct str text)
{
    size_t end = EXCERPT_BYTES;

    if (text.len <= EXCERPT_BYTES)
        return text;
    while (end > 0 && ((uint8_t)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_slice(text, 0, end);
}

static bool is_text(int kind)
{
    return kind == TOK_STRING || kind == TOK_TEXT;
}

/* " after `and`", or nothing when the line begins here. */
static struct str after_last(const struct parser *parser)
{
    struct arena *arena = parser->lang->sink->arena;
    const struct last_token *last = &parser->last;
    struct str text = excerpt(parser_text(parser, last->span));

    if (last->span.hi <= parser->line.first.span.lo || text.len == 0)
        return STR("");
    if (is_text(last->kind))
        return STR(" after this text");
    return arena_format(arena, " after `%.*s`", STR_ARG(text));
}

static bool is_operator_word(int kind)
{
    return (kind >= TOK_YES && kind <= TOK_VIA) && kind != TOK_NOT_IN && kind != TOK_ONE_OF &&
           kind != TOK_AT_LEAST && kind != TOK_AT_MOST;
}

/* ---- what was expected ---- */

struct wording {
    struct arena *arena;
    struct str text; /* "a, b or c" under construction */
    struct str last;
};

static void word_add(struct wording *wording, struct str word)
{
    if (wording->last.len > 0 && wording->text.len > 0)
        wording->text = arena_format(wording->arena, "%.*s, %.*s", STR_ARG(wording->text),
                                     STR_ARG(wording->last));
    else if (wording->last.len > 0)
        wording->text = wording->last;
    wording->last = word;
}

static struct str word_list(struct wording *wording)
{
    if (wording->text.len == 0)
        return wording->last;
    return arena_format(wording->arena, "%.*s or %.*s", STR_ARG(wording->text),
                        STR_ARG(wording->last));
}

/* Signs and words that a message may name one by one. */
static void add_signs(struct wording *wording, const bool *expected)
{
    static const struct {
        int token;
        const char *spelling;
    } signs[] = {
        { TOK_IN, "`in`" },
        { TOK_WHERE, "`where`" },
        { TOK_SATISFIES, "`satisfies`" },
        { TOK_THEN, "`then`" },
        { TOK_ELSE, "`else`" },
        { TOK_VIA, "`via`" },
        { TOK_COLON, "`:`" },
        { TOK_ASSIGN, "`=`" },
        { TOK_COMMA, "`,`" },
        { TOK_LPAREN, "`(`" },
        { TOK_RPAREN, "`)`" },
        { TOK_RBRACKET, "`]`" },
        { TOK_LBRACE, "`{`" },
        { TOK_RBRACE, "`}`" },
        { TOK_NUMBER, "a number" },
        { TOK_STRING, "a text in quotes" },
        { TOK_NAME, "a name" },
        { TOK_NEWLINE, "the end of the line" },
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (expected[signs[i].token])
            word_add(wording, str_from(signs[i].spelling));
    }
}

/* A value is complete: it may go on with an operator, or what surrounds it goes on. */
static struct str expected_after_value(struct wording *wording, const bool *expected)
{
    bool surroundings[SYNTAX_TOKENS] = { 0 };

    if (expected[TOK_THEN] || expected[TOK_ELSE] || expected[TOK_SATISFIES] || expected[TOK_VIA]) {
        surroundings[TOK_THEN] = expected[TOK_THEN];
        surroundings[TOK_ELSE] = expected[TOK_ELSE];
        surroundings[TOK_SATISFIES] = expected[TOK_SATISFIES];
        surroundings[TOK_VIA] = expected[TOK_VIA];
        add_signs(wording, surroundings);
        return word_list(wording);
    }
    surroundings[TOK_WHERE] = expected[TOK_WHERE] && !expected[TOK_COMMA];
    if (!surroundings[TOK_WHERE]) {
        word_add(wording, STR("an operator"));
        surroundings[TOK_COMMA] = expected[TOK_COMMA];
        surroundings[TOK_RPAREN] = expected[TOK_RPAREN];
        surroundings[TOK_RBRACKET] = expected[TOK_RBRACKET];
        surroundings[TOK_RBRACE] = expected[TOK_RBRACE];
        surroundings[TOK_NEWLINE] = expected[TOK_NEWLINE];
    }
    add_signs(wording, surroundings);
    return word_list(wording);
}

static struct str expected_words(const struct parser *parser, const bool *expected)
{
    struct wording wording = { .arena = parser->lang->sink->arena };

    if (expected[TOK_ARROW])
        return STR("a name, a title in quotes or the end of the line");
    if (expected[TOK_AND])
        return expected_after_value(&wording, expected);
    if (expected[TOK_DATE])
        return STR("a value");
    if (parser->last.kind == TOK_IS)
        return STR("a word such as `set` or `empty`");
    add_signs(&wording, expected);
    return word_list(&wording);
}

/* ---- reports of the grammar ---- */

static void report_assign(struct diag_sink *sink, struct span span)
{
    struct diag *diag = diag_add(sink, MSG_E0101, span, "`=` cannot stand here");

    diag_fix(sink, diag, FIX_SAFE, span, STR("=="), "to compare, write `==`");
}

static void report_no_declaration_line(struct diag_sink *sink, struct span span)
{
    struct diag *diag =
        diag_add(sink, MSG_E0102, span, "this line is neither a declaration nor a field");

    diag_help(sink, diag,
              "a declaration begins with its kind and its name: `risk R-1 \"title\"`; fields are "
              "indented: `name: value`");
}

/* `role by "Title"`: a word of the language where a name stands. A sentence goes on behind it. */
static bool stands_for_name(const struct parser *parser, const struct syntax_error *error)
{
    struct str rest = str_trim(parser_rest_of_line(parser, error->span.hi));

    return is_operator_word(error->token) &&
           (rest.len == 0 || rest.ptr[0] == '"' || rest.ptr[0] == '#');
}

static void report_word_as_name(struct parser *parser, const struct syntax_error *error)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str text = parser_text(parser, error->span);
    struct diag *diag =
        diag_add(sink, MSG_E0101, error->span,
                 "`%.*s` is a word of the language and cannot be a name", STR_ARG(text));

    diag_help(sink, diag, "with something added it can: `%.*s-1`", STR_ARG(text));
}

/* `owner: a b`: after two names there could only be the `{` of an object. */
static void report_two_values(struct parser *parser)
{
    struct diag_sink *sink = parser->lang->sink;
    struct diag *diag =
        diag_add(sink, MSG_E0101, parser->last.span, "expected an operator or `,` before `%.*s`",
                 STR_ARG(excerpt(parser_text(parser, parser->last.span))));

    if (parser->last.kind == TOK_NAME)
        diag_help(sink, diag, "texts of several words stand in quotes");
}

static bool is_second_value(const struct parser *parser, const bool *expected)
{
    return expected[TOK_LBRACE] && !expected[TOK_DATE] &&
           (parser->last.kind == TOK_NAME || parser->last.kind == TOK_NUMBER);
}

static void report_expected(struct parser *parser, const struct syntax_error *error)
{
    struct diag_sink *sink = parser->lang->sink;
    bool is_end = error->token == TOK_NEWLINE || error->token == TOK_YYEOF;
    struct span span = is_end ? parser->last.span : error->span;
    struct str words = expected_words(parser, error->expected);
    struct diag *diag = diag_add(sink, MSG_E0101, span, "expected %.*s%.*s", STR_ARG(words),
                                 STR_ARG(after_last(parser)));
    struct str text = parser_text(parser, error->span);

    if (is_operator_word(error->token) && error->expected[TOK_NAME] && !error->expected[TOK_AND])
        diag_note(sink, diag, "`%.*s` is a word of the language; it cannot be a name",
                  STR_ARG(text));
}

void syntax_error_report(struct parser *parser, const struct syntax_error *error)
{
    const struct line *line = &parser->line;
    bool is_second = parser->last.span.lo == line->first.span.lo;

    if (!parser_may_report(parser))
        return;
    if (error->token == TOK_ASSIGN && error->expected[TOK_EQUAL])
        report_assign(parser->lang->sink, error->span);
    else if (!line->is_field && is_second && error->expected[TOK_ARROW] &&
             stands_for_name(parser, error))
        report_word_as_name(parser, error);
    else if (!line->is_field && is_second && error->expected[TOK_ARROW])
        report_no_declaration_line(parser->lang->sink, line->first.span);
    else if (is_second_value(parser, error->expected))
        report_two_values(parser);
    else
        report_expected(parser, error);
}

void syntax_error_too_deep(struct parser *parser, struct span span)
{
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(parser->lang->sink, MSG_E0602, span,
                    "this expression is nested deeper than %d levels", EXPR_DEPTH_LIMIT);
    diag_help(parser->lang->sink, diag, "give parts of it a name with `let`");
}

/* A dotted name, at the start of its line. */
void syntax_error_long_name(struct parser *parser)
{
    uint32_t lo = parser->line.first.span.lo;

    if (parser_may_report(parser))
        diag_add(parser->lang->sink, MSG_E0603, (struct span){ lo, lo + 1 },
                 "the dotted name on this line is longer than %u bytes",
                 parser->lang->limits->name_bytes);
}

void syntax_error_bare_word(struct parser *parser, struct span word)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str text = excerpt(parser_text(parser, word));
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0113, word, "`%.*s` has no name behind it", STR_ARG(text));
    diag_help(sink, diag,
              "a declaration begins with its kind and its name: `%.*s NAME`; fields are indented: "
              "`%.*s: value`",
              STR_ARG(text), STR_ARG(text));
}

void syntax_error_bullet_below_computed(struct parser *parser)
{
    struct diag_sink *sink = parser->lang->sink;
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0101, parser->line.first.span,
                    "a computed field cannot have list items");
    diag_label(sink, diag, ast_field(parser->ast, parser->field)->name_span, "this field");
    diag_help(sink, diag, "to subtract, end the line above with the `-`");
}

/* ---- the first token of a line ---- */

static struct span insertion(struct span before)
{
    return (struct span){ before.lo, before.lo };
}

void syntax_error_no_declaration(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;
    struct diag *diag =
        diag_add(sink, MSG_E0104, first->span, "this paragraph has no declaration line");

    parser->ast->has_errors = true;
    diag_help(sink, diag,
              "a paragraph begins at the left margin with a kind and a name: `risk R-1 \"title\"`; "
              "a blank line ends it");
}

void syntax_error_at_margin(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;

    parser->ast->has_errors = true;
    parser->ast->decls.items[parser->decl.v].is_damaged = true;
    if (parser->margin_fault == NULL) {
        parser->margin_fault =
            diag_add(sink, MSG_E0112, first->span, "%s stands at the left margin",
                     first->kind == TOK_BULLET ? "this list item" : "this field");
        diag_help(sink, parser->margin_fault,
                  "declarations begin at the left margin, fields are indented");
    }
    diag_fix(sink, parser->margin_fault, FIX_SAFE, insertion(first->span), STR("  "),
             "indent it by two spaces");
}

void syntax_error_lone_bullet(struct parser *parser, const struct token *first)
{
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(parser->lang->sink, MSG_E0101, first->span,
                    "this list item has no field above it");
    diag_help(parser->lang->sink, diag,
              "list items belong to a field: `name:` on a line of its own");
}

/* The text of a line that lacks its colon: `owner: cto`. */
static struct str with_colon(const struct parser *parser, struct str name, struct str behind)
{
    if (behind.len > 0 && behind.ptr[0] == '=' && (behind.len < 2 || behind.ptr[1] != '='))
        behind = str_trim(str_slice(behind, 1, behind.len));
    return arena_format(parser->lang->sink->arena, "%.*s: %.*s", STR_ARG(name),
                        STR_ARG(excerpt(behind)));
}

void syntax_error_no_colon(struct parser *parser, const struct token *name)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str text = parser_text(parser, name->span);
    struct str behind = str_trim(parser_rest_of_line(parser, name->span.hi));
    uint32_t end = name->span.hi;
    struct str meant = with_colon(parser, text, behind);
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0103, name->span, "this line looks like a field without its colon");
    if (behind.len > 0 && behind.ptr[0] == '=')
        diag_help(sink, diag, "write `%.*s`", STR_ARG(meant));
    else
        diag_fix(sink, diag, FIX_SAFE, (struct span){ end, end }, STR(":"), "write `%.*s`",
                 STR_ARG(meant));
}

void syntax_error_indented_declaration(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;
    struct span indent = { first->span.lo - first->column, first->span.lo };
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0102, first->span, "a declaration begins at the left margin");
    diag_fix(sink, diag, FIX_SAFE, indent, STR(""), "move it to the left margin");
}

void syntax_error_no_dash(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag =
        diag_add(sink, MSG_E0101, first->span, "this line looks like a list item without its dash");
    diag_fix(sink, diag, FIX_SAFE, insertion(first->span), STR("- "),
             "write `- ` before it, or put it behind the colon of its field");
}

void syntax_error_no_space_after_dash(struct parser *parser, const struct token *dash)
{
    struct diag_sink *sink = parser->lang->sink;
    struct span after = { dash->span.hi, dash->span.hi };
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0101, dash->span, "a list item has a blank behind its dash");
    diag_fix(sink, diag, FIX_SAFE, after, STR(" "), "put a blank behind the dash");
}

void syntax_error_no_line(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0101, first->span, "this line is neither a field nor a list item");
    diag_help(sink, diag, "fields are written `name: value`, list items `- value`");
}

void syntax_error_margin_line(struct parser *parser, const struct token *first)
{
    struct diag_sink *sink = parser->lang->sink;

    if (!parser_may_report(parser))
        return;
    if (is_operator_word(first->kind)) {
        struct str text = parser_text(parser, first->span);
        struct diag *diag = diag_add(sink, MSG_E0102, first->span,
                                     "`%.*s` cannot begin a declaration", STR_ARG(text));
        diag_note(sink, diag, "a line that goes on is indented");
        return;
    }
    report_no_declaration_line(sink, first->span);
}

/* ---- brackets ---- */

void syntax_error_open_bracket(struct parser *parser, struct span bracket, struct span noticed)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str text = parser_text(parser, bracket);
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0105, bracket, "this `%.*s` is not closed", STR_ARG(text));
    diag_set_label(sink, diag, "bracket opened here");
    diag_label(sink, diag, noticed, "still open here");
}

void syntax_error_wrong_bracket(struct parser *parser, struct span bracket, struct span closer)
{
    struct diag_sink *sink = parser->lang->sink;
    struct str opening = parser_text(parser, bracket);
    const char *meant = opening.ptr[0] == '(' ? ")" : opening.ptr[0] == '[' ? "]" : "}";
    struct diag *diag;

    if (!parser_may_report(parser))
        return;
    diag = diag_add(sink, MSG_E0105, closer, "`%.*s` does not close `%.*s`",
                    STR_ARG(parser_text(parser, closer)), STR_ARG(opening));
    diag_label(sink, diag, bracket, "bracket opened here");
    diag_fix(sink, diag, FIX_UNSAFE, closer, str_from(meant), "write `%s`", meant);
}

void syntax_error_stray_bracket(struct parser *parser, struct span closer)
{
    struct str text = parser_text(parser, closer);

    if (parser_may_report(parser))
        diag_add(parser->lang->sink, MSG_E0117, closer,
                 "no bracket is open that `%.*s` could close", STR_ARG(text));
}
