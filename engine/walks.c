/* walks.c -- reading plans aloud. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/walks.h"

#include "engine/join_index.h"
#include "engine/print.h"

/* ---- lines ---- */

static void read_node(struct walks *walks, const struct node *node, const struct generator *before);

static const struct generator *read_generators(struct walks *walks,
                                               const struct generator *generators, uint32_t count,
                                               const struct generator *before)
{
    for (uint32_t i = 0; i < count; i++) {
        read_node(walks, generators[i].domain, before);
        VEC_PUSH(&walks->lines, (struct walk_line){ &generators[i], before });
        before = &generators[i];
        read_node(walks, generators[i].row_condition, before);
        read_node(walks, generators[i].filter, before);
    }
    return before;
}

/* A function is read where it is called first. */
static void read_call(struct walks *walks, uint32_t let, const struct generator *before)
{
    if (map_get(&walks->seen, let) != 0)
        return;
    map_put(&walks->seen, let, 1);
    read_node(walks, walks->ws->schema.lets.items[let].plan, before);
}

static void read_node(struct walks *walks, const struct node *node, const struct generator *before)
{
    if (!node)
        return;
    if (node->op == NODE_CALL)
        read_call(walks, node->index, before);
    for (uint32_t i = 0; i < node->argument_count; i++)
        read_node(walks, node->arguments[i], before);
    before = read_generators(walks, node->generators, node->generator_count, before);
    read_node(walks, node->a, before);
    read_node(walks, node->b, before);
    read_node(walks, node->c, before);
}

void walks_of_rule(struct walks *walks, const struct workspace *ws, const struct rule_plan *plan)
{
    const struct generator *last;

    *walks = (struct walks){ .ws = ws };
    last = read_generators(walks, plan->generators.items, plan->generators.count, NULL);
    for (uint32_t i = 0; i < plan->let_count; i++)
        read_node(walks, plan->lets[i], last);
    read_node(walks, plan->require, last);
}

void walks_release(struct walks *walks)
{
    VEC_RELEASE(&walks->lines);
    map_release(&walks->seen);
}

/* ---- words ---- */

static bool walks_all(const struct generator *generator)
{
    return generator->domain->op == NODE_EXTENT && !generator->index_key && !generator->members &&
           !(generator->join && generator->join->is_needed);
}

bool walk_is_repeated(const struct walk_line *line)
{
    return line->before && walks_all(line->generator);
}

static struct str words_of(const struct workspace *ws, const struct node *node)
{
    return source_line(ws, ws->arena, node->span);
}

static void add_words(const struct workspace *ws, struct str *text, struct str more)
{
    *text = text->len == 0
                ? more
                : arena_format(ws->arena, "%.*s; or %.*s", STR_ARG(*text), STR_ARG(more));
}

/* "objects where `u.name` is `t.name` and `u.v` is `t.v`" */
static void add_equal(const struct workspace *ws, struct str *text, const struct join_index *index)
{
    struct str words = STR("objects where");

    for (uint32_t i = 0; i < index->count; i++)
        words = arena_format(ws->arena, "%.*s%s `%.*s` is `%.*s`", STR_ARG(words),
                             i > 0 ? " and" : "", STR_ARG(words_of(ws, index->paths[i])),
                             STR_ARG(words_of(ws, index->keys[i])));
    if (index->count > 0)
        add_words(ws, text, words);
}

static struct str join_words(const struct workspace *ws, const struct join *join)
{
    const struct join_index *containing = &join->containing;
    struct str text = { 0 };

    if (join->members)
        add_words(ws, &text,
                  arena_format(ws->arena, "%s `%.*s`",
                               join->members->type.is_set ? "the members of" : "the object",
                               STR_ARG(words_of(ws, join->members))));
    add_equal(ws, &text, &join->equal);
    if (containing->count > 0)
        add_words(ws, &text,
                  arena_format(ws->arena, "objects whose `%.*s` has `%.*s`",
                               STR_ARG(words_of(ws, containing->paths[0])),
                               STR_ARG(words_of(ws, containing->keys[0]))));
    return text;
}

static struct str kind_words(const struct workspace *ws, const struct node *extent)
{
    return extent->index == 0 ? STR("object")
                              : name_text(ws, schema_kind(&ws->schema, extent->index)->name);
}

static uint32_t extent_count(const struct workspace *ws, const struct node *extent)
{
    const struct kind *kind = schema_kind(&ws->schema, extent->index);

    return kind->end_entity - kind->first_entity;
}

struct str walk_words(const struct workspace *ws, const struct walk_line *line)
{
    const struct generator *generator = line->generator;

    if (generator->row_condition)
        return arena_format(ws->arena, "what `%.*s` gives",
                            STR_ARG(words_of(ws, generator->row_condition)));
    if (generator->join && generator->join->is_needed)
        return join_words(ws, generator->join);
    if (generator->index_key)
        return arena_format(
            ws->arena, "objects that refer to `%.*s` by `%.*s`",
            STR_ARG(words_of(ws, generator->index_key)),
            STR_ARG(name_text(ws, schema_field(&ws->schema, generator->index_field)->name)));
    if (generator->domain->op != NODE_EXTENT)
        return arena_format(ws->arena, "the members of `%.*s`",
                            STR_ARG(words_of(ws, generator->domain)));
    return arena_format(ws->arena, "all %u objects%s", extent_count(ws, generator->domain),
                        walk_is_repeated(line) ? ", each time" : "");
}

/* ---- advice ---- */

/* A reference from objects of one kind to those of another, or none. */
static const struct field_def *reference(const struct workspace *ws, uint32_t from, uint32_t to)
{
    for (uint32_t field = 1; from != 0 && to != 0 && field < ws->schema.fields.count; field++) {
        const struct field_def *def = &ws->schema.fields.items[field];
        if (def->type.base == TYPE_OBJECT && !(def->flags & (FIELD_MADE | FIELD_RESULT)) &&
            type_single_kind(&ws->schema, def->type) == to &&
            schema_find_field(&ws->schema, from, def->name) == field)
            return def;
    }
    return NULL;
}

static uint32_t kind_of(const struct workspace *ws, const struct generator *generator)
{
    return type_single_kind(&ws->schema, type_element(generator->domain->type));
}

/* "`u in t.next`" where the kinds have such a field. */
static struct str example(const struct workspace *ws, const struct walk_line *line)
{
    struct str own = name_text(ws, line->generator->name);
    struct str other = name_text(ws, line->before->name);
    const struct field_def *def =
        reference(ws, kind_of(ws, line->before), kind_of(ws, line->generator));

    if (def)
        return arena_format(ws->arena, "`%.*s %s %.*s.%.*s`", STR_ARG(own),
                            def->type.is_set ? "in" : "==", STR_ARG(other),
                            STR_ARG(name_text(ws, def->name)));
    def = reference(ws, kind_of(ws, line->generator), kind_of(ws, line->before));
    if (def && def->type.is_set)
        return arena_format(ws->arena, "`%.*s in %.*s.%.*s`", STR_ARG(other), STR_ARG(own),
                            STR_ARG(name_text(ws, def->name)));
    return arena_format(ws->arena, "`%.*s.%.*s == %.*s%s`", STR_ARG(own),
                        STR_ARG(def ? name_text(ws, def->name) : STR("FIELD")), STR_ARG(other),
                        def ? "" : ".FIELD");
}

struct str walk_advice(const struct workspace *ws, const struct walk_line *line)
{
    const struct generator *generator = line->generator;

    return arena_format(
        ws->arena,
        "`%.*s` walks over all %u objects of `%.*s` each time: no `==` or `in` ties it to `%.*s`, "
        "as %.*s would",
        STR_ARG(name_text(ws, generator->name)), extent_count(ws, generator->domain),
        STR_ARG(kind_words(ws, generator->domain)), STR_ARG(name_text(ws, line->before->name)),
        STR_ARG(example(ws, line)));
}
