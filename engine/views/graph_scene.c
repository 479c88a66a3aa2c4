/* graph_scene.c -- putting a picture together, item by item. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_scene.h"

#include <assert.h>

static const struct paint_info paints[PAINT_COUNT] = {
    [PAINT_NONE] = { "none", 0, 0 },
    [PAINT_OWN] = { "own", 0, 0 },
#define PAINT(name, class, light, dark) [PAINT_##name] = { class, light, dark },
#include "engine/views/paint.def"
#undef PAINT
};

const struct paint_info *paint_info(enum paint paint)
{
    assert(paint < PAINT_COUNT);
    return &paints[paint];
}

void scene_release(struct scene *scene)
{
    VEC_RELEASE(&scene->items);
    VEC_RELEASE(&scene->steps);
}

void scene_open(struct scene *scene, const struct scene_group *group)
{
    VEC_PUSH(&scene->items, (struct scene_item){ .kind = SCENE_OPEN, .group = *group });
}

void scene_close(struct scene *scene)
{
    VEC_PUSH(&scene->items, (struct scene_item){ .kind = SCENE_CLOSE });
}

void scene_text(struct scene *scene, const struct scene_text *text)
{
    if (text->text.len > 0)
        VEC_PUSH(&scene->items, (struct scene_item){ .kind = SCENE_TEXT, .text = *text });
}

void scene_path(struct scene *scene, struct pen pen)
{
    struct scene_path path = { .pen = pen, .first_step = scene->steps.count };
    VEC_PUSH(&scene->items, (struct scene_item){ .kind = SCENE_PATH, .path = path });
}

static void add_step(struct scene *scene, struct step step)
{
    struct scene_item *item = VEC_LAST(&scene->items);
    assert(item->kind == SCENE_PATH);
    VEC_PUSH(&scene->steps, step);
    item->path.step_count++;
}

void scene_move(struct scene *scene, int32_t x, int32_t y)
{
    add_step(scene, (struct step){ STEP_MOVE, { { x, y } } });
}

void scene_line(struct scene *scene, int32_t x, int32_t y)
{
    add_step(scene, (struct step){ STEP_LINE, { { x, y } } });
}

void scene_curve(struct scene *scene, struct point first, struct point second, struct point end)
{
    add_step(scene, (struct step){ STEP_CURVE, { first, second, end } });
}

void scene_join(struct scene *scene)
{
    add_step(scene, (struct step){ .kind = STEP_CLOSE });
}

void scene_rect(struct scene *scene, struct pen pen, struct rect rect)
{
    scene_path(scene, pen);
    scene_move(scene, rect.x, rect.y);
    scene_line(scene, rect.x + rect.width, rect.y);
    scene_line(scene, rect.x + rect.width, rect.y + rect.height);
    scene_line(scene, rect.x, rect.y + rect.height);
    scene_join(scene);
}

void scene_segment(struct scene *scene, struct pen pen, struct point from, struct point to)
{
    scene_path(scene, pen);
    scene_move(scene, from.x, from.y);
    scene_line(scene, to.x, to.y);
}

void out_length(struct out *out, int32_t tenths)
{
    uint32_t size = tenths < 0 ? 0U - (uint32_t)tenths : (uint32_t)tenths;
    if (tenths < 0)
        out_char(out, '-');
    out_u64(out, size / 10);
    if (size % 10 != 0) {
        out_char(out, '.');
        out_char(out, (char)('0' + size % 10));
    }
}
