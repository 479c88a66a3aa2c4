/* project.h -- the settings of the `project` declaration. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_PROJECT_H
#define ISMS_ENGINE_PROJECT_H

#include "base/str.h"

struct workspace;

/* Checks the fields (E0203, E0503, E0504 for an unknown `language:`) and takes the currency. */
void read_project(struct workspace *ws);
struct str project_timezone(const struct workspace *ws);

#endif
