/* diag_patch.c -- drawing a fix. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag_patch.h"

#include "base/characters.h"
#include "base/diag_line.h"

enum {
    SAFETY_COLUMN = 75, /* where `[safe fix]` begins unless the title is longer */
    PATCH_LINES = 12,   /* shown of the lines that go, and of those that come */
    BEFORE_MOST = 100, /* bytes of the line before the change; of more only BEFORE_KEPT are shown */
    BEFORE_KEPT = 40,
    BEHIND_MOST = 1280,
};

/* The lines that a fix touches, before or after the change. */
struct block {
    struct str text; /* lines with LF between them */
    uint32_t line;   /* number of the first line */
    uint32_t count;
};

struct str fix_safety_words(enum fix_safety safety)
{
    switch (safety) {
    case FIX_SAFE:
        return STR("safe fix");
    case FIX_UNSAFE:
        return STR("unsafe fix");
    case FIX_NEEDS_INPUT:
        break;
    }
    return STR("needs your input");
}

static uint32_t count_newlines(struct str text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

uint32_t patch_last_line(struct source_map *sources, const struct fix *fix)
{
    struct source *source = source_map_find(sources, fix->span.lo);
    if (source == NULL)
        return 0;
    uint32_t first = source_line_of(sources, source, fix->span.lo);
    uint32_t gone = count_newlines(source_map_text(sources, fix->span));
    uint32_t come = count_newlines(fix->replacement);
    return first + (gone > come ? gone : come);
}

static void write_title(const struct paint *paint, const struct fix *fix)
{
    struct out title;
    out_open_memory(&title);
    out_flat(&title, fix->title.len > 0 ? fix->title : STR("apply this change"));
    struct str text = out_memory(&title);
    uint32_t width = (uint32_t)(sizeof "help: " - 1) + text_display_width(text);
    paint_inked(paint, INK_HELP, STR("help"));
    out_text(paint->out, ": ");
    out_str(paint->out, text);
    out_repeat(paint->out, ' ', width + 2 < SAFETY_COLUMN ? SAFETY_COLUMN - width : 2);
    out_char(paint->out, '[');
    out_str(paint->out, fix_safety_words(fix->safety));
    out_text(paint->out, "]\n");
    out_release(&title);
}

/* What stays of the first and the last line that the fix touches. */
struct surroundings {
    struct str before;
    struct str behind;
};

static struct surroundings find_surroundings(const struct paint *paint, struct source *source,
                                             struct span span)
{
    uint32_t first = source_line_of(paint->sources, source, span.lo);
    uint32_t last = source_line_of(paint->sources, source, span.hi);
    uint32_t first_start = source_line_start(paint->sources, source, first);
    uint32_t last_start = source_line_start(paint->sources, source, last);
    struct str last_text = source_line_text(paint->sources, source, last);
    return (struct surroundings){
        .before = str_slice(source->text, first_start - source->base, span.lo - source->base),
        .behind = str_slice(last_text, span.hi - last_start, last_text.len),
    };
}

static void copy_before(struct out *out, struct str kept, struct str mark)
{
    size_t from = 0;
    if (kept.len > BEFORE_MOST) {
        from = character_start(kept, kept.len - BEFORE_KEPT);
        out_str(out, mark);
    }
    out_str(out, str_slice(kept, from, kept.len));
}

static void copy_behind(struct out *out, struct str kept, struct str mark)
{
    size_t to = kept.len > BEHIND_MOST ? character_start(kept, BEHIND_MOST) : kept.len;
    out_str(out, str_slice(kept, 0, to));
    if (to < kept.len)
        out_str(out, mark);
}

static void build_text(const struct paint *paint, const struct surroundings *kept,
                       struct str middle, struct out *ret_out)
{
    struct str mark = cut_mark(paint->options->use_ascii);
    out_open_memory(ret_out);
    copy_before(ret_out, kept->before, mark);
    out_str(ret_out, middle);
    copy_behind(ret_out, kept->behind, mark);
}

static struct block block_of(const struct out *text, uint32_t line)
{
    struct str lines = out_memory(text);
    return (struct block){ lines, line, count_newlines(lines) + 1 };
}

static struct str without_return(struct str line)
{
    return str_ends_with(line, STR("\r")) ? str_slice(line, 0, line.len - 1) : line;
}

static struct str first_line(const struct block *block)
{
    return without_return(str_slice(block->text, 0, str_find(block->text, '\n')));
}

static size_t start_of_last_line(const struct block *block)
{
    return block->count > 1 ? str_find_last(block->text, '\n') + 1 : 0;
}

static struct str last_line(const struct block *block)
{
    return without_return(str_slice(block->text, start_of_last_line(block), block->text.len));
}

static void drop_first_line(struct block *block)
{
    size_t end = str_find(block->text, '\n');
    block->text = str_slice(block->text, end + 1, block->text.len);
    block->line++;
    block->count--;
}

static void drop_last_line(struct block *block)
{
    size_t start = start_of_last_line(block);
    block->text = str_slice(block->text, 0, start > 0 ? start - 1 : 0);
    block->count--;
}

static void drop_equal_lines(struct block *gone, struct block *come)
{
    while (gone->count > 0 && come->count > 0 && str_equal(first_line(gone), first_line(come))) {
        drop_first_line(gone);
        drop_first_line(come);
    }
    while (gone->count > 0 && come->count > 0 && str_equal(last_line(gone), last_line(come))) {
        drop_last_line(gone);
        drop_last_line(come);
    }
}

static void write_sign(const struct paint *paint, uint32_t number, char sign)
{
    paint_ink(paint, INK_FRAME);
    paint_gutter(paint, number);
    paint_ink(paint, INK_NONE);
    out_char(paint->out, ' ');
    out_char(paint->out, sign);
}

static void write_row(const struct paint *paint, uint32_t number, char sign, struct str text)
{
    struct shown_line line = shown_line_fit(text, 0, 0, paint->options->use_ascii);
    write_sign(paint, number, sign);
    if (text.len > 0)
        out_char(paint->out, ' ');
    shown_line_write(&line, paint->out);
    out_char(paint->out, '\n');
}

static void write_block(const struct paint *paint, struct block block, char sign)
{
    for (uint32_t shown = 0; shown < PATCH_LINES && block.count > 0; shown++) {
        write_row(paint, block.line, sign, first_line(&block));
        drop_first_line(&block);
    }
    if (block.count == 0)
        return;
    write_sign(paint, 0, sign);
    out_char(paint->out, ' ');
    out_str(paint->out, cut_mark(paint->options->use_ascii));
    out_format(paint->out, " %u more line%s\n", block.count, block.count == 1 ? "" : "s");
}

static void write_change(const struct paint *paint, struct source *source, const struct fix *fix,
                         struct span span)
{
    struct out old_text;
    struct out new_text;
    struct surroundings kept = find_surroundings(paint, source, span);
    uint32_t line = source_line_of(paint->sources, source, span.lo);
    build_text(paint, &kept, source_map_text(paint->sources, span), &old_text);
    build_text(paint, &kept, fix->replacement, &new_text);
    struct block gone = block_of(&old_text, line);
    struct block come = block_of(&new_text, line);
    drop_equal_lines(&gone, &come);
    write_block(paint, gone, '-');
    write_block(paint, come, '+');
    out_release(&old_text);
    out_release(&new_text);
}

void patch_write(const struct paint *paint, const struct fix *fix, struct span primary)
{
    write_title(paint, fix);
    struct source *source = source_map_find(paint->sources, fix->span.lo);
    if (source == NULL)
        return;
    if (source != source_map_find(paint->sources, primary.lo))
        paint_arrow(paint, ":::", fix->span.lo);
    write_change(paint, source, fix, source_clip(source, fix->span));
}
