/* Contraction: the cycles of a stratum from its first-return map. */
#ifndef LFSR_CONTRACT_H
#define LFSR_CONTRACT_H

#include "kernel.h"
#include "scalar.h"

/* An entry of a first-return map: the next section index, and the steps to it. */
typedef struct lfsr_record {
    uint64_t next, length;
} lfsr_record;

/* Add the cycles to the classes of *out, and where out->has_leaders their leaders. map is the first-return
 * map of the section: size entries. Cycles whose minimal polynomial is not exactly g are
 * dropped. Fails (LFSR_SYSTEM, "internal") if the map is not a permutation. tick is called at the beginning
 * and about every 10 ms; LFSR_UNABLE ("stopped") where it returns false. After a failure
 * *out holds some of the cycles. Entries are marked meanwhile; after a failure they are as before.
 * scalar is open on this stratum. */
LFSR_MUST_CHECK lfsr_status lfsr_contract(lfsr_partition *out, const lfsr_stratum *stratum,
                                          const lfsr_scalar *scalar, lfsr_section section, uint64_t size,
                                          lfsr_record *map, const lfsr_tick *tick, lfsr_error *error);

/* A leader's code in the register of f: the stratum's recurrence run on for `extend` more symbols. */
uint64_t lfsr_extend_code(const lfsr_stratum *stratum, const lfsr_scalar *scalar, uint64_t code,
                          unsigned extend);

#endif
