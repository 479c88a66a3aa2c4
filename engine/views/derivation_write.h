/* derivation_write.h -- derivations as text and JSON. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_VIEWS_DERIVATION_WRITE_H
#define ISMS_ENGINE_VIEWS_DERIVATION_WRITE_H

#include <stdbool.h>

#include "base/out.h"
#include "base/source.h"
#include "engine/derivation.h"

struct derivation_options {
    struct source_map *sources; /* for the places */
    bool use_color;
};

/* One line each, what it follows from indented below, its place in parentheses. */
void derivation_write_text(struct out *out, const struct derivation *first,
                           const struct derivation_options *options);

/*
 * {"schema": 1, "derivations": [{"kind", "text", "file", "line", "column", "from": [...]}]}
 *
 * Kinds: gap, condition, binding, fact, missing, value, rest. File, line and column are null where
 * a line stands in no file. Changes add keys only; anything else raises `schema`.
 */
void derivation_write_json(struct out *out, const struct derivation *first,
                           const struct derivation_options *options);

#endif
