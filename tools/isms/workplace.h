/* workplace.h -- which project is meant. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_WORKPLACE_H
#define ISMS_TOOLS_ISMS_WORKPLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/vec.h"
#include "tools/isms/tool.h"

/*
 * --project, else ISMS_PROJECT, else the first folder with a project.isms from what was named (else
 * from here) upward; a folder with `.git` is the last one looked into. A file inside a project
 * means the whole project: part of an ISMS cannot be judged. Files outside of any, and `-`, are
 * taken together as a project of their own.
 */
struct workplace {
    struct str root;   /* absolute */
    struct str prefix; /* leads from here to the root: "", "../../" or "isms/" */
    bool is_project;   /* else the files are all there is */
    uint32_t outside_count;
    VEC(struct str) files; /* of a project: below the root; else as they were named */
};

/* 0, or the exit status after a complaint. All texts are in the tool's arena. */
int workplace_find(struct workplace *workplace, struct tool *tool, const struct str *named,
                   uint32_t named_count) ISMS_NODISCARD;
void workplace_release(struct workplace *workplace);

#endif
