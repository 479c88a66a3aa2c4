/* engine.c -- the passes, in order. Read this first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/engine.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/suggest.h"
#include "engine/acyclic.h"
#include "engine/declare.h"
#include "engine/engine_state.h"
#include "engine/kind.h"
#include "engine/objects.h"
#include "engine/passes.h"
#include "engine/project.h"
#include "engine/publish.h"
#include "engine/scale.h"

/* What a small project needs, so that its names move to a larger table at most once. */
enum { NAMES_AT_FIRST = 2000 };

/* What is only shown stays unplanned in a check: nobody looks at more than its name. */
static void leave_out_shown(struct lang *lang)
{
    static const enum word SHOWN[] = { WORD_view, WORD_graph, WORD_report };
    enum { SHOWN_COUNT = sizeof SHOWN / sizeof SHOWN[0] };
    sym_id *words = ARENA_ARRAY(lang->arena, sym_id, SHOWN_COUNT);

    for (size_t i = 0; i < SHOWN_COUNT; i++)
        words[i] = intern(lang->names, word_text(SHOWN[i]));
    lang->left_out = words;
    lang->left_out_count = SHOWN_COUNT;
}

struct engine *engine_open(const struct engine_options *options)
{
    struct arena arena = { 0 };
    struct engine *engine = ARENA_NEW(&arena, struct engine);

    engine->arena = arena; /* the engine lives in its own arena */
    engine->names = interner_open(options->seed_low, options->seed_high);
    if (options->library && options->library->names)
        interner_know(engine->names, options->library->names);
    interner_reserve(engine->names, interner_count(engine->names) + NAMES_AT_FIRST);
    engine->results.ignores_waivers = options->ignores_waivers;
    engine->fuel = (struct fuel){ options->steps, options->bytes };
    engine->block_least = options->block_least > 0 ? options->block_least : BLOCK_LEAST;
    engine->sources.arena = &engine->arena;
    engine->sink.arena = &engine->arena;
    engine->explanation.sink.arena = &engine->explanation.arena;
    ast_init(&engine->ast);
    engine->lang = (struct lang){ .arena = &engine->arena,
                                  .names = engine->names,
                                  .sources = &engine->sources,
                                  .sink = &engine->sink,
                                  .ast = &engine->ast,
                                  .reader = options->reader,
                                  .library = options->library,
                                  .threads = options->threads,
                                  .limits = options->limits ? options->limits : &limits_default };
    engine->lang.only_grammar = options->only_grammar;
    if (options->only_checks)
        leave_out_shown(&engine->lang);
    observe_begin(options->observer, ACTIVITY_PHASE, PHASE_PARSE);
    if (options->files)
        lang_load_files(&engine->lang, options->files, options->file_count);
    else
        lang_load_project(&engine->lang);
    observe_end(options->observer, ACTIVITY_PHASE, PHASE_PARSE);
    engine->choice = (struct choice){ options->choices, options->choice_count, { 0 }, 0 };
    engine->source_count = engine->sources.sources.count;
    workspace_init(&engine->ws, &engine->lang, &engine->arena, 0);
    engine->ws.objects_a_piece = options->objects_a_piece;
    engine->asked = options->views;
    engine->asked_count = options->view_count;
    engine->ws.leaves_out_unneeded = options->only_checks || options->view_count > 0;
    engine->ws.observer = options->observer;
    engine->ws.threads = options->threads;
    scopes_init(&engine->ws);
    return engine;
}

void engine_close(struct engine *engine)
{
    struct arena arena;

    results_release(&engine->results);
    VEC_RELEASE(&engine->graph_plans.items);
    tests_release(&engine->tests);
    exercise_release(&engine->exercise);
    VEC_RELEASE(&engine->report_plans.items);
    plans_release(&engine->plans);
    evaluator_release(&engine->evaluator);
    workspace_release(&engine->ws);
    lang_release(&engine->lang);
    ast_release(&engine->ast);
    diag_sink_release(&engine->explanation.sink);
    arena_release(&engine->explanation.arena);
    arena_release(&engine->explanation.of_rule);
    diag_sink_release(&engine->sink);
    source_map_release(&engine->sources);
    interner_close(engine->names);
    arena = engine->arena;
    arena_release(&arena);
}

void read_schema(struct workspace *ws)
{
    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_SCHEMA);
    declare_definitions(ws);
    read_project(ws);
    read_scales(ws);
    read_matrices(ws);
    read_kinds(ws);
    read_relations(ws);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_SCHEMA);
}

void build_model(struct workspace *ws)
{
    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_NUMBER);
    declare_objects(ws);
    number_objects(ws);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_NUMBER);
    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_FILL);
    fill_objects(ws);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_FILL);
}

void plan_definitions(struct workspace *ws, struct plans *plans)
{
    define_fields(ws);
    plan_lets(ws);
    plan_fields(ws);
    plan_relations(ws);
    plan_rules(ws, plans);
}

void order_definitions(struct workspace *ws)
{
    definitions_sort(ws);
    order_relations(ws);
}

/* A check shows gaps as they are; they become objects for whoever asks for such objects. */
static bool results_are_read(const struct workspace *ws)
{
    return !ws->leaves_out_unneeded ||
           ws->definitions.items.items[ws->definitions.results].is_wanted;
}

void evaluate_rules(struct evaluator *evaluator, const struct plans *plans, struct results *results,
                    struct choice *choice)
{
    const struct workspace *ws = evaluator->ws;
    const struct kind *waivers = schema_kind(&ws->schema, ws->schema.waiver_kind);
    bool are_waived = waivers->end_entity > waivers->first_entity;

    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_RESULTS);
    prepare_until(evaluator, ws->definitions.assessed);
    results->keeps_identities = are_waived || results_are_read(ws);
    results_init(results, evaluator, plans);
    run_rules(evaluator, plans, results, false);
    waive_gaps(evaluator, plans, results);
    if (are_waived) /* nobody else reads results by now */
        publish_results(evaluator, plans, results);
    prepare_until(evaluator, ws->definitions.results);
    run_rules(evaluator, plans, results, true);
    if (choice)
        choose_results(choice, evaluator, plans, results);
    if (results_are_read(ws))
        publish_results(evaluator, plans, results);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_RESULTS);
}

/* From expressions to plans, ordered by what they need. */
static void plan(struct engine *engine)
{
    struct workspace *ws = &engine->ws;

    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_PLAN);
    plan_definitions(ws, &engine->plans);
    engine_choose_shown(engine);
    plan_views(ws, &engine->plans);
    plan_graphs(ws, &engine->graph_plans);
    plan_reports(ws, &engine->report_plans);
    read_tests(ws, &engine->tests);
    choice_need(&engine->choice, ws);
    plan_needed(ws);
    report_missing_slots(ws);
    order_definitions(ws);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_PLAN);
}

/*
 * What the project defines is evaluated even if no rule reads it, so that a division by zero does
 * not wait for the first reader; so are fields whose values have to pass a test.
 */
static void prepare_rest(struct engine *engine)
{
    struct workspace *ws = &engine->ws;

    for (uint32_t i = 1; i < ws->schema.fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, i);
        if (def->definition != 0 && is_always_computed(ws, def))
            definitions_need(&ws->definitions, def->definition);
    }
    for (uint32_t i = 1; i < ws->schema.lets.count; i++) {
        const struct let_def *def = &ws->schema.lets.items[i];
        uint32_t source = ast_decl(ws->ast, def->decl)->source;
        if (def->definition != 0 && !ws->scopes.files.items[source].is_library)
            definitions_need(&ws->definitions, def->definition);
    }
    prepare_definition(&engine->evaluator, ws->definitions.results);
}

void engine_check(struct engine *engine, int32_t as_of)
{
    struct workspace *ws = &engine->ws;

    ws->today = as_of;
    read_schema(ws);
    build_model(ws);
    plan(engine);
    evaluator_init(&engine->evaluator, ws);
    fuel_fill(&engine->evaluator, engine->fuel);
    engine->evaluator.block_least = engine->block_least;
    publish_rules(ws, &engine->plans);
    definitions_need(&ws->definitions, ws->definitions.results);
    evaluate_rules(&engine->evaluator, &engine->plans, &engine->results, &engine->choice);
    prepare_rest(engine);
    observe_begin(ws->observer, ACTIVITY_PHASE, PHASE_SORT);
    check_acyclic(&engine->evaluator);
    diag_sort(&engine->sink, &engine->sources);
    observe_end(ws->observer, ACTIVITY_PHASE, PHASE_SORT);
}

struct str engine_choice_fault(const struct engine *engine)
{
    return engine->choice.fault;
}

/* ---- results ---- */

struct diag_sink *engine_sink(struct engine *engine)
{
    return &engine->sink;
}

struct source_map *engine_sources(struct engine *engine)
{
    return &engine->sources;
}

static int compare_names(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* The views, the graphs or the reports, from 1. */
static const struct declared *declared_in(const struct engine *engine, enum name_class class_,
                                          uint32_t *ret_count)
{
    const struct schema *schema = &engine->ws.schema;

    if (class_ == NAMES_REPORTS) {
        *ret_count = schema->reports.count;
        return schema->reports.items;
    }
    *ret_count = class_ == NAMES_VIEWS ? schema->views.count : schema->graphs.count;
    return class_ == NAMES_VIEWS ? schema->views.items : schema->graphs.items;
}

/*
 * A view, graph or report of the project hides one of the library with the same name. One that
 * cannot be seen from the root is taken by its bare name when it is the only one of that name.
 */
decl_id engine_declared(struct engine *engine, struct str name, enum name_class class_)
{
    struct place_of_use from = { 0, { 0 } };
    const struct name *seen = scopes_find_path(&engine->ws, from, class_, name, (struct span){ 0 });
    uint32_t count;
    const struct declared *declared = declared_in(engine, class_, &count);
    decl_id only = { 0 };

    if (seen)
        return declared[seen->index].decl;
    for (uint32_t i = 1; i < count; i++) {
        if (!str_equal(name_text(&engine->ws, declared[i].name), name))
            continue;
        if (only.v != 0)
            return (decl_id){ 0 };
        only = declared[i].decl;
    }
    return only;
}

/* The bare name where that leads here, else the name with its namespace. */
static struct str public_name(struct engine *engine, const struct declared *declared,
                              enum name_class class_)
{
    struct workspace *ws = &engine->ws;
    struct str name = name_text(ws, declared->name);

    if (engine_declared(engine, name, class_).v == declared->decl.v)
        return name;
    return arena_format(ws->arena, "%.*s.%.*s", STR_ARG(name_text(ws, declared->namespace_)),
                        STR_ARG(name));
}

static const struct str *all_names(struct engine *engine, enum name_class class_,
                                   uint32_t *ret_count)
{
    uint32_t count;
    const struct declared *declared = declared_in(engine, class_, &count);
    struct str *names = ARENA_ARRAY(&engine->arena, struct str, count);

    count--; /* the dummy */
    for (uint32_t i = 0; i < count; i++)
        names[i] = public_name(engine, &declared[i + 1], class_);
    if (count > 1)
        qsort(names, count, sizeof(*names), compare_names);
    *ret_count = count;
    return names;
}

const struct str *engine_view_names(struct engine *engine, uint32_t *ret_count)
{
    return all_names(engine, NAMES_VIEWS, ret_count);
}

const struct str *engine_graph_names(struct engine *engine, uint32_t *ret_count)
{
    return all_names(engine, NAMES_GRAPHS, ret_count);
}

const struct str *engine_report_names(struct engine *engine, uint32_t *ret_count)
{
    return all_names(engine, NAMES_REPORTS, ret_count);
}

const struct table *engine_view_of(struct engine *engine, decl_id decl, uint32_t *ret_not_assessed)
{
    for (uint32_t i = 0; i < engine->plans.views.count; i++) {
        const struct view_plan *plan = &engine->plans.views.items[i];
        if (plan->decl.v != decl.v || plan->is_broken)
            continue;
        prepare_definition(&engine->evaluator, plan->definition);
        return view_table(&engine->evaluator, plan, ret_not_assessed);
    }
    return NULL;
}

struct graph *engine_graph_of(struct engine *engine, decl_id decl)
{
    for (uint32_t i = 0; i < engine->graph_plans.items.count; i++) {
        const struct graph_plan *plan = &engine->graph_plans.items.items[i];
        if (plan->decl.v != decl.v || plan->is_broken)
            continue;
        prepare_definition(&engine->evaluator, plan->definition);
        return graph_of(&engine->evaluator, plan);
    }
    return NULL;
}

const struct table *engine_view(struct engine *engine, struct str name, uint32_t *ret_not_assessed)
{
    return engine_view_of(engine, engine_declared(engine, name, NAMES_VIEWS), ret_not_assessed);
}

struct graph *engine_graph(struct engine *engine, struct str name)
{
    return engine_graph_of(engine, engine_declared(engine, name, NAMES_GRAPHS));
}

uint32_t engine_find(struct engine *engine, struct str id)
{
    struct workspace *ws = &engine->ws;
    uint32_t found = find_object(ws, id);
    const struct kind *rules = schema_kind(&ws->schema, ws->schema.rule_kind);

    for (uint32_t i = rules->first_entity; i < rules->end_entity && found == 0; i++)
        if (str_equal(object_text(ws, i), id))
            found = i;
    /* As auditors write it, whatever module declares it: taken when it is the only one. */
    for (uint32_t i = 1; i <= ws->model.count && found == 0; i++)
        if (object_id(model_object(&ws->model, i)).v != 0 && str_equal(object_text(ws, i), id))
            found = i;
    return found;
}

uint32_t engine_similar_ids(struct engine *engine, struct str id, struct str *ret_ids)
{
    struct suggest suggest;

    suggest_start(&suggest, id);
    for (uint32_t i = 1; i <= engine->ws.model.count; i++)
        if (object_id(model_object(&engine->ws.model, i)).v != 0)
            suggest_offer(&suggest, object_text(&engine->ws, i));
    for (uint32_t i = 0; i < suggest.count; i++)
        ret_ids[i] = suggest.names[i];
    return suggest.count;
}

/* ---- tests ---- */

uint32_t engine_test_count(const struct engine *engine)
{
    return engine->tests.items.count;
}

struct engine_test engine_test(const struct engine *engine, uint32_t index)
{
    const struct test *test = &engine->tests.items.items[index];

    return (struct engine_test){ test->title, test->span };
}

struct diag_sink *engine_run_test(struct engine *engine, uint32_t index, uint32_t *ret_failed)
{
    struct diag_sink *sink = ARENA_NEW(&engine->arena, struct diag_sink);
    struct test_outcome outcome = { sink, 0, 0, &engine->exercise, engine->fuel };

    sink->arena = &engine->arena;
    if (engine->tests.items.items[index].is_broken)
        outcome.failed = 1; /* which was told */
    else
        run_test(&engine->lang, &engine->tests.items.items[index], engine->ws.today, &outcome);
    diag_sort(sink, &engine->sources);
    *ret_failed = outcome.failed;
    return sink;
}

void engine_coverage(struct engine *engine, struct engine_coverage *coverage)
{
    exercise_report(&engine->exercise, &engine->ws, &engine->plans, coverage);
}

struct title_block engine_title_block(const struct engine *engine)
{
    const struct workspace *ws = &engine->ws;
    struct title_block block = { 0 };
    struct arena *arena = ws->arena;
    char date[DATE_TEXT_BYTES];

    date_write(ws->today, date);
    block.as_of = arena_copy(arena, str_from(date));
    if (ws->project.v == 0)
        return block;
    block.project = name_text(ws, ast_decl(ws->ast, ws->project)->id);
    block.organisation = string_of(ws, parts_of(ws, ast_decl(ws->ast, ws->project))->title);
    if (block.organisation.len == 0)
        block.organisation = block.project;
    return block;
}
