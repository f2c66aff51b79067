/* Short cycles by lanes: 128 to 512 candidate leaders side by side, each against its own later windows. */
#ifndef LFSR_GF2_CANDIDATES_H
#define LFSR_GF2_CANDIDATES_H

#include <stdbool.h>
#include <stdint.h>

#define LFSR_GF2_BLOCK_SYMBOLS 448 /* symbols in memory: they fit the first-level cache */
#define LFSR_GF2_BLOCK_AHEAD   8   /* symbols made at once */

/* s_t = sum over j of s_{t - distance[j]}, for t >= from. */
typedef struct lfsr_gf2_rule {
    unsigned taps, from;
    unsigned distance[64];
} lfsr_gf2_rule;

/* The rule of a polynomial, bit i its coefficient of x^i. */
void lfsr_gf2_rule_init(lfsr_gf2_rule *rule, uint64_t poly);
/* The multiple of fewest terms of degree at most 8 higher (and at most 63). */
uint64_t lfsr_gf2_light_multiple(uint64_t poly, unsigned degree);

/* Candidates under way. The window at time t is s_t .. s_{t+m-1}; a lane is dropped when its window is
 * smaller than its first one, and ends when it is the same: then the first one is a leader, and t the
 * period. */
typedef struct lfsr_gf2_block {
    unsigned degree;
    lfsr_gf2_rule own, light; /* the register's rule, and that of a multiple with few terms */
    uint64_t *symbols;        /* words 0 .. degree - 1 are the first windows; wide words, aligned */
    uint64_t alive[8];        /* lanes */
    unsigned known;           /* the first `known` symbols are the same in all lanes, and */
    uint64_t compare;         /* bit t, t < known: the window at time t is not greater by them alone */
    /* Where it stands, all 0 at the beginning. */
    uint64_t time;     /* windows at times < time are done (0 is taken as 1) */
    uint64_t made;     /* symbols at times < made are there (0 is taken as degree) */
    uint64_t shift;    /* symbol of time t is word t - shift */
    uint64_t ended[8]; /* lanes that ended at `time`, after a stop for them */
} lfsr_gf2_block;

typedef enum lfsr_gf2_halt {
    LFSR_GF2_OVER,  /* no lane is alive */
    LFSR_GF2_ENDED, /* the lanes in `ended` have period `time`; call again */
    LFSR_GF2_PAUSE  /* time has reached `until` */
} lfsr_gf2_halt;

#endif
