/* typeset.h -- writes a page anew: every row in its column, comments behind them in line. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_TYPESET_H
#define ISMS_LANG_TYPESET_H

#include "base/out.h"
#include "lang/page.h"

/*
 * The page is settled. A row that continues another one stays below the token that it stands below
 * on the old page; if there is none, it goes behind the innermost open bracket, or below the value.
 */
void page_typeset(struct page *page, struct out *out);

#endif
