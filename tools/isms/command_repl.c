/* command_repl.c -- isms repl: questions and answers, one line after the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include <unistd.h>

#include "tools/isms/companions.h"
#include "tools/isms/findings.h"
#include "tools/isms/line_editor.h"
#include "tools/isms/queries.h"
#include "tools/isms/repl.h"
#include "tools/isms/tables.h"

/* ---- the project ---- */

static void say_faults(struct session *session)
{
    struct tool *tool = session->tool;
    int status = session_status(session);

    if (status != 0 || tool->arguments.is_verbose)
        findings_explain_sources(session);
    if (status == 0)
        return;
    if (tool->arguments.is_partial)
        tool_notice(tool, "the sources have errors: answers are incomplete");
    else
        tool_notice(tool, "the sources have errors: correct them and say :reload");
}

int repl_open(struct repl *repl)
{
    struct session *session = ARENA_NEW(&repl->tool->arena, struct session);
    int status;

    tool_flush(&repl->tool->out);
    status = session_open(session, repl->tool, NULL, 0);
    if (status != 0)
        return status;
    if (repl->session != NULL)
        session_close(repl->session);
    repl->session = session;
    say_faults(session);
    return 0;
}

int repl_require_sound(struct repl *repl)
{
    struct tool *tool = repl->tool;
    int status = session_status(repl->session);

    if (status == 0 || tool->arguments.is_partial)
        return 0;
    tool_flush(&tool->out);
    tool_complain(tool, "the sources have errors: this is not answered");
    tool_help(tool, "correct them and say :reload, or begin with isms repl --partial");
    return status;
}

/* ---- lines ---- */

static int answer(struct repl *repl, struct str text)
{
    struct answer given;
    int status = repl_require_sound(repl);

    if (status == 0)
        status = queries_ask(repl->session, text, &given);
    if (status != 0)
        return status;
    tables_show_answer(repl->tool, &given);
    return session_status(repl->session);
}

static int run_line(struct repl *repl, struct str line)
{
    struct str text = str_trim(line);

    if (text.len == 0 || text.ptr[0] == '#')
        return 0;
    return text.ptr[0] == ':' ? repl_run_command(repl, text) : answer(repl, text);
}

static void welcome(const struct repl *repl)
{
    struct title_block block = engine_title_block(repl->session->engine);
    struct out *out = &repl->tool->out;

    if (repl->tool->arguments.is_quiet)
        return;
    out_visible(out, block.organisation);
    out_format(out, "%sas of %.*s; :help says what can be asked\n",
               block.organisation.len > 0 ? ", " : "", STR_ARG(block.as_of));
}

/* The most serious status of all lines, but for people, who have seen what was wrong. */
static int converse(struct repl *repl)
{
    struct completer completer = { repl, repl_complete };
    struct line_reader *reader = line_reader_open(repl->tool, &completer);
    bool is_interactive = line_reader_is_interactive(reader);
    struct str line;
    int worst = 0;

    if (is_interactive)
        welcome(repl);
    while (!repl->has_ended && line_reader_next(reader, &line)) {
        int status = run_line(repl, line);
        if (status > worst)
            worst = status;
    }
    line_reader_close(reader);
    return is_interactive ? 0 : worst;
}

/* On a terminal the program with line editing goes on; without it, lines are taken as they come. */
void command_repl_first(struct tool *tool)
{
    if (line_editor_is_here() || !isatty(STDIN_FILENO) || !tool->is_out_terminal)
        return;
    tool_flush(&tool->out);
    tool_flush(&tool->err);
    execv(companion_repl(tool).ptr, tool->argv);
}

int command_repl(struct tool *tool)
{
    struct repl repl = { .tool = tool };
    int status = repl_open(&repl);

    if (status != 0)
        return status;
    status = converse(&repl);
    session_close(repl.session);
    return status;
}
