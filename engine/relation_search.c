/* relation_search.c -- the pairs of a relation with one object. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/relation_search.h"

#include <stdlib.h>

void relation_run_step(struct evaluator *evaluator, const struct relation_step *step,
                       visit_fn *visit, void *self)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);

    if (!step->start || evaluate_condition(evaluator, step->start))
        run_and_forget(evaluator, step->generators.items, step->generators.count, visit, self);
    arena_rewind(&evaluator->scratch, mark);
}

/* ---- from one object: keyed and walking ways ---- */

struct gained { /* objects, each once, in the order in which they come */
    VEC(uint32_t) items;
    struct map seen;
};

bool relation_keep_pairs(struct evaluator *evaluator, uint32_t count)
{
    struct diag *diag;

    evaluator->pairs += count;
    if (evaluator->pairs <= evaluator->pairs_most &&
        take_result(evaluator, (uint64_t)count * RELATION_PAIR_BYTES) && !evaluator->is_exhausted)
        return true;
    if (!evaluator->is_exhausted) {
        diag = diag_add(evaluator->ws->sink, MSG_E0606, evaluator->under_way,
                        "the relations that this asks for have more pairs than can be kept");
        diag_help(evaluator->ws->sink, diag,
                  "at most %llu, or %llu of relations that cannot be asked about one object alone",
                  (unsigned long long)evaluator->pairs_most,
                  (unsigned long long)evaluator->pairs_most / RELATION_TUPLE_WEIGHT);
    }
    evaluator->is_exhausted = true;
    evaluator->is_damaged = true;
    return false;
}

static void gain(struct gained *gained, value object)
{
    if (object == VALUE_NONE || map_get(&gained->seen, (uint64_t)object) != 0)
        return;
    map_put(&gained->seen, (uint64_t)object, 1);
    VEC_PUSH(&gained->items, (uint32_t)object);
}

static void release_gained(struct gained *gained)
{
    VEC_RELEASE(&gained->items);
    map_release(&gained->seen);
}

struct search {
    const struct way *way;
    const struct relation_step *step; /* under way */
    struct gained found;              /* at the other place */
    struct gained places;             /* walks: where the walk came */
};

static bool find_pair(struct evaluator *evaluator, void *self)
{
    struct search *search = self;

    uint32_t before = search->found.items.count;

    gain(&search->found, evaluator->slots[1 - search->way->key]);
    if (search->found.items.count > before)
        relation_keep_pairs(evaluator, 1);
    return !evaluator->is_exhausted;
}

static bool find_place(struct evaluator *evaluator, void *self)
{
    struct search *search = self;

    gain(&search->places, evaluate(evaluator, search->step->call->arguments[search->way->key]));
    return !evaluator->is_exhausted;
}

/* Pairs with the key: those that hold directly, and those that follow from each new one. */
static void search_by_key(struct evaluator *evaluator, struct search *search, uint32_t key)
{
    const struct way *way = search->way;
    uint32_t other = 1 - way->key;

    for (uint32_t s = 0; s < way->step_count; s++)
        if (!way->steps[s].call) {
            evaluator->slots[way->key] = key;
            relation_run_step(evaluator, &way->steps[s], find_pair, search);
        }
    for (uint32_t at = 0; at < search->found.items.count && !evaluator->is_exhausted; at++)
        for (uint32_t s = 0; s < way->step_count; s++) {
            const struct relation_step *step = &way->steps[s];
            if (!step->call)
                continue;
            evaluator->slots[step->call_slots[way->key]] = key;
            evaluator->slots[step->call_slots[other]] = search->found.items.items[at];
            relation_run_step(evaluator, step, find_pair, search);
        }
}

/* From the key as far as the steps lead; what holds at any place holds for the key. */
static void search_by_walking(struct evaluator *evaluator, struct search *search, uint32_t key)
{
    const struct way *way = search->way;

    gain(&search->places, key);
    for (uint32_t at = 0; at < search->places.items.count && !evaluator->is_exhausted; at++)
        for (uint32_t s = 0; s < way->step_count; s++) {
            search->step = &way->steps[s];
            evaluator->slots[way->key] = search->places.items.items[at];
            relation_run_step(evaluator, search->step, search->step->call ? find_place : find_pair,
                              search);
        }
}

static int compare_objects(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;

    return a < b ? -1 : a > b;
}

static struct relation_row keep_row(struct evaluator *evaluator, const struct gained *found)
{
    uint32_t count = found->items.count;
    uint32_t *objects = ARENA_ARRAY(evaluator->ws->arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        objects[i] = found->items.items[i];
    if (count > 1)
        qsort(objects, count, sizeof(*objects), compare_objects);
    return (struct relation_row){ objects, count, evaluator->is_damaged };
}

struct relation_row relation_search_row(struct evaluator *evaluator,
                                        const struct relation *relation, const struct way *way,
                                        uint32_t key)
{
    struct search search = { .way = way };
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, relation->slot_count);
    bool was_damaged = evaluator->is_damaged;
    struct relation_row row;

    evaluator->is_damaged = false;
    if (way->kind == WAY_KEYED)
        search_by_key(evaluator, &search, key);
    else
        search_by_walking(evaluator, &search, key);
    row = keep_row(evaluator, &search.found);
    evaluator->is_damaged = was_damaged;
    evaluator_leave(evaluator, frame);
    arena_rewind(&evaluator->scratch, mark);
    release_gained(&search.found);
    release_gained(&search.places);
    return row;
}

/* ---- when a pair was found ---- */

/* Steps from the object to the nearest place where the relation holds directly. */
static uint32_t walking_stage(struct evaluator *evaluator, const struct way *way, uint32_t key,
                              uint32_t wanted)
{
    struct search search = { .way = way };
    uint32_t level = 1, end = 1;

    gain(&search.places, key);
    for (uint32_t at = 0; at < search.places.items.count && !evaluator->is_exhausted; at++) {
        if (at == end) {
            level++;
            end = search.places.items.count;
        }
        for (uint32_t s = 0; s < way->step_count; s++) {
            search.step = &way->steps[s];
            evaluator->slots[way->key] = search.places.items.items[at];
            relation_run_step(evaluator, search.step, search.step->call ? find_place : find_pair,
                              &search);
        }
        if (map_get(&search.found.seen, wanted) != 0)
            break;
    }
    if (map_get(&search.found.seen, wanted) == 0)
        level = 0;
    release_gained(&search.found);
    release_gained(&search.places);
    return level;
}

/* The place among those found with the key. */
static uint32_t keyed_stage(struct evaluator *evaluator, const struct way *way, uint32_t key,
                            uint32_t wanted)
{
    struct search search = { .way = way };
    uint32_t stage = 0;

    search_by_key(evaluator, &search, key);
    for (uint32_t i = 0; i < search.found.items.count && stage == 0; i++)
        if (search.found.items.items[i] == wanted)
            stage = i + 1;
    release_gained(&search.found);
    return stage;
}

uint32_t relation_stage_by(struct evaluator *evaluator, const struct relation *relation,
                           const struct way *way, const uint32_t *objects)
{
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, relation->slot_count);
    uint32_t key = objects[way->key];
    uint32_t wanted = objects[1 - way->key];
    uint32_t stage = way->kind == WAY_KEYED ? keyed_stage(evaluator, way, key, wanted)
                                            : walking_stage(evaluator, way, key, wanted);

    evaluator_leave(evaluator, frame);
    arena_rewind(&evaluator->scratch, mark);
    return stage;
}
