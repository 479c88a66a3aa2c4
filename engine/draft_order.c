/* draft_order.c -- kinds by counting, the rest by comparing where it is not in order already. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/draft_order.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include "engine/pieces.h"
#include "engine/workspace.h"

static sym_id namespace_of(const struct workspace *ws, uint32_t draft)
{
    return ws->model.drafts.items[draft].namespace_;
}

static struct str id_of(const struct workspace *ws, uint32_t draft)
{
    return name_text(ws, ws->model.drafts.items[draft].id);
}

static int compare_namespaces(const struct workspace *ws, sym_id a, sym_id b)
{
    return sym_equal(a, b) ? 0 : str_compare(name_text(ws, a), name_text(ws, b));
}

/* ---- is it in order already? ---- */

/* As people write them: most files are sorted by id. */
enum { MIXED = 1, SPREAD = 2 }; /* not in order; over more than one namespace */
struct order_check {
    const struct workspace *ws;
    const uint32_t *drafts, *starts; /* draft_order.h */
    _Atomic(uint8_t) *found;         /* by the place of the kind */
};

static uint32_t place_of(const struct workspace *ws, uint32_t draft)
{
    return schema_kind(&ws->schema, ws->model.drafts.items[draft].kind)->order_first;
}

struct named {
    struct str id;
    sym_id namespace_;
};

static struct named named_of(const struct workspace *ws, uint32_t draft)
{
    return (struct named){ id_of(ws, draft), namespace_of(ws, draft) };
}

/* What is to be said of two neighbours. */
static unsigned look_at_two(const struct workspace *ws, const struct named *a,
                            const struct named *b)
{
    int order = compare_namespaces(ws, a->namespace_, b->namespace_);

    if (order != 0)
        return SPREAD | (order > 0 ? MIXED : 0);
    return str_compare_natural(a->id, b->id) > 0 ? MIXED : 0;
}

/* Each with the one before it, if that is of the same kind. */
static void check_items(void *self, uint32_t first, uint32_t end)
{
    const struct order_check *check = self;
    struct named before = named_of(check->ws, check->drafts[first > 0 ? first - 1 : 0]);

    for (uint32_t i = first; i < end; i++) {
        struct named named = named_of(check->ws, check->drafts[i]);
        uint32_t place = place_of(check->ws, check->drafts[i]);
        unsigned found = i > check->starts[place] ? look_at_two(check->ws, &before, &named) : 0;
        if (found != 0)
            atomic_fetch_or_explicit(&check->found[place], (uint8_t)found, memory_order_relaxed);
        before = named;
    }
}

/* ---- what is not ---- */

/* The first bytes of an id decide nearly always. */
struct sort_key {
    uint64_t prefix; /* str_natural_prefix */
    sym_id namespace_;
    uint32_t draft;
};

static int compare_keys(const struct workspace *ws, const struct sort_key *a,
                        const struct sort_key *b)
{
    int order = compare_namespaces(ws, a->namespace_, b->namespace_);

    if (order != 0)
        return order;
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    order = str_compare_natural(id_of(ws, a->draft), id_of(ws, b->draft));
    return order != 0 ? order : a->draft < b->draft ? -1 : 1;
}

/*
 * Keys that ascend already are runs, and two neighbours become one until a single run is left: what
 * people append to a sorted file costs one pass.
 */
struct runs {
    const struct workspace *ws;
    const struct sort_key *keys; /* of all */
    uint32_t *ends;              /* of each run, where the next one begins */
    uint32_t count;
};

static void find_runs(struct runs *runs, uint32_t key_count)
{
    for (uint32_t i = 1; i < key_count; i++)
        if (compare_keys(runs->ws, &runs->keys[i - 1], &runs->keys[i]) > 0)
            runs->ends[runs->count++] = i;
    runs->ends[runs->count++] = key_count;
}

/* Two runs, of which the first ends where the second begins, to the same places of `to`. */
static void merge_two(const struct runs *runs, uint32_t first, uint32_t end, struct sort_key *to)
{
    uint32_t second = runs->ends[end - 2], second_end = runs->ends[end - 1], first_end = second;

    for (uint32_t at = first; at < second_end; at++) {
        bool takes_first = second == second_end ||
                           (first < first_end &&
                            compare_keys(runs->ws, &runs->keys[first], &runs->keys[second]) < 0);
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
    struct runs runs = { ws, keys, ARENA_ARRAY(&work, uint32_t, count), 0 };

    for (uint32_t i = 0; i < count; i++)
        keys[i] = (struct sort_key){ str_natural_prefix(id_of(ws, drafts[i])),
                                     namespace_of(ws, drafts[i]), drafts[i] };
    find_runs(&runs, count);
    while (runs.count > 1)
        merge_runs(&runs, runs.keys == keys ? others : keys);
    for (uint32_t i = 0; i < count; i++)
        drafts[i] = runs.keys[i].draft;
    arena_release(&work);
}

static void sort_kinds(const struct workspace *ws, uint32_t *drafts, const uint32_t *starts,
                       bool *is_spread)
{
    uint32_t kinds = ws->schema.kinds.count;
    struct arena work = { 0 };
    struct order_check check = { ws, drafts, starts, ARENA_ARRAY(&work, _Atomic(uint8_t), kinds) };

    in_pieces(ws, ws->model.drafts.count - 1, check_items, &check);
    for (uint32_t place = 0; place < kinds; place++) {
        is_spread[place] = (check.found[place] & SPREAD) != 0;
        if (check.found[place] & MIXED)
            sort_kind(ws, drafts + starts[place], starts[place + 1] - starts[place]);
    }
    arena_release(&work);
}

struct draft_order drafts_in_order(struct workspace *ws, struct arena *arena)
{
    uint32_t count = ws->model.drafts.count - 1;
    uint32_t kinds = ws->schema.kinds.count;
    uint32_t *ordered = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)kinds + 2);
    bool *is_spread = ARENA_ARRAY(arena, bool, kinds);
    uint32_t *next = starts + 1; /* while drafts are placed: where those of a kind go on */

    for (uint32_t i = 1; i <= count; i++)
        starts[place_of(ws, i) + 2]++;
    for (uint32_t place = 1; place < kinds; place++)
        starts[place + 1] += starts[place];
    for (uint32_t i = 1; i <= count; i++)
        ordered[next[place_of(ws, i)]++] = i;
    sort_kinds(ws, ordered, starts, is_spread);
    return (struct draft_order){ ordered, count, starts, is_spread };
}
