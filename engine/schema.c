/* schema.c -- tables of definitions and the questions asked of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/schema.h"

#include <stdlib.h>
#include <string.h>

static uint64_t type_bit(sym_id name)
{
    return UINT64_C(1) << name.v % 64;
}

static void name_type(struct schema *schema, enum type_base base)
{
    sym_id name = intern(schema->names, str_from(type_base_name(base)));

    schema->type_names[base] = name;
    schema->type_bits |= type_bit(name);
}

void schema_init(struct schema *schema, struct arena *arena, struct interner *names)
{
    *schema = (struct schema){ .arena = arena, .names = names };
    for (int base = TYPE_YES_NO; base < TYPE_BASES; base++)
        name_type(schema, (enum type_base)base);
    VEC_PUSH(&schema->scales, (struct scale){ 0 });
    VEC_PUSH(&schema->matrices, (struct matrix){ 0 });
    VEC_PUSH(&schema->kinds, (struct kind){ 0 });
    VEC_PUSH(&schema->fields, (struct field_def){ 0 });
    VEC_PUSH(&schema->lets, (struct let_def){ 0 });
    VEC_PUSH(&schema->relations, (struct relation){ 0 });
    VEC_PUSH(&schema->rules, (struct declared){ 0 });
    VEC_PUSH(&schema->views, (struct declared){ 0 });
    VEC_PUSH(&schema->graphs, (struct declared){ 0 });
    VEC_PUSH(&schema->tests, (struct declared){ 0 });
    VEC_PUSH(&schema->reports, (struct declared){ 0 });
    VEC_PUSH(&schema->kind_sets, (struct kind_set){ 0 });
}

void schema_release(struct schema *schema)
{
    for (uint32_t i = 0; i < schema->kinds.count; i++)
        VEC_RELEASE(&schema->kinds.items[i].fields);
    VEC_RELEASE(&schema->scales);
    VEC_RELEASE(&schema->matrices);
    VEC_RELEASE(&schema->kinds);
    VEC_RELEASE(&schema->fields);
    VEC_RELEASE(&schema->lets);
    for (uint32_t i = 0; i < schema->relations.count; i++)
        relation_release(&schema->relations.items[i]);
    VEC_RELEASE(&schema->relations);
    VEC_RELEASE(&schema->rules);
    VEC_RELEASE(&schema->views);
    VEC_RELEASE(&schema->graphs);
    VEC_RELEASE(&schema->tests);
    VEC_RELEASE(&schema->reports);
    VEC_RELEASE(&schema->kind_sets);
    map_release(&schema->field_index);
}

struct str schema_text(const struct schema *schema, sym_id name)
{
    return sym_text(schema->names, name);
}

uint32_t schema_find_field(const struct schema *schema, uint32_t kind, sym_id name)
{
    return map_get(&schema->field_index, map_pair(kind, name.v));
}

bool schema_is_a(const struct schema *schema, uint32_t kind, uint32_t ancestor)
{
    const struct kind *above = schema_kind(schema, ancestor);
    uint32_t order = schema_kind(schema, kind)->order_first;

    return order >= above->order_first && order < above->order_end;
}

uint32_t scale_find(const struct scale *scale, sym_id name)
{
    for (uint32_t i = 0; i < scale->symbol_count; i++)
        if (sym_equal(scale->symbols[i].name, name))
            return i + 1;
    return 0;
}

enum type_base schema_type_named(const struct schema *schema, sym_id name)
{
    if (!(schema->type_bits & type_bit(name))) /* most are kinds */
        return TYPE_WRONG;
    for (int base = TYPE_YES_NO; base < TYPE_BASES; base++)
        if (sym_equal(schema->type_names[base], name) && base != TYPE_SYMBOL)
            return (enum type_base)base;
    return TYPE_WRONG;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;

    return left < right ? -1 : left > right;
}

/* Sorted, each once, without kinds whose ancestor is also a member. */
static uint32_t normalize_kinds(const struct schema *schema, uint32_t *kinds, uint32_t count)
{
    uint32_t kept = 0;

    qsort(kinds, count, sizeof(*kinds), compare_numbers);
    for (uint32_t i = 0; i < count; i++) {
        bool is_covered = kept > 0 && kinds[kept - 1] == kinds[i];
        for (uint32_t j = 0; j < count && !is_covered; j++)
            is_covered = kinds[j] != kinds[i] && schema_is_a(schema, kinds[i], kinds[j]);
        if (!is_covered)
            kinds[kept++] = kinds[i];
    }
    return kept;
}

static uint32_t add_kind_set(struct schema *schema, uint32_t *kinds, uint32_t count)
{
    VEC_PUSH(&schema->kind_sets, (struct kind_set){ kinds, count });
    return schema->kind_sets.count - 1;
}

static uint32_t single_kind_set(struct schema *schema, uint32_t kind)
{
    if (schema_kind(schema, kind)->alone == 0) {
        uint32_t *own = ARENA_NEW(schema->arena, uint32_t);
        *own = kind;
        schema_kind(schema, kind)->alone = add_kind_set(schema, own, 1);
    }
    return schema_kind(schema, kind)->alone;
}

uint32_t schema_kind_set(struct schema *schema, const uint32_t *kinds, uint32_t count)
{
    uint32_t *own;

    if (count == 1)
        return single_kind_set(schema, kinds[0]);
    own = ARENA_ARRAY(schema->arena, uint32_t, count);
    memcpy(own, kinds, count * sizeof(*own));
    count = normalize_kinds(schema, own, count);
    if (count == 1)
        return single_kind_set(schema, own[0]);
    for (uint32_t i = 1; i < schema->kind_sets.count; i++) {
        const struct kind_set *set = &schema->kind_sets.items[i];
        if (set->count == count && memcmp(set->kinds, own, count * sizeof(*own)) == 0)
            return i;
    }
    return add_kind_set(schema, own, count);
}

uint32_t type_single_kind(const struct schema *schema, struct type type)
{
    const struct kind_set *set = &schema->kind_sets.items[type.ref];

    return type.base == TYPE_OBJECT && type.ref != 0 && set->count == 1 ? set->kinds[0] : 0;
}

bool type_admits_kind(const struct schema *schema, struct type type, uint32_t kind)
{
    const struct kind_set *set = &schema->kind_sets.items[type.ref];

    if (type.ref == 0)
        return true;
    for (uint32_t i = 0; i < set->count; i++)
        if (schema_is_a(schema, kind, set->kinds[i]))
            return true;
    return false;
}

bool type_admits_object(const struct schema *schema, struct type type, uint32_t number)
{
    const struct kind_set *set = &schema->kind_sets.items[type.ref];

    for (uint32_t i = 0; type.ref != 0 && i < set->count; i++) {
        const struct kind *kind = schema_kind(schema, set->kinds[i]);
        if (number >= kind->first_entity && number < kind->end_entity)
            return true;
    }
    return type.ref == 0;
}

uint32_t schema_add_field(struct schema *schema, const struct field_def *field)
{
    uint32_t id = schema->fields.count;

    VEC_PUSH(&schema->fields, *field);
    VEC_PUSH(&schema_kind(schema, field->kind)->fields, id);
    map_put(&schema->field_index, map_pair(field->kind, field->name.v), id);
    return id;
}

void schema_reserve_fields(struct schema *schema, uint32_t count)
{
    VEC_RESERVE(&schema->fields, (size_t)schema->fields.count + count);
    map_reserve(&schema->field_index, schema->field_index.count + count);
}

void schema_index_fields(struct schema *schema)
{
    for (uint32_t k = 1; k < schema->kinds.count; k++) {
        uint32_t above = schema_kind(schema, k)->parent;
        for (uint32_t steps = 0; above != 0 && steps < schema->kinds.count; steps++) {
            const struct kind *kind = schema_kind(schema, above);
            for (uint32_t i = 0; i < kind->fields.count; i++) {
                uint32_t field = kind->fields.items[i];
                uint64_t key = map_pair(k, schema_field(schema, field)->name.v);
                if (map_get(&schema->field_index, key) == 0)
                    map_put(&schema->field_index, key, field);
            }
            above = kind->parent;
        }
    }
}

uint32_t schema_enumeration(struct schema *schema, const sym_id *words, uint32_t count,
                            struct span span)
{
    for (uint32_t i = 1; i < schema->scales.count; i++) {
        const struct scale *scale = &schema->scales.items[i];
        bool is_same = scale->name.v == 0 && scale->symbol_count == count;
        for (uint32_t j = 0; is_same && j < count; j++)
            is_same = sym_equal(scale->symbols[j].name, words[j]);
        if (is_same)
            return i;
    }

    struct scale scale = { .span = span, .symbol_count = count };
    scale.symbols = ARENA_ARRAY(schema->arena, struct symbol, count);
    for (uint32_t j = 0; j < count; j++)
        scale.symbols[j] = (struct symbol){ .name = words[j],
                                            .number = (int64_t)(j + 1) * 1000000,
                                            .label = schema_text(schema, words[j]),
                                            .span = span };
    VEC_PUSH(&schema->scales, scale);
    return schema->scales.count - 1;
}
