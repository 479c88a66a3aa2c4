/* fill.c -- the declared fields of all objects become columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdlib.h>

#include "base/suggest.h"
#include "engine/field_cache.h"
#include "engine/fill_plain.h"
#include "engine/literal.h"
#include "engine/objects.h"
#include "engine/workspace.h"

/* What filling asks about a field, found out once for all objects. */
struct field_plan {
    const struct field_def *def; /* NULL: not found out yet */
    literal_fn *read;
    struct column *column; /* made for the first value */
    uint32_t field;
    uint32_t last_object; /* that gave it */
    bool is_set;
    bool names_objects; /* literal.h */
};

struct filling {
    struct workspace *ws;
    struct arena work; /* forgotten in the end */
    struct field_cache fields;
    struct field_plan *plans; /* by field */
};

/* One object. */
struct filler {
    struct workspace *ws;
    struct filling *filling;
    uint32_t object;
    uint32_t kind;
    decl_id decl;
    uint32_t source;
    bool is_record;
    struct literal_place place; /* of the field that is being filled */
};

static void damage(struct filler *filler, uint32_t field)
{
    mark_damaged(filler->ws, field, filler->object);
}

/* A bare name may stand for a record where the field's kind of records has a head. */
static bool names_objects(const struct schema *schema, const struct field_def *def)
{
    uint32_t kind = type_single_kind(schema, def->type);

    return kind == 0 || schema_kind(schema, kind)->head == 0;
}

static struct field_plan *make_plan(struct filling *filling, uint32_t field)
{
    const struct schema *schema = &filling->ws->schema;
    const struct field_def *def = schema_field(schema, field);
    struct field_plan *plan = &filling->plans[field];

    *plan = (struct field_plan){ .def = def,
                                 .read = literal_reader(schema, def->type),
                                 .field = field,
                                 .is_set = def->type.is_set,
                                 .names_objects = names_objects(schema, def) };
    return plan;
}

static inline struct field_plan *plan_of(struct filling *filling, uint32_t field)
{
    struct field_plan *plan = &filling->plans[field];

    return plan->def ? plan : make_plan(filling, field);
}

static inline void put(struct filler *filler, struct field_plan *plan, value v)
{
    if (!plan->column)
        plan->column = field_column(filler->ws, plan->field);
    if (plan->is_set)
        column_put_member(plan->column, filler->object, v);
    else
        column_put(plan->column, filler->object, v);
}

struct declared_number {
    uint32_t decl, number;
};

struct object_range {
    const struct object *from, *to;
    sym_id namespace_; /* of both */
};

static bool is_between(const struct workspace *ws, const struct object_range *range,
                       const struct object *object)
{
    return object->kind == range->from->kind && !object->is_record &&
           object->decl.v >= range->from->decl.v && object->decl.v <= range->to->decl.v &&
           sym_equal(object_namespace(ws, object), range->namespace_);
}

static int compare_by_decl(const void *left, const void *right)
{
    const struct declared_number *a = left;
    const struct declared_number *b = right;

    return a->decl < b->decl ? -1 : a->decl > b->decl;
}

/* All objects of that kind and namespace declared between the two, in the order of declarations. */
static void put_between(struct filler *filler, struct field_plan *plan, uint32_t from, uint32_t to)
{
    struct workspace *ws = filler->ws;
    const struct object *objects = ws->model.objects;
    const struct kind *kind = schema_kind(&ws->schema, objects[from].kind);
    struct object_range range = { &objects[from], &objects[to],
                                  object_namespace(ws, &objects[from]) };
    VEC(struct declared_number) found = { 0 };

    for (uint32_t i = kind->first_entity; i < kind->end_entity; i++)
        if (is_between(ws, &range, &objects[i]))
            VEC_PUSH(&found, (struct declared_number){ objects[i].decl.v, i });
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(*found.items), compare_by_decl);
    for (uint32_t i = 0; i < found.count; i++)
        put(filler, plan, found.items[i].number);
    VEC_RELEASE(&found);
}

/* `iso.4 .. iso.10` */
static void put_range(struct filler *filler, struct field_plan *plan, const struct expr *range)
{
    struct workspace *ws = filler->ws;
    uint32_t from = find_named(ws, filler->source, range->a);
    uint32_t to = find_named(ws, filler->source, range->b);
    const struct object *objects = ws->model.objects;

    if (from == 0 || to == 0 ||
        !sym_equal(object_namespace(ws, &objects[from]), object_namespace(ws, &objects[to])) ||
        objects[from].kind != objects[to].kind || objects[from].decl.v > objects[to].decl.v) {
        struct diag *diag =
            diag_add(ws->sink, MSG_E0304, range->span, "this range has no first or no last object");
        diag_help(ws->sink, diag,
                  "both ends are objects of one kind in one catalogue, the first declared before "
                  "the last");
        damage(filler, plan->field);
        return;
    }
    put_between(filler, plan, from, to);
}

static void put_literal(struct filler *filler, struct field_plan *plan, expr_id id)
{
    value v;

    filler->place.field = plan->def;
    filler->place.names_objects = plan->names_objects && !filler->is_record;
    if (plan->read(filler->ws, &filler->place, id, &v))
        put(filler, plan, v);
    else
        damage(filler, plan->field);
}

static void put_item(struct filler *filler, struct field_plan *plan, expr_id id)
{
    struct workspace *ws = filler->ws;
    const struct expr *item = expr_of(ws, id);

    if (item->op == EXPR_LIST && plan->is_set) {
        for (expr_id member = item->a; member.v != 0; member = expr_of(ws, member)->next)
            put_item(filler, plan, member);
    } else if (item->op == EXPR_RANGE && plan->is_set && plan->def->type.base == TYPE_OBJECT) {
        put_range(filler, plan, item);
    } else if (item->op != EXPR_NONE) {
        put_literal(filler, plan, id);
    }
}

static void report_many(struct filler *filler, const struct field_def *def, expr_id second)
{
    struct workspace *ws = filler->ws;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0305, expr_of(ws, second)->span,
                 "`%.*s` takes one value, not several", STR_ARG(name_text(ws, def->name)));

    if (!span_is_none(def->span))
        diag_label(ws->sink, diag, def->span, "declared here as %.*s",
                   STR_ARG(type_text(&ws->schema, ws->arena, type_required(def->type))));
}

static void put_items(struct filler *filler, struct field_plan *plan, expr_id first)
{
    struct workspace *ws = filler->ws;

    if (first.v != 0 && !plan->is_set && expr_of(ws, first)->next.v != 0) {
        report_many(filler, plan->def, expr_of(ws, first)->next);
        damage(filler, plan->field);
        return;
    }
    for (expr_id id = first; id.v != 0; id = expr_of(ws, id)->next)
        put_item(filler, plan, id);
}

/* ---- which field ---- */

/*
 * A record written as if fields nested: an empty `acceptance:` and `by: ceo` on a line below it.
 * Fields do not nest; a record stands in braces.
 */
static bool help_nested(struct filler *filler, struct diag *diag, sym_id name, struct span span)
{
    struct workspace *ws = filler->ws;
    const struct decl *decl = ast_decl(ws->ast, filler->decl);

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        uint32_t known = schema_find_field(&ws->schema, filler->kind, field->name);
        uint32_t kind =
            known == 0 ? 0 : type_single_kind(&ws->schema, schema_field(&ws->schema, known)->type);
        if (field->name_span.lo >= span.lo)
            break;
        if (field->items.v != 0 || kind == 0 || schema_find_field(&ws->schema, kind, name) == 0)
            continue;
        struct str outer = name_text(ws, field->name);
        diag_label(ws->sink, diag, field->name_span, "nothing stands here");
        diag_help(ws->sink, diag, "a record stands in braces: `%.*s: { %.*s: ..., ... }`",
                  STR_ARG(outer), STR_ARG(name_text(ws, name)));
        return true;
    }
    return false;
}

static void help_fields(struct filler *filler, struct diag *diag, struct str field)
{
    struct workspace *ws = filler->ws;
    struct str kind = name_text(ws, schema_kind(&ws->schema, filler->kind)->name);

    if (filler->kind == ws->schema.rule_kind)
        diag_help(ws->sink, diag, "to add it to the kind: `extend rule` with `%.*s: text?`",
                  STR_ARG(field));
    else
        diag_help(ws->sink, diag,
                  "`isms explain %.*s` lists its fields; to add one: `extend %.*s` with "
                  "`%.*s: text?`",
                  STR_ARG(kind), STR_ARG(kind), STR_ARG(field));
}

static void report_unknown_field(struct filler *filler, sym_id name, struct span span)
{
    struct workspace *ws = filler->ws;
    struct str text = name_text(ws, name);
    struct suggest suggest;
    struct diag *diag;

    suggest_start(&suggest, text);
    for (uint32_t kind = may_search_names(ws) ? filler->kind : 0; kind != 0;
         kind = schema_kind(&ws->schema, kind)->parent)
        for (uint32_t i = 0; i < schema_kind(&ws->schema, kind)->fields.count; i++) {
            const struct field_def *def =
                schema_field(&ws->schema, schema_kind(&ws->schema, kind)->fields.items[i]);
            if (!(def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE)) ||
                is_rule_body(ws, def->name))
                suggest_offer(&suggest, name_text(ws, def->name));
        }
    diag = diag_add(ws->sink, MSG_E0203, span, "%.*s has no field `%.*s`",
                    STR_ARG(kind_text(&ws->schema, ws->arena, filler->kind)), STR_ARG(text));
    label_declaration(ws, diag, filler->decl);
    if (!help_nested(filler, diag, name, span) && !offer_similar(ws, diag, span, &suggest))
        help_fields(filler, diag, text);
}

static void report_computed(struct filler *filler, const struct field_def *def, struct span span)
{
    struct workspace *ws = filler->ws;
    bool is_inverse = (def->flags & FIELD_INVERSE) != 0;
    struct diag *diag = diag_add(ws->sink, MSG_E0307, span, "`%.*s` is %s and cannot be typed in",
                                 STR_ARG(name_text(ws, def->name)),
                                 is_inverse                  ? "the other side of a reference"
                                 : (def->flags & FIELD_MADE) ? "made by the tool"
                                                             : "computed");

    if (!span_is_none(def->span))
        diag_label(ws->sink, diag, def->span, "declared here");
    if (is_inverse)
        diag_help(ws->sink, diag, "write it on the other side, as `%.*s`",
                  STR_ARG(name_text(ws, schema_field(&ws->schema, def->inverse_of)->name)));
}

/* The field to fill, or NULL after a message. */
static struct field_plan *fillable_field(struct filler *filler, sym_id name, struct span span)
{
    struct workspace *ws = filler->ws;
    uint32_t field = cached_field(&filler->filling->fields, &ws->schema, filler->kind, name);
    struct field_plan *plan;

    if (field == 0) {
        report_unknown_field(filler, name, span);
        return NULL;
    }
    plan = plan_of(filler->filling, field);
    if (plan->def->flags & (FIELD_COMPUTED | FIELD_INVERSE | FIELD_MADE)) {
        report_computed(filler, plan->def, span);
        return NULL;
    }
    return plan;
}

static void report_repeated(struct filler *filler, const struct decl *decl,
                            const struct field *field)
{
    struct workspace *ws = filler->ws;
    const struct field *first = ast_field(ws->ast, decl_field(ws, decl, field->name));
    struct diag *diag = diag_add(ws->sink, MSG_E0111, field->name_span, "`%.*s` is given twice",
                                 STR_ARG(name_text(ws, field->name)));

    diag_label(ws->sink, diag, first->name_span, "first here");
}

/* Was it given before, with whatever value? */
static bool is_repeated(struct filler *filler, struct field_plan *plan)
{
    bool is_given = plan->last_object == filler->object;

    plan->last_object = filler->object;
    return is_given && !plan->is_set;
}

static void warn_of_deprecated(struct filler *filler, const struct field_def *def, struct span span)
{
    struct workspace *ws = filler->ws;
    struct diag *diag = diag_add(ws->sink, MSG_W0406, span, "`%.*s` is out of use: %.*s",
                                 STR_ARG(name_text(ws, def->name)), STR_ARG(field_deprecated(def)));
    diag_label(ws->sink, diag, def->span, "declared `deprecated` here");
}

static void fill_field(struct filler *filler, const struct decl *decl, const struct field *ast)
{
    struct field_plan *plan = fillable_field(filler, ast->name, ast->name_span);
    bool is_second;

    if (!plan) {
        filler->ws->model.objects[filler->object].is_damaged = true;
        return;
    }
    is_second = is_repeated(filler, plan);
    if (field_deprecated(plan->def).len > 0)
        warn_of_deprecated(filler, plan->def, ast->name_span);
    if (ast->computed.v != 0 && refuse_formula(filler->ws, ast)) {
        damage(filler, plan->field);
        return;
    }
    if (ast->is_damaged)
        damage(filler, plan->field);
    if (is_second) {
        report_repeated(filler, decl, ast);
        damage(filler, plan->field);
        return;
    }
    put_items(filler, plan, ast->items);
}

static void fill_declared(struct filler *filler)
{
    const struct workspace *ws = filler->ws;
    struct unfolded unfolded = lang_unfold_briefly(ws->lang, filler->decl);
    const struct decl *decl = ast_decl(ws->ast, filler->decl);

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        field_id field = { parts_of(ws, decl)->first_field.v + i };
        fill_field(filler, decl, ast_field(ws->ast, field));
    }
    lang_fold_again(ws->lang, unfolded);
}

/* ---- rules are objects too: their attributes are fields, their body is not ---- */

bool is_rule_body(const struct workspace *ws, sym_id name)
{
    static const enum word BODY[] = { WORD_for,     WORD_let,  WORD_require, WORD_forbid,
                                      WORD_message, WORD_hint, WORD_suggest, WORD_responsible };

    for (size_t i = 0; i < sizeof(BODY) / sizeof(BODY[0]); i++)
        if (is_word(ws, name, BODY[i]))
            return true;
    return false;
}

/* The words of the built-in enumeration: error, warning, info (language.md section 5). */
enum { SEVERITY_WITHOUT_WORDS = 1 };

static void fill_severity(struct filler *filler)
{
    struct workspace *ws = filler->ws;
    uint32_t field = schema_find_field(&ws->schema, filler->kind, ws->words[WORD_severity]);
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->default_expr.v == 0 && !(def->column && column_has(def->column, filler->object)))
        put(filler, plan_of(filler->filling, field), SEVERITY_WITHOUT_WORDS);
}

/* `manual:` of a rule, `disabled:` of an adjustment: no, unless somebody says yes. */
static void fill_answer(struct filler *filler, enum word word)
{
    struct workspace *ws = filler->ws;
    uint32_t field = schema_find_field(&ws->schema, filler->kind, ws->words[word]);
    const struct field_def *def = schema_field(&ws->schema, field);

    if (def->default_expr.v == 0 && !(def->column && column_has(def->column, filler->object)))
        put(filler, plan_of(filler->filling, field), 0);
}

static void fill_rule(struct filler *filler)
{
    const struct workspace *ws = filler->ws;
    const struct decl *decl = ast_decl(ws->ast, filler->decl);

    for (uint32_t i = 0; i < parts_of(ws, decl)->field_count; i++) {
        const struct field *field =
            ast_field(ws->ast, (field_id){ parts_of(ws, decl)->first_field.v + i });
        if (!is_rule_body(ws, field->name))
            fill_field(filler, decl, field);
    }
    fill_severity(filler);
    fill_answer(filler, WORD_manual);
}

/* ---- adjustments: their rule stands on the first line ---- */

static void check_purpose(struct filler *filler, const struct decl *decl)
{
    struct workspace *ws = filler->ws;
    struct diag *diag;

    if (decl->is_damaged || decl_field(ws, decl, ws->words[WORD_severity]).v != 0 ||
        decl_field(ws, decl, ws->words[WORD_disabled]).v != 0)
        return;
    diag =
        diag_add(ws->sink, MSG_E0113, ast_id_span(ws->ast, decl), "this `adjust` changes nothing");
    diag_help(ws->sink, diag, "give the rule another `severity:`, or say `disabled: yes`");
}

static void fill_adjust(struct filler *filler)
{
    struct workspace *ws = filler->ws;
    const struct decl *decl = ast_decl(ws->ast, filler->decl);
    struct place_of_use from = { filler->source,
                                 ws->scopes.files.items[filler->source].namespace_ };
    uint32_t rule = find_named_rule(ws, from, name_text(ws, decl->id), (struct span){ 0 });
    uint32_t field = schema_find_field(&ws->schema, filler->kind, ws->words[WORD_rule]);

    fill_declared(filler);
    put(filler, plan_of(filler->filling, field), rule);
    fill_answer(filler, WORD_disabled);
    check_purpose(filler, decl);
}

/* ---- records ---- */

/* The field that an item of a record gives, 0 for an item without a name in a record without a
 * head. */
static sym_id item_field(const struct filler *filler, const struct expr *item)
{
    const struct schema *schema = &filler->ws->schema;
    uint32_t head = schema_kind(schema, filler->kind)->head;

    if (item->op == EXPR_ITEM_NAMED)
        return item->sym;
    return head == 0 || item->op == EXPR_ERROR ? (sym_id){ 0 } : schema_field(schema, head)->name;
}

/* A second value for a single field of a record; told. */
static bool is_repeated_item(struct filler *filler, expr_id first, expr_id second)
{
    struct workspace *ws = filler->ws;
    sym_id name = item_field(filler, expr_of(ws, second));
    uint32_t field = schema_find_field(&ws->schema, filler->kind, name);

    if (name.v == 0 || field == 0 || schema_field(&ws->schema, field)->type.is_set)
        return false;
    for (expr_id id = first; id.v != second.v; id = expr_of(ws, id)->next) {
        if (!sym_equal(item_field(filler, expr_of(ws, id)), name))
            continue;
        struct diag *diag = diag_add(ws->sink, MSG_E0111, expr_of(ws, second)->span,
                                     "`%.*s` is given twice", STR_ARG(name_text(ws, name)));
        diag_label(ws->sink, diag, expr_of(ws, id)->span, "first here");
        damage(filler, field);
        return true;
    }
    return false;
}

static void fill_record_item(struct filler *filler, expr_id id)
{
    struct workspace *ws = filler->ws;
    const struct expr *item = expr_of(ws, id);
    uint32_t head = schema_kind(&ws->schema, filler->kind)->head;
    bool is_named = item->op == EXPR_ITEM_NAMED;
    struct field_plan *plan = NULL;

    if (is_named)
        plan = fillable_field(filler, item->sym, item->span);
    else if (head != 0)
        plan = plan_of(filler->filling, head);
    if (plan) {
        put_item(filler, plan, is_named ? item->a : id);
        return;
    }
    ws->model.objects[filler->object].is_damaged = true;
    if (!is_named && item->op != EXPR_ERROR)
        diag_add(ws->sink, MSG_E0304, item->span,
                 "a value in braces needs its name: `name: value`");
}

/* The object that the record stands in, where its kind asks for it and admits it. */
static void fill_owner(struct filler *filler)
{
    struct workspace *ws = filler->ws;
    uint32_t owner = object_owner(model_object(&ws->model, filler->object));
    uint32_t field = schema_kind(&ws->schema, filler->kind)->owner;

    if (field != 0 && type_admits_kind(&ws->schema, schema_field(&ws->schema, field)->type,
                                       model_object(&ws->model, owner)->kind))
        put(filler, plan_of(filler->filling, field), owner);
}

static void fill_record(struct filler *filler)
{
    struct workspace *ws = filler->ws;
    const struct object *object = model_object(&ws->model, filler->object);
    uint32_t head = schema_kind(&ws->schema, filler->kind)->head;
    const struct expr *expr = expr_of(ws, object->expr);

    fill_owner(filler);
    if (expr->op != EXPR_RECORD) {
        put_item(filler, plan_of(filler->filling, head), object->expr);
        return;
    }
    for (expr_id id = expr->a; id.v != 0; id = expr_of(ws, id)->next)
        if (!is_repeated_item(filler, expr->a, id))
            fill_record_item(filler, id);
}

/* ---- all objects ---- */

/* Fields with a plan are checked when that has run (compute.c). */
static void finish_columns(struct workspace *ws)
{
    for (uint32_t i = 1; i < ws->schema.fields.count; i++) {
        const struct field_def *def = schema_field(&ws->schema, i);
        if (!def->column)
            continue;
        column_seal(def->column, ws->arena);
        if (def->default_expr.v == 0)
            check_values(ws, def);
    }
}

static struct filler filler_for(struct filling *filling, uint32_t number)
{
    const struct workspace *ws = filling->ws;
    const struct object *object = model_object(&ws->model, number);
    uint32_t source = ast_decl(ws->ast, object->decl)->source;

    return (struct filler){ .ws = filling->ws,
                            .filling = filling,
                            .object = number,
                            .kind = object->kind,
                            .decl = object->decl,
                            .source = source,
                            .is_record = object->is_record,
                            .place = { .source = source, .decl = object->decl } };
}

static void fill_object(struct filler *filler)
{
    const struct schema *schema = &filler->ws->schema;

    if (filler->kind == schema->rule_kind)
        fill_rule(filler);
    else if (filler->kind == schema->adjust_kind)
        fill_adjust(filler);
    else if (filler->is_record)
        fill_record(filler);
    else
        fill_declared(filler);
}

void fill_objects(struct workspace *ws)
{
    struct filling filling = { .ws = ws };
    struct left_objects left;

    filling.plans = ARENA_ARRAY(&filling.work, struct field_plan, ws->schema.fields.count);
    left = fill_plain(ws, &filling.work);
    for (uint32_t i = 0; i < left.count; i++) {
        struct filler filler = filler_for(&filling, left.items[i]);
        fill_object(&filler);
    }
    finish_columns(ws);
    check_objects(ws);
    arena_release(&filling.work);
}
