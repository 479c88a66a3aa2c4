/* diag_plain.c -- sentences instead of drawings. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_plain.h"

#include "base/diag_line.h"
#include "base/diag_patch.h"

#include <string.h>

static bool is_sentence(struct str text)
{
    return text.len > 0 && memchr(".?!:", text.ptr[text.len - 1], 4) != NULL;
}

/* Ends a sentence that was not ended by its author, and the line. */
static void write_sentence(struct out *out, struct str text)
{
    out_flat(out, text);
    out_text(out, is_sentence(str_trim(text)) ? "\n" : ".\n");
}

static void write_line_words(const struct paint *paint, struct place place)
{
    out_visible(paint->out, place.path);
    out_format(paint->out, ", line %u", place.line);
}

/* `, to line 9` for a place that does not end on its own line. */
static void write_last_line(const struct paint *paint, struct span span)
{
    struct source *source = source_map_find(paint->sources, span.lo);
    if (source == NULL)
        return;
    struct span clipped = source_clip(source, span);
    uint32_t end = clipped.hi > clipped.lo ? clipped.hi - 1 : clipped.lo;
    uint32_t last = source_line_of(paint->sources, source, end);
    if (last > source_line_of(paint->sources, source, clipped.lo))
        out_format(paint->out, ", to line %u", last);
}

static void write_heading(const struct paint *paint, const struct diag *diag)
{
    struct place place = source_map_place(paint->sources, diag->span.lo);
    out_str(paint->out, verdict_word(diag));
    if (diag->code.len > 0) {
        out_char(paint->out, ' ');
        out_visible(paint->out, diag->code);
    }
    if (place.line > 0) {
        out_text(paint->out, " in ");
        write_line_words(paint, place);
        out_format(paint->out, ", column %u", place.column);
        write_last_line(paint, diag->span);
    }
    out_text(paint->out, ": ");
    write_sentence(paint->out, diag->text);
    if (diag->label.len > 0) {
        out_text(paint->out, "Here: ");
        write_sentence(paint->out, diag->label);
    }
}

static void write_label(const struct paint *paint, const struct label *label)
{
    struct place place = source_map_place(paint->sources, label->span.lo);
    if (place.line == 0)
        return;
    out_text(paint->out, "See also ");
    write_line_words(paint, place);
    write_last_line(paint, label->span);
    if (label->text.len > 0)
        out_text(paint->out, ": ");
    write_sentence(paint->out, label->text);
}

static void write_notes(const struct paint *paint, const struct diag *diag, bool after_fixes)
{
    for (const struct note *note = diag->notes; note != NULL; note = note->next) {
        if (note->is_after_fixes != after_fixes)
            continue;
        out_text(paint->out, note->kind == NOTE_HELP ? "Help: " : "Note: ");
        write_sentence(paint->out, note->text);
    }
}

static void write_quoted(const struct paint *paint, struct str text)
{
    struct shown_line line = shown_line_fit(str_trim(text), 0, 0, true);
    out_char(paint->out, '`');
    out_flat(paint->out, str_slice(line.text, 0, line.to));
    if (line.to < line.text.len)
        out_str(paint->out, line.cut_mark);
    out_char(paint->out, '`');
}

static void write_edit(const struct paint *paint, const struct fix *fix)
{
    struct str old_text = source_map_text(paint->sources, fix->span);
    if (old_text.len == 0) {
        out_text(paint->out, "insert ");
        write_quoted(paint, fix->replacement);
        return;
    }
    out_text(paint->out, fix->replacement.len == 0 ? "delete " : "replace ");
    write_quoted(paint, old_text);
    if (fix->replacement.len == 0)
        return;
    out_text(paint->out, " with ");
    write_quoted(paint, fix->replacement);
}

static void write_fix(const struct paint *paint, const struct fix *fix)
{
    struct place place = source_map_place(paint->sources, fix->span.lo);
    out_text(paint->out, "Help (");
    out_str(paint->out, fix_safety_words(fix->safety));
    out_text(paint->out, "): ");
    if (fix->title.len > 0 || place.line == 0)
        write_sentence(paint->out, fix->title);
    if (place.line == 0)
        return;
    out_text(paint->out, fix->title.len > 0 ? "Change: in " : "in ");
    write_line_words(paint, place);
    out_text(paint->out, ", ");
    write_edit(paint, fix);
    out_text(paint->out, ".\n");
}

void plain_write(const struct paint *paint, const struct diag *diag)
{
    write_heading(paint, diag);
    for (const struct label *label = diag->labels; label != NULL; label = label->next)
        write_label(paint, label);
    write_notes(paint, diag, false);
    for (const struct fix *fix = diag->fixes; fix != NULL; fix = fix->next)
        write_fix(paint, fix);
    write_notes(paint, diag, true);
    out_char(paint->out, '\n');
}
