/* One run of the tool: every polynomial of the input, in order. */
#ifndef LFSR_APP_RUN_H
#define LFSR_APP_RUN_H

#include "exit_status.h"

/* From the command line to the exit status. */
lfsr_exit lfsr_run(int argc, char **argv);

#endif
