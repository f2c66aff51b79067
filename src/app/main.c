/* lfsr-analyze: the cycles of a linear feedback shift register over GF(q), computed by several methods and
 * compared. */
#include <string.h>

#include "interrupt.h"
#include "lfsr/worker.h"
#include "list_handler.h"
#include "program.h"

int main(int argc, char **argv)
{
    lfsr_list_register();
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    lfsr_exit status = lfsr_program(argc, argv);
    lfsr_interrupt_raise();
    return (int)status;
}
