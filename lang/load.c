/* load.c -- which files belong to a project, and which modules they use. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lang.h"

#include "lang/glob.h"
#include "lang/modules.h"
#include "lang/read.h"

#include <stdlib.h>

const struct limits limits_default = {
    .file_bytes = 512ULL << 20,
    .total_bytes = 2ULL << 30,
    .files = 100000,
    .token_bytes = 1U << 20,
    .name_bytes = 255,
    .module_depth = 64,
};

/* Paths of a project's files; each once in the end. */
struct path_list {
    VEC(struct str) paths;
};

/* ---- the patterns of `sources:` ---- */

static void report_glob(struct lang *lang, struct span place, struct str glob, const char *why)
{
    lang->ast->has_errors = true;
    diag_add(lang->sink, MSG_E0503, place, "`%.*s` cannot name source files: %s", STR_ARG(glob),
             why);
}

/* All files that a pattern matches; a pattern that somebody wrote and that matches none is an
 * error. */
static void list_files(struct lang *lang, struct str glob, struct span place,
                       struct path_list *list)
{
    const struct file_reader *reader = lang->reader;
    struct str *paths = NULL;
    uint32_t count = 0;
    int status = reader->list(reader->self, glob, lang->arena, &paths, &count);

    if (status < 0) {
        report_unreadable(lang, glob, place, status);
        return;
    }
    if (count == 0) {
        struct diag *diag =
            diag_add(lang->sink, MSG_E0505, place, "no file matches `%.*s`", STR_ARG(glob));
        diag_help(lang->sink, diag,
                  "paths are relative to project.isms; `**/` stands for any number of folders");
    }
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(&list->paths, paths[i]);
}

static void list_item(struct lang *lang, expr_id item, struct path_list *list)
{
    const struct expr *expr = ast_expr(lang->ast, item);
    struct str glob;
    const char *fault;

    if (expr->op != EXPR_STRING) {
        diag_add(lang->sink, MSG_E0503, expr->span, "`sources` takes patterns in quotes");
        return;
    }
    glob = ast_string(lang->ast, lang->sources, lang->arena, item);
    fault = glob_fault(glob);
    if (fault != NULL)
        report_glob(lang, expr->span, glob, fault);
    else
        list_files(lang, glob, expr->span, list);
}

/* The files of `sources:` in the declaration `project`. Returns whether there is such a field. */
static bool list_declared(struct lang *lang, struct path_list *list)
{
    const struct ast *ast = lang->ast;
    struct word_walk walk = { .word = intern(lang->names, STR("project")) };
    sym_id sources = intern(lang->names, STR("sources"));
    bool is_declared = false;

    while (ast_walk_words(ast, &walk)) {
        const struct decl *decl = ast_decl(ast, walk.decl);
        if (is_library_source(lang, decl->source))
            continue;
        lang_unfold(lang, walk.decl);
        const struct decl_parts *parts = ast_parts(ast, decl);
        for (uint32_t f = 0; f < parts->field_count; f++) {
            const struct field *field = ast_field_of(ast, parts, f);
            if (!sym_equal(field->name, sources) || field->items.v == 0)
                continue;
            is_declared = true;
            for (expr_id item = field->items; item.v != 0; item = ast_expr(ast, item)->next)
                list_item(lang, item, list);
        }
    }
    return is_declared;
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* ---- projects ---- */

/* All are read before any is parsed, so that threads find work in many short files, too. */
static void load_listed(struct lang *lang, struct path_list *list, struct str already)
{
    uint32_t first = lang->sources->sources.count;
    struct str last = { 0 };

    if (list->paths.count > 0)
        qsort(list->paths.items, list->paths.count, sizeof(struct str), compare_paths);
    for (uint32_t i = 0; i < list->paths.count; i++) {
        struct str path = list->paths.items[i];
        if (str_equal(path, last) || str_equal(path, already))
            continue;
        last = path;
        if (read_source(lang, path, (struct span){ 0 }) == READ_LIMIT)
            break;
    }
    parse_sources(lang, first);
}

static void report_no_project(struct lang *lang)
{
    struct diag *diag = diag_add(lang->sink, MSG_E0501, (struct span){ 0 },
                                 "there is no project.isms in this folder or above it");

    diag_help(lang->sink, diag, "write one; its first line is `project NAME \"title\"`");
}

static void end_project_files(struct lang *lang)
{
    struct module *project = &lang->modules.items[0];

    project->source_count = lang->sources->sources.count - project->first_source;
}

void lang_load_project(struct lang *lang)
{
    const struct file_reader *reader = lang->reader;
    const struct str project = STR("project.isms");
    struct modules modules;
    struct path_list list = { 0 };
    uint32_t first_run, source;

    modules_open(&modules, lang);
    modules_load_core(&modules);
    if (!reader->exists(reader->self, project)) {
        report_no_project(lang);
        modules_close(&modules);
        return;
    }
    first_run = lang->ast->runs.count;
    source = lang->sources->sources.count;
    lang->modules.items[0].first_source = source;
    if (read_and_parse(lang, project, (struct span){ 0 }) == READ_DONE) {
        modules.project_file = source;
        if (!list_declared(lang, &list))
            list_files(lang, STR("**/*.isms"), (struct span){ 0 }, &list);
        load_listed(lang, &list, project);
    }
    end_project_files(lang);
    modules_follow(&modules, first_run);
    VEC_RELEASE(&list.paths);
    modules_close(&modules);
}

/* Among single files, the one with the `project` declaration speaks for all; so does a file alone.
 */
static uint32_t project_file_among(struct lang *lang, uint32_t first_run, uint32_t file_count)
{
    struct word_walk walk = { .word = intern(lang->names, STR("project")), .run = first_run };

    if (ast_walk_words(lang->ast, &walk))
        return ast_decl(lang->ast, walk.decl)->source;
    return file_count == 1 ? lang->modules.items[0].first_source : UINT32_MAX;
}

void lang_load_files(struct lang *lang, const struct str *paths, uint32_t count)
{
    struct modules modules;
    struct path_list list = { 0 };
    uint32_t first_run;

    modules_open(&modules, lang);
    modules_load_core(&modules);
    first_run = lang->ast->runs.count;
    lang->modules.items[0].first_source = lang->sources->sources.count;
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(&list.paths, paths[i]);
    if (count == 0)
        diag_add(lang->sink, MSG_E0505, (struct span){ 0 }, "no file was named");
    load_listed(lang, &list, (struct str){ 0 });
    modules.project_file = project_file_among(lang, first_run, count);
    end_project_files(lang);
    modules_follow(&modules, first_run);
    VEC_RELEASE(&list.paths);
    modules_close(&modules);
}

void lang_release(struct lang *lang)
{
    VEC_RELEASE(&lang->modules);
    VEC_RELEASE(&lang->uses);
}

bool lang_glob_match(struct str glob, struct str path)
{
    return glob_match(glob, path);
}
