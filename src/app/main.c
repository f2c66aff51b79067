/* lfsr-analyze: the cycles of a linear feedback shift register over GF(q), computed by several methods and
 * compared. */
#include <string.h>

#include "console.h"
#include "containment.h"
#include "interrupt.h"
#include "lfsr/analysis.h"
#include "list_handler.h"
#include "run.h"

int main(int argc, char **argv)
{
    lfsr_list_register();
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    lfsr_interrupt_prepare();
    lfsr_console_listen();
    lfsr_contain_aborts();
    lfsr_exit status = lfsr_run(argc, argv);
    lfsr_cleanup();
    lfsr_interrupt_raise();
    return (int)status;
}
