/* components.h -- which objects refer to each other in circles along a field. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_COMPONENTS_H
#define ISMS_ENGINE_COMPONENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/column.h"
#include "engine/scc.h"

struct workspace;

/* The strongly connected components (scc.h) of the objects that have links or are led to. */
struct components {
    const struct edges *links;
    uint32_t first, count; /* objects */
    struct scc scc;        /* of object first + i as node i */
    uint64_t *is_circle;   /* bits by component: its objects reach themselves */
    bool is_turned;        /* made along the opposite field: predecessors come before, instead */
};

/* Everything lies in the arena. */
struct components components_of_links(struct arena *arena, const struct edges *links);

/*
 * Of the links of a field (links.h); made on first use and kept. The second one takes what was made
 * along the opposite field, if that is there: the components are the same.
 */
const struct components *field_components(struct workspace *ws, uint32_t field);
struct components field_components_either_way(struct workspace *ws, uint32_t field);

static inline bool component_is_circle(const struct components *components, uint32_t component)
{
    return (components->is_circle[component / 64] >> (component % 64) & 1) != 0;
}

#endif
