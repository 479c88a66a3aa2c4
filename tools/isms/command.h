/* command.h -- the commands, and what each of them is. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_COMMAND_H
#define ISMS_TOOLS_ISMS_COMMAND_H

#include <stdint.h>

#include "base/str.h"
#include "tools/isms/arguments.h"
#include "tools/isms/tool.h"

enum { EXAMPLES_MOST = 3 };

struct command {
    const char *name;
    const char *operands; /* "[PATH...]" */
    const char *summary;  /* one line of the overview */
    const char *text;     /* what else one should know; lines end with \n */
    struct {
        const char *line, *meaning;
    } examples[EXAMPLES_MOST];
    option_set options;
    uint32_t operands_least, operands_most;
    const char *view; /* of the short forms of `report` */
    void (*first)(struct tool *tool); /* before the folder is changed, or NULL */
    int (*run)(struct tool *tool);
};

/* In the order of the overview. */
const struct command *command_table(uint32_t *ret_count);
const struct command *command_find(struct str name); /* NULL if there is none */

/* What follows the command on the command line. */
static inline const struct str *command_operands(const struct tool *tool, uint32_t *ret_count)
{
    uint32_t skip = tool->arguments.operands.count > 0 ? 1 : 0;

    *ret_count = tool->arguments.operands.count - skip;
    return *ret_count > 0 ? tool->arguments.operands.items + skip : NULL;
}

int command_check(struct tool *tool);
int command_fmt(struct tool *tool);
int command_new(struct tool *tool);
int command_report(struct tool *tool);
int command_graph(struct tool *tool);
int command_query(struct tool *tool);
void command_repl_first(struct tool *tool);
int command_repl(struct tool *tool);
int command_show(struct tool *tool);
int command_refs(struct tool *tool);
int command_why(struct tool *tool);
int command_why_not(struct tool *tool);
int command_test(struct tool *tool);
int command_bench(struct tool *tool);
int command_explain(struct tool *tool);
int command_help(struct tool *tool);
int command_version(struct tool *tool);

/* Help of one command, or the overview for NULL, to standard output. */
void help_write(struct tool *tool, const struct command *command);

#endif
