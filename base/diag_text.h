/* diag_text.h -- diagnostics as text for people and for tools that read lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_TEXT_H
#define ISMS_BASE_DIAG_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/out.h"
#include "base/source.h"

/*
 * language.md section 9. STYLE_FULL: sentence, source lines with carets, notes, fixes.
 * STYLE_CONCISE: `file:line:col: severity[CODE] message`. STYLE_PLAIN: full content as sentences
 * without drawing characters or carets, for screen readers.
 * Text of the user is printed with control characters as `\x1b` or `\u{202e}` (reliability.md 39).
 */
enum diag_style { STYLE_FULL, STYLE_CONCISE, STYLE_PLAIN };

struct diag_text_options {
    enum diag_style style;
    bool use_color;
    bool use_ascii; /* no characters beyond ASCII in what we draw ourselves */
};

void diag_print(struct out *out, const struct diag *diag, struct source_map *sources,
                const struct diag_text_options *options);

#endif
