/* findings.c -- errors, warnings and gaps as text, and the sum of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/findings.h"

#include "base/date.h"
#include "tools/isms/figures.h"
#include "tools/isms/rule_choice.h"

/* ---- which ones ---- */

static bool is_shown(struct session *session, const struct diag *diag)
{
    const struct source *source = source_map_find(engine_sources(session->engine), diag->span.lo);

    if (diag->severity == SEVERITY_ERROR || session->tool->arguments.is_verbose)
        return true;
    return source == NULL || !source->is_library;
}

/* How many diagnostics of a severity concern the user, in the sink of the sources. */
static uint32_t count_shown(struct session *session, enum severity severity)
{
    const struct diag_sink *sink = engine_sink(session->engine);
    uint32_t count = 0, kept = 0;

    for (uint32_t i = 0; i < sink->diags.count; i++) {
        if (sink->diags.items[i]->severity != severity)
            continue;
        kept++;
        count += is_shown(session, sink->diags.items[i]);
    }
    return count + (sink->counts[severity] - kept); /* those past the limit are counted as shown */
}

bool findings_fail(struct session *session)
{
    enum severity from = session->tool->arguments.fail_on;

    for (enum severity severity = from; from != 0 && severity <= SEVERITY_ERROR; severity++)
        if (engine_open_gaps(session->engine, severity) > 0 || count_shown(session, severity) > 0)
            return true;
    return false;
}

/* ---- one after the other ---- */

struct diag_text_options findings_options(const struct tool *tool, bool is_full, bool use_color)
{
    struct diag_text_options options = { .style = is_full ? STYLE_FULL : STYLE_CONCISE,
                                         .use_color = use_color };

    if (is_full && tool->arguments.error_style == ERRORS_PLAIN)
        options.style = STYLE_PLAIN;
    options.use_ascii = tool->arguments.error_style == ERRORS_ASCII;
    return options;
}

static const char *severity_noun(enum severity severity, uint32_t count)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return count == 1 ? "error" : "errors";
    case SEVERITY_WARNING:
        return count == 1 ? "warning" : "warnings";
    case SEVERITY_INFO:
        break;
    }
    return "info";
}

/* A sink keeps a thousand of each; the others must not vanish without a word. */
static void write_dropped(struct out *out, const struct diag_sink *sink)
{
    for (enum severity severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < sink->diags.count; i++)
            kept += sink->diags.items[i]->severity == severity;
        if (sink->counts[severity] > kept)
            out_format(out, "and %u more: %s\n", sink->counts[severity] - kept,
                       severity_noun(severity, 2));
    }
}

static void write_messages(struct session *session, struct out *out,
                           const struct diag_text_options *options)
{
    const struct diag_sink *sink = engine_sink(session->engine);

    for (uint32_t i = 0; i < sink->diags.count; i++)
        if (is_shown(session, sink->diags.items[i]))
            diag_print(out, sink->diags.items[i], engine_sources(session->engine), options);
    write_dropped(out, sink);
}

/* Wherever the object stands that they are about. */
static void write_gaps(struct session *session, struct out *out,
                       const struct diag_text_options *options)
{
    struct engine *engine = session->engine;
    enum gap_detail detail = options->style == STYLE_CONCISE ? GAP_SENTENCE : GAP_WHOLE;

    for (uint32_t i = 0; i < engine_gap_count(engine); i++) {
        const struct diag *gap = engine_gap(engine, i, detail);
        if (!gap->is_waived || session->tool->arguments.shows_waived)
            diag_print(out, gap, engine_sources(engine), options);
    }
}

/* Paths as they can be opened from here; once. */
static void lead_paths_here(struct session *session)
{
    struct source_map *sources = engine_sources(session->engine);
    struct str prefix = session->workplace.prefix;

    for (uint32_t i = 0; i < sources->sources.count && prefix.len > 0; i++) {
        struct source *source = &sources->sources.items[i];
        if (!source->is_library)
            source->path = arena_format(&session->tool->arena, "%.*s%.*s", STR_ARG(prefix),
                                        STR_ARG(source->path));
    }
    session->workplace.prefix = STR("");
}

void findings_write(struct session *session, struct out *out,
                    const struct diag_text_options *options)
{
    lead_paths_here(session);
    write_messages(session, out, options);
    write_gaps(session, out, options);
}

uint32_t findings_write_gaps(struct session *session, struct out *out,
                             const struct diag_text_options *options)
{
    lead_paths_here(session);
    write_gaps(session, out, options);
    return engine_gap_count(session->engine);
}

void findings_explain_sources(struct session *session)
{
    struct tool *tool = session->tool;
    struct diag_text_options options =
        findings_options(tool, tool->is_err_terminal, tool_uses_color(tool, tool->is_err_terminal));

    write_messages(session, &tool->err, &options);
    tool_flush(&tool->err);
}

/* ---- the sum ---- */

static void write_counted(struct out *out, uint32_t count, const char *one, const char *many)
{
    figure_count(out, count);
    out_char(out, ' ');
    out_text(out, count == 1 ? one : many);
}

static void write_heading(struct session *session, struct out *out)
{
    struct title_block block = engine_title_block(session->engine);

    if (block.organisation.len > 0) {
        out_visible(out, block.organisation);
        out_text(out, ", ");
    }
    out_text(out, "as of ");
    out_str(out, block.as_of);
    if (session->tool->arguments.ignores_waivers)
        out_text(out, ", waivers ignored");
    out_visible(out, rule_choice_text(session->tool));
    out_char(out, '\n');
}

static void write_read(struct out *out, const struct engine_counts *counts)
{
    out_text(out, "  read      ");
    write_counted(out, counts->project_files, "file", "files");
    out_text(out, ", ");
    write_counted(out, counts->objects, "object", "objects");
    out_text(out, " (library: ");
    write_counted(out, counts->library_files, "file", "files");
    out_text(out, "), ");
    write_counted(out, counts->rules, "rule", "rules");
    if (counts->rules_chosen > 0) {
        out_text(out, ", of which ");
        figure_count(out, counts->rules_chosen);
        out_text(out, " chosen");
    }
    if (counts->rules_disabled > 0) {
        out_text(out, " (");
        figure_count(out, counts->rules_disabled);
        out_text(out, " disabled)");
    }
    out_char(out, '\n');
}

static void write_assessed(struct out *out, const struct engine_counts *counts)
{
    out_text(out, "  assessed  ");
    write_counted(out, counts->assessed, "combination", "combinations");
    out_text(out, " of rules and objects");
    if (counts->not_assessed > 0) {
        out_text(out, "; ");
        figure_count(out, counts->not_assessed);
        out_text(out, " could not be assessed");
    }
    out_char(out, '\n');
}

/* `1 error, 3 warnings`; severities without any are left out. */
static void write_by_severity(struct out *out, const uint32_t counts[SEVERITY_ERROR + 1])
{
    const char *before = "";

    for (enum severity severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--) {
        if (counts[severity] == 0)
            continue;
        out_text(out, before);
        figure_count(out, counts[severity]);
        out_char(out, ' ');
        out_text(out, severity_noun(severity, counts[severity]));
        before = ", ";
    }
}

static void write_sources(struct session *session, struct out *out)
{
    uint32_t counts[SEVERITY_ERROR + 1] = { 0 };
    uint32_t sum = 0;

    for (enum severity severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        sum += counts[severity] = count_shown(session, severity);
    if (sum == 0)
        return;
    out_text(out, "  texts     ");
    write_by_severity(out, counts);
    out_char(out, '\n');
}

static void write_found(struct out *out, const struct engine_counts *counts, bool is_whole)
{
    uint32_t sum =
        counts->gaps[SEVERITY_INFO] + counts->gaps[SEVERITY_WARNING] + counts->gaps[SEVERITY_ERROR];

    out_text(out, "  found     ");
    if (sum == 0) {
        out_text(out, is_whole && counts->waived > 0 ? "no open gaps"
                      : is_whole                     ? "no gaps"
                                                     : "no gaps so far");
    } else {
        write_counted(out, sum, "gap", "gaps");
        out_text(out, ": ");
        write_by_severity(out, counts->gaps);
    }
    if (counts->waived > 0) {
        out_text(out, "; ");
        figure_count(out, counts->waived);
        out_text(out, " waived");
    }
    out_char(out, '\n');
}

void findings_summarize(struct session *session, struct out *out)
{
    struct engine_counts counts = engine_counts(session->engine);

    write_heading(session, out);
    write_read(out, &counts);
    write_sources(session, out);
    write_assessed(out, &counts);
    write_found(out, &counts, session_status(session) == 0);
    if (session_status(session) != 0)
        out_text(out, "  The texts have errors: the result is incomplete.\n");
}
