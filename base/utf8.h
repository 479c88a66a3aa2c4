/* utf8.h -- the characters of a text, and the bytes that are none. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_UTF8_H
#define ISMS_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { UTF8_INVALID = 0xffffffff, UTF8_REPLACEMENT = 0xfffd };

/*
 * The Unicode scalar value at byte `*index`, which moves behind it. Overlong forms, surrogates,
 * values past U+10FFFF and cut sequences are not UTF-8: then UTF8_INVALID, and `*index` moves by
 * one byte. `*index` must be less than the length.
 */
uint32_t utf8_next(struct str text, size_t *index);

#endif
