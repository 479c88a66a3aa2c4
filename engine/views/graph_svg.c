/* graph_svg.c -- a scene as SVG: no script, no style attribute, light and dark. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_scene.h"
#include "engine/views/graph_write.h"

#include "base/escape.h"

/*
 * Colours are presentation attributes, so that every reader shows them, and classes, so that a dark
 * screen can replace them. Classes carry a prefix: a picture may stand inside of a page.
 */
struct used_paints {
    bool fills[PAINT_COUNT];
    bool strokes[PAINT_COUNT];
};

static bool has_class(enum paint paint)
{
    return paint != PAINT_NONE && paint != PAINT_OWN;
}

static void out_color(struct out *out, uint32_t rgb)
{
    out_format(out, "#%06x", rgb & 0xffffff);
}

static void collect_paints(const struct scene *scene, struct used_paints *used)
{
    for (uint32_t i = 0; i < scene->items.count; i++) {
        const struct scene_item *item = &scene->items.items[i];
        switch (item->kind) {
        case SCENE_PATH:
            used->fills[item->path.pen.fill] = true;
            used->strokes[item->path.pen.stroke] = true;
            break;
        case SCENE_TEXT:
            used->fills[item->text.paint] = true;
            break;
        case SCENE_OPEN:
        case SCENE_CLOSE:
            break;
        }
    }
}

static void write_dark_rules(struct out *out, const bool *used, const char *property)
{
    for (enum paint paint = PAINT_OWN + 1; paint < PAINT_COUNT; paint++) {
        if (!used[paint])
            continue;
        const struct paint_info *info = paint_info(paint);
        out_format(out, ".isms-%s-%s{%s:", property, info->class, property);
        out_color(out, info->dark);
        out_char(out, '}');
    }
}

static void write_style(struct out *out, const struct scene *scene)
{
    struct used_paints used = { 0 };
    collect_paints(scene, &used);
    out_text(out, "<style>@media screen and (prefers-color-scheme:dark){");
    write_dark_rules(out, used.fills, "fill");
    write_dark_rules(out, used.strokes, "stroke");
    out_text(out, "}</style>\n");
}

void picture_style_write(struct out *out)
{
    struct used_paints all;

    for (enum paint paint = PAINT_NONE; paint < PAINT_COUNT; paint++)
        all.fills[paint] = all.strokes[paint] = true;
    out_text(out, "@media screen and (prefers-color-scheme: dark) {\n");
    write_dark_rules(out, all.fills, "fill");
    write_dark_rules(out, all.strokes, "stroke");
    out_text(out, "\n}\n");
}

static void write_element(struct out *out, const char *name, struct str text)
{
    out_format(out, "<%s>", name);
    out_html(out, text);
    out_format(out, "</%s>", name);
}

static void write_head(struct out *out, const struct scene *scene)
{
    out_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    out_length(out, scene->width);
    out_text(out, "\" height=\"");
    out_length(out, scene->height);
    out_text(out, "\" viewBox=\"0 0 ");
    out_length(out, scene->width);
    out_char(out, ' ');
    out_length(out, scene->height);
    out_text(out, "\" font-family=\"Helvetica,Arial,'Liberation Sans',sans-serif\">\n");
    write_element(out, "title", scene->title);
    out_char(out, '\n');
    write_element(out, "desc", scene->description);
    out_char(out, '\n');
    if (!scene->is_inside_page)
        write_style(out, scene);
}

/* ---------------------------------------------------------------- paths */

static void write_points(struct out *out, const struct point *points, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            out_char(out, ' ');
        out_length(out, points[i].x);
        out_char(out, ' ');
        out_length(out, points[i].y);
    }
}

static void write_step(struct out *out, const struct step *step)
{
    switch (step->kind) {
    case STEP_MOVE:
        out_char(out, 'M');
        write_points(out, step->points, 1);
        break;
    case STEP_LINE:
        out_char(out, 'L');
        write_points(out, step->points, 1);
        break;
    case STEP_CURVE:
        out_char(out, 'C');
        write_points(out, step->points, 3);
        break;
    case STEP_CLOSE:
        out_char(out, 'Z');
        break;
    }
}

static void write_dash(struct out *out, enum dash dash)
{
    switch (dash) {
    case DASH_SOLID:
        break;
    case DASH_LONG:
        out_text(out, " stroke-dasharray=\"8 4\"");
        break;
    case DASH_SHORT:
        out_text(out, " stroke-dasharray=\"4 3\"");
        break;
    case DASH_DOTS:
        out_text(out, " stroke-dasharray=\"0.1 3.2\" stroke-linecap=\"round\"");
        break;
    }
}

static void write_classes(struct out *out, const struct pen *pen)
{
    bool is_filled = has_class(pen->fill);
    bool is_stroked = has_class(pen->stroke);
    if (!is_filled && !is_stroked)
        return;
    out_text(out, " class=\"");
    if (is_filled)
        out_format(out, "isms-fill-%s", paint_info(pen->fill)->class);
    if (is_filled && is_stroked)
        out_char(out, ' ');
    if (is_stroked)
        out_format(out, "isms-stroke-%s", paint_info(pen->stroke)->class);
    out_char(out, '"');
}

static void write_paint(struct out *out, const char *attribute, enum paint paint, uint32_t rgb)
{
    out_format(out, " %s=\"", attribute);
    if (paint == PAINT_NONE)
        out_text(out, "none");
    else
        out_color(out, paint == PAINT_OWN ? rgb : paint_info(paint)->light);
    out_char(out, '"');
}

static void write_path(struct out *out, const struct scene *scene, const struct scene_path *path)
{
    const struct pen *pen = &path->pen;
    out_text(out, "<path");
    write_classes(out, pen);
    write_paint(out, "fill", pen->fill, pen->rgb);
    if (pen->stroke != PAINT_NONE) {
        write_paint(out, "stroke", pen->stroke, pen->rgb);
        out_text(out, " stroke-width=\"");
        out_length(out, pen->width);
        out_char(out, '"');
        write_dash(out, pen->dash);
    }
    out_text(out, " d=\"");
    for (uint32_t i = 0; i < path->step_count; i++)
        write_step(out, &scene->steps.items[path->first_step + i]);
    out_text(out, "\"/>\n");
}

/* ---------------------------------------------------------------- texts and groups */

static const char *anchor_attribute(enum anchor anchor)
{
    switch (anchor) {
    case ANCHOR_START:
        return "";
    case ANCHOR_MIDDLE:
        return " text-anchor=\"middle\"";
    case ANCHOR_END:
        return " text-anchor=\"end\"";
    }
    return "";
}

static void write_text(struct out *out, const struct scene_text *text)
{
    out_format(out, "<text class=\"isms-fill-%s\"", paint_info(text->paint)->class);
    write_paint(out, "fill", text->paint, 0);
    out_text(out, " x=\"");
    out_length(out, text->at.x);
    out_text(out, "\" y=\"");
    out_length(out, text->at.y);
    out_text(out, "\" font-size=\"");
    out_length(out, text->style.size);
    out_char(out, '"');
    out_text(out, text->style.is_bold ? " font-weight=\"bold\"" : "");
    out_text(out, anchor_attribute(text->anchor));
    out_char(out, '>');
    out_html(out, text->text);
    out_text(out, "</text>\n");
}

static void write_group(struct out *out, const struct scene_group *group)
{
    out_format(out, "<g class=\"isms-%s\"", group->class);
    if (group->id.len > 0) {
        out_text(out, " data-id=\"");
        out_html(out, group->id);
        out_char(out, '"');
    }
    out_char(out, '>');
    if (group->tip.len > 0)
        write_element(out, "title", group->tip);
    out_char(out, '\n');
}

void scene_write_svg(struct out *out, const struct scene *scene)
{
    write_head(out, scene);
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
            write_group(out, &item->group);
            break;
        case SCENE_CLOSE:
            out_text(out, "</g>\n");
            break;
        }
    }
    out_text(out, "</svg>\n");
}
