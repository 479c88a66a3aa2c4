/* pages.h -- the explanation of every message, as it is in docs/messages. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_PAGES_H
#define ISMS_TOOLS_ISMS_PAGES_H

#include <stdint.h>

#include "base/str.h"

/* The build writes pages.c from docs/messages/CODE.md. Sorted by code. */
struct page {
    const char *code;
    struct str text;
};
extern const struct page pages[];
extern const uint32_t page_count;

#endif
