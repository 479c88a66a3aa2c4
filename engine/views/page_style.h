/* page_style.h -- how HTML pages look: page.css, the colours of one document, and its policy. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_PAGE_STYLE_H
#define ISMS_ENGINE_VIEWS_PAGE_STYLE_H

#include <stdbool.h>

#include "base/out.h"
#include "base/str.h"
#include "engine/views/table_write.h"

/* The text of page.css, embedded by the build. */
struct str page_css(void);

/*
 * Everything that the style element holds. A page has no style attributes: each `#RRGGBB` of the
 * document becomes a class whose text is black or white, whichever has the higher contrast
 * (never below 4.5 to 1).
 */
void page_style_write(struct out *out, const struct document *document);

/*
 * The class of a colour, `tone tone-red` or `tone tone-6baed6`. False, and nothing written, for
 * what is no colour: the word alone says it then.
 */
bool page_tone_class(struct out *out, struct str color);

/* The meta element that forbids scripts, requests and every style but this text. */
void page_policy_write(struct out *out, struct str style);

#endif
