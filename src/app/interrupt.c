/* Signals that end the program: at once, or, during a walk, through the progress callback. */
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "lfsr/analysis.h"
#include "output.h"

static volatile sig_atomic_t deferred, held, remembered;
static volatile pid_t program; /* forked workers inherit the handler: for them nothing is deferred */

static void end_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static void on_signal(int number)
{
    if ((deferred || held) && remembered == 0 && getpid() == program) {
        remembered = number;
        return;
    }
    lfsr_output_discard();
    lfsr_emergency_cleanup();
    end_by(number);
}

void lfsr_interrupt_prepare(void)
{
    static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, old;
    program = getpid();
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++)
        if (sigaction(deadly[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN) /* a signal that nohup ignored stays ignored */
            sigaction(deadly[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            /* with the opposite mode, so that reading and writing still fail */
            (void)!open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
}

void lfsr_interrupt_defer(bool defer)
{
    deferred = defer;
}

void lfsr_interrupt_hold(void)
{
    held = true;
}

int lfsr_interrupted(void)
{
    return remembered;
}

void lfsr_interrupt_raise(void)
{
    if (remembered != 0)
        end_by(remembered);
}
