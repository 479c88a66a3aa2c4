/* stopwatch.c -- where the time of a check goes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/stopwatch.h"

#include <assert.h>
#include <time.h>

struct str timed_phase_word(uint32_t phase)
{
    static const char *const words[TIMED_PHASES] = {
#define PHASE(name, word, what) [PHASE_##name] = (word),
#include "engine/phase.def"
#undef PHASE
        [PHASE_READ] = "read files",
        [PHASE_OUTPUT] = "output",
        [PHASE_OTHER] = "other",
    };

    return str_from(words[phase]);
}

uint32_t timed_phase_at(uint32_t place)
{
    if (place == 0)
        return PHASE_READ;
    return place <= PHASE_COUNT ? place - 1 : place;
}

static uint64_t machine_now(void *self)
{
    struct timespec now;

    (void)self;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

struct clock_source clock_of_machine(void)
{
    return (struct clock_source){ NULL, machine_now };
}

/* ---- what begins and ends ---- */

static void begin(void *self, struct activity activity)
{
    struct stopwatch *watch = self;
    uint64_t now = watch->clock.now(watch->clock.self);

    VEC_PUSH(&watch->open, (struct open_activity){ .activity = activity, .began = now });
}

/* A relation that is asked about one object after another is one item, not a million. */
static void add_item(struct stopwatch *watch, struct activity activity, uint64_t ns)
{
    struct timed *last = watch->items.count > 0 ? VEC_LAST(&watch->items) : NULL;

    if (last != NULL && last->activity.kind == activity.kind &&
        last->activity.index == activity.index)
        last->ns += ns;
    else
        VEC_PUSH(&watch->items, (struct timed){ activity, ns });
}

static void end(void *self, struct activity activity)
{
    struct stopwatch *watch = self;
    struct open_activity done = *VEC_LAST(&watch->open);
    uint64_t elapsed = watch->clock.now(watch->clock.self) - done.began;
    bool is_phase = activity.kind == ACTIVITY_PHASE;

    assert(done.activity.kind == activity.kind && done.activity.index == activity.index);
    watch->open.count--;
    if (is_phase)
        watch->phases[activity.index] += elapsed - done.phases;
    else
        add_item(watch, activity, elapsed - done.inside);
    if (watch->open.count == 0)
        return;
    VEC_LAST(&watch->open)->inside += elapsed;
    VEC_LAST(&watch->open)->phases += is_phase ? elapsed : done.phases;
}

void stopwatch_start(struct stopwatch *watch, struct clock_source clock)
{
    *watch = (struct stopwatch){ .clock = clock, .observer = { watch, begin, end } };
    watch->began = clock.now(clock.self);
    VEC_PUSH(&watch->open, (struct open_activity){ .activity = { ACTIVITY_PHASE, PHASE_OTHER },
                                                   .began = watch->began });
}

void stopwatch_stop(struct stopwatch *watch)
{
    end(watch, (struct activity){ ACTIVITY_PHASE, PHASE_OTHER });
    watch->ended = watch->began;
    for (uint32_t i = 0; i < TIMED_PHASES; i++)
        watch->ended += watch->phases[i];
}

void stopwatch_release(struct stopwatch *watch)
{
    VEC_RELEASE(&watch->items);
    VEC_RELEASE(&watch->open);
}

/* ---- the reader ---- */

static int timed_read(void *self, struct str path, struct arena *arena, struct str *ret_text)
{
    struct stopwatch *watch = self;
    int status;

    observe_begin(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    status = watch->reader.read(watch->reader.self, path, arena, ret_text);
    observe_end(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    return status;
}

static int timed_list(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                      uint32_t *ret_count)
{
    struct stopwatch *watch = self;
    int status;

    observe_begin(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    status = watch->reader.list(watch->reader.self, glob, arena, ret_paths, ret_count);
    observe_end(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    return status;
}

static bool timed_exists(void *self, struct str path)
{
    struct stopwatch *watch = self;
    bool exists;

    observe_begin(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    exists = watch->reader.exists(watch->reader.self, path);
    observe_end(&watch->observer, ACTIVITY_PHASE, PHASE_READ);
    return exists;
}

struct file_reader stopwatch_reader(struct stopwatch *watch, const struct file_reader *reader)
{
    watch->reader = *reader;
    return (struct file_reader){
        .self = watch, .read = timed_read, .list = timed_list, .exists = timed_exists
    };
}
