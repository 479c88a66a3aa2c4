/* report.c -- evaluating the texts of a report, collecting what it shows. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/report.h"

#include "engine/engine_state.h"
#include "engine/report_build.h"

struct report_run {
    struct engine *engine;
    const struct report_plan *plan;
    struct report_section *sections;
    uint32_t not_assessed;
};

static struct str first_of(struct str a, struct str b)
{
    return a.len > 0 ? a : b;
}

static void add_text(struct report_run *run, const struct report_part *part,
                     struct report_section *section)
{
    struct evaluator *evaluator = &run->engine->evaluator;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value *frame = evaluator_enter(evaluator, run->plan->slot_count);

    evaluator->under_way = part->span;
    section->text = arena_copy(run->engine->ws.arena, value_text(evaluate(evaluator, part->text)));
    if (evaluator->is_damaged) {
        section->text = STR("This text could not be worked out.");
        run->not_assessed++;
    }
    evaluator->is_damaged = false;
    evaluator_leave(evaluator, frame);
    arena_rewind(&evaluator->scratch, mark);
}

/* What stands where something with errors would: a report does not leave it out in silence. */
static void add_absence(struct report_run *run, const struct report_part *part,
                        struct report_section *section)
{
    struct workspace *ws = &run->engine->ws;
    decl_id id =
        part->kind == PART_IS_MATRIX ? ws->schema.matrices.items[part->matrix].decl : part->decl;
    const struct decl *decl = ast_decl(ws->ast, id);

    section->kind = REPORT_TEXT;
    section->heading = first_of(part->heading, string_of(ws, parts_of(ws, decl)->title));
    section->text =
        arena_format(ws->arena, "The %.*s %.*s has errors and is not shown.",
                     STR_ARG(name_text(ws, decl->word)), STR_ARG(name_text(ws, decl->id)));
    run->not_assessed++;
}

static void add_table(struct report_run *run, const struct report_part *part,
                      struct report_section *section)
{
    uint32_t not_assessed = 0;

    section->kind = REPORT_TABLE;
    section->table = part->kind == PART_IS_VIEW
                         ? engine_view_of(run->engine, part->decl, &not_assessed)
                         : matrix_table(&run->engine->ws, part->matrix);
    run->not_assessed += not_assessed;
    if (section->table)
        section->heading =
            first_of(part->heading, first_of(section->table->title, section->table->name));
    else
        add_absence(run, part, section);
}

static void add_graph(struct report_run *run, const struct report_part *part,
                      struct report_section *section)
{
    section->kind = REPORT_GRAPH;
    section->graph = engine_graph_of(run->engine, part->decl);
    if (section->graph)
        section->heading =
            first_of(part->heading, first_of(section->graph->title, section->graph->name));
    else
        add_absence(run, part, section);
}

static void add_section(struct report_run *run, uint32_t index)
{
    const struct report_part *part = &run->plan->parts[index];
    struct report_section *section = &run->sections[index];

    *section = (struct report_section){ .kind = REPORT_TEXT, .heading = part->heading };
    switch (part->kind) {
    case PART_IS_TEXT:
        add_text(run, part, section);
        return;
    case PART_IS_VIEW:
    case PART_IS_MATRIX:
        add_table(run, part, section);
        return;
    case PART_IS_GRAPH:
        add_graph(run, part, section);
        return;
    }
}

static const struct report *report_of(struct engine *engine, const struct report_plan *plan,
                                      uint32_t *ret_not_assessed)
{
    struct workspace *ws = &engine->ws;
    const struct decl *decl = ast_decl(ws->ast, plan->decl);
    struct report *report = ARENA_NEW(ws->arena, struct report);
    struct report_run run = { .engine = engine, .plan = plan };

    run.sections = ARENA_ARRAY(ws->arena, struct report_section, plan->part_count);
    for (uint32_t i = 0; i < plan->part_count; i++)
        add_section(&run, i);
    report->name = name_text(ws, plan->name);
    report->title = first_of(string_of(ws, parts_of(ws, decl)->title), report->name);
    report->doc = ast_doc(ws->lang->sources, ws->arena, parts_of(ws, decl)->doc);
    report->classification = plan->classification;
    report->sections = run.sections;
    report->section_count = plan->part_count;
    *ret_not_assessed = run.not_assessed;
    return report;
}

const struct report *engine_report(struct engine *engine, struct str name,
                                   uint32_t *ret_not_assessed)
{
    decl_id decl = engine_declared(engine, name, NAMES_REPORTS);

    for (uint32_t i = 0; i < engine->report_plans.items.count; i++) {
        const struct report_plan *plan = &engine->report_plans.items.items[i];
        if (plan->decl.v != decl.v || plan->is_broken)
            continue;
        prepare_definition(&engine->evaluator, plan->definition);
        return report_of(engine, plan, ret_not_assessed);
    }
    return NULL;
}
