/* timings_json.c -- what a check cost, for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/timings.h"

#include "base/escape.h"

static void put_number(struct out *out, const char *key, uint64_t number)
{
    out_text(out, ",\n  \"");
    out_text(out, key);
    out_text(out, "\": ");
    out_u64(out, number);
}

static void put_member(struct out *out, const char *key, uint64_t number)
{
    out_text(out, ", \"");
    out_text(out, key);
    out_text(out, "\": ");
    out_u64(out, number);
}

static void put_memory(struct out *out, const struct timings *timings)
{
    const struct engine_memory *memory = &timings->memory;

    out_text(out, ",\n  \"memory\": {\"peak\": ");
    out_u64(out, timings->peak_bytes);
    put_member(out, "texts", memory->texts);
    put_member(out, "tree", memory->tree);
    put_member(out, "names", memory->names);
    put_member(out, "drafts", memory->drafts);
    put_member(out, "arena", memory->arena);
    put_member(out, "scratch", memory->scratch);
    out_char(out, '}');
}

static void put_phases(struct out *out, const struct timings *timings)
{
    out_text(out, ",\n  \"phases\": [");
    for (uint32_t i = 0; i < TIMED_PHASES; i++) {
        uint32_t phase = timed_phase_at(i);
        out_text(out, i > 0 ? ",\n    {\"phase\": " : "\n    {\"phase\": ");
        out_json(out, timed_phase_word(phase));
        put_member(out, "ns", timings->phases[phase]);
        out_char(out, '}');
    }
    out_text(out, "\n  ]");
}

/* How the costs of a kind are told. */
struct cost_keys {
    const char *list, *name, *steps, *assessed, *gaps; /* NULL: not counted */
};
static const struct cost_keys keys[] = {
    [ACTIVITY_PHASE] = { .list = NULL },
    [ACTIVITY_RULE] = { "rules", "rule", "looked_at", "assessed", "gaps" },
    [ACTIVITY_FIELD] = { "fields", "field", NULL, "objects", NULL },
    [ACTIVITY_CONSTANT] = { "constants", "constant", NULL, NULL, NULL },
    [ACTIVITY_RELATION] = { "relations", "relation", NULL, "pairs", NULL },
};

static void put_cost(struct out *out, const struct cost *cost)
{
    const struct cost_keys *key = &keys[cost->kind];

    out_text(out, "    {\"");
    out_text(out, key->name);
    out_text(out, "\": ");
    out_json(out, cost->name);
    put_member(out, "ns", cost->ns);
    if (key->steps != NULL)
        put_member(out, key->steps, cost->work.steps);
    if (key->assessed != NULL)
        put_member(out, key->assessed, cost->work.assessed);
    if (key->gaps != NULL)
        put_member(out, key->gaps, cost->work.gaps);
    out_char(out, '}');
}

static void put_costs(struct out *out, const struct timings *timings, enum activity_kind kind)
{
    uint32_t count = 0;

    out_text(out, ",\n  \"");
    out_text(out, keys[kind].list);
    out_text(out, "\": [");
    for (uint32_t i = 0; i < timings->costs.count; i++) {
        if (timings->costs.items[i].kind != kind)
            continue;
        out_text(out, count++ > 0 ? ",\n" : "\n");
        put_cost(out, &timings->costs.items[i]);
    }
    out_text(out, count > 0 ? "\n  ]" : "]");
}

void timings_put_json(struct out *out, const struct timings *timings)
{
    out_text(out, "{\n  \"schema\": 1,\n  \"project\": ");
    out_json(out, timings->block.project);
    out_text(out, ",\n  \"as_of\": ");
    out_json(out, timings->block.as_of);
    out_text(out, ",\n  \"tool\": ");
    out_json(out, timings->block.tool);
    put_number(out, "wall_ns", timings->wall_ns);
    put_number(out, "processor_ns", timings->processor_ns);
    put_number(out, "text_bytes", timings->memory.texts);
    put_number(out, "files", timings->counts.project_files);
    put_number(out, "library_files", timings->counts.library_files);
    put_number(out, "objects", timings->counts.objects);
    put_number(out, "library_objects", timings->counts.library_objects);
    put_memory(out, timings);
    put_phases(out, timings);
    for (enum activity_kind kind = ACTIVITY_RULE; kind <= ACTIVITY_RELATION; kind++)
        put_costs(out, timings, kind);
}

void timings_write_json(struct out *out, const struct timings *timings)
{
    timings_put_json(out, timings);
    out_text(out, "\n}\n");
}
