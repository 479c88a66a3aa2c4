/* plan_field.c -- plans of computed fields and of defaults. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/plan.h"

struct place_of_use place_of_decl(const struct workspace *ws, decl_id id)
{
    uint32_t source = ast_decl(ws->ast, id)->source;

    return (struct place_of_use){ source, ws->scopes.files.items[source].namespace_ };
}

field_id plan_field(struct workspace *ws, decl_id id, enum word word, const char *needed_for)
{
    const struct decl *decl = ast_decl(ws->ast, id);
    field_id found = decl_field(ws, decl, ws->words[word]);

    if (found.v == 0 && needed_for && !decl->is_damaged) {
        struct str name = name_text(ws, ws->words[word]);
        diag_add(ws->sink, MSG_E0113, decl->id_span, "%s needs `%.*s:`", needed_for, STR_ARG(name));
    }
    return found;
}

static void check_field_plan(struct workspace *ws, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    struct place_of_use from = { def->source, def->namespace_ };
    expr_id body = def->computed.v != 0 ? def->computed : def->default_expr;
    struct type type = def->type;
    struct str what = arena_format(ws->arena, "the field `%.*s`", STR_ARG(name_text(ws, def->name)));
    struct checker checker;
    const struct node *plan;

    checker_init(&checker, ws, from, def->definition);
    checker_set_self(&checker, def->kind);
    plan = check_as(&checker, body, type, what.ptr);
    if (checker.errors == 0 && !type_is_wrong(type)) {
        schema_field(&ws->schema, field)->plan = plan;
        schema_field(&ws->schema, field)->plan_slots = checker.slot_count;
    } else {
        schema_field(&ws->schema, field)->is_damaged = true;
    }
    checker_release(&checker);
}

void plan_fields(struct workspace *ws)
{
    struct schema *schema = &ws->schema;

    for (uint32_t i = 1; i < schema->fields.count; i++) {
        struct field_def *def = schema_field(schema, i);
        if (def->computed.v != 0 || def->default_expr.v != 0)
            def->definition = definitions_add(&ws->definitions, DEFINITION_FIELD, i, def->span);
    }
    for (uint32_t i = 1; i < schema->fields.count; i++)
        if (schema_field(schema, i)->definition != 0)
            check_field_plan(ws, i);
}
