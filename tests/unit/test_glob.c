/* test_glob.c -- patterns for paths. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/glob.h"
#include "tests/unit/test.h"

struct row {
    const char *name, *glob, *path;
    bool matches;
};

static const struct row rows[] = {
    { "a_name_stands_for_itself", "a/b.isms", "a/b.isms", true },
    { "a_name_is_not_its_beginning", "a/b", "a/b.isms", false },
    { "a_star_is_any_text", "*.isms", "risks.isms", true },
    { "a_star_may_be_empty", "a*.isms", "a.isms", true },
    { "a_star_stays_in_its_folder", "*.isms", "a/b.isms", false },
    { "several_stars", "a*b*c", "axxbxbyc", true },
    { "several_stars_may_fail", "a*b*c", "axxbxbyd", false },
    { "a_question_mark_is_one_byte", "a?c", "abc", true },
    { "a_question_mark_is_not_none", "a?c", "ac", false },
    { "a_question_mark_is_no_slash", "a?c", "a/c", false },
    { "two_stars_are_no_folder", "**/*.isms", "a.isms", true },
    { "two_stars_are_one_folder", "**/*.isms", "a/b.isms", true },
    { "two_stars_are_many_folders", "**/*.isms", "a/b/c/d.isms", true },
    { "two_stars_in_the_middle", "a/**/z.isms", "a/b/c/z.isms", true },
    { "two_stars_in_the_middle_may_be_nothing", "a/**/z.isms", "a/z.isms", true },
    { "two_stars_keep_what_is_before", "a/**/z.isms", "b/c/z.isms", false },
    { "two_stars_at_the_end_are_all_below", "a/**", "a/b/c.isms", true },
    { "two_stars_twice", "**/b/**/d", "a/b/c/b/d", true },
    { "two_stars_twice_may_fail", "**/b/**/e", "a/b/c/b/d", false },
    { "two_stars_within_a_name_are_one", "a**b", "axxb", true },
    { "more_folders_than_the_pattern", "a/*", "a/b/c", false },
    { "fewer_folders_than_the_pattern", "a/b/*", "a/b", false },
    { "brackets_mean_nothing", "[a]", "a", false },
};

static void pattern_and_path(void **state)
{
    const struct row *row = *state;

    assert_int_equal(glob_match(str_from(row->glob), str_from(row->path)), row->matches);
}

/* Backtracking that tried all ways would take years. */
static void many_stars_take_no_time(void **state)
{
    char path[2000];

    (void)state;
    memset(path, 'a', sizeof path);
    assert_false(glob_match(STR("*a*a*a*a*a*a*a*a*a*a*a*a*b"), (struct str){ path, sizeof path }));
    for (size_t i = 1; i < sizeof path; i += 2)
        path[i] = '/';
    assert_false(glob_match(STR("**/a/**/a/**/a/**/a/**/a/**/a/**/b/x"),
                            (struct str){ path, sizeof path - 1 }));
}

static void patterns_stay_inside_the_project(void **state)
{
    char longest[1025];

    (void)state;
    memset(longest, 'a', sizeof longest);
    assert_null(glob_fault(STR("**/*.isms")));
    assert_null(glob_fault(STR("a/..b/c..")));
    assert_non_null(glob_fault(STR("")));
    assert_non_null(glob_fault(STR("/etc/*")));
    assert_non_null(glob_fault(STR("../*.isms")));
    assert_non_null(glob_fault(STR("a/../b")));
    assert_null(glob_fault((struct str){ longest, 1024 }));
    assert_non_null(glob_fault((struct str){ longest, 1025 }));
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct CMUnitTest patterns[ROWS];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_stars_take_no_time),
        cmocka_unit_test(patterns_stay_inside_the_project),
    };

    for (size_t i = 0; i < ROWS; i++)
        patterns[i] = (struct CMUnitTest){ rows[i].name, pattern_and_path, NULL, NULL,
                                           (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests_name("patterns", patterns, NULL, NULL) +
           cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
