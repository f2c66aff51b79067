/* The polynomial that --period asks for. */
#ifndef LFSR_APP_PERIOD_INPUT_H
#define LFSR_APP_PERIOD_INPUT_H

#include "options.h"

/* *polynomial (the caller frees it): irreducible where there is one with this order, or, with --fewest-stages
 * or where there is none, the one of the lowest degree. */
LFSR_MUST_CHECK lfsr_status lfsr_period_input(char **polynomial, const lfsr_cli *cli,
                                              const lfsr_field_spec *field, lfsr_error *error);

#endif
