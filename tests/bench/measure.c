/* measure.c -- runs one program and says what it cost: time, processor, memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * A small program of its own, since what the kernel calls the peak of a process begins with that
 * of the process it was forked from. Everything that the program starts and waits for counts, too.
 */
struct job {
    unsigned seconds; /* then it is killed */
    bool small_pages; /* and no others: the peak is then what the program touched */
    const char *output;
    char **command;
    volatile int fault; /* why the command could not be started, which its process notes */
};

static int usage(void)
{
    fputs("usage: measure [--small-pages] SECONDS OUTPUT COMMAND [ARGUMENT...]\n"
          "       prints: microseconds on the clock, on the processor, KiB at the peak, status\n"
          "       (128 and the signal when it was killed, as after SECONDS)\n",
          stderr);
    return 2;
}

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
    exit(4);
}

/*
 * Before the clock runs: what goes to the standard outputs goes to one file, as a terminal would be
 * measured, too. Returns where our own output goes from now on.
 */
static FILE *prepare(const struct job *job)
{
    int own = fcntl(1, F_DUPFD_CLOEXEC, 3);
    int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int output = open(job->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (own < 0 || input < 0 || output < 0)
        fail(job->output);
    FILE *answer = fdopen(own, "w");
    if (answer == NULL || dup2(input, 0) < 0 || dup2(output, 1) < 0)
        fail("dup2");
#ifdef PR_SET_THP_DISABLE
    if (job->small_pages && prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0)
        fail("prctl"); /* survives fork and exec */
#endif
    return answer;
}

/*
 * In a process that borrows our memory until it is another program (vfork): making a copy of it
 * would be measured, too. The alarm survives the exec.
 */
static _Noreturn void become(struct job *job)
{
    alarm(job->seconds);
    if (dup2(1, 2) >= 0)
        execvp(job->command[0], job->command);
    job->fault = errno;
    _exit(127);
}

static int64_t now(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        fail("clock_gettime");
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int64_t microseconds(struct timeval time)
{
    return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

static int run(struct job *job)
{
    struct rusage used;
    int status;
    FILE *answer = prepare(job);
    int64_t start = now();
    pid_t child = vfork();
    if (child < 0)
        fail("vfork");
    if (child == 0)
        become(job);
    while (wait4(child, &status, 0, &used) < 0) {
        if (errno != EINTR)
            fail("wait4");
    }
    int64_t wall = now() - start;
    if ((errno = job->fault) != 0)
        fail(job->command[0]);
    int64_t processor = microseconds(used.ru_utime) + microseconds(used.ru_stime);
    fprintf(answer, "%" PRId64 " %" PRId64 " %ld %d\n", wall, processor, used.ru_maxrss,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return fclose(answer) == 0 ? 0 : 4;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    bool small_pages = argc > 1 && strcmp(argv[1], "--small-pages") == 0;
    argv += small_pages ? 2 : 1;
    if (argv[0] == NULL || argv[1] == NULL || argv[2] == NULL)
        return usage();
    unsigned long seconds = strtoul(argv[0], &end, 10);
    if (*end != '\0' || seconds < 1 || seconds > 1000000)
        return usage();
    struct job job = {
        .seconds = (unsigned)seconds,
        .small_pages = small_pages,
        .output = argv[1],
        .command = argv + 2,
    };
    return run(&job);
}
