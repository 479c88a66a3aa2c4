/* fuzz_format.c -- any text without errors is formatted: same meaning, and the second time nothing.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/out.h"
#include "lang/lang.h"
#include "tests/fuzz/demand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* lang_format itself parses what it has made and compares the trees. */
static enum format_result format(struct str text, struct out *out)
{
    struct arena arena = { 0 };
    struct source_map sources = { .arena = &arena };
    struct diag_sink sink = { .arena = &arena };
    struct interner *names = interner_open(1, 2);
    struct lang lang = { .arena = &arena,
                         .names = names,
                         .sources = &sources,
                         .sink = &sink,
                         .limits = &limits_default };
    enum format_result result = lang_format(&lang, STR("a.isms"), text, out);

    demand((result == FORMAT_ERRORS) == (sink.counts[SEVERITY_ERROR] > 0));
    diag_sink_release(&sink);
    source_map_release(&sources);
    interner_close(names);
    arena_release(&arena);
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct out once, twice;
    enum format_result result;

    out_open_memory(&once);
    out_open_memory(&twice);
    result = format((struct str){ (const char *)data, size }, &once);
    demand(result != FORMAT_UNFAITHFUL);
    if (result == FORMAT_DONE) {
        demand(format(out_memory(&once), &twice) == FORMAT_DONE);
        demand(str_equal(out_memory(&once), out_memory(&twice)));
    }
    out_release(&once);
    out_release(&twice);
    return 0;
}
