/* Claims about a polynomial: the arguments of --expect and --only: "primitive", "order=65535",
 * "irreducible,order=2^8-1", "cycles=1x1;15x1". */
#ifndef LFSR_APP_CLAIM_H
#define LFSR_APP_CLAIM_H

#include "lfsr/analysis.h"

typedef struct lfsr_claim {
    bool irreducible, primitive, has_order, has_cycles; /* all that are set must hold */
    fmpz_t order;
    lfsr_partition *cycles;
} lfsr_claim;

typedef enum lfsr_verdict { LFSR_HOLDS, LFSR_HOLDS_NOT, LFSR_NOT_KNOWN } lfsr_verdict;

void lfsr_claim_init(lfsr_claim *claim);
void lfsr_claim_clear(lfsr_claim *claim);
/* Read a comma list of claims. LFSR_USAGE; the message does not name the option. */
LFSR_MUST_CHECK lfsr_status lfsr_claim_parse(lfsr_claim *claim, const char *text, lfsr_error *error);
/* Do they hold? */
lfsr_verdict lfsr_claim_judge(const lfsr_claim *claim, const lfsr_analysis *analysis);

#endif
