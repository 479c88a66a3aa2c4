/* command_graph.c -- isms graph: a declared graph, or what lies around objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "base/suggest.h"
#include "engine/views/graph_write.h"
#include "tools/isms/delivery.h"
#include "tools/isms/companions.h"
#include "tools/isms/objects.h"
#include "tools/isms/session.h"

#include <assert.h>
#include <errno.h>

enum graph_format { GRAPH_SVG, GRAPH_PDF, GRAPH_PNG, GRAPH_DOT };

static const struct format formats[] = {
    { "svg", NULL, GRAPH_SVG, false },
    { "pdf", NULL, GRAPH_PDF, true },
    { "png", NULL, GRAPH_PNG, true },
    { "dot", "gv", GRAPH_DOT, false },
};

/* ---- which graph ---- */

struct drawing {
    struct session *session;
    const struct deliveries *deliveries;
    const struct str *roots; /* ids; none: the whole graph */
    uint32_t root_count;
    struct graph *graph;
};

static bool is_graph(struct session *session, struct str name)
{
    uint32_t count;
    const struct str *names = engine_graph_names(session->engine, &count);

    for (uint32_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

static int take_graph(struct drawing *drawing, struct str name)
{
    drawing->graph = engine_graph(drawing->session->engine, name);
    if (drawing->graph != NULL)
        return 0;
    tool_complain(drawing->session->tool, "the graph `%.*s` has errors", STR_ARG(name));
    return EXIT_SOURCE_ERRORS;
}

static bool has_node(const struct graph *graph, struct str id)
{
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (str_equal(graph->nodes[i].id, id))
            return true;
    return false;
}

static bool has_all(const struct graph *graph, const struct drawing *drawing)
{
    if (graph == NULL)
        return false;
    for (uint32_t i = 0; i < drawing->root_count; i++)
        if (!has_node(graph, drawing->roots[i]))
            return false;
    return true;
}

/* `trace` if it has them all, else the first graph that does. */
static int search_graph(struct drawing *drawing)
{
    struct engine *engine = drawing->session->engine;
    uint32_t count;
    const struct str *names = engine_graph_names(engine, &count);

    if (is_graph(drawing->session, STR("trace")))
        drawing->graph = engine_graph(engine, STR("trace"));
    for (uint32_t i = 0; i < count && !has_all(drawing->graph, drawing); i++)
        drawing->graph = engine_graph(engine, names[i]);
    if (has_all(drawing->graph, drawing))
        return 0;
    tool_complain(drawing->session->tool, "no graph has %s",
                  drawing->root_count == 1 ? "this object" : "all of these objects");
    tool_help(drawing->session->tool, "graphs are %.*s",
              STR_ARG(tool_join(drawing->session->tool, names, count)));
    return EXIT_WRONG_USAGE;
}

static int refuse_name(struct session *session, struct str name)
{
    struct tool *tool = session->tool;
    if (is_graph(session, name)) {
        tool_complain(tool, "`%.*s` is a graph: it is named first, and one at a time",
                      STR_ARG(name));
        return EXIT_WRONG_USAGE;
    }
    uint32_t count;
    const struct str *names = engine_graph_names(session->engine, &count);
    struct suggest suggest;

    objects_refuse(session, name, "graph or object");
    suggest_start(&suggest, name);
    for (uint32_t i = 0; i < count; i++)
        suggest_offer(&suggest, names[i]);
    if (suggest.count > 0)
        tool_help(tool, "did you mean the graph %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
    else if (count > 0)
        tool_help(tool, "graphs are %.*s", STR_ARG(tool_join(tool, names, count)));
    return EXIT_WRONG_USAGE;
}

/* Operands: perhaps a graph, then ids. */
static int choose_graph(struct drawing *drawing)
{
    struct session *session = drawing->session;
    const struct arguments *arguments = &session->tool->arguments;
    struct str first = arguments->operands.items[1]; /* the table asks for one at least */
    uint32_t skip = is_graph(session, first) ? 2 : 1;

    drawing->roots = arguments->operands.items + skip;
    drawing->root_count = arguments->operands.count - skip;
    for (uint32_t i = 0; i < drawing->root_count; i++)
        if (engine_find(session->engine, drawing->roots[i]) == 0)
            return refuse_name(session, drawing->roots[i]);
    return skip == 2 ? take_graph(drawing, first) : search_graph(drawing);
}

/* ---- how much of it ---- */

static int slice(struct drawing *drawing)
{
    struct tool *tool = drawing->session->tool;
    struct graph_slice wanted = { .roots = drawing->roots,
                                  .root_count = drawing->root_count,
                                  .up = tool->arguments.up,
                                  .down = tool->arguments.down };
    const struct graph *graph = drawing->graph;

    for (uint32_t i = 0; i < drawing->root_count; i++) {
        if (has_node(graph, drawing->roots[i]))
            continue;
        tool_complain(tool, "the graph `%.*s` has no `%.*s`", STR_ARG(graph->name),
                      STR_ARG(drawing->roots[i]));
        return EXIT_WRONG_USAGE;
    }
    drawing->graph = graph_slice(&tool->arena, drawing->graph, &wanted);
    return 0;
}

static bool wants_slice(const struct drawing *drawing)
{
    const struct arguments *arguments = &drawing->session->tool->arguments;

    return arguments_have(arguments, OPTION_UP) || arguments_have(arguments, OPTION_DOWN);
}

static int narrow(struct drawing *drawing)
{
    struct tool *tool = drawing->session->tool;
    struct graph_budget budget = { .nodes = tool->arguments.budget,
                                   .edges = tool->arguments.budget * 2 };

    assert(drawing->graph != NULL); /* choose_graph found one, or failed */
    if (drawing->root_count > 0) {
        int status = slice(drawing);
        if (status != 0)
            return status;
    } else if (wants_slice(drawing)) {
        tool_complain(tool, "`--up` and `--down` count from an object; none is named");
        return EXIT_WRONG_USAGE;
    }
    if (drawing->graph->node_count == 0)
        tool_notice(tool, "warning[%s]: the graph `%.*s` is empty", message_info(MSG_W0404)->code,
                    STR_ARG(drawing->graph->name));
    drawing->graph = graph_collapse(&tool->arena, drawing->graph, &budget);
    return 0;
}

/* ---- drawing ---- */

static enum picture_format picture_of(enum graph_format format)
{
    switch (format) {
    case GRAPH_PDF:
        return PICTURE_PDF;
    case GRAPH_PNG:
        return PICTURE_PNG;
    case GRAPH_SVG:
    case GRAPH_DOT:
        break;
    }
    return PICTURE_SVG;
}

static int complain_picture(struct tool *tool, int status, struct str reason)
{
    switch (-status) {
    case ENOENT:
        tool_complain(tool, "cannot draw: the program isms-draw is missing");
        tool_help(tool, "it comes with builds that have Graphviz; -f dot works without it");
        return EXIT_ENVIRONMENT;
    case E2BIG:
        tool_complain(tool, "cannot draw: %.*s", STR_ARG(reason));
        tool_help(tool, "name an object, or lower --budget, --up or --down");
        return EXIT_LIMIT;
    case ENODATA:
        tool_complain(tool, "cannot draw: %.*s", STR_ARG(reason));
        return EXIT_WRONG_USAGE;
    default:
        tool_complain(tool, "cannot draw: %.*s", STR_ARG(reason));
        tool_help(tool, "-f dot writes the same graph as text");
        return EXIT_ENVIRONMENT;
    }
}

static int draw_picture(struct drawing *drawing, enum graph_format format, struct out *out)
{
    struct tool *tool = drawing->session->tool;
    struct title_block block = session_title_block(drawing->session);
    struct picture_options options = { .format = picture_of(format), .drawer = companion_drawer(tool) };
    struct str reason = STR("the drawing failed");
    int status = graph_write_picture(out, drawing->graph, &block, &options, &tool->arena, &reason);

    return status == 0 ? 0 : complain_picture(tool, status, reason);
}

static int draw(struct drawing *drawing, const struct delivery *delivery)
{
    enum graph_format format = (enum graph_format)delivery->format->id;
    struct title_block block = session_title_block(drawing->session);
    struct parcel parcel;
    int status = parcel_begin(&parcel, drawing->session->tool, delivery);
    if (status != 0)
        return status;

    if (format == GRAPH_DOT)
        graph_write_dot(parcel.out, drawing->graph, &block);
    else
        status = draw_picture(drawing, format, parcel.out);
    if (status == 0)
        return parcel_end(&parcel);
    parcel_drop(&parcel);
    return status;
}

static int draw_all(struct drawing *drawing)
{
    int status = 0;

    for (uint32_t i = 0; i < drawing->deliveries->items.count && status == 0; i++)
        status = draw(drawing, &drawing->deliveries->items.items[i]);
    return status;
}

/* ---- the command ---- */

static int graph(struct session *session, const struct deliveries *deliveries)
{
    struct drawing drawing = { .session = session, .deliveries = deliveries };
    int status = session_require_sound(session);

    if (status == 0)
        status = choose_graph(&drawing);
    if (status == 0)
        status = narrow(&drawing);
    if (status == 0)
        status = draw_all(&drawing);
    return status != 0 ? status : session_status(session);
}

/* A picture on a terminal is nothing but noise, unless somebody asked for just that. */
static int choose_formats(struct deliveries *deliveries, struct tool *tool)
{
    struct format_list list = { formats, sizeof(formats) / sizeof(formats[0]),
                                &formats[GRAPH_SVG] };
    const struct arguments *arguments = &tool->arguments;

    if (tool->is_out_terminal && arguments->formats.count == 0 && arguments->output.len == 0) {
        tool_complain(tool, "where shall the picture go?");
        tool_help(tool, "name a file, like -o trace.svg, or show the text with -f dot");
        return EXIT_WRONG_USAGE;
    }
    return deliveries_choose(deliveries, tool, &list);
}

int command_graph(struct tool *tool)
{
    struct deliveries deliveries;
    struct session session;
    int status = choose_formats(&deliveries, tool);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = graph(&session, &deliveries);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}
