/* out.h -- buffered output with an error that sticks. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_OUT_H
#define ISMS_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

/*
 * Everything the tool writes goes through here, never through stdio (reliability.md 1.4 and 4.5).
 * The first error is kept as a negative errno in `error`; later writes do nothing. Look at the
 * result of out_flush once at the end.
 */
struct out {
    char *buffer; /* growing when fd < 0 (memory), else flushed when full */
    size_t len;
    size_t capacity;
    int fd;
    int error;
};

void out_open_fd(struct out *out, int fd);
void out_open_memory(struct out *out);
void out_release(struct out *out); /* frees the buffer; closes nothing, flushes nothing */

/* The long ways of what follows. */
void out_bytes_slowly(struct out *out, const char *bytes, size_t len);
void out_byte(struct out *out, char c);

static inline void out_bytes(struct out *out, const char *bytes, size_t len)
{
    if (len > out->capacity - out->len || len == 0 || out->error != 0) {
        out_bytes_slowly(out, bytes, len);
        return;
    }
    memcpy(out->buffer + out->len, bytes, len);
    out->len += len;
}

static inline void out_str(struct out *out, struct str text)
{
    out_bytes(out, text.ptr, text.len);
}
/* The compiler knows how long a literal is. */
static inline void out_text(struct out *out, const char *terminated)
{
    out_bytes(out, terminated, strlen(terminated));
}
static inline void out_char(struct out *out, char c)
{
    if (out->len < out->capacity && out->error == 0)
        out->buffer[out->len++] = c;
    else
        out_byte(out, c);
}
/*
 * Room for so many bytes in one piece, where whoever asks may write; those that he then adds to
 * `len` are part of the output. NULL after an error.
 */
char *out_room(struct out *out, size_t bytes);
/* The text between two of these characters. */
static inline void out_between(struct out *out, char c, struct str text)
{
    char *to = out->buffer + out->len;

    if (text.len > 0 && out->error == 0 && out->capacity - out->len >= 2 &&
        text.len <= out->capacity - out->len - 2) {
        to[0] = c;
        memcpy(to + 1, text.ptr, text.len);
        to[text.len + 1] = c;
        out->len += text.len + 2;
        return;
    }
    out_char(out, c);
    out_str(out, text);
    out_char(out, c);
}
void out_repeat(struct out *out, char c, size_t times);
void out_u64(struct out *out, uint64_t number);
void out_i64(struct out *out, int64_t number);
void out_format(struct out *out, const char *format, ...) ISMS_PRINTF(2, 3);

/* User's text for a terminal or a log: control characters, bidi controls and invalid UTF-8 shown as
 * escapes. */
void out_visible(struct out *out, struct str text);

int out_flush(struct out *out) ISMS_NODISCARD; /* 0 or the kept error */
struct str out_memory(const struct out *out);  /* what was written to a memory output; borrowed */

#endif
