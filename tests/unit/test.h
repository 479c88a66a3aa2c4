/* test.h -- what every cmocka test includes, in the order that cmocka wants. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_TEST_H
#define ISMS_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

/* Compares a view of text with a literal and shows both when they differ. */
#define assert_text(actual, expected)                                                              \
    do {                                                                                           \
        struct str actual_text_ = (actual);                                                        \
        struct str expected_text_ = str_from(expected);                                            \
        if (!str_equal(actual_text_, expected_text_))                                              \
            fail_msg("text is \"%.*s\", expected \"%s\"", STR_ARG(actual_text_), expected);        \
    } while (0)

#endif
