/* lang_case.h -- a text, its tree and its diagnostics, for the tests of lang/. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_LANG_CASE_H
#define ISMS_TESTS_UNIT_LANG_CASE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/diag_text.h"
#include "base/out.h"
#include "lang/lang.h"
#include "tests/unit/test.h"

struct lang_case {
    struct arena arena;
    struct source_map sources;
    struct diag_sink sink;
    struct ast ast;
    struct limits limits;
    struct lang lang;
};

static inline void lang_case_open(struct lang_case *c)
{
    *c = (struct lang_case){ .limits = limits_default };
    c->sources.arena = &c->arena;
    c->sink.arena = &c->arena;
    ast_init(&c->ast);
    c->lang = (struct lang){ .arena = &c->arena,
                             .names = interner_open(1, 2),
                             .sources = &c->sources,
                             .sink = &c->sink,
                             .ast = &c->ast,
                             .limits = &c->limits };
}

static inline void lang_case_close(struct lang_case *c)
{
    interner_close((struct interner *)c->lang.names);
    lang_release(&c->lang);
    ast_release(&c->ast);
    diag_sink_release(&c->sink);
    source_map_release(&c->sources);
    arena_release(&c->arena);
}

static inline void lang_case_parse(struct lang_case *c, struct str text)
{
    uint32_t source = source_map_add(&c->sources, STR("test.isms"), text, false);

    assert_int_not_equal(source, UINT32_MAX);
    lang_parse(&c->lang, source);
}

/* `E0103 2:3 message` for each diagnostic, in their order, joined by line ends. */
static inline struct str lang_case_messages(struct lang_case *c)
{
    struct out out;
    struct str text;

    diag_sort(&c->sink, &c->sources);
    out_open_memory(&out);
    for (uint32_t i = 0; i < c->sink.diags.count; i++) {
        const struct diag *diag = c->sink.diags.items[i];
        struct place place = source_map_place(&c->sources, diag->span.lo);
        out_format(&out, "%s%.*s %u:%u %.*s", i > 0 ? "\n" : "", STR_ARG(diag->code), place.line,
                   place.column, STR_ARG(diag->text));
    }
    text = arena_copy(&c->arena, out_memory(&out));
    out_release(&out);
    return text;
}

static inline struct str lang_case_dump(struct lang_case *c)
{
    struct out out;
    struct str text;

    out_open_memory(&out);
    ast_dump(&c->ast, c->lang.names, &c->sources, &out);
    text = arena_copy(&c->arena, out_memory(&out));
    out_release(&out);
    return text;
}

/* A file of the source tree; the caller frees it. */
static inline char *lang_case_read(const char *path, size_t *ret_bytes)
{
    const char *root = getenv("top_srcdir");
    char full[4096];
    char *text;
    long bytes;
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", root != NULL ? root : ".", path);
    file = fopen(full, "rb");
    if (file == NULL)
        fail_msg("cannot open %s", full);
    fseek(file, 0, SEEK_END);
    bytes = ftell(file);
    rewind(file);
    text = malloc((size_t)bytes + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)bytes, file), (size_t)bytes);
    fclose(file);
    text[bytes] = '\0';
    *ret_bytes = (size_t)bytes;
    return text;
}

#endif
