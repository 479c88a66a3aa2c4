/* starter.h -- the text of a new project: examples/minimal/project.isms, put in by the build. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_STARTER_H
#define ISMS_TOOLS_ISMS_STARTER_H

#include "base/str.h"

struct str starter_text(void);

#endif
