/* tables.h -- writes tables in the formats that the user asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_TABLES_H
#define ISMS_TOOLS_ISMS_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/answer.h"
#include "engine/table.h"
#include "engine/views/table_write.h"
#include "tools/isms/delivery.h"
#include "tools/isms/session.h"

/* text, markdown, csv, json, html. 0, or EXIT_WRONG_USAGE after a complaint. */
int tables_choose(struct deliveries *deliveries, struct tool *tool) ISMS_NODISCARD;

/* Is one of the deliveries in the format of that name? */
bool tables_go_to(const struct deliveries *deliveries, const char *format);

/* The document, for each delivery. 0, or EXIT_ENVIRONMENT after a complaint. */
int tables_deliver_document(struct session *session, const struct deliveries *deliveries,
                            const struct document *document) ISMS_NODISCARD;

/* All tables as one document, for each delivery. 0, or EXIT_ENVIRONMENT after a complaint. */
int tables_deliver(struct session *session, const struct deliveries *deliveries,
                   const struct table *const *tables, uint32_t count) ISMS_NODISCARD;

/* The answer to a query. As text, a value is its text alone; in other formats it is a table. */
int tables_deliver_answer(struct session *session, const struct deliveries *deliveries,
                          const struct answer *answer) ISMS_NODISCARD;

/* As text to standard output, without a title block. */
void tables_show(struct tool *tool, const struct table *const *tables, uint32_t count);
void tables_show_answer(struct tool *tool, const struct answer *answer);

#endif
