/* eval_digest.c -- a short text that stands for exact values. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/sha256.h"
#include "engine/eval.h"
#include "engine/objects.h"
#include "engine/print.h"

/*
 * The text that is hashed is documented in docs/language.md, so that other programs can compute it:
 * each argument as TYPE:BYTES:TEXT; and a list as list:COUNT: with its members, each once, in the
 * order of their bytes. Equal values (`==`) have one digest.
 */
enum { DIGEST_CHARS = 16 };

/* Types whose values can be equal have one name. */
static const char *tag_of(struct type type)
{
    if (type.base == TYPE_INTEGER)
        return type_base_name(TYPE_NUMBER);
    return type_base_name(type_is_text(type) ? TYPE_TEXT : (enum type_base)type.base);
}

/* The same id may exist in two namespaces. */
static struct str object_name(struct evaluator *evaluator, uint32_t number)
{
    const struct workspace *ws = evaluator->ws;
    sym_id namespace_ = object_namespace(ws, model_object(&ws->model, number));
    struct str text = object_text(ws, number);

    if (namespace_.v == 0)
        return text;
    return arena_format(&evaluator->scratch, "%.*s.%.*s", STR_ARG(name_text(ws, namespace_)),
                        STR_ARG(text));
}

/* Symbols by their word: a label may be reworded. */
static struct str printed(struct evaluator *evaluator, struct type type, value v)
{
    const struct schema *schema = &evaluator->ws->schema;

    if (type.base == TYPE_OBJECT)
        return object_name(evaluator, (uint32_t)v);
    if (type.base == TYPE_SYMBOL)
        return schema_text(schema, schema_scale(schema, type.ref)->symbols[v - 1].name);
    if (type.base == TYPE_DURATION && duration_unit(v) == DURATION_CLOCK &&
        duration_amount(v) % MINUTES_PER_DAY == 0) /* 24 hours are a day */
        v = value_of_duration(duration_amount(v), DURATION_DAYS);
    return print_value(evaluator->ws, &evaluator->scratch, type, v);
}

static struct str encode_single(struct evaluator *evaluator, struct type type, value v)
{
    if (v == VALUE_NONE)
        return STR("nothing:0:;");
    struct str text = printed(evaluator, type, v);
    return arena_format(&evaluator->scratch, "%s:%zu:%.*s;", tag_of(type), text.len, STR_ARG(text));
}

static int compare_texts(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* Ascending, each once. Returns how many are left. */
static uint32_t sort_texts(struct str *texts, uint32_t count)
{
    uint32_t kept = 0;

    if (count > 1)
        qsort(texts, count, sizeof(*texts), compare_texts);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || !str_equal(texts[kept - 1], texts[i]))
            texts[kept++] = texts[i];
    return kept;
}

static void add_list(struct evaluator *evaluator, struct sha256 *hash, struct type element,
                     const struct set *set)
{
    struct str *members = ARENA_ARRAY(&evaluator->scratch, struct str, set->count);
    uint32_t count;

    take_steps(evaluator, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        members[i] = encode_single(evaluator, element, set_at(set, i));
    count = sort_texts(members, set->count);
    sha256_add(hash, arena_format(&evaluator->scratch, "list:%" PRIu32 ":", count));
    for (uint32_t i = 0; i < count; i++)
        sha256_add(hash, members[i]);
    sha256_add(hash, STR(";"));
}

value evaluate_digest(struct evaluator *evaluator, const struct node *node)
{
    struct sha256 hash;
    struct sha256_digest digest;
    char text[SHA256_HEX_CHARS];

    sha256_init(&hash);
    for (uint32_t i = 0; i < node->argument_count; i++) {
        struct type type = node->arguments[i]->type;
        value v = evaluate(evaluator, node->arguments[i]);
        if (type.is_set)
            add_list(evaluator, &hash, type_element(type), value_set(v));
        else
            sha256_add(&hash, encode_single(evaluator, type, v));
    }
    digest = sha256_digest(&hash);
    sha256_hex(&digest, text);
    return text_value(evaluator,
                      arena_copy(&evaluator->scratch, (struct str){ text, DIGEST_CHARS }));
}
