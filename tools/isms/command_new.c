/* command_new.c -- isms new project: a small ISMS to begin with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/outfile.h"
#include "base/utf8.h"
#include "tools/isms/starter.h"

struct new_project {
    struct tool *tool;
    struct str folder; /* as the user wrote it */
    struct str path;   /* of its project.isms */
    struct str title;
};

static int refuse_environment(struct tool *tool, struct str path, int status)
{
    tool_complain(tool, "cannot write `%.*s`: %s", STR_ARG(path), tool_reason(tool, status).ptr);
    return EXIT_ENVIRONMENT;
}

/* ---- names ---- */

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* `ACME GmbH (Berlin)` as `acme-gmbh-berlin`; `isms` when nothing is left that can begin a name. */
static struct str id_of(struct tool *tool, struct str name)
{
    char *id = ARENA_ARRAY(&tool->arena, char, name.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (is_letter_or_digit(c))
            id[len++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        else if (len > 0 && id[len - 1] != '-')
            id[len++] = '-';
    }
    while (len > 0 && id[len - 1] == '-')
        len--;
    return len > 0 && (id[0] < '0' || id[0] > '9') ? (struct str){ id, len } : STR("isms");
}

/* The last part of where the folder really lies; the folder exists by now. */
static struct str name_of(struct new_project *project)
{
    char real[PATH_MAX];
    struct str path;
    size_t start;

    if (realpath(arena_copy(&project->tool->arena, project->folder).ptr, real) == NULL)
        return STR("isms");
    path = arena_copy(&project->tool->arena, str_from(real));
    for (start = path.len; start > 0 && path.ptr[start - 1] != '/'; start--)
        ;
    return str_slice(path, start, path.len);
}

static bool fits_title(struct str text)
{
    size_t at = 0;

    while (at < text.len) {
        uint32_t c = utf8_next(text, &at);
        if (c < ' ' || c == 0x7f || c == '"' || c == '\\' || c == UTF8_INVALID)
            return false;
    }
    return true;
}

static int check_title(struct tool *tool, struct str title)
{
    if (fits_title(title))
        return 0;
    tool_complain(tool, "`%.*s` has a character that a title on one line cannot have",
                  STR_ARG(title));
    tool_help(tool, "leave out quotation marks, backslashes and control characters");
    return EXIT_WRONG_USAGE;
}

/* ---- writing ---- */

static int make_folder(struct new_project *project)
{
    const char *folder = arena_copy(&project->tool->arena, project->folder).ptr;
    struct stat found;

    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return refuse_environment(project->tool, project->folder, -errno);
    if (lstat(arena_copy(&project->tool->arena, project->path).ptr, &found) == 0) {
        tool_complain(project->tool, "there is a project already: `%.*s`; nothing was changed",
                      STR_ARG(project->path));
        return EXIT_WRONG_USAGE;
    }
    return 0;
}

/* The line by which the starter names itself: where it begins. */
static size_t find_heading(struct str text)
{
    size_t at = 0;

    while (at < text.len && !str_starts_with(str_slice(text, at, text.len), STR("project ")))
        at += str_find(str_slice(text, at, text.len), '\n') + 1;
    return at;
}

static void write_starter(struct new_project *project, struct out *out)
{
    struct str text = starter_text();
    size_t heading = find_heading(text);
    struct str rest = str_slice(text, heading, text.len);
    struct str name = name_of(project);
    struct str id = id_of(project->tool, name);
    struct str title = project->title;

    if (title.len == 0)
        title = fits_title(name) && name.len > 0 ? name : id;
    out_str(out, str_slice(text, 0, heading));
    out_format(out, "project %.*s \"%.*s\"", STR_ARG(id), STR_ARG(title));
    out_str(out, str_slice(rest, str_find(rest, '\n'), rest.len));
}

static int write_project(struct new_project *project)
{
    struct tool *tool = project->tool;
    struct outfile file;
    int status = outfile_open(&file, &tool->arena, project->path);

    if (status == 0) {
        write_starter(project, &file.out);
        status = outfile_commit(&file);
    }
    if (status != 0)
        return refuse_environment(tool, project->path, status);
    tool_notice(tool, "wrote %.*s", STR_ARG(project->path));
    if (str_equal(project->folder, STR(".")))
        tool_help(tool, "put your names and values into it; then: isms todo");
    else
        tool_help(tool, "put your names and values into it; then: isms -C %.*s todo",
                  STR_ARG(project->folder));
    return 0;
}

int command_new(struct tool *tool)
{
    uint32_t count;
    const struct str *named = command_operands(tool, &count);
    struct str what = count > 0 ? named[0] : STR("");
    struct new_project project = { .tool = tool,
                                   .folder = count > 1 ? named[1] : STR("."),
                                   .title = count > 2 ? named[2] : STR("") };
    int status = check_title(tool, project.title);

    if (!str_equal(what, STR("project"))) {
        tool_complain(tool, "`isms new` makes a project, not `%.*s`", STR_ARG(what));
        tool_help(tool, "isms new project [FOLDER [TITLE]]");
        return EXIT_WRONG_USAGE;
    }
    project.path = count > 1
                       ? arena_format(&tool->arena, "%.*s/project.isms", STR_ARG(project.folder))
                       : STR("project.isms");
    if (status == 0)
        status = make_folder(&project);
    return status != 0 ? status : write_project(&project);
}
