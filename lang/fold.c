/* fold.c -- paragraphs that are plain stay text until somebody looks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/lang.h"

#include "lang/plain_build.h"
#include "lang/plain_walk.h"

#include <assert.h>
#include <string.h>

static struct plain_builder builder_for(const struct lang *lang, const struct decl *decl)
{
    const struct source *source = &lang->sources->sources.items[decl->source];

    return (struct plain_builder){ .ast = lang->ast,
                                   .names = lang->names,
                                   .text = source->text.ptr,
                                   .base = source->base,
                                   .rules = { source->text.ptr + source->text.len, lang->limits } };
}

static const char *start_of(const struct plain_builder *builder, const struct decl *decl)
{
    return builder->text + (decl->span.lo - builder->base);
}

static struct plain_head head_of(const struct plain_builder *builder, const struct decl *decl)
{
    struct plain_head head = { 0 };
    bool is_plain = plain_head(&builder->rules, start_of(builder, decl), NULL, &head);

    assert(is_plain);
    (void)is_plain;
    return head;
}

static void unfold_field(const struct plain_builder *builder, struct str name,
                         struct plain_walk *walk)
{
    const char *end = name.ptr + name.len;
    struct field field = { .name = plain_symbol(builder, name.ptr, end),
                           .name_span = plain_span(builder, name.ptr, end) };
    struct plain_list items = plain_build_values(builder, &end);

    walk->at = end;
    field.items = items.first;
    field.last_item = items.last;
    VEC_PUSH(&builder->ast->fields, field);
}

/* Those of a declaration with a doc comment are there before. */
static struct decl_parts *make_parts(struct ast *ast, struct decl *decl)
{
    if (!decl->has_parts) {
        struct decl_parts parts = { .word_span = ast_word_span(ast, decl),
                                    .id_span = ast_id_span(ast, decl) };
        VEC_PUSH(&ast->parts, parts);
        decl->parts = ast->parts.count - 1;
        decl->has_parts = true;
    }
    return &ast->parts.items[decl->parts];
}

static void unfold_head(struct lang *lang, struct decl *decl)
{
    struct plain_builder builder = builder_for(lang, decl);
    struct plain_head head = head_of(&builder, decl);
    struct plain_list list = plain_build_head(&builder, &head);
    struct decl_parts *parts = make_parts(lang->ast, decl);

    parts->head = list.first;
    parts->title = head.title != NULL ? list.last : (expr_id){ 0 };
    decl->fold = UNFOLDED;
}

static void unfold_fields(struct lang *lang, decl_id id)
{
    struct decl *decl = &lang->ast->decls.items[id.v];
    struct plain_builder builder = builder_for(lang, decl);
    struct decl_parts *parts = make_parts(lang->ast, decl);
    struct plain_walk walk;
    struct str name;

    parts->first_field.v = lang->ast->fields.count;
    if (plain_walk_start(&walk, lang, id))
        while (plain_walk_field(&walk, &name))
            unfold_field(&builder, name, &walk);
    parts->field_count = lang->ast->fields.count - parts->first_field.v;
    decl->fold = FOLDED_HEAD;
}

/* Parts from `end` on were made by unfolding. */
static void fold(struct ast *ast, struct decl *decl, uint32_t end)
{
    struct decl_parts *parts = &ast->parts.items[decl->parts];

    decl->fold = FOLDED;
    if (decl->parts < end) {
        *parts = (struct decl_parts){ .word_span = parts->word_span,
                                      .id_span = parts->id_span,
                                      .doc = parts->doc };
        return;
    }
    decl->has_parts = false;
    (void)decl_set_head(decl, parts->word_span, parts->id_span);
}

/* Without its quotes. The paragraph is plain: a quote behind the id begins the title, the next one
 * ends it. */
static struct str folded_title(const struct lang *lang, const struct decl *decl)
{
    const struct source *source = &lang->sources->sources.items[decl->source];
    const char *end = source->text.ptr + source->text.len;
    uint32_t head_end = ast_id_span(lang->ast, decl).hi - source->base;
    const char *at = plain_skip_spaces(source->text.ptr + head_end);
    const char *quote;

    if (*at++ != '"')
        return (struct str){ 0 };
    quote = memchr(at, '"', (size_t)(end - at));
    assert(quote);
    return (struct str){ at, (size_t)(quote - at) };
}

/* ---- lang.h ---- */

struct tree_mark lang_mark(const struct lang *lang)
{
    const struct ast *ast = lang->ast;

    return (struct tree_mark){ ast->decls.count, ast->parts.count, ast->fields.count,
                               ast->exprs.count, ast->unfolded.count };
}

void lang_rewind(struct lang *lang, struct tree_mark mark)
{
    struct ast *ast = lang->ast;

    while (ast->unfolded.count > mark.unfolded)
        fold(ast, &ast->decls.items[ast->unfolded.items[--ast->unfolded.count].v], mark.parts);
    ast_cut_decls(ast, mark.decls);
    ast->parts.count = mark.parts;
    ast->fields.count = mark.fields;
    ast->exprs.count = mark.exprs;
}

void lang_unfold(struct lang *lang, decl_id id)
{
    struct decl *decl = &lang->ast->decls.items[id.v];

    if (decl->fold == UNFOLDED)
        return;
    if (decl->fold == FOLDED)
        unfold_fields(lang, id);
    unfold_head(lang, decl);
    VEC_PUSH(&lang->ast->unfolded, id);
}

struct str lang_title(const struct lang *lang, struct arena *arena, decl_id id)
{
    const struct decl *decl = ast_decl(lang->ast, id);
    expr_id title = ast_parts(lang->ast, decl)->title;
    enum expr_op op = (enum expr_op)ast_expr(lang->ast, title)->op;

    if (decl->fold != UNFOLDED)
        return folded_title(lang, decl);
    if (op != EXPR_STRING && op != EXPR_TEXT)
        return (struct str){ 0 };
    return ast_string(lang->ast, lang->sources, arena, title);
}

/* It stands in the first line, which is one or two of the cache's. */
void lang_prefetch_title(const struct lang *lang, decl_id id)
{
    const struct decl *decl = ast_decl(lang->ast, id);
    const struct source *source = &lang->sources->sources.items[decl->source];
    const char *start;

    if (decl->fold == UNFOLDED)
        return;
    start = source->text.ptr + (decl->span.lo - source->base);
    __builtin_prefetch(start);
    __builtin_prefetch(start + 64);
}

struct unfolded lang_unfold_briefly(struct lang *lang, decl_id id)
{
    struct decl *decl = &lang->ast->decls.items[id.v];
    struct unfolded unfolded = { .start = lang_mark(lang) };

    if (decl->fold != FOLDED)
        return unfolded;
    unfold_fields(lang, id);
    unfolded.decl = id;
    unfolded.end = lang_mark(lang);
    return unfolded;
}

void lang_fold_again(struct lang *lang, struct unfolded unfolded)
{
    struct ast *ast = lang->ast;
    struct decl *decl = &ast->decls.items[unfolded.decl.v];

    if (decl->fold != FOLDED_HEAD)
        return;
    if (ast->fields.count != unfolded.end.fields || ast->exprs.count != unfolded.end.exprs) {
        lang_unfold(lang, unfolded.decl);
        return;
    }
    fold(ast, decl, unfolded.start.parts);
    ast->parts.count = unfolded.start.parts;
    ast->fields.count = unfolded.start.fields;
    ast->exprs.count = unfolded.start.exprs;
}
