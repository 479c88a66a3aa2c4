/* repl_complete.c -- how the last word of a line in a repl can go on. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/repl.h"

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

static struct completions complete_command(struct repl *repl, struct str line)
{
    uint32_t count;
    const struct repl_command *commands = repl_command_table(&count);
    struct str *words = ARENA_ARRAY(&repl->tool->arena, struct str, count);
    struct completions found = { .words = words };

    for (uint32_t i = 0; i < count; i++)
        if (str_starts_with(str_from(commands[i].name), line))
            words[found.count++] = str_from(commands[i].name);
    return found;
}

/* Do ids stand behind the command that begins the line? */
static bool takes_ids(struct str line)
{
    const struct repl_command *command = repl_find_command(str_slice(line, 0, str_find(line, ' ')));

    return command != NULL && command->takes_ids;
}

struct completions repl_complete(void *self, struct str line)
{
    struct repl *repl = self;
    struct engine *engine = repl->session->engine;
    struct completions found = { .start = line.len };
    struct str word;

    if (line.len > 0 && line.ptr[0] == ':' && str_find(line, ' ') == line.len)
        return complete_command(repl, line);
    while (found.start > 0 && is_name_byte(line.ptr[found.start - 1]))
        found.start--;
    word = str_slice(line, found.start, line.len);
    if (takes_ids(line))
        found.words = engine_id_completions(engine, word, &found.count);
    else
        found.words = engine_completions(engine, word, &found.count);
    return found;
}
