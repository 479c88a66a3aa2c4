/* layout.h -- where a line ends, what begins it, and which brackets are open. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_LAYOUT_H
#define ISMS_LANG_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/ast.h"
#include "lang/lex.h"
#include "lang/parser.h"

struct isms_yypstate;

/*
 * A filter between the scanner and the grammar. It turns the shape of the page into tokens (the end
 * of a line, a bullet) and keeps a defect where it is: what follows from it is repaired silently or
 * skipped to the end of the line, so that the next line is read as it stands.
 *
 * A line goes on when a bracket is open, when it ends in an operator or a comma, or when the next
 * one begins with a word such as `and`; never across a blank line, never in column 1.
 */
struct bracket {
    int kind; /* TOK_LPAREN, TOK_LBRACKET or TOK_LBRACE */
    struct span span;
};

struct layout {
    struct parser *parser;
    struct isms_yypstate *grammar;
    struct bracket brackets[EXPR_DEPTH_LIMIT];
    uint32_t depth;     /* open brackets; those over the limit are only counted */
    bool is_skipping;   /* up to the end of the line: the grammar has given up on it */
    bool inserts_colon; /* behind the name that begins this line */
    bool is_begun;      /* the line began with something that is no token: `start` says where */
    struct token start;
};

void layout_open(struct layout *layout, struct parser *parser);
void layout_add(struct layout *layout, const struct token *token); /* TOK_YYEOF is the last */
/* Would a name that begins a declaration or a field of its own end the line under way? */
bool layout_may_end_line(const struct layout *layout);
/* Ends the line under way, if there is one: the next one is read without the grammar. */
void layout_end_line(struct layout *layout);
/* A hole or a query (TOK_HOLE, TOK_QUERY) instead of lines: all tokens between start and end. */
void layout_start_part(struct layout *layout, int start, uint32_t position);
void layout_add_to_part(struct layout *layout, const struct token *token);
void layout_close(struct layout *layout);

#endif
