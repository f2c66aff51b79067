/* The one place that chooses a kernel. */
#include "kernel.h"
#include "gf2_kernel.h"
#include "lane_kernels.h"

#include <stdlib.h>
#include <string.h>

static const lfsr_kernel *const kernels[] = {
    &lfsr_kernel_scalar, &lfsr_kernel_gf2_avx512, &lfsr_kernel_gf2_avx2, &lfsr_kernel_gf2_base,
    LFSR_LANE_KERNEL_LIST, NULL,
};

const lfsr_kernel *const *lfsr_kernel_all(void)
{
    return kernels;
}

const lfsr_kernel *lfsr_kernel_select(const lfsr_stratum *stratum, unsigned zeros)
{
    const char *forced = getenv("LFSR_KERNEL");
    const lfsr_kernel *best = &lfsr_kernel_scalar;
    if (forced != NULL && *forced != '\0') {
        for (size_t i = 0; kernels[i] != NULL; i++)
            if (strcmp(kernels[i]->name, forced) == 0 && kernels[i]->supports(stratum))
                best = kernels[i];
        return best;
    }
    double cost = best->cost(stratum, zeros);
    for (size_t i = 1; kernels[i] != NULL; i++)
        if (kernels[i]->supports(stratum) && kernels[i]->cost(stratum, zeros) < cost) {
            best = kernels[i];
            cost = best->cost(stratum, zeros);
        }
    return best;
}
