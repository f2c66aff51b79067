/* The state of a search for discrete logarithms: what discrete_log.c and pollard_rho.c share. */
#ifndef LFSR_LOG_SOLVER_H
#define LFSR_LOG_SOLVER_H

#include "log_group.h"

typedef struct lfsr_log_limits {
    unsigned prime_bits;            /* primes of more bits are not tried */
    unsigned table_bits;            /* baby steps: at most 2^table_bits of them */
    double until;                   /* of lfsr_now: a logarithm that will take longer is not begun. 0: none */
    unsigned workers;               /* processes that share a long search; 0 or 1: none is started */
    double share_seconds;           /* a search that is expected to take less is not shared */
    bool (*proceed)(void *context); /* called regularly; false: stop. May be NULL */
    void *context;
} lfsr_log_limits;

/* Calls proceed. LFSR_SYSTEM, "stopped", where it returns false. */
LFSR_MUST_CHECK lfsr_status lfsr_log_limits_check(const lfsr_log_limits *limits, lfsr_error *error);
/* How often that is called: after this many multiplications. */
#define LFSR_LOG_CHECK 64

typedef struct lfsr_log_table lfsr_log_table;

/* Logarithms to one base of one order: tables are built when first needed and stay until clear. */
typedef struct lfsr_log_solver {
    lfsr_log_group group;
    const lfsr_quotient *ring;
    const lfsr_log_limits *limits;
    double mul_seconds;  /* for one multiplication in the group; 0: not measured yet */
    double step_seconds; /* for one step of rho, in one process; 0: not measured yet */
    lfsr_log_table **tables;
    size_t table_count;
} lfsr_log_solver;

#endif
