/* graph_words.c -- what a picture shows and what it does not, in sentences. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_compose.h"

#include "engine/views/graph_state.h"
#include "engine/views/graph_write.h"

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static uint64_t objects_of(const struct graph *graph)
{
    uint64_t objects = 0;
    for (uint32_t n = 0; n < graph->node_count; n++)
        objects += graph->nodes[n].count;
    return objects;
}

struct str graph_showing(struct arena *arena, const struct graph *graph)
{
    uint64_t shown = objects_of(graph);
    uint64_t total = shown + graph->hidden_nodes;
    struct out out;
    out_open_memory(&out);
    out_text(&out, "showing ");
    out_u64(&out, shown);
    out_text(&out, " of ");
    out_u64(&out, total);
    out_format(&out, " element%s", plural(total));
    if (shown != graph->node_count)
        out_format(&out, " in %u box%s", graph->node_count, graph->node_count == 1 ? "" : "es");
    out_format(&out, ", %u link%s hidden", graph->hidden_edges, plural(graph->hidden_edges));
    struct str text = arena_copy(arena, out_memory(&out));
    out_release(&out);
    return text;
}

static void out_ranks(struct out *out, const struct graph *graph)
{
    const char *before = ". Columns: ";
    for (uint32_t n = 0; n < graph->node_count;) {
        uint32_t rank = graph->nodes[n].rank;
        uint64_t objects = 0;
        for (; n < graph->node_count && graph->nodes[n].rank == rank; n++)
            objects += graph->nodes[n].count;
        out_text(out, before);
        out_str(out, graph->ranks[rank].title);
        out_char(out, ' ');
        out_u64(out, objects);
        before = ", ";
    }
}

static void out_states(struct out *out, const struct graph *graph)
{
    const char *before = ". Boxes by state: ";
    for (enum node_state state = STATE_OK; state <= STATE_ACCEPTED; state++) {
        uint32_t boxes = 0;
        for (uint32_t n = 0; n < graph->node_count; n++)
            boxes += graph->nodes[n].state == state;
        if (boxes == 0)
            continue;
        out_format(out, "%s%.*s %u", before, STR_ARG(node_state_word(state)), boxes);
        before = ", ";
    }
}

struct str graph_description(struct arena *arena, const struct graph *graph,
                             const struct title_block *block)
{
    struct out out;
    out_open_memory(&out);
    out_str(&out, block->organisation);
    out_text(&out, block->organisation.len > 0 && block->as_of.len > 0 ? ", " : "");
    out_text(&out, block->as_of.len > 0 ? "as of " : "");
    out_str(&out, block->as_of);
    out_text(&out, out.len > 0 ? ". Picture " : "Picture ");
    out_str(&out, graph_showing(arena, graph));
    out_ranks(&out, graph);
    out_states(&out, graph);
    out_char(&out, '.');
    struct str text = text_clean(arena, out_memory(&out), out.len);
    out_release(&out);
    return text;
}
