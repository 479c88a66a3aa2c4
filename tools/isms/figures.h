/* figures.h -- counts, times and sizes as people read them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_FIGURES_H
#define ISMS_TOOLS_ISMS_FIGURES_H

#include <stdint.h>

#include "base/out.h"

void figure_count(struct out *out, uint64_t count);                /* 5213 as `5,213` */
void figure_milliseconds(struct out *out, uint64_t nanoseconds);   /* `1,234.56 ms` */
void figure_bytes(struct out *out, uint64_t bytes);                /* `812 bytes`, `1.2 MB` */
void figure_share(struct out *out, uint64_t part, uint64_t whole); /* `12.3 %`; 0 of 0 is 0 */
/* Bytes in a time as `34.5 MB/s`, of 1,000,000 bytes. */
void figure_speed(struct out *out, uint64_t bytes, uint64_t nanoseconds);

/* What was written to the memory output, right aligned in `columns`, and the output is empty. */
void figure_right(struct out *out, struct out *text, uint32_t columns);

#endif
