/* The handler interrupts FLINT at an arbitrary point, so it only does what a signal handler may do. */
#include "containment.h"

#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "lfsr/analysis.h"
#include "output.h"

static pid_t program; /* forked children inherit the handler */

static void say(const char *message)
{
    (void)!write(STDERR_FILENO, message, strlen(message));
}

static void on_failure(bool memory)
{
    if (getpid() == program) {
        say(memory ? "lfsr-analyze: out of memory\n" : "lfsr-analyze: FLINT failed\n");
        lfsr_output_discard();
        lfsr_emergency_cleanup();
    }
    _exit(4); /* as main does for LFSR_SYSTEM */
}

void lfsr_contain_aborts(void)
{
    program = getpid();
    lfsr_flint_guard(on_failure);
}
