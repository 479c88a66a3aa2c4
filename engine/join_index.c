/* join_index.c -- hashing the values of paths, and choosing the shortest answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/join_index.h"

#include "engine/eval.h"

struct join_table {
    struct map row_of;      /* hash of values -> row, from 1; released with the workspace */
    const uint32_t *starts; /* by row */
    const uint32_t *objects;
    const uint32_t *uncertain;
    uint32_t uncertain_count;
};

/* ---- what can be asked for ---- */

bool join_can_hash(struct type type)
{
    return !type_is_distribution(type) && type.base != TYPE_DURATION;
}

bool join_is_path(const struct node *node, uint32_t slot)
{
    switch (node->op) {
    case NODE_LOCAL:
        return node->index == slot;
    case NODE_FIELD:
    case NODE_FIELD_ANY:
    case NODE_FIELD_EACH:
    case NODE_BUILTIN:
    case NODE_BUILTIN_EACH:
    case NODE_CLOSURE_AGGREGATE:
        return join_is_path(node->a, slot);
    case NODE_OTHERWISE:
        return join_is_path(node->a, slot) &&
               (node->b->op == NODE_CONSTANT || join_is_path(node->b, slot));
    default:
        return false;
    }
}

/* ---- hashes ---- */

static uint64_t hash_value(const struct evaluator *evaluator, struct type type, value v)
{
    const struct interner *names = evaluator->ws->lang->names;
    struct str bytes = { (const char *)&v, sizeof(v) };

    return interner_hash(names, type_is_text(type) ? value_text(v) : bytes);
}

/* Of several values in their order. */
static uint64_t join_hashes(const struct evaluator *evaluator, uint64_t first, uint64_t second)
{
    const uint64_t both[] = { first, second };

    return interner_hash(evaluator->ws->lang->names,
                         (struct str){ (const char *)both, sizeof(both) });
}

/* False when one has no value: then nothing is equal to it. */
static bool hash_all(struct evaluator *evaluator, const struct node *const *nodes, uint32_t count,
                     uint64_t *ret_hash)
{
    uint64_t hash = 0;

    for (uint32_t i = 0; i < count; i++) {
        value v = evaluate(evaluator, nodes[i]);
        if (v == VALUE_NONE)
            return false;
        hash = join_hashes(evaluator, hash, hash_value(evaluator, nodes[i]->type, v));
    }
    *ret_hash = hash;
    return true;
}

/* ---- tables ---- */

struct entry {
    uint32_t row, object;
};

struct table_builder {
    struct evaluator *evaluator;
    const struct join_index *index;
    struct join_table *table;
    uint32_t rows;
    VEC(struct entry) entries;
    VEC(uint32_t) uncertain;
};

static void add_entry(struct table_builder *builder, uint64_t hash, uint32_t object)
{
    struct join_table *table = builder->table;
    uint32_t row = map_get(&table->row_of, hash);

    if (row == 0) {
        row = ++builder->rows;
        map_put(&table->row_of, hash, row);
    }
    VEC_PUSH(&builder->entries, (struct entry){ row, object });
}

static void add_members(struct table_builder *builder, uint32_t object)
{
    struct evaluator *evaluator = builder->evaluator;
    const struct node *path = builder->index->paths[0];
    const struct set *set = value_set(evaluate(evaluator, path));

    take_steps(evaluator, set->count);
    for (uint32_t i = 0; i < set->count && !evaluator->is_damaged; i++)
        add_entry(builder,
                  join_hashes(evaluator, 0,
                              hash_value(evaluator, type_element(path->type), set_at(set, i))),
                  object);
}

static void add_object(struct table_builder *builder, uint32_t object)
{
    struct evaluator *evaluator = builder->evaluator;
    const struct join_index *index = builder->index;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    uint32_t before = builder->entries.count;
    uint64_t hash;

    evaluator->is_damaged = false;
    if (index->paths[0]->type.is_set)
        add_members(builder, object);
    else if (hash_all(evaluator, index->paths, index->count, &hash))
        add_entry(builder, hash, object);
    if (evaluator->is_damaged) {
        builder->entries.count = before;
        VEC_PUSH(&builder->uncertain, object);
    }
    arena_rewind(&evaluator->scratch, mark);
}

/* Objects were added in ascending order, and stay in it within each row. */
static void sort_entries(struct table_builder *builder)
{
    struct arena *arena = builder->evaluator->ws->arena;
    uint32_t *starts = ARENA_ARRAY(arena, uint32_t, (size_t)builder->rows + 2);
    uint32_t *objects = ARENA_ARRAY(arena, uint32_t, builder->entries.count);
    uint32_t *uncertain = ARENA_ARRAY(arena, uint32_t, builder->uncertain.count);

    for (uint32_t i = 0; i < builder->entries.count; i++)
        starts[builder->entries.items[i].row + 1]++;
    for (uint32_t row = 0; row <= builder->rows; row++)
        starts[row + 1] += starts[row];
    for (uint32_t i = 0; i < builder->entries.count; i++)
        objects[starts[builder->entries.items[i].row]++] = builder->entries.items[i].object;
    for (uint32_t i = 0; i < builder->uncertain.count; i++)
        uncertain[i] = builder->uncertain.items[i];
    builder->table->starts = starts; /* each row now begins one place lower */
    builder->table->objects = objects;
    builder->table->uncertain = uncertain;
    builder->table->uncertain_count = builder->uncertain.count;
}

static struct join_table *make_table(struct evaluator *evaluator, const struct join *join,
                                     const struct join_index *index)
{
    struct workspace *ws = evaluator->ws;
    const struct kind *kind = schema_kind(&ws->schema, join->kind);
    struct table_builder builder = { .evaluator = evaluator,
                                     .index = index,
                                     .table = ARENA_NEW(ws->arena, struct join_table) };
    bool was_damaged = evaluator->is_damaged;
    value outer = evaluator->slots[join->slot];

    for (uint32_t object = kind->first_entity;
         object < kind->end_entity && take_steps(evaluator, 1); object++) {
        evaluator->slots[join->slot] = object;
        add_object(&builder, object);
    }
    evaluator->slots[join->slot] = outer;
    evaluator->is_damaged = was_damaged || evaluator->is_exhausted;
    sort_entries(&builder);
    VEC_RELEASE(&builder.entries);
    VEC_RELEASE(&builder.uncertain);
    VEC_PUSH(&ws->join_maps, builder.table->row_of);
    return evaluator->is_exhausted ? NULL : builder.table; /* half a table answers nothing */
}

/* ---- answers ---- */

static struct join_objects row_of_table(const struct join_table *table, uint64_t hash, bool is_set)
{
    struct join_objects found = { NULL, 0, table->uncertain, table->uncertain_count };
    uint32_t row = is_set ? map_get(&table->row_of, hash) : 0;

    if (row != 0) {
        found.items = table->objects + table->starts[row - 1];
        found.count = table->starts[row] - table->starts[row - 1];
    }
    return found;
}

/* Keys are read, not computed: that is cheaper than one walk. */
static bool ask_index(struct evaluator *evaluator, const struct join *join,
                      struct join_index *index, struct join_objects *ret_objects)
{
    uint64_t hash = 0;
    bool has_values;

    if (index->count == 0 || index->asked++ == 0)
        return false;
    has_values = hash_all(evaluator, index->keys, index->count, &hash);
    if (evaluator->is_damaged)
        return false;
    if (!index->table)
        index->table = make_table(evaluator, join, index);
    if (!index->table)
        return false;
    *ret_objects = row_of_table(index->table, hash, has_values);
    return true;
}

/* The members in the order of objects. */
static const struct set *ascending(struct evaluator *evaluator, const struct set *set)
{
    struct set_builder builder;

    if (set->is_sorted)
        return set;
    builder_init(&builder, evaluator, type_set(type_of(TYPE_OBJECT)));
    for (uint32_t i = 0; i < set->count; i++)
        builder_add(&builder, set_at(set, i));
    return value_set(builder_finish(&builder));
}

static bool ask_members(struct evaluator *evaluator, const struct node *members,
                        struct join_objects *ret_objects)
{
    value v = evaluate(evaluator, members);
    const struct set *set;

    if (evaluator->is_damaged)
        return false;
    if (members->type.is_set) {
        set = ascending(evaluator, value_set(v));
        *ret_objects = (struct join_objects){ set->narrow, set->count, NULL, 0 };
        return true;
    }
    uint32_t *one = ARENA_NEW(&evaluator->scratch, uint32_t);
    *one = (uint32_t)v;
    *ret_objects = (struct join_objects){ one, v != VALUE_NONE, NULL, 0 };
    return true;
}

static uint32_t length(const struct join_objects *objects)
{
    return objects->count + objects->uncertain_count;
}

static bool ask_all(struct evaluator *evaluator, struct join *join,
                    struct join_objects *ret_objects)
{
    struct join_objects found, best;
    bool is_found = false;

    if (join->members && ask_members(evaluator, join->members, &best))
        is_found = true;
    if (is_found && length(&best) <= JOIN_FEW) {
        *ret_objects = best;
        return true;
    }
    struct join_index *indexes[] = { &join->equal, &join->containing };
    for (int i = 0; i < 2 && !evaluator->is_damaged; i++)
        if (ask_index(evaluator, join, indexes[i], &found) &&
            (!is_found || length(&found) < length(&best))) {
            best = found;
            is_found = true;
        }
    if (is_found)
        *ret_objects = best;
    return is_found && !evaluator->is_damaged;
}

/* What is damaged here is found again, and told apart, when all are walked. */
bool join_find(struct evaluator *evaluator, struct join *join, struct join_objects *ret_objects)
{
    const struct kind *kind = schema_kind(&evaluator->ws->schema, join->kind);
    bool was_damaged = evaluator->is_damaged;
    bool is_found;

    if (kind->end_entity - kind->first_entity <= JOIN_FEW)
        return false;
    evaluator->is_damaged = false;
    is_found = ask_all(evaluator, join, ret_objects);
    evaluator->is_damaged = was_damaged || evaluator->is_exhausted;
    return is_found;
}
