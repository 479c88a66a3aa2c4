/* test_reader.c -- files are read below the root of the project, and nowhere else. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "tools/isms/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder `root` with things of every kind, and a secret beside it. */
struct ground {
    char folder[PATH_MAX];
    struct reader reader;
    struct arena arena;
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_things(void)
{
    assert_int_equal(mkdir("root", 0777), 0);
    assert_int_equal(mkdir("root/sub", 0777), 0);
    assert_int_equal(mkdir("root/sub/deep", 0777), 0);
    assert_int_equal(mkdir("root/vendor", 0777), 0);
    assert_int_equal(mkdir("root/.hidden", 0777), 0);
    assert_int_equal(mkdir("root/other", 0777), 0);
    assert_int_equal(mkdir("outside", 0777), 0);
    write_file("secret.isms", "secret");
    write_file("outside/far.isms", "far");
    write_file("root/project.isms", "project");
    write_file("root/b.isms", "b");
    write_file("root/note.txt", "note");
    write_file("root/sub/a.isms", "a");
    write_file("root/sub/deep/c.isms", "c");
    write_file("root/vendor/v.isms", "v");
    write_file("root/other/project.isms", "project");
    write_file("root/other/o.isms", "o");
    write_file("root/.hidden/h.isms", "h");
    write_file("root/.h.isms", "h");
    assert_int_equal(symlink("../secret.isms", "root/out.isms"), 0);
    assert_int_equal(symlink("sub/a.isms", "root/in.isms"), 0);
    assert_int_equal(symlink("../outside", "root/linked"), 0);
    assert_int_equal(symlink(".", "root/sub/loop"), 0);
    assert_int_equal(symlink("nowhere", "root/broken.isms"), 0);
    assert_int_equal(mkfifo("root/pipe.isms", 0666), 0);
}

static int set_up(void **state)
{
    struct ground *ground = calloc(1, sizeof(*ground));
    const char *base = getenv("TMPDIR");

    assert_non_null(ground);
    snprintf(ground->folder, sizeof(ground->folder), "%s/isms-reader-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(ground->folder));
    assert_int_equal(chdir(ground->folder), 0);
    make_things();
    assert_int_equal(reader_open(&ground->reader, STR("root")), 0);
    *state = ground;
    return 0;
}

static int tear_down(void **state)
{
    struct ground *ground = *state;
    char command[PATH_MAX + 16];

    reader_close(&ground->reader);
    arena_release(&ground->arena);
    assert_int_equal(chdir("/"), 0);
    snprintf(command, sizeof(command), "rm -rf '%s'", ground->folder);
    assert_int_equal(system(command), 0);
    free(ground);
    return 0;
}

static int read_path(struct ground *ground, const char *path, struct str *ret_text)
{
    return reader_read(&ground->reader, str_from(path), &ground->arena, ret_text);
}

static const struct {
    const char *path;
    int status;
    int old_status; /* where the kernel has no openat2; links are refused there */
    const char *text;
} reads[] = {
    { "b.isms", 0, 0, "b" },
    { "sub/a.isms", 0, 0, "a" },
    { "in.isms", 0, -EXDEV, "a" },
    { "out.isms", -EXDEV, -EXDEV, NULL },
    { "../secret.isms", -EXDEV, -EXDEV, NULL },
    { "sub/../../secret.isms", -EXDEV, -EXDEV, NULL },
    { "/etc/passwd", -EXDEV, -EXDEV, NULL },
    { "linked/far.isms", -EXDEV, -ENOTDIR, NULL },
    { "sub", -EISDIR, -EISDIR, NULL },
    { "pipe.isms", -ENXIO, -ENXIO, NULL },
    { "missing.isms", -ENOENT, -ENOENT, NULL },
    { "broken.isms", -ENOENT, -EXDEV, NULL },
    { "b.isms/x", -ENOTDIR, -ENOTDIR, NULL },
    { "", -EINVAL, -EINVAL, NULL },
};

static void check_reads(struct ground *ground, bool is_kernel_old)
{
    for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++) {
        struct str text = { 0 };
        int expected = is_kernel_old ? reads[i].old_status : reads[i].status;
        ground->reader.is_kernel_old = is_kernel_old;
        int status = read_path(ground, reads[i].path, &text);
        if (status != expected)
            fail_msg("reading `%s` gives %d, expected %d", reads[i].path, status, expected);
        if (status == 0)
            assert_text(text, reads[i].text);
    }
}

/* Lines that differ, so that no piece can stand in for another. */
static void write_long_file(const char *path, uint32_t lines)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    for (uint32_t i = 0; i < lines; i++)
        assert_true(fprintf(file, "risk R-%09u\n", i) > 0);
    assert_int_equal(fclose(file), 0);
}

static void a_long_file_is_read_by_several_threads(void **state)
{
    enum { LINES = 600001 };
    static const uint32_t threads[] = { 1, 2, 8 };
    struct ground *ground = *state;
    struct str texts[3];

    write_long_file("root/long.isms", LINES);
    for (size_t i = 0; i < 3; i++) {
        ground->reader.threads = threads[i];
        assert_int_equal(read_path(ground, "long.isms", &texts[i]), 0);
        assert_int_equal(texts[i].len, LINES * strlen("risk R-000000000\n"));
        assert_memory_equal(texts[i].ptr, texts[0].ptr, texts[0].len);
        for (size_t behind = 0; behind < 16; behind++)
            assert_int_equal(texts[i].ptr[texts[i].len + behind], 0);
    }
    ground->reader.threads = 2;
    ground->reader.file_bytes_most = texts[0].len - 1;
    assert_int_equal(read_path(ground, "long.isms", &texts[0]), -EFBIG);
}

static void only_regular_files_below_the_root_are_read(void **state)
{
    check_reads(*state, false);
}

static void an_old_kernel_refuses_links_as_well(void **state)
{
    check_reads(*state, true);
}

static void a_nul_byte_does_not_cut_a_path(void **state)
{
    struct ground *ground = *state;
    struct str text;
    struct str path = { "b.isms\0.txt", 11 };

    assert_int_equal(reader_read(&ground->reader, path, &ground->arena, &text), -EINVAL);
}

static void sixteen_nul_bytes_follow_a_text(void **state)
{
    struct ground *ground = *state;
    struct str text;

    assert_int_equal(read_path(ground, "project.isms", &text), 0);
    assert_text(text, "project");
    for (size_t i = 0; i < 16; i++)
        assert_int_equal(text.ptr[text.len + i], 0);
}

static void a_file_over_the_limit_is_refused(void **state)
{
    struct ground *ground = *state;
    struct str text;

    ground->reader.file_bytes_most = 7;
    assert_int_equal(read_path(ground, "project.isms", &text), 0);
    ground->reader.file_bytes_most = 6;
    assert_int_equal(read_path(ground, "project.isms", &text), -EFBIG);
}

static void a_named_file_may_lie_elsewhere(void **state)
{
    struct ground *ground = *state;
    struct str text;

    const struct str named[] = { STR("secret.isms"), STR("other.isms"), STR("one.isms") };

    reader_name(&ground->reader, named, 3);
    assert_int_equal(read_path(ground, "secret.isms", &text), 0);
    assert_text(text, "secret");
}

static void check_list(struct ground *ground, const char *glob, const char *expected)
{
    struct str *paths = NULL;
    uint32_t count = 0;
    struct str found = { "", 0 };

    assert_int_equal(reader_list(&ground->reader, str_from(glob), &ground->arena, &paths, &count),
                     0);
    for (uint32_t i = 0; i < count; i++)
        found = arena_format(&ground->arena, "%.*s%s%.*s", STR_ARG(found), i > 0 ? " " : "",
                             STR_ARG(paths[i]));
    assert_text(found, expected);
}

static void files_are_listed_in_the_order_of_their_bytes(void **state)
{
    struct ground *ground = *state;

    check_list(ground, "**/*.isms",
               "b.isms broken.isms in.isms out.isms pipe.isms project.isms sub/a.isms "
               "sub/deep/c.isms");
    check_list(ground, "sub/*.isms", "sub/a.isms");
    check_list(ground, "*.txt", "note.txt");
    check_list(ground, "none/*.isms", "");
}

/* A path is looked up, a pattern is walked for. */
static void a_path_lists_what_a_walk_would_find(void **state)
{
    static const char *const PATHS[] = {
        "b.isms",
        "sub/a.isms",
        "sub/deep/c.isms",
        "note.txt",
        "sub",
        "sub/deep",
        "sub/",
        "sub//a.isms",
        "/b.isms",
        "./b.isms",
        "vendor/v.isms",
        "vendor",
        ".h.isms",
        "in.isms",
        ".hidden/h.isms",
        "other/o.isms",
        "out.isms",
        "broken.isms",
        "linked",
        "linked/far.isms",
        "sub/loop",
        "sub/loop/b.isms",
        "pipe.isms",
        "b.isms/c.isms",
        "missing.isms",
        "missing/a.isms",
        "sub/missing.isms",
        "project.isms",
        "sub/../b.isms",
    };
    struct ground *ground = *state;

    for (size_t i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++) {
        struct str path = arena_copy(&ground->arena, str_from(PATHS[i]));
        struct str pattern = arena_copy(&ground->arena, path);
        struct str *listed = NULL, *walked = NULL;
        uint32_t listed_count = 0, walked_count = 0;
        ((char *)(uintptr_t)pattern.ptr)[pattern.len - 1] = '?';
        assert_int_equal(reader_list(&ground->reader, path, &ground->arena, &listed, &listed_count),
                         0);
        assert_int_equal(
            reader_list(&ground->reader, pattern, &ground->arena, &walked, &walked_count), 0);
        assert_int_equal(listed_count, walked_count);
        if (walked_count > 0)
            assert_true(str_equal(listed[0], walked[0]));
    }
    check_list(ground, "linked", "");
    assert_int_equal(ground->reader.linked_folders.count, 1);
}

static void linked_folders_are_not_entered_but_remembered(void **state)
{
    struct ground *ground = *state;

    check_list(ground, "**/far.isms", "");
    assert_int_equal(ground->reader.linked_folders.count, 2);
}

static void a_project_file_exists_when_it_is_a_file_inside(void **state)
{
    struct ground *ground = *state;

    assert_true(reader_exists(&ground->reader, STR("project.isms")));
    assert_true(reader_exists(&ground->reader, STR("vendor/v.isms")));
    assert_false(reader_exists(&ground->reader, STR("sub")));
    assert_false(reader_exists(&ground->reader, STR("pipe.isms")));
    assert_false(reader_exists(&ground->reader, STR("out.isms")));
    assert_false(reader_exists(&ground->reader, STR("../secret.isms")));
    assert_false(reader_exists(&ground->reader, STR("missing.isms")));
    /* A folder that is not there is asked for once; one that is there, and others, are not missed.
     */
    for (int round = 0; round < 2; round++) {
        assert_false(reader_exists(&ground->reader, STR("nowhere/v.isms")));
        assert_false(reader_exists(&ground->reader, STR("nowhere/deep/v.isms")));
        assert_true(reader_exists(&ground->reader, STR("vendor/v.isms")));
        assert_false(reader_exists(&ground->reader, STR("vendor/missing.isms")));
        assert_true(reader_exists(&ground->reader, STR("vendor/v.isms")));
        assert_true(reader_exists(&ground->reader, STR("sub/deep/c.isms")));
        assert_false(reader_exists(&ground->reader, STR("nowhere")));
        assert_true(reader_exists(&ground->reader, STR("project.isms")));
    }
}

static void a_root_that_is_no_folder_is_refused(void **state)
{
    struct reader reader;

    (void)state;
    assert_int_equal(reader_open(&reader, STR("root/b.isms")), -ENOTDIR);
    assert_int_equal(reader_open(&reader, STR("nowhere")), -ENOENT);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(only_regular_files_below_the_root_are_read),
        IN_PLACE(a_long_file_is_read_by_several_threads),
        IN_PLACE(an_old_kernel_refuses_links_as_well),
        IN_PLACE(a_nul_byte_does_not_cut_a_path),
        IN_PLACE(sixteen_nul_bytes_follow_a_text),
        IN_PLACE(a_file_over_the_limit_is_refused),
        IN_PLACE(a_named_file_may_lie_elsewhere),
        IN_PLACE(files_are_listed_in_the_order_of_their_bytes),
        IN_PLACE(a_path_lists_what_a_walk_would_find),
        IN_PLACE(linked_folders_are_not_entered_but_remembered),
        IN_PLACE(a_project_file_exists_when_it_is_a_file_inside),
        IN_PLACE(a_root_that_is_no_folder_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
