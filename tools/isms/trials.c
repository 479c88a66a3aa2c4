/* trials.c -- tests that were run, as text, JUnit and TAP; trials_json.c has JSON. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/trials.h"

#include "base/escape.h"

void trials_release(struct trials *trials)
{
    for (uint32_t i = 0; i < trials->items.count; i++)
        diag_sink_release(trials->items.items[i].sink);
    VEC_RELEASE(&trials->items);
}

static uint32_t percent(uint32_t part, uint32_t of)
{
    return of == 0 ? 100 : (uint32_t)((uint64_t)part * 100 / of);
}

uint32_t trials_percent(const struct trials *trials)
{
    return percent(trials->coverage.rules_tried, trials->coverage.rule_count);
}

static void write_sink(const struct trials_writing *writing, struct out *out,
                       const struct diag_sink *sink, const struct diag_text_options *style)
{
    for (uint32_t i = 0; i < sink->diags.count; i++)
        diag_print(out, sink->diags.items[i], engine_sources(writing->session->engine), style);
}

/* ---- text ---- */

static void write_untried(const struct trials_writing *writing,
                          const struct engine_untried *untried)
{
    struct place place =
        source_map_place(engine_sources(writing->session->engine), untried->span.lo);
    struct out *out = writing->out;

    out_visible(out, place.path);
    out_format(out, ":%u:%u: ", place.line, place.column);
    out_str(out, untried->rule);
    out_text(out, ": ");
    out_str(out, untried->text);
    out_char(out, '\n');
}

static void write_coverage(const struct trials_writing *writing, const struct trials *trials)
{
    const struct engine_coverage *coverage = &trials->coverage;

    out_format(writing->out, "\ntried: %u %% of the rules (a gap and a pass of %u of %u)",
               trials_percent(trials), coverage->rules_tried, coverage->rule_count);
    if (coverage->sides > 0)
        out_format(writing->out, ", %u %% of the sides of `or` (%u of %u)",
                   percent(coverage->sides_tried, coverage->sides), coverage->sides_tried,
                   coverage->sides);
    out_char(writing->out, '\n');
    for (uint32_t i = 0; i < coverage->untried_count; i++)
        write_untried(writing, &coverage->untried[i]);
}

void trials_write_text(const struct trials_writing *writing, const struct trials *trials)
{
    struct out *out = writing->out;

    for (uint32_t i = 0; i < trials->items.count; i++) {
        const struct trial *trial = &trials->items.items[i];
        out_text(out, trial->is_failed ? "FAILED  " : "ok      ");
        out_visible(out, trial->title);
        out_char(out, '\n');
        write_sink(writing, out, trial->sink, &writing->style);
    }
    if (trials->has_coverage)
        write_coverage(writing, trials);
}

/* ---- JUnit ---- */

/* One per line, without colours: CI pages show them in a box. */
static struct str plain_text(const struct trials_writing *writing, const struct trial *trial,
                             struct out *memory)
{
    struct diag_text_options style = { .style = STYLE_FULL, .use_ascii = true };

    out_open_memory(memory);
    write_sink(writing, memory, trial->sink, &style);
    return out_memory(memory);
}

static void write_attribute(struct out *out, const char *name, struct str value)
{
    out_format(out, " %s=\"", name);
    out_html(out, value);
    out_char(out, '"');
}

static void write_failure(const struct trials_writing *writing, const struct trial *trial)
{
    struct out *out = writing->out;
    struct out memory;
    struct str text = plain_text(writing, trial, &memory);

    out_text(out, "      <failure");
    write_attribute(out, "message",
                    trial->sink->diags.count > 0 ? trial->sink->diags.items[0]->text : STR(""));
    out_text(out, ">");
    out_html(out, text);
    out_text(out, "</failure>\n");
    out_release(&memory);
}

/* The form that Jenkins, GitLab and GitHub actions read (https://github.com/testmoapp/junitxml). */
void trials_write_junit(const struct trials_writing *writing, const struct trials *trials)
{
    struct out *out = writing->out;

    out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out_format(out, "<testsuites tests=\"%u\" failures=\"%u\">\n", trials->items.count,
               trials->failed);
    out_format(out, "  <testsuite name=\"isms test\" tests=\"%u\" failures=\"%u\">\n",
               trials->items.count, trials->failed);
    if (trials->has_coverage)
        out_format(out, "    <properties><property name=\"coverage\" value=\"%u\"/></properties>\n",
                   trials_percent(trials));
    for (uint32_t i = 0; i < trials->items.count; i++) {
        const struct trial *trial = &trials->items.items[i];
        out_text(out, "    <testcase");
        write_attribute(out, "classname", trial->place.path);
        write_attribute(out, "name", trial->title);
        write_attribute(out, "file", trial->place.path);
        out_format(out, " line=\"%u\"%s>\n", trial->place.line, trial->is_failed ? "" : "/");
        if (!trial->is_failed)
            continue;
        write_failure(writing, trial);
        out_text(out, "    </testcase>\n");
    }
    out_text(out, "  </testsuite>\n</testsuites>\n");
}

/* ---- TAP ---- */

/* In TAP a `#` begins a directive, and a line break ends the test. */
static void write_tap_title(struct out *out, struct str title)
{
    for (size_t i = 0; i < title.len; i++)
        if (title.ptr[i] == '#' || title.ptr[i] == '\\')
            out_format(out, "\\%c", title.ptr[i]);
        else
            out_visible(out, str_slice(title, i, i + 1));
}

static void write_comments(struct out *out, struct str text)
{
    while (text.len > 0) {
        size_t end = str_find(text, '\n');
        out_text(out, "# ");
        out_str(out, str_slice(text, 0, end));
        out_char(out, '\n');
        text = str_slice(text, end + 1, text.len);
    }
}

void trials_write_tap(const struct trials_writing *writing, const struct trials *trials)
{
    struct out *out = writing->out;

    out_format(out, "TAP version 13\n1..%u\n", trials->items.count);
    for (uint32_t i = 0; i < trials->items.count; i++) {
        const struct trial *trial = &trials->items.items[i];
        struct out memory;
        out_format(out, "%sok %u - ", trial->is_failed ? "not " : "", i + 1);
        write_tap_title(out, trial->title);
        out_char(out, '\n');
        write_comments(out, plain_text(writing, trial, &memory));
        out_release(&memory);
    }
    if (trials->has_coverage)
        out_format(out, "# coverage: %u %%\n", trials_percent(trials));
}
