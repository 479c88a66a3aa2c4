/* trail.h -- the tokens of a text, for who wants to write it anew. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_TRAIL_H
#define ISMS_LANG_TRAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/source.h"
#include "base/vec.h"
#include "lang/lang.h"

/* One token as layout.c has understood it. */
struct trail_token {
    int16_t kind;     /* TOK_... of parse.h */
    bool is_first;    /* on its line of the page */
    bool begins_line; /* a declaration, a field or a bullet begins here */
    struct span span;
};

struct trail {
    VEC(struct trail_token) tokens; /* without the end of the text */
};

/* lang_parse, which also leaves a trail. What has no meaning (E0108, E0109) is not in it. */
void parse_with_trail(struct lang *lang, uint32_t source, struct trail *trail);

#endif
