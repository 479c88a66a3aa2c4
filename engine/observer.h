/* observer.h -- who is told what the engine is doing, so that somebody with a clock can time it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_OBSERVER_H
#define ISMS_ENGINE_OBSERVER_H

#include <stddef.h>
#include <stdint.h>

enum phase {
#define PHASE(name, word, what) PHASE_##name,
#include "engine/phase.def"
#undef PHASE
    PHASE_COUNT
};

/* What begins and ends. Activities nest: a relation is searched when a rule asks for it. */
enum activity_kind {
    ACTIVITY_PHASE,    /* index: enum phase */
    ACTIVITY_RULE,     /* a rule is run */
    ACTIVITY_FIELD,    /* a computed field, or one with a default, gets its values */
    ACTIVITY_CONSTANT, /* a `let` without parameters gets its value */
    ACTIVITY_RELATION  /* pairs of a relation are searched: all, or those of one object */
};
struct activity {
    enum activity_kind kind;
    uint32_t index;
};

/*
 * Both functions are called in pairs like brackets, on the thread that called the engine, and
 * change no result. What the indices stand for is answered by engine_activity_name (engine.h).
 */
struct observer {
    void *self;
    void (*begin)(void *self, struct activity activity);
    void (*end)(void *self, struct activity activity);
};

/* Without an observer, NULL, both cost a comparison. */
static inline void observe_begin(const struct observer *observer, enum activity_kind kind,
                                 uint32_t index)
{
    if (observer)
        observer->begin(observer->self, (struct activity){ kind, index });
}
static inline void observe_end(const struct observer *observer, enum activity_kind kind,
                               uint32_t index)
{
    if (observer)
        observer->end(observer->self, (struct activity){ kind, index });
}

#endif
