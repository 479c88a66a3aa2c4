/* table_write.h -- tables as text, Markdown, CSV, JSON and HTML. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_TABLE_WRITE_H
#define ISMS_ENGINE_VIEWS_TABLE_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/out.h"
#include "engine/table.h"

/* Pure functions of their arguments: same tables, same bytes. Each takes all tables of one document. */
struct document {
    struct title_block block;
    const struct table *const *tables;
    uint32_t table_count;
};

struct table_text_options {
    uint32_t width; /* terminal columns; 0 = unlimited (piped) */
    bool use_color;
    bool use_ascii;
};

void table_write_text(struct out *out, const struct document *document,
                      const struct table_text_options *options);
void table_write_markdown(struct out *out, const struct document *document);
void table_write_csv(struct out *out, const struct document *document); /* several tables: one blank line between */
void table_write_json(struct out *out, const struct document *document);
void table_write_html(struct out *out, const struct document *document);

#endif
