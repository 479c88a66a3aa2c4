/* command_help.c -- isms help, isms version. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "tools/isms/lookup.h"

#include <string.h>

enum { NAME_COLUMNS = 10, OPTION_COLUMNS = 27 };

static void pad_to(struct out *out, size_t used, size_t columns)
{
    out_repeat(out, ' ', used < columns ? columns - used : 1);
}

/* ---- options ---- */

/* `  -f, --format FORMAT[=FILE]`; returns its length. */
static size_t write_spelling(struct out *out, const struct option_info *option)
{
    bool has_both = option->letter != 0 && option->long_name[0] != '\0';
    struct out text;
    out_open_memory(&text);
    if (option->letter != 0)
        out_format(&text, "-%c%s", option->letter, has_both ? ", " : "");
    else
        out_text(&text, "    ");
    if (option->long_name[0] != '\0')
        out_format(&text, "--%s", option->long_name);
    if (option->value[0] != '\0')
        out_format(&text, " %s", option->value);

    size_t len = out_memory(&text).len;
    out_str(out, out_memory(&text));
    out_release(&text);
    return len;
}

static void write_options(struct out *out, option_set set)
{
    out_text(out, "\nOptions\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *option = option_info((enum option)i);
        if ((set >> i & 1) == 0)
            continue;
        out_text(out, "  ");
        pad_to(out, write_spelling(out, option), OPTION_COLUMNS);
        out_text(out, "  ");
        out_text(out, option->help);
        out_char(out, '\n');
    }
}

/* ---- pages ---- */

static size_t widest_example(const struct command *command)
{
    size_t widest = 0;

    for (int i = 0; i < EXAMPLES_MOST && command->examples[i].line != NULL; i++)
        if (strlen(command->examples[i].line) > widest)
            widest = strlen(command->examples[i].line);
    return widest;
}

static void write_examples(struct out *out, const struct command *command)
{
    size_t widest = widest_example(command);

    out_text(out, "\nExamples\n");
    for (int i = 0; i < EXAMPLES_MOST && command->examples[i].line != NULL; i++) {
        out_text(out, "  ");
        out_text(out, command->examples[i].line);
        pad_to(out, strlen(command->examples[i].line), widest + 3);
        out_text(out, command->examples[i].meaning);
        out_char(out, '\n');
    }
}

static void write_command(struct out *out, const struct command *command)
{
    out_format(out, "isms %s -- %s\n\nUsage: isms %s%s%s [OPTION...]\n", command->name,
               command->summary, command->name, command->operands[0] != '\0' ? " " : "",
               command->operands);
    if (command->text[0] != '\0')
        out_format(out, "\n%s", command->text);
    write_examples(out, command);
    write_options(out, command->options);
}

static void write_overview(struct out *out)
{
    uint32_t count;
    const struct command *commands = command_table(&count);

    out_text(out,
             "isms -- checks an information security management system that is written as text\n\n"
             "Usage: isms COMMAND [OPTION...]      in a project: isms alone is isms check\n\n"
             "Commands\n");
    for (uint32_t i = 0; i < count; i++) {
        out_text(out, "  ");
        out_text(out, commands[i].name);
        pad_to(out, strlen(commands[i].name), NAME_COLUMNS);
        out_text(out, commands[i].summary);
        out_char(out, '\n');
    }
    out_text(
        out,
        "\nExamples\n"
        "  isms check                           what is missing as of today\n"
        "  isms report soa rtp -o isms.html     the two documents that auditors ask for first\n"
        "  isms graph trace -o trace.svg        from requirement to evidence, as a picture\n"
        "\nExit status\n"
        "  0 clean   1 gaps   2 wrong usage   3 errors in the texts   4 files or disk\n"
        "  5 a limit was exceeded   70 internal error or out of memory   130 interrupted\n"
        "\n`isms help COMMAND` says more about each.\n");
}

void help_write(struct tool *tool, const struct command *command)
{
    if (command == NULL)
        write_overview(&tool->out);
    else
        write_command(&tool->out, command);
}

int command_help(struct tool *tool)
{
    uint32_t count;
    const struct str *names = command_operands(tool, &count);
    const struct command *command = NULL;

    if (count > 0) {
        command = lookup_command(tool, names[0]);
        if (command == NULL)
            return EXIT_WRONG_USAGE;
    }
    help_write(tool, command);
    return 0;
}

int command_version(struct tool *tool)
{
    out_text(&tool->out, "isms " PACKAGE_VERSION "\n");
    return 0;
}
