/* char_check.h -- which bytes may stand in a source text at all. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_CHAR_CHECK_H
#define ISMS_LANG_CHAR_CHECK_H

#include <stdint.h>

#include "base/diag.h"
#include "base/str.h"

/*
 * Reports (E0109) each run of NUL and other control characters, invalid UTF-8, lone carriage
 * returns and bidirectional controls (CVE-2021-42574: text that reads differently from what it
 * says), also in texts and comments. After 20 in one text it says so and stops. Returns how many
 * were reported.
 */
uint32_t check_characters(struct diag_sink *sink, struct str text, uint32_t base);

#endif
