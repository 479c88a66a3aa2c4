/* lookup.h -- from a word on the command line to the command. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_LOOKUP_H
#define ISMS_TOOLS_ISMS_LOOKUP_H

#include "tools/isms/command.h"

/* NULL after a complaint, with the nearest commands or what the user may have meant instead. */
const struct command *lookup_command(struct tool *tool, struct str word);

#endif
