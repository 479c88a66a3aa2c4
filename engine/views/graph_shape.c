/* graph_shape.c -- the outlines of boxes and the glyphs of states. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_shape.h"

enum shape {
    SHAPE_RECTANGLE,
    SHAPE_ROUNDED,
    SHAPE_CHAMFERED,
    SHAPE_FOLDED,
    SHAPE_HEXAGON,
    SHAPE_SNIPPED,
    SHAPE_PILL,
    SHAPE_COUNT
};
enum { CORNER = 60, CORNER_PILL = 140, INNER_GAP = 28, TINTS = 7 };

static void outline_polygon(struct scene *scene, const struct point *points, uint32_t count)
{
    scene_move(scene, points[0].x, points[0].y);
    for (uint32_t i = 1; i < count; i++)
        scene_line(scene, points[i].x, points[i].y);
    scene_join(scene);
}

/* A quarter of a circle as a Bezier curve; 0.5523 is the usual control distance. */
static void outline_round(struct scene *scene, struct rect rect, int32_t radius)
{
    int32_t left = rect.x;
    int32_t top = rect.y;
    int32_t right = rect.x + rect.width;
    int32_t bottom = rect.y + rect.height;
    int32_t pull = radius - radius * 5523 / 10000;
    scene_move(scene, left + radius, top);
    scene_line(scene, right - radius, top);
    scene_curve(scene, (struct point){ right - pull, top }, (struct point){ right, top + pull },
                (struct point){ right, top + radius });
    scene_line(scene, right, bottom - radius);
    scene_curve(scene, (struct point){ right, bottom - pull },
                (struct point){ right - pull, bottom }, (struct point){ right - radius, bottom });
    scene_line(scene, left + radius, bottom);
    scene_curve(scene, (struct point){ left + pull, bottom }, (struct point){ left, bottom - pull },
                (struct point){ left, bottom - radius });
    scene_line(scene, left, top + radius);
    scene_curve(scene, (struct point){ left, top + pull }, (struct point){ left + pull, top },
                (struct point){ left + radius, top });
    scene_join(scene);
}

static void outline_chamfered(struct scene *scene, struct rect rect)
{
    int32_t right = rect.x + rect.width;
    int32_t bottom = rect.y + rect.height;
    const struct point points[] = {
        { rect.x + CORNER, rect.y }, { right - CORNER, rect.y },  { right, rect.y + CORNER },
        { right, bottom - CORNER },  { right - CORNER, bottom },  { rect.x + CORNER, bottom },
        { rect.x, bottom - CORNER }, { rect.x, rect.y + CORNER },
    };
    outline_polygon(scene, points, 8);
}

static void outline_folded(struct scene *scene, struct rect rect)
{
    int32_t right = rect.x + rect.width;
    int32_t bottom = rect.y + rect.height;
    const struct point points[] = {
        { rect.x, rect.y },         { right, rect.y },  { right, bottom - CORNER },
        { right - CORNER, bottom }, { rect.x, bottom },
    };
    outline_polygon(scene, points, 5);
    scene_move(scene, right, bottom - CORNER);
    scene_line(scene, right - CORNER, bottom - CORNER);
    scene_line(scene, right - CORNER, bottom);
}

static void outline_hexagon(struct scene *scene, struct rect rect)
{
    int32_t right = rect.x + rect.width;
    int32_t bottom = rect.y + rect.height;
    int32_t middle = rect.y + rect.height / 2;
    const struct point points[] = {
        { rect.x + CORNER, rect.y }, { right - CORNER, rect.y },  { right, middle },
        { right - CORNER, bottom },  { rect.x + CORNER, bottom }, { rect.x, middle },
    };
    outline_polygon(scene, points, 6);
}

static void outline_rectangle(struct scene *scene, struct rect rect)
{
    const struct point points[] = {
        { rect.x, rect.y },
        { rect.x + rect.width, rect.y },
        { rect.x + rect.width, rect.y + rect.height },
        { rect.x, rect.y + rect.height },
    };
    outline_polygon(scene, points, 4);
}

static void outline_snipped(struct scene *scene, struct rect rect)
{
    int32_t right = rect.x + rect.width;
    int32_t bottom = rect.y + rect.height;
    const struct point points[] = {
        { rect.x + CORNER, rect.y }, { right, rect.y },  { right, bottom - CORNER },
        { right - CORNER, bottom },  { rect.x, bottom }, { rect.x, rect.y + CORNER },
    };
    outline_polygon(scene, points, 6);
}

void shape_box(struct scene *scene, uint32_t rank, struct pen pen, struct rect rect)
{
    scene_path(scene, pen);
    switch ((enum shape)(rank % SHAPE_COUNT)) {
    case SHAPE_RECTANGLE:
    case SHAPE_COUNT:
        outline_rectangle(scene, rect);
        break;
    case SHAPE_ROUNDED:
        outline_round(scene, rect, rect.height < CORNER * 2 ? rect.height / 2 : CORNER);
        break;
    case SHAPE_CHAMFERED:
        outline_chamfered(scene, rect);
        break;
    case SHAPE_FOLDED:
        outline_folded(scene, rect);
        break;
    case SHAPE_HEXAGON:
        outline_hexagon(scene, rect);
        break;
    case SHAPE_SNIPPED:
        outline_snipped(scene, rect);
        break;
    case SHAPE_PILL:
        outline_round(scene, rect, rect.height < CORNER_PILL * 2 ? rect.height / 2 : CORNER_PILL);
        break;
    }
}

enum paint shape_tint(uint32_t rank)
{
    return PAINT_TINT_1 + rank % TINTS;
}

enum paint shape_edge(uint32_t rank)
{
    return PAINT_EDGE_1 + rank % TINTS;
}

/* ---------------------------------------------------------------- states */

enum paint state_paint(enum node_state state)
{
    return state == STATE_NONE ? PAINT_MUTED : PAINT_OK + (state - STATE_OK);
}

static struct pen state_pen(enum node_state state, enum paint fill, enum paint stroke)
{
    struct pen pen = { fill, stroke, 0, 10, DASH_SOLID };
    switch (state) {
    case STATE_NONE:
        break;
    case STATE_OK:
        pen.width = 15;
        break;
    case STATE_PLANNED:
        pen.stroke = PAINT_PLANNED;
        pen.dash = DASH_SHORT;
        break;
    case STATE_OVERDUE:
        pen.stroke = PAINT_OVERDUE;
        pen.width = 24;
        pen.dash = DASH_LONG;
        break;
    case STATE_GAP:
        pen.stroke = PAINT_GAP;
        pen.width = 12;
        break;
    case STATE_ACCEPTED:
        pen.stroke = PAINT_ACCEPTED;
        pen.width = 18;
        pen.dash = DASH_DOTS;
        break;
    }
    return pen;
}

static struct rect shrink(struct rect rect, int32_t distance)
{
    return (struct rect){ rect.x + distance, rect.y + distance, rect.width - 2 * distance,
                          rect.height - 2 * distance };
}

void shape_state_box(struct scene *scene, const struct graph_node *node, struct rect rect)
{
    struct pen pen = state_pen(node->state, shape_tint(node->rank), shape_edge(node->rank));
    shape_box(scene, node->rank, pen, rect);
    pen.fill = PAINT_NONE;
    if (node->state == STATE_GAP)
        shape_box(scene, node->rank, pen, shrink(rect, INNER_GAP));
}

void shape_state_sample(struct scene *scene, enum node_state state, struct rect rect)
{
    struct pen pen = state_pen(state, PAINT_NONE, PAINT_MUTED);
    scene_rect(scene, pen, rect);
    if (state == STATE_GAP)
        scene_rect(scene, pen, shrink(rect, INNER_GAP));
}

static void glyph_tick(struct scene *scene, struct point at)
{
    scene_move(scene, at.x + 6, at.y + 44);
    scene_line(scene, at.x + 30, at.y + 68);
    scene_line(scene, at.x + 74, at.y + 12);
}

static void glyph_cross(struct scene *scene, struct point at)
{
    scene_move(scene, at.x + 12, at.y + 12);
    scene_line(scene, at.x + 68, at.y + 68);
    scene_move(scene, at.x + 68, at.y + 12);
    scene_line(scene, at.x + 12, at.y + 68);
}

static void glyph_triangle(struct scene *scene, struct point at)
{
    scene_move(scene, at.x + 40, at.y + 6);
    scene_line(scene, at.x + 78, at.y + 72);
    scene_line(scene, at.x + 2, at.y + 72);
    scene_join(scene);
}

static void glyph_wave(struct scene *scene, struct point at)
{
    scene_move(scene, at.x + 4, at.y + 50);
    scene_curve(scene, (struct point){ at.x + 22, at.y + 10 },
                (struct point){ at.x + 30, at.y + 26 }, (struct point){ at.x + 40, at.y + 40 });
    scene_curve(scene, (struct point){ at.x + 50, at.y + 54 },
                (struct point){ at.x + 58, at.y + 70 }, (struct point){ at.x + 76, at.y + 30 });
}

void shape_glyph(struct scene *scene, enum node_state state, struct point at)
{
    struct pen pen = { .stroke = state_paint(state), .width = 15 };
    switch (state) {
    case STATE_NONE:
        return;
    case STATE_OK:
        scene_path(scene, pen);
        glyph_tick(scene, at);
        return;
    case STATE_PLANNED:
        pen.width = 12;
        scene_path(scene, pen);
        outline_round(scene, (struct rect){ at.x + 10, at.y + 10, 60, 60 }, 30);
        return;
    case STATE_OVERDUE:
        scene_path(scene, (struct pen){ .fill = pen.stroke });
        glyph_triangle(scene, at);
        return;
    case STATE_GAP:
        scene_path(scene, pen);
        glyph_cross(scene, at);
        return;
    case STATE_ACCEPTED:
        scene_path(scene, pen);
        glyph_wave(scene, at);
        return;
    }
}

void shape_chip(struct scene *scene, uint32_t rgb, struct point at)
{
    struct pen pen = { .fill = PAINT_OWN, .stroke = PAINT_INK, .rgb = rgb, .width = 6 };
    scene_rect(scene, pen, (struct rect){ at.x + 5, at.y + 5, GLYPH_SIZE - 10, GLYPH_SIZE - 10 });
}

/* ---------------------------------------------------------------- arrows */

/* Integer, so that no machine rounds another way. */
static int64_t square_root(int64_t number)
{
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 31; bit > 0; bit >>= 1) {
        if ((root + bit) * (root + bit) <= number)
            root += bit;
    }
    return root;
}

/* value / length, rounded half away from zero. */
static int32_t divide(int64_t value, int64_t length)
{
    int64_t half = value < 0 ? -length / 2 : length / 2;
    return (int32_t)((value + half) / length);
}

void shape_arrow(struct scene *scene, enum paint paint, struct point from, struct point tip)
{
    enum { LENGTH = 70, HALF_WIDTH = 27 };
    int64_t x = (int64_t)tip.x - from.x;
    int64_t y = (int64_t)tip.y - from.y;
    int64_t length = square_root(x * x + y * y);
    if (length == 0) {
        x = 1;
        length = 1;
    }
    int64_t base_x = tip.x * length - x * LENGTH;
    int64_t base_y = tip.y * length - y * LENGTH;
    scene_path(scene, (struct pen){ .fill = paint });
    scene_move(scene, tip.x, tip.y);
    scene_line(scene, divide(base_x - y * HALF_WIDTH, length),
               divide(base_y + x * HALF_WIDTH, length));
    scene_line(scene, divide(base_x + y * HALF_WIDTH, length),
               divide(base_y - x * HALF_WIDTH, length));
    scene_join(scene);
}
