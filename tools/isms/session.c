/* session.c -- a project that was read and checked, for the commands that show something of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/session.h"

#include <stdlib.h>

#include "base/pages.h"
#include "base/parallel.h"
#include "stdlib/library.h"
#include "tools/isms/calendar.h"
#include "tools/isms/findings.h"
#include "tools/isms/process.h"
#include "tools/isms/rule_choice.h"
#include "tools/isms/stopwatch.h"

/* ---- reading ---- */

static uint32_t threads_of(const struct session *session)
{
    uint32_t jobs = session->tool->arguments.jobs;

    return jobs > 0 ? jobs : parallel_processors();
}

static int open_reader(struct session *session)
{
    struct tool *tool = session->tool;
    int status = reader_open(&session->reader, session->workplace.root);

    if (status < 0) {
        tool_complain(tool, "cannot read `%.*s`: %s", STR_ARG(session->workplace.root),
                      tool_reason(tool, status).ptr);
        return EXIT_ENVIRONMENT;
    }
    if (!session->workplace.is_project)
        reader_name(&session->reader, session->workplace.files.items,
                    session->workplace.files.count);
    session->reader.threads = threads_of(session);
    session->reading = reader_interface(&session->reader);
    if (tool->stopwatch != NULL)
        session->reading = stopwatch_reader(tool->stopwatch, &session->reading);
    return 0;
}

static void open_engine(struct session *session)
{
    const struct arguments *arguments = &session->tool->arguments;
    struct engine_options options = { .reader = &session->reading,
                                      .library = &stdlib_library,
                                      .threads = threads_of(session),
                                      .steps = arguments->steps,
                                      .only_checks = session->only_checks,
                                      .views = session->views,
                                      .view_count = session->view_count,
                                      .ignores_waivers = arguments->ignores_waivers };

    if (session->tool->stopwatch != NULL)
        options.observer = &session->tool->stopwatch->observer;
    options.choices = rule_choices(session->tool, &options.choice_count);
    if (!session->workplace.is_project) {
        options.files = session->workplace.files.items;
        options.file_count = session->workplace.files.count;
    }
    process_seed(&options.seed_low, &options.seed_high);
    session->engine = engine_open(&options);
}

static void say_links(struct session *session)
{
    for (uint32_t i = 0; i < session->reader.linked_folders.count; i++)
        tool_notice(session->tool, "the folder `%.*s` is a symbolic link and is not looked into",
                    STR_ARG(session->reader.linked_folders.items[i]));
}

static int compare_paths(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* Files of the project, vendor/ among them, in the order of their bytes. */
struct read_paths {
    struct str *items;
    size_t count;
};

static struct read_paths read_paths(struct session *session)
{
    const struct source_map *sources = engine_sources(session->engine);
    struct read_paths paths = {
        ARENA_ARRAY(&session->tool->arena, struct str, sources->sources.count), 0
    };

    for (uint32_t i = 0; i < sources->sources.count; i++)
        if (!sources->sources.items[i].is_library)
            paths.items[paths.count++] = sources->sources.items[i].path;
    if (paths.count > 1)
        qsort(paths.items, paths.count, sizeof(struct str), compare_paths);
    return paths;
}

/* A file that somebody named and nobody read must not look checked. */
static int check_named(struct session *session)
{
    const struct workplace *workplace = &session->workplace;
    struct read_paths read;

    if (workplace->files.count == 0 || engine_sink(session->engine)->counts[SEVERITY_ERROR] > 0)
        return 0;
    read = read_paths(session);
    for (uint32_t i = 0; i < workplace->files.count; i++) {
        struct str path = workplace->files.items[i];
        if (bsearch(&path, read.items, read.count, sizeof(struct str), compare_paths) != NULL)
            continue;
        tool_complain(session->tool, "`%.*s` is not among the sources of the project `%.*s`",
                      STR_ARG(path), STR_ARG(workplace->root));
        tool_help(session->tool, "`sources:` in project.isms says which files belong to it");
        return EXIT_WRONG_USAGE;
    }
    return 0;
}

/* Whatever was found out without knowing which files there are would mislead. */
static int check_reader(struct session *session)
{
    const struct reader *reader = &session->reader;

    if (reader->failure == 0)
        return 0;
    tool_complain(session->tool, "cannot see whether there is a file `%s`: %s", reader->failed_path,
                  tool_reason(session->tool, reader->failure).ptr);
    return EXIT_ENVIRONMENT;
}

/* Nothing would be looked at, and all seem well. */
static int check_choice(struct session *session)
{
    struct str fault = engine_choice_fault(session->engine);

    if (fault.len == 0 || engine_sink(session->engine)->counts[SEVERITY_ERROR] > 0)
        return 0;
    tool_complain(session->tool, "%.*s", STR_ARG(fault));
    return EXIT_WRONG_USAGE;
}

static int check_engine(struct session *session)
{
    int status = calendar_choose(session->tool, engine_timezone(session->engine), &session->as_of);

    if (status == 0)
        status = check_named(session);
    if (status != 0)
        return status;
    engine_check(session->engine, session->as_of);
    status = check_reader(session);
    return status == 0 ? check_choice(session) : status;
}

static int open_and_check(struct session *session)
{
    open_engine(session);
    say_links(session);
    int status = check_reader(session);
    if (status == 0)
        status = check_engine(session);
    if (status != 0)
        engine_close(session->engine);
    return status;
}

static int find_and_check(struct session *session, const struct str *named, uint32_t named_count)
{
    struct tool *tool = session->tool;
    int status = calendar_check(tool);

    pages_settle_heap();
    if (status == 0)
        status = workplace_find(&session->workplace, tool, named, named_count);
    if (status == 0)
        status = open_reader(session);
    if (status == 0) {
        status = open_and_check(session);
        if (status != 0)
            reader_close(&session->reader);
    }
    if (status != 0)
        workplace_release(&session->workplace);
    return status;
}

int session_open(struct session *session, struct tool *tool, const struct str *named,
                 uint32_t named_count)
{
    *session = (struct session){ .tool = tool };
    return find_and_check(session, named, named_count);
}

int session_check(struct session *session, struct tool *tool, const struct str *named,
                  uint32_t named_count)
{
    *session = (struct session){ .tool = tool, .only_checks = !tool->arguments.is_verbose };
    return find_and_check(session, named, named_count);
}

int session_show(struct session *session, struct tool *tool, const struct str *views,
                 uint32_t view_count)
{
    *session = (struct session){ .tool = tool };
    if (!tool->arguments.is_verbose) {
        session->views = views;
        session->view_count = view_count;
    }
    return find_and_check(session, NULL, 0);
}

void session_close(struct session *session)
{
    engine_close(session->engine);
    reader_close(&session->reader);
    workplace_release(&session->workplace);
}

/* ---- errors in the sources ---- */

int session_status(struct session *session)
{
    const struct diag_sink *sink = engine_sink(session->engine);

    if (sink->exit_status == 0 && engine_not_assessed(session->engine) > 0)
        return EXIT_SOURCE_ERRORS; /* whatever the cause, part of the verdict is missing */
    return sink->exit_status;
}

int session_require_sound(struct session *session)
{
    struct tool *tool = session->tool;
    int status = session_status(session);

    if (status == 0 && !tool->arguments.is_verbose)
        return 0;
    findings_explain_sources(session);
    if (status == 0)
        return 0;
    if (tool->arguments.is_partial) {
        tool_notice(tool, "the sources have errors: what is written is incomplete");
        return 0;
    }
    tool_complain(tool, "the sources have errors: nothing is shown or written");
    tool_help(tool, "correct them, or take what there is with --partial");
    return status;
}

struct title_block session_title_block(struct session *session)
{
    struct title_block block = engine_title_block(session->engine);

    block.tool =
        arena_format(&session->tool->arena, "isms " PACKAGE_VERSION "%s%.*s%s",
                     session->tool->arguments.ignores_waivers ? ", waivers ignored" : "",
                     STR_ARG(rule_choice_text(session->tool)),
                     session_status(session) == 0 ? "" : ", PARTIAL: the sources have errors");
    return block;
}
