/* queries.h -- asks the engine, and says what is wrong with the question. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_QUERIES_H
#define ISMS_TOOLS_ISMS_QUERIES_H

#include "base/attr.h"
#include "engine/answer.h"
#include "tools/isms/session.h"

/*
 * Diagnostics of the text go to standard error, with the line and the place in it. 0 and an answer,
 * or the exit status; an answer that rests on damaged sources is one, and is said to be incomplete.
 */
int queries_ask(struct session *session, struct str text, struct answer *ret_answer) ISMS_NODISCARD;
/* The type of what the text asks for, in words. */
int queries_ask_type(struct session *session, struct str text, struct str *ret_type) ISMS_NODISCARD;

#endif
