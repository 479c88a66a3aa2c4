/* press.c -- a program of the build: writes imprints.c, the library as it is after parsing. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/out.h"
#include "lang/imprint.h"
#include "stdlib/library.h"

int main(void)
{
    const struct library texts = { .files = library_files, .count = library_file_count };
    struct out out;

    out_open_fd(&out, 1);
    out_text(&out, "/* imprints.c -- written by stdlib/press from library.c; do not edit. */\n"
                   "#include \"config.h\"\n"
                   "#include \"base/known_names.h\"\n"
                   "#include \"lang/imprint.h\"\n"
                   "#include \"stdlib/library.h\"\n");
    bool has_room = imprint_write_all(&texts, &out);
    out_format(&out,
               "\nconst struct library stdlib_library = { library_files, %u, &imprints, &names };\n",
               texts.count);
    int status = has_room ? out_flush(&out) : -1;
    out_release(&out);
    return status == 0 ? 0 : 1;
}
