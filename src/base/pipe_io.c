/* Reads and writes that continue after interruptions and short counts. */
#include "pipe_io.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "clock.h"

bool lfsr_write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(fd, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

/* Wait until fd takes bytes or has failed; false when the deadline has passed. */
static bool wait_writable(int fd, double deadline)
{
    for (;;) {
        double left = deadline - lfsr_now();
        if (left <= 0)
            return false;
        struct pollfd polled = {.fd = fd, .events = POLLOUT};
        if (poll(&polled, 1, (int)(left * 1000) + 1) > 0)
            return true;
    }
}

bool lfsr_write_with_timeout(int fd, const unsigned char *bytes, size_t length, double timeout)
{
    double deadline = lfsr_now() + timeout;
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
            deadline = lfsr_now() + timeout;
        } else if (written == 0 || (errno != EINTR && errno != EAGAIN)) {
            return false;
        } else if (errno == EAGAIN && !wait_writable(fd, deadline)) {
            errno = ETIMEDOUT;
            return false;
        }
    }
    return true;
}

int lfsr_read_all(int fd, unsigned char *bytes, size_t length)
{
    size_t got = 0;
    while (got < length) {
        ssize_t n = read(fd, bytes + got, length - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 && got == 0 ? 0 : -1;
        got += (size_t)n;
    }
    return 1;
}
