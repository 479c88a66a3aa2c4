/* why.c -- reads what somebody asks about a gap or a value, and derives the answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/why.h"

#include "base/suggest.h"
#include "tools/isms/objects.h"

/* What the question is about. */
struct topic {
    uint32_t gap;  /* 0: none in particular */
    uint32_t rule; /* 0: a value, or an object without a field: all gaps about it */
    uint32_t *objects;
    uint32_t object_count;
    struct str field;
};

/* ---- reading the question ---- */

/* A dot before a digit belongs to the id: `iso.6.1.3-a`. */
static bool can_be_field(struct str name)
{
    return name.len > 0 && !(name.ptr[0] >= '0' && name.ptr[0] <= '9');
}

static void refuse_value(struct session *session, struct str operand)
{
    size_t dot = str_find(operand, '.');

    objects_refuse(session, operand, "rule, object or value");
    if (dot < operand.len && engine_find(session->engine, str_slice(operand, 0, dot)) != 0)
        tool_help(session->tool, "a value is written `ID.FIELD`");
}

/* `R05.current`: the object before the last dot, and the field behind it. */
static int read_value(struct session *session, struct str operand, struct topic *topic)
{
    size_t dot = str_find_last(operand, '.');

    topic->field = str_slice(operand, dot + 1, operand.len);
    if (can_be_field(topic->field))
        topic->objects[0] = engine_find(session->engine, str_slice(operand, 0, dot));
    topic->object_count = 1;
    if (topic->objects[0] != 0)
        return 0;
    refuse_value(session, operand);
    return EXIT_WRONG_USAGE;
}

static int read_objects(struct session *session, const struct str *ids, uint32_t count,
                        struct topic *topic)
{
    int status = 0;

    for (uint32_t i = 0; i < count && status == 0; i++)
        status = objects_find(session, ids[i], &topic->objects[topic->object_count++]);
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

/* What no gap is called is taken as a rule and objects. */
static int read_parts(struct session *session, const struct why_question *question,
                      struct topic *topic)
{
    struct tool *tool = session->tool;
    const struct str *words = question->words;
    uint32_t count = question->count;
    struct str *parts;
    uint32_t part_count = cut_identity(tool, words[0], &parts);
    uint32_t first = engine_find(session->engine, parts[0]);
    int status;

    topic->objects = ARENA_ARRAY(&tool->arena, uint32_t, (size_t)count + part_count);
    if (first == 0 && part_count == 1 && count == 1)
        return read_value(session, words[0], topic);
    if (first == 0) {
        objects_refuse(session, parts[0], "rule");
        return EXIT_WRONG_USAGE;
    }
    if (!engine_is_rule(session->engine, first)) {
        topic->objects[topic->object_count++] = first;
        if (part_count == 1 && count == 1)
            return 0;
        tool_complain(tool, "`%.*s` is an object, not a rule", STR_ARG(parts[0]));
        return EXIT_WRONG_USAGE;
    }
    topic->rule = first;
    status = read_objects(session, parts + 1, part_count - 1, topic);
    return status != 0 ? status : read_objects(session, words + 1, count - 1, topic);
}

static int read_topic(struct session *session, const struct why_question *question,
                      struct topic *topic)
{
    if (question->count == 1)
        topic->gap = engine_find_gap(session->engine, question->words[0], &topic->rule);
    return topic->gap != 0 ? 0 : read_parts(session, question, topic);
}

/* ---- answering ---- */

/* Why there is a gap; NULL when there is none. */
static const struct derivation *derive_gap(struct session *session, const struct topic *topic)
{
    return topic->gap != 0
               ? engine_why_gap(session->engine, topic->gap)
               : engine_why(session->engine, topic->rule, topic->objects, topic->object_count);
}

static bool is_reported(struct session *session, const struct topic *topic)
{
    const struct derivation *why = derive_gap(session, topic);

    return why != NULL && why->kind == DERIVED_GAP; /* not that the rule is disabled */
}

/* NULL when there is nothing to say. About certain objects there is a gap or there is none. */
static const struct derivation *derive(struct session *session, const struct topic *topic,
                                       bool is_negative)
{
    struct engine *engine = session->engine;
    uint32_t count = topic->object_count;

    if (topic->rule == 0 && topic->field.len == 0)
        return engine_why_about(engine, topic->objects[0]);
    if (topic->rule == 0)
        return engine_why_value(engine, topic->objects[0], topic->field);
    if (!is_negative)
        return derive_gap(session, topic);
    if (topic->gap != 0 || (count > 0 && is_reported(session, topic)))
        return NULL;
    return engine_why_not(engine, topic->rule, topic->objects, count);
}

/* `R05.curent`: fields of that object which are spelled nearly like it. */
static void refuse_field(struct session *session, struct str word, struct str field)
{
    struct tool *tool = session->tool;
    struct str before = str_slice(word, 0, word.len - field.len);
    struct suggest suggest;
    uint32_t count;
    const struct str *words = engine_completions(session->engine, before, &count);

    suggest_start(&suggest, field);
    for (uint32_t i = 0; i < count; i++)
        suggest_offer(&suggest, str_slice(words[i], before.len, words[i].len));
    tool_complain(tool, "`%.*s` has no field `%.*s`", (int)(before.len - 1), before.ptr,
                  STR_ARG(field));
    if (suggest.count > 0)
        tool_help(tool, "did you mean %.*s?",
                  STR_ARG(tool_join(tool, suggest.names, suggest.count)));
}

static void refuse_rule(struct session *session, const struct why_question *question,
                        const struct topic *topic)
{
    struct tool *tool = session->tool;
    struct str rule = question->words[0];
    const char *such = topic->object_count > 0 ? "such " : "";

    if (!question->is_negative) {
        tool_complain(tool, "`%.*s` reports no %sgap", STR_ARG(rule), such);
        tool_help(tool, "`%swhy-not` says why there is none", question->command);
    } else if (is_reported(session, topic)) {
        tool_complain(tool, "`%.*s` reports a gap", STR_ARG(rule));
        tool_help(tool, "`%swhy` says why there is one", question->command);
    } else {
        tool_complain(tool, "`%.*s` is fulfilled nowhere", STR_ARG(rule));
    }
}

static int say_nothing(struct session *session, const struct why_question *question,
                       const struct topic *topic)
{
    struct str word = question->words[0];

    if (topic->rule == 0 && topic->field.len == 0) {
        tool_notice(session->tool, "no gap is about `%.*s`", STR_ARG(word));
        return 0;
    }
    if (topic->rule == 0)
        refuse_field(session, word, topic->field);
    else
        refuse_rule(session, question, topic);
    return EXIT_WRONG_USAGE;
}

int why_ask(struct session *session, const struct why_question *question,
            const struct derivation **ret_derivation)
{
    struct topic topic = { .rule = 0 };
    const struct derivation *derivation;
    int status = read_topic(session, question, &topic);

    if (status != 0)
        return status;
    if (question->is_negative && topic.rule == 0) {
        tool_complain(session->tool, "`%swhy-not` needs a rule first", question->command);
        tool_help(session->tool, "`%swhy-not RULE ID` says why the rule reports nothing about it",
                  question->command);
        return EXIT_WRONG_USAGE;
    }
    derivation = derive(session, &topic, question->is_negative);
    if (!derivation)
        status = say_nothing(session, question, &topic);
    if (status == 0)
        *ret_derivation = derivation;
    return status;
}
