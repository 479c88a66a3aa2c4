/* spelling.h -- how the formatter writes a token, and what it puts between two of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_SPELLING_H
#define ISMS_LANG_SPELLING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "lang/page.h"

/*
 * Tokens are written as they stand, but for what word processors left: quotes, dashes and blanks.
 * The lines of a text block are indented by `indent` columns; its value stays the same.
 */
void spell_token(const struct page *page, uint32_t token, uint32_t indent, struct out *out);

/*
 * What stands between a token and the one before it: nothing or a blank. `is_head`: outside of
 * brackets in the head of a declaration, where a bracket behind a name is no call.
 */
struct str spell_gap(const struct page *page, uint32_t token, bool is_head);

/* ( [ { and ) ] } */
bool is_opening(int kind);
bool is_closing(int kind);

#endif
