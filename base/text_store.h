/* text_store.h -- many short texts, numbered in the order in which they came. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_TEXT_STORE_H
#define ISMS_BASE_TEXT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

/*
 * A text costs its bytes and five more (ten from 255 bytes on): its place in 4 bytes, and its
 * length in front of it. Texts never move, so that views of them stay good until the release. All
 * together have 4 GiB at most; more is treated like memory that runs out. Zero value = empty.
 */
struct text_store {
    VEC(uint32_t) places; /* of the texts, as if all blocks were one */
    VEC(char *) blocks;   /* by the upper bits of a place; a long text takes several in a row */
    VEC(char *) owned;    /* what to free */
    uint32_t used;        /* the place behind the last text */
};

void text_store_add(struct text_store *store, struct str text);
void text_store_reserve(struct text_store *store, size_t texts);
void text_store_release(struct text_store *store);
/* Of memory, taken or reserved. */
size_t text_store_bytes(const struct text_store *store);
struct str text_store_at(const struct text_store *store, uint32_t number);

#endif
