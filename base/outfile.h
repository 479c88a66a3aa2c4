/* outfile.h -- files that appear complete or not at all. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_OUTFILE_H
#define ISMS_BASE_OUTFILE_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/out.h"
#include "base/str.h"

/*
 * Writes to a temporary file in the same directory (O_EXCL, random name), then commit does write,
 * fsync, close, rename and fsync of the directory; an earlier file under the name stays whole until
 * then and keeps its mode. A symbolic link stays, its target is replaced; a file that we may not
 * write is refused. A file that is not regular (/dev/full, a pipe) is written in place.
 * Unfinished temporary files are removed by outfile_abort, by outfile_remove_unfinished (which a
 * signal handler may call) and by oom_exit. All functions return 0 or a negative errno. At most
 * OUTFILE_MOST files can be unfinished at once; then outfile_open returns -EMFILE.
 */
enum { OUTFILE_MOST = 16 };

struct outfile {
    struct out out;       /* write here */
    struct str path;      /* where the text will appear, links followed */
    struct str temporary; /* empty when written in place */
};

/* When it fails there is nothing to abort. The arena holds both paths. */
int outfile_open(struct outfile *file, struct arena *arena, struct str path) ISMS_NODISCARD;
/*
 * Ends the file in any case. When it fails, the earlier file is as it was; only if nothing but the
 * fsync of the directory failed, the new one is there already, complete.
 */
int outfile_commit(struct outfile *file) ISMS_NODISCARD;
void outfile_abort(struct outfile *file); /* does nothing after commit, abort or a failed open */
void outfile_remove_unfinished(void);     /* async-signal-safe */

#endif
