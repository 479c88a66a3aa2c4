/* delivery.h -- in which formats and to which files something is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_DELIVERY_H
#define ISMS_TOOLS_ISMS_DELIVERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/outfile.h"
#include "base/vec.h"
#include "tools/isms/tool.h"

/* What a command can write. `id` is the command's own number for it. */
struct format {
    const char *name;
    const char *also; /* a second name, also as the end of a file name; or NULL */
    int id;
    bool is_binary;
};

/* One thing to write. */
struct delivery {
    const struct format *format;
    struct str path; /* empty: standard output */
};
struct deliveries {
    VEC(struct delivery) items;
};

/*
 * From -f and -o. Without -f the end of the file name decides, and `preset` where there is no file.
 * At most one goes to standard output. 0, or EXIT_WRONG_USAGE after a complaint.
 */
struct format_list {
    const struct format *formats;
    uint32_t count;
    const struct format *preset;
};
int deliveries_choose(struct deliveries *deliveries, struct tool *tool,
                      const struct format_list *formats) ISMS_NODISCARD;
void deliveries_release(struct deliveries *deliveries);

/*
 * The place to write to, between begin and end: a file appears whole at the end, or not at all.
 * Both return 0, or EXIT_ENVIRONMENT after a complaint; after a failure nothing is left to do.
 */
struct parcel {
    struct tool *tool;
    const struct delivery *delivery;
    struct outfile file;
    struct out *out;
};
int parcel_begin(struct parcel *parcel, struct tool *tool,
                 const struct delivery *delivery) ISMS_NODISCARD;
int parcel_end(struct parcel *parcel) ISMS_NODISCARD;
void parcel_drop(struct parcel *parcel); /* instead of end: nothing is written */

#endif
