/* page_style.c -- see page_style.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/page_style.h"

#include "base/sha256.h"
#include "base/vec.h"
#include "engine/row_reader.h"
#include "engine/views/graph_write.h"

/* The named ones have their rules in page.css, for light and dark pages. */
static const char *const names[] = { "green", "yellow", "orange", "red", "blue", "grey" };

enum { HEX_CHARS = 6 };

/* A colour as rgb numbers: 0xRRGGBB. */
struct tones {
    VEC(uint32_t) colors;
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool read_hex(struct str color, uint32_t *ret_rgb)
{
    uint32_t rgb = 0;

    if (color.len != 1 + HEX_CHARS || color.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < color.len; i++) {
        int digit = hex_digit(color.ptr[i]);
        if (digit < 0)
            return false;
        rgb = rgb << 4 | (uint32_t)digit;
    }
    *ret_rgb = rgb;
    return true;
}

static bool is_named(struct str color)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (str_equal(color, str_from(names[i])))
            return true;
    return false;
}

bool page_tone_class(struct out *out, struct str color)
{
    uint32_t rgb = 0;

    if (read_hex(color, &rgb))
        out_format(out, "tone tone-%06x", rgb);
    else if (is_named(color))
        out_format(out, "tone tone-%.*s", STR_ARG(color));
    else
        return false;
    return true;
}

/* --------------------------------------------------------------- contrast */

/* Newton's method; by hand, because pow() may differ in its last bit from one libm to the next. */
static double fifth_root(double x)
{
    double root = 1.0;

    for (int i = 0; i < 40; i++)
        root = (4.0 * root + x / (root * root * root * root)) / 5.0;
    return root;
}

/* WCAG 2, definition of relative luminance: the sRGB curve. x^2.4 = x^2 * (x^2)^(1/5) */
static double linear(uint32_t shade)
{
    double share = (double)(shade & 0xff) / 255.0;
    if (share <= 0.04045)
        return share / 12.92;
    double x = (share + 0.055) / 1.055;
    return x * x * fifth_root(x * x);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

/* Contrast is (lighter + 0.05) / (darker + 0.05); black wins where 1.05 * 0.05 < (L + 0.05)^2. */
static bool wants_black_text(uint32_t rgb)
{
    double lifted = luminance(rgb) + 0.05;

    return lifted * lifted > 1.05 * 0.05;
}

/* ----------------------------------------------------------------- shades */

static uint32_t channel(uint32_t rgb, unsigned shift)
{
    return rgb >> shift & 0xff;
}

static uint32_t largest(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t smallest(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* An eighth of the way to the other colour: the hairline that keeps what is as pale as the page
 * visible. */
static uint32_t edge_towards(uint32_t rgb, uint32_t other)
{
    uint32_t edge = 0;

    for (unsigned shift = 0; shift < 24; shift += 8)
        edge |= (channel(rgb, shift) * 7 + channel(other, shift)) / 8 << shift;
    return edge;
}

/*
 * A scale that runs from pale to deep says "more" by contrast with white paper. On a dark page the
 * pale end would shout, so lightness is turned around (hue and chroma stay) and lifted from black.
 */
static uint32_t on_dark_page(uint32_t rgb)
{
    uint32_t red = channel(rgb, 16);
    uint32_t green = channel(rgb, 8);
    uint32_t blue = channel(rgb, 0);
    uint32_t ends = largest(largest(red, green), blue) + smallest(smallest(red, green), blue);
    uint32_t turned = 0;

    for (unsigned shift = 0; shift < 24; shift += 8)
        turned |= (36 + (channel(rgb, shift) + 255 - ends) * 219 / 255) << shift;
    return turned;
}

/* ------------------------------------------------------------------ style */

static void add_tone(struct tones *tones, struct str color)
{
    uint32_t rgb = 0;

    if (!read_hex(color, &rgb))
        return;
    for (uint32_t i = 0; i < tones->colors.count; i++)
        if (tones->colors.items[i] == rgb)
            return;
    VEC_PUSH(&tones->colors, rgb);
}

static void add_cell(struct tones *tones, const struct cell *cell)
{
    add_tone(tones, cell->color);
    for (uint32_t i = 0; i < cell->part_count; i++)
        add_cell(tones, &cell->parts[i]);
}

static bool has_tones(const struct table *table)
{
    for (uint32_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].is_plain)
            return true;
    return false;
}

static void add_table(struct tones *tones, const struct table *table)
{
    struct row_reader reader;

    if (!has_tones(table))
        return;
    row_reader_init(&reader, table);
    for (uint32_t row = 0; row < table->row_count; row++) {
        for (uint32_t column = 0; column < table->column_count; column++)
            if (!table->columns[column].is_plain)
                add_cell(tones, row_reader_part(&reader, row, column, column + 1));
    }
    row_reader_release(&reader);
}

static void put_tone(struct out *out, uint32_t name, uint32_t shown, uint32_t edge)
{
    out_format(out, ".tone-%06x { background: #%06x; color: %s; border-color: #%06x; }\n", name,
               shown, wants_black_text(shown) ? "#000" : "#fff", edge);
}

static void put_tones(struct out *out, const struct tones *tones)
{
    if (tones->colors.count == 0)
        return;
    for (uint32_t i = 0; i < tones->colors.count; i++) {
        uint32_t rgb = tones->colors.items[i];
        put_tone(out, rgb, rgb, edge_towards(rgb, 0x000000));
    }
    out_text(out, "@media screen and (prefers-color-scheme: dark) {\n");
    for (uint32_t i = 0; i < tones->colors.count; i++) {
        uint32_t rgb = tones->colors.items[i];
        uint32_t dark = on_dark_page(rgb);
        put_tone(out, rgb, dark, edge_towards(dark, 0xffffff));
    }
    out_text(out, "}\n");
}

void page_style_write(struct out *out, const struct document *document)
{
    struct tones tones = { 0 };

    for (uint32_t i = 0; i < document->table_count; i++)
        add_table(&tones, document->tables[i]);
    out_str(out, page_css());
    put_tones(out, &tones);
    if (document_has_graphs(document))
        picture_style_write(out);
    VEC_RELEASE(&tones.colors);
}

void page_policy_write(struct out *out, struct str style)
{
    struct sha256_digest digest = sha256_of(style);
    char hash[SHA256_BASE64_CHARS];

    sha256_base64(&digest, hash);
    out_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'sha256-");
    out_bytes(out, hash, sizeof(hash));
    out_text(out, "'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
}
