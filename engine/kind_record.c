/* kind_record.c -- the head and the owner of records. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/kind_parts.h"
#include "engine/workspace.h"

/* A kind has at most one head, a required reference; descendants share it. */
static void set_head(struct workspace *ws, uint32_t number)
{
    struct kind *kind = schema_kind(&ws->schema, number);

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        bool is_reference =
            def->type.base == TYPE_OBJECT && !def->type.is_set && (def->flags & FIELD_REQUIRED);
        if (!(def->flags & FIELD_HEAD) || type_is_wrong(def->type))
            continue;
        if (kind->head == 0 && is_reference) {
            kind->head = kind->fields.items[i];
            continue;
        }
        diag_add(ws->sink, MSG_E0403, def->span,
                 is_reference ? "a kind has only one `head: yes`"
                              : "the head of a record is a single reference without `?`");
    }
}

/* Objects with a name stand in no other: so the owner is a reference that may be missing. */
static void set_owner(struct workspace *ws, uint32_t number)
{
    struct kind *kind = schema_kind(&ws->schema, number);

    for (uint32_t i = 0; i < kind->fields.count; i++) {
        struct field_def *def = schema_field(&ws->schema, kind->fields.items[i]);
        bool is_reference =
            type_is(def->type, TYPE_OBJECT) && def->type.is_optional && def->computed.v == 0;
        if (!(def->flags & FIELD_OWNER) || type_is_wrong(def->type))
            continue;
        if (kind->owner == 0 && is_reference && def->default_expr.v == 0) {
            kind->owner = kind->fields.items[i];
            def->flags |= FIELD_MADE;
            continue;
        }
        def->flags &= (uint16_t)~FIELD_OWNER;
        diag_add(ws->sink, MSG_E0403, def->span,
                 is_reference && def->default_expr.v == 0
                     ? "a kind has only one `owner: yes`"
                     : "the owner of a record is a single reference with `?` that nobody types in");
    }
}

static void inherit_from_parents(struct schema *schema)
{
    for (uint32_t k = 1; k < schema->kinds.count; k++) {
        struct kind *kind = schema_kind(schema, k);
        for (uint32_t above = kind->parent; above != 0;
             above = schema_kind(schema, above)->parent) {
            if (kind->head == 0)
                kind->head = schema_kind(schema, above)->head;
            if (kind->owner == 0)
                kind->owner = schema_kind(schema, above)->owner;
        }
    }
}

void read_records(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.kinds.count; i++) {
        set_head(ws, i);
        set_owner(ws, i);
    }
    inherit_from_parents(&ws->schema);
}
