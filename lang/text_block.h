/* text_block.h -- the lines of a text block, and what they have in common on the left. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_TEXT_BLOCK_H
#define ISMS_LANG_TEXT_BLOCK_H

#include <stddef.h>

#include "base/str.h"

/* For the value of a block (ast_text.c) and for its layout (spelling.c), which must agree. */

/* Takes the first line off, without its line end. */
struct str text_block_next_line(struct str *rest);
/* The blanks that a line begins with. */
size_t text_block_indentation(struct str line);
/* The least indentation of lines that are not blank; SIZE_MAX when all are. */
size_t text_block_common_indentation(struct str lines);

#endif
