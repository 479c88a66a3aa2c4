/* repl_commands.c -- what can be said in a repl besides expressions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/repl.h"

#include "base/suggest.h"
#include "engine/views/derivation_write.h"
#include "tools/isms/findings.h"
#include "tools/isms/objects.h"
#include "tools/isms/queries.h"
#include "tools/isms/tables.h"
#include "tools/isms/why.h"

/* ---- the project ---- */

/* With another word for --project or --as-of, which is taken back when that does not work. */
static int open_with(struct repl *repl, struct str *setting, struct str text)
{
    struct str before = *setting;
    int status;

    *setting = arena_copy(&repl->tool->arena, text);
    status = repl_open(repl);
    if (status != 0)
        *setting = before;
    return status;
}

static int say_load(struct repl *repl, struct str operand)
{
    return open_with(repl, &repl->tool->arguments.project, operand);
}

static int say_reload(struct repl *repl, struct str operand)
{
    (void)operand;
    return repl_open(repl);
}

static int say_as_of(struct repl *repl, struct str operand)
{
    struct tool *tool = repl->tool;

    if (operand.len > 0)
        return open_with(repl, &tool->arguments.as_of, operand);
    out_str(&tool->out, engine_title_block(repl->session->engine).as_of);
    out_char(&tool->out, '\n');
    return 0;
}

/* ---- what is there ---- */

static int say_type(struct repl *repl, struct str operand)
{
    struct out *out = &repl->tool->out;
    struct str type;
    int status = queries_ask_type(repl->session, operand, &type);

    if (status != 0)
        return status;
    out_str(out, type);
    out_char(out, '\n');
    return 0;
}

static int say_views(struct repl *repl, struct str operand)
{
    uint32_t count;
    const struct str *names = engine_view_names(repl->session->engine, &count);

    (void)operand;
    for (uint32_t i = 0; i < count; i++) {
        out_str(&repl->tool->out, names[i]);
        out_char(&repl->tool->out, '\n');
    }
    return 0;
}

static int say_show(struct repl *repl, struct str operand)
{
    const struct table *tables[ENGINE_SHOW_TABLES];
    uint32_t object, count;
    int status = repl_require_sound(repl);

    if (status == 0)
        status = objects_find(repl->session, operand, &object);
    if (status != 0)
        return status;
    count = objects_tables(repl->session, object, tables);
    tables_show(repl->tool, tables, count);
    return 0;
}

static int say_gaps(struct repl *repl, struct str operand)
{
    struct tool *tool = repl->tool;
    struct diag_text_options options =
        findings_options(tool, false, tool_uses_color(tool, tool->is_out_terminal));
    int status = repl_require_sound(repl);

    (void)operand;
    if (status == 0 && findings_write_gaps(repl->session, &tool->out, &options) == 0)
        out_text(&tool->out, "no gaps\n");
    return status;
}

/* The words between blanks. */
static uint32_t cut_words(struct tool *tool, struct str text, struct str **ret_words)
{
    struct str *words = ARENA_ARRAY(&tool->arena, struct str, text.len + 1);
    uint32_t count = 0;

    while (text.len > 0) {
        size_t blank = str_find(text, ' ');
        words[count++] = str_slice(text, 0, blank);
        text = str_trim(str_slice(text, blank, text.len));
    }
    *ret_words = words;
    return count;
}

static int say_derivation(struct repl *repl, struct str operand, bool is_negative)
{
    struct tool *tool = repl->tool;
    struct str *words;
    struct why_question question = { .count = cut_words(tool, operand, &words),
                                     .is_negative = is_negative,
                                     .command = ":" };
    struct derivation_options options = { engine_sources(repl->session->engine),
                                          tool_uses_color(tool, tool->is_out_terminal) };
    const struct derivation *derivation;
    int status = repl_require_sound(repl);

    question.words = words;
    if (status == 0)
        status = why_ask(repl->session, &question, &derivation);
    if (status != 0)
        return status;
    if (derivation)
        derivation_write_text(&tool->out, derivation, &options);
    return session_status(repl->session);
}

static int say_why(struct repl *repl, struct str operand)
{
    return say_derivation(repl, operand, false);
}

static int say_why_not(struct repl *repl, struct str operand)
{
    return say_derivation(repl, operand, true);
}

static int say_quit(struct repl *repl, struct str operand)
{
    (void)operand;
    repl->has_ended = true;
    return 0;
}

/* ---- the table ---- */

static int say_help(struct repl *repl, struct str operand);

static const struct repl_command commands[] = {
    { ":help", ":h", "", false, "these lines", say_help },
    { ":load", NULL, "PATH", false, "another project: its folder or its project.isms", say_load },
    { ":reload", ":r", "", false, "read the files of the project anew", say_reload },
    { ":as-of", NULL, "[DATE]", false, "judge as of another day, or say which day it is",
      say_as_of },
    { ":type", ":t", "EXPR", false, "what kind of value an expression has", say_type },
    { ":views", NULL, "", false, "the names of all views", say_views },
    { ":show", NULL, "ID", true, "all about an object", say_show },
    { ":gaps", NULL, "", false, "what the rules have found", say_gaps },
    { ":why", NULL, "RULE [ID...] | ID | ID.FIELD", true, "where a gap or a value comes from",
      say_why },
    { ":why-not", NULL, "RULE [ID...]", true, "why there is no gap", say_why_not },
    { ":quit", ":q", "", false, "the end; so does ctrl-D", say_quit },
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]), HELP_COLUMN = 16 };

const struct repl_command *repl_command_table(uint32_t *ret_count)
{
    *ret_count = COMMAND_COUNT;
    return commands;
}

static int say_help(struct repl *repl, struct str operand)
{
    struct out *out = &repl->tool->out;

    (void)operand;
    out_text(out, "EXPR             its value: count(risk), R14.owner, soa\n"
                  "r in risk where CONDITION\n"
                  "                 some objects\n"
                  "r.id, r.owner for r in risk where CONDITION\n"
                  "                 some of their fields\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        struct str usage =
            arena_format(&repl->tool->arena, "%s %s", commands[i].name, commands[i].operand);
        out_str(out, usage);
        if (usage.len > HELP_COLUMN)
            out_char(out, '\n');
        out_repeat(out, ' ', usage.len > HELP_COLUMN ? HELP_COLUMN : HELP_COLUMN - usage.len);
        out_format(out, " %s\n", commands[i].summary);
    }
    return 0;
}

const struct repl_command *repl_find_command(struct str name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (str_equal(name, str_from(commands[i].name)) ||
            (commands[i].also != NULL && str_equal(name, str_from(commands[i].also))))
            return &commands[i];
    return NULL;
}

static int refuse_unknown(struct repl *repl, struct str name)
{
    struct tool *tool = repl->tool;
    struct suggest suggest;

    suggest_start(&suggest, name);
    for (int i = 0; i < COMMAND_COUNT; i++)
        suggest_offer(&suggest, str_from(commands[i].name));
    tool_complain(tool, "there is no command `%.*s` here", STR_ARG(name));
    if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    else
        tool_help(tool, ":help lists them");
    return EXIT_WRONG_USAGE;
}

static int refuse_operand(struct repl *repl, const struct repl_command *command)
{
    if (command->operand[0] == '\0')
        tool_complain(repl->tool, "`%s` stands alone", command->name);
    else
        tool_complain(repl->tool, "`%s` lacks its %s", command->name, command->operand);
    return EXIT_WRONG_USAGE;
}

int repl_run_command(struct repl *repl, struct str line)
{
    size_t blank = str_find(line, ' ');
    struct str name = str_slice(line, 0, blank);
    struct str operand = str_trim(str_slice(line, blank + 1, line.len));
    const struct repl_command *command = repl_find_command(name);
    bool takes_one = command != NULL && command->operand[0] != '\0';
    bool needs_one = takes_one && command->operand[0] != '[';

    tool_flush(&repl->tool->out);
    if (command == NULL)
        return refuse_unknown(repl, name);
    if ((operand.len > 0 && !takes_one) || (operand.len == 0 && needs_one))
        return refuse_operand(repl, command);
    return command->run(repl, operand);
}
