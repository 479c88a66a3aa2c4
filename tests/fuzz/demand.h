/* demand.h -- what must hold whatever the bytes are, for fuzz targets. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_FUZZ_DEMAND_H
#define ISMS_TESTS_FUZZ_DEMAND_H

#include <stdbool.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/source.h"

/* A fuzzer counts it as a crash, also in a build without assertions. */
static inline void demand(bool holds)
{
    if (!holds)
        abort();
}

/* A span lies in one source, or nowhere. */
static inline void demand_span(struct source_map *sources, struct span span)
{
    const struct source *source = source_map_find(sources, span.lo);

    if (span_is_none(span))
        return;
    demand(source && span.lo <= span.hi && span.hi <= source->base + source->text.len);
}

static inline void demand_spans(const struct diag *diag, struct source_map *sources)
{
    demand_span(sources, diag->span);
    for (const struct label *label = diag->labels; label; label = label->next)
        demand_span(sources, label->span);
    for (const struct fix *fix = diag->fixes; fix; fix = fix->next)
        demand_span(sources, fix->span);
}

#endif
