/* delivery.c -- in which formats and to which files something is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/delivery.h"

static bool has_name(const struct format *format, struct str name)
{
    return str_equal(name, str_from(format->name)) ||
           (format->also != NULL && str_equal(name, str_from(format->also)));
}

static const struct format *find_format(const struct format_list *formats, struct str name)
{
    for (uint32_t i = 0; i < formats->count; i++)
        if (has_name(&formats->formats[i], name))
            return &formats->formats[i];
    return NULL;
}

static struct str all_names(struct tool *tool, const struct format_list *formats)
{
    struct str *names = ARENA_ARRAY(&tool->arena, struct str, formats->count);

    for (uint32_t i = 0; i < formats->count; i++)
        names[i] = str_from(formats->formats[i].name);
    return tool_join(tool, names, formats->count);
}

static int refuse_format(struct tool *tool, const struct format_list *formats, struct str name)
{
    tool_complain(tool, "there is no format `%.*s` here; it can be %.*s", STR_ARG(name),
                  STR_ARG(all_names(tool, formats)));
    return EXIT_WRONG_USAGE;
}

/* ---- choosing ---- */

/* The letters after the last dot of the last name. */
static struct str extension(struct str path)
{
    size_t slash = str_find_last(path, '/');
    struct str name = slash == path.len ? path : str_slice(path, slash + 1, path.len);
    size_t dot = str_find_last(name, '.');

    return str_slice(name, dot + 1, name.len);
}

static bool is_stdout(struct str path)
{
    return path.len == 0 || str_equal(path, STR("-"));
}

static int choose_by_name(struct deliveries *deliveries, struct tool *tool,
                          const struct format_list *formats)
{
    struct delivery delivery = { .format = formats->preset, .path = tool->arguments.output };

    if (is_stdout(delivery.path)) {
        delivery.path = (struct str){ 0 };
    } else {
        delivery.format = find_format(formats, extension(delivery.path));
        if (delivery.format == NULL) {
            tool_complain(tool, "the name `%.*s` does not tell the format", STR_ARG(delivery.path));
            tool_help(tool, "say it with -f: %.*s", STR_ARG(all_names(tool, formats)));
            return EXIT_WRONG_USAGE;
        }
    }
    VEC_PUSH(&deliveries->items, delivery);
    return 0;
}

static int choose_requested(struct deliveries *deliveries, struct tool *tool,
                            const struct format_list *formats)
{
    struct str free_path = tool->arguments.output; /* of -o: for the format that names no file */

    for (uint32_t i = 0; i < tool->arguments.formats.count; i++) {
        const struct format_request *request = &tool->arguments.formats.items[i];
        struct delivery delivery = { .format = find_format(formats, request->format),
                                     .path = request->path };
        if (delivery.format == NULL)
            return refuse_format(tool, formats, request->format);
        if (!request->has_path) {
            delivery.path = free_path;
            free_path = (struct str){ 0 };
        }
        if (is_stdout(delivery.path))
            delivery.path = (struct str){ 0 };
        VEC_PUSH(&deliveries->items, delivery);
    }
    if (free_path.len == 0)
        return 0;
    tool_complain(tool, "nothing is left for `-o %.*s`: every format names its own file",
                  STR_ARG(free_path));
    return EXIT_WRONG_USAGE;
}

static int check_distinct(const struct deliveries *deliveries, struct tool *tool)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        const struct delivery *one = &deliveries->items.items[i];
        for (uint32_t j = 0; j < i; j++) {
            if (!str_equal(one->path, deliveries->items.items[j].path))
                continue;
            if (one->path.len == 0)
                tool_complain(tool, "only one format can go to standard output");
            else
                tool_complain(tool, "two formats would go to `%.*s`", STR_ARG(one->path));
            tool_help(tool, "give each its own file, like -f csv=FILE");
            return EXIT_WRONG_USAGE;
        }
    }
    return 0;
}

/* A report over a source file would destroy what it was made from. */
static int check_sources(const struct deliveries *deliveries, struct tool *tool)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        struct str path = deliveries->items.items[i].path;
        if (!str_ends_with(path, STR(".isms")))
            continue;
        tool_complain(tool, "`%.*s` has the name of a source file; nothing is written over those",
                      STR_ARG(path));
        return EXIT_WRONG_USAGE;
    }
    return 0;
}

static int check_terminal(const struct deliveries *deliveries, struct tool *tool)
{
    for (uint32_t i = 0; i < deliveries->items.count; i++) {
        const struct delivery *delivery = &deliveries->items.items[i];
        if (delivery->path.len > 0 || !delivery->format->is_binary || !tool->is_out_terminal)
            continue;
        tool_complain(tool, "%s is nothing for a terminal", delivery->format->name);
        tool_help(tool, "name a file with -o");
        return EXIT_WRONG_USAGE;
    }
    return 0;
}

int deliveries_choose(struct deliveries *deliveries, struct tool *tool,
                      const struct format_list *formats)
{
    *deliveries = (struct deliveries){ 0 };
    int status = tool->arguments.formats.count > 0 ? choose_requested(deliveries, tool, formats)
                                                   : choose_by_name(deliveries, tool, formats);
    if (status == 0)
        status = check_distinct(deliveries, tool);
    if (status == 0)
        status = check_sources(deliveries, tool);
    if (status == 0)
        status = check_terminal(deliveries, tool);
    if (status != 0)
        deliveries_release(deliveries);
    return status;
}

void deliveries_release(struct deliveries *deliveries)
{
    VEC_RELEASE(&deliveries->items);
}

/* ---- writing ---- */

static int complain_write(struct parcel *parcel, int status)
{
    tool_complain(parcel->tool, "cannot write `%.*s`: %s", STR_ARG(parcel->delivery->path),
                  tool_reason(parcel->tool, status).ptr);
    return EXIT_ENVIRONMENT;
}

int parcel_begin(struct parcel *parcel, struct tool *tool, const struct delivery *delivery)
{
    *parcel = (struct parcel){ .tool = tool, .delivery = delivery, .out = &tool->out };
    if (delivery->path.len == 0)
        return 0;
    int status = outfile_open(&parcel->file, &tool->arena, delivery->path);
    if (status < 0)
        return complain_write(parcel, status);
    parcel->out = &parcel->file.out;
    return 0;
}

int parcel_end(struct parcel *parcel)
{
    if (parcel->delivery->path.len == 0)
        return 0; /* tool_close looks after standard output */
    int status = outfile_commit(&parcel->file);
    if (status < 0)
        return complain_write(parcel, status);
    tool_mention(parcel->tool, "wrote `%.*s`", STR_ARG(parcel->delivery->path));
    return 0;
}

void parcel_drop(struct parcel *parcel)
{
    if (parcel->delivery->path.len > 0)
        outfile_abort(&parcel->file);
}
