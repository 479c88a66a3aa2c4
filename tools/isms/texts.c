/* texts.c -- texts that are parsed and not checked. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/texts.h"

#include "stdlib/library.h"
#include "tools/isms/findings.h"
#include "tools/isms/process.h"

void texts_open(struct texts *texts, const struct file_reader *reader)
{
    uint64_t seed_low, seed_high;

    *texts = (struct texts){ 0 };
    process_seed(&seed_low, &seed_high);
    texts->sources.arena = &texts->arena;
    texts->sink.arena = &texts->arena;
    texts->names = interner_open(seed_low, seed_high);
    ast_init(&texts->ast);
    texts->lang = (struct lang){ .arena = &texts->arena,
                                 .names = texts->names,
                                 .sources = &texts->sources,
                                 .sink = &texts->sink,
                                 .ast = &texts->ast,
                                 .reader = reader,
                                 .library = &stdlib_library,
                                 .limits = &limits_default };
}

void texts_close(struct texts *texts)
{
    lang_release(&texts->lang);
    ast_release(&texts->ast);
    interner_close(texts->names);
    diag_sink_release(&texts->sink);
    source_map_release(&texts->sources);
    arena_release(&texts->arena);
}

void texts_explain(struct texts *texts, struct tool *tool)
{
    bool is_full = tool->is_err_terminal || arguments_have(&tool->arguments, OPTION_ERROR_STYLE);
    struct diag_text_options options =
        findings_options(tool, is_full, tool_uses_color(tool, tool->is_err_terminal));

    diag_sort(&texts->sink, &texts->sources);
    for (uint32_t i = 0; i < texts->sink.diags.count; i++)
        if (texts->sink.diags.items[i]->severity == SEVERITY_ERROR)
            diag_print(&tool->err, texts->sink.diags.items[i], &texts->sources, &options);
    tool_flush(&tool->err);
}
