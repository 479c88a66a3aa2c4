/* view_ahead.c -- what rows show is fetched into the cache some rows before their turn. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/ahead.h"
#include "engine/view_build.h"

/*
 * Rows that were sorted lie all over the memory, and so does all that they lead to. Reading one is
 * mostly waiting, unless the steps that lead there are taken before: each some rows earlier than
 * the one that reads what it fetches.
 */
enum step {
    STEP_TITLES = 1, /* how many times ROWS_AHEAD before */
    STEP_NAMES,
    STEP_OBJECTS, /* and the bytes of texts */
    STEP_LISTS,   /* and where texts are */
    STEP_ROW
};
enum { ROWS_AHEAD = 4, LINE_BYTES = 64 };

/* A row that somebody will read soon. */
struct coming {
    const struct workspace *ws;
    const value *values;
    enum step step;
    bool with_titles;
};

static void fetch_object(const struct coming *coming, uint32_t object)
{
    switch (coming->step) {
    case STEP_OBJECTS:
        ahead_object(coming->ws, object);
        return;
    case STEP_NAMES:
        ahead_name(coming->ws, object);
        if (coming->with_titles)
            ahead_declaration(coming->ws, object);
        return;
    case STEP_TITLES:
        ahead_title(coming->ws, object);
        return;
    case STEP_LISTS:
    case STEP_ROW:
        return;
    }
}

static void fetch_text(const struct coming *coming, value v)
{
    if (coming->step == STEP_LISTS)
        __builtin_prefetch((const void *)(intptr_t)v);
    else if (coming->step == STEP_OBJECTS)
        __builtin_prefetch(value_text(v).ptr);
}

/* As many as ahead_in_list leaves to this. */
static void fetch_members(const struct coming *coming, const uint32_t *members, bool are_objects)
{
    if (coming->step == STEP_LISTS)
        __builtin_prefetch(members);
    if (!are_objects || coming->step >= STEP_LISTS)
        return;
    for (uint32_t i = 1; i <= members[0] && i <= (uint32_t)coming->step * MEMBERS_AHEAD; i++)
        fetch_object(coming, members[i]);
}

static void fetch_kept(const struct coming *coming, const struct kept *kept, value v)
{
    bool is_of_objects = kept->type.base == TYPE_OBJECT;

    switch (kept->keeping) {
    case KEEP_WORD:
        if (is_of_objects && v != VALUE_NONE)
            fetch_object(coming, (uint32_t)v);
        return;
    case KEEP_ID:
        if (v != VALUE_NONE)
            fetch_object(coming, (uint32_t)v);
        return;
    case KEEP_LASTING:
        if (v != VALUE_NONE)
            fetch_text(coming, v);
        return;
    case KEEP_MEMBERS:
        fetch_members(coming, (const uint32_t *)(intptr_t)v, is_of_objects);
        return;
    case KEEP_COPY:
    case KEEP_LIST:
        return;
    }
}

static void fetch_row(const value *values, uint32_t first, uint32_t end)
{
    const char *from = (const char *)(values + first);
    const char *last = (const char *)(values + end) - 1;

    for (; from < last; from += LINE_BYTES)
        __builtin_prefetch(from);
    __builtin_prefetch(last);
}

void view_rows_look_ahead(const struct view_rows *rows, const struct cell_request *request)
{
    for (int step = request->with_titles ? STEP_TITLES : STEP_NAMES; step <= STEP_ROW; step++) {
        uint64_t place = (uint64_t)request->row + (uint64_t)step * ROWS_AHEAD;
        if (place >= rows->count || !rows->is_far)
            return;
        const value *values = view_row(rows, (uint32_t)place);
        const struct coming coming = { rows->ws, values, (enum step)step, request->with_titles };
        if (step == STEP_ROW)
            fetch_row(values, request->first, request->end);
        for (uint32_t i = request->first; i < request->end && step < STEP_ROW; i++)
            fetch_kept(&coming, &rows->columns[i].kept, values[i]);
    }
}
