/* query.c -- answers to what somebody asks, after the check. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <string.h>

#include "engine/engine_state.h"
#include "engine/row_reader.h"

enum { SLACK_BYTES = 16 };

/* ---- one question ---- */

struct question {
    struct engine *engine;
    struct str text;
    uint32_t source;
    struct diag_sink *sink;
};

/* While a question is open, all that passes have to say goes to the sink of whoever asked. */
static void open_question(struct question *question)
{
    struct engine *engine = question->engine;

    engine->ws.sink = engine->lang.sink = question->sink;
    engine->evaluator.steps = 0;
    engine->evaluator.steps_look = 0;
    engine->evaluator.is_exhausted = false;
    engine->evaluator.is_damaged = false;
}

static void close_question(struct question *question)
{
    struct engine *engine = question->engine;

    engine->ws.sink = engine->lang.sink = &engine->sink;
    diag_sort(question->sink, &engine->sources);
}

/* The text lives as long as the engine, because spans point into it. */
static bool add_source(struct question *question)
{
    struct engine *engine = question->engine;
    char *copy = ARENA_ARRAY(&engine->arena, char, question->text.len + SLACK_BYTES);

    if (question->text.len > 0)
        memcpy(copy, question->text.ptr, question->text.len);
    question->text = (struct str){ copy, question->text.len };
    question->source = source_map_add(&engine->sources, STR("<query>"), question->text, false);
    if (question->source == UINT32_MAX) {
        diag_add(question->sink, MSG_E0604, (struct span){ 0 },
                 "all texts together are larger than 4 GiB");
        return false;
    }
    scopes_add_query(&engine->ws, question->source);
    return true;
}

static bool has_errors(const struct question *question)
{
    return question->sink->counts[SEVERITY_ERROR] > 0;
}

/* ---- views by their names ---- */

static bool means_something(struct question *question, struct str path)
{
    static const enum name_class CLASSES[] = { NAMES_OBJECTS, NAMES_VALUES, NAMES_TYPES };
    struct place_of_use from = { question->source, { 0 } };

    for (size_t i = 0; i < sizeof(CLASSES) / sizeof(CLASSES[0]); i++)
        if (scopes_find_path(&question->engine->ws, from, CLASSES[i], path, (struct span){ 0 }))
            return true;
    return false;
}

static bool is_view_name(struct engine *engine, struct str name)
{
    uint32_t count;
    const struct str *names = engine_view_names(engine, &count);

    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* What is declared as a value, an object or a kind comes before a view of the same name. */
static bool asks_for_view(struct question *question, const struct query *query,
                          struct str *ret_name)
{
    struct workspace *ws = &question->engine->ws;

    return query->binds.v == 0 && expr_of(ws, query->items)->next.v == 0 &&
           ast_path(ws->ast, ws->lang->names, ws->arena, query->items, ret_name) &&
           !means_something(question, *ret_name) && is_view_name(question->engine, *ret_name);
}

static struct answer answer_with_view(struct question *question, struct str name, struct span place)
{
    struct answer answer = { .shape = ANSWER_VIEW };

    answer.table = engine_view(question->engine, name, &answer.not_assessed);
    if (answer.table == NULL)
        diag_add(question->sink, MSG_E0405, place, "the view `%.*s` has errors", STR_ARG(name));
    return answer;
}

/* ---- values ---- */

/* An object that is not set has no id, title and kind: nothing is there at all. */
static struct answer without_object(struct engine *engine, struct answer answer)
{
    struct table *table = ARENA_NEW(&engine->arena, struct table);
    struct table_column *column = ARENA_NEW(&engine->arena, struct table_column);
    struct cell *cell = ARENA_NEW(&engine->arena, struct cell);

    *column =
        (struct table_column){ .label = STR("value"), .key = STR("value"), .kind = CELL_OBJECT };
    *cell = (struct cell){ .kind = CELL_MISSING };
    *table = *answer.table;
    table->columns = column;
    table->column_count = 1;
    table->cells = cell;
    answer.shape = ANSWER_VALUE;
    answer.table = table;
    return answer;
}

/* Of a table with one row. */
static bool is_missing(const struct table *table)
{
    struct row_reader reader;
    bool is_missing;

    row_reader_init(&reader, table);
    is_missing = row_reader_read(&reader, 0)->kind == CELL_MISSING;
    row_reader_release(&reader);
    return is_missing;
}

static struct answer evaluate_plan(struct question *question, const struct query_plan *plan)
{
    struct engine *engine = question->engine;
    struct answer answer = { .shape = plan->shape };
    struct table *table;

    prepare_definition(&engine->evaluator, plan->view.definition);
    table = ARENA_NEW(&engine->arena, struct table);
    *table = *view_table(&engine->evaluator, &plan->view, &answer.not_assessed);
    table->name = STR("query");
    table->title = question->text;
    answer.table = table;
    if (has_errors(question))
        return (struct answer){ 0 };
    if (type_is(plan->type, TYPE_OBJECT) && is_missing(table))
        return without_object(engine, answer);
    return answer;
}

/* False when there is no plan that could be evaluated. */
static bool make_plan(struct question *question, const struct query *query,
                      struct query_plan *ret_plan)
{
    struct workspace *ws = &question->engine->ws;

    *ret_plan = plan_query(ws, question->source, query);
    if (ret_plan->view.is_broken || has_errors(question))
        return false;
    definitions_sort(ws);
    return true;
}

static struct answer find_answer(struct question *question)
{
    struct answer none = { 0 };
    struct query query;
    struct query_plan plan;
    struct str view;

    if (!add_source(question) ||
        !lang_parse_query(&question->engine->lang, question->source, &query))
        return none;
    if (asks_for_view(question, &query, &view))
        return answer_with_view(question, view, expr_of(&question->engine->ws, query.items)->span);
    return make_plan(question, &query, &plan) ? evaluate_plan(question, &plan) : none;
}

struct answer engine_query(struct engine *engine, struct str text, struct diag_sink *sink)
{
    struct question question = { .engine = engine, .text = text, .sink = sink };
    struct answer answer;

    open_question(&question);
    answer = find_answer(&question);
    close_question(&question);
    return answer;
}

/* ---- types ---- */

static struct str columns_text(struct workspace *ws, const struct view_plan *plan)
{
    struct str text = { 0 };

    for (uint32_t i = 0; i < plan->column_count; i++)
        text =
            arena_format(ws->arena, "%.*s%s%.*s: %.*s", STR_ARG(text), i > 0 ? "\n" : "",
                         STR_ARG(plan->columns[i].key),
                         STR_ARG(type_text(&ws->schema, ws->arena, plan->columns[i].value->type)));
    return text;
}

static struct str find_type(struct question *question)
{
    struct workspace *ws = &question->engine->ws;
    struct query query;
    struct query_plan plan;
    struct str view;

    if (!add_source(question) ||
        !lang_parse_query(&question->engine->lang, question->source, &query))
        return (struct str){ 0 };
    if (asks_for_view(question, &query, &view))
        return STR("a view");
    plan = plan_query(ws, question->source, &query);
    if (plan.view.is_broken)
        return (struct str){ 0 };
    if (plan.type.base == TYPE_WRONG)
        return columns_text(ws, &plan.view);
    return type_text(&ws->schema, ws->arena, plan.type);
}

struct str engine_query_type(struct engine *engine, struct str text, struct diag_sink *sink)
{
    struct question question = { .engine = engine, .text = text, .sink = sink };
    struct str type;

    open_question(&question);
    type = find_type(&question);
    close_question(&question);
    return type;
}
