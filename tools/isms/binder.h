/* binder.h -- puts views and reports together to one document. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_BINDER_H
#define ISMS_TOOLS_ISMS_BINDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "engine/report.h"
#include "engine/views/table_write.h"
#include "tools/isms/session.h"

/*
 * Tells on the way what came out empty, and which picture could not be drawn; the document says the
 * latter too. One report alone gives the document its title; among others it is a chapter.
 */
struct binder {
    struct session *session;
    bool draws; /* somebody wants the pictures */
    uint32_t report_count;
    VEC(const struct table *) tables;
    VEC(struct section) sections;
    struct str title, doc;
    struct str classification; /* of all reports */
};

void binder_init(struct binder *binder, struct session *session, bool draws);
void binder_release(struct binder *binder);

void binder_add_table(struct binder *binder, const struct table *table);
void binder_add_report(struct binder *binder, const struct report *report, bool is_alone);

/* Borrows from the binder. Without a report it has no sections: tables only. */
struct document binder_document(struct binder *binder);

#endif
