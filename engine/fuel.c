/* fuel.c -- how much work and memory an evaluation may take. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"

/*
 * Every loop that can be longer than the text takes steps, so that no text, however hostile, works
 * for hours. What one project may take grows with its objects: most of them need a few steps each.
 * Memory is looked at from time to time, and when something large is made.
 */
enum { STEPS_BETWEEN_LOOKS = 4096, MEMBERS_A_STEP = 4, BYTES_A_STEP = 64, LARGE_BYTES = 65536 };
/* A block whose rows take so many steps is not worth it, and trying it must not double the work. */
enum { BLOCK_STEPS_MOST = 1 << 22 };

uint64_t fuel_steps_for(uint32_t objects)
{
    return STEPS_LEAST + STEPS_EACH_OBJECT * objects;
}

static uint64_t fuel_bytes_for(uint32_t objects)
{
    return BYTES_LEAST + BYTES_EACH_OBJECT * objects;
}

void fuel_fill(struct evaluator *evaluator, struct fuel fuel)
{
    const struct workspace *ws = evaluator->ws;

    evaluator->steps_most = fuel.steps > 0 ? fuel.steps : fuel_steps_for(ws->model.count);
    evaluator->bytes_most =
        ws->arena->bytes + (fuel.bytes > 0 ? fuel.bytes : fuel_bytes_for(ws->model.count));
}

/* Said once; in a block not at all, because it will be evaluated again. */
static bool begin_to_stop(struct evaluator *evaluator)
{
    bool is_first = !evaluator->is_exhausted && !evaluator->is_tentative;

    evaluator->is_damaged = true;
    if (!evaluator->is_tentative)
        evaluator->is_exhausted = true;
    return is_first;
}

static bool stop_steps(struct evaluator *evaluator)
{
    if (begin_to_stop(evaluator))
        diag_add(evaluator->ws->sink, MSG_E0606, evaluator->under_way,
                 "this takes too long: it was stopped after %llu steps",
                 (unsigned long long)evaluator->steps_most);
    return false;
}

static void say_too_much_memory(struct evaluator *evaluator)
{
    struct diag_sink *sink = evaluator->ws->sink;
    struct diag *diag = diag_add(sink, MSG_E0606, evaluator->under_way,
                                 "this takes too much memory: it was stopped at %llu MiB",
                                 (unsigned long long)(evaluator->bytes_most >> 20));

    if (evaluator->bytes_beside > evaluator->bytes_most / 2)
        diag_note(sink, diag, "most of it are gaps, what waivers cover, or pairs of relations");
}

static bool take_memory(struct evaluator *evaluator)
{
    uint64_t bytes =
        evaluator->scratch.bytes + evaluator->collected.bytes + evaluator->bytes_beside;

    if (evaluator->bytes_most == 0 || bytes + evaluator->ws->arena->bytes <= evaluator->bytes_most)
        return true;
    if (begin_to_stop(evaluator))
        say_too_much_memory(evaluator);
    return false;
}

bool take_more_steps(struct evaluator *evaluator)
{
    uint64_t next = evaluator->steps + STEPS_BETWEEN_LOOKS;

    if (evaluator->steps > evaluator->steps_most || evaluator->is_exhausted)
        return stop_steps(evaluator);
    if (evaluator->is_tentative && evaluator->steps - evaluator->steps_block > BLOCK_STEPS_MOST)
        return begin_to_stop(evaluator);
    evaluator->steps_look = next < evaluator->steps_most ? next : evaluator->steps_most;
    return take_memory(evaluator);
}

void note_steps_aside(struct evaluator *evaluator, uint64_t count)
{
    evaluator->steps_aside += count;
    if (evaluator->steps_aside > BLOCK_STEPS_MOST)
        evaluator->is_damaged = true;
}

uint64_t put_steps_aside(struct evaluator *evaluator, uint64_t before)
{
    uint64_t count = evaluator->steps - before;

    evaluator->steps = before;
    note_steps_aside(evaluator, count);
    return count;
}

bool take_scan(struct evaluator *evaluator, uint64_t members)
{
    if (members < MEMBERS_A_STEP)
        return true;
    return take_steps(evaluator, members / MEMBERS_A_STEP) &&
           (members * sizeof(value) < LARGE_BYTES || take_memory(evaluator));
}

bool take_text(struct evaluator *evaluator, uint64_t bytes)
{
    if (bytes < BYTES_A_STEP)
        return true;
    return take_steps(evaluator, bytes / BYTES_A_STEP) &&
           (bytes < LARGE_BYTES || take_memory(evaluator));
}

bool fuel_suffices(const struct evaluator *evaluator, struct fuel more)
{
    uint64_t bytes = evaluator->scratch.bytes + evaluator->collected.bytes +
                     evaluator->bytes_beside + evaluator->ws->arena->bytes;

    return !evaluator->is_exhausted && evaluator->steps + more.steps <= evaluator->steps_most &&
           (evaluator->bytes_most == 0 || bytes + more.bytes <= evaluator->bytes_most);
}

bool take_result(struct evaluator *evaluator, uint64_t bytes)
{
    evaluator->bytes_beside += bytes;
    return take_memory(evaluator);
}

bool take_members(struct evaluator *evaluator, uint32_t count)
{
    if (count <= evaluator->members_most)
        return count * sizeof(value) < LARGE_BYTES || take_memory(evaluator);
    if (begin_to_stop(evaluator))
        diag_add(evaluator->ws->sink, MSG_E0606, evaluator->under_way,
                 "a list in this has more than %u members", evaluator->members_most);
    return false;
}
