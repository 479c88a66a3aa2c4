/* line_diff.c -- what differs between two texts, line by line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/line_diff.h"

#include "base/vec.h"

enum { CONTEXT = 3, LOOKAHEAD_MOST = 100, LOOKAHEAD_LEAST = 8 };

/* With its end, which only the last one may lack. */
struct line {
    struct str text;
    uint32_t hash; /* tells most lines apart without looking at them */
};

struct lines {
    VEC(struct line) items;
};

/* Lines [before, before_end) of one text stand in place of [after, after_end) of the other. */
struct change {
    uint32_t before, before_end, after, after_end;
};

struct diff {
    struct lines before, after;
    VEC(struct change) changes;
    uint32_t lookahead; /* less after each search in vain, so that these do not add up */
};

/* FNV-1a. */
static uint32_t hash_of(struct str text)
{
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (uint8_t)text.ptr[i]) * 16777619U;
    return hash;
}

static void cut_lines(struct lines *lines, struct str text)
{
    while (text.len > 0) {
        size_t end = str_find(text, '\n') + 1;
        struct line line = { .text = str_slice(text, 0, end) };
        line.hash = hash_of(line.text);
        VEC_PUSH(&lines->items, line);
        text = str_slice(text, end, text.len);
    }
}

/* ---- changes ---- */

static bool lines_equal(const struct diff *diff, uint32_t before, uint32_t after)
{
    const struct line *one, *other;

    if (before >= diff->before.items.count || after >= diff->after.items.count)
        return false;
    one = &diff->before.items.items[before];
    other = &diff->after.items.items[after];
    return one->hash == other->hash && str_equal(one->text, other->text);
}

/* Blank lines are equal everywhere: alone they say nothing about where the texts meet again. */
static bool meet(const struct diff *diff, uint32_t before, uint32_t after)
{
    return lines_equal(diff, before, after) &&
           (str_trim(diff->before.items.items[before].text).len > 0 ||
            lines_equal(diff, before + 1, after + 1));
}

/* Where the texts meet again, with as few lines between as possible; false when not near. */
static bool find_meeting(const struct diff *diff, struct change *change)
{
    for (uint32_t distance = 1; distance <= diff->lookahead; distance++) {
        for (uint32_t removed = 0; removed <= distance; removed++) {
            uint32_t before = change->before + removed;
            uint32_t after = change->after + (distance - removed);
            if (!meet(diff, before, after))
                continue;
            change->before_end = before;
            change->after_end = after;
            return true;
        }
    }
    return false;
}

static uint32_t one_more(uint32_t line, const struct lines *lines)
{
    return line < lines->items.count ? line + 1 : line;
}

/* Changes without a line between them are one. */
static void add_change(struct diff *diff, struct change change)
{
    struct change *last = diff->changes.count > 0 ? VEC_LAST(&diff->changes) : NULL;

    if (last != NULL && last->before_end == change.before && last->after_end == change.after) {
        last->before_end = change.before_end;
        last->after_end = change.after_end;
    } else {
        VEC_PUSH(&diff->changes, change);
    }
}

static void find_changes(struct diff *diff)
{
    uint32_t before = 0, after = 0;

    while (before < diff->before.items.count || after < diff->after.items.count) {
        struct change change = { .before = before, .after = after };
        if (lines_equal(diff, before, after)) {
            before++;
            after++;
            continue;
        }
        if (find_meeting(diff, &change)) {
            diff->lookahead = LOOKAHEAD_MOST;
        } else {
            diff->lookahead = diff->lookahead / 2 + LOOKAHEAD_LEAST / 2;
            change.before_end = one_more(before, &diff->before);
            change.after_end = one_more(after, &diff->after);
        }
        add_change(diff, change);
        before = change.before_end;
        after = change.after_end;
    }
}

/* ---- writing ---- */

static void write_lines(struct out *out, char mark, const struct lines *lines, uint32_t from,
                        uint32_t end)
{
    for (; from < end; from++) {
        struct str line = lines->items.items[from].text;
        out_char(out, mark);
        out_str(out, line);
        if (!str_ends_with(line, STR("\n")))
            out_text(out, "\n\\ No newline at end of file\n");
    }
}

/* `12,3`; an empty range is told by the line before it. */
static void write_range(struct out *out, uint32_t from, uint32_t end)
{
    out_u64(out, from == end ? from : from + 1);
    if (end - from != 1)
        out_format(out, ",%u", end - from);
}

static uint32_t at_most(uint32_t number, uint32_t most)
{
    return number < most ? number : most;
}

static void write_hunk(const struct diff *diff, struct out *out, uint32_t first, uint32_t end)
{
    const struct change *changes = diff->changes.items;
    struct change last = changes[end - 1];
    uint32_t lead = at_most(changes[first].before, CONTEXT);
    uint32_t tail = at_most(diff->before.items.count - last.before_end, CONTEXT);
    uint32_t line = changes[first].before - lead;

    out_text(out, "@@ -");
    write_range(out, line, last.before_end + tail);
    out_text(out, " +");
    write_range(out, changes[first].after - lead, last.after_end + tail);
    out_text(out, " @@\n");
    for (uint32_t i = first; i < end; i++) {
        write_lines(out, ' ', &diff->before, line, changes[i].before);
        write_lines(out, '-', &diff->before, changes[i].before, changes[i].before_end);
        write_lines(out, '+', &diff->after, changes[i].after, changes[i].after_end);
        line = changes[i].before_end;
    }
    write_lines(out, ' ', &diff->before, line, last.before_end + tail);
}

/* The changes from `first` on whose contexts touch. */
static uint32_t hunk_end(const struct diff *diff, uint32_t first)
{
    const struct change *changes = diff->changes.items;
    uint32_t end = first + 1;

    while (end < diff->changes.count &&
           changes[end].before - changes[end - 1].before_end <= 2 * CONTEXT)
        end++;
    return end;
}

void line_diff_write(struct out *out, struct str path, struct str before, struct str after)
{
    struct diff diff = { .lookahead = LOOKAHEAD_MOST };

    cut_lines(&diff.before, before);
    cut_lines(&diff.after, after);
    find_changes(&diff);
    if (diff.changes.count > 0) {
        out_text(out, "--- ");
        out_visible(out, path);
        out_text(out, "\n+++ ");
        out_visible(out, path);
        out_char(out, '\n');
    }
    for (uint32_t first = 0; first < diff.changes.count;) {
        uint32_t end = hunk_end(&diff, first);
        write_hunk(&diff, out, first, end);
        first = end;
    }
    VEC_RELEASE(&diff.changes);
    VEC_RELEASE(&diff.before.items);
    VEC_RELEASE(&diff.after.items);
}
