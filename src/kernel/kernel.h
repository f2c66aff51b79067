/* Kernels step the register of one stratum. This is the common interface of all kernels.
 *
 * A stratum is given as plain integers (kernels do not see FLINT contexts unless they build one). State code:
 * base q, s_0 the most significant digit, so that codes are ordered as states are.
 *
 * A section of a stratum of degree m is a set of states, numbered by a section index. There are two kinds:
 * - after a run: `zeros` = L, 0 <= L <= m - 1, `bound` = 0: the states with s_0 != 0 and s_1 = ... = s_L = 0.
 *   Section index i in 0 .. (q-1) q^(m-1-L) - 1: i = (code(s_0) - 1) q^(m-1-L) + r, r the code of the free
 *   symbols s_{L+1} ... s_{m-1};
 * - by first symbol: `zeros` = 0, `bound` = b, 1 <= b <= q: the states with code(s_0) < b, the zero state
 *   included. Section index: the code of the state, below b q^(m-1). */
#ifndef LFSR_KERNEL_H
#define LFSR_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "partition_data.h"
#include "register_data.h"

/* A polynomial of degree d over GF(q) by the codes of its d + 1 coefficients, constant first. */
typedef struct lfsr_code_poly {
    unsigned degree;
    uint64_t *codes;
} lfsr_code_poly;

/* Plain data, can be sent. states = q^m <= 2^63. poly is monic with a nonzero constant. cofactors are g / g_i
 * for the distinct irreducible factors g_i of g; they are empty where every state is wanted, whatever its
 * minimal polynomial. */
typedef struct lfsr_stratum {
    uint64_t p;
    unsigned k;
    uint64_t q;
    uint64_t *modulus; /* k + 1 digits, constant first; NULL for k = 1 */
    unsigned degree;   /* m >= 1 */
    uint64_t states;
    lfsr_code_poly poly;
    unsigned cofactor_count;
    lfsr_code_poly *cofactors;
    uint64_t share; /* of the states: about how many one process walks; a hint for preparations. 0: all */
} lfsr_stratum;

typedef struct lfsr_section {
    unsigned zeros;
    uint64_t bound;
} lfsr_section;

/* Called by a kernel about every 10 ms with the number of states walked since the last call (it may be 0),
 * and at its end. False: stop; the kernel returns LFSR_UNABLE, "stopped". See kernel_progress.h. */
typedef struct lfsr_tick {
    bool (*fn)(void *context, double states);
    void *context;
} lfsr_tick;

/* Starts spread over a stratum, by number. */
typedef struct lfsr_samples {
    uint64_t lo, count; /* the samples lo .. lo + count - 1 */
    uint64_t known;     /* >= 1: cycles with a state of code below it are passed over */
    uint64_t period;    /* of the other cycles of minimal polynomial g; a hint, never part of a result */
} lfsr_samples;

typedef struct lfsr_kernel {
    const char *name; /* "scalar", "gf2-avx512" */
    /* Has this processor its instructions? */
    bool (*runs)(void);
    /* Can it walk this stratum on this processor? */
    bool (*supports)(const lfsr_stratum *stratum);
    /* Estimated nanoseconds a state for first_return on this section with that many walks a call (few walks
     * leave lanes idle at the end); for the planner and for choosing. HUGE_VAL: not supported. */
    double (*cost)(const lfsr_stratum *stratum, lfsr_section section, double walks);
    /* Tables for one stratum. *state is freed with close. The stratum outlives the state. */
    lfsr_status (*open)(void **state, const lfsr_stratum *stratum, lfsr_error *error);
    void (*close)(void *state);
    /* The first-return map on section indices lo .. lo + count - 1: from each, the next section index on its
     * cycle and the number of steps to it (>= 1). */
    lfsr_status (*first_return)(void *state, lfsr_section section, uint64_t lo, uint64_t count,
                                uint64_t *next, uint64_t *length, const lfsr_tick *tick, lfsr_error *error);
    /* Add every cycle whose leader is in lo <= code < hi and whose minimal polynomial is exactly g (any,
     * where there are no cofactors) to the classes of *found, and where found->has_leaders its leader. NULL:
     * not supported. */
    lfsr_status (*short_cycles)(void *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                const lfsr_tick *tick, lfsr_error *error);
    /* Estimated nanoseconds for short_cycles on all codes below `bound`, in that many calls, where no period
     * is over `period` (0: unknown); NULL as above. */
    double (*short_cost)(const lfsr_stratum *stratum, uint64_t period, uint64_t bound, double calls);
    /* The same cycles as short_cycles on all codes, with marks for the states met. At most LFSR_BITMAP_STATES
     * states. NULL: not supported. */
    lfsr_status (*bitmap)(void *state, lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error);
    /* Estimated nanoseconds a state for it; NULL as above. */
    double (*bitmap_cost)(const lfsr_stratum *stratum);
    /* For each sample, if no state of its cycle has a code below `known`: leader and period of the cycle,
     * whatever its minimal polynomial; else 0 and 0. NULL: not supported. */
    lfsr_status (*samples)(void *state, const lfsr_samples *samples, uint64_t *leader, uint64_t *period,
                           const lfsr_tick *tick, lfsr_error *error);
    /* Estimated nanoseconds a sample that is walked for that many states; NULL as above. */
    double (*sample_cost)(const lfsr_stratum *stratum, double states);
} lfsr_kernel;

/* Any stratum, one state at a time (scalar.h). */
extern const lfsr_kernel lfsr_kernel_scalar;

/* Selects the fastest kernel for first_return on this stratum and processor. LFSR_KERNEL in the
 * environment forces a kernel by name (an unknown or unsupporting name: the scalar kernel). */
const lfsr_kernel *lfsr_kernel_select(const lfsr_stratum *stratum, lfsr_section section, double walks);
/* The same for short_cycles. */
const lfsr_kernel *lfsr_kernel_select_short(const lfsr_stratum *stratum, uint64_t period);
/* The same for bitmap: at most LFSR_BITMAP_STATES states. */
#define LFSR_BITMAP_STATES (UINT64_C(1) << 26)
const lfsr_kernel *lfsr_kernel_select_bitmap(const lfsr_stratum *stratum);
/* The same for samples. */
const lfsr_kernel *lfsr_kernel_select_samples(const lfsr_stratum *stratum);
/* All kernels of this build, ended by NULL, the scalar one first: for tests and benchmarks. */
const lfsr_kernel *const *lfsr_kernel_all(void);

/* Section geometry shared by kernels and the walk. */
/* The least code of s_0 in a section. */
static inline uint64_t lfsr_section_least(lfsr_section section)
{
    return section.bound > 0 ? 0 : 1;
}
/* Is this a section of the stratum? The others require it. */
bool lfsr_section_valid(const lfsr_stratum *stratum, lfsr_section section);
/* The number of its states. */
uint64_t lfsr_section_size(const lfsr_stratum *stratum, lfsr_section section);
/* Sample i: a nonzero state, well mixed, the same on every machine. */
uint64_t lfsr_sample_state(const lfsr_stratum *stratum, uint64_t i);
/* The code of the state with that section index. */
uint64_t lfsr_section_state(const lfsr_stratum *stratum, lfsr_section section, uint64_t index);
/* Every cycle with a state of code below this one meets the section. */
uint64_t lfsr_section_reach(const lfsr_stratum *stratum, lfsr_section section);

/* The stratum of the monic divisor g (g(0) != 0, q^deg g <= 2^63) with count cofactors g / g_i (none: every
 * state is wanted). *out is overwritten; on failure it is clear. */
LFSR_MUST_CHECK lfsr_status lfsr_stratum_init(lfsr_stratum *out, const fq_default_poly_t g,
                                              const fq_default_poly_struct *cofactors, unsigned count,
                                              const lfsr_field *field, lfsr_error *error);
/* A deep copy; on failure *out is clear. */
LFSR_MUST_CHECK lfsr_status lfsr_stratum_copy(lfsr_stratum *out, const lfsr_stratum *stratum,
                                              lfsr_error *error);
/* Release. A cleared stratum is all zero. */
void lfsr_stratum_clear(lfsr_stratum *stratum);

#endif
