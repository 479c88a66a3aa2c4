/* relation_index.c -- from the values of a path back to the objects that it begins with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/eval.h"
#include "engine/relation_search.h"

struct indexed {
    uint32_t key, object;
};

struct index_builder {
    struct evaluator *evaluator;
    const struct member_index *index;
    VEC(struct indexed) pairs;
};

static void add_pair(struct index_builder *builder, value key, uint32_t object)
{
    if (key != VALUE_NONE && relation_keep_pairs(builder->evaluator, 1))
        VEC_PUSH(&builder->pairs, (struct indexed){ (uint32_t)key, object });
}

static void index_object(struct index_builder *builder, uint32_t object)
{
    struct evaluator *evaluator = builder->evaluator;
    const struct node *path = builder->index->path;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    value v;

    evaluator->slots[builder->index->slot] = object;
    v = evaluate(evaluator, path);
    if (!path->type.is_set)
        add_pair(builder, v, object);
    for (uint32_t i = 0; path->type.is_set && i < value_set(v)->count; i++)
        add_pair(builder, set_at(value_set(v), i), object);
    arena_rewind(&evaluator->scratch, mark);
}

static struct edges *compress_pairs(struct workspace *ws, const struct indexed *pairs,
                                    uint32_t count)
{
    struct edges *edges = ARENA_NEW(ws->arena, struct edges);
    uint32_t *starts = ARENA_ARRAY(ws->arena, uint32_t, (size_t)ws->model.count + 3);
    uint32_t *items = ARENA_ARRAY(ws->arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++)
        starts[pairs[i].key + 1]++;
    for (uint32_t i = 0; i <= ws->model.count; i++)
        starts[i + 1] += starts[i];
    starts[ws->model.count + 2] = count;
    for (uint32_t i = count; i > 0; i--) /* from behind, so that rows stay ascending */
        items[--starts[pairs[i - 1].key + 1]] = pairs[i - 1].object;
    *edges = (struct edges){ 0, ws->model.count + 1, starts + 1, items };
    return edges;
}

const struct edges *member_index_edges(struct evaluator *evaluator, struct member_index *index)
{
    struct workspace *ws = evaluator->ws;
    struct index_builder builder = { .evaluator = evaluator, .index = index };
    bool was_damaged = evaluator->is_damaged;

    if (!index->edges) {
        evaluator->is_damaged = false;
        for (uint32_t object = 1; object <= ws->model.count && take_steps(evaluator, 1); object++)
            if (type_admits_kind(&ws->schema, index->type, model_object(&ws->model, object)->kind))
                index_object(&builder, object);
        index->edges = compress_pairs(ws, builder.pairs.items, builder.pairs.count);
        index->is_damaged = evaluator->is_damaged;
        evaluator->is_damaged = was_damaged;
        VEC_RELEASE(&builder.pairs);
    }
    if (index->is_damaged)
        evaluator->is_damaged = true;
    return index->edges;
}
