/* layout_gvc.c -- the only file that talks to Graphviz. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms-draw/draw.h"

#include <gvc.h>

/*
 * Two plug-ins by their symbols: Graphviz' own search for plug-ins opens six times the files, reads
 * a configuration that others may write, and costs 60 ms (reliability.md, 1.7).
 */
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
extern gvplugin_library_t gvplugin_core_LTX_library;

#ifndef ISMS_GVC_LENGTH
#define ISMS_GVC_LENGTH unsigned int
#endif

static bool refuse(struct out *complaint, const char *reason)
{
    out_text(complaint, reason);
    return false;
}

/* The process ends after this, so nothing is given back. */
bool layout_plain(struct str dot, struct arena *arena, struct out *answer, struct out *complaint)
{
    static char dot_name[] = "gvplugin_dot_layout_LTX_library";
    static char core_name[] = "gvplugin_core_LTX_library";
    lt_symlist_t symbols[] = {
        { dot_name, &gvplugin_dot_layout_LTX_library },
        { core_name, &gvplugin_core_LTX_library },
        { NULL, NULL },
    };
    GVC_t *context = gvContextPlugins(symbols, 0);
    if (context == NULL)
        return refuse(complaint, "Graphviz does not start");
    graph_t *graph = agmemread(arena_copy(arena, dot).ptr);
    if (graph == NULL)
        return refuse(complaint, "Graphviz cannot read the question");
    if (gvLayout(context, graph, "dot") != 0)
        return refuse(complaint, "Graphviz finds no layout");
    char *text = NULL;
    ISMS_GVC_LENGTH length = 0;
    if (gvRenderData(context, graph, "plain", &text, &length) != 0 || text == NULL)
        return refuse(complaint, "Graphviz does not tell its layout");
    out_bytes(answer, text, length);
    return true;
}
