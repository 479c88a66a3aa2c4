/* reader.c -- reads source files from the disk, and nothing outside of the project. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

#include "base/parallel.h"

enum { NUL_BYTES_AFTER = 16, PIPE_BYTES_FIRST = 64 * 1024, OPEN_TRIES = 16 };

/* ---- opening below the root ---- */

/* For the kernel a path ends with a NUL byte; one inside of it would hide the rest. */
static int terminate(struct str path, char ret_text[PATH_MAX])
{
    if (path.len >= PATH_MAX)
        return -ENAMETOOLONG;
    if (path.len == 0 || str_find(path, '\0') != path.len)
        return -EINVAL;
    memcpy(ret_text, path.ptr, path.len);
    ret_text[path.len] = '\0';
    return 0;
}

#ifdef SYS_openat2
/* -EAGAIN: somebody renamed a folder meanwhile, and the kernel could not be sure. */
static int open_by_kernel(int root, const char *path, int flags)
{
    struct open_how how = { .flags = (uint32_t)flags,
                            .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
    long fd = -1;

    for (int tries = 0; tries < OPEN_TRIES; tries++) {
        fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
        if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
            break;
    }
    return fd < 0 ? -errno : (int)fd;
}
#else
static int open_by_kernel(int root, const char *path, int flags)
{
    (void)root;
    (void)path;
    (void)flags;
    return -ENOSYS;
}
#endif

/* One name after the other, so that no link and no `..` can lead away. */
static int open_by_name(int folder, struct str name, bool is_last, int flags)
{
    char text[PATH_MAX];
    int status = terminate(name, text);
    int wanted = is_last ? flags : O_PATH | O_DIRECTORY;

    if (status < 0)
        return status;
    if (str_equal(name, STR("..")))
        return -EXDEV;
    int fd = openat(folder, text, wanted | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0)
        return fd;
    return errno == ELOOP ? -EXDEV : -errno;
}

static int open_by_names(int root, struct str path, int flags)
{
    int folder = root;

    if (path.len == 0 || path.ptr[0] == '/')
        return path.len == 0 ? -ENOENT : -EXDEV;
    for (;;) {
        size_t slash = str_find(path, '/');
        bool is_last = slash == path.len;
        int next = open_by_name(folder, str_slice(path, 0, slash), is_last, flags);
        if (folder != root)
            close(folder);
        if (next < 0 || is_last)
            return next;
        folder = next;
        path = str_slice(path, slash + 1, path.len);
    }
}

int reader_open_below(struct reader *reader, struct str path, int flags)
{
    char text[PATH_MAX];
    int status = terminate(path, text);

    if (status < 0)
        return status;
    if (!reader->is_kernel_old) {
        int fd = open_by_kernel(reader->root, text, flags | O_CLOEXEC);
        if (fd != -ENOSYS && fd != -EPERM) /* EPERM: a container that knows no openat2 */
            return fd;
        reader->is_kernel_old = true;
    }
    return open_by_names(reader->root, path, flags);
}

/* ---- reading ---- */

/* A text that is still growing. */
struct growing {
    struct arena *arena;
    char *bytes;
    size_t len;
    size_t capacity;
};

static void grow(struct growing *text, size_t capacity)
{
    char *larger = arena_alloc_unset(text->arena, capacity + NUL_BYTES_AFTER, 1);

    if (text->len > 0)
        memcpy(larger, text->bytes, text->len);
    text->bytes = larger;
    text->capacity = capacity;
}

/* The byte more is where the end shows without growing. */
static void begin_text(struct growing *text, size_t expected)
{
    grow(text, expected + 1);
}

/* To the end, whatever the size was said to be: files grow and shrink while they are read. */
static int read_to_end(int fd, uint64_t bytes_most, struct growing *text)
{
    for (;;) {
        if (text->len == text->capacity)
            grow(text, text->capacity * 2);
        ssize_t got = read(fd, text->bytes + text->len, text->capacity - text->len);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return -errno;
        if (got > 0)
            text->len += (size_t)got;
        if (text->len > bytes_most)
            return -EFBIG;
    }
    memset(text->bytes + text->len, 0, text->capacity - text->len + NUL_BYTES_AFTER);
    return 0;
}

/* ---- long files, by several threads ---- */

/* Half of what reading costs is that the memory read into is new, so a piece is some large pages.
 */
enum { PIECE_BYTES = 4 << 20 };

struct reading {
    int fd;
    char *bytes;
    size_t count;
    _Atomic(bool) is_short; /* an error, or the file ends sooner than it said */
};

static void read_piece(void *self, uint32_t piece)
{
    struct reading *reading = self;
    size_t at = (size_t)piece * PIECE_BYTES;
    size_t end = reading->count - at < PIECE_BYTES ? reading->count : at + PIECE_BYTES;

    while (at < end) {
        ssize_t got = pread(reading->fd, reading->bytes + at, end - at, (off_t)at);
        if (got <= 0 && (got == 0 || errno != EINTR)) {
            reading->is_short = true;
            return;
        }
        at += got > 0 ? (size_t)got : 0;
    }
}

/* What is read so is passed over; after a failure that is nothing, and one thread tries again. */
static void read_in_pieces(int fd, uint32_t threads, size_t expected, struct growing *text)
{
    struct reading reading = { .fd = fd, .bytes = text->bytes, .count = expected };

    if (threads < 2 || expected <= PIECE_BYTES)
        return;
    parallel_run(threads, (uint32_t)((expected - 1) / PIECE_BYTES + 1), read_piece, &reading);
    if (!reading.is_short && lseek(fd, (off_t)expected, SEEK_SET) == (off_t)expected)
        text->len = expected;
}

/* ---- files ---- */

static int check_regular(int fd, uint64_t bytes_most, size_t *ret_bytes)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return -errno;
    if (S_ISDIR(status.st_mode))
        return -EISDIR;
    if (!S_ISREG(status.st_mode))
        return -ENXIO;
    if ((uint64_t)status.st_size > bytes_most)
        return -EFBIG;
    *ret_bytes = (size_t)status.st_size;
    return 0;
}

static int compare_paths(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

void reader_name(struct reader *reader, const struct str *paths, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        VEC_PUSH(&reader->named, paths[i]);
    if (count > 1)
        qsort(reader->named.items, reader->named.count, sizeof(struct str), compare_paths);
}

static bool is_named(const struct reader *reader, struct str path)
{
    return reader->named.count > 0 && bsearch(&path, reader->named.items, reader->named.count,
                                              sizeof(struct str), compare_paths) != NULL;
}

static int open_named(struct str path, int flags)
{
    char text[PATH_MAX];
    int status = terminate(path, text);

    if (status < 0)
        return status;
    int fd = open(text, flags | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static int open_source(struct reader *reader, struct str path)
{
    const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY;

    return is_named(reader, path) ? open_named(path, flags)
                                  : reader_open_below(reader, path, flags);
}

static int read_file(struct reader *reader, struct str path, struct growing *text)
{
    size_t bytes = 0;
    int fd = open_source(reader, path);
    if (fd < 0)
        return fd;

    int status = check_regular(fd, reader->file_bytes_most, &bytes);
    if (status == 0) {
        begin_text(text, bytes);
        read_in_pieces(fd, reader->threads, bytes, text);
        status = read_to_end(fd, reader->file_bytes_most, text);
    }
    close(fd);
    return status;
}

int reader_read(void *self, struct str path, struct arena *arena, struct str *ret_text)
{
    struct reader *reader = self;
    struct growing text = { .arena = arena };
    int status;

    if (str_equal(path, READER_STDIN) && is_named(reader, path)) {
        begin_text(&text, PIPE_BYTES_FIRST);
        status = read_to_end(STDIN_FILENO, reader->file_bytes_most, &text);
    } else {
        status = read_file(reader, path, &text);
    }
    if (status == 0)
        *ret_text = (struct str){ text.bytes, text.len };
    return status;
}

/* These say nothing about the file. */
static bool is_machine_fault(int status)
{
    return status == -EMFILE || status == -ENFILE || status == -ENOMEM || status == -EIO;
}

static void keep_failure(struct reader *reader, struct str path, int status)
{
    size_t len = path.len < READER_PATH_SHOWN ? path.len : READER_PATH_SHOWN - 1;

    if (reader->failure != 0 || !is_machine_fault(status))
        return;
    reader->failure = status;
    memcpy(reader->failed_path, path.ptr, len);
    reader->failed_path[len] = '\0';
}

/* `vendor` of `vendor/core/risks.isms`; empty without a folder. */
static struct str first_folder(struct str path)
{
    size_t slash = str_find(path, '/');

    return slash == path.len ? (struct str){ 0 } : str_slice(path, 0, slash);
}

/* Modules are looked for one by one in a folder that most projects do not have. */
static void ask_about_folder(struct reader *reader, struct str folder)
{
    int fd;

    if (folder.len == 0 || folder.len >= READER_PATH_SHOWN ||
        str_equal(folder, str_from(reader->asked_folder)))
        return;
    fd = reader_open_below(reader, folder, O_PATH);
    if (fd >= 0)
        close(fd);
    reader->is_folder_missing = fd == -ENOENT;
    memcpy(reader->asked_folder, folder.ptr, folder.len);
    reader->asked_folder[folder.len] = '\0';
}

bool reader_exists(void *self, struct str path)
{
    struct reader *reader = self;
    struct stat status;
    int fd;

    if (reader->is_folder_missing && str_equal(first_folder(path), str_from(reader->asked_folder)))
        return false;
    fd = reader_open_below(reader, path, O_PATH);
    if (fd < 0) {
        keep_failure(reader, path, fd);
        if (fd == -ENOENT)
            ask_about_folder(reader, first_folder(path));
        return false;
    }

    bool is_regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    close(fd);
    return is_regular;
}

/* ---- the reader ---- */

int reader_open(struct reader *reader, struct str root)
{
    int fd = open_named(root, O_PATH | O_DIRECTORY);
    if (fd < 0)
        return fd;

    *reader = (struct reader){ .root = fd, .file_bytes_most = limits_default.file_bytes };
    return 0;
}

void reader_close(struct reader *reader)
{
    close(reader->root);
    VEC_RELEASE(&reader->named);
    VEC_RELEASE(&reader->linked_folders);
}

struct file_reader reader_interface(struct reader *reader)
{
    return (struct file_reader){
        .self = reader, .read = reader_read, .list = reader_list, .exists = reader_exists
    };
}
