/* escape.h -- text made safe for the format it is written into. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_ESCAPE_H
#define ISMS_BASE_ESCAPE_H

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

#endif
