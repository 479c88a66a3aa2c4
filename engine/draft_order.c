/* draft_order.c -- kinds by counting, the rest by comparing where it is not in order already. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/draft_order.h"

#include <stdlib.h>

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
    size_t count = id.len < PREFIX_BYTES ? id.len : PREFIX_BYTES;
    uint64_t prefix = 0;

    for (size_t i = 0; i < count; i++)
        prefix |= (uint64_t)(unsigned char)id.ptr[i] << (8 * (PREFIX_BYTES - 1 - i));
    return prefix;
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

/* As people write them: most files are sorted by id. */
static bool are_in_order(const struct workspace *ws, const uint32_t *drafts, uint32_t count)
{
    struct sort_key before, key;

    if (count == 0)
        return true;
    before = key_of(ws, drafts[0]);
    for (uint32_t i = 1; i < count; i++) {
        key = key_of(ws, drafts[i]);
        if (compare_keys(&before, &key) > 0)
            return false;
        before = key;
    }
    return true;
}

static void sort_kind(const struct workspace *ws, uint32_t *drafts, uint32_t count)
{
    struct arena work = { 0 };
    struct sort_key *keys;

    if (are_in_order(ws, drafts, count))
        return;
    keys = ARENA_ARRAY(&work, struct sort_key, count);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = key_of(ws, drafts[i]);
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (uint32_t i = 0; i < count; i++)
        drafts[i] = keys[i].draft;
    arena_release(&work);
}

uint32_t *drafts_in_order(struct workspace *ws, struct arena *arena)
{
    const struct draft *drafts = ws->model.drafts.items;
    uint32_t count = ws->model.drafts.count - 1;
    uint32_t kinds = ws->schema.kinds.count;
    uint32_t *ordered = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)kinds + 2);
    uint32_t *next = starts + 1; /* while drafts are placed: where those of a kind go on */

    for (uint32_t i = 1; i <= count; i++)
        starts[schema_kind(&ws->schema, drafts[i].kind)->order_first + 2]++;
    for (uint32_t order = 1; order < kinds; order++)
        starts[order + 1] += starts[order];
    for (uint32_t i = 1; i <= count; i++)
        ordered[next[schema_kind(&ws->schema, drafts[i].kind)->order_first]++] = i;
    for (uint32_t order = 0; order < kinds; order++)
        sort_kind(ws, ordered + starts[order], starts[order + 1] - starts[order]);
    return ordered;
}
