/* why_not.c -- why a rule is not about something. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/why.h"

#include "engine/objects.h"

bool binds_object(const struct asked *asked, uint32_t object)
{
    const struct model *model = &asked->engine->ws.model;
    uint32_t count = bound_objects(&asked->engine->evaluator, asked->plan, asked->bound);

    for (uint32_t i = 0; i < count; i++)
        if (object_belongs_to(model, asked->bound[i], object))
            return true;
    return false;
}

/* ---- where combinations with an object end ---- */

/* The first `count` variables, with the object as the one at `variable`. */
struct prefix {
    struct asked *asked;
    uint32_t object;
    uint32_t variable, count;
    void (*tell)(const struct prefix *prefix); /* about the first that there is; or NULL */
    bool is_found;
};

static bool meet(struct evaluator *evaluator, void *self)
{
    struct prefix *prefix = self;
    const struct generators *generators = &prefix->asked->plan->generators;

    if (evaluator->slots[generators->items[prefix->variable].slot] != prefix->object)
        return true;
    prefix->is_found = true;
    if (prefix->tell)
        prefix->tell(prefix);
    return false;
}

static bool find_prefix(struct prefix *prefix, struct generator *items)
{
    struct evaluator *evaluator = &prefix->asked->engine->evaluator;
    struct generators generators = { items, prefix->count };

    run_and_forget(evaluator, generators.items, generators.count, meet, prefix);
    return prefix->is_found;
}

/* How many variables can be bound in turn when this one is the object: fewer than all. */
static uint32_t count_bound(struct asked *asked, uint32_t variable, uint32_t object)
{
    const struct generators *generators = &asked->plan->generators;

    for (uint32_t count = variable + 1; count < generators->count; count++) {
        struct prefix prefix = { asked, object, variable, count, NULL, false };
        if (!find_prefix(&prefix, generators->items))
            return count - 1;
    }
    return generators->count - 1;
}

static void tell_refused(const struct prefix *prefix)
{
    derive_filter(prefix->asked->deriver, &prefix->asked->plan->generators.items[prefix->variable],
                  false);
}

static void tell_next_refused(const struct prefix *prefix)
{
    derive_refusal(prefix->asked->deriver, &prefix->asked->plan->generators.items[prefix->count]);
}

/* The variable itself cannot be the object: its `where` refuses, or it does not run over it. */
static void tell_own_refusal(struct prefix *prefix)
{
    struct asked *asked = prefix->asked;
    const struct generator *own = &asked->plan->generators.items[prefix->variable];
    struct generator *items = ARENA_ARRAY(asked->engine->ws.arena, struct generator, prefix->count);

    for (uint32_t i = 0; i < prefix->count; i++)
        items[i] = asked->plan->generators.items[i];
    struct generator *all = &items[prefix->variable];
    all->filter = NULL;
    all->index_key = NULL;
    all->join = NULL;
    if (own->row_extent)
        all->domain = own->row_extent;
    if (!find_prefix(prefix, items))
        derive_value(asked->deriver, own->domain);
}

/* The object is of the right kind, but no combination with it comes as far as the requirement. */
static void tell_left_out(struct asked *asked, uint32_t variable, uint32_t object)
{
    struct evaluator *evaluator = &asked->engine->evaluator;
    value *frame = evaluator_enter(evaluator, asked->plan->slot_count);
    uint32_t bound = count_bound(asked, variable, object);
    struct prefix prefix = { asked, object, variable, bound, tell_next_refused, false };

    asked->deriver->rule = NULL;
    if (bound > variable) {
        find_prefix(&prefix, asked->plan->generators.items);
    } else {
        prefix.count = variable + 1;
        prefix.tell = tell_refused;
        tell_own_refusal(&prefix);
    }
    evaluator_leave(evaluator, frame);
}

/* ---- what is said ---- */

/* The first variable that can stand for the object, or none. */
static uint32_t variable_for(const struct asked *asked, uint32_t object)
{
    struct workspace *ws = &asked->engine->ws;
    const struct generators *generators = &asked->plan->generators;

    for (uint32_t i = 0; i < generators->count; i++) {
        struct type type = type_element(generators->items[i].domain->type);
        if (type.base == TYPE_OBJECT &&
            type_admits_kind(&ws->schema, type, model_object(&ws->model, object)->kind))
            return i;
    }
    return UINT32_MAX;
}

static void tell_not_about(struct asked *asked, uint32_t object)
{
    struct workspace *ws = &asked->engine->ws;
    struct deriver *deriver = asked->deriver;
    uint32_t variable = variable_for(asked, object);
    struct derivation *line = derive_line(
        deriver, DERIVED_GAP, ast_id_span(ws->ast, ast_decl(ws->ast, asked->plan->decl)),
        "%.*s is not about %.*s: %.*s", STR_ARG(object_text(ws, asked->plan->object)),
        STR_ARG(object_text(ws, object)), STR_ARG(rule_sentence(asked)));
    struct derivation *outer = derive_enter(deriver, line);

    if (variable == UINT32_MAX)
        derive_line(
            deriver, DERIVED_FACT, object_span(ws, object), "%.*s is %.*s",
            STR_ARG(object_text(ws, object)),
            STR_ARG(kind_text(&ws->schema, ws->arena, model_object(&ws->model, object)->kind)));
    else
        tell_left_out(asked, variable, object);
    derive_leave(deriver, outer);
}

static void tell_none(struct asked *asked, const char *before, const char *behind)
{
    struct workspace *ws = &asked->engine->ws;
    struct str objects = { 0 };

    for (uint32_t i = 0; i < asked->object_count; i++)
        objects = arena_format(ws->arena, "%.*s%s%.*s", STR_ARG(objects), i == 0 ? "" : ", ",
                               STR_ARG(object_text(ws, asked->objects[i])));
    derive_line(asked->deriver, DERIVED_GAP,
                ast_id_span(ws->ast, ast_decl(ws->ast, asked->plan->decl)), "%.*s %s %.*s%s: %.*s",
                STR_ARG(object_text(ws, asked->plan->object)), before, STR_ARG(objects), behind,
                STR_ARG(rule_sentence(asked)));
}

struct search {
    const struct asked *asked;
    uint32_t object;
    bool is_found;
};

static bool look_for_object(struct evaluator *evaluator, void *self)
{
    struct search *search = self;

    (void)evaluator;
    search->is_found = binds_object(search->asked, search->object);
    return !search->is_found;
}

static bool is_in_a_combination(const struct asked *asked, uint32_t object)
{
    struct evaluator *evaluator = &asked->engine->evaluator;
    struct search search = { asked, object, false };
    value *frame = evaluator_enter(evaluator, asked->plan->slot_count);

    run_and_forget(evaluator, asked->plan->generators.items, asked->plan->generators.count,
                   look_for_object, &search);
    evaluator_leave(evaluator, frame);
    return search.is_found;
}

void tell_why_none(struct asked *asked)
{
    if (asked->damaged > 0) {
        tell_none(asked, "cannot be assessed for", "");
        return;
    }
    for (uint32_t i = 0; i < asked->object_count; i++)
        if (!is_in_a_combination(asked, asked->objects[i])) {
            tell_not_about(asked, asked->objects[i]);
            return;
        }
    tell_none(asked, "never looks at", " together");
}
