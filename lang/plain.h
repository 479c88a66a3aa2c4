/* plain.h -- lines that need no grammar: `word id "title"` and `name: value, value`. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_H
#define ISMS_LANG_PLAIN_H

#include <stdbool.h>

#include "lang/ast.h"
#include "lang/lang.h"

/*
 * Nearly all lines of a large project are plain: one name after the other, and values that are
 * single names, dotted paths, numbers, percentages, dates, texts without backslashes, yes, no and
 * none. What is recognised here means to scanner, layout and grammar exactly what is said below;
 * everything else, and every doubt, is left to them. Nothing here reports or builds.
 */
struct plain_text {
    const char *limit; /* the end of all text, behind which 16 bytes can be read */
    const struct limits *limits;
};

/* A declaration line from column 1: its tokens, and where the last of them ends. */
struct plain_head {
    const char *word_end;
    const char *id, *id_end;
    const char *title; /* its opening quote; NULL without */
    const char *end;
};
/*
 * `leads` are those of paragraphs above (plain_lead.h), in texts that are still as they were; or
 * NULL.
 */
struct plain_leads;
bool plain_head(const struct plain_text *text, const char *at, struct plain_leads *leads,
                struct plain_head *ret_head);

/* An indented field, from its name on. One past its last token, or NULL when it is not plain. */
const char *plain_field(const struct plain_text *text, const char *at);
/* All lines of a paragraph below its head. Where the last one ends, or NULL when they are not. */
const char *plain_body(const struct plain_text *text, const char *end, struct plain_leads *leads);
/* Where the name of a plain field ends, which is where its colon stands. */
const char *plain_name_end(const char *at);
/* The value at `at`: one past it, or NULL. A dotted path is a SELECT. */
const char *plain_value(const struct plain_text *text, const char *at, enum expr_op *ret_op);

/*
 * Can nothing on the next lines belong to the plain line that ends at `end`? Bullets may follow:
 * they are lines of their own.
 */
bool plain_line_is_over(const struct plain_text *text, const char *end);

static inline const char *plain_skip_spaces(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

#endif
