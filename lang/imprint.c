/* imprint.c -- trees that were parsed before become part of another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/imprint.h"

static const struct imprints *imprints_of(const struct lang *lang)
{
    return lang->library == NULL ? NULL : lang->library->imprints;
}

void imprint_open(struct lang *lang)
{
    const struct imprints *imprints = imprints_of(lang);

    if (imprints == NULL)
        return;
    source_map_reserve(lang->sources, imprints->end);
    lang->ast->fixed = &imprints->tables;
}

static bool is_left_out(const struct lang *lang, sym_id word)
{
    for (uint32_t i = 0; i < lang->left_out_count; i++)
        if (sym_equal(lang->left_out[i], word))
            return true;
    return false;
}

static void add_decl(struct lang *lang, uint32_t source, struct decl decl)
{
    decl.source = source & SOURCE_BITS;
    if (is_left_out(lang, decl.word))
        decl.parts = 0;
    (void)ast_add_decl(lang->ast, &decl);
}

bool imprint_add(struct lang *lang, const struct library_file *file, struct str path)
{
    const struct imprints *imprints = imprints_of(lang);
    const struct imprint *imprint;

    if (imprints == NULL)
        return false;
    imprint = &imprints->files[file - lang->library->files];
    if (imprint->decl_count == 0)
        return false;

    struct str text = { file->text, file->text_bytes };
    uint32_t source = source_map_add_at(lang->sources, path, text, imprint->base);
    for (uint32_t i = 0; i < imprint->decl_count; i++)
        add_decl(lang, source, imprints->decls[imprint->first_decl + i]);
    return true;
}

expr_id imprint_find_hole(const struct lang *lang, struct span span)
{
    const struct imprints *imprints = imprints_of(lang);
    uint32_t low = 0;
    uint32_t high = imprints == NULL ? 0 : imprints->hole_count;
    uint32_t count = high;

    while (low < high) { /* the first hole that does not begin before the span */
        uint32_t middle = low + (high - low) / 2;
        if (imprints->holes[middle].span.lo < span.lo)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || imprints->holes[low].span.lo != span.lo ||
        imprints->holes[low].span.hi != span.hi)
        return (expr_id){ 0 };
    return imprints->holes[low].expr;
}
