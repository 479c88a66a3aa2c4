/* type.c -- questions about static types. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/type.h"

#include "engine/schema.h"

/* With its article, for sentences. */
static const char *const BASE_PHRASES[TYPE_BASES] = {
    [TYPE_WRONG] = "something damaged",
    [TYPE_NOTHING] = "nothing",
    [TYPE_YES_NO] = "yes or no",
    [TYPE_NUMBER] = "a number",
    [TYPE_INTEGER] = "a whole number",
    [TYPE_PERCENT] = "a percentage",
    [TYPE_MONEY] = "money",
    [TYPE_DATE] = "a date",
    [TYPE_MOMENT] = "a moment",
    [TYPE_PERIOD] = "a period",
    [TYPE_DURATION] = "a duration",
    [TYPE_DISTRIBUTION] = "a distribution",
    [TYPE_MONEY_DISTRIBUTION] = "a distribution of money",
    [TYPE_TEXT] = "text",
    [TYPE_URL] = "a url",
    [TYPE_EMAIL] = "an email address",
    [TYPE_HASH] = "a hash",
    [TYPE_PATH] = "a path",
    [TYPE_SYMBOL] = "a word",
    [TYPE_OBJECT] = "an object",
};

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
static const struct str BASE_NAMES[TYPE_BASES] = {
    [TYPE_WRONG] = NAME("something damaged"),
    [TYPE_NOTHING] = NAME("nothing"),
    [TYPE_YES_NO] = NAME("yes-no"),
    [TYPE_NUMBER] = NAME("number"),
    [TYPE_INTEGER] = NAME("integer"),
    [TYPE_PERCENT] = NAME("percent"),
    [TYPE_MONEY] = NAME("money"),
    [TYPE_DATE] = NAME("date"),
    [TYPE_MOMENT] = NAME("moment"),
    [TYPE_PERIOD] = NAME("period"),
    [TYPE_DURATION] = NAME("duration"),
    [TYPE_DISTRIBUTION] = NAME("distribution"),
    [TYPE_MONEY_DISTRIBUTION] = NAME("money-distribution"),
    [TYPE_TEXT] = NAME("text"),
    [TYPE_URL] = NAME("url"),
    [TYPE_EMAIL] = NAME("email"),
    [TYPE_HASH] = NAME("hash"),
    [TYPE_PATH] = NAME("path"),
    [TYPE_SYMBOL] = NAME("symbol"),
    [TYPE_OBJECT] = NAME("object"),
};
#undef NAME

const char *type_base_name(enum type_base base)
{
    return BASE_NAMES[base].ptr;
}

/* Every member kind of `from` is a kind of `to`. */
static bool kinds_within(const struct schema *schema, struct type from, struct type to)
{
    const struct kind_set *set = &schema->kind_sets.items[from.ref];

    if (to.ref == 0 || from.ref == to.ref)
        return true;
    if (from.ref == 0)
        return false;
    for (uint32_t i = 0; i < set->count; i++)
        if (!type_admits_kind(schema, to, set->kinds[i]))
            return false;
    return true;
}

static bool base_fits(const struct schema *schema, struct type from, struct type to)
{
    if (type_is_text(from) && to.base == TYPE_TEXT)
        return true;
    if (from.base == TYPE_INTEGER && to.base == TYPE_NUMBER)
        return true;
    if (from.base != to.base)
        return false;
    if (from.base == TYPE_SYMBOL)
        return from.ref == to.ref;
    return from.base != TYPE_OBJECT || kinds_within(schema, from, to);
}

bool type_fits(const struct schema *schema, struct type from, struct type to)
{
    if (type_is_wrong(from) || type_is_wrong(to))
        return true;
    if (from.base == TYPE_NOTHING)
        return !from.is_set || to.is_set;
    return from.is_set == to.is_set && base_fits(schema, from, to);
}

/* Some kind of one lies below some kind of the other. */
static bool kinds_meet(const struct schema *schema, struct type a, struct type b)
{
    const struct kind_set *set = &schema->kind_sets.items[a.ref];
    const struct kind_set *other = &schema->kind_sets.items[b.ref];

    if (a.ref == 0 || b.ref == 0)
        return true;
    for (uint32_t i = 0; i < set->count; i++)
        if (type_admits_kind(schema, b, set->kinds[i]))
            return true;
    for (uint32_t i = 0; i < other->count; i++)
        if (type_admits_kind(schema, a, other->kinds[i]))
            return true;
    return false;
}

bool type_comparable(const struct schema *schema, struct type a, struct type b)
{
    if (type_is_wrong(a) || type_is_wrong(b))
        return true;
    if (a.is_set != b.is_set)
        return false;
    if (a.base == TYPE_NOTHING || b.base == TYPE_NOTHING)
        return true;
    if (a.base == TYPE_OBJECT && b.base == TYPE_OBJECT)
        return kinds_meet(schema, a, b);
    if (type_is_text(a) && type_is_text(b))
        return true;
    return base_fits(schema, a, b) || base_fits(schema, b, a);
}

static struct type join_objects(struct schema *schema, struct type a, struct type b)
{
    if (a.ref == 0 || b.ref == 0)
        return type_of(TYPE_OBJECT);
    const struct kind_set *left = &schema->kind_sets.items[a.ref];
    const struct kind_set *right = &schema->kind_sets.items[b.ref];
    uint32_t count = left->count + right->count;
    uint32_t *kinds = ARENA_ARRAY(schema->arena, uint32_t, count);

    for (uint32_t i = 0; i < left->count; i++)
        kinds[i] = left->kinds[i];
    for (uint32_t i = 0; i < right->count; i++)
        kinds[left->count + i] = right->kinds[i];
    return type_with_ref(TYPE_OBJECT, schema_kind_set(schema, kinds, count));
}

static struct type join_bases(struct schema *schema, struct type a, struct type b)
{
    if (a.base == TYPE_NOTHING)
        return type_element(b);
    if (b.base == TYPE_NOTHING)
        return type_element(a);
    if (a.base == TYPE_OBJECT && b.base == TYPE_OBJECT)
        return join_objects(schema, a, b);
    if (type_is_text(a) && type_is_text(b))
        return a.base == b.base ? type_element(a) : type_of(TYPE_TEXT);
    if (base_fits(schema, a, b))
        return type_element(b);
    return base_fits(schema, b, a) ? type_element(a) : type_of(TYPE_WRONG);
}

struct type type_join(struct schema *schema, struct type a, struct type b)
{
    bool is_optional = a.is_optional || b.is_optional || (a.base == TYPE_NOTHING && !a.is_set) ||
                       (b.base == TYPE_NOTHING && !b.is_set);
    bool is_set = a.is_set || b.is_set;

    if (type_is_wrong(a) || type_is_wrong(b))
        return type_of(TYPE_WRONG);
    if (a.is_set != b.is_set && (a.is_set ? b : a).base != TYPE_NOTHING)
        return type_of(TYPE_WRONG);
    struct type joined = type_required(join_bases(schema, a, b));
    if (type_is_wrong(joined))
        return joined;
    joined.is_set = is_set;
    return is_optional ? type_optional(joined) : joined;
}

static struct str with_article(struct arena *arena, struct str name)
{
    bool is_vowel = name.len > 0 && str_find(STR("aeio"), name.ptr[0]) < 4;

    return arena_format(arena, "%s %.*s", is_vowel ? "an" : "a", STR_ARG(name));
}

struct str kind_text(const struct schema *schema, struct arena *arena, uint32_t kind)
{
    return with_article(arena, schema_text(schema, schema_kind(schema, kind)->name));
}

static struct str object_text(const struct schema *schema, struct arena *arena, struct type type)
{
    const struct kind_set *set = &schema->kind_sets.items[type.ref];
    struct str text = STR("an object");

    for (uint32_t i = 0; type.ref != 0 && i < set->count; i++) {
        struct str name = kind_text(schema, arena, set->kinds[i]);
        text = i == 0 ? name : arena_format(arena, "%.*s or %.*s", STR_ARG(text), STR_ARG(name));
    }
    return text;
}

static struct str symbol_text(const struct schema *schema, struct arena *arena, struct type type)
{
    const struct scale *scale = schema_scale(schema, type.ref);
    struct str text = STR("one of");

    if (scale->name.v != 0)
        return with_article(arena, schema_text(schema, scale->name));
    for (uint32_t i = 0; i < scale->symbol_count && i < 6; i++)
        text = arena_format(arena, "%.*s%s %.*s", STR_ARG(text), i == 0 ? "" : ",",
                            STR_ARG(schema_text(schema, scale->symbols[i].name)));
    return scale->symbol_count > 6 ? arena_format(arena, "%.*s, ...", STR_ARG(text)) : text;
}

struct str type_text(const struct schema *schema, struct arena *arena, struct type type)
{
    struct str text = str_from(BASE_PHRASES[type.base]);

    if (type.base == TYPE_OBJECT)
        text = object_text(schema, arena, type);
    else if (type.base == TYPE_SYMBOL)
        text = symbol_text(schema, arena, type);
    if (type.is_set)
        return arena_format(arena, "a list (each %.*s)", STR_ARG(text));
    if (type.is_optional)
        return arena_format(arena, "%.*s that may be missing", STR_ARG(text));
    return text;
}
