/* escape.h -- text made safe for the format it is written into. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_ESCAPE_H
#define ISMS_BASE_ESCAPE_H

#include <stdbool.h>

#include "base/out.h"
#include "base/str.h"

/*
 * One escaper per context (reliability.md, classes 36 to 41). None of them lets a C0 or C1 control
 * character through except where the format has an escape for it.
 */
void out_json(struct out *out, struct str text); /* with quotes; `<` as \u003c */
void out_html(struct out *out,
              struct str text); /* for text and double-quoted attributes; also XML/SVG */
void out_csv(struct out *out,
             struct str text); /* with quotes; a leading = + - @ TAB CR gets a `'` before it */
void out_markdown(struct out *out,
                  struct str text); /* inside a table cell: | escaped, line breaks as <br> */
void out_dot(struct out *out, struct str text); /* a quoted DOT string; backslashes doubled */

/*
 * Is there no byte in it that any of these formats may write as something else? Then JSON, CSV and
 * DOT only put quotes around each part of it, but for what CSV takes for a formula, and the others
 * leave it as it is: a row is looked at once instead of each cell. False says nothing.
 */
bool text_is_inert(struct str text);
void out_csv_inert(struct out *out, struct str text); /* out_csv for such a text */

#endif
