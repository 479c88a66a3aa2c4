/* outfile.c -- files that appear complete or not at all. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MOST = 40, NAMES_TRIED = 100, MODE_BITS = 07777 };

/* ---------------------------------------------------------------- unfinished files */

/*
 * The one mutable state at file scope: a signal handler can be told nothing, so it finds here what
 * it must remove. The names lie in the table itself because an arena may be gone by then.
 */
enum entry_state { ENTRY_FREE, ENTRY_BEING_WRITTEN, ENTRY_LISTED };
struct entry {
    atomic_int state;
    char path[PATH_MAX];
};
static struct entry unfinished[OUTFILE_MOST];

static int list_unfinished(struct str path)
{
    if (path.len >= PATH_MAX)
        return -ENAMETOOLONG;
    for (size_t i = 0; i < OUTFILE_MOST; i++) {
        struct entry *entry = &unfinished[i];
        int expected = ENTRY_FREE;
        if (!atomic_compare_exchange_strong(&entry->state, &expected, ENTRY_BEING_WRITTEN))
            continue;
        memcpy(entry->path, path.ptr, path.len);
        entry->path[path.len] = '\0';
        atomic_store(&entry->state, ENTRY_LISTED);
        return 0;
    }
    return -EMFILE;
}

static void unlist(struct str path)
{
    for (size_t i = 0; i < OUTFILE_MOST; i++) {
        struct entry *entry = &unfinished[i];
        if (atomic_load(&entry->state) == ENTRY_LISTED && str_equal(str_from(entry->path), path))
            atomic_store(&entry->state, ENTRY_FREE);
    }
}

void outfile_remove_unfinished(void)
{
    int saved_errno = errno;
    for (size_t i = 0; i < OUTFILE_MOST; i++) {
        if (atomic_load(&unfinished[i].state) == ENTRY_LISTED)
            unlink(unfinished[i].path);
    }
    errno = saved_errno;
}

/* ---------------------------------------------------------------- where to write */

/* With the last slash; empty for a name in the current directory. */
static struct str directory_part(struct str path)
{
    size_t slash = str_find_last(path, '/');
    return str_slice(path, 0, slash == path.len ? 0 : slash + 1);
}

/* Replaces `*path`, a symbolic link, by what it points to. */
static int follow_link(struct arena *arena, struct str *path)
{
    char text[PATH_MAX];
    ssize_t len = readlink(path->ptr, text, sizeof text);
    if (len < 0)
        return -errno;
    if ((size_t)len == sizeof text)
        return -ENAMETOOLONG;

    struct str target = { text, (size_t)len };
    if (str_starts_with(target, STR("/")))
        *path = arena_copy(arena, target);
    else
        *path = arena_format(arena, "%.*s%.*s", STR_ARG(directory_part(*path)), STR_ARG(target));
    return 0;
}

/* A link may point to a file that does not exist yet: realpath would refuse that. */
static int follow_links(struct arena *arena, struct str *path)
{
    for (int links = 0; links < LINKS_MOST; links++) {
        struct stat status;
        if (lstat(path->ptr, &status) != 0)
            return errno == ENOENT ? 0 : -errno;
        if (!S_ISLNK(status.st_mode))
            return 0;
        int error = follow_link(arena, path);
        if (error != 0)
            return error;
    }
    return -ELOOP;
}

/* These names mean an open file, even when it is a regular one: a redirected output. */
static int standard_descriptor(struct str path)
{
    if (str_equal(path, STR("/dev/stdout")))
        return STDOUT_FILENO;
    if (str_equal(path, STR("/dev/stderr")))
        return STDERR_FILENO;
    return -1;
}

static int begin(struct outfile *file, int fd)
{
    if (fd < 0)
        return -errno;
    out_open_fd(&file->out, fd);
    return 0;
}

static int open_in_place(struct outfile *file)
{
    return begin(file, open(file->path.ptr, O_WRONLY | O_NOCTTY | O_CLOEXEC));
}

/* ---------------------------------------------------------------- the temporary file */

static int random_name(struct arena *arena, struct str beside, struct str *ret_path)
{
    uint64_t number;
    ssize_t got;
    do
        got = getrandom(&number, sizeof number, 0);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -errno;
    *ret_path = arena_format(arena, "%.*s.isms-%016" PRIx64 ".tmp", STR_ARG(directory_part(beside)),
                             number);
    return 0;
}

/* Listed before it exists, so that no signal can fall between. Returns a descriptor. */
static int create_listed(struct str path, mode_t mode)
{
    int error = list_unfinished(path);
    if (error != 0)
        return error;
    int fd = open(path.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd >= 0)
        return fd;
    error = -errno;
    unlist(path);
    return error;
}

static int create_temporary(struct outfile *file, struct arena *arena, mode_t mode)
{
    int fd = -EEXIST;
    for (int tries = 0; fd == -EEXIST && tries < NAMES_TRIED; tries++) {
        int error = random_name(arena, file->path, &file->temporary);
        if (error != 0)
            return error;
        fd = create_listed(file->temporary, mode);
    }
    if (fd < 0) {
        file->temporary = (struct str){ 0 }; /* somebody else's, if it exists */
        return fd;
    }
    out_open_fd(&file->out, fd);
    return 0;
}

/*
 * Root keeps the owner too, where the file system can; before the mode, whose bits it may clear.
 */
static int take_over(int fd, const struct stat *earlier)
{
    if (geteuid() == 0) {
        int ignored = fchown(fd, earlier->st_uid, earlier->st_gid);
        (void)ignored;
    }
    return fchmod(fd, earlier->st_mode & MODE_BITS) != 0 ? -errno : 0;
}

/* Nobody may read what an earlier file kept secret, so its mode comes before the first byte. */
static int open_replacing(struct outfile *file, struct arena *arena, const struct stat *earlier)
{
    if (faccessat(AT_FDCWD, file->path.ptr, W_OK, AT_EACCESS) != 0)
        return -errno;
    int error = create_temporary(file, arena, S_IRUSR | S_IWUSR);
    if (error == 0)
        error = take_over(file->out.fd, earlier);
    return error;
}

static int open_by_kind(struct outfile *file, struct arena *arena)
{
    int standard = standard_descriptor(file->path);
    if (standard >= 0)
        return begin(file, fcntl(standard, F_DUPFD_CLOEXEC, 0));

    struct stat status;
    bool exists = stat(file->path.ptr, &status) == 0;
    if (!exists && errno != ENOENT)
        return -errno;
    if (exists && !S_ISREG(status.st_mode))
        return open_in_place(file);

    int error = follow_links(arena, &file->path);
    if (error != 0)
        return error;
    if (exists)
        return open_replacing(file, arena, &status);
    return create_temporary(file, arena, 0666); /* less the umask */
}

int outfile_open(struct outfile *file, struct arena *arena, struct str path)
{
    *file = (struct outfile){ .out = { .fd = -1 } };
    if (path.len == 0)
        return -ENOENT;
    if (str_find(path, '\0') != path.len)
        return -EINVAL;

    file->path = arena_copy(arena, path);
    int error = open_by_kind(file, arena);
    if (error != 0)
        outfile_abort(file);
    return error;
}

/* ---------------------------------------------------------------- the end of it */

static void forget_temporary(struct outfile *file)
{
    unlist(file->temporary);
    file->temporary = (struct str){ 0 };
}

/* After EINTR the descriptor is closed on Linux; closing again could hit another file. */
static int close_output(struct outfile *file)
{
    int fd = file->out.fd;
    out_release(&file->out);
    return close(fd) != 0 && errno != EINTR ? -errno : 0;
}

void outfile_abort(struct outfile *file)
{
    if (file->out.fd >= 0)
        (void)close_output(file); /* the text is given up anyway */
    if (file->temporary.len > 0) {
        unlink(file->temporary.ptr);
        forget_temporary(file);
    }
}

/* A directory that we may not read, or whose file system cannot do this, is no fault of the file.
 */
static int sync_directory(struct str path)
{
    char directory[PATH_MAX];
    struct str part = directory_part(path);
    if (part.len == 0)
        part = STR(".");
    memcpy(directory, part.ptr,
           part.len); /* shorter than the temporary's path, which was checked */
    directory[part.len] = '\0';

    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES ? 0 : -errno;
    int error = fsync(fd) != 0 && errno != EINVAL ? -errno : 0;
    close(fd);
    return error;
}

static int commit_temporary(struct outfile *file)
{
    int error = fsync(file->out.fd) != 0 ? -errno : 0;
    int close_error = close_output(file);
    if (error == 0)
        error = close_error;
    if (error == 0 && rename(file->temporary.ptr, file->path.ptr) != 0)
        error = -errno;
    if (error != 0)
        return error;
    forget_temporary(file);
    return sync_directory(file->path);
}

int outfile_commit(struct outfile *file)
{
    int error = out_flush(&file->out);
    if (error == 0)
        error = file->temporary.len > 0 ? commit_temporary(file) : close_output(file);
    outfile_abort(file);
    return error;
}
