/* paint_cairo.c -- a scene as PDF or PNG. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms-draw/draw.h"

#include "base/utf8.h"
#include "tools/isms-draw/scene_read.h"

#include <cairo-pdf.h>
#include <cairo.h>

enum { PNG_SCALE = 2, PNG_SIDE_MOST = 32000, SIDE_MOST = 14400 };

/*
 * The first of these that has a character writes it. Cairo's own texts know no fall-back, no
 * writing from right to left and no joined letters; what cannot be written right is refused, never
 * left out.
 */
static const char *const families[] = {
    "Helvetica",        "Liberation Sans",     "DejaVu Sans",       "Noto Sans", "Noto Sans CJK SC",
    "Noto Sans CJK JP", "Droid Sans Fallback", "WenQuanYi Zen Hei", "IPAGothic", "Noto Emoji",
    "Symbola",          "sans-serif",
};
enum { FAMILY_COUNT = sizeof(families) / sizeof(families[0]) };

/* What is going on with one picture. */
struct painter {
    cairo_t *cairo;
    struct arena *arena;
    struct scene_reader reader;
    uint32_t unwritable; /* a character that cannot be written, else 0 */
};

/* ---------------------------------------------------------------- paths */

static void set_color(cairo_t *cairo, struct color color)
{
    cairo_set_source_rgb(cairo, color.red, color.green, color.blue);
}

/* The same patterns as graph_svg.c. */
static bool set_dash(cairo_t *cairo, char letter)
{
    static const double longer[] = { 8, 4 };
    static const double shorter[] = { 4, 3 };
    static const double dots[] = { 0.1, 3.2 };
    cairo_set_line_cap(cairo, letter == 'o' ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    switch (letter) {
    case 's':
        cairo_set_dash(cairo, NULL, 0, 0);
        return true;
    case 'l':
        cairo_set_dash(cairo, longer, 2, 0);
        return true;
    case 'd':
        cairo_set_dash(cairo, shorter, 2, 0);
        return true;
    case 'o':
        cairo_set_dash(cairo, dots, 2, 0);
        return true;
    default:
        return false;
    }
}

static void read_step(cairo_t *cairo, struct scene_reader *reader)
{
    char letter = scene_next_letter(reader);
    double places[6] = { 0 };
    int count = letter == 'M' || letter == 'L' ? 2 : letter == 'C' ? 6 : 0;
    for (int i = 0; i < count; i++)
        places[i] = scene_next_length(reader);
    switch (letter) {
    case 'M':
        cairo_move_to(cairo, places[0], places[1]);
        break;
    case 'L':
        cairo_line_to(cairo, places[0], places[1]);
        break;
    case 'C':
        cairo_curve_to(cairo, places[0], places[1], places[2], places[3], places[4], places[5]);
        break;
    case 'Z':
        cairo_close_path(cairo);
        break;
    default:
        reader->is_broken = true;
    }
}

static void paint_path(struct painter *painter)
{
    cairo_t *cairo = painter->cairo;
    struct scene_reader *reader = &painter->reader;
    struct color fill = scene_next_color(reader);
    struct color stroke = scene_next_color(reader);
    double width = scene_next_length(reader);
    if (!set_dash(cairo, scene_next_letter(reader)))
        reader->is_broken = true;
    cairo_new_path(cairo);
    while (!scene_at_end_of_line(reader) && !reader->is_broken)
        read_step(cairo, reader);
    if (!fill.is_none) {
        set_color(cairo, fill);
        cairo_fill_preserve(cairo);
    }
    if (!stroke.is_none) {
        set_color(cairo, stroke);
        cairo_set_line_width(cairo, width);
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
}

/* ---------------------------------------------------------------- texts */

/* A piece of text that one font can write. */
struct piece {
    struct str text;
    const char *family;
};

struct style {
    double size;
    cairo_font_weight_t weight;
};

static void select_font(cairo_t *cairo, const char *family, const struct style *style)
{
    cairo_select_font_face(cairo, family, CAIRO_FONT_SLANT_NORMAL, style->weight);
    cairo_set_font_size(cairo, style->size);
}

/* Glyph 0 is the box for what a font does not have. */
static bool font_has(cairo_t *cairo, struct str character)
{
    cairo_glyph_t *glyphs = NULL;
    int count = 0;
    cairo_status_t status =
        cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(cairo), 0, 0, character.ptr,
                                         (int)character.len, &glyphs, &count, NULL, NULL, NULL);
    bool has = status == CAIRO_STATUS_SUCCESS;
    for (int i = 0; i < count && has; i++)
        has = glyphs[i].index != 0;
    cairo_glyph_free(glyphs);
    return has;
}

/* Hebrew to Myanmar, Khmer, and the presentation forms of Hebrew and Arabic. */
static bool needs_shaping(uint32_t scalar)
{
    return (scalar >= 0x590 && scalar <= 0x109f) || (scalar >= 0x1780 && scalar <= 0x17ff) ||
           (scalar >= 0xfb1d && scalar <= 0xfdff) || (scalar >= 0xfe70 && scalar <= 0xfefe);
}

/* The font is selected after this. */
static const char *family_for(struct painter *painter, struct str character,
                              const struct style *style)
{
    size_t index = 0;
    uint32_t scalar = utf8_next(character, &index);
    for (int i = 0; i < FAMILY_COUNT && !needs_shaping(scalar); i++) {
        select_font(painter->cairo, families[i], style);
        if (font_has(painter->cairo, character))
            return families[i];
    }
    if (painter->unwritable == 0 && scalar != UTF8_REPLACEMENT)
        painter->unwritable = scalar;
    return families[0];
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* The longest start of a text that one family writes. */
static struct piece next_piece(struct painter *painter, struct str text, const struct style *style)
{
    if (is_ascii(text))
        return (struct piece){ text, families[0] };
    struct piece piece = { 0 };
    size_t end = 0;
    while (end < text.len) {
        size_t next = end;
        (void)utf8_next(text, &next);
        const char *family = family_for(painter, str_slice(text, end, next), style);
        if (piece.family != NULL && family != piece.family)
            break;
        piece.family = family;
        end = next;
    }
    piece.text = str_slice(text, 0, end);
    return piece;
}

typedef double piece_fn(cairo_t *cairo, const char *terminated);

static double measure_piece(cairo_t *cairo, const char *terminated)
{
    cairo_text_extents_t extents;
    cairo_text_extents(cairo, terminated, &extents);
    return extents.x_advance;
}

static double show_piece(cairo_t *cairo, const char *terminated)
{
    cairo_show_text(cairo, terminated);
    return 0;
}

struct writing {
    struct painter *painter;
    struct style style;
    struct str text;
};

static double for_each_piece(const struct writing *writing, piece_fn *use)
{
    double sum = 0;
    struct str rest = writing->text;
    while (rest.len > 0) {
        struct piece piece = next_piece(writing->painter, rest, &writing->style);
        select_font(writing->painter->cairo, piece.family, &writing->style);
        sum += use(writing->painter->cairo, arena_copy(writing->painter->arena, piece.text).ptr);
        rest = str_slice(rest, piece.text.len, rest.len);
    }
    return sum;
}

/* A font that is wider than Helvetica and its margin is condensed to the room that the text has. */
static void write_at(const struct writing *writing, char anchor, double x, double y, double room)
{
    double width = for_each_piece(writing, measure_piece);
    double scale = width > room && room > 0 ? room / width : 1;
    if (anchor == 'm')
        x -= width * scale / 2;
    if (anchor == 'e')
        x -= width * scale;
    cairo_t *cairo = writing->painter->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scale, 1);
    cairo_move_to(cairo, 0, 0);
    (void)for_each_piece(writing, show_piece);
    cairo_restore(cairo);
}

static void paint_text(struct painter *painter)
{
    struct scene_reader *reader = &painter->reader;
    struct writing writing = { .painter = painter };
    set_color(painter->cairo, scene_next_color(reader));
    writing.style.size = scene_next_length(reader);
    bool is_bold = scene_next_letter(reader) == 'b';
    writing.style.weight = is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL;
    char anchor = scene_next_letter(reader);
    double room = scene_next_length(reader);
    double x = scene_next_length(reader);
    double y = scene_next_length(reader);
    writing.text = scene_rest_of_line(reader);
    if (!reader->is_broken)
        write_at(&writing, anchor, x, y, room);
}

/* ---------------------------------------------------------------- scenes */

static void paint_items(struct painter *painter)
{
    struct scene_reader *reader = &painter->reader;
    bool has_ended = false;
    while (!has_ended && scene_next_line(reader)) {
        struct str word = scene_next_word(reader);
        if (str_equal(word, STR("path")))
            paint_path(painter);
        else if (str_equal(word, STR("text")))
            paint_text(painter);
        else if (str_equal(word, STR("end")))
            has_ended = true;
        else
            reader->is_broken = true;
    }
    reader->is_broken = reader->is_broken || !has_ended || reader->rest.len > 0;
}

struct scene_head {
    double width, height;
    struct str title;
};

static struct scene_head read_head(struct scene_reader *reader)
{
    struct scene_head head = { 0 };
    (void)scene_next_line(reader);
    reader->is_broken = reader->is_broken || !str_equal(scene_next_word(reader), STR("scene"));
    head.width = scene_next_length(reader);
    head.height = scene_next_length(reader);
    (void)scene_next_line(reader);
    reader->is_broken = reader->is_broken || !str_equal(scene_next_word(reader), STR("title"));
    head.title = scene_rest_of_line(reader);
    if (head.width < 1 || head.height < 1)
        reader->is_broken = true;
    return head;
}

static bool refuse(struct out *complaint, const char *reason)
{
    out_text(complaint, reason);
    return false;
}

static bool finish(const struct painter *painter, cairo_surface_t *surface, struct out *complaint)
{
    cairo_status_t status = cairo_status(painter->cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    if (painter->reader.is_broken)
        return refuse(complaint, "this is not a scene");
    if (painter->unwritable != 0) {
        out_format(complaint, "no font here can write U+%04X as it must be: ask for SVG",
                   painter->unwritable);
        return false;
    }
    if (status != CAIRO_STATUS_SUCCESS)
        return refuse(complaint, cairo_status_to_string(status));
    return true;
}

static cairo_status_t collect(void *closure, const unsigned char *bytes, unsigned int length)
{
    out_bytes(closure, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The date is fixed: the same scene gives the same bytes. */
static void describe(cairo_surface_t *surface, struct arena *arena, struct str title)
{
    static const char date[] = "1970-01-01T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, arena_copy(arena, title).ptr);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "isms");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

bool paint_pdf(struct str lines, struct arena *arena, struct out *answer, struct out *complaint)
{
    struct painter painter = { .arena = arena, .reader = { .rest = lines } };
    struct scene_head head = read_head(&painter.reader);
    if (painter.reader.is_broken)
        return refuse(complaint, "this is not a scene");
    if (head.width > SIDE_MOST || head.height > SIDE_MOST)
        return refuse(complaint, "the picture is larger than a page of PDF can be (14,400 points)");
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(collect, answer, head.width, head.height);
    describe(surface, arena, head.title);
    painter.cairo = cairo_create(surface);
    paint_items(&painter);
    cairo_surface_finish(surface);
    return finish(&painter, surface, complaint);
}

bool paint_png(struct str lines, struct arena *arena, struct out *answer, struct out *complaint)
{
    struct painter painter = { .arena = arena, .reader = { .rest = lines } };
    struct scene_head head = read_head(&painter.reader);
    if (painter.reader.is_broken)
        return refuse(complaint, "this is not a scene");
    if (head.width * PNG_SCALE > PNG_SIDE_MOST || head.height * PNG_SCALE > PNG_SIDE_MOST)
        return refuse(complaint, "the picture is larger than 16,000 points: ask for SVG or PDF");
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(head.width * PNG_SCALE + 0.999),
                                   (int)(head.height * PNG_SCALE + 0.999));
    painter.cairo = cairo_create(surface);
    cairo_set_source_rgb(painter.cairo, 1, 1, 1); /* the last row may be half a row of the scene */
    cairo_paint(painter.cairo);
    cairo_scale(painter.cairo, PNG_SCALE, PNG_SCALE);
    paint_items(&painter);
    if (!finish(&painter, surface, complaint))
        return false;
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, collect, answer);
    return status == CAIRO_STATUS_SUCCESS || refuse(complaint, cairo_status_to_string(status));
}
