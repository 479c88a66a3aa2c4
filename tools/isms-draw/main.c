/* main.c -- isms-draw: lays out and paints one picture, then ends. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Started by `isms graph`, not by people: Graphviz and Cairo may crash or hang on what they are
 * given, and must not take the checker with them. usage: isms-draw layout|pdf|png <question >answer
 *
 *   main.c        reads everything, calls one of the parts, writes everything
 *   layout_gvc.c  layout: DOT -> coordinates
 *   paint_cairo.c pdf, png: scene -> file
 *   scene_read.c  the lines of a scene
 */
#include "config.h"

#include "tools/isms-draw/draw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

enum { EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_INPUT = 4, CHUNK_BYTES = 64 * 1024 };
static const size_t input_bytes_most = (size_t)64 << 20;

typedef bool part_fn(struct str input, struct arena *arena, struct out *answer,
                     struct out *complaint);

static const struct {
    const char *mode;
    part_fn *part;
} parts[] = {
    { "layout", layout_plain },
    { "pdf", paint_pdf },
    { "png", paint_png },
};

/* Whoever asked may be gone; nobody else shall get more rights through us. */
static void step_back(void)
{
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
}

static bool read_input(struct out *input)
{
    char chunk[CHUNK_BYTES];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, chunk, sizeof(chunk));
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            out_bytes(input, chunk, (size_t)got);
        if (input->len > input_bytes_most)
            return false;
    }
}

/* True when all of it is written. */
static bool write_whole(int fd, const struct out *text)
{
    struct out out;
    out_open_fd(&out, fd);
    out_str(&out, out_memory(text));
    bool is_written = out_flush(&out) == 0;
    out_release(&out);
    return is_written;
}

static int complain(struct out *complaint, const char *text, int status)
{
    out_text(complaint, text);
    out_char(complaint, '\n');
    (void)write_whole(STDERR_FILENO, complaint);
    return status;
}

static int run(part_fn *part, struct arena *arena, struct out *complaint)
{
    struct out input;
    struct out answer;
    out_open_memory(&input);
    out_open_memory(&answer);
    if (!read_input(&input))
        return complain(complaint, "cannot read standard input", EXIT_INPUT);
    if (!part(out_memory(&input), arena, &answer, complaint))
        return complain(complaint, "", EXIT_REFUSED);
    if (!write_whole(STDOUT_FILENO, &answer))
        return complain(complaint, "cannot write the answer", EXIT_INPUT);
    return EXIT_SUCCESS;
}

static part_fn *find_part(const char *mode)
{
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (strcmp(mode, parts[i].mode) == 0)
            return parts[i].part;
    }
    return NULL;
}

int main(int argument_count, char **arguments)
{
    struct arena arena = { 0 };
    struct out complaint;
    out_open_memory(&complaint);
    step_back();
    part_fn *part = argument_count == 2 ? find_part(arguments[1]) : NULL;
    int status =
        part == NULL
            ? complain(&complaint, "usage: isms-draw layout|pdf|png <question >answer", EXIT_USAGE)
            : run(part, &arena, &complaint);
    /* Not exit: what Graphviz and Fontconfig keep would be reported as leaks. */
    _exit(status);
}
