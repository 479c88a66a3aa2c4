/* plain_names.c -- the objects that folded paragraphs name, looked up many at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plain_names.h"

#include "engine/workspace.h"

bool plain_names_are_values(const struct schema *schema, const struct field_def *field)
{
    uint32_t kind;

    if (field->type.base != TYPE_OBJECT)
        return false;
    kind = type_single_kind(schema, field->type);
    return kind == 0 || (kind != schema->rule_kind && schema_kind(schema, kind)->head == 0);
}

/* ---- the steps, each for all names ---- */

/* None for a name that stands nowhere else. */
static void find_symbols(struct plain_names *names, const struct workspace *ws,
                         struct recent_names *recent)
{
    for (uint32_t i = 0; i < names->count; i++) {
        struct plain_name *name = &names->items[i];
        name->sought.sym = intern_sought(ws->lang->names, recent, name->item.text, name->sought);
        scopes_prefetch_first(&ws->scopes, name->sought.sym);
    }
}

static void prefetch_declared(const struct plain_names *names, const struct workspace *ws)
{
    for (uint32_t i = 0; i < names->count; i++)
        scopes_prefetch_name(&ws->scopes, names->items[i].sought.sym);
}

static const struct name *find_declared(const struct workspace *ws, const struct plain_name *name)
{
    sym_id sym = name->sought.sym;
    const struct name *own;

    if (sym.v == 0)
        return scopes_find_qualified(ws, name->from, NAMES_OBJECTS, name->item.text);
    if (name->item.op == EXPR_SELECT) /* it may be found in several ways */
        return NULL;
    /* The own namespace comes first, and nearly always has it. */
    own = scopes_find_in(&ws->scopes, NAMES_OBJECTS, name->from.namespace_, sym);
    return own ? own : scopes_find_plainly(ws, name->from, NAMES_OBJECTS, sym);
}

static uint32_t find_object(const struct workspace *ws, const struct plain_name *name)
{
    const struct name *declared = find_declared(ws, name);

    if (!declared || !type_admits_object(&ws->schema, name->type, declared->index))
        return 0;
    return declared->index;
}

void plain_names_find(struct plain_names *names, const struct workspace *ws,
                      struct recent_names *recent)
{
    find_symbols(names, ws, recent);
    prefetch_declared(names, ws);
    for (uint32_t i = 0; i < names->count; i++)
        names->items[i].object = find_object(ws, &names->items[i]);
}
