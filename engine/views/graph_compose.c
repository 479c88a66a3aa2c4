/* graph_compose.c -- head, columns, lines and boxes of a picture. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_compose.h"

#include "engine/views/graph_shape.h"

enum {
    TEXT_CHARACTERS = 300,
    DOC_CHARACTERS = 600,
    TITLE_BASE = 170,
    SUBTITLE_STEP = 150,
    DOC_STEP = 125,
    HEAD_HEIGHT = 340, /* names of the columns */
    HEAD_TO_GRAPH = 130,
    GRAPH_TO_LEGEND = 300,
    HEAD_ROOM_MOST = 400, /* by which a name may be wider than its column */
    STUB_HEIGHT = 150,
    STUB_WIDTH_MOST = 1200,
    STUB_PADDING = 20,
    TIP_CHARACTERS = 2000
};

static const struct text_style title_style = { 180, true };
static const struct text_style subtitle_style = { 105, false };
static const struct text_style doc_style = { 95, false };
static const struct text_style head_style = { 100, true };
static const struct text_style stub_style = { 85, false };

/* ---------------------------------------------------------------- stubs */

static struct str stub_text(struct arena *arena, const struct graph *graph,
                            const struct graph_edge *edge)
{
    struct str relation = text_clean(arena, graph->relations[edge->relation], TEXT_CHARACTERS);
    struct str text = arena_format(arena, "%s%.*s%s", edge->is_missing ? "no " : "",
                                   STR_ARG(relation), edge->is_missing ? "" : " itself");
    if (edge->count > 1)
        text = arena_format(arena, "%u \xc3\x97 %.*s", edge->count, STR_ARG(text));
    return text_fit(arena, text, stub_style, STUB_WIDTH_MOST);
}

void compose_sizes(struct arena *arena, const struct graph *graph, const struct card *cards,
                   struct layout *layout)
{
    for (uint32_t n = 0; n < graph->node_count; n++) {
        layout->boxes[n].width = cards[n].width;
        layout->boxes[n].height = cards[n].height;
    }
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        if (layout->stub_of[e] == 0)
            continue;
        struct layout_box *stub = &layout->boxes[layout->stub_of[e]];
        stub->width = text_width(stub_text(arena, graph, &graph->edges[e]), stub_style) +
                      GLYPH_SIZE + 3 * STUB_PADDING;
        stub->height = STUB_HEIGHT;
    }
}

static void draw_stub(const struct composition *composition, const struct graph_edge *edge,
                      const struct layout_box *stub)
{
    struct scene *scene = composition->scene;
    int32_t left = stub->centre.x - stub->width / 2 + STUB_PADDING;
    enum paint paint = edge->is_missing ? PAINT_GAP : PAINT_MUTED;
    if (edge->is_missing)
        shape_glyph(scene, STATE_GAP, (struct point){ left, stub->centre.y - GLYPH_SIZE / 2 });
    struct scene_text text = { .text = stub_text(scene->arena, composition->graph, edge),
                               .at = { left + GLYPH_SIZE + STUB_PADDING, stub->centre.y + 30 },
                               .style = stub_style,
                               .paint = paint,
                               .width = stub->width - GLYPH_SIZE - 3 * STUB_PADDING };
    scene_text(scene, &text);
}

/* ---------------------------------------------------------------- lines */

struct pen line_pen(const struct layout_line *line)
{
    struct pen pen = { .stroke = PAINT_LINK, .width = 9 };
    for (uint32_t count = line->count; count > 1 && pen.width < 18; count /= 2)
        pen.width += 3;
    if (line->is_projected || line->is_missing)
        pen.dash = DASH_SHORT;
    if (line->is_missing)
        pen.stroke = PAINT_GAP;
    return pen;
}

/* Where the curve comes from at one of its ends: the nearest point that differs from it. */
static struct point approach(const struct layout_line *line, bool at_right)
{
    uint32_t last = line->point_count - 1;
    struct point tip = line->points[at_right ? last : 0];
    for (uint32_t i = 1; i <= last; i++) {
        struct point point = line->points[at_right ? last - i : i];
        if (point.x != tip.x || point.y != tip.y)
            return point;
    }
    return tip;
}

static void draw_curve(struct scene *scene, const struct layout_line *line)
{
    struct pen pen = line_pen(line);
    const struct point *points = line->points;
    scene_path(scene, pen);
    scene_move(scene, points[0].x, points[0].y);
    for (uint32_t i = 1; i + 2 < line->point_count; i += 3)
        scene_curve(scene, points[i], points[i + 1], points[i + 2]);
    if (line->is_missing)
        return;
    if (line->at_right)
        shape_arrow(scene, pen.stroke, approach(line, true), points[line->point_count - 1]);
    if (line->at_left)
        shape_arrow(scene, pen.stroke, approach(line, false), points[0]);
}

/* "A.5.15 treats R14 (3 links); R14 cites A.5.15" */
static void out_link(struct out *out, const struct graph *graph, const struct graph_edge *edge)
{
    out_str(out, graph->nodes[edge->from].id);
    out_text(out, edge->is_missing ? ": no " : " ");
    out_str(out, graph->relations[edge->relation]);
    if (edge->from != edge->to) {
        out_char(out, ' ');
        out_str(out, graph->nodes[edge->to].id);
    }
    if (edge->count > 1)
        out_format(out, " (%u links)", edge->count);
    if (edge->is_projected)
        out_text(out, " (through elements that are not shown)");
}

/* The edges of each line, in their order. */
struct line_edges {
    uint32_t *first; /* by line: edge + 1, or 0 */
    uint32_t *next;  /* by edge */
};

static struct line_edges edges_by_line(const struct composition *composition)
{
    struct arena *arena = composition->scene->arena;
    uint32_t edge_count = composition->graph->edge_count;
    struct line_edges edges = {
        .first = ARENA_ARRAY(arena, uint32_t, (size_t)composition->layout->line_count + 1),
        .next = ARENA_ARRAY(arena, uint32_t, (size_t)edge_count + 1),
    };
    for (uint32_t e = edge_count; e > 0; e--) {
        uint32_t line = composition->layout->line_of[e - 1];
        edges.next[e - 1] = edges.first[line];
        edges.first[line] = e;
    }
    return edges;
}

static struct str line_tip(const struct composition *composition, const struct line_edges *edges,
                           uint32_t line)
{
    struct out out;
    out_open_memory(&out);
    for (uint32_t e = edges->first[line]; e > 0; e = edges->next[e - 1]) {
        if (out.len > 0)
            out_text(&out, "; ");
        out_link(&out, composition->graph, &composition->graph->edges[e - 1]);
    }
    struct str tip = text_clean(composition->scene->arena, out_memory(&out), TIP_CHARACTERS);
    out_release(&out);
    return tip;
}

static void draw_lines(const struct composition *composition)
{
    struct line_edges edges = edges_by_line(composition);
    for (uint32_t l = 0; l < composition->layout->line_count; l++) {
        struct scene_group group = { .class = "link", .tip = line_tip(composition, &edges, l) };
        scene_open(composition->scene, &group);
        draw_curve(composition->scene, &composition->layout->lines[l]);
        uint32_t edge = edges.first[l] - 1;
        uint32_t stub = composition->layout->stub_of[edge];
        if (stub != 0)
            draw_stub(composition, &composition->graph->edges[edge],
                      &composition->layout->boxes[stub]);
        scene_close(composition->scene);
    }
}

/* ---------------------------------------------------------------- columns */

struct extent {
    int32_t left, right;
    uint32_t objects;
};

static void draw_column_head(const struct composition *composition, uint32_t rank,
                             const struct extent *extent, int32_t top)
{
    struct scene *scene = composition->scene;
    const struct graph_rank *info = &composition->graph->ranks[rank];
    struct str name =
        text_clean(scene->arena, info->title.len > 0 ? info->title : info->name, TEXT_CHARACTERS);
    int32_t width = extent->right - extent->left;
    struct str count = arena_format(scene->arena, " (%u)", extent->objects);
    int32_t count_width = text_width(count, head_style);
    name = text_fit(scene->arena, name, head_style, width + HEAD_ROOM_MOST - count_width);
    struct scene_text text = { .text = arena_format(scene->arena, "%.*s%.*s", STR_ARG(name),
                                                    STR_ARG(count)),
                               .at = { extent->left + width / 2, top + HEAD_HEIGHT - 170 },
                               .style = head_style,
                               .anchor = ANCHOR_MIDDLE,
                               .paint = PAINT_INK,
                               .width = width + HEAD_ROOM_MOST };
    scene_text(scene, &text);
    int32_t rule = top + HEAD_HEIGHT - 100;
    scene_segment(scene, (struct pen){ .stroke = shape_edge(rank), .width = 20 },
                  (struct point){ extent->left, rule }, (struct point){ extent->right, rule });
}

/* Nodes are sorted by rank, so one pass finds where each rank stands. */
static void draw_column_heads(const struct composition *composition, int32_t top)
{
    const struct graph *graph = composition->graph;
    for (uint32_t n = 0; n < graph->node_count;) {
        uint32_t rank = graph->nodes[n].rank;
        struct extent extent = { INT32_MAX, 0, 0 };
        for (; n < graph->node_count && graph->nodes[n].rank == rank; n++) {
            const struct layout_box *box = &composition->layout->boxes[n];
            int32_t left = box->centre.x - box->width / 2;
            extent.left = left < extent.left ? left : extent.left;
            extent.right = left + box->width > extent.right ? left + box->width : extent.right;
            extent.objects += graph->nodes[n].count;
        }
        draw_column_head(composition, rank, &extent, top);
    }
}

static void draw_boxes(const struct composition *composition)
{
    for (uint32_t n = 0; n < composition->graph->node_count; n++)
        card_draw(composition->scene, composition->graph, &composition->cards[n], n,
                  composition->layout->boxes[n].centre);
}

/* ---------------------------------------------------------------- the page */

/* Graphviz begins at its own origin; the picture puts the graph below the head, in the middle. */
static void move_graph(const struct layout *layout, struct point by)
{
    for (uint32_t box = 0; box < layout->box_count; box++) {
        layout->boxes[box].centre.x += by.x;
        layout->boxes[box].centre.y += by.y;
    }
    for (uint32_t l = 0; l < layout->line_count; l++) {
        struct point *points = layout->lines[l].points;
        for (uint32_t i = 0; i < layout->lines[l].point_count; i++) {
            points[i].x += by.x;
            points[i].y += by.y;
        }
    }
}

static struct str subtitle(struct arena *arena, const struct title_block *block)
{
    bool has_both = block->organisation.len > 0 && block->as_of.len > 0;
    struct str text =
        arena_format(arena, "%.*s%s%s%.*s", STR_ARG(block->organisation), has_both ? ", " : "",
                     block->as_of.len > 0 ? "as of " : "", STR_ARG(block->as_of));
    return text_clean(arena, text, TEXT_CHARACTERS);
}

static int32_t draw_wrapped(struct scene *scene, struct scene_text text, uint32_t most_lines,
                            int32_t step)
{
    struct str lines[TEXT_LINES_MOST];
    struct text_room room = { text.style, text.width, most_lines };
    uint32_t count = text_wrap(scene->arena, text.text, &room, lines);
    for (uint32_t i = 0; i < count; i++) {
        text.text = lines[i];
        scene_text(scene, &text);
        text.at.y += step;
    }
    return text.at.y;
}

/* Returns where the head ends. */
static int32_t draw_page_head(const struct composition *composition)
{
    struct scene *scene = composition->scene;
    int32_t width = scene->width - 2 * PAGE_MARGIN;
    struct scene_text title = { .text = scene->title,
                                .at = { PAGE_MARGIN, PAGE_MARGIN + TITLE_BASE },
                                .style = title_style,
                                .paint = PAINT_INK,
                                .width = width };
    int32_t next = draw_wrapped(scene, title, 2, title_style.size * 13 / 10);
    struct scene_text line = { .text = subtitle(scene->arena, composition->block),
                               .at = { PAGE_MARGIN, next },
                               .style = subtitle_style,
                               .paint = PAINT_MUTED,
                               .width = width };
    next = draw_wrapped(scene, line, 1, SUBTITLE_STEP);
    line.text = text_clean(scene->arena, composition->graph->doc, DOC_CHARACTERS);
    line.style = doc_style;
    line.at.y = next;
    return draw_wrapped(scene, line, 3, DOC_STEP) - TITLE_BASE / 2;
}

void compose_scene(const struct composition *composition)
{
    struct scene *scene = composition->scene;
    const struct graph *graph = composition->graph;
    const struct layout *layout = composition->layout;
    scene->width = layout->width + 2 * PAGE_MARGIN;
    if (scene->width < PAGE_WIDTH_LEAST)
        scene->width = PAGE_WIDTH_LEAST;
    scene->title = text_clean(scene->arena, graph->title.len > 0 ? graph->title : graph->name,
                              TEXT_CHARACTERS);
    scene->description = graph_description(scene->arena, graph, composition->block);
    /* The paper comes first, its height is known last. */
    scene_rect(scene, (struct pen){ .fill = PAINT_PAPER }, (struct rect){ 0, 0, scene->width, 0 });
    int32_t heads = scene->is_inside_page ? PAGE_MARGIN : draw_page_head(composition);
    int32_t top = heads + HEAD_HEIGHT + HEAD_TO_GRAPH - 100;
    move_graph(layout, (struct point){ (scene->width - layout->width) / 2, top });
    draw_column_heads(composition, heads);
    draw_lines(composition);
    draw_boxes(composition);
    int32_t bottom = compose_legend(composition, top + layout->height + GRAPH_TO_LEGEND);
    if (!scene->is_inside_page)
        bottom = compose_title_block(composition, bottom);
    scene->height = bottom + PAGE_MARGIN;
    scene->steps.items[2].points[0].y = scene->height;
    scene->steps.items[3].points[0].y = scene->height;
}
