/* ahead.h -- objects that will be read soon are fetched into the cache. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_AHEAD_H
#define ISMS_ENGINE_AHEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/workspace.h"

/*
 * What people read of an object lies in four places: the object, its name, its declaration, the
 * title in the text of that. The object leads to all others, and in a large model each has to come
 * from memory. Whoever knows some time before which objects he will read takes these steps, in this
 * order, with other work between them. They change nothing.
 */
static inline void ahead_object(const struct workspace *ws, uint32_t object)
{
    __builtin_prefetch(model_object(&ws->model, object));
}
void ahead_name(const struct workspace *ws, uint32_t object);
void ahead_declaration(const struct workspace *ws, uint32_t object);
void ahead_title(const struct workspace *ws, uint32_t object);

/*
 * All steps for the members of a list, while the one at `at` is read. Each is taken MEMBERS_AHEAD
 * before the next. The first ones are left to whoever knows of the list before it is read: the
 * titles of so many members, the names of twice as many, three times as many objects. Without
 * titles, ahead_of_list takes them.
 */
enum { MEMBERS_AHEAD = 4 };
struct ahead_list {
    const uint32_t *objects;
    uint32_t count;
    bool with_titles;
};
void ahead_of_list(const struct workspace *ws, const struct ahead_list *list);
void ahead_in_list(const struct workspace *ws, const struct ahead_list *list, uint32_t at);

/* Is the model so large that all this pays? Where it is in the cache, it costs a tenth of writing.
 */
static inline bool ahead_pays(const struct workspace *ws)
{
    return ws->model.count >= UINT32_C(1) << 16;
}

#endif
