/* cost.c -- what the activities that an observer is told of are called, and what they had to do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine_state.h"
#include "engine/objects.h"

static struct str field_name(struct workspace *ws, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);

    return arena_format(ws->arena, "%.*s.%.*s",
                        STR_ARG(name_text(ws, schema_kind(&ws->schema, def->kind)->name)),
                        STR_ARG(name_text(ws, def->name)));
}

struct str engine_activity_name(struct engine *engine, struct activity activity)
{
    struct workspace *ws = &engine->ws;

    switch (activity.kind) {
    case ACTIVITY_RULE:
        return object_text(ws, engine->plans.rules.items[activity.index].object);
    case ACTIVITY_FIELD:
        return field_name(ws, activity.index);
    case ACTIVITY_CONSTANT:
        return name_text(ws, ws->schema.lets.items[activity.index].name);
    case ACTIVITY_RELATION:
        return name_text(ws, ws->schema.relations.items[activity.index].name);
    case ACTIVITY_PHASE: /* phase.def has a word for it */
        break;
    }
    return (struct str){ 0 };
}

static struct engine_work rule_work(const struct outcome *outcome)
{
    uint32_t gaps = outcome->failed + outcome->waived;

    return (struct engine_work){ .steps = outcome->steps,
                                 .assessed = outcome->passed + gaps + outcome->not_assessed,
                                 .gaps = gaps };
}

static struct engine_work field_work(const struct schema *schema, const struct field_def *def)
{
    const struct kind *kind = schema_kind(schema, def->kind);

    return (struct engine_work){ .assessed = kind->end_entity - kind->first_entity };
}

static uint32_t rows_pairs(const struct way *way)
{
    uint32_t pairs = 0;

    for (uint32_t i = 0; i < way->rows.count; i++)
        pairs += way->rows.items[i].count;
    return pairs;
}

/* Found as a whole, or object by object. */
static struct engine_work relation_work(const struct relation *relation)
{
    return (struct engine_work){ .assessed = relation->tuples.count + rows_pairs(&relation->by[0]) +
                                             rows_pairs(&relation->by[1]) };
}

struct engine_work engine_work(const struct engine *engine, struct activity activity)
{
    const struct workspace *ws = &engine->ws;

    switch (activity.kind) {
    case ACTIVITY_RULE:
        return rule_work(&engine->results.outcomes[activity.index]);
    case ACTIVITY_FIELD:
        return field_work(&ws->schema, schema_field(&ws->schema, activity.index));
    case ACTIVITY_RELATION:
        return relation_work(&ws->schema.relations.items[activity.index]);
    case ACTIVITY_CONSTANT:
    case ACTIVITY_PHASE:
        break;
    }
    return (struct engine_work){ 0 };
}

struct engine_memory engine_memory(const struct engine *engine)
{
    const struct ast *ast = &engine->ast;
    struct engine_memory memory = {
        .tree = VEC_BYTES(&ast->decls) + VEC_BYTES(&ast->fields) + VEC_BYTES(&ast->exprs) +
                VEC_BYTES(&ast->comments),
        .names = interner_bytes(engine->names),
        .drafts = VEC_BYTES(&engine->ws.model.drafts),
        .arena = engine->arena.bytes,
        .scratch = engine->evaluator.scratch.bytes,
    };

    for (uint32_t i = 0; i < engine->source_count; i++)
        if (!engine->sources.sources.items[i].is_library)
            memory.texts += engine->sources.sources.items[i].text.len;
    return memory;
}
