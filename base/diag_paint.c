/* diag_paint.c -- colours, gutter and places of a drawn diagnostic. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_paint.h"

static struct str severity_word(enum severity severity)
{
    switch (severity) {
    case SEVERITY_INFO:
        return STR("info");
    case SEVERITY_WARNING:
        return STR("warning");
    case SEVERITY_ERROR:
        break;
    }
    return STR("error");
}

struct str verdict_word(const struct diag *diag)
{
    return diag->is_waived ? STR("waived") : severity_word(diag->severity);
}

static struct str severity_color(enum severity severity)
{
    switch (severity) {
    case SEVERITY_INFO:
        return STR("\x1b[34m");
    case SEVERITY_WARNING:
        return STR("\x1b[1;33m");
    case SEVERITY_ERROR:
        break;
    }
    return STR("\x1b[1;31m");
}

static struct str ink_color(const struct paint *paint, enum ink ink)
{
    switch (ink) {
    case INK_SEVERITY:
        return severity_color(paint->severity);
    case INK_CODE:
        return STR("\x1b[1m");
    case INK_FRAME:
        return STR("\x1b[34m");
    case INK_NOTE:
        return STR("\x1b[36m");
    case INK_HELP:
        return STR("\x1b[32m");
    case INK_NONE:
        break;
    }
    return STR("\x1b[0m");
}

void paint_ink(const struct paint *paint, enum ink ink)
{
    if (paint->options->use_color)
        out_str(paint->out, ink_color(paint, ink));
}

void paint_inked(const struct paint *paint, enum ink ink, struct str text)
{
    if (!paint->options->use_color) {
        out_str(paint->out, text);
        return;
    }
    paint_ink(paint, ink);
    out_str(paint->out, text);
    paint_ink(paint, INK_NONE);
}

static uint32_t count_digits(uint32_t number)
{
    uint32_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

void paint_gutter(const struct paint *paint, uint32_t line)
{
    uint32_t digits = line > 0 ? count_digits(line) : 0;
    out_repeat(paint->out, ' ', digits < paint->gutter ? paint->gutter - digits : 0);
    if (line > 0)
        out_u64(paint->out, line);
}

void paint_bar(const struct paint *paint, uint32_t line)
{
    paint_ink(paint, INK_FRAME);
    paint_gutter(paint, line);
    out_text(paint->out, " |");
    paint_ink(paint, INK_NONE);
}

void paint_bar_row(const struct paint *paint)
{
    paint_bar(paint, 0);
    out_char(paint->out, '\n');
}

void place_write(struct out *out, struct place place)
{
    out_visible(out, place.path);
    out_char(out, ':');
    out_u64(out, place.line);
    out_char(out, ':');
    out_u64(out, place.column);
}

void paint_arrow(const struct paint *paint, const char *arrow, uint32_t pos)
{
    struct place place = source_map_place(paint->sources, pos);
    paint_ink(paint, INK_FRAME);
    paint_gutter(paint, 0);
    out_text(paint->out, arrow);
    paint_ink(paint, INK_NONE);
    out_char(paint->out, ' ');
    place_write(paint->out, place);
    out_char(paint->out, '\n');
}
