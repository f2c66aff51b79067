/* The shortest recurrence of a sequence of codes. */
#ifndef LFSR_BERLEKAMP_MASSEY_H
#define LFSR_BERLEKAMP_MASSEY_H

#include "code_field.h"

/* connection (count + 1 codes, all 0): its first *complexity + 1 entries become c_0 = 1, c_1, ... with sum of
 * c_j s_(i-j) = 0 for complexity <= i < count. Two algorithms: packed words for q = 2, codes for any field.
 */
LFSR_MUST_CHECK lfsr_status lfsr_berlekamp_massey(uint64_t *connection, size_t *complexity,
                                                  const uint64_t *symbols, size_t count,
                                                  lfsr_code_field *codes, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_berlekamp_massey_codes(uint64_t *connection, size_t *complexity,
                                                        const uint64_t *symbols, size_t count,
                                                        lfsr_code_field *codes, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_berlekamp_massey_gf2(uint64_t *connection, size_t *complexity,
                                                      const uint64_t *symbols, size_t count,
                                                      lfsr_error *error);
/* The same on elements, for any field: connection has count + 1 of them, all 0. */
LFSR_MUST_CHECK lfsr_status lfsr_berlekamp_massey_elements(fq_default_struct *connection, size_t *complexity,
                                                           const fq_default_struct *symbols, size_t count,
                                                           const lfsr_field *field, lfsr_error *error);

#endif
