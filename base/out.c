/* out.c -- buffered output with an error that sticks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/out.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/characters.h"
#include "base/oom.h"
#include "base/utf8.h"

enum { BUFFER_BYTES = 64 * 1024, MEMORY_BYTES_FIRST = 256, DIGITS_MOST = 20 };

/* Calls of write beyond this length may fail on some systems. */
enum { WRITE_BYTES_MOST = 1 << 30 };

static void set_capacity(struct out *out, size_t capacity)
{
    out->buffer = oom_unless(realloc(out->buffer, capacity), capacity);
    out->capacity = capacity;
}

void out_open_fd(struct out *out, int fd)
{
    *out = (struct out){ .fd = fd }; /* its buffer comes with the first byte */
}

void out_open_memory(struct out *out)
{
    *out = (struct out){ .fd = -1 };
}

void out_release(struct out *out)
{
    free(out->buffer);
    *out = (struct out){ .fd = -1 };
}

static bool is_memory(const struct out *out)
{
    return out->fd < 0;
}

/* Standard output may be a pipe that somebody else made non-blocking. */
static int wait_until_writable(int fd)
{
    struct pollfd request = { .fd = fd, .events = POLLOUT };
    return poll(&request, 1, -1) < 0 && errno != EINTR ? -errno : 0;
}

/* The number of bytes written, perhaps 0, or a negative errno. */
static ssize_t write_some(int fd, const char *bytes, size_t len)
{
    ssize_t written = write(fd, bytes, len < WRITE_BYTES_MOST ? len : WRITE_BYTES_MOST);
    if (written > 0)
        return written;
    if (written == 0)
        return -EIO; /* a device that takes nothing would keep us here for ever */
    if (errno == EINTR)
        return 0;
    if (errno == EAGAIN)
        return wait_until_writable(fd);
    return -errno;
}

static void write_all(struct out *out, const char *bytes, size_t len)
{
    while (len > 0 && out->error == 0) {
        ssize_t written = write_some(out->fd, bytes, len);
        if (written < 0) {
            out->error = (int)written;
        } else {
            bytes += written;
            len -= (size_t)written;
        }
    }
}

int out_flush(struct out *out)
{
    if (!is_memory(out)) {
        write_all(out, out->buffer, out->len);
        out->len = 0;
    }
    return out->error;
}

static void grow(struct out *out, size_t wanted)
{
    size_t least = is_memory(out) ? MEMORY_BYTES_FIRST : BUFFER_BYTES;
    size_t doubled = 2 * out->capacity; /* no memory is larger than half of all addresses */
    if (doubled < least)
        doubled = least;
    set_capacity(out, doubled > wanted ? doubled : wanted);
}

/* Room for `bytes` in one piece, behind what the buffer holds. False after an error. */
static bool make_room(struct out *out, size_t bytes)
{
    if (bytes <= out->capacity - out->len)
        return out->error == 0;
    if (out_flush(out) != 0)
        return false;

    size_t wanted;
    if (__builtin_add_overflow(out->len, bytes, &wanted))
        oom_exit(SIZE_MAX);
    if (wanted > out->capacity)
        grow(out, wanted);
    return true;
}

void out_bytes_slowly(struct out *out, const char *bytes, size_t len)
{
    if (len == 0)
        return;
    if (!is_memory(out) && len >= BUFFER_BYTES) {
        if (out_flush(out) == 0)
            write_all(out, bytes, len);
        return;
    }
    if (!make_room(out, len))
        return;
    memcpy(out->buffer + out->len, bytes, len);
    out->len += len;
}

char *out_room(struct out *out, size_t bytes)
{
    return make_room(out, bytes) ? out->buffer + out->len : NULL;
}

void out_byte(struct out *out, char c)
{
    if (make_room(out, 1))
        out->buffer[out->len++] = c;
}

void out_repeat(struct out *out, char c, size_t times)
{
    while (times > 0) {
        size_t now = times < BUFFER_BYTES ? times : BUFFER_BYTES;
        if (!make_room(out, now))
            return;
        memset(out->buffer + out->len, c, now);
        out->len += now;
        times -= now;
    }
}

/* Every number below 100. */
static const char two_digits[] = "00010203040506070809"
                                 "10111213141516171819"
                                 "20212223242526272829"
                                 "30313233343536373839"
                                 "40414243444546474849"
                                 "50515253545556575859"
                                 "60616263646566676869"
                                 "70717273747576777879"
                                 "80818283848586878889"
                                 "90919293949596979899";

void out_u64(struct out *out, uint64_t number)
{
    char digits[DIGITS_MOST];
    size_t first = sizeof digits;
    while (number >= 100) {
        first -= 2;
        memcpy(digits + first, &two_digits[2 * (number % 100)], 2);
        number /= 100;
    }
    if (number >= 10)
        digits[--first] = two_digits[2 * number + 1];
    digits[--first] = number >= 10 ? two_digits[2 * number] : (char)('0' + number);
    out_bytes(out, digits + first, sizeof digits - first);
}

void out_i64(struct out *out, int64_t number)
{
    if (number < 0)
        out_char(out, '-');
    out_u64(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* What vsnprintf says: the length of the whole, even when there was no room for it. */
static int ISMS_PRINTF(2, 0)
    format_into_room(struct out *out, const char *format, va_list arguments)
{
    if (out->buffer == NULL)
        grow(out, 1);
    return vsnprintf(out->buffer + out->len, out->capacity - out->len, format, arguments);
}

void out_format(struct out *out, const char *format, ...)
{
    if (out->error != 0)
        return;

    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int len = format_into_room(out, format, arguments);
    va_end(arguments);

    if (len < 0) {
        out->error = -EOVERFLOW;
    } else if ((size_t)len < out->capacity - out->len) {
        out->len += (size_t)len;
    } else if (make_room(out, (size_t)len + 1)) {
        format_into_room(out, format, again);
        out->len += (size_t)len;
    }
    va_end(again);
}

struct str out_memory(const struct out *out)
{
    return (struct str){ out->buffer, out->len };
}

/* Characters that show nothing, or change how their neighbours are shown. */
struct code_range {
    uint32_t first, last;
};
static const struct code_range hidden[] = {
    { 0x00, 0x1f },       { 0x7f, 0x9f },     /* C0, DEL, C1 */
    { 0x061c, 0x061c },                       /* bidi: Arabic letter mark */
    { 0x200b, 0x200f },                       /* zero width, bidi marks */
    { 0x2028, 0x202e },                       /* line separators, bidi embeddings, overrides */
    { 0x2060, 0x2060 },   { 0x2066, 0x2069 }, /* word joiner, bidi isolates */
    { 0xfeff, 0xfeff },                       /* byte order mark */
    { 0xe0000, 0xe007f },                     /* tags: a text inside the text */
};

static bool is_hidden(uint32_t code)
{
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (code >= hidden[i].first && code <= hidden[i].last)
            return true;
    }
    return false;
}

/* In base 16, with at least two digits. */
static void out_hex(struct out *out, uint32_t number)
{
    unsigned digits = 2;

    while (digits < 8 && number >> (4 * digits) != 0)
        digits++;
    while (digits-- > 0)
        out_char(out, "0123456789abcdef"[number >> (4 * digits) & 15]);
}

static void out_shown(struct out *out, uint32_t code)
{
    if (code == '\n')
        out_text(out, "\\n");
    else if (code == '\t')
        out_text(out, "\\t");
    else if (code == '\r')
        out_text(out, "\\r");
    else if (code < 0x80) {
        out_text(out, "\\x");
        out_hex(out, code);
    } else {
        out_text(out, "\\u{");
        out_hex(out, code);
        out_char(out, '}');
    }
}

/* Most texts are ASCII from end to end; of the others, no character is looked at twice. */
void out_visible(struct out *out, struct str text)
{
    size_t done = 0;
    size_t index = printable_run(text, 0);
    while (index < text.len) {
        size_t start = index;
        uint32_t code = utf8_next(text, &index);
        bool is_shown = code != UTF8_INVALID && !is_hidden(code);
        if (!is_shown)
            out_str(out, str_slice(text, done, start));
        if (code == UTF8_INVALID) {
            out_text(out, "\\x");
            out_hex(out, (unsigned char)text.ptr[start]);
        } else if (!is_shown) {
            out_shown(out, code);
        }
        done = is_shown ? done : index;
        index += printable_run(text, index);
    }
    out_str(out, str_slice(text, done, text.len));
}
