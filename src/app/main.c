/* lfsr-analyze: the cycles of a linear feedback shift register over GF(q), computed by several methods and
 * compared. */
#include <string.h>

#include "console.h"
#include "containment.h"
#include "interrupt.h"
#include "lfsr/analysis.h"
#include "list_handler.h"
#include "run.h"

/* The exit statuses are part of the interface (docs/conventions.md); the numbers of lfsr_status are not. */
static int exit_status(lfsr_status status)
{
    switch (status) {
    case LFSR_OK:
        return 0;
    case LFSR_USAGE:
        return 1;
    case LFSR_BAD_INPUT:
        return 2;
    case LFSR_UNABLE:
        return 3;
    case LFSR_DISAGREE:
        return 5;
    case LFSR_UNEXPECTED:
        return 6;
    case LFSR_SYSTEM:
        break;
    }
    return 4;
}

int main(int argc, char **argv)
{
    lfsr_list_register();
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    lfsr_interrupt_prepare();
    lfsr_console_listen();
    lfsr_contain_aborts();
    lfsr_status status = lfsr_run(argc, argv);
    lfsr_cleanup();
    lfsr_interrupt_raise();
    return exit_status(status);
}
