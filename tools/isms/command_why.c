/* command_why.c -- isms why, isms why-not: where a gap or a value comes from. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/command.h"

#include "engine/views/derivation_write.h"
#include "tools/isms/delivery.h"
#include "tools/isms/objects.h"
#include "tools/isms/session.h"

enum { FORMAT_TEXT, FORMAT_JSON };

static const struct format formats[] = {
    { "text", "txt", FORMAT_TEXT, false },
    { "json", NULL, FORMAT_JSON, false },
};

/* What is asked: a rule with objects, or the field of an object. */
struct question {
    uint32_t rule; /* 0: a value, or an object without a field: all gaps about it */
    uint32_t *objects;
    uint32_t object_count;
    struct str field;
};

/* ---- reading the question ---- */

/* `R05.current`: the object before the last dot, and the field behind it. */
static int read_value(struct session *session, struct str operand, struct question *question)
{
    size_t dot = str_find_last(operand, '.');

    question->field = str_slice(operand, dot + 1, operand.len);
    if (dot < operand.len)
        question->objects[0] = engine_find(session->engine, str_slice(operand, 0, dot));
    question->object_count = 1;
    if (question->objects[0] != 0)
        return 0;
    objects_refuse(session, operand, "rule, object or value");
    return EXIT_WRONG_USAGE;
}

static int read_objects(struct session *session, const struct str *ids, uint32_t count,
                        struct question *question)
{
    int status = 0;

    for (uint32_t i = 0; i < count && status == 0; i++)
        status = objects_find(session, ids[i], &question->objects[question->object_count++]);
    return status;
}

/* `RULE/OBJECT/...`, as gaps are called in other outputs. */
static uint32_t cut_identity(struct tool *tool, struct str operand, struct str **ret_parts)
{
    struct str *parts = ARENA_ARRAY(&tool->arena, struct str, operand.len + 1);
    uint32_t count = 0;

    for (size_t slash = str_find(operand, '/'); slash < operand.len;
         slash = str_find(operand, '/')) {
        parts[count++] = str_slice(operand, 0, slash);
        operand = str_slice(operand, slash + 1, operand.len);
    }
    parts[count++] = operand;
    *ret_parts = parts;
    return count;
}

static int read_question(struct session *session, struct question *question)
{
    struct tool *tool = session->tool;
    const struct str *operands = tool->arguments.operands.items + 1; /* there is at least one */
    uint32_t count = tool->arguments.operands.count - 1;
    struct str *parts;
    uint32_t part_count = cut_identity(tool, operands[0], &parts);
    uint32_t first = engine_find(session->engine, parts[0]);
    int status;

    question->objects = ARENA_ARRAY(&tool->arena, uint32_t, (size_t)count + part_count);
    if (first == 0 && part_count == 1 && count == 1)
        return read_value(session, operands[0], question);
    if (first == 0) {
        objects_refuse(session, parts[0], "rule");
        return EXIT_WRONG_USAGE;
    }
    if (!engine_is_rule(session->engine, first)) {
        question->objects[question->object_count++] = first;
        if (part_count == 1 && count == 1)
            return 0;
        tool_complain(tool, "`%.*s` is an object, not a rule", STR_ARG(parts[0]));
        return EXIT_WRONG_USAGE;
    }
    question->rule = first;
    status = read_objects(session, parts + 1, part_count - 1, question);
    return status != 0 ? status : read_objects(session, operands + 1, count - 1, question);
}

/* ---- answering ---- */

static bool is_reported(struct session *session, const struct question *question)
{
    const struct derivation *why =
        engine_why(session->engine, question->rule, question->objects, question->object_count);

    return why != NULL && why->kind == DERIVED_GAP; /* not that the rule is disabled */
}

static int say_nothing(struct session *session, const struct question *question, bool is_negative)
{
    struct tool *tool = session->tool;
    struct str operand = tool->arguments.operands.items[1];

    if (question->rule == 0 && question->field.len == 0) {
        tool_notice(tool, "no gap is about `%.*s`", STR_ARG(operand));
        return 0;
    }
    if (question->rule == 0) {
        tool_complain(tool, "`%.*s` is no field of that object", STR_ARG(question->field));
    } else if (!is_negative) {
        tool_complain(tool, "`%.*s` reports no such gap", STR_ARG(operand));
        tool_help(tool, "`isms why-not` says why there is none");
    } else if (is_reported(session, question)) {
        tool_complain(tool, "`%.*s` reports a gap", STR_ARG(operand));
        tool_help(tool, "`isms why` says why there is one");
    } else {
        tool_complain(tool, "`%.*s` is fulfilled nowhere", STR_ARG(operand));
    }
    return EXIT_WRONG_USAGE;
}

/* NULL when there is nothing to say. About certain objects there is a gap or there is none. */
static const struct derivation *derive(struct session *session, const struct question *question,
                                       bool is_negative)
{
    struct engine *engine = session->engine;
    uint32_t count = question->object_count;

    if (question->rule == 0 && question->field.len == 0)
        return engine_why_about(engine, question->objects[0]);
    if (question->rule == 0)
        return engine_why_value(engine, question->objects[0], question->field);
    if (!is_negative)
        return engine_why(engine, question->rule, question->objects, count);
    if (count > 0 && is_reported(session, question))
        return NULL;
    return engine_why_not(engine, question->rule, question->objects, count);
}

static int deliver(struct session *session, const struct delivery *delivery,
                   const struct derivation *derivation)
{
    struct tool *tool = session->tool;
    struct derivation_options options = { engine_sources(session->engine),
                                          delivery->path.len == 0 &&
                                              tool_uses_color(tool, tool->is_out_terminal) };
    struct parcel parcel;
    int status = parcel_begin(&parcel, tool, delivery);
    if (status != 0)
        return status;

    if (delivery->format->id == FORMAT_JSON)
        derivation_write_json(parcel.out, derivation, &options);
    else
        derivation_write_text(parcel.out, derivation, &options);
    return parcel_end(&parcel);
}

static int answer(struct session *session, const struct deliveries *deliveries, bool is_negative)
{
    struct question question = { .rule = 0 };
    const struct derivation *derivation;
    int status = session_require_sound(session);

    if (status == 0)
        status = read_question(session, &question);
    if (status != 0)
        return status;
    if (is_negative && question.rule == 0) {
        tool_complain(session->tool, "`why-not` takes a rule first");
        return EXIT_WRONG_USAGE;
    }
    derivation = derive(session, &question, is_negative);
    if (!derivation)
        return say_nothing(session, &question, is_negative);
    for (uint32_t i = 0; i < deliveries->items.count && status == 0; i++)
        status = deliver(session, &deliveries->items.items[i], derivation);
    return status != 0 ? status : session_status(session);
}

static int run(struct tool *tool, bool is_negative)
{
    struct format_list list = { formats, 2, &formats[0] };
    struct deliveries deliveries;
    struct session session;
    int status = deliveries_choose(&deliveries, tool, &list);
    if (status != 0)
        return status;

    status = session_open(&session, tool, NULL, 0);
    if (status == 0) {
        status = answer(&session, &deliveries, is_negative);
        session_close(&session);
    }
    deliveries_release(&deliveries);
    return status;
}

int command_why(struct tool *tool)
{
    return run(tool, false);
}

int command_why_not(struct tool *tool)
{
    return run(tool, true);
}
