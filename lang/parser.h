/* parser.h -- what layout, grammar and tree builder know about the text under way. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PARSER_H
#define ISMS_LANG_PARSER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "lang/ast.h"
#include "lang/lang.h"
#include "lang/lex.h"
#include "lang/plain_lead.h"

/*
 * One defect gives one message: a logical line (a declaration line, a field with the lines that
 * continue it, a bullet) that has raised an error raises no other. `line` is filled by layout.c
 * when a line begins and read by ast_build.c when the grammar has seen its end.
 */
enum { LINE_NAMES_MOST = 16 };

struct line {
    struct token first;
    uint32_t column;               /* bytes before the first token on its physical line */
    bool is_open;                  /* some token of it has been seen */
    bool is_damaged;               /* an error was reported on it */
    bool is_field;                 /* `name:` or a bullet */
    struct span doc;               /* the `##` lines directly above */
    sym_id names[LINE_NAMES_MOST]; /* the first names on it, in case it gets lost */
    uint32_t name_count;
};

/* The token that was handed to the grammar before this one. */
struct last_token {
    int kind;
    struct span span;
};

struct survey;

struct parser {
    struct lang *lang;
    struct ast *ast;
    struct str text;
    uint32_t base;   /* position of the first byte of the text */
    uint32_t source; /* index into the source map */
    struct line line;
    struct last_token last;
    decl_id decl;              /* the declaration whose paragraph we are in; none at the start */
    field_id field;            /* the field that a bullet would belong to */
    uint32_t field_column;     /* of the line that began it */
    bool has_orphans;          /* lines below it that are neither fields nor bullets */
    struct diag *margin_fault; /* the E0112 of this paragraph: later lines add their fix to it */
    bool may_fold;             /* the text stays, with 16 bytes behind it */
    struct survey *survey;     /* of a text that may be folded; or NULL */
    struct plain_leads leads;
    expr_id hole;       /* what lang_parse_hole returns */
    struct query query; /* what lang_parse_query returns */
};

/*
 * To be asked before an error is added: true when the line has none yet. Marks the line and the
 * tree as damaged in any case; what is built from the line, and its declaration, become so.
 */
bool parser_may_report(struct parser *parser);

/* The bytes of a span that lies in this text. */
struct str parser_text(const struct parser *parser, struct span span);
/* From a position to the end of its line, without blanks at the end. */
struct str parser_rest_of_line(const struct parser *parser, uint32_t position);

#endif
