/* gap.c -- what a gap is about, and what it is called. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/gap.h"

#include "engine/objects.h"
#include "engine/print.h"

/* Variables of other types are not among the objects of a gap. */
uint32_t bound_objects(const struct evaluator *evaluator, const struct rule_plan *plan,
                       uint32_t *ret_objects)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        value v = evaluator->slots[generator->slot];
        if (generator->domain->type.base == TYPE_OBJECT && v != VALUE_NONE)
            ret_objects[count++] = (uint32_t)v;
    }
    return count;
}

/* A slash and an object's id with its namespace, or any other value as text. */
enum { PARTS_OF_BOUND = 4 };

static void write_bound(struct evaluator *evaluator, struct type type, value v, struct str *parts)
{
    struct workspace *ws = evaluator->ws;
    sym_id namespace_ = { 0 };

    if (type.base == TYPE_OBJECT && !type.is_set && v != VALUE_NONE)
        namespace_ = object_namespace(ws, model_object(&ws->model, (uint32_t)v));
    parts[0] = STR("/");
    if (namespace_.v != 0) {
        parts[1] = name_text(ws, namespace_);
        parts[2] = STR(".");
    }
    parts[3] = print_value(ws, &evaluator->scratch, type, v);
}

struct str gap_identity(struct evaluator *evaluator, const struct rule_plan *plan)
{
    struct workspace *ws = evaluator->ws;
    uint32_t count = 1 + plan->generators.count * PARTS_OF_BOUND;
    struct arena_mark mark = arena_mark(&evaluator->scratch);
    struct str *parts = ARENA_ARRAY(&evaluator->scratch, struct str, count);
    struct str text;

    parts[0] = object_text(ws, plan->object);
    for (uint32_t i = 0; i < plan->generators.count; i++) {
        const struct generator *generator = &plan->generators.items[i];
        write_bound(evaluator, type_element(generator->domain->type),
                    evaluator->slots[generator->slot], &parts[1 + i * PARTS_OF_BOUND]);
    }
    text = arena_join(evaluator->kept, parts, count);
    arena_rewind(&evaluator->scratch, mark);
    return text;
}

const struct gap_words *gap_words_of(const struct gap *gap)
{
    static const struct gap_words NONE = { 0 };

    return gap->words ? gap->words : &NONE;
}

uint32_t gap_place(const struct workspace *ws, const struct gap *gap)
{
    for (uint32_t i = 0; i < gap->object_count; i++) {
        const struct object *object = model_object(&ws->model, gap_objects(gap)[i]);
        uint32_t source = ast_decl(ws->ast, object->decl)->source;
        if (!ws->scopes.files.items[source].is_library)
            return gap_objects(gap)[i];
    }
    return 0;
}
