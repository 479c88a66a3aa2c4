/* draft_order.c -- kinds by counting, the rest by comparing where it is not in order already. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/draft_order.h"

#include <endian.h>
#include <stdatomic.h>
#include <stdbool.h>
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

/* Of a short id they are the first number of its key, with zeros behind its end. */
static uint64_t prefix_of(const struct interner *names, sym_id id)
{
    struct short_text key = sym_key(names, id);
    uint64_t prefix;

    if (!short_text_is_long(key))
        return __builtin_bswap64(key.low);
    memcpy(&prefix, sym_text(names, id).ptr, PREFIX_BYTES);
    return be64toh(prefix);
}

static struct sort_key key_of(const struct workspace *ws, uint32_t index)
{
    const struct draft *draft = &ws->model.drafts.items[index];

    return (struct sort_key){ ws, prefix_of(ws->lang->names, draft->id), draft->namespace_, index };
}

static int compare_ids(const struct sort_key *a, const struct sort_key *b)
{
    const struct draft *drafts = a->ws->model.drafts.items;
    int order =
        str_compare(name_text(a->ws, drafts[a->draft].id), name_text(a->ws, drafts[b->draft].id));

    return order != 0 ? order : (a->draft < b->draft ? -1 : a->draft > b->draft);
}

static int compare_keys(const struct sort_key *a, const struct sort_key *b)
{
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

/* ---- what is not ---- */

/*
 * Keys that ascend already are runs, and two neighbours become one until a single run is left: what
 * people append to a sorted file, or number past its digits, costs one pass.
 */
struct runs {
    const struct sort_key *keys; /* of all */
    uint32_t *ends;              /* of each run, where the next one begins */
    uint32_t count;
};

static void find_runs(struct runs *runs, uint32_t key_count)
{
    for (uint32_t i = 1; i < key_count; i++)
        if (compare_keys(&runs->keys[i - 1], &runs->keys[i]) > 0)
            runs->ends[runs->count++] = i;
    runs->ends[runs->count++] = key_count;
}

/* Two runs, of which the first ends where the second begins, to the same places of `to`. */
static void merge_two(const struct runs *runs, uint32_t first, uint32_t end, struct sort_key *to)
{
    uint32_t second = runs->ends[end - 2], second_end = runs->ends[end - 1], first_end = second;

    for (uint32_t at = first; at < second_end; at++) {
        bool takes_first =
            second == second_end ||
            (first < first_end && compare_keys(&runs->keys[first], &runs->keys[second]) < 0);
        to[at] = runs->keys[takes_first ? first++ : second++];
    }
}

/* Half as many runs, in `to`. The last one of an odd number stays as it is. */
static void merge_runs(struct runs *runs, struct sort_key *to)
{
    uint32_t count = 0, first = 0;

    for (uint32_t run = 0; run < runs->count; run += 2) {
        uint32_t end = run + 2 <= runs->count ? run + 2 : run + 1;
        if (end == run + 2)
            merge_two(runs, first, end, to);
        else
            memcpy(to + first, runs->keys + first, (runs->ends[run] - first) * sizeof(*to));
        first = runs->ends[end - 1];
        runs->ends[count++] = first;
    }
    runs->count = count;
    runs->keys = to;
}

static void sort_kind(const struct workspace *ws, uint32_t *drafts, uint32_t count)
{
    struct arena work = { .is_overwritten = true };
    struct sort_key *keys = ARENA_ARRAY(&work, struct sort_key, count);
    struct sort_key *others = ARENA_ARRAY(&work, struct sort_key, count);
    struct runs runs = { keys, ARENA_ARRAY(&work, uint32_t, count), 0 };

    for (uint32_t i = 0; i < count; i++)
        keys[i] = key_of(ws, drafts[i]);
    find_runs(&runs, count);
    while (runs.count > 1)
        merge_runs(&runs, runs.keys == keys ? others : keys);
    for (uint32_t i = 0; i < count; i++)
        drafts[i] = runs.keys[i].draft;
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
