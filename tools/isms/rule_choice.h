/* rule_choice.h -- --rules, --stage and --phase as the engine takes them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_RULE_CHOICE_H
#define ISMS_TOOLS_ISMS_RULE_CHOICE_H

#include "engine/engine.h"
#include "tools/isms/tool.h"

/* From the tool's arena; `--stage 1` is short for stage-1. */
const struct engine_choice *rule_choices(struct tool *tool, uint32_t *ret_count);
/* `, only stage 1`, for headings; empty when all rules count. */
struct str rule_choice_text(struct tool *tool);

#endif
