/* The one place that chooses a kernel. */
#include "kernel.h"
#include "gf2_kernel.h"
#include "lane_kernels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const lfsr_kernel *const kernels[] = {
    &lfsr_kernel_scalar,
    LFSR_GF2_KERNEL_LIST,
    LFSR_LANE_KERNEL_LIST,
    NULL,
};

const lfsr_kernel *const *lfsr_kernel_all(void)
{
    return kernels;
}

/* The kernel that LFSR_KERNEL names: the scalar one where that is unknown or cannot; NULL where it is not
 * set. */
static const lfsr_kernel *forced_kernel(const lfsr_stratum *stratum, bool for_short_cycles)
{
    const char *name = getenv("LFSR_KERNEL");
    if (name == NULL || *name == '\0')
        return NULL;
    for (size_t i = 0; kernels[i] != NULL; i++)
        if (strcmp(kernels[i]->name, name) == 0 && kernels[i]->supports(stratum) &&
            (!for_short_cycles || kernels[i]->short_cycles != NULL))
            return kernels[i];
    return &lfsr_kernel_scalar;
}

const lfsr_kernel *lfsr_kernel_select(const lfsr_stratum *stratum, lfsr_section section, double walks)
{
    const lfsr_kernel *best = forced_kernel(stratum, false);
    if (best != NULL)
        return best->cost(stratum, section, walks) < HUGE_VAL ? best : &lfsr_kernel_scalar;
    best = &lfsr_kernel_scalar;
    double least = best->cost(stratum, section, walks);
    for (size_t i = 1; kernels[i] != NULL; i++) {
        double cost = kernels[i]->supports(stratum) ? kernels[i]->cost(stratum, section, walks) : least;
        if (cost < least) {
            best = kernels[i];
            least = cost;
        }
    }
    return best;
}

const lfsr_kernel *lfsr_kernel_select_bitmap(const lfsr_stratum *stratum)
{
    const lfsr_kernel *best = forced_kernel(stratum, false);
    if (best != NULL)
        return best->bitmap != NULL ? best : &lfsr_kernel_scalar;
    best = &lfsr_kernel_scalar;
    for (size_t i = 1; kernels[i] != NULL; i++)
        if (kernels[i]->bitmap != NULL && kernels[i]->supports(stratum) &&
            kernels[i]->bitmap_cost(stratum) < best->bitmap_cost(stratum))
            best = kernels[i];
    return best;
}

const lfsr_kernel *lfsr_kernel_select_samples(const lfsr_stratum *stratum)
{
    const lfsr_kernel *best = forced_kernel(stratum, false);
    if (best != NULL)
        return best->samples != NULL ? best : &lfsr_kernel_scalar;
    best = &lfsr_kernel_scalar;
    for (size_t i = 1; kernels[i] != NULL; i++)
        if (kernels[i]->samples != NULL && kernels[i]->supports(stratum))
            best = kernels[i];
    return best;
}

const lfsr_kernel *lfsr_kernel_select_short(const lfsr_stratum *stratum, uint64_t period)
{
    const lfsr_kernel *best = forced_kernel(stratum, true);
    if (best != NULL)
        return best;
    best = &lfsr_kernel_scalar;
    double least = best->short_cost(stratum, period, stratum->states, 1);
    for (size_t i = 1; kernels[i] != NULL; i++) {
        bool can = kernels[i]->short_cycles != NULL && kernels[i]->supports(stratum);
        double cost = can ? kernels[i]->short_cost(stratum, period, stratum->states, 1) : least;
        if (cost < least) {
            best = kernels[i];
            least = cost;
        }
    }
    return best;
}
