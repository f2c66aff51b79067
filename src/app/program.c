#include "program.h"

#include "console.h"
#include "containment.h"
#include "interrupt.h"
#include "ranks.h"
#include "run.h"

lfsr_ranks lfsr_program_ranks;

lfsr_exit lfsr_program(int argc, char **argv)
{
    lfsr_interrupt_prepare();
    lfsr_console_listen();
    lfsr_contain_aborts();
    lfsr_exit status = lfsr_run(argc, argv);
    lfsr_cleanup();
    return status;
}
