/* fuzz_why.c -- whatever the bytes say: all gaps and values have reasons, and all tests can run. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/out.h"
#include "engine/engine_state.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/memory_project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    AS_OF = 20758 /* 2026-11-01 */,
    STEPS = 200000,
    GAPS_MOST = 40,   /* that are derived */
    OBJECTS_MOST = 6, /* that values and absent gaps are derived for */
    DEPTH_MOST = 200  /* of a derivation: more would be a circle */
};

struct run {
    struct engine *engine;
    struct out reasons, trials;
};

/* ---- reasons ---- */

static void write_derivation(struct run *run, const struct derivation *line, uint32_t depth)
{
    demand(depth < DEPTH_MOST);
    for (; line; line = line->next) {
        demand(line->text.len > 0);
        demand_span(engine_sources(run->engine), line->span);
        out_format(&run->reasons, "%u %s %u-%u %.*s\n", depth, derivation_kind_name(line->kind),
                   line->span.lo, line->span.hi, STR_ARG(line->text));
        write_derivation(run, line->first, depth + 1);
    }
}

static void derive_gaps(struct run *run)
{
    struct engine *engine = run->engine;

    for (uint32_t i = 0; i < engine->results.gaps.count && i < GAPS_MOST; i++) {
        const struct gap *gap = &engine->results.gaps.items[i];
        const struct derivation *why =
            engine_why(engine, gap->rule, gap_objects(gap), gap->object_count);
        demand(why || engine->evaluator.is_exhausted);
        write_derivation(run, why, 0);
    }
}

static void derive_rules(struct run *run)
{
    struct engine *engine = run->engine;

    for (uint32_t i = 0; i < engine->plans.rules.count; i++) {
        uint32_t rule = engine->plans.rules.items[i].object;
        write_derivation(run, engine_why_not(engine, rule, NULL, 0), 0);
        for (uint32_t object = 1; object <= engine->ws.model.count && object <= OBJECTS_MOST;
             object++) {
            write_derivation(run, engine_why(engine, rule, &object, 1), 0);
            write_derivation(run, engine_why_not(engine, rule, &object, 1), 0);
        }
    }
}

static void derive_values(struct run *run, uint32_t object)
{
    struct engine *engine = run->engine;
    const struct schema *schema = &engine->ws.schema;
    uint32_t kind = model_object(&engine->ws.model, object)->kind;

    write_derivation(run, engine_why_about(engine, object), 0);
    for (uint32_t i = 1; i < schema->fields.count; i++)
        if (schema_is_a(schema, kind, schema_field(schema, i)->kind))
            write_derivation(
                run,
                engine_why_value(engine, object,
                                 sym_text(engine->names, schema_field(schema, i)->name)),
                0);
}

/* Whoever asks why changes nothing: no message is told twice. */
static void derive_all(struct run *run)
{
    uint32_t messages = engine_sink(run->engine)->diags.count;

    derive_gaps(run);
    derive_rules(run);
    for (uint32_t i = 1; i <= run->engine->ws.model.count && i <= OBJECTS_MOST; i++)
        derive_values(run, i);
    demand(engine_sink(run->engine)->diags.count == messages);
}

/* ---- tests ---- */

static void run_trials(struct run *run)
{
    bool is_told = engine_sink(run->engine)->counts[SEVERITY_ERROR] > 0;

    for (uint32_t i = 0; i < engine_test_count(run->engine); i++) {
        uint32_t failed;
        struct diag_sink *sink = engine_run_test(run->engine, i, &failed);
        demand(failed == 0 || sink->diags.count > 0 || is_told);
        out_format(&run->trials, "%u %u\n", i, failed);
        for (uint32_t d = 0; d < sink->diags.count; d++) {
            demand_spans(sink->diags.items[d], engine_sources(run->engine));
            out_str(&run->trials, sink->diags.items[d]->text);
        }
        diag_sink_release(sink);
    }
}

/* ---- both, in either order ---- */

static void run_open(struct run *run, struct memory_project *project, uint64_t seed)
{
    struct file_reader reader = memory_reader(project);
    struct engine_options options = {
        .reader = &reader,
        .library = &fuzz_library,
        .seed_low = seed,
        .seed_high = ~seed,
        .steps = STEPS,
    };

    run->engine = engine_open(&options);
    engine_check(run->engine, AS_OF);
    out_open_memory(&run->reasons);
    out_open_memory(&run->trials);
}

static void run_close(struct run *run)
{
    engine_close(run->engine);
    out_release(&run->reasons);
    out_release(&run->trials);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory_project project;
    struct run first, second;

    memory_project_cut(&project, data, size);
    run_open(&first, &project, 1);
    derive_all(&first);
    run_trials(&first);
    run_open(&second, &project, 0x9E3779B97F4A7C15u);
    run_trials(&second);
    derive_all(&second);
    demand(str_equal(out_memory(&first.reasons), out_memory(&second.reasons)));
    demand(str_equal(out_memory(&first.trials), out_memory(&second.trials)));
    run_close(&first);
    run_close(&second);
    return 0;
}
