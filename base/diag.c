/* diag.c -- the registry of messages, and the sink that collects diagnostics. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIMIT_DEFAULT = 1000 };

static const struct message_info messages[MSG_COUNT] = {
    [MSG_NONE] = { "", SEVERITY_ERROR, 0, "" },
#define MESSAGE(code, severity, exit_status, title)                                                \
    [MSG_##code] = { #code, SEVERITY_##severity, exit_status, title },
#include "base/message.def"
#undef MESSAGE
};

const struct message_info *message_info(enum message message)
{
    assert(message < MSG_COUNT);
    return &messages[message];
}

enum message message_find(struct str code)
{
    for (unsigned i = MSG_NONE + 1; i < MSG_COUNT; i++)
        if (str_equal(code, str_from(messages[i].code)))
            return (enum message)i;
    return MSG_NONE;
}

static struct str format_text(struct arena *arena, const char *format, va_list args)
    ISMS_PRINTF(2, 0);

static struct str format_text(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) /* more than INT_MAX bytes */
        return STR("(this text is too long to be shown)");
    char *text = arena_alloc(arena, (size_t)length + 1, 1);
    (void)vsnprintf(text, (size_t)length + 1, format, args);
    return (struct str){ text, (size_t)length };
}

static bool is_dropped(const struct diag_sink *sink, const struct diag *diag)
{
    return diag == sink->scratch;
}

static struct diag *take_scratch(struct diag_sink *sink)
{
    if (sink->scratch == NULL)
        sink->scratch = ARENA_NEW(sink->arena, struct diag);
    *sink->scratch = (struct diag){ 0 };
    return sink->scratch;
}

/* Counts, and makes room for one more unless the severity has had its share. */
static struct diag *take(struct diag_sink *sink, enum severity severity)
{
    uint32_t limit = sink->limit > 0 ? sink->limit : LIMIT_DEFAULT;
    struct diag *diag;
    if (sink->counts[severity] < UINT32_MAX)
        sink->counts[severity]++;
    if (sink->counts[severity] > limit) {
        diag = take_scratch(sink);
    } else {
        diag = ARENA_NEW(sink->arena, struct diag);
        VEC_PUSH(&sink->diags, diag);
    }
    diag->severity = severity;
    return diag;
}

/* 5 over 4 over 3 over 2: the most serious status is the greatest number. */
static void raise_exit_status(struct diag_sink *sink, int exit_status)
{
    if (exit_status > sink->exit_status)
        sink->exit_status = exit_status;
}

struct diag *diag_add(struct diag_sink *sink, enum message message, struct span span,
                      const char *format, ...)
{
    const struct message_info *info = message_info(message);
    assert(message != MSG_NONE);
    raise_exit_status(sink, info->exit_status);
    struct diag *diag = take(sink, info->severity);
    diag->message = message;
    diag->code = str_from(info->code);
    diag->span = span;
    if (is_dropped(sink, diag))
        return diag;
    va_list args;
    va_start(args, format);
    diag->text = format_text(sink->arena, format, args);
    va_end(args);
    return diag;
}

struct diag *diag_add_gap(struct diag_sink *sink, struct str rule, enum severity severity,
                          struct span span, struct str text)
{
    struct diag *diag = take(sink, severity);
    diag->span = span;
    if (is_dropped(sink, diag))
        return diag;
    diag->code = rule;
    diag->text = text;
    return diag;
}

void diag_set_label(struct diag_sink *sink, struct diag *diag, const char *format, ...)
{
    if (is_dropped(sink, diag))
        return;
    va_list args;
    va_start(args, format);
    diag->label = format_text(sink->arena, format, args);
    va_end(args);
}

void diag_label(struct diag_sink *sink, struct diag *diag, struct span span, const char *format,
                ...)
{
    if (is_dropped(sink, diag))
        return;
    va_list args;
    va_start(args, format);
    diag_add_label(sink, diag, span, format_text(sink->arena, format, args));
    va_end(args);
}

void diag_add_label(struct diag_sink *sink, struct diag *diag, struct span span, struct str text)
{
    if (is_dropped(sink, diag))
        return;
    struct label *label = ARENA_NEW(sink->arena, struct label);
    label->span = span;
    label->text = text;
    if (diag->last_label == NULL)
        diag->labels = label;
    else
        diag->last_label->next = label;
    diag->last_label = label;
}

void diag_add_note(struct diag_sink *sink, struct diag *diag, enum note_kind kind, struct str text)
{
    if (is_dropped(sink, diag))
        return;
    struct note *note = ARENA_NEW(sink->arena, struct note);
    note->kind = kind;
    note->text = text;
    note->is_after_fixes = diag->fixes != NULL;
    if (diag->last_note == NULL)
        diag->notes = note;
    else
        diag->last_note->next = note;
    diag->last_note = note;
}

void diag_note(struct diag_sink *sink, struct diag *diag, const char *format, ...)
{
    if (is_dropped(sink, diag))
        return;
    va_list args;
    va_start(args, format);
    diag_add_note(sink, diag, NOTE_NOTE, format_text(sink->arena, format, args));
    va_end(args);
}

void diag_help(struct diag_sink *sink, struct diag *diag, const char *format, ...)
{
    if (is_dropped(sink, diag))
        return;
    va_list args;
    va_start(args, format);
    diag_add_note(sink, diag, NOTE_HELP, format_text(sink->arena, format, args));
    va_end(args);
}

void diag_fix(struct diag_sink *sink, struct diag *diag, enum fix_safety safety, struct span span,
              struct str replacement, const char *title_format, ...)
{
    if (is_dropped(sink, diag))
        return;
    struct fix *fix = ARENA_NEW(sink->arena, struct fix);
    va_list args;
    va_start(args, title_format);
    fix->title = format_text(sink->arena, title_format, args);
    va_end(args);
    fix->safety = safety;
    fix->span = span;
    fix->replacement = arena_copy(sink->arena, replacement);
    if (diag->last_fix == NULL)
        diag->fixes = fix;
    else
        diag->last_fix->next = fix;
    diag->last_fix = fix;
}

/* A diagnostic with all that it is sorted by. */
struct sort_row {
    struct diag *diag;
    const struct source *source;
    uint32_t order;
};

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_sources(const struct source *a, const struct source *b)
{
    if (a == b)
        return 0;
    if (a == NULL || b == NULL)
        return a == NULL ? -1 : 1;
    if (a->is_library != b->is_library)
        return a->is_library ? 1 : -1;
    return str_compare(a->path, b->path);
}

static int compare_rows(const void *left, const void *right)
{
    const struct sort_row *a = left;
    const struct sort_row *b = right;
    int order = compare_sources(a->source, b->source);
    if (order == 0)
        order = compare_numbers(a->diag->span.lo, b->diag->span.lo);
    if (order == 0)
        order = str_compare(a->diag->code, b->diag->code);
    if (order == 0)
        order = str_compare(a->diag->text, b->diag->text);
    return order != 0 ? order : compare_numbers(a->order, b->order);
}

void diag_sort(struct diag_sink *sink, struct source_map *sources)
{
    VEC(struct sort_row) rows = { 0 };
    if (sink->diags.count < 2)
        return;
    VEC_RESERVE(&rows, sink->diags.count);
    for (uint32_t i = 0; i < sink->diags.count; i++) {
        struct diag *diag = sink->diags.items[i];
        VEC_PUSH(&rows, (struct sort_row){ diag, source_map_find(sources, diag->span.lo), i });
    }
    qsort(rows.items, rows.count, sizeof(struct sort_row), compare_rows);
    for (uint32_t i = 0; i < rows.count; i++)
        sink->diags.items[i] = rows.items[i].diag;
    VEC_RELEASE(&rows);
}

void diag_sink_release(struct diag_sink *sink)
{
    VEC_RELEASE(&sink->diags);
}
