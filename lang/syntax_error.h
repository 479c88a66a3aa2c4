/* syntax_error.h -- what we say when a text has not the shape that the grammar wants. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_SYNTAX_ERROR_H
#define ISMS_LANG_SYNTAX_ERROR_H

#include <stdbool.h>

#include "base/source.h"
#include "lang/lex.h"

struct parser;

/* More than the grammar has tokens. */
enum { SYNTAX_TOKENS = 80 };

struct syntax_error {
    int token; /* that stopped the grammar */
    struct span span;
    bool expected[SYNTAX_TOKENS]; /* by token */
};

/* Each of these is silent on a line that has an error already. */
void syntax_error_report(struct parser *parser, const struct syntax_error *error);
void syntax_error_too_deep(struct parser *parser, struct span span);
void syntax_error_long_name(struct parser *parser);
void syntax_error_bare_word(struct parser *parser, struct span word);
void syntax_error_bullet_below_computed(struct parser *parser);

/* Shapes of lines, seen by layout.c at their first token. */
void syntax_error_no_declaration(struct parser *parser, const struct token *first);
void syntax_error_at_margin(struct parser *parser, const struct token *first);
void syntax_error_lone_bullet(struct parser *parser, const struct token *first);
void syntax_error_no_colon(struct parser *parser, const struct token *name);
void syntax_error_indented_declaration(struct parser *parser, const struct token *first);
void syntax_error_no_dash(struct parser *parser, const struct token *first);
void syntax_error_no_space_after_dash(struct parser *parser, const struct token *dash);
void syntax_error_no_line(struct parser *parser, const struct token *first);
void syntax_error_margin_line(struct parser *parser, const struct token *first);

/* Brackets. */
void syntax_error_open_bracket(struct parser *parser, struct span bracket, struct span noticed);
void syntax_error_wrong_bracket(struct parser *parser, struct span bracket, struct span closer);
void syntax_error_stray_bracket(struct parser *parser, struct span closer);

#endif
