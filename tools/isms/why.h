/* why.h -- reads what somebody asks about a gap or a value, and derives the answer. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_WHY_H
#define ISMS_TOOLS_ISMS_WHY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/derivation.h"
#include "tools/isms/session.h"

/* `RULE [ID...]`, `RULE/ID/...`, `ID` or `ID.FIELD`, cut into words. */
struct why_question {
    const struct str *words; /* borrowed; at least one */
    uint32_t count;
    bool is_negative;    /* why not? */
    const char *command; /* what stands before `why` and `why-not`: "isms " or ":" */
};

/*
 * 0 and the derivation, which is NULL when no gap is about the object that was named; else an exit
 * status. What is wrong with the question has been told.
 */
int why_ask(struct session *session, const struct why_question *question,
            const struct derivation **ret_derivation) ISMS_NODISCARD;

#endif
