/* reader_list.c -- which files of a project a pattern means. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Folders wait in a list instead of on the stack, so depth costs nothing; links to folders are
 * never followed, so no walk is endless. All that is no folder is listed, be it a FIFO: what cannot
 * be read shall be an error later, not a silence now.
 */
struct walk {
    struct reader *reader;
    struct arena *arena;
    struct str glob;
    bool is_project;         /* the root has a project.isms */
    VEC(struct str) waiting; /* folders; "" is the root */
    VEC(struct str) found;
};

enum entry_kind { ENTRY_FOLDER, ENTRY_LINKED_FOLDER, ENTRY_OTHER };

static bool is_directory(DIR *folder, const char *name, int flags)
{
    struct stat status;

    return fstatat(dirfd(folder), name, &status, flags) == 0 && S_ISDIR(status.st_mode);
}

static bool is_link(DIR *folder, const struct dirent *entry)
{
    struct stat status;

    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_LNK;
    return fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISLNK(status.st_mode);
}

static enum entry_kind kind_of(DIR *folder, const struct dirent *entry)
{
    if (entry->d_type == DT_REG)
        return ENTRY_OTHER;
    if (entry->d_type == DT_DIR)
        return ENTRY_FOLDER;
    if (!is_directory(folder, entry->d_name, 0))
        return ENTRY_OTHER;
    return is_link(folder, entry) ? ENTRY_LINKED_FOLDER : ENTRY_FOLDER;
}

static struct str path_of(struct walk *walk, struct str folder, const char *name)
{
    if (folder.len == 0)
        return arena_copy(walk->arena, str_from(name));
    return arena_format(walk->arena, "%.*s/%s", STR_ARG(folder), name);
}

/* `vendor/` at the root holds modules, which are read when something uses them. */
static bool is_left_out(struct str folder, const char *name)
{
    return name[0] == '.' || (folder.len == 0 && str_equal(str_from(name), STR("vendor")));
}

/* In a project, a folder with a project.isms is another project, whose files are its own. */
static bool is_other_project(struct walk *walk, DIR *folder, const char *name)
{
    struct arena_mark mark = arena_mark(walk->arena);
    struct str path = arena_format(walk->arena, "%s/project.isms", name);
    struct stat status;
    bool is_there =
        walk->is_project && fstatat(dirfd(folder), path.ptr, &status, AT_SYMLINK_NOFOLLOW) == 0;

    arena_rewind(walk->arena, mark);
    return is_there;
}

static void visit(struct walk *walk, struct str folder_path, DIR *folder,
                  const struct dirent *entry)
{
    struct arena_mark mark = arena_mark(walk->arena);
    struct str path = path_of(walk, folder_path, entry->d_name);

    switch (kind_of(folder, entry)) {
    case ENTRY_FOLDER:
        if (!is_other_project(walk, folder, entry->d_name))
            VEC_PUSH(&walk->waiting, path);
        return;
    case ENTRY_LINKED_FOLDER:
        VEC_PUSH(&walk->reader->linked_folders, path);
        return;
    case ENTRY_OTHER:
        if (lang_glob_match(walk->glob, path))
            VEC_PUSH(&walk->found, path);
        else
            arena_rewind(walk->arena, mark);
        return;
    }
}

static int open_folder(struct reader *reader, struct str path, DIR **ret_folder)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    int fd = reader_open_below(reader, path.len > 0 ? path : STR("."), flags);
    if (fd < 0)
        return fd;

    *ret_folder = fdopendir(fd);
    if (*ret_folder != NULL)
        return 0;
    int status = -errno;
    close(fd);
    return status;
}

static int visit_folder(struct walk *walk, struct str path)
{
    DIR *folder = NULL;
    int status = open_folder(walk->reader, path, &folder);
    if (status < 0)
        return status;

    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL)
            break;
        if (!is_left_out(path, entry->d_name))
            visit(walk, path, folder, entry);
    }
    status = -errno;
    closedir(folder);
    return status;
}

static int walk_folders(struct walk *walk)
{
    int status = 0;

    VEC_PUSH(&walk->waiting, (struct str){ 0 });
    while (walk->waiting.count > 0 && status == 0) {
        struct str folder = *VEC_LAST(&walk->waiting);
        walk->waiting.count--;
        status = visit_folder(walk, folder);
    }
    return status;
}

/* ---- patterns that are the path of one file ---- */

/*
 * Very many files may be listed one by one, and a walk for each would cost the square. What follows
 * finds what a walk would find: it goes down by the same rules, along one path.
 */

static bool is_path(struct str glob)
{
    return str_find(glob, '*') == glob.len && str_find(glob, '?') == glob.len;
}

enum { STEP_IS_FOLDER, STEP_IS_FILE, STEP_ENDS };

/* What lies at a path whose parents are folders; STEP_ENDS: nothing, or what is not walked over. */
static int look_at(struct walk *walk, struct str path)
{
    const char *text = arena_copy(walk->arena, path).ptr;
    struct stat status, target;

    if (fstatat(walk->reader->root, text, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || errno == ENAMETOOLONG ? STEP_ENDS : -errno;
    if (S_ISDIR(status.st_mode))
        return STEP_IS_FOLDER;
    if (!S_ISLNK(status.st_mode) || fstatat(walk->reader->root, text, &target, 0) != 0 ||
        !S_ISDIR(target.st_mode))
        return STEP_IS_FILE;
    VEC_PUSH(&walk->reader->linked_folders, arena_copy(walk->arena, path));
    return STEP_ENDS;
}

static bool holds_project(struct walk *walk, struct str folder)
{
    struct stat status;
    const char *text = arena_format(walk->arena, "%.*s/project.isms", STR_ARG(folder)).ptr;

    return walk->is_project && fstatat(walk->reader->root, text, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The name behind `from`, which ends at `end`. */
static int take_step(struct walk *walk, struct str path, size_t from, size_t end)
{
    struct str name = arena_copy(walk->arena, str_slice(path, from, end));
    struct str here = str_slice(path, 0, end);
    int step;

    if (name.len == 0 || is_left_out(str_slice(path, 0, from), name.ptr))
        return STEP_ENDS;
    step = look_at(walk, here);
    return step == STEP_IS_FOLDER && holds_project(walk, here) ? STEP_ENDS : step;
}

static int walk_path(struct walk *walk, struct str path)
{
    int step = STEP_IS_FOLDER;
    size_t end = 0;

    for (size_t from = 0; step == STEP_IS_FOLDER && from <= path.len; from = end + 1) {
        end = from + str_find(str_slice(path, from, path.len), '/');
        step = take_step(walk, path, from, end);
    }
    if (step == STEP_IS_FILE && end == path.len)
        VEC_PUSH(&walk->found, arena_copy(walk->arena, path));
    return step < 0 ? step : 0;
}

/* ---- reader.h ---- */

static int compare_paths(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static void hand_over(struct walk *walk, struct str **ret_paths, uint32_t *ret_count)
{
    struct str *paths = ARENA_ARRAY(walk->arena, struct str, walk->found.count);

    for (uint32_t i = 0; i < walk->found.count; i++)
        paths[i] = walk->found.items[i];
    if (walk->found.count > 1)
        qsort(paths, walk->found.count, sizeof(*paths), compare_paths);
    *ret_paths = paths;
    *ret_count = walk->found.count;
}

int reader_list(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                uint32_t *ret_count)
{
    struct walk walk = { .reader = self, .arena = arena, .glob = glob };
    int status;

    walk.reader->linked_folders.count = 0;
    walk.is_project = reader_exists(self, STR("project.isms"));
    status = is_path(glob) ? walk_path(&walk, glob) : walk_folders(&walk);
    if (status == 0)
        hand_over(&walk, ret_paths, ret_count);
    VEC_RELEASE(&walk.waiting);
    VEC_RELEASE(&walk.found);
    return status;
}
