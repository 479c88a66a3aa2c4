/* derivation_json.c -- derivations for machines. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/escape.h"
#include "engine/views/derivation_write.h"

static void write_place(struct out *out, const struct derivation *line,
                        const struct derivation_options *options)
{
    if (span_is_none(line->span)) {
        out_text(out, ", \"file\": null, \"line\": null, \"column\": null");
        return;
    }
    struct place place = source_map_place(options->sources, line->span.lo);
    out_text(out, ", \"file\": ");
    out_json(out, place.path);
    out_format(out, ", \"line\": %u, \"column\": %u", place.line, place.column);
}

static void write_lines(struct out *out, const struct derivation *first, size_t depth,
                        const struct derivation_options *options)
{
    out_char(out, '[');
    for (const struct derivation *line = first; line; line = line->next) {
        out_text(out, line == first ? "\n" : ",\n");
        out_repeat(out, ' ', depth * 2);
        out_format(out, "{\"kind\": \"%s\", \"text\": ", derivation_kind_name(line->kind));
        out_json(out, line->text);
        write_place(out, line, options);
        out_text(out, ", \"from\": ");
        write_lines(out, line->first, depth + 1, options);
        out_char(out, '}');
    }
    out_char(out, ']');
}

void derivation_write_json(struct out *out, const struct derivation *first,
                           const struct derivation_options *options)
{
    out_text(out, "{\"schema\": 1, \"derivations\": ");
    write_lines(out, first, 1, options);
    out_text(out, "}\n");
}
