/* ending.h -- runs a function that ends the process, and says how it ended. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_UNIT_ENDING_H
#define ISMS_TESTS_UNIT_ENDING_H

#include <sys/wait.h>
#include <unistd.h>

/* What the child wrote to standard error, with a NUL, and its exit status; -1 after a signal. */
struct ending {
    char message[512];
    int status;
};

static inline struct ending ending_of(void (*function)(void))
{
    struct ending ending = { .status = -1 };
    int ends[2];
    if (pipe(ends) != 0)
        return ending;

    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        function();
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    ssize_t got;
    do {
        got = read(ends[0], ending.message + len, sizeof ending.message - 1 - len);
        len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    ending.message[len] = '\0';
    close(ends[0]);

    int status;
    if (pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status))
        ending.status = WEXITSTATUS(status);
    return ending;
}

#endif
