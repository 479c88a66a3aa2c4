/* plan_needed.c -- planning what the library defines when something needs it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plan.h"

static void plan_definition(struct workspace *ws, const struct definition *definition)
{
    switch (definition->what) {
    case DEFINITION_FIELD:
        need_field(ws, definition->index);
        break;
    case DEFINITION_RELATION:
        need_relation(ws, definition->index);
        break;
    case DEFINITION_LET: /* where it is named: its type is that of its value */
    case DEFINITION_RULE:
    case DEFINITION_VIEW:
    case DEFINITION_RESULTS:
        break;
    }
}

void plan_needed(struct workspace *ws)
{
    struct definitions *definitions = &ws->definitions;

    for (uint32_t i = 0; i < definitions->wanted.count; i++) {
        struct definition wanted = definitions->items.items[definitions->wanted.items[i]];
        plan_definition(ws, &wanted);
    }
    if (!found_errors(ws))
        return;
    plan_lets(ws);
    plan_fields(ws);
    plan_relations(ws);
}
