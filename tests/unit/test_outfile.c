/* test_outfile.c -- files appear complete or not at all, and nothing else stays behind. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/oom.h"
#include "tests/unit/ending.h"
#include "tests/unit/test.h"

/* Each test works in an empty directory of its own and leaves it so. */
struct place {
    char directory[32];
    int home;
    struct arena arena;
};

static int enter_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    if (place == NULL)
        return -1;
    memcpy(place->directory, "test_outfile.XXXXXX", sizeof "test_outfile.XXXXXX");
    place->home = open(".", O_RDONLY | O_DIRECTORY);
    if (place->home < 0 || mkdtemp(place->directory) == NULL || chdir(place->directory) != 0)
        return -1;
    umask(022);
    *state = place;
    return 0;
}

static int leave_place(void **state)
{
    struct place *place = *state;
    bool is_left = fchdir(place->home) == 0 && rmdir(place->directory) == 0;
    close(place->home);
    arena_release(&place->arena);
    free(place);
    return is_left ? 0 : -1; /* a directory that is not empty: a test left something behind */
}

static void put(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void assert_holds(const char *path, const char *expected)
{
    char text[64];
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    ssize_t len = read(fd, text, sizeof text - 1);
    close(fd);
    assert_true(len >= 0);
    text[len] = '\0';
    assert_string_equal(text, expected);
}

static void assert_mode(const char *path, mode_t mode)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, mode);
}

/* Entries of the directory, temporary ones too. */
static int count_entries(const char *directory)
{
    DIR *stream = opendir(directory);
    assert_non_null(stream);
    int count = 0;
    while (readdir(stream) != NULL)
        count++;
    closedir(stream);
    return count - 2; /* . and .. */
}

static void write_whole(struct place *place, const char *path, const char *text)
{
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, str_from(path)), 0);
    out_text(&file.out, text);
    assert_int_equal(outfile_commit(&file), 0);
}

static void a_new_file_appears_on_commit(void **state)
{
    struct place *place = *state;
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, STR("report.csv")), 0);
    out_text(&file.out, "whole");
    assert_int_equal(access("report.csv", F_OK), -1);
    assert_int_equal(outfile_commit(&file), 0);
    assert_holds("report.csv", "whole");
    assert_mode("report.csv", 0644);
    assert_int_equal(count_entries("."), 1);
    unlink("report.csv");
}

static void the_umask_decides_about_a_new_file(void **state)
{
    umask(077);
    write_whole(*state, "secret", "whole");
    umask(022);
    assert_mode("secret", 0600);
    unlink("secret");
}

static void an_earlier_file_is_whole_until_commit_and_keeps_its_mode(void **state)
{
    struct place *place = *state;
    put("report.csv", "earlier", 0640);
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, STR("report.csv")), 0);
    out_repeat(&file.out, 'x', 100000); /* more than the buffer: part of it is on disk now */
    assert_holds("report.csv", "earlier");
    file.out.len = 0;
    assert_int_equal(outfile_commit(&file), 0);
    assert_mode("report.csv", 0640);
    struct stat status;
    assert_int_equal(stat("report.csv", &status), 0);
    assert_int_equal(status.st_size, 65536);
    unlink("report.csv");
}

static void abort_leaves_the_earlier_file(void **state)
{
    struct place *place = *state;
    put("report.csv", "earlier", 0644);
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, STR("report.csv")), 0);
    out_text(&file.out, "half");
    assert_int_equal(count_entries("."), 2);
    outfile_abort(&file);
    outfile_abort(&file);
    assert_holds("report.csv", "earlier");
    assert_int_equal(count_entries("."), 1);
    unlink("report.csv");
}

static void abort_after_commit_does_nothing(void **state)
{
    struct place *place = *state;
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, STR("report.csv")), 0);
    assert_int_equal(outfile_commit(&file), 0);
    outfile_abort(&file);
    assert_holds("report.csv", "");
    unlink("report.csv");
}

static void the_temporary_file_lies_beside_the_target(void **state)
{
    struct place *place = *state;
    assert_int_equal(mkdir("out", 0755), 0);
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, STR("out/report.csv")), 0);
    assert_int_equal(count_entries("out"), 1);
    assert_int_equal(outfile_commit(&file), 0);
    assert_int_equal(count_entries("out"), 1);
    unlink("out/report.csv");
    rmdir("out");
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    struct place *place = *state;
    assert_int_equal(mkdir("real", 0755), 0);
    put("real/report.csv", "earlier", 0604);
    assert_int_equal(symlink("real/report.csv", "first"), 0);
    assert_int_equal(symlink("first", "second"), 0);
    write_whole(place, "second", "whole");

    struct stat status;
    assert_int_equal(lstat("second", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat("first", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_holds("real/report.csv", "whole");
    assert_mode("real/report.csv", 0604);
    unlink("first");
    unlink("second");
    unlink("real/report.csv");
    rmdir("real");
}

static void a_link_may_point_to_a_file_that_does_not_exist_yet(void **state)
{
    assert_int_equal(symlink("new", "link"), 0);
    write_whole(*state, "link", "whole");
    assert_holds("new", "whole");
    unlink("new");
    unlink("link");
}

static void a_name_of_the_greatest_length_is_fine(void **state)
{
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    write_whole(*state, name, "whole");
    assert_holds(name, "whole");
    unlink(name);
}

static void assert_refused(struct place *place, struct str path, int error)
{
    struct outfile file;
    assert_int_equal(outfile_open(&file, &place->arena, path), error);
    outfile_abort(&file);
}

static void what_cannot_be_written_is_refused_at_once(void **state)
{
    struct place *place = *state;
    char long_path[5001];
    memset(long_path, 'n', sizeof long_path - 1);
    long_path[sizeof long_path - 1] = '\0';
    put("file", "", 0644);
    assert_int_equal(symlink("circle", "circle"), 0);

    assert_refused(place, STR(""), -ENOENT);
    assert_refused(place, STR("missing/report.csv"), -ENOENT);
    assert_refused(place, STR("file/report.csv"), -ENOTDIR);
    assert_refused(place, STR("."), -EISDIR);
    assert_refused(place, STR("circle"), -ELOOP);
    assert_refused(place, STR("a\0b"), -EINVAL);
    assert_refused(place, str_from(long_path), -ENAMETOOLONG);
    assert_int_equal(count_entries("."), 2);
    unlink("file");
    unlink("circle");
}

static void a_file_that_we_may_not_write_is_refused(void **state)
{
    if (geteuid() == 0)
        skip();
    put("report.csv", "earlier", 0444);
    assert_refused(*state, STR("report.csv"), -EACCES);
    assert_holds("report.csv", "earlier");
    unlink("report.csv");
}

static void a_device_is_written_in_place(void **state)
{
    struct place *place = *state;
    struct outfile file;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(outfile_open(&file, &place->arena, STR("/dev/full")), 0);
    assert_int_equal(file.temporary.len, 0);
    out_text(&file.out, "lost");
    assert_int_equal(outfile_commit(&file), -ENOSPC);
    write_whole(place, "/dev/null", "gone");
}

static void a_pipe_is_written_in_place(void **state)
{
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    write_whole(*state, "pipe", "whole");
    char text[6] = "";
    assert_int_equal(read(reader, text, 5), 5);
    assert_string_equal(text, "whole");
    close(reader);
    unlink("pipe");
}

/* As after `isms ... >> log`: what the file holds already must stay. */
static void standard_output_is_written_in_place_even_when_it_is_a_file(void **state)
{
    put("log", "earlier ", 0644);
    int kept = dup(STDOUT_FILENO);
    int log = open("log", O_WRONLY | O_APPEND);
    fflush(stdout);
    dup2(log, STDOUT_FILENO);
    write_whole(*state, "/dev/stdout", "whole");
    dup2(kept, STDOUT_FILENO);
    close(log);
    close(kept);
    assert_holds("log", "earlier whole");
    unlink("log");
}

static void only_so_many_files_can_be_unfinished(void **state)
{
    struct place *place = *state;
    struct outfile files[OUTFILE_MOST];
    for (int i = 0; i < OUTFILE_MOST; i++) {
        struct str path = arena_format(&place->arena, "f%d", i);
        assert_int_equal(outfile_open(&files[i], &place->arena, path), 0);
    }
    assert_refused(place, STR("one-more"), -EMFILE);
    outfile_abort(&files[3]);
    struct outfile again;
    assert_int_equal(outfile_open(&again, &place->arena, STR("one-more")), 0);
    outfile_abort(&again);
    for (int i = 0; i < OUTFILE_MOST; i++)
        outfile_abort(&files[i]);
}

static void a_signal_handler_can_remove_what_is_unfinished(void **state)
{
    struct place *place = *state;
    struct outfile files[2];
    put("b", "earlier", 0644);
    assert_int_equal(outfile_open(&files[0], &place->arena, STR("a")), 0);
    assert_int_equal(outfile_open(&files[1], &place->arena, STR("b")), 0);
    assert_int_equal(count_entries("."), 3);
    errno = 4711;
    outfile_remove_unfinished();
    outfile_remove_unfinished(); /* now there is nothing to remove, which is an error inside */
    assert_int_equal(errno, 4711);
    assert_int_equal(count_entries("."), 1);
    assert_holds("b", "earlier");

    outfile_abort(&files[0]);
    assert_int_equal(outfile_commit(&files[1]), -ENOENT); /* the temporary file is gone */
    assert_holds("b", "earlier");
    unlink("b");
}

static void run_out_of_memory(void)
{
    struct arena arena = { 0 };
    struct outfile file;
    if (outfile_open(&file, &arena, STR("report.csv")) != 0)
        _exit(1);
    out_repeat(&file.out, 'x', 100000);
    oom_exit(12345);
}

static void out_of_memory_removes_what_is_unfinished_and_says_so(void **state)
{
    (void)state;
    put("report.csv", "earlier", 0644);
    struct ending ending = ending_of(run_out_of_memory);
    assert_int_equal(ending.status, 70);
    assert_string_equal(ending.message, "isms: out of memory (12345 bytes were asked for); "
                                        "no unfinished file is left\n");
    assert_int_equal(count_entries("."), 1);
    assert_holds("report.csv", "earlier");
    unlink("report.csv");
}

/* Exits with the errno of the commit. */
static void write_past_the_limit(void)
{
    struct arena arena = { 0 };
    struct outfile file;
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = { 8192, 8192 };
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || outfile_open(&file, &arena, STR("report.csv")) != 0)
        _exit(255);
    out_repeat(&file.out, 'x', 10000);
    _exit(-outfile_commit(&file));
}

static void a_failed_write_leaves_the_earlier_file(void **state)
{
    (void)state;
    put("report.csv", "earlier", 0644);
    assert_int_equal(ending_of(write_past_the_limit).status, EFBIG);
    assert_int_equal(count_entries("."), 1);
    assert_holds("report.csv", "earlier");
    unlink("report.csv");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter_place, leave_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_file_appears_on_commit),
        TEST(the_umask_decides_about_a_new_file),
        TEST(an_earlier_file_is_whole_until_commit_and_keeps_its_mode),
        TEST(abort_leaves_the_earlier_file),
        TEST(abort_after_commit_does_nothing),
        TEST(the_temporary_file_lies_beside_the_target),
        TEST(a_link_stays_and_its_target_is_replaced),
        TEST(a_link_may_point_to_a_file_that_does_not_exist_yet),
        TEST(a_name_of_the_greatest_length_is_fine),
        TEST(what_cannot_be_written_is_refused_at_once),
        TEST(a_file_that_we_may_not_write_is_refused),
        TEST(a_device_is_written_in_place),
        TEST(a_pipe_is_written_in_place),
        TEST(standard_output_is_written_in_place_even_when_it_is_a_file),
        TEST(only_so_many_files_can_be_unfinished),
        TEST(a_signal_handler_can_remove_what_is_unfinished),
        TEST(out_of_memory_removes_what_is_unfinished_and_says_so),
        TEST(a_failed_write_leaves_the_earlier_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
