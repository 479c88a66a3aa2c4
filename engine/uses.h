/* uses.h -- what the `use` lines of a file, and those of project.isms, let a name mean. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_USES_H
#define ISMS_ENGINE_USES_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/scopes.h"

/* The uses of a file, or of the project, in their order; borrowed from the scopes. */
struct use_list {
    const struct scope_use *items;
    uint32_t count;
    uint32_t number;   /* no other list of the scopes has it */
    bool also_aliased; /* what is used by another name counts, too */
};

struct use_list uses_of_file(const struct scopes *scopes, const struct file_scope *file,
                             bool also_aliased);
struct use_list uses_of_project(const struct scopes *scopes, bool also_aliased);

/* Looking for a symbol in one scope after another, all of which have the same rank. */
struct search {
    const struct scopes *scopes;
    enum name_class class_;
    sym_id sym;
    const struct name *found; /* the first */
    const struct name *rival; /* the first that is another one */
};

void search_namespace(struct search *search, sym_id namespace_);
/* All namespaces of the list in their order, at a price that does not depend on how many. */
void search_uses(struct search *search, struct use_list uses);
/* The namespace that is used by that name; none if it is not. */
sym_id alias_namespace(const struct scopes *scopes, struct use_list uses, sym_id alias);

struct workspace;
/* Reads all `use` lines into the scopes. */
void read_uses(struct workspace *ws);

#endif
