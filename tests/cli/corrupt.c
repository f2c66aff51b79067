/* Linked with the application for one test: the outcome of the engine that LFSR_CORRUPT_ENGINE names is
 * spoiled before the comparison (one cycle more in its first class, or one leader changed), to prove that the
 * check can fail. */
#include <stdlib.h>
#include <string.h>

#include "agreement.h"
#include "lfsr/analysis.h"

static void spoil(lfsr_engine engine, lfsr_partition *partition)
{
    const char *name = getenv("LFSR_CORRUPT_ENGINE"), *what = getenv("LFSR_CORRUPT_WHAT");
    if (name == NULL || strcmp(name, lfsr_engine_name(engine)) != 0)
        return;
    if (what != NULL && strcmp(what, "leader") == 0 && partition->leader_count > 0)
        partition->leaders[partition->leader_count - 1].state ^= 1;
    else
        fmpz_add_ui(partition->classes[0].count, partition->classes[0].count, 1);
}

__attribute__((constructor)) static void arm(void)
{
    lfsr_outcome_hook = spoil;
}
