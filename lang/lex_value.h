/* lex_value.h -- texts and literals as the scanner meets them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_LEX_VALUE_H
#define ISMS_LANG_LEX_VALUE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "lang/lex.h"

/* Where a text ends (one past its closing quote, or where the line or the text stops). */
struct lex_text {
    const char *end;
    enum lex_fault fault;
    bool has_escapes;
};

/*
 * `from` is the opening quote (one byte; it is also the closing one), `limit` the end of all text,
 * behind which 16 bytes can be read. The plain way looks at each byte, the fast one at 16 at once;
 * both find the same.
 */
struct lex_text lex_text_plain(const char *from, const char *limit);
struct lex_text lex_text_fast(const char *from, const char *limit);

/* The first quote, backslash or line end from `at` on, or something at or behind the limit. */
const char *lex_text_stop(const char *at, char quote, const char *limit);

/* A text in the quotes of a word processor; warns. */
struct lex_text lex_text_typographic(struct lexer *lexer, const char *from);
/* `unclosed` again, closed by a typographic quote at the end of the value if there is one; warns.
 */
struct lex_text lex_text_with_typographic_end(struct lexer *lexer, const char *from,
                                              struct lex_text unclosed);

/* A text block, from behind its opening quotes. Unclosed, it ends before the next declaration. */
struct lex_text lex_block(const char *from, const char *limit);
/* After `""`: does a text block follow whose third quote got lost? */
bool lex_opens_block(const char *from, const char *limit);

/* Reads DATE; puts the fault of a DATE, MOMENT, PERIOD, NUMBER or PERCENT into the token. */
void lex_check_literal(const struct lexer *lexer, struct token *token);

/* The length of an escape at a backslash, or 0 when it has no meaning; its value as a character. */
unsigned lex_escape(const char *at, const char *limit, uint32_t *ret_character);

/* Does a colon follow behind blanks, also those of word processors and those of no width? */
bool lex_colon_behind_odd_blanks(const char *at);

/* Bytes of a typographic double quote at `at`, or 0. */
unsigned lex_typographic_quote(const char *at, const char *limit);

void lex_warn_typographic(struct diag_sink *sink, struct span span, const char *what,
                          struct str replacement);

#endif
