/* Exponents m of the Mersenne primes 2^m - 1 up to 859,433, complete up to there: sequence A000043 of the
 * OEIS; the Great Internet Mersenne Prime Search checked every one and every exponent between them twice.
 * Numbers of this size are not tested for primality at run time. */
#include "cyclotomic.h"

bool lfsr_is_mersenne_exponent(slong m)
{
    static const slong exponents[] = {2,     3,      5,      7,      13,     17,    19,    31,    61,
                                      89,    107,    127,    521,    607,    1279,  2203,  2281,  3217,
                                      4253,  4423,   9689,   9941,   11213,  19937, 21701, 23209, 44497,
                                      86243, 110503, 132049, 216091, 756839, 859433};
    for (size_t i = 0; i < sizeof exponents / sizeof exponents[0]; i++)
        if (exponents[i] == m)
            return true;
    return false;
}
