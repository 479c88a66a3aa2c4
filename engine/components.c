/* components.c -- the components of a field's links, shared by all who ask about circles. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/components.h"

#include "engine/links.h"
#include "engine/workspace.h"

static void note_objects(struct components *components, const struct edges *links)
{
    uint32_t lowest = links->first;
    uint32_t end = links->first + links->count;

    for (uint32_t i = 0; i < links->starts[links->count]; i++) {
        lowest = links->items[i] < lowest ? links->items[i] : lowest;
        end = links->items[i] >= end ? links->items[i] + 1 : end;
    }
    components->first = lowest;
    components->count = end - lowest;
}

static void set_circle(struct components *components, uint32_t component)
{
    components->is_circle[component / 64] |= UINT64_C(1) << (component % 64);
}

static void note_circles(struct components *components, const struct edges *links)
{
    const struct scc *scc = &components->scc;

    for (uint32_t c = 0; c < scc->count; c++)
        if (scc->starts[c + 1] - scc->starts[c] > 1)
            set_circle(components, c);
    for (uint32_t row = 0; row < links->count; row++)
        for (uint32_t i = links->starts[row]; i < links->starts[row + 1]; i++)
            if (links->items[i] == links->first + row)
                set_circle(components, scc->component[links->items[i] - components->first]);
}

struct components components_of_links(struct arena *arena, const struct edges *links)
{
    struct components components = { .links = links };

    note_objects(&components, links);
    components.scc = scc_compute(arena, links, components.first, components.count);
    components.is_circle = ARENA_ARRAY(arena, uint64_t, (size_t)components.scc.count / 64 + 1);
    note_circles(&components, links);
    return components;
}

/* ---- of fields ---- */

/* Results are published again and again: then a field has other links than before. */
static struct components *known_components(struct workspace *ws, uint32_t field)
{
    struct components *known =
        field < ws->closures.components.count ? ws->closures.components.items[field] : NULL;

    return known && known->links == field_links(ws, field) ? known : NULL;
}

const struct components *field_components(struct workspace *ws, uint32_t field)
{
    struct components *components = known_components(ws, field);

    if (components)
        return components;
    components = ARENA_NEW(ws->arena, struct components);
    *components = components_of_links(ws->arena, field_links(ws, field));
    while (ws->closures.components.count <= field)
        VEC_PUSH(&ws->closures.components, NULL);
    ws->closures.components.items[field] = components;
    return components;
}

/* Whatever goes through the heads of records has other links on its way back (links.c). */
static bool are_opposite(const struct schema *schema, uint32_t inverse, uint32_t field)
{
    const struct field_def *def = schema_field(schema, inverse);
    uint32_t kind = type_single_kind(schema, def->type);

    return (def->flags & FIELD_INVERSE) && def->inverse_of == field &&
           (kind == 0 || schema_kind(schema, kind)->head == 0);
}

static const struct components *opposite_components(struct workspace *ws, uint32_t field)
{
    for (uint32_t other = 1; other < ws->closures.components.count; other++) {
        const struct components *known =
            ws->closures.components.items[other] ? known_components(ws, other) : NULL;
        if (known &&
            (are_opposite(&ws->schema, other, field) || are_opposite(&ws->schema, field, other)))
            return known;
    }
    return NULL;
}

struct components field_components_either_way(struct workspace *ws, uint32_t field)
{
    const struct components *opposite =
        known_components(ws, field) ? NULL : opposite_components(ws, field);
    struct components turned;

    if (!opposite)
        return *field_components(ws, field);
    turned = *opposite;
    turned.is_turned = true;
    return turned;
}
