/* trials_json.c -- tests that were run, for programs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/trials.h"

#include "base/escape.h"

static void put_place(struct out *out, struct place place)
{
    out_text(out, "\"file\": ");
    out_json(out, place.path);
    out_format(out, ", \"line\": %u, \"column\": %u", place.line, place.column);
}

static void put_trial(struct out *out, const struct trial *trial)
{
    out_text(out, "    {\"title\": ");
    out_json(out, trial->title);
    out_text(out, ", ");
    put_place(out, trial->place);
    out_format(out, ", \"failed\": %s, \"messages\": [", trial->is_failed ? "true" : "false");
    for (uint32_t i = 0; i < trial->sink->diags.count; i++) {
        out_text(out, i > 0 ? ", " : "");
        out_json(out, trial->sink->diags.items[i]->text);
    }
    out_text(out, "]}");
}

static struct place place_of(const struct trials_writing *writing, struct span span)
{
    return source_map_place(engine_sources(writing->session->engine), span.lo);
}

static void put_rule(const struct trials_writing *writing, const struct engine_rule_trial *rule)
{
    struct out *out = writing->out;

    out_text(out, "      {\"rule\": ");
    out_json(out, rule->id);
    out_format(out, ", \"gap\": %s, \"pass\": %s, \"library\": %s, ",
               rule->has_gap ? "true" : "false", rule->has_pass ? "true" : "false",
               rule->is_library ? "true" : "false");
    put_place(out, place_of(writing, rule->span));
    out_char(out, '}');
}

static void put_untried(const struct trials_writing *writing, const struct engine_untried *untried)
{
    struct out *out = writing->out;

    out_text(out, "      {\"rule\": ");
    out_json(out, untried->rule);
    out_text(out, ", ");
    put_place(out, place_of(writing, untried->span));
    out_text(out, ", \"text\": ");
    out_json(out, untried->text);
    out_char(out, '}');
}

/* A rule and a side a line each, so that a script can take them without a parser. */
static void put_coverage(const struct trials_writing *writing,
                         const struct engine_coverage *coverage)
{
    struct out *out = writing->out;

    out_format(out,
               ",\n  \"coverage\": {\n    \"rules\": %u,\n    \"rules_tried\": %u,\n"
               "    \"sides\": %u,\n    \"sides_tried\": %u,\n    \"by_rule\": [",
               coverage->rule_count, coverage->rules_tried, coverage->sides, coverage->sides_tried);
    for (uint32_t i = 0; i < coverage->rule_count; i++) {
        out_text(out, i > 0 ? ",\n" : "\n");
        put_rule(writing, &coverage->rules[i]);
    }
    out_text(out,
             coverage->rule_count > 0 ? "\n    ],\n    \"untried\": [" : "],\n    \"untried\": [");
    for (uint32_t i = 0; i < coverage->untried_count; i++) {
        out_text(out, i > 0 ? ",\n" : "\n");
        put_untried(writing, &coverage->untried[i]);
    }
    out_text(out, coverage->untried_count > 0 ? "\n    ]\n  }" : "]\n  }");
}

void trials_write_json(const struct trials_writing *writing, const struct trials *trials)
{
    struct out *out = writing->out;

    out_format(out, "{\n  \"schema\": 1,\n  \"passed\": %u,\n  \"failed\": %u,\n  \"tests\": [",
               trials->items.count - trials->failed, trials->failed);
    for (uint32_t i = 0; i < trials->items.count; i++) {
        out_text(out, i > 0 ? ",\n" : "\n");
        put_trial(out, &trials->items.items[i]);
    }
    out_text(out, trials->items.count > 0 ? "\n  ]" : "]");
    if (trials->has_coverage)
        put_coverage(writing, &trials->coverage);
    out_text(out, "\n}\n");
}
