/* oom.c -- the one place that knows what to do when memory runs out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/oom.h"

#include <unistd.h>

#include "base/outfile.h"

enum { EXIT_OUT_OF_MEMORY = 70, MESSAGE_BYTES = 96, DIGITS_MOST = 20 };

static size_t append(char *message, size_t len, const char *text)
{
    for (; *text != '\0'; text++)
        message[len++] = *text;
    return len;
}

/* By hand, because stdio may allocate. */
static size_t append_number(char *message, size_t len, size_t number)
{
    char digits[DIGITS_MOST + 1];
    size_t first = DIGITS_MOST;
    digits[first] = '\0';
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return append(message, len, digits + first);
}

void oom_exit(size_t bytes)
{
    char message[MESSAGE_BYTES];
    size_t len = append(message, 0, "isms: out of memory (");
    len = append_number(message, len, bytes);
    len = append(message, len, " bytes were asked for); no unfinished file is left\n");

    outfile_remove_unfinished();
    ssize_t written = write(STDERR_FILENO, message, len);
    (void)written; /* there is nobody left to tell */
    _exit(EXIT_OUT_OF_MEMORY);
}
