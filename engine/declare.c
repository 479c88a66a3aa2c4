/* declare.c -- collecting names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/declare.h"

#include "base/suggest.h"
#include "engine/kind_parts.h"
#include "engine/objects.h"
#include "engine/workspace.h"

static sym_id namespace_of(const struct workspace *ws, const struct decl *decl)
{
    return ws->scopes.files.items[decl->source].namespace_;
}

static inline struct declared declared_of(const struct workspace *ws, decl_id id)
{
    const struct decl *decl = ast_decl(ws->ast, id);

    return (struct declared){ decl->id, namespace_of(ws, decl), id, ast_id_span(ws->ast, decl) };
}

static bool declare_name(struct workspace *ws, const struct declared *declared,
                         enum name_class class_, enum name_what what, uint32_t index)
{
    struct name name = { .sym = declared->name,
                         .namespace_ = declared->namespace_,
                         .class_ = (uint8_t)class_,
                         .what = (uint8_t)what,
                         .index = index,
                         .span = declared->span };

    return scopes_declare(ws, &name);
}

static void declare_scale(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_TYPES, NAME_IS_SCALE, ws->schema.scales.count))
        VEC_PUSH(&ws->schema.scales, (struct scale){ .name = declared->name,
                                                     .namespace_ = declared->namespace_,
                                                     .decl = declared->decl,
                                                     .span = declared->span });
}

static void declare_matrix(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_VALUES, NAME_IS_MATRIX, ws->schema.matrices.count))
        VEC_PUSH(&ws->schema.matrices, (struct matrix){ .name = declared->name,
                                                        .namespace_ = declared->namespace_,
                                                        .decl = declared->decl,
                                                        .span = declared->span });
}

static void declare_kind(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_TYPES, NAME_IS_KIND, ws->schema.kinds.count))
        VEC_PUSH(&ws->schema.kinds, (struct kind){ .name = declared->name,
                                                   .namespace_ = declared->namespace_,
                                                   .decl = declared->decl,
                                                   .span = declared->span });
}

static void declare_let(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_VALUES, NAME_IS_LET, ws->schema.lets.count))
        VEC_PUSH(&ws->schema.lets, (struct let_def){ .name = declared->name,
                                                     .namespace_ = declared->namespace_,
                                                     .decl = declared->decl,
                                                     .span = declared->span });
}

static void declare_relation(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_VALUES, NAME_IS_RELATION, ws->schema.relations.count))
        VEC_PUSH(&ws->schema.relations, (struct relation){ .name = declared->name,
                                                           .namespace_ = declared->namespace_,
                                                           .decl = declared->decl,
                                                           .span = declared->span });
}

static inline void add_draft(struct workspace *ws, const struct declared *declared, uint32_t kind)
{
    const struct decl *decl = ast_decl(ws->ast, declared->decl);

    VEC_PUSH(&ws->model.drafts, (struct draft){ .kind = kind & KIND_BITS,
                                                .is_folded = decl->fold != UNFOLDED,
                                                .is_damaged = decl->is_damaged != 0,
                                                .namespace_ = declared->namespace_,
                                                .id = declared->name,
                                                .decl = declared->decl });
}

static void declare_rule(struct workspace *ws, const struct declared *declared)
{
    if (!declare_name(ws, declared, NAMES_RULES, NAME_IS_RULE, ws->model.drafts.count))
        return;
    VEC_PUSH(&ws->schema.rules, *declared);
    add_draft(ws, declared, ws->schema.rule_kind);
}

static void declare_view(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_VIEWS, NAME_IS_VIEW, ws->schema.views.count))
        VEC_PUSH(&ws->schema.views, *declared);
}

static void declare_graph(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_GRAPHS, NAME_IS_GRAPH, ws->schema.graphs.count))
        VEC_PUSH(&ws->schema.graphs, *declared);
}

static void declare_test(struct workspace *ws, const struct declared *declared)
{
    VEC_PUSH(&ws->schema.tests, *declared); /* a test has no name */
}

static void declare_report(struct workspace *ws, const struct declared *declared)
{
    if (declare_name(ws, declared, NAMES_REPORTS, NAME_IS_REPORT, ws->schema.reports.count))
        VEC_PUSH(&ws->schema.reports, *declared);
}

static void declare_project(struct workspace *ws, const struct declared *declared)
{
    if (ws->project.v == 0) {
        ws->project = declared->decl;
        return;
    }
    struct diag *diag =
        diag_add(ws->sink, MSG_E0503, declared->span, "a second `project` declaration");
    diag_label(ws->sink, diag, ast_id_span(ws->ast, ast_decl(ws->ast, ws->project)),
               "first declaration");
}

static void declare_nothing(struct workspace *ws, const struct declared *declared)
{
    (void)ws;
    (void)declared;
}

typedef void declare_fn(struct workspace *ws, const struct declared *declared);

/* How each built-in word is declared; words without an entry name kinds. */
static const struct {
    enum word word;
    declare_fn *declare;
    bool needs_name;
} DECLARATIONS[] = {
    { WORD_project, declare_project, true },   { WORD_use, declare_nothing, false },
    { WORD_namespace, declare_nothing, true }, { WORD_scale, declare_scale, true },
    { WORD_matrix, declare_matrix, true },     { WORD_kind, declare_kind, true },
    { WORD_extend, declare_nothing, true },    { WORD_let, declare_let, true },
    { WORD_view, declare_view, true },         { WORD_graph, declare_graph, true },
    { WORD_rule, declare_rule, true },         { WORD_relation, declare_relation, true },
    { WORD_test, declare_test, false },        { WORD_report, declare_report, true },
};
enum { DECLARATION_COUNT = sizeof(DECLARATIONS) / sizeof(DECLARATIONS[0]) };

static int find_declaration(const struct workspace *ws, sym_id word)
{
    for (int i = 0; i < DECLARATION_COUNT; i++)
        if (is_word(ws, word, DECLARATIONS[i].word))
            return i;
    return -1;
}

static void report_nameless(struct workspace *ws, const struct decl *decl)
{
    if (decl->is_damaged)
        return;
    struct str word = name_text(ws, decl->word);
    struct diag *diag = diag_add(ws->sink, MSG_E0113, ast_word_span(ws->ast, decl),
                                 "this `%.*s` has no name", STR_ARG(word));
    diag_help(ws->sink, diag, "write a name after it: `%.*s NAME \"title\"`", STR_ARG(word));
}

/* Is the declaration one of the objects that a test gives? */
static bool is_given(const struct workspace *ws, uint32_t decl)
{
    return ws->first_given != 0 && decl >= ws->first_given;
}

/* `how`: into DECLARATIONS. */
static void declare_definition(struct workspace *ws, decl_id id, int how)
{
    struct declared declared;

    if (DECLARATIONS[how].needs_name && ast_decl(ws->ast, id)->id.v == 0) {
        report_nameless(ws, ast_decl(ws->ast, id));
        return;
    }
    if (!is_known_right(ws, ast_decl(ws->ast, id)->source))
        check_head(ws, whole_decl(ws, id));
    declared = declared_of(ws, id);
    DECLARATIONS[how].declare(ws, &declared);
}

void declare_definitions(struct workspace *ws)
{
    const struct ast *ast = ws->ast;

    add_builtin_kinds(ws);
    for (uint32_t run = 0; run < ast->runs.count; run++) {
        decl_id id = ast->runs.items[run];
        sym_id word = ast_decl(ast, id)->word;
        int how = word.v == 0 || is_given(ws, id.v) ? -1 : find_declaration(ws, word);
        for (; how >= 0 && id.v < ast_run_end(ast, run); id.v++)
            declare_definition(ws, id, how);
    }
    refuse_hiding(ws);
}

static void report_unknown_kind(struct workspace *ws, const struct decl *decl)
{
    struct str word = name_text(ws, decl->word);
    struct suggest suggest;
    struct diag *diag;

    suggest_start(&suggest, word);
    for (int i = 0; i < DECLARATION_COUNT; i++)
        suggest_offer(&suggest, name_text(ws, ws->words[DECLARATIONS[i].word]));
    for (uint32_t i = 1; may_search_names(ws) && i < ws->schema.kinds.count; i++)
        suggest_offer(&suggest, name_text(ws, schema_kind(&ws->schema, i)->name));
    diag = diag_add(ws->sink, MSG_E0202, ast_word_span(ws->ast, decl),
                    "there is no kind named `%.*s`", STR_ARG(word));
    for (uint32_t i = 1; may_search_names(ws) && i < ws->schema.kinds.count; i++) {
        const struct kind *kind = schema_kind(&ws->schema, i);
        if (!sym_equal(kind->name, decl->word) || kind->namespace_.v == 0)
            continue;
        diag_label(ws->sink, diag, kind->span, "declared in another namespace");
        diag_help(ws->sink, diag, "write `%.*s.%.*s`", STR_ARG(name_text(ws, kind->namespace_)),
                  STR_ARG(word));
        return;
    }
    if (!offer_similar(ws, diag, ast_word_span(ws->ast, decl), &suggest))
        diag_help(ws->sink, diag, "kinds are declared with `kind %.*s \"...\"`", STR_ARG(word));
}

/* The kind that a declaration's first word names; consecutive declarations often share it. */
static uint32_t kind_of_word(struct workspace *ws, const struct decl *decl)
{
    struct place_of_use from = { decl->source, namespace_of(ws, decl) };
    const struct name *name = scopes_find_path(ws, from, NAMES_TYPES, name_text(ws, decl->word),
                                               ast_word_span(ws->ast, decl));

    return name && name->what == NAME_IS_KIND ? name->index : 0;
}

/*
 * `adjust RULE` has the name of the rule that it is about, so that nobody else can refer to it.
 * False after a message: no such rule, or one that is adjusted already.
 */
static bool declare_adjust(struct workspace *ws, const struct declared *declared)
{
    struct place_of_use from = { ast_decl(ws->ast, declared->decl)->source, declared->namespace_ };
    uint32_t rule = find_named_rule(ws, from, name_text(ws, declared->name), declared->span);
    const struct draft *draft = &ws->model.drafts.items[rule];
    const struct name *first;

    if (rule == 0) {
        if (!scopes_is_lost(ws, declared->name))
            report_unknown_rule(ws, declared->span, name_text(ws, declared->name));
        return false;
    }
    first = scopes_find_in(&ws->scopes, NAMES_ADJUSTS, draft->namespace_, draft->id);
    if (!first) {
        struct name name = { .sym = draft->id,
                             .namespace_ = draft->namespace_,
                             .class_ = NAMES_ADJUSTS,
                             .what = NAME_IS_ADJUST,
                             .index = rule,
                             .span = declared->span };
        return scopes_declare(ws, &name);
    }
    struct diag *diag =
        diag_add(ws->sink, MSG_E0110, declared->span, "the rule `%.*s` is adjusted twice",
                 STR_ARG(name_text(ws, draft->id)));
    diag_label(ws->sink, diag, first->span, "the other one");
    return false;
}

static void refuse_made(struct workspace *ws, const struct decl *decl)
{
    diag_add(ws->sink, MSG_E0403, ast_word_span(ws->ast, decl),
             "`%.*s` objects are made by the tool", STR_ARG(name_text(ws, decl->word)));
}

static void refuse_given(struct workspace *ws, const struct decl *decl)
{
    diag_add(ws->sink, MSG_E0407, ast_word_span(ws->ast, decl),
             "a test can give objects, but not a `%.*s`", STR_ARG(name_text(ws, decl->word)));
}

static void declare_object(struct workspace *ws, decl_id id, uint32_t kind)
{
    struct declared declared = declared_of(ws, id);
    bool is_new =
        kind == ws->schema.adjust_kind
            ? declare_adjust(ws, &declared)
            : declare_name(ws, &declared, NAMES_OBJECTS, NAME_IS_OBJECT, ws->model.drafts.count);

    if (is_new)
        add_draft(ws, &declared, kind);
}

static void declare_of_kind(struct workspace *ws, decl_id id, uint32_t kind)
{
    const struct decl *decl = ast_decl(ws->ast, id);

    check_head(ws, decl);
    if (kind == ws->schema.rule_kind || kind == ws->schema.gap_kind)
        refuse_made(ws, decl);
    else
        declare_object(ws, id, kind);
}

static void declare_of_unknown_kind(struct workspace *ws, const struct decl *decl)
{
    if (!scopes_is_lost(ws, decl->word))
        report_unknown_kind(ws, decl);
    map_put(&ws->scopes.lost, decl->id.v, 1);
}

/* The kind that a word named last. */
struct word_kind {
    sym_id word;
    uint32_t source;
    uint32_t kind;
};

/* Declarations first .. end - 1 have one word and one source. */
static void declare_run(struct workspace *ws, decl_id first, uint32_t end, struct word_kind *last)
{
    for (decl_id id = first; id.v < end; id.v++) {
        const struct decl *decl = ast_decl(ws->ast, id);
        if (decl->id.v == 0) {
            report_nameless(ws, decl);
            continue;
        }
        if (!sym_equal(decl->word, last->word) || decl->source != last->source)
            *last = (struct word_kind){ decl->word, decl->source, kind_of_word(ws, decl) };
        if (last->kind != 0)
            declare_of_kind(ws, id, last->kind);
        else
            declare_of_unknown_kind(ws, decl);
    }
}

/* Definitions are no objects, and cannot be given. */
static void pass_over_definitions(struct workspace *ws, decl_id first, uint32_t end)
{
    for (decl_id id = first; is_given(ws, first.v) && id.v < end; id.v++)
        refuse_given(ws, ast_decl(ws->ast, id));
}

/* A test has a world of its own (test.h). */
static bool is_left_out(const struct workspace *ws, const struct decl *decl, uint32_t number)
{
    return ws->leaves_out_project && !is_given(ws, number) &&
           !ws->scopes.files.items[decl->source].is_library;
}

/* In a large project nearly all declarations are objects. */
static void make_room(struct workspace *ws)
{
    size_t most = ws->ast->decls.count;

    VEC_RESERVE(&ws->model.drafts, ws->model.drafts.count + most);
    VEC_RESERVE(&ws->scopes.names, ws->scopes.names.count + most);
}

void declare_objects(struct workspace *ws)
{
    const struct ast *ast = ws->ast;
    struct word_kind last = { .source = UINT32_MAX };

    make_room(ws);
    for (uint32_t run = 0; run < ast->runs.count; run++) {
        decl_id first = ast->runs.items[run];
        const struct decl *decl = ast_decl(ast, first);
        if (decl->word.v == 0 || is_left_out(ws, decl, first.v))
            continue;
        if (find_declaration(ws, decl->word) >= 0)
            pass_over_definitions(ws, first, ast_run_end(ast, run));
        else
            declare_run(ws, first, ast_run_end(ast, run), &last);
    }
}
