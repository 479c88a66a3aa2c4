/* tool.c -- what every command has at hand: arguments, streams, and a voice. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/tool.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 20 };

void tool_open(struct tool *tool)
{
    *tool = (struct tool){ .environment = environment_read() };
    out_open_fd(&tool->out, STDOUT_FILENO);
    out_open_fd(&tool->err, STDERR_FILENO);
    tool->is_out_terminal = isatty(STDOUT_FILENO) != 0;
    tool->is_err_terminal = isatty(STDERR_FILENO) != 0;
}

/* A reader who has seen enough, as `head` does, is no fault; a full disk is. */
int tool_close(struct tool *tool, int status)
{
    int fault = out_flush(&tool->out);

    if (fault != 0 && fault != -EPIPE) {
        tool_complain(tool, "cannot write to standard output: %s", tool_reason(tool, fault).ptr);
        status = status == EXIT_INTERNAL ? status : EXIT_ENVIRONMENT;
    }
    tool_flush(&tool->err);
    out_release(&tool->out);
    out_release(&tool->err);
    arguments_release(&tool->arguments);
    arena_release(&tool->arena);
    return status;
}

void tool_flush(struct out *out)
{
    int fault = out_flush(out);
    (void)fault;
}

/* ---- sentences ---- */

static void ISMS_PRINTF(3, 0)
    say(struct tool *tool, const char *lead, const char *format, va_list parts)
{
    va_list again;
    va_copy(again, parts);
    int len = vsnprintf(NULL, 0, format, parts);
    size_t room = len < 0 ? 1 : (size_t)len + 1;
    char *text = arena_alloc(&tool->arena, room, 1);
    vsnprintf(text, room, format, again);
    va_end(again);

    out_text(&tool->err, lead);
    out_visible(&tool->err, (struct str){ text, room - 1 });
    out_char(&tool->err, '\n');
    tool_flush(&tool->err);
}

void tool_complain(struct tool *tool, const char *format, ...)
{
    va_list parts;
    va_start(parts, format);
    say(tool, "isms: ", format, parts);
    va_end(parts);
}

void tool_help(struct tool *tool, const char *format, ...)
{
    va_list parts;
    va_start(parts, format);
    say(tool, "  help: ", format, parts);
    va_end(parts);
}

void tool_notice(struct tool *tool, const char *format, ...)
{
    if (tool->arguments.is_quiet)
        return;
    va_list parts;
    va_start(parts, format);
    say(tool, "isms: ", format, parts);
    va_end(parts);
}

void tool_mention(struct tool *tool, const char *format, ...)
{
    if (!tool->arguments.is_verbose)
        return;
    va_list parts;
    va_start(parts, format);
    say(tool, "isms: ", format, parts);
    va_end(parts);
}

struct str tool_reason(struct tool *tool, int status)
{
    switch (-status) {
    case EISDIR:
        return STR("it is a folder");
    case ENOENT:
        return STR("there is no such file or folder");
    case ENXIO:
        return STR("it is not a regular file");
    case EBADF:
        return STR("it is closed");
    case ENOSPC:
        return STR("the disk is full");
    default:
        return arena_copy(&tool->arena, str_from(strerror(-status)));
    }
}

struct str tool_join(struct tool *tool, const struct str *names, uint32_t count)
{
    struct str text = { "", 0 };

    for (uint32_t i = 0; i < count; i++) {
        const char *between = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        text =
            arena_format(&tool->arena, "%.*s%s`%.*s`", STR_ARG(text), between, STR_ARG(names[i]));
    }
    return text;
}

/* ---- the terminal ---- */

bool tool_uses_color(const struct tool *tool, bool is_terminal)
{
    switch (tool->arguments.color) {
    case COLOR_ALWAYS:
        return true;
    case COLOR_NEVER:
        return false;
    case COLOR_AUTO:
        break;
    }
    if (tool->environment.is_color_off)
        return false;
    return is_terminal || tool->environment.is_color_forced;
}

static uint32_t terminal_columns(const struct tool *tool)
{
    struct winsize size;

    if (tool->environment.columns > 0)
        return tool->environment.columns;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return WIDTH_DEFAULT;
}

uint32_t tool_width(const struct tool *tool)
{
    uint32_t width;

    if (arguments_have(&tool->arguments, OPTION_WIDTH))
        width = tool->arguments.width;
    else
        width = tool->is_out_terminal ? terminal_columns(tool) : 0;
    return width > 0 && width < WIDTH_LEAST ? WIDTH_LEAST : width;
}
