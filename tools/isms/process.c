/* process.c -- what a process must settle before it begins to work. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/process.h"

#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

/*
 * The wrong direction on purpose: whoever writes to a closed stdout must learn that nothing
 * arrived. Open takes the lowest free number, and those below are open already.
 */
static void fill_closed(int fd, int flags)
{
    if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
        return;
    if (open("/dev/null", flags) != fd)
        _exit(4);
}

static void end_interrupted(int signal_number)
{
    (void)signal_number;
    outfile_remove_unfinished();
    _exit(EXIT_INTERRUPTED);
}

static void handle(int signal_number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };
    struct sigaction earlier;

    /* `nohup isms ...` ignores SIGHUP for us, and background jobs SIGINT: leave it so. */
    if (sigaction(signal_number, NULL, &earlier) == 0 && earlier.sa_handler == SIG_IGN)
        return;
    sigfillset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

void process_settle(void)
{
    fill_closed(STDIN_FILENO, O_WRONLY);
    fill_closed(STDOUT_FILENO, O_RDONLY);
    fill_closed(STDERR_FILENO, O_RDONLY);
    handle(SIGPIPE, SIG_IGN);
    handle(SIGXFSZ, SIG_IGN);
    handle(SIGINT, end_interrupted);
    handle(SIGTERM, end_interrupted);
    handle(SIGHUP, end_interrupted);
}

void process_seed(uint64_t *ret_low, uint64_t *ret_high)
{
    uint64_t seed[2];
    struct timespec now;

    if (getrandom(seed, sizeof(seed), GRND_NONBLOCK) != (ssize_t)sizeof(seed)) {
        /* Early at boot, or an old kernel: weaker, but never a constant. */
        clock_gettime(CLOCK_REALTIME, &now);
        seed[0] = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec;
        seed[1] = (uint64_t)(uintptr_t)&now ^ (uint64_t)getpid() << 48;
    }
    *ret_low = seed[0];
    *ret_high = seed[1];
}
