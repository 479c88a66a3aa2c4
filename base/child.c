/* child.c -- fork, exec, poll and kill. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/child.h"

#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A sanitizer reserves terabytes of addresses before the program begins. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

enum { COMPLAINT_BYTES = 512, CHUNK_BYTES = 64 * 1024, LAST_FD = 4096, EXEC_REPORT_FD = 3 };

/*
 * Each channel has an end for us and one for the child. Standard input is a socket, so that a child
 * that closes it early costs us EPIPE and not a signal.
 */
enum channel { CHANNEL_INPUT, CHANNEL_OUTPUT, CHANNEL_COMPLAINT, CHANNEL_EXEC, CHANNEL_COUNT };

struct channels {
    int ours[CHANNEL_COUNT];
    int theirs[CHANNEL_COUNT];
};

static void close_one(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_all(int fds[CHANNEL_COUNT])
{
    for (enum channel channel = 0; channel < CHANNEL_COUNT; channel++)
        close_one(&fds[channel]);
}

/* Above the standard ones, so that dup2 in the child overwrites none that it still needs. */
static int move_up(int *fd)
{
    int higher = fcntl(*fd, F_DUPFD_CLOEXEC, EXEC_REPORT_FD + 1);
    if (higher < 0)
        return -errno;
    close(*fd);
    *fd = higher;
    return 0;
}

static int open_channel(struct channels *channels, enum channel channel)
{
    int ends[2];
    int error = channel == CHANNEL_INPUT ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : pipe(ends);
    if (error != 0)
        return -errno;
    channels->ours[channel] = ends[0];
    channels->theirs[channel] = ends[1];
    error = move_up(&channels->ours[channel]);
    return error != 0 ? error : move_up(&channels->theirs[channel]);
}

static int open_channels(struct channels *channels)
{
    int error = 0;
    for (enum channel channel = 0; channel < CHANNEL_COUNT; channel++)
        channels->ours[channel] = channels->theirs[channel] = -1;
    for (enum channel channel = 0; channel < CHANNEL_COUNT && error == 0; channel++)
        error = open_channel(channels, channel);
    for (enum channel channel = 0; channel < CHANNEL_EXEC && error == 0; channel++) {
        if (fcntl(channels->ours[channel], F_SETFL, O_NONBLOCK) != 0)
            error = -errno;
    }
    return error;
}

/* ---------------------------------------------------------------- the child before exec */

/* From here to exec only functions that are safe after fork in a threaded process. */

static void set_limits(const struct child_job *job)
{
    struct rlimit none = { 0, 0 };
    struct rlimit seconds = { job->cpu_seconds, (rlim_t)job->cpu_seconds + 1 };
    struct rlimit bytes = { job->memory_bytes, job->memory_bytes };
    /* Where one fails, a lower limit stands already: all the better. */
    (void)setrlimit(RLIMIT_CORE, &none);
    if (job->cpu_seconds > 0)
        (void)setrlimit(RLIMIT_CPU, &seconds);
    if (job->memory_bytes > 0 && !HAS_SANITIZER)
        (void)setrlimit(RLIMIT_AS, &bytes);
}

static void close_inherited(void)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, EXEC_REPORT_FD + 1, ~0U, 0) == 0)
        return;
#endif
    for (int fd = EXEC_REPORT_FD + 1; fd < LAST_FD; fd++)
        close(fd);
}

static void restore_signals(void)
{
    static const int signals[] = { SIGPIPE, SIGXCPU, SIGXFSZ, SIGTERM, SIGINT, SIGHUP, SIGCHLD };
    sigset_t none;
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        (void)signal(signals[i], SIG_DFL);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void take_places(const struct channels *channels)
{
    if (dup2(channels->theirs[CHANNEL_INPUT], STDIN_FILENO) < 0 ||
        dup2(channels->theirs[CHANNEL_OUTPUT], STDOUT_FILENO) < 0 ||
        dup2(channels->theirs[CHANNEL_COMPLAINT], STDERR_FILENO) < 0 ||
        dup2(channels->theirs[CHANNEL_EXEC], EXEC_REPORT_FD) < 0)
        _exit(127);
    (void)fcntl(EXEC_REPORT_FD, F_SETFD, FD_CLOEXEC);
}

static void become(const struct child_job *job, const struct channels *channels,
                   char *const *arguments)
{
    char *environment[] = { NULL };
    (void)setpgid(0, 0);
    take_places(channels);
    close_inherited();
    restore_signals();
    set_limits(job);
    execve(arguments[0], arguments, environment);
    int error = errno;
    ssize_t ignored = write(EXEC_REPORT_FD, &error, sizeof(error));
    (void)ignored;
    _exit(127);
}

/* ---------------------------------------------------------------- the parent meanwhile */

struct conversation {
    const struct child_job *job;
    struct channels channels;
    struct out *output;
    struct out complaint;
    size_t sent, received;
    struct timespec start;
    bool is_late, is_flooded;
    bool is_lost; /* somebody else waited for it: nobody knows how it ended */
};

static int64_t elapsed_ms(const struct timespec *start)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return ((int64_t)now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

static bool is_passing(int error)
{
    return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}

static void send_input(struct conversation *talk)
{
    int *fd = &talk->channels.ours[CHANNEL_INPUT];
    struct str input = talk->job->input;
    ssize_t sent = input.len > talk->sent
                       ? send(*fd, input.ptr + talk->sent, input.len - talk->sent, MSG_NOSIGNAL)
                       : 0;
    if (sent > 0)
        talk->sent += (size_t)sent;
    if (talk->sent == input.len || (sent < 0 && !is_passing(errno)))
        close_one(fd);
}

static void receive_output(struct conversation *talk)
{
    char chunk[CHUNK_BYTES];
    int *fd = &talk->channels.ours[CHANNEL_OUTPUT];
    ssize_t got = read(*fd, chunk, sizeof(chunk));
    if (got == 0 || (got < 0 && !is_passing(errno)))
        close_one(fd);
    if (got <= 0)
        return;
    talk->received += (size_t)got;
    talk->is_flooded = talk->received > talk->job->output_bytes;
    if (!talk->is_flooded)
        out_bytes(talk->output, chunk, (size_t)got);
}

static void receive_complaint(struct conversation *talk)
{
    char chunk[CHUNK_BYTES];
    int *fd = &talk->channels.ours[CHANNEL_COMPLAINT];
    ssize_t got = read(*fd, chunk, sizeof(chunk));
    if (got == 0 || (got < 0 && !is_passing(errno)))
        close_one(fd);
    if (got > 0 && talk->complaint.len < COMPLAINT_BYTES)
        out_bytes(&talk->complaint, chunk,
                  (size_t)got < COMPLAINT_BYTES ? (size_t)got : COMPLAINT_BYTES);
}

static void poll_once(struct conversation *talk, int64_t left_ms)
{
    struct pollfd requests[] = {
        { .fd = talk->channels.ours[CHANNEL_INPUT], .events = POLLOUT },
        { .fd = talk->channels.ours[CHANNEL_OUTPUT], .events = POLLIN },
        { .fd = talk->channels.ours[CHANNEL_COMPLAINT], .events = POLLIN },
    };
    if (poll(requests, 3, (int)left_ms) <= 0)
        return;
    if (requests[CHANNEL_INPUT].revents != 0)
        send_input(talk);
    if (requests[CHANNEL_OUTPUT].revents != 0)
        receive_output(talk);
    if (requests[CHANNEL_COMPLAINT].revents != 0)
        receive_complaint(talk);
}

/* Until the child has closed its output, or must be killed. */
static void converse(struct conversation *talk)
{
    while (talk->channels.ours[CHANNEL_OUTPUT] >= 0 && !talk->is_flooded) {
        int64_t left_ms = (int64_t)talk->job->deadline_ms - elapsed_ms(&talk->start);
        if (left_ms <= 0) {
            talk->is_late = true;
            return;
        }
        poll_once(talk, left_ms);
    }
}

/* ---------------------------------------------------------------- the end */

static void kill_all(pid_t child)
{
    (void)kill(-child, SIGKILL); /* its process group */
    (void)kill(child, SIGKILL);
}

/* Most children end at once; `isms bench` wants to know when. */
enum { NAP_NS_FIRST = 10000, NAP_NS_MOST = 500000 };

/* A child may close its output and live on, so waiting too has the deadline. */
static int wait_for(struct conversation *talk, pid_t child)
{
    int status = 0;
    struct timespec pause = { .tv_nsec = NAP_NS_FIRST };
    if (talk->is_late || talk->is_flooded)
        kill_all(child);
    while (!talk->is_late && !talk->is_flooded) {
        pid_t ended = waitpid(child, &status, WNOHANG);
        talk->is_lost = ended < 0 && errno != EINTR;
        if (ended == child || talk->is_lost)
            return status;
        if (elapsed_ms(&talk->start) >= (int64_t)talk->job->deadline_ms) {
            talk->is_late = true;
            kill_all(child);
        }
        (void)nanosleep(&pause, NULL);
        pause.tv_nsec = pause.tv_nsec < NAP_NS_MOST ? 2 * pause.tv_nsec : NAP_NS_MOST;
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static struct child_result judge(struct conversation *talk, int status)
{
    int exec_error = 0;
    ssize_t got = read(talk->channels.ours[CHANNEL_EXEC], &exec_error, sizeof(exec_error));
    if (got == (ssize_t)sizeof(exec_error))
        return (struct child_result){ .end = CHILD_MISSING, .detail = exec_error };
    if (talk->is_lost)
        return (struct child_result){ .end = CHILD_NO_ROOM, .detail = ECHILD };
    if (talk->is_flooded)
        return (struct child_result){ .end = CHILD_FLOODED };
    if (talk->is_late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return (struct child_result){ .end = CHILD_TIMEOUT };
    if (WIFSIGNALED(status))
        return (struct child_result){ .end = CHILD_CRASHED, .detail = WTERMSIG(status) };
    if (WEXITSTATUS(status) != 0)
        return (struct child_result){ .end = CHILD_FAILED, .detail = WEXITSTATUS(status) };
    return (struct child_result){ .end = CHILD_DONE };
}

static struct str first_line(struct arena *arena, const struct out *complaint)
{
    struct out visible;
    out_open_memory(&visible);
    struct str text = out_memory(complaint);
    out_visible(&visible, str_trim(str_slice(text, 0, str_find(text, '\n'))));
    struct str line = arena_copy(arena, out_memory(&visible));
    out_release(&visible);
    return line;
}

/* argv for execve; nothing may be allocated after fork. */
static char *const *argument_list(struct arena *arena, const struct child_job *job)
{
    size_t count = 0;
    while (job->arguments[count] != NULL)
        count++;
    char **list = ARENA_ARRAY(arena, char *, count + 2);
    for (size_t i = 0; i <= count; i++) {
        struct str text = i == 0 ? job->program : str_from(job->arguments[i - 1]);
        list[i] = arena_alloc_array(arena, text.len + 1, 1, 1);
        if (text.len > 0)
            memcpy(list[i], text.ptr, text.len);
    }
    return list;
}

static struct child_result talk_to(struct conversation *talk, pid_t child)
{
    (void)setpgid(child, child); /* whoever of us two is first */
    close_all(talk->channels.theirs);
    converse(talk);
    return judge(talk, wait_for(talk, child));
}

struct child_result child_run(const struct child_job *job, struct arena *arena, struct out *output)
{
    struct conversation talk = { .job = job, .output = output };
    struct child_result result = { .end = CHILD_NO_ROOM };
    char *const *arguments = argument_list(arena, job);
    out_open_memory(&talk.complaint);
    (void)clock_gettime(CLOCK_MONOTONIC, &talk.start);
    int error = open_channels(&talk.channels);
    pid_t child = error == 0 ? fork() : -1;
    if (child == 0)
        become(job, &talk.channels, arguments);
    else if (child > 0)
        result = talk_to(&talk, child);
    else
        result.detail = error != 0 ? -error : errno;
    close_all(talk.channels.theirs);
    close_all(talk.channels.ours);
    result.complaint = first_line(arena, &talk.complaint);
    out_release(&talk.complaint);
    return result;
}
