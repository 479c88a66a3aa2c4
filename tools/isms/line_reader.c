/* line_reader.c -- lines from a terminal or a pipe, one at a time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/line_reader.h"

#include "tools/isms/line_editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct line_reader {
    struct tool *tool;
    struct line_editor *editor; /* NULL: lines are taken as they come */
    bool is_interactive;
    char *buffer;
    size_t buffer_bytes;
};

struct line_reader *line_reader_open(struct tool *tool, const struct completer *completer)
{
    struct line_reader *reader = ARENA_NEW(&tool->arena, struct line_reader);

    reader->tool = tool;
    reader->is_interactive = tool->is_out_terminal && isatty(STDIN_FILENO) != 0;
    if (reader->is_interactive)
        reader->editor = line_editor_open(tool, completer);
    return reader;
}

void line_reader_close(struct line_reader *reader)
{
    line_editor_close(reader->editor);
    free(reader->buffer);
}

bool line_reader_is_interactive(const struct line_reader *reader)
{
    return reader->is_interactive;
}

static struct str without_line_end(struct str line)
{
    while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    return line;
}

bool line_reader_next(struct line_reader *reader, struct str *ret_line)
{
    struct tool *tool = reader->tool;
    ssize_t bytes;

    if (reader->is_interactive && reader->editor == NULL)
        out_text(&tool->out, LINE_PROMPT);
    tool_flush(&tool->out);
    if (reader->editor != NULL)
        return line_editor_next(reader->editor, ret_line);
    bytes = getline(&reader->buffer, &reader->buffer_bytes, stdin);
    if (bytes < 0)
        return false;
    *ret_line = without_line_end((struct str){ reader->buffer, (size_t)bytes });
    return true;
}
