/* compute.c -- evaluating definitions: computed fields, defaults and constants, each once, in
 * order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/compute.h"
#include "engine/distribution.h"
#include "engine/eval.h"
#include "engine/objects.h"
#include "engine/slices.h"

void mark_damaged(struct workspace *ws, uint32_t field, uint32_t object)
{
    map_put(&ws->model.damaged_fields, map_pair(object, field), 1);
    schema_field(&ws->schema, field)->is_damaged = true;
}

static void put_value(struct column *column, uint32_t object, value v)
{
    const struct set *set;

    if (!column->type.is_set) {
        column_put(column, object, v);
        return;
    }
    set = value_set(v);
    for (uint32_t i = 0; i < set->count; i++)
        column_put_member(column, object, set_at(set, i));
}

value keep_value(struct workspace *ws, struct type type, value v)
{
    struct str *text;
    struct distribution *distribution;

    if (v == VALUE_NONE || type.is_set)
        return v;
    if (type_is_distribution(type)) {
        distribution = ARENA_NEW(ws->arena, struct distribution);
        *distribution = *value_distribution(v);
        return value_of_distribution(distribution);
    }
    if (!type_is_text(type))
        return v;
    text = ARENA_NEW(ws->arena, struct str);
    *text = arena_copy(ws->arena, value_text(v));
    return value_of_text(text);
}

static value keep_set(struct evaluator *evaluator, struct type type, value v)
{
    const struct set *set = value_set(v);
    struct set_builder builder;

    if (!type.is_set || type_is_narrow(type))
        return v;
    builder_init(&builder, evaluator, type);
    for (uint32_t i = 0; i < set->count; i++)
        builder_add(&builder, keep_value(evaluator->ws, type_element(type), set_at(set, i)));
    return builder_finish(&builder);
}

/* True when the value is declared, so that a default does not count. */
static bool is_declared(const struct field_def *def, const struct column *declared, uint32_t object)
{
    return !(def->flags & FIELD_COMPUTED) && declared && column_has(declared, object);
}

value compute_object(struct evaluator *evaluator, const struct computation *computation,
                     uint32_t object)
{
    struct workspace *ws = evaluator->ws;
    uint32_t field = computation->field;
    const struct field_def *def = schema_field(&ws->schema, field);
    value v;

    evaluator->is_damaged = false;
    evaluator->slots[0] = object;
    if (is_declared(def, computation->declared, object)) {
        v = column_get(computation->declared, object, &evaluator->scratch);
    } else {
        v = keep_value(ws, def->type, evaluate(evaluator, def->plan));
        /* The value that the default stands for may be on a line that could not be understood. */
        if (model_object(&ws->model, object)->is_damaged && !(def->flags & FIELD_COMPUTED))
            evaluator->is_damaged = true;
    }
    if (evaluator->is_damaged) { /* what came out may be wrong */
        mark_damaged(ws, field, object);
        return VALUE_NONE;
    }
    v = def->type.is_set ? keep_set(evaluator, def->type, v) : v;
    put_value(computation->column, object, v);
    return v;
}

struct computation start_field(struct workspace *ws, uint32_t field)
{
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct kind *kind = schema_kind(&ws->schema, def->kind);
    struct computation computation = { field, def->column, NULL };

    computation.column =
        column_new(ws->arena, def->type, kind->first_entity, kind->end_entity - kind->first_entity);
    computation.column->keeps_order = !(def->flags & FIELD_COMPUTED) || def->plan->op == NODE_PATH;
    return computation;
}

void finish_field(struct workspace *ws, const struct computation *computation)
{
    struct field_def *def = schema_field(&ws->schema, computation->field);

    column_seal(computation->column, ws->arena);
    def->column = computation->column;
    check_values(ws, def);
}

/* ---- one field of all objects ---- */

struct field_run {
    struct computation computation;
    const struct field_def *def;
    const value *values; /* of each row of the block under way */
    struct slice *slice; /* or NULL: all objects */
};

static bool compute_singly(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self)
{
    const struct field_run *run = self;

    for (uint32_t object = first; object < end; object++) {
        struct arena_mark mark = arena_mark(&evaluator->scratch);
        compute_object(evaluator, &run->computation, object);
        arena_rewind(&evaluator->scratch, mark);
    }
    return true;
}

/* The declared values; a default is needed by the rows selected. False: one of these may have a
 * value on a line that could not be understood. */
static bool read_declared(const struct block *block, const struct field_run *run, value *values,
                          struct selection *ret_others)
{
    struct evaluator *evaluator = block->evaluator;
    const struct column *declared = run->computation.declared;
    uint32_t *rows = ARENA_ARRAY(&evaluator->vectors, uint32_t, block->count);
    uint32_t count = 0;

    for (uint32_t row = 0; row < block->count; row++) {
        uint32_t object = block_object(block, row);
        if (is_declared(run->def, declared, object))
            values[row] = column_get(declared, object, &evaluator->scratch);
        else if (model_object(&evaluator->ws->model, object)->is_damaged)
            return false;
        else
            rows[count++] = row;
    }
    *ret_others = (struct selection){ rows, count };
    return true;
}

static bool default_block(struct block *block, struct field_run *run)
{
    value *values = ARENA_ARRAY(&block->evaluator->vectors, value, block->count);
    struct selection others;
    const value *defaults = values;

    if (!read_declared(block, run, values, &others))
        return false;
    if (others.count > 0)
        defaults = block_evaluate(block, run->def->plan, others);
    for (uint32_t i = 0; i < others.count && defaults; i++)
        values[others.rows[i]] = defaults[i];
    run->values = values;
    return defaults != NULL;
}

static bool compute_block(struct block *block, void *self)
{
    struct field_run *run = self;

    if (!(run->def->flags & FIELD_COMPUTED))
        return default_block(block, run);
    run->values = block_evaluate(block, run->def->plan, block_all(block));
    return run->values != NULL;
}

static uint32_t accept_values(struct block *block, uint32_t from, uint32_t end, void *self)
{
    const struct field_run *run = self;
    struct column *column = run->computation.column;
    uint32_t first = block_object(block, 0);

    if (type_is_plain(run->def->type)) {
        column_put_all(column, first + from, run->values + from, end - from);
        return end;
    }
    for (uint32_t row = from; row < end; row++) {
        value v = run->values[row];
        if (!is_declared(run->def, run->computation.declared, first + row))
            v = keep_value(block->evaluator->ws, run->def->type, v);
        column_put(column, first + row, v);
    }
    return end;
}

/* Sets are put together one by one anyway. */
static bool is_worth_blocks(const struct evaluator *evaluator, const struct field_def *def,
                            const struct kind *kind)
{
    return kind->end_entity - kind->first_entity >= evaluator->block_least && !def->type.is_set &&
           block_suits(evaluator, def->plan);
}

/* ---- by several threads ---- */

static bool leave_to_others(struct evaluator *evaluator, uint32_t first, uint32_t end, void *self)
{
    const struct field_run *run = self;

    (void)evaluator;
    (void)first;
    (void)end;
    run->slice->is_unsure = true;
    return false;
}

static void compute_slice(void *self, struct slice *slice)
{
    struct field_run run = *(const struct field_run *)self;
    struct block_walk walk = { .slot_count = run.def->plan_slots,
                               .first = slice->first,
                               .end = slice->end,
                               .self = &run,
                               .evaluate = compute_block,
                               .accept = accept_values,
                               .do_singly = leave_to_others };

    run.slice = slice;
    walk_in_blocks(&slice->evaluator, &walk);
}

/* The values are in their rows already. */
static void take_values(void *self, struct slice *slice)
{
    (void)self;
    (void)slice;
}

static void drop_values(void *self, struct slice *slice)
{
    const struct field_run *run = self;

    for (uint32_t object = slice->first; object < slice->end; object++)
        column_put(run->computation.column, object, VALUE_NONE);
}

/* Texts are kept in the arena of the run. */
static bool is_worth_slices(struct evaluator *evaluator, const struct field_def *def,
                            const struct kind *kind)
{
    return slices_are_worth_it(evaluator, kind->end_entity - kind->first_entity) &&
           type_is_plain(def->type) && slices_suit(evaluator, def->plan);
}

static void compute_in_blocks(struct evaluator *evaluator, struct field_run *run,
                              const struct kind *kind)
{
    struct slicing slicing = { .walk = { .slot_count = run->def->plan_slots,
                                         .first = kind->first_entity,
                                         .end = kind->end_entity,
                                         .self = run,
                                         .evaluate = compute_block,
                                         .accept = accept_values,
                                         .do_singly = compute_singly },
                               .self = run,
                               .run = compute_slice,
                               .take = take_values,
                               .drop = drop_values };

    if (is_worth_slices(evaluator, run->def, kind))
        walk_in_slices(evaluator, &slicing);
    else
        walk_in_blocks(evaluator, &slicing.walk);
}

static void compute_field(struct evaluator *evaluator, uint32_t field)
{
    struct workspace *ws = evaluator->ws;
    const struct field_def *def = schema_field(&ws->schema, field);
    const struct kind *kind = schema_kind(&ws->schema, def->kind);
    struct field_run run = { .def = def };
    value *frame;

    if (!def->plan)
        return;
    run.computation = start_field(ws, field);
    frame = evaluator_enter(evaluator, def->plan_slots);
    if (is_worth_blocks(evaluator, def, kind))
        compute_in_blocks(evaluator, &run, kind);
    else
        compute_singly(evaluator, kind->first_entity, kind->end_entity, &run);
    evaluator_leave(evaluator, frame);
    finish_field(ws, &run.computation);
}

/* A constant's value is kept for the whole run; sets and texts are copied out of the scratch arena.
 */
static void compute_let(struct evaluator *evaluator, uint32_t let)
{
    struct workspace *ws = evaluator->ws;
    struct let_def *def = &ws->schema.lets.items[let];
    value *frame;
    value v;

    if (!def->plan || def->parameter_count > 0)
        return;
    frame = evaluator_enter(evaluator, def->slots);
    evaluator->is_damaged = false;
    v = evaluate(evaluator, def->plan);
    evaluator_leave(evaluator, frame);
    if (def->type.is_set) {
        const struct set *set = value_set(v);
        struct set *own = ARENA_NEW(ws->arena, struct set);
        *own = *set;
        if (set->narrow && set->count > 0) {
            uint32_t *items = ARENA_ARRAY(ws->arena, uint32_t, set->count);
            for (uint32_t i = 0; i < set->count; i++)
                items[i] = set->narrow[i];
            own->narrow = items;
        } else if (set->count > 0) {
            value *items = ARENA_ARRAY(ws->arena, value, set->count);
            for (uint32_t i = 0; i < set->count; i++)
                items[i] = keep_value(ws, type_element(def->type), set->wide[i]);
            own->wide = items;
        }
        v = value_of_set(own);
    } else {
        v = keep_value(ws, def->type, v);
    }
    def->constant = v;
    def->is_evaluated = true;
    def->is_damaged = evaluator->is_damaged;
}

/* Fields that use each other of other objects are computed together, when the first one is due. */
static void compute_field_or_together(struct evaluator *evaluator,
                                      const struct definition *definition)
{
    struct workspace *ws = evaluator->ws;

    if (definition->recursion == 0)
        compute_field(evaluator, definition->index);
    else if (!ws->recursions.items[definition->recursion - 1].is_evaluated)
        recursion_evaluate(evaluator, &ws->recursions.items[definition->recursion - 1]);
}

static void compute(struct evaluator *evaluator, const struct definition *definition)
{
    const struct observer *observer = evaluator->ws->observer;

    switch (definition->what) {
    case DEFINITION_FIELD:
        observe_begin(observer, ACTIVITY_FIELD, definition->index);
        compute_field_or_together(evaluator, definition);
        observe_end(observer, ACTIVITY_FIELD, definition->index);
        break;
    case DEFINITION_LET:
        observe_begin(observer, ACTIVITY_CONSTANT, definition->index);
        compute_let(evaluator, definition->index);
        observe_end(observer, ACTIVITY_CONSTANT, definition->index);
        break;
    case DEFINITION_RELATION: /* when somebody asks */
    case DEFINITION_RULE:
    case DEFINITION_VIEW:
    case DEFINITION_RESULTS:
        break;
    }
}

/* What lies on a circle has no value; whoever reads it is not assessed. */
static void give_up(struct workspace *ws, const struct definition *definition)
{
    if (definition->what == DEFINITION_FIELD) {
        schema_field(&ws->schema, definition->index)->plan = NULL;
        schema_field(&ws->schema, definition->index)->is_damaged = true;
    } else if (definition->what == DEFINITION_RELATION) {
        ws->schema.relations.items[definition->index].is_broken = true;
    } else if (definition->what == DEFINITION_LET) {
        struct let_def *def = &ws->schema.lets.items[definition->index];
        struct set *empty = ARENA_NEW(ws->arena, struct set);
        def->is_evaluated = def->is_damaged = true;
        def->constant = def->type.is_set ? value_of_set(empty) : VALUE_NONE;
    }
}

/* Evaluates what waits and comes before that place; the others go on waiting. */
static void compute_until(struct evaluator *evaluator, uint32_t end)
{
    struct definitions *definitions = &evaluator->ws->definitions;
    const struct observer *observer = evaluator->ws->observer;
    uint32_t kept = 0;

    observe_begin(observer, ACTIVITY_PHASE, PHASE_COMPUTE);
    evaluator_look_for_damage(evaluator);
    definitions_sort_waiting(definitions);
    for (uint32_t i = 0; i < definitions->waiting.count; i++) {
        uint32_t place = definitions->waiting.items[i];
        const struct definition *item = &definitions->items.items[definitions->order.items[place]];
        if (place >= end) {
            definitions->waiting.items[kept++] = place;
            continue;
        }
        evaluator->under_way = item->span;
        if (!item->is_circular)
            compute(evaluator, item);
        else
            give_up(evaluator->ws, item);
    }
    definitions->waiting.count = kept;
    evaluator->is_damaged = false;
    observe_end(observer, ACTIVITY_PHASE, PHASE_COMPUTE);
}

void prepare_until(struct evaluator *evaluator, uint32_t definition)
{
    compute_until(evaluator, evaluator->ws->definitions.items.items[definition].place);
}

void prepare_definition(struct evaluator *evaluator, uint32_t definition)
{
    definitions_need(&evaluator->ws->definitions, definition);
    compute_until(evaluator, UINT32_MAX);
}
