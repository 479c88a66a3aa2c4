/* find_rule.c -- which rule a name means. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"
#include "engine/objects.h"
#include "engine/workspace.h"

/*
 * Waivers and adjustments name a rule by its id, as reports print it, whatever module declares it
 * and whether that module is opened here: `iso.6.1.2-c2` is the id, not a path.
 */
uint32_t find_named_rule(struct workspace *ws, struct place_of_use from, struct str text,
                         struct span span)
{
    const struct name *found = scopes_find_path(ws, from, NAMES_RULES, text, span);
    const struct name *other = NULL;

    if (found)
        return found->index;
    for (uint32_t i = 1; i < ws->schema.rules.count; i++) {
        const struct declared *rule = &ws->schema.rules.items[i];
        if (!str_equal(name_text(ws, rule->name), text))
            continue;
        other = found;
        found = scopes_find_in(&ws->scopes, NAMES_RULES, rule->namespace_, rule->name);
    }
    if (other && !span_is_none(span)) {
        struct diag *diag =
            diag_add(ws->sink, MSG_E0205, span, "`%.*s` may mean two rules", STR_ARG(text));
        diag_label(ws->sink, diag, other->span, "one is here");
        diag_label(ws->sink, diag, found->span, "another is here");
    }
    return found ? found->index : 0;
}

void report_unknown_rule(struct workspace *ws, struct span span, struct str text)
{
    struct suggest suggest;
    struct diag *diag =
        diag_add(ws->sink, MSG_E0201, span, "there is no rule named `%.*s`", STR_ARG(text));

    suggest_start(&suggest, text);
    for (uint32_t i = 1; may_search_names(ws) && i < ws->schema.rules.count; i++)
        suggest_offer(&suggest, name_text(ws, ws->schema.rules.items[i].name));
    if (!offer_similar(ws, diag, span, &suggest))
        diag_help(ws->sink, diag,
                  "a rule is named by its id, as `isms check` prints it; rules of "
                  "modules that are not used do not exist");
}
