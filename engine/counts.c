/* counts.c -- how much was read, assessed and found. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine.h"

#include "engine/engine_state.h"

static bool is_in_library(const struct engine *engine, const struct object *object)
{
    uint32_t source = ast_decl(&engine->ast, object->decl)->source;

    return engine->sources.sources.items[source].is_library;
}

static void count_objects(const struct engine *engine, struct engine_counts *counts)
{
    const struct workspace *ws = &engine->ws;

    for (uint32_t i = 1; i <= ws->model.count; i++) {
        const struct object *object = model_object(&ws->model, i);
        if (object->is_record || object->kind == ws->schema.rule_kind ||
            object->kind == ws->schema.gap_kind)
            continue;
        if (is_in_library(engine, object))
            counts->library_objects++;
        else
            counts->objects++;
    }
}

struct engine_counts engine_counts(const struct engine *engine)
{
    struct engine_counts counts = { .rules = engine->results.rule_count,
                                    .rules_chosen = engine->choice.rules,
                                    .waived = engine->results.waived,
                                    .not_assessed = engine->results.not_assessed };

    for (uint32_t i = 0; i < engine->source_count; i++) {
        if (engine->sources.sources.items[i].is_library)
            counts.library_files++;
        else
            counts.project_files++;
    }
    count_objects(engine, &counts);
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        counts.gaps[severity] = engine->results.counts[severity];
    for (uint32_t i = 0; i < engine->results.rule_count; i++) {
        const struct outcome *outcome = &engine->results.outcomes[i];
        uint32_t assessed = outcome->passed + outcome->failed + outcome->waived;
        counts.assessed += assessed;
        counts.rules_failed += outcome->failed > 0;
        counts.rules_disabled += outcome->is_disabled;
        counts.rules_vacuous += assessed + outcome->not_assessed == 0 && !outcome->is_disabled;
    }
    return counts;
}

uint32_t engine_open_gaps(const struct engine *engine, enum severity severity)
{
    return engine->results.counts[severity];
}

uint32_t engine_not_assessed(const struct engine *engine)
{
    return engine->results.not_assessed;
}
