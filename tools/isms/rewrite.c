/* rewrite.c -- a new text in the place of a source file. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/rewrite.h"

#include "base/outfile.h"

#include <errno.h>

static int check_unchanged(const struct rewrite *rewrite, struct arena *arena)
{
    struct str now;
    int status = reader_read(rewrite->reader, rewrite->source, arena, &now);

    if (status < 0)
        return status;
    return str_equal(now, rewrite->before) ? 0 : -ESTALE;
}

/* A pipe or a device would take the text at once, before anybody could change his mind. */
static int write_beside(const struct rewrite *rewrite, struct outfile *file)
{
    if (file->temporary.len == 0)
        return -ENXIO;
    out_str(&file->out, rewrite->after);
    return out_flush(&file->out);
}

int rewrite_file(const struct rewrite *rewrite, struct arena *arena)
{
    struct outfile file;
    int status = outfile_open(&file, arena, rewrite->path);

    if (status < 0)
        return status;
    status = write_beside(rewrite, &file);
    if (status == 0)
        status = check_unchanged(rewrite, arena);
    if (status == 0)
        return outfile_commit(&file);
    outfile_abort(&file);
    return status;
}
