/* plan_report.c -- report declarations become plans. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/report_build.h"

#include "base/suggest.h"

struct report_reader {
    struct workspace *ws;
    struct report_plan *plan;
    struct checker checker;
};

/* What can stand in a report by its name, and the word that says which is meant. */
static const struct showable {
    enum report_part_kind kind;
    enum word word;
    enum name_class class_;
    enum name_what what;
} SHOWABLES[] = {
    { PART_IS_VIEW, WORD_view, NAMES_VIEWS, NAME_IS_VIEW },
    { PART_IS_GRAPH, WORD_graph, NAMES_GRAPHS, NAME_IS_GRAPH },
    { PART_IS_MATRIX, WORD_matrix, NAMES_VALUES, NAME_IS_MATRIX },
};
enum { SHOWABLE_COUNT = sizeof(SHOWABLES) / sizeof(SHOWABLES[0]) };

static const char WAYS[] = "a report holds texts in quotes, `view: NAME`, `graph: NAME` and "
                           "`matrix: NAME`";

/* ---- names ---- */

/*
 * A view of the project replaces the library's, also where a report of the library shows it. In all
 * else the names are those that can be seen from where the report stands.
 */
static const struct name *find_showable(struct report_reader *reader, const struct showable *shown,
                                        struct str path)
{
    struct workspace *ws = reader->ws;
    sym_id whole = intern_find(ws->lang->names, path);
    const struct name *found = NULL;

    if (whole.v != 0 && ws->scopes.files.items[reader->checker.from.source].is_library)
        found = scopes_find_in(&ws->scopes, shown->class_, (sym_id){ 0 }, whole);
    if (!found || found->what != shown->what)
        found = scopes_find_path(ws, reader->checker.from, shown->class_, path, (struct span){ 0 });
    return found && found->what == shown->what ? found : NULL;
}

static void offer_showables(const struct workspace *ws, const struct showable *only,
                            struct suggest *suggest)
{
    for (uint32_t i = 1; may_search_names(ws) && i < ws->scopes.names.count; i++) {
        const struct name *name = &ws->scopes.names.items[i];
        bool fits = only && name->what == only->what;
        for (int s = 0; s < SHOWABLE_COUNT && !only; s++)
            fits = fits || name->what == SHOWABLES[s].what;
        if (fits)
            suggest_offer(suggest, name_text(ws, name->sym));
    }
}

/* `only`: what the item says that it is; NULL when it is a bare name. */
static void report_unknown(struct report_reader *reader, const struct showable *only,
                           struct str path, struct span span)
{
    struct workspace *ws = reader->ws;
    struct suggest suggest;
    struct diag *diag;

    reader->checker.errors++;
    if (scopes_is_lost(ws, intern_find(ws->lang->names, path)))
        return;
    suggest_start(&suggest, path);
    offer_showables(ws, only, &suggest);
    diag = diag_add(
        ws->sink, MSG_E0201, span, "there is no %.*s named `%.*s`",
        STR_ARG(only ? name_text(ws, ws->words[only->word]) : STR("view, graph or matrix")),
        STR_ARG(path));
    offer_similar(ws, diag, span, &suggest);
}

static void report_several(struct report_reader *reader, const struct name *const *found,
                           struct str path, struct span span)
{
    struct workspace *ws = reader->ws;
    struct str ways = { 0 };
    struct diag *diag = diag_add(ws->sink, MSG_E0205, span,
                                 "`%.*s` is the name of more than one thing", STR_ARG(path));

    reader->checker.errors++;
    for (int i = 0; i < SHOWABLE_COUNT; i++) {
        if (!found[i])
            continue;
        struct str word = name_text(ws, ws->words[SHOWABLES[i].word]);
        diag_label(ws->sink, diag, found[i]->span, "a %.*s", STR_ARG(word));
        ways = arena_format(ws->arena, "%.*s%s`%.*s: %.*s`", STR_ARG(ways),
                            ways.len > 0 ? " or " : "", STR_ARG(word), STR_ARG(path));
    }
    diag_help(ws->sink, diag, "write %.*s", STR_ARG(ways));
}

static void take(struct report_reader *reader, struct report_part *part,
                 const struct showable *shown, const struct name *name)
{
    const struct schema *schema = &reader->ws->schema;

    part->kind = shown->kind;
    if (shown->kind == PART_IS_VIEW)
        part->decl = schema->views.items[name->index].decl;
    else if (shown->kind == PART_IS_GRAPH)
        part->decl = schema->graphs.items[name->index].decl;
    else
        part->matrix = name->index;
}

static void read_bare_name(struct report_reader *reader, struct report_part *part, struct str path)
{
    const struct name *found[SHOWABLE_COUNT];
    int count = 0;
    int last = 0;

    for (int i = 0; i < SHOWABLE_COUNT; i++) {
        found[i] = find_showable(reader, &SHOWABLES[i], path);
        if (!found[i])
            continue;
        count++;
        last = i;
    }
    if (count == 0)
        report_unknown(reader, NULL, path, part->span);
    else if (count > 1)
        report_several(reader, found, path, part->span);
    else
        take(reader, part, &SHOWABLES[last], found[last]);
}

/* ---- items ---- */

static void refuse_item(struct report_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;

    reader->checker.errors++;
    if (expr_of(ws, id)->op == EXPR_ERROR)
        return;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0405, expr_of(ws, id)->span, "this cannot stand in a report");
    diag_help(ws->sink, diag, "%s", WAYS);
}

/* `as "..."` around what is shown. */
static expr_id without_heading(struct report_reader *reader, struct report_part *part, expr_id id)
{
    const struct expr *item = expr_of(reader->ws, id);

    if (item->op != EXPR_ITEM_AS)
        return id;
    part->heading = string_of(reader->ws, item->b);
    return item->a;
}

/* `graph: assets` */
static void read_named_item(struct report_reader *reader, struct report_part *part, expr_id id)
{
    struct workspace *ws = reader->ws;
    const struct showable *shown = NULL;
    struct str path;

    for (int i = 0; i < SHOWABLE_COUNT; i++)
        if (is_word(ws, expr_of(ws, id)->sym, SHOWABLES[i].word))
            shown = &SHOWABLES[i];
    expr_id body = without_heading(reader, part, expr_of(ws, id)->a);
    if (!shown || !ast_path(ws->ast, ws->lang->names, ws->arena, body, &path)) {
        refuse_item(reader, id);
        return;
    }
    const struct name *name = find_showable(reader, shown, path);
    if (name)
        take(reader, part, shown, name);
    else
        report_unknown(reader, shown, path, expr_of(ws, body)->span);
}

static void read_part(struct report_reader *reader, expr_id id)
{
    struct workspace *ws = reader->ws;
    struct report_part *part = &reader->plan->parts[reader->plan->part_count++];
    expr_id body = without_heading(reader, part, id);
    uint8_t op = expr_of(ws, body)->op;
    struct str path;

    part->span = expr_of(ws, body)->span;
    if (op == EXPR_STRING || op == EXPR_TEXT)
        part->text = check_template(&reader->checker, body);
    else if (op == EXPR_ITEM_NAMED)
        read_named_item(reader, part, body);
    else if (ast_path(ws->ast, ws->lang->names, ws->arena, body, &path))
        read_bare_name(reader, part, path);
    else
        refuse_item(reader, body);
}

static void read_parts(struct report_reader *reader)
{
    struct workspace *ws = reader->ws;
    expr_id first = plan_items(&reader->checker, reader->plan->decl, WORD_contents, "a report");
    uint32_t count = 0;

    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        count++;
    reader->plan->parts = ARENA_ARRAY(ws->arena, struct report_part, count);
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        read_part(reader, id);
}

static void read_classification(struct report_reader *reader)
{
    struct workspace *ws = reader->ws;
    expr_id item = plan_item(&reader->checker, reader->plan->decl, WORD_classification);
    uint8_t op = expr_of(ws, item)->op;

    if (item.v == 0 || op == EXPR_ERROR)
        return;
    if (op != EXPR_STRING) {
        diag_add(ws->sink, MSG_E0301, expr_of(ws, item)->span,
                 "this needs a text in double quotes");
        reader->checker.errors++;
        return;
    }
    reader->plan->classification = string_of(ws, item);
}

static struct report_plan check_report(struct workspace *ws, const struct declared *report)
{
    static const enum word FIELDS[] = { WORD_contents, WORD_classification };
    struct report_plan plan = { .name = report->name, .decl = report->decl };
    struct report_reader reader = { .ws = ws, .plan = &plan };

    check_fields_of(ws, report->decl, FIELDS, sizeof(FIELDS) / sizeof(FIELDS[0]));
    plan.definition = definitions_add(&ws->definitions, DEFINITION_VIEW, 0, report->span);
    checker_init(&reader.checker, ws, place_of_decl(ws, report->decl), plan.definition);
    read_classification(&reader);
    read_parts(&reader);
    plan.is_broken = reader.checker.errors > 0 || ast_decl(ws->ast, report->decl)->is_damaged;
    plan.slot_count = reader.checker.slot_count;
    checker_release(&reader.checker);
    return plan;
}

void plan_reports(struct workspace *ws, struct report_plans *plans)
{
    for (uint32_t i = 1; i < ws->schema.reports.count; i++) {
        const struct declared *report = &ws->schema.reports.items[i];
        if (stays_unplanned(ws, report->decl))
            continue;
        struct report_plan plan = check_report(ws, report);
        VEC_PUSH(&plans->items, plan);
    }
}
