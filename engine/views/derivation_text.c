/* derivation_text.c -- derivations as indented lines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/derivation_write.h"

static void write_place(struct out *out, const struct derivation *line,
                        const struct derivation_options *options)
{
    struct place place;

    if (span_is_none(line->span) || line->kind == DERIVED_REST)
        return;
    place = source_map_place(options->sources, line->span.lo);
    out_text(out, options->use_color ? "  \033[2m(" : "  (");
    out_visible(out, place.path);
    out_format(out, ":%u:%u)", place.line, place.column);
    if (options->use_color)
        out_text(out, "\033[0m");
}

/* Depth is bounded by whoever derives (derive.h). */
static void write_lines(struct out *out, const struct derivation *first, size_t depth,
                        const struct derivation_options *options)
{
    for (const struct derivation *line = first; line; line = line->next) {
        out_repeat(out, ' ', depth * 2);
        out_visible(out, line->text);
        write_place(out, line, options);
        out_char(out, '\n');
        write_lines(out, line->first, depth + 1, options);
    }
}

void derivation_write_text(struct out *out, const struct derivation *first,
                           const struct derivation_options *options)
{
    write_lines(out, first, 0, options);
}
