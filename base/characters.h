/* characters.h -- counting the characters of a text and the room they take on a terminal. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_CHARACTERS_H
#define ISMS_BASE_CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* A character is a Unicode scalar value; every byte that is not UTF-8 counts as one (see utf8.h).
 */
size_t character_count(struct str text);

/* Where the character begins that the byte at `at` belongs to; the length of the text from there
 * on. */
size_t character_start(struct str text, size_t at);

/*
 * How many bytes from `from` on are printable ASCII, U+0020 to U+007E: each is a character of one
 * column that every format and terminal shows as it is.
 */
size_t printable_run(struct str text, size_t from);

/* Terminal columns: 2 for wide East Asian characters and emoji, 0 for combining ones and controls.
 */
uint32_t character_width(uint32_t scalar);

#endif
