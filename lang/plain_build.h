/* plain_build.h -- the nodes of plain lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_PLAIN_BUILD_H
#define ISMS_LANG_PLAIN_BUILD_H

#include "lang/plain.h"

/* What is built lies behind all other nodes, in the order of the text, as the grammar leaves it. */
struct plain_builder {
    struct ast *ast;
    struct interner *names;
    const char *text; /* a source, and the position of its first byte */
    uint32_t base;
    struct plain_text rules;
};

struct plain_list {
    expr_id first, last; /* chained by next */
};

static inline struct span plain_span(const struct plain_builder *builder, const char *from,
                                     const char *end)
{
    uint32_t lo = builder->base + (uint32_t)(from - builder->text);

    return (struct span){ lo, lo + (uint32_t)(end - from) };
}

static inline sym_id plain_symbol(const struct plain_builder *builder, const char *from,
                                  const char *end)
{
    return intern(builder->names, (struct str){ from, (size_t)(end - from) });
}

/* What stands behind the first word of a head that plain_head has found. */
struct plain_list plain_build_head(const struct plain_builder *builder,
                                   const struct plain_head *head);
/* The values of a plain field; `*at` moves from its colon to one past the last token. */
struct plain_list plain_build_values(const struct plain_builder *builder, const char **at);

#endif
