/* diag_text.c -- the three styles in which a diagnostic is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_text.h"

#include "base/diag_line.h"
#include "base/diag_paint.h"
#include "base/diag_patch.h"
#include "base/diag_plain.h"
#include "base/diag_snippet.h"

enum { GUTTER_LEAST = 2 };

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t line_of(struct source_map *sources, uint32_t pos)
{
    struct source *source = source_map_find(sources, pos);
    return source != NULL ? source_line_of(sources, source, pos) : 0;
}

/* All excerpts of a diagnostic have the same gutter: wide enough for the last line of any. */
static uint32_t find_gutter(const struct diag *diag, struct source_map *sources)
{
    uint32_t last = line_of(sources, diag->span.lo);
    uint32_t gutter = 1;
    for (const struct label *label = diag->labels; label != NULL; label = label->next)
        last = larger(last, line_of(sources, label->span.lo));
    for (const struct fix *fix = diag->fixes; fix != NULL; fix = fix->next)
        last = larger(last, patch_last_line(sources, fix));
    for (; last >= 10; last /= 10)
        gutter++;
    return larger(gutter, GUTTER_LEAST);
}

/* `error[E0201]` */
static void write_severity(const struct paint *paint, const struct diag *diag)
{
    paint_inked(paint, INK_SEVERITY, verdict_word(diag));
    if (diag->code.len > 0) {
        paint_ink(paint, INK_CODE);
        out_char(paint->out, '[');
        out_visible(paint->out, diag->code);
        out_char(paint->out, ']');
        paint_ink(paint, INK_NONE);
    }
}

static void write_heading(const struct paint *paint, const struct diag *diag)
{
    write_severity(paint, diag);
    out_text(paint->out, ": ");
    out_flat(paint->out, diag->text);
    out_char(paint->out, '\n');
}

static uint32_t blanks_before(struct str line)
{
    uint32_t count = 0;
    while (count < line.len && line.ptr[count] == ' ')
        count++;
    return count;
}

/* A note may have several lines: they stand below each other, as far to the right as they were
 * written. */
static void write_note_text(const struct paint *paint, struct str text, uint32_t indent)
{
    size_t end = str_find(text, '\n');
    out_flat(paint->out, str_trim(str_slice(text, 0, end)));
    out_char(paint->out, '\n');
    while (end < text.len) {
        text = str_slice(text, end + 1, text.len);
        end = str_find(text, '\n');
        struct str line = str_slice(text, 0, end);
        if (str_trim(line).len > 0)
            out_repeat(paint->out, ' ', indent + blanks_before(line));
        out_flat(paint->out, line);
        out_char(paint->out, '\n');
    }
}

static void write_note(const struct paint *paint, const struct note *note)
{
    bool is_help = note->kind == NOTE_HELP;
    paint_ink(paint, INK_FRAME);
    paint_gutter(paint, 0);
    out_text(paint->out, " = ");
    paint_ink(paint, INK_NONE);
    paint_inked(paint, is_help ? INK_HELP : INK_NOTE, is_help ? STR("help") : STR("note"));
    out_text(paint->out, ": ");
    write_note_text(paint, note->text, paint->gutter + (uint32_t)(sizeof " = note: " - 1));
}

static void write_notes(const struct paint *paint, const struct diag *diag, bool after_fixes)
{
    for (const struct note *note = diag->notes; note != NULL; note = note->next)
        if (note->is_after_fixes == after_fixes)
            write_note(paint, note);
}

static void print_full(const struct paint *paint, const struct diag *diag)
{
    write_heading(paint, diag);
    snippet_write(paint, diag);
    write_notes(paint, diag, false);
    for (const struct fix *fix = diag->fixes; fix != NULL; fix = fix->next)
        patch_write(paint, fix, diag->span);
    write_notes(paint, diag, true);
    out_char(paint->out, '\n');
}

static const struct fix *find_safe_fix(const struct diag *diag)
{
    const struct fix *fix = diag->fixes;
    while (fix != NULL && (fix->safety != FIX_SAFE || fix->title.len == 0))
        fix = fix->next;
    return fix;
}

static void print_concise(const struct paint *paint, const struct diag *diag)
{
    struct out *out = paint->out;
    struct place place = source_map_place(paint->sources, diag->span.lo);
    const struct fix *fix = find_safe_fix(diag);
    if (place.line > 0) {
        place_write(out, place);
        out_text(out, ": ");
    }
    write_severity(paint, diag);
    out_char(out, ' ');
    out_flat(out, diag->text);
    if (fix != NULL) {
        out_text(out, "; ");
        out_flat(out, fix->title);
    }
    out_char(out, '\n');
}

void diag_print(struct out *out, const struct diag *diag, struct source_map *sources,
                const struct diag_text_options *options)
{
    struct paint paint = {
        .out = out,
        .sources = sources,
        .options = options,
        .severity = diag->is_waived ? SEVERITY_INFO : diag->severity,
    };
    switch (options->style) {
    case STYLE_FULL:
        paint.gutter = find_gutter(diag, sources);
        print_full(&paint, diag);
        break;
    case STYLE_CONCISE:
        print_concise(&paint, diag);
        break;
    case STYLE_PLAIN:
        plain_write(&paint, diag);
        break;
    }
}
