/* figures.c -- counts, times and sizes as people read them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/figures.h"

enum { KB = 1000, MB = 1000000 };

static void put_digits(struct out *out, uint64_t number, uint64_t from)
{
    for (; from > 0; from /= 10)
        out_char(out, (char)('0' + number / from % 10));
}

void figure_count(struct out *out, uint64_t count)
{
    if (count < 1000) {
        out_u64(out, count);
        return;
    }
    figure_count(out, count / 1000);
    out_char(out, ',');
    put_digits(out, count % 1000, 100);
}

void figure_milliseconds(struct out *out, uint64_t nanoseconds)
{
    uint64_t hundredths = nanoseconds / 10000 + (nanoseconds % 10000 >= 5000);

    figure_count(out, hundredths / 100);
    out_char(out, '.');
    put_digits(out, hundredths % 100, 10);
    out_text(out, " ms");
}

/* With one decimal place. */
static void put_tenths(struct out *out, uint64_t tenths)
{
    figure_count(out, tenths / 10);
    out_char(out, '.');
    put_digits(out, tenths % 10, 1);
}

void figure_bytes(struct out *out, uint64_t bytes)
{
    if (bytes < KB) {
        out_u64(out, bytes);
        out_text(out, bytes == 1 ? " byte" : " bytes");
        return;
    }
    put_tenths(out, bytes < MB ? bytes / (KB / 10) : bytes / (MB / 10));
    out_text(out, bytes < MB ? " kB" : " MB");
}

void figure_share(struct out *out, uint64_t part, uint64_t whole)
{
    double thousandths = whole > 0 ? (double)part * 1000.0 / (double)whole : 0.0;

    put_tenths(out, (uint64_t)(thousandths + 0.5));
    out_text(out, " %");
}

void figure_speed(struct out *out, uint64_t bytes, uint64_t nanoseconds)
{
    /* Bytes in a nanosecond are thousands of MB in a second. */
    double tenths = nanoseconds > 0 ? (double)bytes * 10000.0 / (double)nanoseconds : 0.0;

    put_tenths(out, (uint64_t)(tenths + 0.5));
    out_text(out, " MB/s");
}

void figure_right(struct out *out, struct out *text, uint32_t columns)
{
    struct str figure = out_memory(text);

    out_repeat(out, ' ', figure.len < columns ? columns - figure.len : 0);
    out_str(out, figure);
    text->len = 0;
}
