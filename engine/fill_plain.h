/* fill_plain.h -- folded paragraphs become values in columns, without a tree between. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_FILL_PLAIN_H
#define ISMS_ENGINE_FILL_PLAIN_H

#include <stdint.h>

#include "base/arena.h"

struct column;
struct workspace;

/* Objects by number, ascending. */
struct left_objects {
    const uint32_t *items;
    uint32_t count;
};

/*
 * Fills every object that has nothing out of the ordinary: it is declared in a folded paragraph,
 * and there is nothing to say about any of its fields. Of all others (rules, adjustments and
 * records among them) nothing is stored; they are left to the way through the tree (fill.c), which
 * is the reference for this one. By ws->threads, each with pieces of its own; what is stored is the
 * same for any number of them. The list lies in `work`.
 */
struct left_objects fill_plain(struct workspace *ws, struct arena *work);

/* The column of a field, made for its first value. */
struct column *field_column(struct workspace *ws, uint32_t field);

#endif
