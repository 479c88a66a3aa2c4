/* timings.c -- gathering what a check cost. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/timings.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { KIBIBYTE = 1024 };

static uint64_t processor_ns(void)
{
    struct timespec spent = { 0 };

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (uint64_t)spent.tv_sec * 1000000000 + (uint64_t)spent.tv_nsec;
}

static uint64_t peak_bytes(void)
{
    struct rusage usage;

    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
    return (uint64_t)usage.ru_maxrss * KIBIBYTE;
}

static int compare_places(const void *left, const void *right)
{
    const struct timed *a = left;
    const struct timed *b = right;

    if (a->activity.kind != b->activity.kind)
        return a->activity.kind < b->activity.kind ? -1 : 1;
    return (a->activity.index > b->activity.index) - (a->activity.index < b->activity.index);
}

static int compare_costs(const void *left, const void *right)
{
    const struct cost *a = left;
    const struct cost *b = right;

    if (a->ns != b->ns)
        return a->ns > b->ns ? -1 : 1;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : str_compare(a->name, b->name);
}

static void add_cost(struct timings *timings, struct session *session, const struct timed *timed)
{
    struct str name = engine_activity_name(session->engine, timed->activity);
    struct cost cost = { .kind = timed->activity.kind,
                         .name = arena_copy(&session->tool->arena, name),
                         .ns = timed->ns,
                         .work = engine_work(session->engine, timed->activity) };

    VEC_PUSH(&timings->costs, cost);
}

/* Fields are computed once, but rows of one activity may come in pieces: they are added up. */
static void gather_costs(struct timings *timings, struct session *session,
                         const struct stopwatch *watch)
{
    VEC(struct timed) items = { 0 };
    uint32_t count = watch->items.count;

    VEC_RESERVE(&items, count);
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(&items, watch->items.items[i]);
    if (count > 1)
        qsort(items.items, count, sizeof(struct timed), compare_places);
    for (uint32_t i = 0; i < count; i++) {
        if (i + 1 < count && compare_places(&items.items[i], &items.items[i + 1]) == 0)
            items.items[i + 1].ns += items.items[i].ns;
        else
            add_cost(timings, session, &items.items[i]);
    }
    VEC_RELEASE(&items);
    if (timings->costs.count > 1)
        qsort(timings->costs.items, timings->costs.count, sizeof(struct cost), compare_costs);
}

static struct title_block keep_block(struct session *session)
{
    struct arena *arena = &session->tool->arena;
    struct title_block block = session_title_block(session);

    block.project = arena_copy(arena, block.project);
    block.organisation = arena_copy(arena, block.organisation);
    block.as_of = arena_copy(arena, block.as_of);
    return block;
}

void timings_take(struct timings *timings, struct session *session, const struct stopwatch *watch)
{
    *timings = (struct timings){ .wall_ns = stopwatch_ns(watch),
                                 .processor_ns = processor_ns(),
                                 .peak_bytes = peak_bytes(),
                                 .counts = engine_counts(session->engine),
                                 .memory = engine_memory(session->engine),
                                 .block = keep_block(session) };
    for (uint32_t i = 0; i < TIMED_PHASES; i++)
        timings->phases[i] = watch->phases[i];
    gather_costs(timings, session, watch);
}

void timings_release(struct timings *timings)
{
    VEC_RELEASE(&timings->costs);
}
