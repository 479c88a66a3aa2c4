/* diag.h -- what the tool has to say about the user's text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_DIAG_H
#define ISMS_BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * A diagnostic is data: nothing here prints. Passes add to a sink; diag_text.h and others show what
 * it holds. Codes come from message.def (code, severity, title; numbers are for ever). A gap that a
 * rule found is a diagnostic too: its code is the rule's id.
 *
 * Style of a message: lower case, no full stop, names the thing in backticks, says what was
 * expected.
 */
enum severity { SEVERITY_INFO = 1, SEVERITY_WARNING, SEVERITY_ERROR };

enum message {
    MSG_NONE, /* the diagnostic carries a rule id instead */
#define MESSAGE(code, severity, exit_status, title) MSG_##code,
#include "base/message.def"
#undef MESSAGE
    MSG_COUNT
};

struct message_info {
    const char *code; /* "E0201" */
    enum severity severity;
    int exit_status; /* 2 configuration, 3 source error, 4 environment, 5 limit; 0 none */
    const char *title;
};
const struct message_info *message_info(enum message message);
enum message message_find(struct str code); /* MSG_NONE if unknown */

/* One place in a source, underlined, with a few words about it. */
struct label {
    struct label *next;
    struct span span;
    struct str text; /* may be empty */
};

enum note_kind { NOTE_NOTE, NOTE_HELP };
struct note {
    struct note *next;
    enum note_kind kind;
    bool is_after_fixes; /* added after a fix, so shown after the fixes */
    struct str text;
};

enum fix_safety { FIX_SAFE, FIX_UNSAFE, FIX_NEEDS_INPUT };
struct fix {
    struct fix *next;
    struct str title; /* "did you mean `TRT-031`?" */
    enum fix_safety safety;
    struct span span; /* the bytes to replace; empty span = insert before span.lo */
    struct str replacement;
};

struct diag {
    enum message message;
    enum severity severity;
    bool is_waived;  /* a gap that somebody lets stand: shown as `waived`, whatever its severity */
    struct str code; /* "E0201", or the rule's id */
    struct str text;
    struct span span; /* primary place; none = about no place in a file */
    struct str label; /* words under the primary place; may be empty */
    struct label *labels, *last_label;
    struct note *notes, *last_note;
    struct fix *fixes, *last_fix;
};

struct diag_sink {
    struct arena *arena; /* holds all texts; set it before use */
    VEC(struct diag *) diags;
    uint32_t counts[SEVERITY_ERROR + 1]; /* by severity; exact even past the limit */
    uint32_t limit;       /* diagnostics kept per severity; 0 = 1000 (reliability.md section 2) */
    struct diag *scratch; /* given out past the limit; what is hung on it is dropped */
    int exit_status;      /* the most serious one of all messages: 5 over 4 over 3 over 2 */
};

/*
 * Adds a diagnostic and returns it, so that labels, notes and fixes can be hung on it. The pointer
 * stays valid as long as the sink's arena. Past the limit the diagnostic is counted and a scratch
 * one returned. All texts are copied, unless it says otherwise. Labels, notes and fixes are shown
 * in the order in which they were added.
 */
struct diag *diag_add(struct diag_sink *sink, enum message message, struct span span,
                      const char *format, ...) ISMS_PRINTF(4, 5);
/* A gap: `rule` is the code. Both texts are borrowed. */
struct diag *diag_add_gap(struct diag_sink *sink, struct str rule, enum severity severity,
                          struct span span, struct str text);

void diag_set_label(struct diag_sink *sink, struct diag *diag, const char *format, ...)
    ISMS_PRINTF(3, 4); /* words under the primary place */
void diag_label(struct diag_sink *sink, struct diag *diag, struct span span, const char *format,
                ...) ISMS_PRINTF(4, 5);
void diag_note(struct diag_sink *sink, struct diag *diag, const char *format, ...)
    ISMS_PRINTF(3, 4);
void diag_help(struct diag_sink *sink, struct diag *diag, const char *format, ...)
    ISMS_PRINTF(3, 4);
/* The same with texts that are there already; borrowed, as long as the diagnostic lives. */
void diag_add_label(struct diag_sink *sink, struct diag *diag, struct span span, struct str text);
void diag_add_note(struct diag_sink *sink, struct diag *diag, enum note_kind kind, struct str text);
void diag_fix(struct diag_sink *sink, struct diag *diag, enum fix_safety safety, struct span span,
              struct str replacement, const char *title_format, ...) ISMS_PRINTF(6, 7);

/*
 * Sorts by file (path, by byte), then position, then code, then text; equals keep their order.
 * Diagnostics without a place come first, those in library files last.
 */
void diag_sort(struct diag_sink *sink, struct source_map *sources);
void diag_sink_release(struct diag_sink *sink); /* not the arena */

#endif
