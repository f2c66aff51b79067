/* The tool between its start and its end, for every main function. */
#ifndef LFSR_APP_PROGRAM_H
#define LFSR_APP_PROGRAM_H

#include "exit_status.h"

/* Prepare the signals, run, free. The caller then calls lfsr_interrupt_raise. */
lfsr_exit lfsr_program(int argc, char **argv);

#endif
