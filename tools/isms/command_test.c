/* command_test.c -- isms test: the tests of a project, each in a world of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "engine/wildcard.h"
#include "tools/isms/delivery.h"
#include "tools/isms/findings.h"
#include "tools/isms/session.h"
#include "tools/isms/trials.h"

enum { FORMAT_TEXT, FORMAT_JUNIT, FORMAT_TAP, FORMAT_JSON };

static const struct format formats[] = {
    { "text", "txt", FORMAT_TEXT, false },
    { "junit", "xml", FORMAT_JUNIT, false },
    { "tap", NULL, FORMAT_TAP, false },
    { "json", "json", FORMAT_JSON, false },
};

struct choice {
    struct session *session;
    struct str pattern; /* of titles; empty: all */
};

/* ---- which tests ---- */

static bool is_in_named_file(const struct choice *choice, struct str path)
{
    const struct workplace *workplace = &choice->session->workplace;

    for (uint32_t i = 0; i < workplace->files.count; i++)
        if (str_equal(workplace->files.items[i], path))
            return true;
    return workplace->files.count == 0;
}

/* The text stands somewhere in the title; `*` and `?` in it stand for others. */
static struct str pattern_of(struct tool *tool)
{
    struct str text = tool->arguments.run;

    return text.len == 0 ? text : arena_format(&tool->arena, "*%.*s*", STR_ARG(text));
}

static bool is_chosen(const struct choice *choice, const struct engine_test *test, struct str path)
{
    return is_in_named_file(choice, path) &&
           (choice->pattern.len == 0 || wildcard_matches(choice->pattern, test->title));
}

/* ---- running ---- */

static void run_all(const struct choice *choice, struct trials *trials)
{
    struct engine *engine = choice->session->engine;

    for (uint32_t i = 0; i < engine_test_count(engine); i++) {
        struct engine_test test = engine_test(engine, i);
        struct trial trial = { .title = test.title,
                               .place = source_map_place(engine_sources(engine), test.span.lo) };
        uint32_t failed;
        if (!is_chosen(choice, &test, trial.place.path))
            continue;
        trial.sink = engine_run_test(engine, i, &failed);
        trial.is_failed = failed > 0;
        trials->failed += trial.is_failed;
        if (trial.sink->exit_status > trials->status)
            trials->status = trial.sink->exit_status;
        VEC_PUSH(&trials->items, trial);
    }
}

static int deliver(struct session *session, const struct delivery *delivery,
                   const struct trials *trials)
{
    struct tool *tool = session->tool;
    bool use_color = delivery->path.len == 0 && tool_uses_color(tool, tool->is_out_terminal);
    struct trials_writing writing = { session, NULL, findings_options(tool, true, use_color) };
    struct parcel parcel;
    int status = parcel_begin(&parcel, tool, delivery);
    if (status != 0)
        return status;

    writing.out = parcel.out;
    switch (delivery->format->id) {
    case FORMAT_JUNIT:
        trials_write_junit(&writing, trials);
        break;
    case FORMAT_TAP:
        trials_write_tap(&writing, trials);
        break;
    case FORMAT_JSON:
        trials_write_json(&writing, trials);
        break;
    default:
        trials_write_text(&writing, trials);
    }
    return parcel_end(&parcel);
}

static void summarize(struct tool *tool, const struct trials *trials)
{
    uint32_t count = trials->items.count;

    tool_flush(&tool->out);
    if (count == 0)
        tool_notice(tool, "there are no tests");
    else
        tool_notice(tool, "%u test%s: %u passed, %u failed", count, count == 1 ? "" : "s",
                    count - trials->failed, trials->failed);
}

static void count_coverage(struct session *session, struct trials *trials)
{
    const struct arguments *arguments = &session->tool->arguments;

    trials->has_coverage = arguments->wants_coverage || arguments->wants_library ||
                           arguments_have(arguments, OPTION_THRESHOLD);
    trials->coverage.has_library = arguments->wants_library;
    if (trials->has_coverage)
        engine_coverage(session->engine, &trials->coverage);
}

/* Is less tried than --threshold asks for? */
static bool is_below(struct tool *tool, const struct trials *trials)
{
    if (!trials->has_coverage || trials_percent(trials) >= tool->arguments.threshold)
        return false;
    tool_complain(tool, "the tests try %u %% of the rules, less than %u %%", trials_percent(trials),
                  tool->arguments.threshold);
    return true;
}

static int report(struct session *session, const struct deliveries *deliveries,
                  const struct trials *trials)
{
    struct tool *tool = session->tool;
    int worst = 0;

    if (trials->items.count == 0 && tool->arguments.run.len > 0) {
        tool_complain(tool, "no test has `%.*s` in its title", STR_ARG(tool->arguments.run));
        return EXIT_WRONG_USAGE;
    }
    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        int status = deliver(session, &deliveries->items.items[i], trials);
        worst = status > worst ? status : worst;
    }
    summarize(tool, trials);
    if (is_below(tool, trials) && trials->status == 0)
        return worst != 0 ? worst : EXIT_GAPS;
    return worst != 0 ? worst : trials->status;
}

static int require_sound(struct session *session)
{
    int status = session_status(session);

    if (status == 0 && !session->tool->arguments.is_verbose)
        return 0;
    findings_explain_sources(session);
    if (status == 0)
        return 0;
    tool_complain(session->tool, "the sources have errors: no test was run");
    return status;
}

static int run(struct session *session, const struct deliveries *deliveries)
{
    struct choice choice = { session, pattern_of(session->tool) };
    struct trials trials = { .failed = 0 };
    int status = require_sound(session);

    if (status != 0)
        return status;
    run_all(&choice, &trials);
    count_coverage(session, &trials);
    status = report(session, deliveries, &trials);
    trials_release(&trials);
    return status;
}

int command_test(struct tool *tool)
{
    struct format_list list = { formats, sizeof(formats) / sizeof(formats[0]), &formats[0] };
    struct deliveries deliveries;
    struct session session;
    uint32_t count;
    const struct str *named = command_operands(tool, &count);
    int status = deliveries_choose(&deliveries, tool, &list);
    if (status != 0)
        return status;

    status = session_open(&session, tool, named, count);
    if (status == 0) {
        status = run(&session, &deliveries);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
