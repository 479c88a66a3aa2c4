/* draft_order.c -- kinds by counting, the rest by comparing where it is not in order already. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/draft_order.h"

#include <endian.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pieces.h"
#include "engine/workspace.h"

/* The first bytes of an id decide nearly always, and are compared as one number. */
enum { PREFIX_BYTES = 8 };

struct sort_key {
    const struct workspace *ws;
    uint64_t prefix;
    sym_id namespace_;
    uint32_t draft;
};

static uint64_t prefix_of(struct str id)
{
    uint64_t prefix = 0;

    if (id.len >= PREFIX_BYTES) {
        memcpy(&prefix, id.ptr, PREFIX_BYTES);
        return be64toh(prefix);
    }
    for (size_t i = 0; i < id.len; i++)
        prefix = prefix << CHAR_BIT | (unsigned char)id.ptr[i];
    return id.len > 0 ? prefix << CHAR_BIT * (PREFIX_BYTES - id.len) : 0;
}

static struct sort_key key_of(const struct workspace *ws, uint32_t index)
{
    const struct draft *draft = &ws->model.drafts.items[index];

    return (struct sort_key){ ws, prefix_of(name_text(ws, draft->id)), draft->namespace_, index };
}

static int compare_ids(const struct sort_key *a, const struct sort_key *b)
{
    const struct draft *drafts = a->ws->model.drafts.items;
    int order =
        str_compare(name_text(a->ws, drafts[a->draft].id), name_text(a->ws, drafts[b->draft].id));

    return order != 0 ? order : (a->draft < b->draft ? -1 : a->draft > b->draft);
}

static int compare_keys(const void *left, const void *right)
{
    const struct sort_key *a = left;
    const struct sort_key *b = right;
    int order = sym_equal(a->namespace_, b->namespace_)
                    ? 0
                    : str_compare(name_text(a->ws, a->namespace_), name_text(a->ws, b->namespace_));

    if (order != 0)
        return order;
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    return compare_ids(a, b);
}

/* ---- is it in order already? ---- */

/* As people write them: most files are sorted by id. */
struct order_check {
    const struct workspace *ws;
    const uint32_t *drafts, *starts; /* draft_order.h */
    _Atomic(bool) *is_mixed;         /* by the place of the kind */
};

static uint32_t place_of(const struct workspace *ws, uint32_t draft)
{
    return schema_kind(&ws->schema, ws->model.drafts.items[draft].kind)->order_first;
}

/* Each with the one before it, if that is of the same kind. */
static void check_items(void *self, uint32_t first, uint32_t end)
{
    const struct order_check *check = self;
    struct sort_key before = key_of(check->ws, check->drafts[first > 0 ? first - 1 : 0]);

    for (uint32_t i = first; i < end; i++) {
        struct sort_key key = key_of(check->ws, check->drafts[i]);
        uint32_t place = place_of(check->ws, check->drafts[i]);
        if (i > check->starts[place] && compare_keys(&before, &key) > 0)
            atomic_store_explicit(&check->is_mixed[place], true, memory_order_relaxed);
        before = key;
    }
}

static void sort_kind(const struct workspace *ws, uint32_t *drafts, uint32_t count)
{
    struct arena work = { 0 };
    struct sort_key *keys = ARENA_ARRAY(&work, struct sort_key, count);

    for (uint32_t i = 0; i < count; i++)
        keys[i] = key_of(ws, drafts[i]);
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (uint32_t i = 0; i < count; i++)
        drafts[i] = keys[i].draft;
    arena_release(&work);
}

static void sort_kinds(const struct workspace *ws, uint32_t *drafts, const uint32_t *starts)
{
    uint32_t kinds = ws->schema.kinds.count;
    struct arena work = { 0 };
    struct order_check check = { ws, drafts, starts, ARENA_ARRAY(&work, _Atomic(bool), kinds) };

    in_pieces(ws, ws->model.drafts.count - 1, check_items, &check);
    for (uint32_t place = 0; place < kinds; place++)
        if (check.is_mixed[place])
            sort_kind(ws, drafts + starts[place], starts[place + 1] - starts[place]);
    arena_release(&work);
}

struct draft_order drafts_in_order(struct workspace *ws, struct arena *arena)
{
    uint32_t count = ws->model.drafts.count - 1;
    uint32_t kinds = ws->schema.kinds.count;
    uint32_t *ordered = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)kinds + 2);
    uint32_t *next = starts + 1; /* while drafts are placed: where those of a kind go on */

    for (uint32_t i = 1; i <= count; i++)
        starts[place_of(ws, i) + 2]++;
    for (uint32_t place = 1; place < kinds; place++)
        starts[place + 1] += starts[place];
    for (uint32_t i = 1; i <= count; i++)
        ordered[next[place_of(ws, i)]++] = i;
    sort_kinds(ws, ordered, starts);
    return (struct draft_order){ ordered, count, starts };
}
