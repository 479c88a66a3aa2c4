/* graph_card.c -- the box of one node: what is written in it, and how large it must be. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_card.h"

#include "engine/views/graph_shape.h"
#include "engine/views/graph_state.h"

enum {
    WIDTH_LEAST = 1500,
    WIDTH_MOST = 2100,
    WIDTH_STEP = 50,
    HEIGHT_ONE_LINE = 340,
    HEIGHT_TWO_LINES = 460,
    TITLE_LINES = 2,
    LINE_STEP = 112,
    ID_BASE = 148,
    GAP_WORD = 100,  /* between the id and the state */
    GAP_GLYPH = 18,  /* between glyph or colour and the word */
    ID_LEAST = 420,  /* an id is cut only after the word is */
    STACK_STEP = 30, /* a box for several shows the edges of two more */
    FRAME_DISTANCE = 35,
    TIP_CHARACTERS = 8000,
    TEXT_CHARACTERS = 300
};

static const struct text_style id_style = { 105, true };
static const struct text_style word_style = { 88, false };
static const struct text_style title_style = { 90, false };

/* ---------------------------------------------------------------- measuring */

/* Glyph and colour square stand before the word. */
static int32_t marks_width(const struct graph_node *node, const struct card *card)
{
    int32_t marks = (node->state != STATE_NONE) + card->has_color;
    return marks * (GLYPH_SIZE + GAP_GLYPH);
}

static int32_t state_width(const struct graph_node *node, const struct card *card)
{
    int32_t word = text_width(card->word, word_style);
    int32_t marks = marks_width(node, card);
    return word + marks - (word == 0 && marks > 0 ? GAP_GLYPH : 0);
}

static struct card read_card(struct arena *arena, const struct graph_node *node)
{
    struct card card = { .id = text_clean(arena, node->id, TEXT_CHARACTERS) };
    card.word = text_clean(arena, node->word, TEXT_CHARACTERS);
    card.has_color = color_parse(node->color, &card.rgb);
    if (card.word.len == 0)
        card.word = node_state_word(node->state);
    return card;
}

/* The narrowest box that shows everything, or the widest. */
static int32_t wanted_width(const struct graph_node *node, const struct card *card,
                            struct str title)
{
    int32_t state = state_width(node, card);
    int32_t first = text_width(card->id, id_style) + (state > 0 ? GAP_WORD + state : 0);
    struct text_room room = { title_style, WIDTH_LEAST - 2 * SHAPE_PADDING, TITLE_LINES };
    while (room.width + 2 * SHAPE_PADDING < WIDTH_MOST &&
           (first > room.width || !text_fits(title, &room)))
        room.width += WIDTH_STEP;
    return room.width + 2 * SHAPE_PADDING;
}

/* The id has precedence over the word of the state; glyph and colour always stay. */
static void fit_first_line(struct arena *arena, const struct graph_node *node, struct card *card)
{
    int32_t room = card->width - 2 * SHAPE_PADDING;
    int32_t marks = marks_width(node, card);
    int32_t id = text_width(card->id, id_style);
    int32_t word_room = room - id - GAP_WORD - marks;
    int32_t word_least = text_width(card->word, word_style);
    word_least = word_least > ID_LEAST ? ID_LEAST : word_least;
    if (word_room < word_least)
        word_room = word_least;
    card->word = text_fit(arena, card->word, word_style, word_room);
    int32_t state = state_width(node, card);
    card->id = text_fit(arena, card->id, id_style, room - (state > 0 ? state + GAP_WORD : 0));
}

static void settle_card(struct arena *arena, const struct graph_node *node, struct card *card,
                        struct str title)
{
    fit_first_line(arena, node, card);
    struct text_room room = { title_style, card->width - 2 * SHAPE_PADDING, TITLE_LINES };
    card->line_count = text_wrap(arena, title, &room, card->lines);
    card->height = card->line_count > 1 ? HEIGHT_TWO_LINES : HEIGHT_ONE_LINE;
}

struct card *cards_measure(struct arena *arena, const struct graph *graph)
{
    struct card *cards = ARENA_ARRAY(arena, struct card, (size_t)graph->node_count + 1);
    struct str *titles = ARENA_ARRAY(arena, struct str, (size_t)graph->node_count + 1);
    int32_t *widths = ARENA_ARRAY(arena, int32_t, (size_t)graph->rank_count + 1);
    for (uint32_t n = 0; n < graph->node_count; n++) {
        const struct graph_node *node = &graph->nodes[n];
        cards[n] = read_card(arena, node);
        titles[n] = text_clean(arena, node->title, TEXT_CHARACTERS);
        int32_t width = wanted_width(node, &cards[n], titles[n]);
        if (width > widths[node->rank])
            widths[node->rank] = width;
    }
    for (uint32_t n = 0; n < graph->node_count; n++) {
        cards[n].width = widths[graph->nodes[n].rank];
        settle_card(arena, &graph->nodes[n], &cards[n], titles[n]);
    }
    return cards;
}

/* ---------------------------------------------------------------- drawing */

static void draw_state(struct scene *scene, const struct graph_node *node, const struct card *card,
                       struct rect rect)
{
    int32_t right = rect.x + rect.width - SHAPE_PADDING;
    int32_t base = rect.y + ID_BASE;
    int32_t word = text_width(card->word, word_style);
    struct scene_text text = { .text = card->word,
                               .at = { right, base },
                               .style = word_style,
                               .anchor = ANCHOR_END,
                               .paint = PAINT_INK,
                               .width = word };
    scene_text(scene, &text);
    /* The advance width carries a margin, so glyphs keep a visible distance by themselves. */
    struct point mark = { right - word - (word > 0 ? GAP_GLYPH : 0) - GLYPH_SIZE,
                          base - GLYPH_SIZE + 8 };
    if (card->has_color) {
        shape_chip(scene, card->rgb, mark);
        mark.x -= GLYPH_SIZE + GAP_GLYPH;
    }
    shape_glyph(scene, node->state, mark);
}

static void draw_texts(struct scene *scene, const struct card *card, struct rect rect)
{
    int32_t left = rect.x + SHAPE_PADDING;
    struct scene_text id = { .text = card->id,
                             .at = { left, rect.y + ID_BASE },
                             .style = id_style,
                             .paint = PAINT_INK,
                             .width = text_width(card->id, id_style) };
    scene_text(scene, &id);
    for (uint32_t i = 0; i < card->line_count; i++) {
        struct scene_text line = { .text = card->lines[i],
                                   .at = { left, rect.y + ID_BASE + (int32_t)(i + 1) * LINE_STEP },
                                   .style = title_style,
                                   .paint = PAINT_INK,
                                   .width = rect.width - 2 * SHAPE_PADDING };
        scene_text(scene, &line);
    }
}

static struct rect grow(struct rect rect, int32_t distance)
{
    return (struct rect){ rect.x - distance, rect.y - distance, rect.width + 2 * distance,
                          rect.height + 2 * distance };
}

static void draw_stack(struct scene *scene, const struct graph_node *node, struct rect rect)
{
    struct pen pen = { shape_tint(node->rank), shape_edge(node->rank), 0, 8, DASH_SOLID };
    for (int32_t i = 2; i > 0; i--) {
        struct rect behind = rect;
        behind.x += i * STACK_STEP;
        behind.y += i * STACK_STEP;
        shape_box(scene, node->rank, pen, behind);
    }
}

void card_draw(struct scene *scene, const struct graph *graph, const struct card *card,
               uint32_t node_index, struct point centre)
{
    const struct graph_node *node = &graph->nodes[node_index];
    struct rect rect = { centre.x - card->width / 2, centre.y - card->height / 2, card->width,
                         card->height };
    struct scene_group group = { .class = "node",
                                 .id = text_clean(scene->arena, node->id, TEXT_CHARACTERS),
                                 .tip = node_tip(scene->arena, graph, node) };
    scene_open(scene, &group);
    if (node->is_root)
        scene_rect(scene, (struct pen){ .stroke = PAINT_INK, .width = 16 },
                   grow(rect, FRAME_DISTANCE));
    if (node->count > 1)
        draw_stack(scene, node, rect);
    shape_state_box(scene, node, rect);
    draw_state(scene, node, card, rect);
    draw_texts(scene, card, rect);
    scene_close(scene);
}

static void out_part(struct out *out, const char *before, struct str text, const char *after)
{
    if (text.len == 0)
        return;
    out_text(out, before);
    out_str(out, text);
    out_text(out, after);
}

struct str node_tip(struct arena *arena, const struct graph *graph, const struct graph_node *node)
{
    struct str state = node_state_word(node->state);
    bool has_word = node->word.len > 0;
    struct out out;
    out_open_memory(&out);
    if (node->count == 1)
        out_part(&out, "", graph->ranks[node->rank].title, " ");
    out_str(&out, node->id);
    out_part(&out, ": ", node->title, "");
    out_part(&out, "; ", has_word ? node->word : state, "");
    if (has_word && !str_equal(node->word, state))
        out_part(&out, " (", state, ")");
    out_part(&out, "; ", node->place, "");
    struct str tip = text_clean(arena, out_memory(&out), TIP_CHARACTERS);
    out_release(&out);
    return tip;
}
