/* modules.h -- what `use` lines bring in. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_MODULES_H
#define ISMS_LANG_MODULES_H

#include <stdint.h>

#include "base/map.h"
#include "lang/lang.h"

/*
 * Each module is loaded once. A module that is used while it is being loaded closes a circle, which
 * is an error (E0502) everywhere but inside the core.
 */
struct modules {
    struct lang *lang;
    struct map by_name;    /* symbol of the name -> index into lang->modules, plus 1 */
    struct map aliases;    /* (source, alias) -> index into lang->uses, plus 1 */
    VEC(uint32_t) loading; /* from the project down to the module under way */
    uint32_t project_file; /* its source, or UINT32_MAX */
    sym_id use, core;
};

void modules_open(struct modules *modules, struct lang *lang); /* adds the project as module 0 */
void modules_load_core(struct modules *modules);
/* Handles the `use` lines among the declarations from that run (ast.h) on. */
void modules_follow(struct modules *modules, uint32_t first_run);
void modules_close(struct modules *modules);

#endif
