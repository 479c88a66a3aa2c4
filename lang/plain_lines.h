/* plain_lines.h -- plain lines become part of the tree without the grammar. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_LINES_H
#define ISMS_LANG_PLAIN_LINES_H

#include "lang/layout.h"
#include "lang/lex.h"

/*
 * Takes all plain lines (plain.h) from where the scanner stands, if a line begins there and nothing
 * is open that it could belong to. The tree, the scanner and the layout are afterwards as if each
 * token had gone through them; a line that is not plain is left to them, untouched.
 */
void plain_lines_take(struct layout *layout, struct lexer *lexer);

#endif
