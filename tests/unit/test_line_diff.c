/* test_line_diff.c -- unified diffs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/line_diff.h"
#include "tests/unit/test.h"

struct row {
    const char *name, *before, *after, *diff;
};

static const struct row rows[] = {
    { "equal_texts_give_nothing", "a\nb\n", "a\nb\n", "" },
    { "empty_texts_give_nothing", "", "", "" },
    { "a_changed_line", "a\nb\nc\n", "a\nx\nc\n",
      "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n" },
    { "an_added_line", "a\n", "a\nb\n", "--- f\n+++ f\n@@ -1 +1,2 @@\n a\n+b\n" },
    { "a_removed_line", "a\nb\n", "b\n", "--- f\n+++ f\n@@ -1,2 +1 @@\n-a\n b\n" },
    { "everything_added", "", "a\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n" },
    { "everything_removed", "a\n", "", "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n" },
    { "a_missing_line_end", "a", "a\n",
      "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n" },
    { "near_changes_share_a_hunk", "a\n1\n2\n3\n4\n5\n6\nb\n", "x\n1\n2\n3\n4\n5\n6\ny\n",
      "--- f\n+++ f\n@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n" },
    { "far_changes_do_not", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\ny\n",
      "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-a\n+x\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+y\n" },
    { "a_blank_line_is_no_meeting", "a\n\nb\n", "\nx\ny\nb\n",
      "--- f\n+++ f\n@@ -1,3 +1,4 @@\n-a\n-\n+\n+x\n+y\n b\n" },
};

static void diff_is_as_expected(void **state)
{
    const struct row *row = *state;
    struct out out;

    out_open_memory(&out);
    line_diff_write(&out, STR("f"), str_from(row->before), str_from(row->after));
    assert_text(out_memory(&out), row->diff);
    out_release(&out);
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct CMUnitTest tests[ROWS];

    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, diff_is_as_expected, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
