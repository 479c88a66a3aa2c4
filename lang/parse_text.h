/* parse_text.h -- parsing a text that nobody else needs as it is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PARSE_TEXT_H
#define ISMS_LANG_PARSE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "lang/lang.h"

/*
 * lang_parse without the copy: the text of the source may be written to, and is followed by 16 NUL
 * bytes. It is whole again when this returns. The survey is of this source among others, and comes
 * to it in its order.
 */
struct survey;
void parse_private_text(struct lang *lang, uint32_t source, struct survey *survey);
/* Tables have room for what so many bytes of text are likely to say, so that they seldom move. */
void parse_make_room(struct lang *lang, size_t text_bytes);

#endif
