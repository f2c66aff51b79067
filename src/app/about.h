/* The text of --version. */
#ifndef LFSR_APP_ABOUT_H
#define LFSR_APP_ABOUT_H

#include "report.h"

void lfsr_cli_about(lfsr_sink *sink);

#endif
