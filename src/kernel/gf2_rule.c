/* Recurrences of candidate blocks. */
#include "gf2_candidates.h"

void lfsr_gf2_rule_init(lfsr_gf2_rule *rule, uint64_t poly)
{
    rule->from = 63 - (unsigned)__builtin_clzll(poly);
    rule->taps = 0;
    for (unsigned i = rule->from; i-- > 0;)
        if (poly >> i & 1)
            rule->distance[rule->taps++] = rule->from - i;
}

uint64_t lfsr_gf2_light_multiple(uint64_t poly, unsigned degree)
{
    uint64_t best = poly;
    for (uint64_t factor = 3; factor < 512 && (factor >> (64 - degree)) == 0; factor += 2) {
        uint64_t product = 0;
        for (unsigned i = 0; factor >> i != 0; i++)
            product ^= -(factor >> i & 1) & poly << i;
        if (__builtin_popcountll(product) < __builtin_popcountll(best))
            best = product;
    }
    return best;
}
