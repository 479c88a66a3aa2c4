/* graph_scene.h -- a picture as lines, areas and texts at their places, before any file format. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_GRAPH_SCENE_H
#define ISMS_ENGINE_VIEWS_GRAPH_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"
#include "base/vec.h"
#include "engine/views/text_measure.h"

/*
 * All lengths are tenths of a point, y grows downwards, everything is integer: the same graph gives
 * the same bytes on every machine. Items are painted in their order. Texts are clean (text_clean).
 */
enum paint {
    PAINT_NONE,
    PAINT_OWN, /* the pen's `rgb`: a colour that the library's scale asks for */
#define PAINT(name, class, light, dark) PAINT_##name,
#include "engine/views/paint.def"
#undef PAINT
    PAINT_COUNT
};

struct paint_info {
    const char *class;
    uint32_t light, dark; /* 0xRRGGBB */
};
const struct paint_info *paint_info(enum paint paint);

enum dash { DASH_SOLID, DASH_LONG, DASH_SHORT, DASH_DOTS };

struct pen {
    enum paint fill, stroke;
    uint32_t rgb; /* for PAINT_OWN */
    int32_t width;
    enum dash dash;
};

struct point {
    int32_t x, y;
};

struct rect {
    int32_t x, y, width, height;
};

enum step_kind { STEP_MOVE, STEP_LINE, STEP_CURVE, STEP_CLOSE };
struct step {
    enum step_kind kind;
    struct point points[3]; /* a curve: two controls and the end; else the first */
};

struct scene_path {
    struct pen pen;
    uint32_t first_step, step_count;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct scene_text {
    struct str text;
    struct point at; /* on the base line */
    struct text_style style;
    enum anchor anchor;
    enum paint paint;
    int32_t width; /* the room it has: a wider font is condensed to it */
};

/* Everything up to the matching SCENE_CLOSE belongs to one element of the ISMS. */
struct scene_group {
    const char *class;
    struct str id;  /* may be empty */
    struct str tip; /* shown by browsers and read out */
};

enum scene_kind { SCENE_PATH, SCENE_TEXT, SCENE_OPEN, SCENE_CLOSE };
struct scene_item {
    enum scene_kind kind;
    union {
        struct scene_path path;
        struct scene_text text;
        struct scene_group group;
    };
};

struct scene {
    struct arena *arena;
    VEC(struct scene_item) items;
    VEC(struct step) steps;
    int32_t width, height;
    struct str title, description;
    bool is_inside_page; /* which has the style, the heading and the title block */
};

void scene_release(struct scene *scene); /* not the arena */

void scene_open(struct scene *scene, const struct scene_group *group);
void scene_close(struct scene *scene);
void scene_text(struct scene *scene, const struct scene_text *text); /* an empty one is left out */

/* A path begins with scene_path; the steps that follow belong to it. */
void scene_path(struct scene *scene, struct pen pen);
void scene_move(struct scene *scene, int32_t x, int32_t y);
void scene_line(struct scene *scene, int32_t x, int32_t y);
void scene_curve(struct scene *scene, struct point first, struct point second, struct point end);
void scene_join(struct scene *scene); /* back to where the last move went */

void scene_rect(struct scene *scene, struct pen pen, struct rect rect);
void scene_segment(struct scene *scene, struct pen pen, struct point from, struct point to);

/* A length as points: "12.5". */
void out_length(struct out *out, int32_t tenths);

/* The formats. The second is what the program isms-draw reads (tools/isms-draw/README.md). */
void scene_write_svg(struct out *out, const struct scene *scene);
void scene_write_lines(struct out *out, const struct scene *scene);

#endif
