/* stopwatch.h -- where the time of a check goes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_STOPWATCH_H
#define ISMS_TOOLS_ISMS_STOPWATCH_H

#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"
#include "engine/observer.h"
#include "lang/lang.h"

/* Phases that the engine does not know stand behind its own. */
enum tool_phase {
    PHASE_READ = PHASE_COUNT, /* in the functions of the reader */
    PHASE_OUTPUT,
    PHASE_OTHER, /* finding the project, and whatever lies between */
    TIMED_PHASES
};
struct str timed_phase_word(uint32_t phase);
uint32_t timed_phase_at(uint32_t place); /* the phases in the order in which they begin */

struct clock_source {
    void *self;
    uint64_t (*now)(void *self); /* nanoseconds from any beginning, never going back */
};
struct clock_source clock_of_machine(void);

struct timed { /* what is no phase, in the order in which it ended; may come in pieces */
    struct activity activity;
    uint64_t ns;
};

struct open_activity {
    struct activity activity;
    uint64_t began;
    uint64_t inside; /* of that the time of what nests in it */
    uint64_t phases; /* and of phases that nest in it, however deep */
};

/*
 * Every nanosecond between start and stop is counted once among the phases. Beside that, rules,
 * fields, constants and relations have each its own time, without what they made others compute.
 */
struct stopwatch {
    struct clock_source clock;
    struct observer observer;  /* for the engine */
    struct file_reader reader; /* the one that is timed */
    uint64_t began, ended;
    uint64_t phases[TIMED_PHASES];
    VEC(struct timed) items;
    VEC(struct open_activity) open;
};

void stopwatch_start(struct stopwatch *watch, struct clock_source clock);
void stopwatch_stop(struct stopwatch *watch);
void stopwatch_release(struct stopwatch *watch);

/* The same reader, timed. The watch is borrowed for as long as it is used. */
struct file_reader stopwatch_reader(struct stopwatch *watch, const struct file_reader *reader);

static inline uint64_t stopwatch_ns(const struct stopwatch *watch)
{
    return watch->ended - watch->began;
}

#endif
