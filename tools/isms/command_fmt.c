/* command_fmt.c -- isms fmt: gives the texts their one look. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "base/line_diff.h"
#include "tools/isms/rewrite.h"
#include "tools/isms/texts.h"
#include "tools/isms/workplace.h"

#include <errno.h>
#include <sys/stat.h>

/* Some files below one folder, or files as they were named. */
struct batch {
    struct tool *tool;
    struct reader reader;
    struct str prefix; /* leads from here to the folder */
    uint32_t changed, unchanged, left_alone;
    int status; /* the worst of all files */
};

/* One file of a batch. */
struct file {
    struct arena arena; /* for this file only */
    struct str source;  /* as the reader knows it */
    struct str path;    /* from here */
    struct str before, after;
};

static void raise_status(struct batch *batch, int status)
{
    batch->status = status > batch->status ? status : batch->status;
}

/* ---- one file ---- */

static void leave_alone(struct batch *batch, int status)
{
    batch->left_alone++;
    raise_status(batch, status);
}

static void complain_unread(struct batch *batch, const struct file *file, int status)
{
    struct tool *tool = batch->tool;

    if (status == -EFBIG) {
        tool_complain(tool, "`%.*s` is larger than %llu bytes, the limit for one file",
                      STR_ARG(file->path), (unsigned long long)batch->reader.file_bytes_most);
        leave_alone(batch, EXIT_LIMIT);
        return;
    }
    tool_complain(tool, "cannot read `%.*s`: %s", STR_ARG(file->path),
                  status == -EXDEV ? "it is a link that leads out of the project"
                                   : tool_reason(tool, status).ptr);
    leave_alone(batch, EXIT_ENVIRONMENT);
}

static void complain_unwritten(struct batch *batch, const struct file *file, int status)
{
    struct tool *tool = batch->tool;

    leave_alone(batch, EXIT_ENVIRONMENT);
    if (status == -ESTALE) {
        tool_complain(tool, "`%.*s` was changed meanwhile and is left as it is",
                      STR_ARG(file->path));
        tool_help(tool, "format it once more");
        return;
    }
    tool_complain(tool, "cannot write `%.*s`: %s", STR_ARG(file->path),
                  tool_reason(tool, status).ptr);
}

static void complain_unfaithful(struct batch *batch, const struct file *file)
{
    tool_complain(batch->tool,
                  "internal error: formatted, `%.*s` would not say the same; it is left as it is",
                  STR_ARG(file->path));
    tool_help(batch->tool, "please report this with the file");
    leave_alone(batch, EXIT_INTERNAL);
}

static bool is_stdin(const struct file *file)
{
    return str_equal(file->source, READER_STDIN);
}

static void replace(struct batch *batch, const struct file *file)
{
    struct rewrite rewrite = { .reader = &batch->reader,
                               .source = file->source,
                               .path = file->path,
                               .before = file->before,
                               .after = file->after };
    int status = rewrite_file(&rewrite, &batch->tool->arena);

    if (status < 0) {
        complain_unwritten(batch, file, status);
        return;
    }
    batch->changed++;
    tool_mention(batch->tool, "formatted `%.*s`", STR_ARG(file->path));
}

static void show(struct batch *batch, const struct file *file)
{
    struct tool *tool = batch->tool;

    if (tool->arguments.is_diff) {
        line_diff_write(&tool->out, file->path, file->before, file->after);
    } else {
        out_visible(&tool->out, file->path);
        out_char(&tool->out, '\n');
    }
    batch->changed++;
    raise_status(batch, EXIT_GAPS);
}

static void take_formatted(struct batch *batch, const struct file *file)
{
    const struct arguments *arguments = &batch->tool->arguments;
    bool is_dry = arguments->is_check || arguments->is_diff;

    if (is_stdin(file) && !is_dry)
        out_str(&batch->tool->out, file->after);
    else if (str_equal(file->before, file->after))
        batch->unchanged++;
    else if (is_dry)
        show(batch, file);
    else
        replace(batch, file);
}

static void format_text(struct batch *batch, struct file *file)
{
    struct texts texts;
    struct out out;

    texts_open(&texts, NULL);
    out_open_memory(&out);
    switch (lang_format(&texts.lang, file->path, file->before, &out)) {
    case FORMAT_DONE:
        file->after = out_memory(&out);
        take_formatted(batch, file);
        break;
    case FORMAT_ERRORS:
        tool_flush(&batch->tool->out);
        texts_explain(&texts, batch->tool);
        leave_alone(batch, texts.sink.exit_status);
        break;
    case FORMAT_UNFAITHFUL:
        complain_unfaithful(batch, file);
        break;
    }
    out_release(&out);
    texts_close(&texts);
}

static void format_file(struct batch *batch, struct str source)
{
    struct file file = { .source = source };
    int status;

    file.path = arena_format(&file.arena, "%.*s%.*s", STR_ARG(batch->prefix), STR_ARG(source));
    status = reader_read(&batch->reader, source, &file.arena, &file.before);
    if (status < 0)
        complain_unread(batch, &file, status);
    else
        format_text(batch, &file);
    arena_release(&file.arena);
}

/* ---- the files of a folder ---- */

static int complain_folder(struct batch *batch, struct str folder, int status)
{
    tool_complain(batch->tool, "cannot read `%.*s`: %s", STR_ARG(folder),
                  tool_reason(batch->tool, status).ptr);
    return EXIT_ENVIRONMENT;
}

/* What others wrote, and somebody keeps a copy of. */
static bool is_vendored(struct str path)
{
    return str_starts_with(path, STR("vendor/")) || str_contains(path, STR("/vendor/"));
}

static void say_links(struct batch *batch)
{
    for (uint32_t i = 0; i < batch->reader.linked_folders.count; i++)
        tool_notice(batch->tool, "the folder `%.*s%.*s` is a symbolic link and is not looked into",
                    STR_ARG(batch->prefix), STR_ARG(batch->reader.linked_folders.items[i]));
}

static void format_listed(struct batch *batch, struct str folder)
{
    struct str *paths = NULL;
    uint32_t count = 0;
    int status = reader_list(&batch->reader, STR("**/*.isms"), &batch->tool->arena, &paths, &count);

    if (status < 0) {
        raise_status(batch, complain_folder(batch, folder, status));
        return;
    }
    say_links(batch);
    for (uint32_t i = 0; i < count; i++)
        if (!is_vendored(paths[i]))
            format_file(batch, paths[i]);
    if (count > 0)
        return;
    tool_complain(batch->tool, "there are no .isms files in `%.*s`", STR_ARG(folder));
    raise_status(batch, EXIT_WRONG_USAGE);
}

static int open_reader(struct batch *batch, struct str folder)
{
    int status = reader_open(&batch->reader, folder);

    return status < 0 ? complain_folder(batch, folder, status) : 0;
}

static void format_folder(struct batch *batch, struct str folder)
{
    bool is_here = str_equal(folder, STR(".")) || str_equal(folder, STR("./"));
    const char *slash = str_ends_with(folder, STR("/")) ? "" : "/";
    int status = open_reader(batch, folder);

    raise_status(batch, status);
    if (status != 0)
        return;
    batch->prefix =
        is_here ? STR("") : arena_format(&batch->tool->arena, "%.*s%s", STR_ARG(folder), slash);
    format_listed(batch, folder);
    reader_close(&batch->reader);
}

/* ---- what was named ---- */

static bool is_folder(struct batch *batch, struct str path)
{
    struct stat status;

    return stat(arena_copy(&batch->tool->arena, path).ptr, &status) == 0 && S_ISDIR(status.st_mode);
}

static void format_named(struct batch *batch, struct str path)
{
    int status;

    if (is_folder(batch, path)) {
        format_folder(batch, path);
        return;
    }
    status = open_reader(batch, STR("."));
    raise_status(batch, status);
    if (status != 0)
        return;
    batch->prefix = STR("");
    path = str_equal(path, STR("-")) ? READER_STDIN : path;
    VEC_PUSH(&batch->reader.named, path);
    format_file(batch, path);
    reader_close(&batch->reader);
}

/* ---- the files of the project ---- */

/* Is a file missing from what is to be formatted? All other messages come when it is formatted. */
static bool is_about_files(const struct diag *diag)
{
    return diag->message == MSG_E0501 || diag->message == MSG_E0503 || diag->message == MSG_E0505 ||
           diag->message == MSG_E0601 || diag->message == MSG_E0604 || diag->message == MSG_E0605;
}

static void keep_messages_about_files(struct batch *batch, struct diag_sink *sink)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < sink->diags.count; i++) {
        struct diag *diag = sink->diags.items[i];
        if (!is_about_files(diag))
            continue;
        sink->diags.items[kept++] = diag;
        raise_status(batch, message_info(diag->message)->exit_status);
    }
    sink->diags.count = kept;
}

/* The paths of the project's own files, in the tool's arena. */
static uint32_t list_project(struct batch *batch, struct str **ret_paths)
{
    struct file_reader reading = reader_interface(&batch->reader);
    struct texts texts;
    uint32_t first, count;

    texts_open(&texts, &reading);
    lang_load_project(&texts.lang);
    first = texts.lang.modules.items[0].first_source;
    count = texts.lang.modules.items[0].source_count;
    *ret_paths = ARENA_ARRAY(&batch->tool->arena, struct str, count);
    for (uint32_t i = 0; i < count; i++)
        (*ret_paths)[i] =
            arena_copy(&batch->tool->arena, texts.sources.sources.items[first + i].path);
    keep_messages_about_files(batch, &texts.sink);
    texts_explain(&texts, batch->tool);
    texts_close(&texts);
    return count;
}

static void format_project(struct batch *batch)
{
    struct workplace workplace;
    struct str *paths = NULL;
    uint32_t count;
    int status = workplace_find(&workplace, batch->tool, NULL, 0);

    if (status == 0)
        status = open_reader(batch, workplace.root);
    raise_status(batch, status);
    if (status != 0)
        return;
    batch->prefix = workplace.prefix;
    count = list_project(batch, &paths);
    say_links(batch);
    for (uint32_t i = 0; i < count; i++)
        format_file(batch, paths[i]);
    reader_close(&batch->reader);
    workplace_release(&workplace);
}

/* ---- the command ---- */

/* For people only: in scripts and hooks no news is good news. */
static void summarize(const struct batch *batch)
{
    struct tool *tool = batch->tool;
    bool is_dry = tool->arguments.is_check || tool->arguments.is_diff;

    if (!tool->is_err_terminal || batch->changed + batch->unchanged + batch->left_alone == 0)
        return;
    tool_flush(&tool->out);
    tool_notice(tool, "%u %s, %u formatted already, %u left alone", batch->changed,
                is_dry ? "to be formatted" : "formatted", batch->unchanged, batch->left_alone);
}

int command_fmt(struct tool *tool)
{
    struct batch batch = { .tool = tool };
    uint32_t count;
    const struct str *named = command_operands(tool, &count);

    if (count == 0)
        format_project(&batch);
    for (uint32_t i = 0; i < count; i++)
        format_named(&batch, named[i]);
    summarize(&batch);
    return batch.status;
}
