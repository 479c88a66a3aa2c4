/* objects.h -- finding the object that the user means. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_OBJECTS_H
#define ISMS_TOOLS_ISMS_OBJECTS_H

#include <stdint.h>

#include "base/attr.h"
#include "tools/isms/session.h"

/* 0, or EXIT_WRONG_USAGE after a complaint with the nearest ids. */
int objects_find(struct session *session, struct str id, uint32_t *ret_object) ISMS_NODISCARD;

/* All about an object: its fields, and who refers to it and its gaps where there are any. */
uint32_t objects_tables(struct session *session, uint32_t object,
                        const struct table *ret_tables[ENGINE_SHOW_TABLES]);

/* The complaint alone; `what` is what else it could have been, like "graph or object". */
void objects_refuse(struct session *session, struct str id, const char *what);

#endif
