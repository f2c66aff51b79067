/* How many states of a cycle are expected in a section or below a code. */
#include "hits.h"

#include <flint/ulong_extras.h>
#include <math.h>

#define MISSING       1.5  /* factor by which a walk grows where cycles are missing, in the mean */
#define REPEATED_HITS 10.0 /* more of them where a factor is repeated: hits depend on each other */

static bool has_repeated_factor(const lfsr_stratum_plan *s)
{
    return s->period > 0 && s->period % s->stratum.p == 0;
}

/* Where a factor is repeated and cycles are many, small fields often leave some of them ("What a section
 * misses" in docs/mathematics.md). */
double lfsr_missing_factor(const lfsr_stratum_plan *s)
{
    return has_repeated_factor(s) && s->stratum.q < 17 && s->expected / s->period > 100 ? MISSING : 1;
}

uint64_t lfsr_scalars(const lfsr_stratum_plan *s)
{
    if (s->scalars > 0)
        return s->scalars;
    return s->period > 0 ? n_gcd(s->period, s->stratum.q - 1) : 1;
}

double lfsr_mean_walk(const lfsr_stratum_plan *s, lfsr_section section)
{
    double q = (double)s->stratum.q;
    return section.bound > 0 ? q / (double)section.bound : pow(q, section.zeros + 1.0) / (q - 1);
}

double lfsr_spare_hits(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    return tuning->spare_hits + (has_repeated_factor(s) ? REPEATED_HITS : 0);
}

/* The chance that of the multiples of a nonzero symbol by constants of the cycle none is below the code
 * `bound`. The codes 1 .. bound - 1 over GF(p^k) are multiples of few of them by the constants of GF(p), and
 * these have the same multiples. Both estimates are too high: the first where there are few constants, the
 * second where there are few codes. */
static double none_below(const lfsr_stratum_plan *s, double bound)
{
    const double others = (double)s->stratum.q - 1, scalars = (double)lfsr_scalars(s);
    const double lines = s->stratum.k > 1 ? (double)n_gcd(lfsr_scalars(s), s->stratum.p - 1) : 1;
    if (bound < 2)
        return 1 - (bound - 1) * (1 - none_below(s, 2));
    return fmin(pow(1 - scalars / others, fmax(1, (bound - 1) / lines)),
                pow(1 - (bound - 1) / others, scalars / fmin(lines, bound - 1)));
}

/* Minus the logarithm of the chance that a cycle has no state below a code: its independent states there,
 * where they are few. A state is there if it begins with a run of zeros and a small symbol, or with more
 * zeros. */
static double hits_below(const lfsr_stratum_plan *s, double bound)
{
    const double q = (double)s->stratum.q, independent = (double)s->period / (double)lfsr_scalars(s);
    double first = bound / (double)s->stratum.states * q, zeros = 1; /* the chance of such a run */
    while (first < 1) {
        first *= q;
        zeros /= q;
    }
    return -independent * log1p(-zeros * (1 - (1 - 1 / q) * none_below(s, first)));
}

/* Multiples by these constants are hit together by a section after a run: the states of a cycle that are
 * multiples of each other count as one, and cycles that are as one cycle. With m - 1 zeros a section is the
 * multiples of one state. */
bool lfsr_section_useful(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning)
{
    const double period = s->period > 0 ? (double)s->period : (double)s->expected;
    const double cycles = (double)s->expected / period, together = (double)lfsr_scalars(s);
    const double classes = cycles / (((double)s->stratum.q - 1) / together);
    if (cycles < 1.5)
        return true;
    if (section.bound > 0)
        return hits_below(s, (double)section.bound / (double)s->stratum.q * (double)s->stratum.states) >=
               log(cycles) + lfsr_spare_hits(s, tuning);
    if (classes < 1.01)
        return true;
    return section.zeros + 1 < s->stratum.degree && period / lfsr_mean_walk(s, section) / together >=
                                                        log(fmax(1, classes)) + lfsr_spare_hits(s, tuning);
}

uint64_t lfsr_candidate_bound(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning)
{
    const double states = (double)s->stratum.states;
    if (s->stratum.cofactor_count == 0 || s->period == 0)
        return s->stratum.states;
    double cycles = (double)s->expected / (double)s->period;
    double hits = log(fmax(1, cycles)) + lfsr_spare_hits(s, tuning);
    double low = states / (double)s->period * hits, high = states;
    if (lfsr_scalars(s) > 1 && low < states)
        for (unsigned i = 0; i < 32 && high > low + 1; i++) {
            double middle = sqrt(low * high);
            *(hits_below(s, middle) < hits ? &low : &high) = middle;
        }
    else
        high = low;
    double bound = fmax(1, ceil(high));
    return bound < states ? (uint64_t)bound : s->stratum.states;
}
