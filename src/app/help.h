/* The parts of --help, for the manual page as well. */
#ifndef LFSR_APP_HELP_H
#define LFSR_APP_HELP_H

#include "options.h"

extern const char *const lfsr_help_headings[LFSR_HELP_GROUPS];
extern const char lfsr_help_notations[];     /* how a polynomial is written */
extern const char lfsr_help_exit_statuses[]; /* lines "  0  meaning" */

/* The default of an option as text; NULL: none. */
const char *lfsr_help_default(const lfsr_option *option);

#endif
