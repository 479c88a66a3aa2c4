/* lookup.c -- from a word on the command line to the command. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/lookup.h"

#include "base/suggest.h"

static bool looks_like_path(struct str word)
{
    return str_ends_with(word, STR(".isms")) || str_find(word, '/') < word.len ||
           str_equal(word, STR("-")) || str_equal(word, STR("."));
}

const struct command *lookup_command(struct tool *tool, struct str word)
{
    const struct command *found = command_find(word);
    struct suggest suggest;
    uint32_t count;
    const struct command *commands = command_table(&count);

    if (found != NULL)
        return found;
    tool_complain(tool, "unknown command `%.*s`", STR_ARG(word));
    suggest_start(&suggest, word);
    for (uint32_t i = 0; i < count; i++)
        suggest_offer(&suggest, str_from(commands[i].name));
    if (looks_like_path(word))
        tool_help(tool, "did you mean `isms check %.*s`?", STR_ARG(word));
    else if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    else
        tool_help(tool, "`isms help` lists the commands");
    return NULL;
}
