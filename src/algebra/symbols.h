/* The output symbols of a register from a state on. */
#ifndef LFSR_SYMBOLS_H
#define LFSR_SYMBOLS_H

#include "state_algebra.h"
#include "string_builder.h"

/* Called with a piece of text; false stops. */
typedef bool (*lfsr_text_writer)(void *context, const char *text, size_t length);

/* out = s_0 + s_1 x + ... + s_(count-1) x^(count-1), the symbols from the state with this residue. */
void lfsr_symbols(fq_default_poly_t out, const fq_default_poly_t residue, slong count,
                  const lfsr_state_algebra *algebra);
/* Append count of them as a state is printed; first: nothing precedes them. */
void lfsr_symbols_text(lfsr_string *text, const fq_default_poly_t symbols, slong count, bool first,
                       const lfsr_field *field);
/* Write count symbols from the state on. *stopped: the writer returned false. */
LFSR_MUST_CHECK lfsr_status lfsr_symbols_write(const fq_default_poly_t residue, uint64_t count,
                                               const lfsr_state_algebra *algebra, lfsr_text_writer write,
                                               void *context, lfsr_error *error);
/* Over GF(2), for degrees up to LFSR_BINARY_STREAM_DEGREE: the same, 64 symbols at a time. */
#define LFSR_BINARY_STREAM_DEGREE 16384
LFSR_MUST_CHECK lfsr_status lfsr_symbols_write_binary(const fq_default_poly_t residue, uint64_t count,
                                                      const lfsr_state_algebra *algebra,
                                                      lfsr_text_writer write, void *context,
                                                      lfsr_error *error);

/* The smallest state of the cycle of a periodic residue, whose period (>= 1) is given, and the number of
 * steps from the residue to it. Needs q < 2^63 and memory for 8 bytes a state of the cycle. */
LFSR_MUST_CHECK lfsr_status lfsr_find_leader(fq_default_poly_t symbols, slong *steps,
                                             const fq_default_poly_t residue, slong period,
                                             const lfsr_state_algebra *algebra, lfsr_error *error);

#endif
