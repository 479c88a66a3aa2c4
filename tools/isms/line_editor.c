/* line_editor.c -- libedit: a line that can be edited, with history and completion. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/line_editor.h"

#include "tools/isms/history_file.h"

#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { HISTORY_LINES = 1000, SHOWN_MOST = 200, SHOWN_GAP = 2 };

struct line_editor {
    struct tool *tool;
    const struct completer *completer;
    EditLine *edit;
    History *history;
    const char *history_path; /* NULL: nothing is kept */
    char prompt[sizeof(LINE_PROMPT)];
    locale_t locale;  /* of the terminal, or none */
    bool is_given_up; /* the line, by ctrl-C */
};

static struct line_editor *editor_of(EditLine *edit)
{
    void *self = NULL;

    el_get(edit, EL_CLIENTDATA, &self);
    return self;
}

static char *prompt_of(EditLine *edit)
{
    return editor_of(edit)->prompt;
}

static unsigned char give_up_line(EditLine *edit, int key)
{
    (void)key;
    editor_of(edit)->is_given_up = true;
    return CC_NEWLINE;
}

/* libedit handles the signal: it gives the terminal back, and takes it again afterwards. */
static unsigned char suspend(EditLine *edit, int key)
{
    (void)edit;
    (void)key;
    raise(SIGTSTP);
    return CC_REDISPLAY;
}

/* ---- completion ---- */

static size_t common_bytes(const struct completions *found)
{
    size_t bytes = found->words[0].len;

    for (uint32_t i = 1; i < found->count; i++) {
        size_t same = 0;
        while (same < bytes && same < found->words[i].len &&
               found->words[i].ptr[same] == found->words[0].ptr[same])
            same++;
        bytes = same;
    }
    return bytes;
}

static uint32_t column_width(const struct completions *found)
{
    size_t widest = 0;

    for (uint32_t i = 0; i < found->count && i < SHOWN_MOST; i++)
        if (found->words[i].len > widest)
            widest = found->words[i].len;
    return (uint32_t)widest + SHOWN_GAP;
}

/* Names are ASCII. */
static void show_words(struct tool *tool, const struct completions *found)
{
    uint32_t width = column_width(found);
    uint32_t columns = tool_width(tool) / width > 0 ? tool_width(tool) / width : 1;

    out_char(&tool->out, '\n');
    for (uint32_t i = 0; i < found->count && i < SHOWN_MOST; i++) {
        bool ends_line = i % columns == columns - 1 || i + 1 == found->count || i + 1 == SHOWN_MOST;
        out_str(&tool->out, found->words[i]);
        if (ends_line)
            out_char(&tool->out, '\n');
        else
            out_repeat(&tool->out, ' ', width - found->words[i].len);
    }
    if (found->count > SHOWN_MOST)
        out_format(&tool->out, "and %u more\n", found->count - SHOWN_MOST);
    tool_flush(&tool->out);
}

static unsigned char complete(EditLine *edit, int key)
{
    struct line_editor *editor = editor_of(edit);
    const LineInfo *info = el_line(edit);
    struct str line = { info->buffer, (size_t)(info->cursor - info->buffer) };
    struct completions found = editor->completer->complete(editor->completer->self, line);
    size_t there = line.len - found.start;
    struct str rest;

    (void)key;
    if (found.count == 0)
        return CC_REFRESH_BEEP;
    rest = str_slice(found.words[0], there, common_bytes(&found));
    if (rest.len > 0)
        el_insertstr(edit, arena_copy(&editor->tool->arena, rest).ptr);
    if (rest.len > 0 || found.count == 1)
        return CC_REFRESH;
    show_words(editor->tool, &found);
    return CC_REDISPLAY;
}

/* ---- opening ---- */

static void bind_keys(EditLine *edit)
{
    el_set(edit, EL_EDITOR, "emacs");
    el_set(edit, EL_ADDFN, "isms-complete", "complete the word", complete);
    el_set(edit, EL_ADDFN, "isms-give-up", "give the line up", give_up_line);
    el_set(edit, EL_ADDFN, "isms-suspend", "stop until somebody says fg", suspend);
    el_set(edit, EL_BIND, "^I", "isms-complete", NULL);
    el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    /* While a line is edited these are keys like others; at other times ctrl-C ends the program. */
    el_set(edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(edit, EL_BIND, "^C", "isms-give-up", NULL);
    el_set(edit, EL_BIND, "^Z", "isms-suspend", NULL);
}

static void open_history(struct line_editor *editor)
{
    HistEvent event;

    editor->history = history_init();
    if (editor->history == NULL)
        return;
    history(editor->history, &event, H_SETSIZE, HISTORY_LINES);
    history(editor->history, &event, H_SETUNIQUE, 1);
    editor->history_path = history_file_path(editor->tool);
    if (editor->history_path != NULL)
        history(editor->history, &event, H_LOAD, editor->history_path);
    el_set(editor->edit, EL_HIST, history, editor->history);
}

static void set_up(struct line_editor *editor)
{
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, prompt_of);
    el_set(editor->edit, EL_SIGNAL, 1);
    bind_keys(editor->edit);
    open_history(editor);
}

/* libedit must know what UTF-8 is; everything else must not see a locale. */
static locale_t enter_locale(const struct line_editor *editor)
{
    return uselocale(editor->locale);
}

bool line_editor_is_here(void)
{
    return true;
}

struct line_editor *line_editor_open(struct tool *tool, const struct completer *completer)
{
    struct line_editor *editor = ARENA_NEW(&tool->arena, struct line_editor);

    editor->tool = tool;
    editor->completer = completer;
    memcpy(editor->prompt, LINE_PROMPT, sizeof(LINE_PROMPT));
    editor->locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    locale_t before = enter_locale(editor);
    editor->edit = el_init("isms", stdin, stdout, stderr);
    if (editor->edit != NULL)
        set_up(editor);
    uselocale(before);
    if (editor->edit != NULL)
        return editor;
    line_editor_close(editor);
    return NULL;
}

void line_editor_close(struct line_editor *editor)
{
    if (editor == NULL)
        return;
    if (editor->history != NULL)
        history_end(editor->history);
    if (editor->edit != NULL)
        el_end(editor->edit);
    if (editor->locale != (locale_t)0)
        freelocale(editor->locale);
}

/* ---- lines ---- */

/* A history that cannot be written is not worth a word. */
static void remember(struct line_editor *editor, struct str line)
{
    HistEvent event;

    if (editor->history == NULL || str_trim(line).len == 0)
        return;
    history(editor->history, &event, H_ENTER, arena_copy(&editor->tool->arena, line).ptr);
    if (editor->history_path != NULL)
        history(editor->history, &event, H_SAVE, editor->history_path);
}

static bool read_line(struct line_editor *editor, struct str *ret_line)
{
    int bytes = 0;
    const char *text;

    editor->is_given_up = false;
    text = el_gets(editor->edit, &bytes);
    if (text == NULL || bytes <= 0) {
        out_char(&editor->tool->out, '\n');
        return false;
    }
    *ret_line = (struct str){ text, (size_t)bytes };
    while (ret_line->len > 0 && ret_line->ptr[ret_line->len - 1] == '\n')
        ret_line->len--;
    if (editor->is_given_up)
        *ret_line = STR("");
    remember(editor, *ret_line);
    return true;
}

bool line_editor_next(struct line_editor *editor, struct str *ret_line)
{
    locale_t before = enter_locale(editor);
    bool is_line = read_line(editor, ret_line);

    uselocale(before);
    return is_line;
}
