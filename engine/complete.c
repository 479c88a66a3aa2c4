/* complete.c -- the words that a query under way can go on with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "engine/engine_state.h"
#include "engine/objects.h"

struct completion {
    struct workspace *ws;
    struct str word; /* what is there already */
    VEC(struct str) found;
};

static void offer(struct completion *completion, struct str text)
{
    if (str_starts_with(text, completion->word))
        VEC_PUSH(&completion->found, text);
}

/* ---- names as they are written at the root of the project ---- */

static bool is_opened(const struct scope_use *uses, uint32_t count, sym_id namespace_)
{
    for (uint32_t i = 0; i < count; i++)
        if (sym_equal(uses[i].namespace_, namespace_) && uses[i].alias.v == 0)
            return true;
    return false;
}

static sym_id alias_of(const struct scope_use *uses, uint32_t count, sym_id namespace_)
{
    for (uint32_t i = 0; i < count; i++)
        if (sym_equal(uses[i].namespace_, namespace_) && uses[i].alias.v != 0)
            return uses[i].alias;
    return (sym_id){ 0 };
}

static bool is_of_project(const struct scopes *scopes, sym_id namespace_)
{
    for (uint32_t i = 0; i < scopes->files.count; i++)
        if (!scopes->files.items[i].is_library &&
            sym_equal(scopes->files.items[i].namespace_, namespace_))
            return true;
    return false;
}

/* What stands before the dot; false when names of that namespace cannot be written. */
static bool prefix_of(const struct workspace *ws, sym_id namespace_, sym_id *ret_prefix)
{
    const struct scopes *scopes = &ws->scopes;
    const struct scope_use *local = scopes->local_uses.items;
    uint32_t local_count = scopes->local_uses.count;
    const struct scope_use *wide = scopes->project_uses.items;
    uint32_t wide_count = scopes->project_uses.count;

    *ret_prefix = (sym_id){ 0 };
    if (local_count > 0) {
        local += scopes->everything.first_use;
        local_count = scopes->everything.use_count;
    }
    if (namespace_.v == 0 || is_word(ws, namespace_, WORD_core) ||
        is_opened(wide, wide_count, namespace_) || is_opened(local, local_count, namespace_))
        return true;
    *ret_prefix = alias_of(wide, wide_count, namespace_);
    if (ret_prefix->v == 0)
        *ret_prefix = alias_of(local, local_count, namespace_);
    if (ret_prefix->v == 0 && is_of_project(scopes, namespace_))
        *ret_prefix = namespace_;
    return ret_prefix->v != 0;
}

static bool spell(const struct workspace *ws, const struct name *name, struct str *ret_text)
{
    sym_id prefix;

    if (name->class_ == NAMES_RULES || name->class_ == NAMES_GRAPHS ||
        !prefix_of(ws, name->namespace_, &prefix))
        return false;
    *ret_text = name_text(ws, name->sym);
    if (prefix.v != 0)
        *ret_text = arena_format(ws->arena, "%.*s.%.*s", STR_ARG(name_text(ws, prefix)),
                                 STR_ARG(*ret_text));
    return true;
}

static const struct name *find_spelled(const struct workspace *ws, struct str text)
{
    struct str spelled;

    for (uint32_t i = 1; i < ws->scopes.names.count; i++) {
        const struct name *name = &ws->scopes.names.items[i];
        if (name->class_ != NAMES_VIEWS && spell(ws, name, &spelled) && str_equal(spelled, text))
            return name;
    }
    return NULL;
}

static void offer_names(struct completion *completion)
{
    static const char *const FUNCTIONS[] = {
#define FUNCTION(name, text, least, most) text,
#include "engine/functions.def"
#undef FUNCTION
    };
    const struct scopes *scopes = &completion->ws->scopes;
    struct str text;

    for (uint32_t i = 1; i < scopes->names.count; i++)
        if (spell(completion->ws, &scopes->names.items[i], &text))
            offer(completion, text);
    for (size_t i = 0; i < sizeof(FUNCTIONS) / sizeof(FUNCTIONS[0]); i++)
        offer(completion, str_from(FUNCTIONS[i]));
    offer(completion, STR("today"));
}

static void offer_symbols(struct completion *completion, uint32_t scale, struct str before)
{
    const struct workspace *ws = completion->ws;
    const struct scale *def = schema_scale(&ws->schema, scale);

    for (uint32_t i = 0; i < def->symbol_count; i++)
        offer(completion, arena_format(ws->arena, "%.*s%.*s", STR_ARG(before),
                                       STR_ARG(name_text(ws, def->symbols[i].name))));
}

static void offer_all_symbols(struct completion *completion)
{
    const struct schema *schema = &completion->ws->schema;

    for (uint32_t i = 1; i < schema->scales.count; i++)
        if (schema_scale(schema, i)->name.v != 0)
            offer_symbols(completion, i, (struct str){ 0 });
}

/* ---- fields ---- */

/* Follows `owner.holder` from a kind; 0 where it is not known. */
static uint32_t follow(const struct workspace *ws, uint32_t kind, struct str path)
{
    while (path.len > 0 && kind != 0) {
        size_t dot = str_find(path, '.');
        sym_id name = intern_find(ws->lang->names, str_slice(path, 0, dot));
        uint32_t field = name.v == 0 ? 0 : schema_find_field(&ws->schema, kind, name);
        if (field == 0)
            return 0;
        kind = type_single_kind(&ws->schema, schema_field(&ws->schema, field)->type);
        path = str_slice(path, dot + 1, path.len);
    }
    return kind;
}

/* The kind of what stands before the dot, 0 when that is a variable or anything else. */
static uint32_t kind_before(const struct workspace *ws, struct str path)
{
    for (size_t end = path.len;; end = str_find_last(str_slice(path, 0, end), '.')) {
        const struct name *name = find_spelled(ws, str_slice(path, 0, end));
        struct str rest = str_slice(path, end + 1, path.len);
        if (name && name->what == NAME_IS_OBJECT)
            return follow(ws, model_object(&ws->model, name->index)->kind, rest);
        if (name && name->what == NAME_IS_KIND)
            return follow(ws, name->index, rest);
        if (str_find(str_slice(path, 0, end), '.') == end)
            return 0;
    }
}

/* Of the kind; of all kinds when it is not known. */
static void offer_fields(struct completion *completion, struct str path)
{
    static const char *const EVERYBODYS[] = { "id", "title", "kind", "doc", "source" };
    const struct workspace *ws = completion->ws;
    uint32_t kind = kind_before(ws, path);

    for (uint32_t i = 1; i < ws->schema.fields.count; i++) {
        sym_id name = schema_field(&ws->schema, i)->name;
        if (kind == 0 || schema_find_field(&ws->schema, kind, name) == i)
            offer(completion, arena_format(ws->arena, "%.*s.%.*s", STR_ARG(path),
                                           STR_ARG(name_text(ws, name))));
    }
    for (size_t i = 0; i < sizeof(EVERYBODYS) / sizeof(EVERYBODYS[0]); i++)
        offer(completion, arena_format(ws->arena, "%.*s.%s", STR_ARG(path), EVERYBODYS[i]));
}

static void offer_behind_dot(struct completion *completion, struct str path)
{
    const struct name *name = find_spelled(completion->ws, path);

    if (name && name->what == NAME_IS_SCALE)
        offer_symbols(completion, name->index,
                      arena_format(completion->ws->arena, "%.*s.", STR_ARG(path)));
    else
        offer_fields(completion, path);
}

/* ---- the answer ---- */

static int compare_texts(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* Sorted, each once. */
static const struct str *settle(struct completion *completion, uint32_t *ret_count)
{
    uint32_t found = completion->found.count;
    struct str *texts = ARENA_ARRAY(completion->ws->arena, struct str, found);
    uint32_t count = 0;

    if (found > 1)
        qsort(completion->found.items, found, sizeof(struct str), compare_texts);
    for (uint32_t i = 0; i < found; i++)
        if (count == 0 || !str_equal(texts[count - 1], completion->found.items[i]))
            texts[count++] = completion->found.items[i];
    VEC_RELEASE(&completion->found);
    *ret_count = count;
    return texts;
}

const struct str *engine_completions(struct engine *engine, struct str word, uint32_t *ret_count)
{
    struct completion completion = { .ws = &engine->ws, .word = word };
    size_t dot = str_find_last(word, '.');

    offer_names(&completion);
    if (dot == word.len)
        offer_all_symbols(&completion);
    else if (completion.found.count == 0)
        offer_behind_dot(&completion, str_slice(word, 0, dot));
    return settle(&completion, ret_count);
}

/* Records have no id, and that of a gap is made of others. */
static bool has_short_id(const struct workspace *ws, uint32_t object)
{
    const struct object *found = model_object(&ws->model, object);

    return object_id(found).v != 0 && found->kind != ws->schema.gap_kind;
}

const struct str *engine_id_completions(struct engine *engine, struct str word, uint32_t *ret_count)
{
    struct completion completion = { .ws = &engine->ws, .word = word };
    size_t dot = str_find_last(word, '.');

    for (uint32_t i = 1; i <= engine->ws.model.count; i++)
        if (has_short_id(&engine->ws, i))
            offer(&completion, object_text(&engine->ws, i));
    if (completion.found.count == 0 && dot < word.len)
        offer_fields(&completion, str_slice(word, 0, dot));
    return settle(&completion, ret_count);
}
