/* reader.h -- reads source files from the disk, and nothing outside of the project. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_READER_H
#define ISMS_TOOLS_ISMS_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/vec.h"
#include "lang/lang.h"

enum { READER_PATH_SHOWN = 256 };

/*
 * All paths are taken below the root; one that leaves it, by `..`, from `/` or through a symbolic
 * link, is -EXDEV. Only regular files are read, without waiting: a FIFO, device or socket is
 * -ENXIO. Files that the user named on the command line are opened as he wrote them, wherever
 * they lie; `<stdin>` among them is the standard input.
 */
struct reader {
    int root; /* descriptor of the folder */
    uint64_t file_bytes_most;
    uint32_t threads; /* that read a long file; 0 or 1: one */
    VEC(struct str) named;          /* outside of a project; sorted */
    VEC(struct str) linked_folders; /* seen by list and not followed; in the arena given to it */
    char asked_folder[READER_PATH_SHOWN]; /* of the root, in which a file was missing; or empty */
    bool is_folder_missing;               /* and so are all files in it */
    bool is_kernel_old; /* there is no openat2: a link anywhere in a path is refused */
    int failure;        /* why it could not be seen whether a file is there, or 0 */
    char failed_path[READER_PATH_SHOWN]; /* which one, perhaps shortened */
};

#define READER_STDIN STR("<stdin>")

/* The files that were named; their paths are borrowed. */
void reader_name(struct reader *reader, const struct str *paths, uint32_t count);
int reader_open(struct reader *reader, struct str root) ISMS_NODISCARD; /* 0 or a negative errno */
void reader_close(struct reader *reader);
struct file_reader reader_interface(struct reader *reader);

/* The functions behind the interface; `self` is the reader. */
int reader_read(void *self, struct str path, struct arena *arena, struct str *ret_text);
int reader_list(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                uint32_t *ret_count);
/* When the machine could not say (too many open files, a broken disk), `failure` keeps the errno,
 * negative, of the first time: "it is not there" would be a wrong answer. */
bool reader_exists(void *self, struct str path);

/* A descriptor of something below the root, or a negative errno. */
int reader_open_below(struct reader *reader, struct str path, int flags) ISMS_NODISCARD;

#endif
