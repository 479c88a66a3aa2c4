/* graph_legend.c -- what stands below the graph: a legend of what was drawn, and the title block.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_compose.h"

#include "engine/views/graph_shape.h"
#include "engine/views/graph_state.h"
#include "engine/views/graph_write.h"

enum {
    TEXT_CHARACTERS = 300,
    SAMPLE_WIDTH = 260,
    SAMPLE_HEIGHT = 140,
    SAMPLE_GAP = 70, /* between a sample and its text */
    ENTRY_GAP = 260, /* between two entries */
    ROW_STEP = 220,
    WORDS_NAMED = 5,
    COLORS_NAMED = 10,
    LEGEND_TO_BLOCK = 60,
    CELL_PADDING = 70,
    CAPTION_BASE = 110,
    VALUE_BASE = 240,
    VALUE_STEP = 120,
    VALUE_LINES = 3,
    CELLS_MOST = 4
};

static const struct text_style legend_style = { 88, false };
static const struct text_style caption_style = { 72, false };
static const struct text_style value_style = { 95, false };

/* ---------------------------------------------------------------- legend */

/* Entries flow from left to right and go on in the next row. */
struct legend {
    const struct composition *composition;
    int32_t x, y; /* upper left corner of the next sample */
};

/* Makes room for an entry, writes its text and returns the place of its sample. */
static struct rect add_entry(struct legend *legend, struct str text)
{
    struct scene *scene = legend->composition->scene;
    int32_t room = scene->width - 2 * PAGE_MARGIN - SAMPLE_WIDTH - SAMPLE_GAP;
    struct str shown = text_fit(scene->arena, text, legend_style, room);
    int32_t width = SAMPLE_WIDTH + SAMPLE_GAP + text_width(shown, legend_style);
    if (legend->x > PAGE_MARGIN && legend->x + width > scene->width - PAGE_MARGIN) {
        legend->x = PAGE_MARGIN;
        legend->y += ROW_STEP;
    }
    struct rect sample = { legend->x, legend->y, SAMPLE_WIDTH, SAMPLE_HEIGHT };
    struct scene_text label = { .text = shown,
                                .at = { legend->x + SAMPLE_WIDTH + SAMPLE_GAP,
                                        legend->y + SAMPLE_HEIGHT / 2 + 32 },
                                .style = legend_style,
                                .paint = PAINT_INK,
                                .width = text_width(shown, legend_style) };
    scene_text(scene, &label);
    legend->x += width + ENTRY_GAP;
    return sample;
}

static void new_row(struct legend *legend)
{
    if (legend->x == PAGE_MARGIN)
        return;
    legend->x = PAGE_MARGIN;
    legend->y += ROW_STEP;
}

static void add_ranks(struct legend *legend)
{
    struct scene *scene = legend->composition->scene;
    const struct graph *graph = legend->composition->graph;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        uint32_t rank = graph->nodes[n].rank;
        if (n > 0 && graph->nodes[n - 1].rank == rank)
            continue;
        const struct graph_rank *info = &graph->ranks[rank];
        struct rect sample =
            add_entry(legend, text_clean(scene->arena, info->title, TEXT_CHARACTERS));
        struct pen pen = { shape_tint(rank), shape_edge(rank), 0, 10, DASH_SOLID };
        shape_box(scene, rank, pen, sample);
    }
}

/* "ok: implemented, effective": the state and the words that it was drawn with. */
static struct str state_entry(const struct composition *composition, enum node_state state)
{
    struct arena *arena = composition->scene->arena;
    const struct graph *graph = composition->graph;
    struct str words[WORDS_NAMED];
    uint32_t count = 0;
    struct str text = node_state_word(state);
    for (uint32_t n = 0; n < graph->node_count && count < WORDS_NAMED; n++) {
        const struct graph_node *node = &graph->nodes[n];
        bool is_new = node->state == state && node->count == 1 && node->word.len > 0 &&
                      !str_equal(node->word, node_state_word(state));
        for (uint32_t i = 0; i < count && is_new; i++)
            is_new = !str_equal(words[i], node->word);
        if (!is_new)
            continue;
        words[count++] = node->word;
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), count == 1 ? ": " : ", ",
                            STR_ARG(node->word));
    }
    return text_clean(arena, text, TEXT_CHARACTERS);
}

static bool has_state(const struct graph *graph, enum node_state state)
{
    for (uint32_t n = 0; n < graph->node_count; n++) {
        if (graph->nodes[n].state == state)
            return true;
    }
    return false;
}

static void add_states(struct legend *legend)
{
    struct scene *scene = legend->composition->scene;
    for (enum node_state state = STATE_OK; state <= STATE_ACCEPTED; state++) {
        if (!has_state(legend->composition->graph, state))
            continue;
        struct rect sample = add_entry(legend, state_entry(legend->composition, state));
        shape_state_sample(scene, state, sample);
        shape_glyph(scene, state,
                    (struct point){ sample.x + (SAMPLE_WIDTH - GLYPH_SIZE) / 2,
                                    sample.y + (SAMPLE_HEIGHT - GLYPH_SIZE) / 2 });
    }
}

/* The words that a colour was drawn with; every box says its word, so a few are enough. */
static void add_colors(struct legend *legend)
{
    struct scene *scene = legend->composition->scene;
    const struct graph *graph = legend->composition->graph;
    struct str words[COLORS_NAMED];
    uint32_t count = 0;
    for (uint32_t n = 0; n < graph->node_count && count < COLORS_NAMED; n++) {
        const struct graph_node *node = &graph->nodes[n];
        uint32_t rgb;
        bool is_new = node->count == 1 && node->word.len > 0 && color_parse(node->color, &rgb);
        for (uint32_t i = 0; i < count && is_new; i++)
            is_new = !str_equal(words[i], node->word);
        if (!is_new)
            continue;
        words[count++] = node->word;
        struct rect sample =
            add_entry(legend, text_clean(scene->arena, node->word, TEXT_CHARACTERS));
        shape_chip(scene, rgb,
                   (struct point){ sample.x + (SAMPLE_WIDTH - GLYPH_SIZE) / 2,
                                   sample.y + (SAMPLE_HEIGHT - GLYPH_SIZE) / 2 });
    }
}

/* Which kinds of lines were drawn. */
struct line_kinds {
    bool has_link, has_projected, has_missing, has_several;
};

static struct line_kinds kinds_of(const struct layout *layout)
{
    struct line_kinds kinds = { 0 };
    for (uint32_t l = 0; l < layout->line_count; l++) {
        const struct layout_line *line = &layout->lines[l];
        kinds.has_projected |= line->is_projected && !line->is_missing;
        kinds.has_missing |= line->is_missing;
        kinds.has_link |= !line->is_projected && !line->is_missing;
        kinds.has_several |= line->count > 1 && !line->is_missing;
    }
    return kinds;
}

/* Two fields may share a name: `policy.implements` and `measure.implements`. */
static bool is_named_before(const struct graph *graph, uint32_t relation)
{
    for (uint32_t earlier = 0; earlier < relation; earlier++)
        if (str_equal(graph->relations[earlier], graph->relations[relation]))
            return true;
    return false;
}

static bool is_drawn(const struct graph *graph, uint32_t relation)
{
    for (uint32_t e = 0; e < graph->edge_count; e++)
        if (!graph->edges[e].is_missing &&
            str_equal(graph->relations[graph->edges[e].relation], graph->relations[relation]))
            return true;
    return false;
}

static struct str relations_text(const struct composition *composition)
{
    struct arena *arena = composition->scene->arena;
    const struct graph *graph = composition->graph;
    struct str text = STR("link");
    bool is_first = true;
    for (uint32_t relation = 0; relation < graph->relation_count; relation++) {
        if (is_named_before(graph, relation) || !is_drawn(graph, relation))
            continue;
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), is_first ? ": " : ", ",
                            STR_ARG(graph->relations[relation]));
        is_first = false;
    }
    return text_clean(arena, text, TEXT_CHARACTERS);
}

static void add_line(struct legend *legend, struct str text, const struct layout_line *line)
{
    struct scene *scene = legend->composition->scene;
    struct rect sample = add_entry(legend, text);
    struct point left = { sample.x, sample.y + SAMPLE_HEIGHT / 2 };
    struct point right = { sample.x + SAMPLE_WIDTH, left.y };
    struct pen pen = line_pen(line);
    scene_segment(scene, pen, left, right);
    if (!line->is_missing)
        shape_arrow(scene, pen.stroke, left, right);
}

static void add_lines(struct legend *legend)
{
    struct line_kinds kinds = kinds_of(legend->composition->layout);
    if (kinds.has_link)
        add_line(legend, relations_text(legend->composition), &(struct layout_line){ .count = 1 });
    if (kinds.has_several)
        add_line(legend, STR("several links"), &(struct layout_line){ .count = 8 });
    if (kinds.has_projected)
        add_line(legend, STR("through elements that are not shown"),
                 &(struct layout_line){ .count = 1, .is_projected = true });
    if (kinds.has_missing)
        add_line(legend, STR("link that is missing"),
                 &(struct layout_line){ .count = 1, .is_missing = true });
}

static void add_marks(struct legend *legend)
{
    struct scene *scene = legend->composition->scene;
    const struct graph *graph = legend->composition->graph;
    bool has_stack = false;
    bool has_root = false;
    for (uint32_t n = 0; n < graph->node_count; n++) {
        has_stack |= graph->nodes[n].count > 1;
        has_root |= graph->nodes[n].is_root;
    }
    if (has_stack) {
        struct rect sample = add_entry(legend, STR("several elements in one box"));
        for (int32_t i = 2; i >= 0; i--)
            scene_rect(scene, (struct pen){ PAINT_PAPER, PAINT_MUTED, 0, 8, DASH_SOLID },
                       (struct rect){ sample.x + i * 25, sample.y + i * 25, sample.width - 50,
                                      sample.height - 50 });
    }
    if (has_root) {
        struct rect sample = add_entry(legend, STR("where the picture starts"));
        scene_rect(scene, (struct pen){ .stroke = PAINT_INK, .width = 16 }, sample);
    }
}

int32_t compose_legend(const struct composition *composition, int32_t top)
{
    struct legend legend = { composition, PAGE_MARGIN, top };
    add_ranks(&legend);
    new_row(&legend);
    add_states(&legend);
    add_colors(&legend);
    new_row(&legend);
    add_lines(&legend);
    add_marks(&legend);
    new_row(&legend);
    return legend.y + LEGEND_TO_BLOCK;
}

/* ---------------------------------------------------------------- title block */

struct block_cell {
    struct str caption, value;
    int32_t weight; /* of its width */
};

struct block_row {
    struct block_cell cells[CELLS_MOST];
    uint32_t count;
};

static void add_cell(struct block_row *row, struct block_cell cell)
{
    if (cell.value.len > 0)
        row->cells[row->count++] = cell;
}

static uint32_t draw_cell(struct scene *scene, const struct block_cell *cell, struct point at,
                          int32_t width)
{
    struct scene_text caption = { .text = cell->caption,
                                  .at = { at.x + CELL_PADDING, at.y + CAPTION_BASE },
                                  .style = caption_style,
                                  .paint = PAINT_MUTED,
                                  .width = width - 2 * CELL_PADDING };
    scene_text(scene, &caption);
    struct text_room room = { value_style, width - 2 * CELL_PADDING, VALUE_LINES };
    struct str lines[TEXT_LINES_MOST];
    struct str value = text_clean(scene->arena, cell->value, TEXT_CHARACTERS);
    uint32_t count = text_wrap(scene->arena, value, &room, lines);
    for (uint32_t i = 0; i < count; i++) {
        struct scene_text text = { .text = lines[i],
                                   .at = { at.x + CELL_PADDING,
                                           at.y + VALUE_BASE + (int32_t)i * VALUE_STEP },
                                   .style = value_style,
                                   .paint = PAINT_INK,
                                   .width = room.width };
        scene_text(scene, &text);
    }
    return count;
}

/* Returns the lower end of the row. */
static int32_t draw_cell_row(struct scene *scene, const struct block_row *row, int32_t top)
{
    static const struct pen rule = { .stroke = PAINT_RULE, .width = 8 };
    int32_t weights = 0;
    for (uint32_t i = 0; i < row->count; i++)
        weights += row->cells[i].weight;
    int32_t total = scene->width - 2 * PAGE_MARGIN;
    int32_t done = 0;
    int32_t lefts[CELLS_MOST];
    uint32_t lines = 1;
    for (uint32_t i = 0; i < row->count; i++) {
        lefts[i] = PAGE_MARGIN + (int32_t)((int64_t)total * done / weights);
        done += row->cells[i].weight;
        int32_t right = PAGE_MARGIN + (int32_t)((int64_t)total * done / weights);
        uint32_t count =
            draw_cell(scene, &row->cells[i], (struct point){ lefts[i], top }, right - lefts[i]);
        lines = count > lines ? count : lines;
    }
    int32_t bottom = top + VALUE_BASE + (int32_t)(lines - 1) * VALUE_STEP + CELL_PADDING;
    for (uint32_t i = 1; i < row->count; i++)
        scene_segment(scene, rule, (struct point){ lefts[i], top },
                      (struct point){ lefts[i], bottom });
    scene_rect(scene, rule, (struct rect){ PAGE_MARGIN, top, total, bottom - top });
    return bottom;
}

int32_t compose_title_block(const struct composition *composition, int32_t top)
{
    struct scene *scene = composition->scene;
    const struct graph *graph = composition->graph;
    const struct title_block *block = composition->block;
    struct block_row first = { .count = 0 };
    struct block_row second = { .count = 0 };
    add_cell(&first, (struct block_cell){ STR("Organisation"), block->organisation, 3 });
    add_cell(&first, (struct block_cell){ STR("Picture"), scene->title, 4 });
    add_cell(&first, (struct block_cell){ STR("As of"), block->as_of, 2 });
    add_cell(&first, (struct block_cell){ STR("Drawn by"), block->tool, 2 });
    struct str options = graph->options.len > 0 ? graph->options : STR("the whole graph");
    add_cell(&second, (struct block_cell){ STR("View"), options, 4 });
    add_cell(&second, (struct block_cell){ STR("Shown"), graph_showing(scene->arena, graph), 4 });
    add_cell(&second, (struct block_cell){ STR("Commit"), block->commit, 2 });
    add_cell(&second, (struct block_cell){ STR("Classification"), block->classification, 2 });
    return draw_cell_row(scene, &second, draw_cell_row(scene, &first, top));
}
