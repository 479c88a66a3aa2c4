/* sheet.c -- a message names what could not be written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_BYTES = 4096 };

static _Noreturn void give_up(const char *folder, const char *name)
{
    fprintf(stderr, "generate: %s/%s: %s\n", folder, name, strerror(errno));
    exit(4);
}

static void join(char path[PATH_BYTES], const char *folder, const char *name)
{
    int length = snprintf(path, PATH_BYTES, "%s/%s", folder, name);
    if (length < 0 || length >= PATH_BYTES) {
        errno = ENAMETOOLONG;
        give_up(folder, name);
    }
}

FILE *sheet_open(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    join(path, folder, name);
    FILE *sheet = fopen(path, "w");
    if (sheet == NULL)
        give_up(folder, name);
    return sheet;
}

void sheet_close(FILE *sheet)
{
    if (ferror(sheet) || fclose(sheet) != 0)
        give_up(".", "a file that was written");
}

void sheet_folder(const char *folder, const char *name)
{
    char path[PATH_BYTES];
    join(path, folder, name);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        give_up(folder, name);
}
