/* number_objects.c -- the canonical order of objects. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/draft_order.h"
#include "engine/field_cache.h"
#include "engine/objects.h"
#include "engine/pieces.h"
#include "engine/workspace.h"

/* A record that waits for its number. */
struct record {
    uint32_t kind;
    uint32_t owner;        /* draft, or 0 when the owner is a record */
    uint32_t owner_record; /* index into records when owner is 0 */
    expr_id expr;
};

/* What may stand for a record in a field. */
enum record_form {
    FORM_UNKNOWN, /* not looked at yet */
    FORM_NONE,
    FORM_BRACES,
    FORM_NAMES /* and braces */
};

struct numbering {
    struct workspace *ws;
    struct arena work; /* forgotten when all have their numbers */
    struct draft_order order;
    VEC(struct record) records;
    uint8_t *forms; /* enum record_form, by field */
    uint32_t *next; /* by the place of the kind: the number of its first object, then of the next */
    struct field_cache fields;
};

static uint32_t search_named(struct workspace *ws, uint32_t source, expr_id id, struct span span)
{
    const struct expr *expr = expr_of(ws, id);
    struct place_of_use from = { source, ws->scopes.files.items[source].namespace_ };
    const struct name *name;
    struct str path;

    if (expr->op == EXPR_NAME) {
        name = scopes_find(ws, from, NAMES_OBJECTS, expr->sym, span);
        if (name)
            return name->index;
        path = name_text(ws, expr->sym);
        if (str_find(path, '.') == path.len || scopes_is_lost(ws, expr->sym))
            return 0;
    } else if (expr->op == EXPR_NUMBER) {
        path = source_map_text(ws->lang->sources, expr->span);
    } else if (!ast_path(ws->ast, ws->lang->names, ws->arena, id, &path)) {
        return 0;
    }
    name = scopes_find_path(ws, from, NAMES_OBJECTS, path, span);
    return name ? name->index : 0;
}

uint32_t find_named(struct workspace *ws, uint32_t source, expr_id id)
{
    return search_named(ws, source, id, (struct span){ 0 });
}

uint32_t find_one_named(struct workspace *ws, uint32_t source, expr_id id)
{
    const struct expr *expr = expr_of(ws, id);
    sym_id namespace_ = ws->scopes.files.items[source].namespace_;
    const struct name *own = NULL;

    if (expr->op == EXPR_NAME) /* the own namespace comes first, and nearly always has it */
        own = scopes_find_in(&ws->scopes, NAMES_OBJECTS, namespace_, expr->sym);
    return own ? own->index : search_named(ws, source, id, expr->span);
}

/* A record literal or a reference that stands for a record of the field's kind? */
static bool stands_for_record(struct workspace *ws, uint32_t source, const struct field_def *field,
                              expr_id id)
{
    uint32_t kind = type_single_kind(&ws->schema, field->type);
    enum expr_op op = (enum expr_op)expr_of(ws, id)->op;

    if (kind == 0 || op == EXPR_ERROR || op == EXPR_NONE)
        return false;
    if (op == EXPR_RECORD)
        return true;
    uint32_t head = schema_kind(&ws->schema, kind)->head;
    if (head == 0)
        return false;
    uint32_t named = find_named(ws, source, id);
    if (named == 0)
        return false;
    uint32_t own = ws->model.drafts.items[named].kind;
    return !schema_is_a(&ws->schema, own, kind) &&
           type_admits_kind(&ws->schema, schema_field(&ws->schema, head)->type, own);
}

/* ---- records ---- */

static void collect_value(struct numbering *numbering, uint32_t source, uint32_t field, expr_id id,
                          const struct record *owner);

/* The records inside a record literal. Depth is bounded by the depth of expressions. */
static void collect_nested(struct numbering *numbering, uint32_t source, uint32_t record)
{
    struct workspace *ws = numbering->ws;
    struct record own = numbering->records.items[record];
    struct record owner = { .owner_record = record };

    if (expr_of(ws, own.expr)->op != EXPR_RECORD)
        return;
    for (expr_id id = expr_of(ws, own.expr)->a; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *item = expr_of(ws, id);
        if (item->op != EXPR_ITEM_NAMED)
            continue;
        uint32_t field = schema_find_field(&ws->schema, own.kind, item->sym);
        if (field != 0)
            collect_value(numbering, source, field, item->a, &owner);
    }
}

static void collect_value(struct numbering *numbering, uint32_t source, uint32_t field, expr_id id,
                          const struct record *owner)
{
    struct workspace *ws = numbering->ws;
    const struct expr *expr = expr_of(ws, id);
    struct record record = *owner;

    if (expr->op == EXPR_LIST) {
        for (expr_id member = expr->a; member.v != 0; member = expr_of(ws, member)->next)
            collect_value(numbering, source, field, member, owner);
        return;
    }
    if (!stands_for_record(ws, source, schema_field(&ws->schema, field), id))
        return;
    record.kind = type_single_kind(&ws->schema, schema_field(&ws->schema, field)->type);
    record.expr = id;
    VEC_PUSH(&numbering->records, record);
    collect_nested(numbering, source, numbering->records.count - 1);
}

static enum record_form form_of(struct numbering *numbering, uint32_t field)
{
    const struct schema *schema = &numbering->ws->schema;
    uint32_t kind;

    if (field == 0 || numbering->forms[field] != FORM_UNKNOWN)
        return (enum record_form)numbering->forms[field];
    kind = type_single_kind(schema, schema_field(schema, field)->type);
    numbering->forms[field] = kind == 0                              ? FORM_NONE
                              : schema_kind(schema, kind)->head == 0 ? FORM_BRACES
                                                                     : FORM_NAMES;
    return (enum record_form)numbering->forms[field];
}

static bool may_be_record(const struct expr *item, enum record_form form)
{
    return form == FORM_NAMES || item->op == EXPR_RECORD || item->op == EXPR_LIST;
}

static void collect_fields(struct numbering *numbering, uint32_t index)
{
    struct workspace *ws = numbering->ws;
    const struct draft *draft = &ws->model.drafts.items[index];
    const struct decl *decl = ast_decl(ws->ast, draft->decl);
    struct record owner = { .owner = index };

    for (uint32_t f = 0; f < parts_of(ws, decl)->field_count; f++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + f });
        uint32_t known = cached_field(&numbering->fields, &ws->schema, draft->kind, field->name);
        enum record_form form = form_of(numbering, known);
        if (form <= FORM_NONE)
            continue;
        for (expr_id id = field->items; id.v != 0; id = expr_of(ws, id)->next)
            if (may_be_record(expr_of(ws, id), form))
                collect_value(numbering, decl->source, known, id, &owner);
    }
}

/* Has the kind a field whose records may be a mere name? */
static bool names_records(struct numbering *numbering, uint32_t kind)
{
    const struct schema *schema = &numbering->ws->schema;

    for (; kind != 0; kind = schema_kind(schema, kind)->parent)
        for (uint32_t i = 0; i < schema_kind(schema, kind)->fields.count; i++)
            if (form_of(numbering, schema_kind(schema, kind)->fields.items[i]) == FORM_NAMES)
                return true;
    return false;
}

/* Nothing in a folded paragraph stands in braces. */
static void collect_folded(struct numbering *numbering, uint32_t index)
{
    struct workspace *ws = numbering->ws;
    uint32_t record_count = numbering->records.count;
    struct unfolded unfolded = lang_unfold_briefly(ws->lang, ws->model.drafts.items[index].decl);

    collect_fields(numbering, index);
    if (numbering->records.count > record_count)
        lang_unfold(ws->lang, unfolded.decl);
    lang_fold_again(ws->lang, unfolded);
}

static void collect_records(struct numbering *numbering)
{
    struct workspace *ws = numbering->ws;
    uint32_t last_kind = 0;
    bool has_names = false;

    for (uint32_t i = 0; i < numbering->order.count; i++) {
        uint32_t index = numbering->order.items[i];
        const struct draft *draft = &ws->model.drafts.items[index];
        if (draft->kind == ws->schema.rule_kind)
            continue;
        if (draft->kind != last_kind)
            has_names = names_records(numbering, draft->kind);
        last_kind = draft->kind;
        if (!draft->is_folded)
            collect_fields(numbering, index);
        else if (has_names)
            collect_folded(numbering, index);
    }
}

/* ---- numbers ---- */

/* Objects of a kind are consecutive, those of its descendants included: prefix sums over the
 * preorder. */
static void place_kinds(struct numbering *numbering)
{
    struct schema *schema = &numbering->ws->schema;
    uint32_t *next = ARENA_ARRAY(&numbering->work, uint32_t, (size_t)schema->kinds.count + 2);
    const uint32_t *starts = numbering->order.starts;

    for (uint32_t place = 0; place < schema->kinds.count; place++)
        next[place + 1] = starts[place + 1] - starts[place];
    for (uint32_t i = 0; i < numbering->records.count; i++)
        next[schema_kind(schema, numbering->records.items[i].kind)->order_first + 1]++;
    next[1] = 1;
    for (uint32_t place = 1; place <= schema->kinds.count; place++)
        next[place + 1] += next[place];
    for (uint32_t k = 1; k < schema->kinds.count; k++) {
        struct kind *kind = schema_kind(schema, k);
        kind->first_entity = next[kind->order_first];
        kind->end_entity = next[kind->order_end];
    }
    /* No kind at all stands for any: those that have numbers before results do. */
    schema_kind(schema, 0)->first_entity = 1;
    schema_kind(schema, 0)->end_entity = schema_kind(schema, schema->gap_kind)->first_entity;
    numbering->next = next;
}

static void place_items(void *self, uint32_t first, uint32_t end)
{
    const struct numbering *numbering = self;
    const struct draft_order *order = &numbering->order;
    struct workspace *ws = numbering->ws;

    for (uint32_t i = first; i < end; i++) {
        struct draft *draft = &ws->model.drafts.items[order->items[i]];
        uint32_t place = schema_kind(&ws->schema, draft->kind)->order_first;
        draft->number = numbering->next[place] + (i - order->starts[place]);
        ws->model.objects[draft->number] = (struct object){ .kind = draft->kind & KIND_BITS,
                                                            .name_or_owner = draft->id.v,
                                                            .decl = draft->decl,
                                                            .is_damaged = draft->is_damaged };
    }
}

/* Before the records of their kind. */
static void place_named(struct numbering *numbering)
{
    const struct workspace *ws = numbering->ws;
    const uint32_t *starts = numbering->order.starts;

    in_pieces(ws, numbering->order.count, place_items, numbering);
    for (uint32_t place = 0; place < ws->schema.kinds.count; place++)
        numbering->next[place] += starts[place + 1] - starts[place];
}

/* The named objects of a kind, which have their numbers. */
static void note_named(const struct numbering *numbering, uint32_t place, uint32_t first)
{
    const struct draft_order *order = &numbering->order;
    struct model *model = &numbering->ws->model;
    uint32_t start = order->starts[place], end = order->starts[place + 1];

    VEC_PUSH(&model->ranges, (struct number_range){ first, true });
    for (uint32_t i = start + 1; i < end && order->is_spread[place]; i++)
        if (!sym_equal(model->drafts.items[order->items[i]].namespace_,
                       model->drafts.items[order->items[i - 1]].namespace_))
            VEC_PUSH(&model->ranges, (struct number_range){ first + (i - start), true });
}

/* Before records have their numbers, which go on behind. */
static void note_ranges(const struct numbering *numbering)
{
    struct workspace *ws = numbering->ws;
    const uint32_t *starts = numbering->order.starts;

    VEC_PUSH(&ws->model.ranges, (struct number_range){ 0, false });
    for (uint32_t place = 0; place < ws->schema.kinds.count; place++) {
        uint32_t count = starts[place + 1] - starts[place];
        if (count == 0)
            continue;
        note_named(numbering, place, numbering->next[place] - count);
        VEC_PUSH(&ws->model.ranges, (struct number_range){ numbering->next[place], false });
    }
}

static void place_records(struct numbering *numbering)
{
    struct workspace *ws = numbering->ws;
    uint32_t *numbers = ARENA_ARRAY(&numbering->work, uint32_t, numbering->records.count);

    for (uint32_t i = 0; i < numbering->records.count; i++) {
        const struct record *record = &numbering->records.items[i];
        uint32_t owner = record->owner != 0 ? ws->model.drafts.items[record->owner].number
                                            : numbers[record->owner_record];
        uint32_t number = numbering->next[schema_kind(&ws->schema, record->kind)->order_first]++;
        numbers[i] = number;
        ws->model.objects[number] =
            (struct object){ .kind = record->kind & KIND_BITS,
                             .is_record = true,
                             .name_or_owner = owner,
                             .decl = ws->model.objects[owner].decl,
                             .expr = record->expr,
                             .is_damaged = ws->model.objects[owner].is_damaged };
        map_put(&ws->model.record_of, record->expr.v, number);
    }
}

static void lead_items(void *self, uint32_t first, uint32_t end)
{
    struct workspace *ws = self;

    for (uint32_t i = first; i < end; i++) {
        struct name *name = &ws->scopes.names.items[i];
        if (name->what == NAME_IS_OBJECT || name->what == NAME_IS_RULE ||
            name->what == NAME_IS_ADJUST)
            name->index = ws->model.drafts.items[name->index].number;
    }
}

/* From here on names lead to objects. */
static void forget_drafts(struct workspace *ws)
{
    in_pieces(ws, ws->scopes.names.count, lead_items, ws);
    VEC_RELEASE(&ws->model.drafts);
}

void number_objects(struct workspace *ws)
{
    struct numbering numbering = { .ws = ws };

    check_id_case(ws);
    numbering.forms = ARENA_ARRAY(&numbering.work, uint8_t, ws->schema.fields.count);
    numbering.order = drafts_in_order(ws, &numbering.work);
    collect_records(&numbering);
    ws->model.count = numbering.order.count + numbering.records.count;
    place_kinds(&numbering);
    ws->model.objects = ARENA_ARRAY(ws->arena, struct object, (size_t)ws->model.count + 1);
    place_named(&numbering);
    note_ranges(&numbering);
    place_records(&numbering);
    forget_drafts(ws);
    VEC_RELEASE(&numbering.records);
    arena_release(&numbering.work);
}

/* ---- what objects are called ---- */

uint32_t find_object(struct workspace *ws, struct str id)
{
    struct place_of_use from = { 0, { 0 } };
    const struct name *name = scopes_find_path(ws, from, NAMES_OBJECTS, id, (struct span){ 0 });

    return name ? name->index : 0;
}

/* Records of one kind and owner have consecutive numbers, in the order they are written. */
static bool is_sibling(const struct model *model, uint32_t a, uint32_t b)
{
    return b > 0 && b <= model->count && model->objects[a].kind == model->objects[b].kind &&
           object_owner(&model->objects[a]) == object_owner(&model->objects[b]);
}

/*
 * Which of its siblings a record is, from 1. They are looked for in steps that double, then halve,
 * so that each of very many records costs little.
 */
static uint32_t place_among_siblings(const struct model *model, uint32_t number)
{
    uint32_t back = 0, step = 1;

    while (step <= number - back && is_sibling(model, number, number - back - step)) {
        back += step;
        step *= 2;
    }
    for (; step > 0; step /= 2)
        if (step <= number - back && is_sibling(model, number, number - back - step))
            back += step;
    return back + 1;
}

/* "acceptance of R05", "dependency 2 of web-app": the same after any edit elsewhere. */
static struct str record_text(const struct workspace *ws, struct arena *arena, uint32_t number)
{
    const struct object *object = model_object(&ws->model, number);
    struct str kind = name_text(ws, schema_kind(&ws->schema, object->kind)->name);
    uint32_t place = place_among_siblings(&ws->model, number);

    if (place == 1 && !is_sibling(&ws->model, number, number + 1))
        return arena_format(arena, "%.*s of %.*s", STR_ARG(kind),
                            STR_ARG(object_text_in(ws, arena, object_owner(object))));
    return arena_format(arena, "%.*s %u of %.*s", STR_ARG(kind), place,
                        STR_ARG(object_text_in(ws, arena, object_owner(object))));
}

struct str object_text_in(const struct workspace *ws, struct arena *arena, uint32_t number)
{
    const struct object *object = model_object(&ws->model, number);

    return object->is_record ? record_text(ws, arena, number) : name_text(ws, object_id(object));
}

struct str object_text(const struct workspace *ws, uint32_t number)
{
    return object_text_in(ws, ws->arena, number);
}

/* The title as declared; of a gap its message; records have none. */
struct str object_title(const struct workspace *ws, uint32_t number)
{
    const struct object *object = model_object(&ws->model, number);
    uint32_t field;

    if (object->is_record)
        return (struct str){ 0 };
    if (object->kind != ws->schema.gap_kind)
        return lang_title(ws->lang, ws->arena, object->decl);
    field = schema_find_field(&ws->schema, object->kind, ws->words[WORD_message]);
    value message = column_get(schema_field(&ws->schema, field)->column, number, ws->arena);
    return message == VALUE_NONE ? (struct str){ 0 } : value_text(message);
}

struct span object_span(const struct workspace *ws, uint32_t number)
{
    const struct object *object = model_object(&ws->model, number);

    return object->expr.v != 0 ? expr_of(ws, object->expr)->span
                               : ast_id_span(ws->ast, ast_decl(ws->ast, object->decl));
}
