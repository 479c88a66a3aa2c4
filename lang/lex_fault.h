/* lex_fault.h -- what we say about a token that is wrong in itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_LEX_FAULT_H
#define ISMS_LANG_LEX_FAULT_H

#include "lang/lex.h"

struct parser;

/* Reports the fault of a token, unless its line has an error already. */
void lex_fault_report(struct parser *parser, const struct token *token);

#endif
