/* text_form.h -- what a text must look like to be an email address, a URL or a hash. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_TEXT_FORM_H
#define ISMS_ENGINE_TEXT_FORM_H

#include "base/str.h"
#include "engine/type.h"

/*
 * The checks find slips of the pen, not addresses that nobody has: an email address is one `@`
 * between a name and a domain with a dot; a URL is a scheme, `://` and something behind it; neither
 * has blanks. A hash is 40, 64, 96 or 128 hexadecimal digits, as SHA-1, SHA-256, SHA-384 and
 * SHA-512 have, with or without the name in front: `sha256:9f86...`.
 */
struct text_form_fault {
    const char *wanted; /* "an email address"; NULL when the text is well formed */
    const char *help;
};

struct text_form_fault text_form_check(enum type_base base, struct str text);

#endif
