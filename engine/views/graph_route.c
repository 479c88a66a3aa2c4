/* graph_route.c -- spreads the ends of lines, draws short lines anew. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_route.h"

#include <stdlib.h>

enum {
    GAP_MOST = 800,   /* nothing stands between two boxes that are nearer: ranksep is 540 */
    SPREAD_STEP = 70, /* between two ends, where there is room */
    SIDE_MARGIN = 70  /* no end nearer to a corner */
};

/* One end of a line at one side of a box. */
struct end {
    uint32_t box;
    uint32_t line;
    bool at_right;   /* of the line: at the left side of the box */
    int32_t heading; /* the height where the line comes from */
};

static int compare_ends(const void *left, const void *right)
{
    const struct end *a = left;
    const struct end *b = right;
    if (a->box != b->box)
        return a->box < b->box ? -1 : 1;
    if (a->at_right != b->at_right)
        return a->at_right ? 1 : -1;
    if (a->heading != b->heading)
        return a->heading < b->heading ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static bool is_short(const struct layout *layout, const struct layout_line *line)
{
    const struct layout_box *left = &layout->boxes[line->left];
    const struct layout_box *right = &layout->boxes[line->right];
    int32_t gap = right->centre.x - right->width / 2 - left->centre.x - left->width / 2;
    return gap > 0 && gap <= GAP_MOST;
}

/* A long line has its own way; where that leaves the gap decides. */
static int32_t heading(const struct layout *layout, uint32_t index, bool at_right)
{
    const struct layout_line *line = &layout->lines[index];
    if (is_short(layout, line))
        return layout->boxes[at_right ? line->left : line->right].centre.y;
    return line->points[at_right ? line->point_count - 4 : 3].y;
}

static void move_end(struct layout_line *line, bool at_right, int32_t by)
{
    uint32_t tip = at_right ? line->point_count - 1 : 0;
    uint32_t control = at_right ? line->point_count - 2 : 1;
    line->points[tip].y += by;
    line->points[control].y += by;
}

/* The ends at one side of one box, from top to bottom. */
static void spread(const struct layout *layout, const struct end *ends, uint32_t count)
{
    int32_t room = layout->boxes[ends[0].box].height - 2 * SIDE_MARGIN;
    int32_t gaps = (int32_t)count - 1;
    if (gaps == 0 || room <= 0)
        return;
    int32_t span = gaps * SPREAD_STEP < room ? gaps * SPREAD_STEP : room;
    for (int32_t i = 0; i <= gaps; i++)
        move_end(&layout->lines[ends[i].line], ends[i].at_right, i * span / gaps - span / 2);
}

static void spread_all(const struct layout *layout, struct end *ends, uint32_t count)
{
    qsort(ends, count, sizeof(*ends), compare_ends);
    for (uint32_t first = 0; first < count;) {
        uint32_t last = first;
        while (last < count && ends[last].box == ends[first].box &&
               ends[last].at_right == ends[first].at_right)
            last++;
        spread(layout, &ends[first], last - first);
        first = last;
    }
}

static struct point right_side(const struct layout_box *box)
{
    return (struct point){ box->centre.x + box->width / 2, box->centre.y };
}

static struct point left_side(const struct layout_box *box)
{
    return (struct point){ box->centre.x - box->width / 2, box->centre.y };
}

/* From side to side, level at both ends. */
static void straighten(struct arena *arena, struct layout_line *line, struct point from,
                       struct point to)
{
    int32_t middle = from.x + (to.x - from.x) / 2;
    line->points = ARENA_ARRAY(arena, struct point, 4);
    line->point_count = 4;
    line->points[0] = from;
    line->points[1] = (struct point){ middle, from.y };
    line->points[2] = (struct point){ middle, to.y };
    line->points[3] = to;
}

/* Graphviz ends a curve near to the box; the tip of an arrow must not hide behind it. */
static void settle(struct arena *arena, const struct layout *layout, struct layout_line *line)
{
    struct point from = right_side(&layout->boxes[line->left]);
    struct point to = left_side(&layout->boxes[line->right]);
    if (is_short(layout, line)) {
        straighten(arena, line, from, to);
        return;
    }
    line->points[0] = from;
    line->points[line->point_count - 1] = to;
}

void route_lines(struct arena *arena, struct layout *layout)
{
    struct end *ends = ARENA_ARRAY(arena, struct end, (size_t)layout->line_count * 2 + 1);
    for (uint32_t l = 0; l < layout->line_count; l++) {
        struct layout_line *line = &layout->lines[l];
        ends[(size_t)2 * l] = (struct end){ line->left, l, false, heading(layout, l, false) };
        ends[(size_t)2 * l + 1] = (struct end){ line->right, l, true, heading(layout, l, true) };
        settle(arena, layout, line);
    }
    spread_all(layout, ends, layout->line_count * 2);
}
