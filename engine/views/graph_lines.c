/* graph_lines.c -- a scene as lines of text for the program isms-draw. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_scene.h"

/*
 * One item a line; numbers are tenths of a point, colours `#rrggbb` or `-`. A text is the rest of
 * its line (clean texts hold no line break), so nothing needs escaping. ORDER DRAW-PROTOCOL
 */
static void write_paint(struct out *out, enum paint paint, uint32_t rgb)
{
    if (paint == PAINT_NONE)
        out_text(out, " -");
    else
        out_format(out, " #%06x", (paint == PAINT_OWN ? rgb : paint_info(paint)->light) & 0xffffff);
}

static void write_point(struct out *out, struct point point)
{
    out_char(out, ' ');
    out_i64(out, point.x);
    out_char(out, ' ');
    out_i64(out, point.y);
}

static void write_step(struct out *out, const struct step *step)
{
    switch (step->kind) {
    case STEP_MOVE:
        out_text(out, " M");
        write_point(out, step->points[0]);
        break;
    case STEP_LINE:
        out_text(out, " L");
        write_point(out, step->points[0]);
        break;
    case STEP_CURVE:
        out_text(out, " C");
        for (uint32_t i = 0; i < 3; i++)
            write_point(out, step->points[i]);
        break;
    case STEP_CLOSE:
        out_text(out, " Z");
        break;
    }
}

static char dash_letter(enum dash dash)
{
    switch (dash) {
    case DASH_SOLID:
        return 's';
    case DASH_LONG:
        return 'l';
    case DASH_SHORT:
        return 'd';
    case DASH_DOTS:
        return 'o';
    }
    return 's';
}

static void write_path(struct out *out, const struct scene *scene, const struct scene_path *path)
{
    out_text(out, "path");
    write_paint(out, path->pen.fill, path->pen.rgb);
    write_paint(out, path->pen.stroke, path->pen.rgb);
    out_format(out, " %d %c", (int)path->pen.width, dash_letter(path->pen.dash));
    for (uint32_t i = 0; i < path->step_count; i++)
        write_step(out, &scene->steps.items[path->first_step + i]);
    out_char(out, '\n');
}

static char anchor_letter(enum anchor anchor)
{
    switch (anchor) {
    case ANCHOR_START:
        return 's';
    case ANCHOR_MIDDLE:
        return 'm';
    case ANCHOR_END:
        return 'e';
    }
    return 's';
}

static void write_text(struct out *out, const struct scene_text *text)
{
    out_text(out, "text");
    write_paint(out, text->paint, 0);
    out_format(out, " %d %c %c %d", (int)text->style.size, text->style.is_bold ? 'b' : 'r',
               anchor_letter(text->anchor), (int)text->width);
    write_point(out, text->at);
    out_char(out, ' ');
    out_str(out, text->text);
    out_char(out, '\n');
}

void scene_write_lines(struct out *out, const struct scene *scene)
{
    out_format(out, "scene %d %d\n", (int)scene->width, (int)scene->height);
    out_text(out, "title ");
    out_str(out, scene->title);
    out_char(out, '\n');
    for (uint32_t i = 0; i < scene->items.count; i++) {
        const struct scene_item *item = &scene->items.items[i];
        switch (item->kind) {
        case SCENE_PATH:
            write_path(out, scene, &item->path);
            break;
        case SCENE_TEXT:
            write_text(out, &item->text);
            break;
        case SCENE_OPEN:
        case SCENE_CLOSE:
            break;
        }
    }
    out_text(out, "end\n");
}
