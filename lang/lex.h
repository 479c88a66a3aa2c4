/* lex.h -- from characters to tokens. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_LEX_H
#define ISMS_LANG_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/str.h"
#include "lang/ast.h"
#include "lang/lang.h"

/*
 * The scanner knows nothing about lines that continue or brackets: it says of each token whether it
 * is the first on its line, stands in column 1 or after a blank line, and layout.c decides. It adds
 * no error: a token carries its fault, and lex_fault.c words it. Comments go to the tree at once.
 */
enum token_flag {
    TOKEN_FIRST = 1,       /* first of its line */
    TOKEN_MARGIN = 2,      /* in column 1 */
    TOKEN_AFTER_BLANK = 4, /* a blank line, or the start of the text, lies before its line */
    TOKEN_COLON = 8,       /* a name that a colon follows: never an operator word */
};

enum lex_fault {
    FAULT_NONE,
    FAULT_DATE,          /* looks like a date, a moment or a period and is none */
    FAULT_NUMBER,        /* digits that are neither a number nor an id */
    FAULT_UNCLOSED_TEXT, /* a text without its closing quote on the line */
    FAULT_UNCLOSED_BLOCK,
    FAULT_TWO_QUOTES,    /* a text block that opens with two quotes */
    FAULT_SINGLE_QUOTES, /* 'text' */
    FAULT_ESCAPE,        /* an unknown escape in a text */
    FAULT_NAME,          /* a name with letters beyond A to Z */
    FAULT_TOO_LONG,      /* token over the limit */
    FAULT_NAME_TOO_LONG,
    FAULT_SIGN,      /* `&&`, `≤`: the token is what was meant */
    FAULT_CHARACTER, /* no token at all: kind is LEX_NOTHING */
    FAULT_INVISIBLE, /* likewise: a zero-width character */
    FAULT_REPORTED,  /* likewise: check_characters has reported it */
};

enum { LEX_NOTHING = -1 };

/* `sym`, `days`, `column` and `doc` are set only where they mean something. */
struct token {
    int kind; /* TOK_... of parse.h, or LEX_NOTHING */
    uint8_t flags;
    uint8_t fault;      /* enum lex_fault */
    uint8_t text_flags; /* EXPR_ESCAPES */
    sym_id sym;         /* NAME */
    int32_t days;       /* DATE */
    struct span span;
    uint32_t column; /* of a first token: bytes before it on its line */
    struct span doc; /* of a first token: the `##` lines directly above */
};

struct lexer {
    void *scanner; /* flex */
    struct interner *names;
    struct diag_sink *sink; /* for W0101 only */
    struct ast *ast;        /* its comments */
    const struct limits *limits;
    char *text; /* borrowed; changed while scanning, restored when a token is returned */
    size_t text_bytes;
    uint32_t base;
    uint32_t line_start; /* position of the line under way */
    uint32_t limit;      /* a hole ends here */
    bool line_is_empty;  /* nothing on this line so far */
    bool is_hole;        /* texts may stand in single quotes */
    bool is_plain;       /* without the shortcuts; tests compare both ways */
    uint8_t next_flags;  /* of the next token */
    struct span doc;     /* the `##` lines directly above the next token */
    int last_kind;
    uint32_t last_end;
};

/*
 * `lexer` is filled from `names` to `text_bytes`, `base`, `is_hole` and `is_plain`; the
 * text is followed by 2 NUL bytes and 14 readable ones.
 */
void lexer_open(struct lexer *lexer);
void lexer_next(struct lexer *lexer, struct token *ret_token); /* TOK_YYEOF at the end, for ever */
/* Where the next token begins, behind blanks and comments. */
const char *lexer_at(const struct lexer *lexer);
/* Goes on at `end`, as if all tokens up to there had been returned; the last of them ended there.
 */
void lexer_skip_to(struct lexer *lexer, const char *end);
void lexer_close(struct lexer *lexer);

#endif
