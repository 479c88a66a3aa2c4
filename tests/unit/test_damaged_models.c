/* test_damaged_models.c -- damage takes answers away, and never changes one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <stdio.h>

#include "engine/engine_state.h"
#include "tests/unit/random_model.h"

/*
 * What is written on a damaged line is not known, but it may have been what stood there before. So
 * whatever is still said about the damaged model, gaps, passes and tests, has to be true of the
 * sound one. Only a waiver or an adjustment that is damaged has no effect: a rule that it disabled
 * runs, and what rules find about other decisions may follow from that.
 */
enum { MODELS = 400 };

/* ---- damage ---- */

static bool is_field(struct str text, size_t at)
{
    return at + 3 < text.len && text.ptr[at] == '\n' && text.ptr[at + 1] == ' ' &&
           text.ptr[at + 2] == ' ' && text.ptr[at + 3] != ' ';
}

static uint32_t count_fields(struct str text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += is_field(text, i);
    return count;
}

/* Where the n-th field begins, behind its blanks. */
static size_t find_field(struct str text, uint32_t n)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_field(text, i) && n-- == 0)
            return i + 3;
    return text.len;
}

static void write_damaged(struct out *out, struct str line, uint32_t way)
{
    size_t colon = str_find(line, ':');

    switch (way) {
    case 0: /* no colon */
        out_str(out, str_slice(line, 0, colon));
        out_str(out, str_slice(line, colon + 1, line.len));
        break;
    case 1: /* a word too many */
        out_format(out, "%.*s nobody-knows", STR_ARG(line));
        break;
    case 2: /* another field */
        out_format(out, "zz%.*s", STR_ARG(line));
        break;
    default: /* another value */
        out_format(out, "%.*s: nobody-knows", STR_ARG(str_slice(line, 0, colon)));
    }
}

/* Damages a field of some paragraph; the line is returned. */
static struct str damage(struct paragraphs *paragraphs, struct random *random)
{
    struct str *text;
    struct str line;
    struct out out;
    size_t start;
    uint32_t way;

    do
        text = &paragraphs->items.items[random_below(random, paragraphs->items.count)];
    while (count_fields(*text) == 0);
    start = find_field(*text, random_below(random, count_fields(*text)));
    line = str_slice(*text, start, start + str_find(str_slice(*text, start, text->len), '\n'));
    /* A misspelt field is taken for one that is not there, not for more members of a list. */
    way = str_starts_with(line, STR("links")) ? 3 : random_below(random, 4);
    out_open_memory(&out);
    out_str(&out, str_slice(*text, 0, start));
    write_damaged(&out, line, way);
    out_str(&out, str_slice(*text, start + line.len, text->len));
    *text = arena_copy(&paragraphs->arena, out_memory(&out));
    out_release(&out);
    return *text;
}

/* ---- what is still said ---- */

/* Which of several records it was, damage may hide. */
static struct str without_record(struct str identity)
{
    size_t end = 0;

    while (end < identity.len &&
           !str_starts_with(str_slice(identity, end, identity.len), STR("/link")))
        end++;
    return str_slice(identity, 0, end);
}

static const struct gap *find_gap(const struct engine *engine, const struct gap *wanted)
{
    struct str identity = without_record(gap_words_of(wanted)->identity);

    for (uint32_t i = 0; i < engine->results.gaps.count; i++)
        if (str_equal(without_record(gap_words_of(&engine->results.gaps.items[i])->identity),
                      identity))
            return &engine->results.gaps.items[i];
    return NULL;
}

/* A kind with a field of another name is sound, and so is a scale; only `isms test` looks into
 * tests. */
static bool may_be_sound(struct str paragraph)
{
    return str_starts_with(paragraph, STR("kind ")) || str_starts_with(paragraph, STR("extend ")) ||
           str_starts_with(paragraph, STR("scale ")) || str_starts_with(paragraph, STR("test "));
}

static bool passes(struct engine *engine, uint32_t test)
{
    uint32_t failed;

    diag_sink_release(engine_run_test(engine, test, &failed));
    return failed == 0;
}

/* Can what the rule says be compared? */
static bool is_comparable(const struct engine *sound, const struct engine *damaged, uint32_t plan)
{
    bool has_all = true;

    for (uint32_t i = 0; i < sound->results.rule_count; i++)
        has_all = has_all && sound->results.outcomes[i].is_disabled ==
                                 damaged->results.outcomes[i].is_disabled;
    return has_all || (!sound->results.outcomes[plan].is_disabled &&
                       !sound->plans.rules.items[plan].is_about_decisions);
}

static const char *false_gap(struct engine *sound, struct engine *damaged)
{
    for (uint32_t i = 0; i < damaged->results.gaps.count; i++) {
        const struct gap *gap = &damaged->results.gaps.items[i];
        const struct gap *other = find_gap(sound, gap);
        if (!other && is_comparable(sound, damaged, gap->plan))
            return "a gap that is none";
        if (other && gap->waiver != 0 && other->waiver == 0)
            return "a gap that may not stand";
        if (!engine_why(damaged, gap->rule, gap_objects(gap), gap->object_count))
            return "a gap without a reason";
    }
    return NULL;
}

static const char *false_outcome(struct engine *sound, struct engine *damaged)
{
    for (uint32_t i = 0; i < damaged->results.rule_count; i++) {
        const struct outcome *before = &sound->results.outcomes[i];
        const struct outcome *after = &damaged->results.outcomes[i];
        if (after->is_disabled && !before->is_disabled)
            return "a rule that is not disabled";
        if (!is_comparable(sound, damaged, i))
            continue;
        if (after->passed > before->passed)
            return "a pass that is none";
        if (after->not_assessed == 0 &&
            (after->passed != before->passed ||
             after->failed + after->waived != before->failed + before->waived))
            return "a loss that nobody is told of";
    }
    return NULL;
}

static const char *false_trial(struct engine *sound, struct engine *damaged)
{
    for (uint32_t i = 0; i < engine_test_count(damaged); i++)
        if (passes(damaged, i) && !passes(sound, i))
            return "a test that does not pass";
    return NULL;
}

static const char *falsehood(struct engine *sound, struct engine *damaged)
{
    const char *what = false_gap(sound, damaged);

    if (!what)
        what = false_outcome(sound, damaged);
    if (!what)
        what = false_trial(sound, damaged);
    return what;
}

static void damage_changes_no_answer(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < MODELS; i++) {
        struct random random = { i + 5000 };
        struct paragraphs paragraphs;
        struct engine_case sound, damaged;
        struct str where;
        const char *what;
        make_model(&paragraphs, &random);
        engine_case_init(&sound);
        engine_case_init(&damaged);
        run_model(&sound, &paragraphs, 1);
        where = damage(&paragraphs, &random);
        run_model(&damaged, &paragraphs, 1);
        what = falsehood(sound.engine, damaged.engine);
        if (what)
            fail_msg("model %u: %s, after this damage:\n%.*s\n%.*s", i, what, STR_ARG(where),
                     STR_ARG(engine_case_messages(&damaged)));
        if (engine_sink(damaged.engine)->counts[SEVERITY_ERROR] == 0 && !may_be_sound(where))
            fail_msg("model %u: no error for this damage:\n%.*s", i, STR_ARG(where));
        engine_case_close(&sound);
        engine_case_close(&damaged);
        paragraphs_release(&paragraphs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_changes_no_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
