/* main.c -- isms: checks an information security management system that is written as text. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the command line to a command:
 *
 *   main.c         settles the process, finds the command, ends with its status
 *   process.c      descriptors, signals, random bits
 *   arguments.c    options.def -> struct arguments
 *   environment.c  the variables, read once
 *   command.c      the table of commands; lookup.c finds one by name
 *   tool.c         what all commands share: streams, complaints, the terminal
 *
 * From a folder to a checked project:
 *
 *   workplace.c    which project is meant
 *   reader.c       reads its files and nothing else; reader_list.c finds them
 *   calendar.c     as of which day
 *   session.c      all of it, and the engine
 *
 * What commands show:
 *
 *   command_check.c    findings.c: errors and gaps, and the sum of them; timings.c: what it cost
 *   command_bench.c    bench.c: what many checks cost
 *   command_report.c   tables.c: views as documents
 *   command_graph.c    drawer.c: where isms-draw is
 *   command_show.c     objects.c: show and refs
 *   command_query.c    queries.c: expressions
 *   command_repl.c     line_reader.c: lines; repl_commands.c: what begins with a colon
 *   command_explain.c  pages.h: docs/messages inside the program
 *   command_fmt.c      texts.c, rewrite.c: formats files; only this command changes sources
 *   command_help.c     help and version
 *   delivery.c         formats and files: -f and -o
 */
#include "config.h"

#include "tools/isms/command.h"
#include "tools/isms/lookup.h"
#include "tools/isms/process.h"

#include <errno.h>
#include <unistd.h>

static int go_to_directory(struct tool *tool)
{
    struct str directory = tool->arguments.directory;

    if (directory.len == 0 || chdir(arena_copy(&tool->arena, directory).ptr) == 0)
        return 0;
    tool_complain(tool, "cannot go to `%.*s`: %s", STR_ARG(directory),
                  tool_reason(tool, -errno).ptr);
    return EXIT_ENVIRONMENT;
}

static int refuse_option(struct tool *tool, enum option option)
{
    const struct option_info *info = option_info(option);
    struct str name = info->long_name[0] != '\0'
                          ? arena_format(&tool->arena, "--%s", info->long_name)
                          : arena_format(&tool->arena, "-%c", info->letter);

    tool_complain(tool, "`isms %s` has no option `%.*s`", tool->command->name, STR_ARG(name));
    tool_help(tool, "`isms help %s` lists its options", tool->command->name);
    return EXIT_WRONG_USAGE;
}

static int check_options(struct tool *tool)
{
    option_set strange = tool->arguments.given & ~tool->command->options;

    for (int i = 0; i < OPTION_COUNT; i++)
        if ((strange >> i & 1) != 0)
            return refuse_option(tool, (enum option)i);
    return 0;
}

static int check_operands(struct tool *tool)
{
    const struct command *command = tool->command;
    uint32_t count;
    const struct str *operands = command_operands(tool, &count);

    if (count < command->operands_least)
        tool_complain(tool, "`isms %s` lacks its %s", command->name, command->operands);
    else if (count > command->operands_most)
        tool_complain(tool, "`isms %s` does not know what to do with `%.*s`", command->name,
                      STR_ARG(operands[command->operands_most]));
    else
        return 0;
    tool_help(tool, "usage: isms %s%s%s [OPTION...]", command->name,
              command->operands[0] != '\0' ? " " : "", command->operands);
    return EXIT_WRONG_USAGE;
}

static int run_command(struct tool *tool)
{
    int status = check_options(tool);

    if (status == 0)
        status = check_operands(tool);
    if (status == 0 && tool->command->first != NULL)
        tool->command->first(tool);
    if (status == 0)
        status = go_to_directory(tool);
    return status != 0 ? status : tool->command->run(tool);
}

static const struct command *choose_command(struct tool *tool)
{
    if (tool->arguments.operands.count > 0)
        return lookup_command(tool, tool->arguments.operands.items[0]);
    return command_find(STR("check"));
}

static int run(struct tool *tool, char *const *argv)
{
    struct str fault;

    if (!arguments_parse(&tool->arguments, &tool->arena, argv, &fault)) {
        tool_complain(tool, "%.*s", STR_ARG(fault));
        tool_help(tool, "`isms help` says how to use the program");
        return EXIT_WRONG_USAGE;
    }
    if (tool->arguments.wants_version)
        return command_version(tool);
    if (tool->arguments.wants_help && tool->arguments.operands.count == 0) {
        help_write(tool, NULL);
        return 0;
    }
    tool->command = choose_command(tool);
    if (tool->command == NULL)
        return EXIT_WRONG_USAGE;
    if (tool->arguments.wants_help) {
        help_write(tool, tool->command);
        return 0;
    }
    return run_command(tool);
}

int main(int argc, char **argv)
{
    struct tool tool;

    process_settle();
    tool_open(&tool);
    tool.argv = argv;
    return tool_close(&tool, run(&tool, argc > 0 ? argv + 1 : argv));
}
