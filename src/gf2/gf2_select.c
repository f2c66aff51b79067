/* Selects the instruction set for this processor; the word-sized operations by means of it. */
#include "gf2_ops.h"

#include <stdlib.h>
#include <string.h>

const lfsr_gf2_ops *lfsr_gf2_ops_at(unsigned index)
{
    if (index == 0)
        return &lfsr_gf2_ops_base;
    return index == 1 ? lfsr_gf2_ops_pclmul() : NULL;
}

const lfsr_gf2_ops *lfsr_gf2_ops_get(void)
{
    static const lfsr_gf2_ops *chosen;
    if (chosen == NULL) {
        const char *forced = getenv("LFSR_GF2");
        const lfsr_gf2_ops *fast = lfsr_gf2_ops_pclmul();
        bool portable = fast == NULL || (forced != NULL && strcmp(forced, "base") == 0);
        chosen = portable ? &lfsr_gf2_ops_base : fast;
    }
    return chosen;
}

unsigned lfsr_gf2_word_factor_all(lfsr_gf2_word_factor *out, lfsr_gf2_word f)
{
    return lfsr_gf2_ops_get()->factor(out, f);
}

bool lfsr_gf2_word_irreducible(lfsr_gf2_word f)
{
    return lfsr_gf2_ops_get()->irreducible(f);
}

lfsr_gf2_word lfsr_gf2_word_gcd(lfsr_gf2_word f, uint64_t a)
{
    return lfsr_gf2_ops_get()->gcd(f, a);
}

uint64_t lfsr_gf2_word_mul(uint64_t a, uint64_t b, lfsr_gf2_word f)
{
    return lfsr_gf2_ops_get()->mul(a, b, f);
}

uint64_t lfsr_gf2_word_pow_x(uint64_t exponent, lfsr_gf2_word f)
{
    return lfsr_gf2_ops_get()->pow_x(exponent, f);
}

uint64_t lfsr_gf2_word_order(lfsr_gf2_word f, const lfsr_gf2_word_primes *primes)
{
    return lfsr_gf2_ops_get()->order(f, primes);
}
