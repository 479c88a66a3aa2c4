/* test_out.c -- buffered output: nothing is lost, the first error stays. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "tests/unit/test.h"

static void memory_grows_and_is_read_back(void **state)
{
    (void)state;
    struct out out;
    out_open_memory(&out);
    assert_text(out_memory(&out), "");
    out_text(&out, "R-");
    out_u64(&out, 14);
    out_char(&out, ' ');
    out_str(&out, STR("is high"));
    out_repeat(&out, '!', 3);
    out_bytes(&out, "", 0);
    out_str(&out, (struct str){ 0 });
    assert_text(out_memory(&out), "R-14 is high!!!");
    assert_int_equal(out_flush(&out), 0);
    assert_text(out_memory(&out), "R-14 is high!!!");
    out_repeat(&out, 'x', 1000000);
    assert_int_equal(out_memory(&out).len, 1000015);
    out_release(&out);
    out_release(&out);
}

static void numbers_are_written_at_their_borders(void **state)
{
    (void)state;
    struct out out;
    out_open_memory(&out);
    const int64_t numbers[] = { 0, -1, INT64_MAX, INT64_MIN };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        out_i64(&out, numbers[i]);
        out_char(&out, ' ');
    }
    out_u64(&out, UINT64_MAX);
    assert_text(out_memory(&out),
                "0 -1 9223372036854775807 -9223372036854775808 18446744073709551615");
    out_release(&out);
}

static void a_format_may_have_any_length(void **state)
{
    (void)state;
    struct out out;
    out_open_memory(&out);
    out_format(&out, "%s", "");
    assert_text(out_memory(&out), "");
    size_t expected = 0;
    for (int len = 1; len < 600; len++) {
        out_format(&out, "%*d", len, 7);
        expected += (size_t)len;
        assert_int_equal(out_memory(&out).len, expected);
        assert_int_equal(out_memory(&out).ptr[expected - 1], '7');
    }
    out_release(&out);
}

/* vsnprintf wants room for a NUL that nobody asked for. */
static void a_format_that_just_fits_loses_no_byte(void **state)
{
    (void)state;
    for (size_t left = 1; left < 20; left++) {
        struct out out;
        out_open_memory(&out);
        out_char(&out, 'x');
        out_repeat(&out, 'x', out.capacity - left - 1);
        size_t before = out.len;
        out_format(&out, "%*d", (int)left, 7);
        assert_int_equal(out.len, before + left);
        assert_int_equal(out.buffer[out.len - 1], '7');
        out_release(&out);
    }
}

/* A file that is gone from its directory at once. */
static int open_scratch(void)
{
    char name[] = "test_out.XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    unlink(name);
    return fd;
}

static unsigned char byte_number(size_t i)
{
    return (unsigned char)(i * 7 + i / 251);
}

static void assert_file_holds(int fd, size_t len)
{
    unsigned char *bytes = malloc(len + 1);
    assert_non_null(bytes);
    assert_int_equal(pread(fd, bytes, len + 1, 0), len);
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != byte_number(i))
            fail_msg("byte %zu of %zu is wrong", i, len);
    }
    free(bytes);
}

/* Pieces of every size around the buffer's, so that each way through it is taken. */
static void a_descriptor_gets_every_byte_in_order(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 65535, 1, 65536, 2, 65537, 200000, 3, 40000, 40000 };
    enum { MOST = 200000 };
    char *piece = malloc(MOST);
    assert_non_null(piece);
    int fd = open_scratch();
    struct out out;
    out_open_fd(&out, fd);
    size_t total = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t j = 0; j < sizes[i]; j++)
            piece[j] = (char)byte_number(total + j);
        out_bytes(&out, piece, sizes[i]);
        total += sizes[i];
    }
    assert_int_equal(out_flush(&out), 0);
    assert_int_equal(out.capacity, 65536); /* what is larger goes past the buffer */
    assert_file_holds(fd, total);
    out_release(&out);
    close(fd);
    free(piece);
}

static void a_format_longer_than_the_buffer_reaches_the_descriptor(void **state)
{
    (void)state;
    int fd = open_scratch();
    struct out out;
    out_open_fd(&out, fd);
    out_text(&out, "before");
    out_format(&out, "%*d", 300000, 7);
    out_text(&out, "after");
    assert_int_equal(out_flush(&out), 0);
    assert_int_equal(lseek(fd, 0, SEEK_END), 6 + 300000 + 5);
    char end[6];
    assert_int_equal(pread(fd, end, 6, 6 + 300000 - 1), 6);
    assert_memory_equal(end, "7after", 6);
    out_release(&out);
    close(fd);
}

static void ignore_signal(int number)
{
    (void)number;
}

static void interrupt_often(void)
{
    struct sigaction action = { .sa_handler = ignore_signal }; /* without SA_RESTART */
    struct itimerval often = { { 0, 500 }, { 0, 500 } };
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
}

static void stop_interrupting(void)
{
    setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
}

/* Exits with 0 when it got exactly `len` right bytes. */
static void read_slowly(int fd, size_t len)
{
    unsigned char bytes[3000];
    size_t got_all = 0;
    ssize_t got;
    do {
        usleep(100);
        got = read(fd, bytes, sizeof bytes);
        for (ssize_t i = 0; i < got; i++) {
            if (bytes[i] != byte_number(got_all++))
                _exit(1);
        }
    } while (got > 0);
    _exit(got_all == len ? 0 : 2);
}

static void write_to_slow_reader(int flags)
{
    enum { LEN = 1000000 };
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t reader = fork();
    assert_true(reader >= 0);
    if (reader == 0) {
        close(ends[1]);
        read_slowly(ends[0], LEN);
    }
    close(ends[0]);
    assert_int_equal(fcntl(ends[1], F_SETFL, flags), 0);

    interrupt_often();
    struct out out;
    out_open_fd(&out, ends[1]);
    for (size_t i = 0; i < LEN; i++)
        out_char(&out, (char)byte_number(i));
    int error = out_flush(&out);
    stop_interrupting();
    assert_int_equal(error, 0);
    out_release(&out);
    close(ends[1]);

    int status;
    assert_int_equal(waitpid(reader, &status, 0), reader);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void interrupted_and_short_writes_are_continued(void **state)
{
    (void)state;
    write_to_slow_reader(0);
}

static void a_pipe_that_does_not_block_is_waited_for(void **state)
{
    (void)state;
    write_to_slow_reader(O_NONBLOCK);
}

static void a_full_disk_is_an_error_that_stays(void **state)
{
    (void)state;
    int fd = open("/dev/full", O_WRONLY);
    if (fd < 0)
        skip();
    struct out out;
    out_open_fd(&out, fd);
    out_text(&out, "lost");
    assert_int_equal(out.error, 0); /* nobody has tried yet */
    assert_int_equal(out_flush(&out), -ENOSPC);
    out_repeat(&out, 'x', 100000);
    out_format(&out, "%d", 1);
    out_char(&out, 'x');
    assert_int_equal(out_flush(&out), -ENOSPC);
    out_release(&out);
    close(fd);
}

static void a_closed_descriptor_is_an_error_of_a_large_write_too(void **state)
{
    (void)state;
    int fd = open_scratch();
    close(fd);
    struct out out;
    out_open_fd(&out, fd);
    out_repeat(&out, 'x', 70000);
    assert_int_equal(out.error, -EBADF);
    assert_int_equal(out_flush(&out), -EBADF);
    out_release(&out);
}

struct visible_row {
    const char *name;
    struct str text;
    const char *shown;
};

static const struct visible_row visible_rows[] = {
    { "plain_text_stays", { "R-014 \\ \"a\" %s", 14 }, "R-014 \\ \"a\" %s" },
    { "letters_of_all_languages_stay",
      { "\xc3\xa4\xe6\xbc\xa2\xf0\x9f\x94\x92", 9 },
      "\xc3\xa4\xe6\xbc\xa2\xf0\x9f\x94\x92" },
    { "line_ends_and_tabs_are_named", { "a\nb\tc\rd", 7 }, "a\\nb\\tc\\rd" },
    { "nul", { "a\0b", 3 }, "a\\x00b" },
    { "escape_sequences_lose_their_escape", { "\x1b[31m", 5 }, "\\x1b[31m" },
    { "delete", { "\x7f", 1 }, "\\x7f" },
    { "c1_controls",
      { "\xc2\x9b"
        "31m",
        5 },
      "\\u{9b}31m" },
    { "no_break_space_is_no_control", { "\xc2\xa0", 2 }, "\xc2\xa0" },
    { "arabic_letter_mark", { "\xd8\x9c", 2 }, "\\u{61c}" },
    { "zero_width_space",
      { "a\xe2\x80\x8b"
        "b",
        5 },
      "a\\u{200b}b" },
    { "zero_width_joiner", { "\xe2\x80\x8d", 3 }, "\\u{200d}" },
    { "left_to_right_mark", { "\xe2\x80\x8e", 3 }, "\\u{200e}" },
    { "right_to_left_mark", { "\xe2\x80\x8f", 3 }, "\\u{200f}" },
    { "a_hyphen_is_the_next_character", { "\xe2\x80\x90", 3 }, "\xe2\x80\x90" },
    { "line_separator", { "\xe2\x80\xa8", 3 }, "\\u{2028}" },
    { "bidi_embedding", { "\xe2\x80\xaa", 3 }, "\\u{202a}" },
    { "bidi_override", { "\xe2\x80\xae", 3 }, "\\u{202e}" },
    { "narrow_no_break_space_is_the_next_character", { "\xe2\x80\xaf", 3 }, "\xe2\x80\xaf" },
    { "word_joiner", { "\xe2\x81\xa0", 3 }, "\\u{2060}" },
    { "bidi_isolate", { "\xe2\x81\xa6", 3 }, "\\u{2066}" },
    { "bidi_isolate_end", { "\xe2\x81\xa9", 3 }, "\\u{2069}" },
    { "byte_order_mark", { "\xef\xbb\xbf", 3 }, "\\u{feff}" },
    { "tag_characters", { "\xf3\xa0\x81\x81", 4 }, "\\u{e0041}" },
    { "bytes_that_are_no_utf8", { "a\xff\xc3(", 4 }, "a\\xff\\xc3(" },
    { "an_overlong_escape", { "\xc0\x9b", 2 }, "\\xc0\\x9b" },
};

static void text_is_shown(void **state)
{
    const struct visible_row *row = *state;
    struct out out;
    out_open_memory(&out);
    out_visible(&out, row->text);
    assert_text(out_memory(&out), row->shown);
    out_release(&out);
}

enum { VISIBLE_ROWS = sizeof visible_rows / sizeof visible_rows[0] };

/* Random bytes with long stretches of letters: as a whole they look like one after the other. */
static void a_text_looks_like_its_characters_one_by_one(void **state)
{
    static const char *const pieces[] = { "plain letters", "~}",           " ",
                                          "\x1b[31m",      "\x7f",         "\n",
                                          "\xc3\xbc",      "\xe2\x80\x8b", "\xf0\x9f\x98\x80",
                                          "\xff",          "\xe2\x80",     "12345678" };
    enum { PIECES = sizeof pieces / sizeof pieces[0], ROUNDS = 2000 };
    struct out text, whole, single;
    uint32_t seed = 7;
    (void)state;

    out_open_memory(&text);
    out_open_memory(&whole);
    out_open_memory(&single);
    for (int round = 0; round < ROUNDS; round++) {
        text.len = whole.len = single.len = 0;
        for (int i = 0; i < round % 9; i++) {
            seed = seed * 1103515245 + 12345;
            out_text(&text, pieces[(seed >> 16) % PIECES]);
        }
        struct str written = out_memory(&text);
        out_visible(&whole, written);
        for (size_t at = 0; at < written.len;) {
            size_t start = at;
            (void)utf8_next(written, &at);
            out_visible(&single, str_slice(written, start, at));
        }
        assert_int_equal(whole.len, single.len);
        assert_true(whole.len == 0 || memcmp(whole.buffer, single.buffer, whole.len) == 0);
    }
    out_release(&text);
    out_release(&whole);
    out_release(&single);
}

int main(void)
{
    struct CMUnitTest tests[VISIBLE_ROWS + 11] = {
        [VISIBLE_ROWS] = cmocka_unit_test(memory_grows_and_is_read_back),
        cmocka_unit_test(numbers_are_written_at_their_borders),
        cmocka_unit_test(a_format_may_have_any_length),
        cmocka_unit_test(a_format_that_just_fits_loses_no_byte),
        cmocka_unit_test(a_descriptor_gets_every_byte_in_order),
        cmocka_unit_test(a_format_longer_than_the_buffer_reaches_the_descriptor),
        cmocka_unit_test(interrupted_and_short_writes_are_continued),
        cmocka_unit_test(a_pipe_that_does_not_block_is_waited_for),
        cmocka_unit_test(a_full_disk_is_an_error_that_stays),
        cmocka_unit_test(a_closed_descriptor_is_an_error_of_a_large_write_too),
        cmocka_unit_test(a_text_looks_like_its_characters_one_by_one),
    };
    for (size_t i = 0; i < VISIBLE_ROWS; i++)
        tests[i] = (struct CMUnitTest){ visible_rows[i].name, text_is_shown, NULL, NULL,
                                        (void *)(uintptr_t)&visible_rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
