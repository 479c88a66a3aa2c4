/* test_rewrite.c -- a new text in the place of a source file. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"
#include "tools/isms/rewrite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* An empty folder, in which the test works. */
struct workshop {
    char folder[64];
    struct arena arena;
    struct reader reader;
};

static int open_place(void **state)
{
    struct workshop *place = calloc(1, sizeof *place);

    assert_non_null(place);
    strcpy(place->folder, "/tmp/isms-rewrite-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    assert_int_equal(chdir(place->folder), 0);
    assert_int_equal(reader_open(&place->reader, STR(".")), 0);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct workshop *place = *state;
    char command[256];

    reader_close(&place->reader);
    arena_release(&place->arena);
    snprintf(command, sizeof command, "chmod -R u+w %s && rm -rf %s", place->folder, place->folder);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(system(command), 0);
    free(place);
    return 0;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static struct str get(struct workshop *place, const char *path)
{
    struct str text = { 0 };

    assert_int_equal(reader_read(&place->reader, str_from(path), &place->arena, &text), 0);
    return text;
}

static int rewrite(struct workshop *place, const char *path, const char *before)
{
    struct rewrite rewrite = { .reader = &place->reader,
                               .source = str_from(path),
                               .path = str_from(path),
                               .before = str_from(before),
                               .after = STR("new") };

    return rewrite_file(&rewrite, &place->arena);
}

/* Only what the test put there: no temporary file. */
static void demand_entries(const char *expected)
{
    char names[256] = "";
    FILE *list = popen("ls -A | tr '\\n' ' '", "r");

    assert_non_null(list);
    assert_non_null(fgets(names, sizeof names, list));
    pclose(list);
    assert_string_equal(names, expected);
}

static void the_file_gets_its_text_and_keeps_its_mode(void **state)
{
    struct stat status;

    put("a.isms", "old");
    assert_int_equal(chmod("a.isms", 0640), 0);
    assert_int_equal(rewrite(*state, "a.isms", "old"), 0);
    assert_text(get(*state, "a.isms"), "new");
    assert_int_equal(stat("a.isms", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    demand_entries("a.isms ");
}

static void a_file_that_changed_meanwhile_stays(void **state)
{
    put("a.isms", "older and longer");
    assert_int_equal(rewrite(*state, "a.isms", "old"), -ESTALE);
    assert_text(get(*state, "a.isms"), "older and longer");
    demand_entries("a.isms ");
}

static void a_file_that_went_away_stays_away(void **state)
{
    assert_int_equal(rewrite(*state, "a.isms", "old"), -ENOENT);
    assert_int_equal(access("a.isms", F_OK), -1);
}

static void a_link_stays_a_link(void **state)
{
    struct stat status;

    put("a.isms", "old");
    assert_int_equal(symlink("a.isms", "link.isms"), 0);
    assert_int_equal(rewrite(*state, "link.isms", "old"), 0);
    assert_int_equal(lstat("link.isms", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_text(get(*state, "a.isms"), "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_gets_its_text_and_keeps_its_mode, open_place,
                                        close_place),
        cmocka_unit_test_setup_teardown(a_file_that_changed_meanwhile_stays, open_place,
                                        close_place),
        cmocka_unit_test_setup_teardown(a_file_that_went_away_stays_away, open_place, close_place),
        cmocka_unit_test_setup_teardown(a_link_stays_a_link, open_place, close_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
