/* Field elements by their codes, digit by digit. */
#include "code_arithmetic.h"

#include <flint/fmpz_vec.h>

uint64_t lfsr_bounded_power(uint64_t base, unsigned exponent)
{
    uint64_t power = 1;
    for (unsigned i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(power, base, &power) || power > UINT64_C(1) << 63)
            return 0;
    return power;
}

uint64_t lfsr_code_negative(const lfsr_stratum *s, uint64_t x)
{
    uint64_t negative = 0, weight = 1;
    for (unsigned i = 0; i < s->k; i++, x /= s->p, weight *= s->p)
        negative += (s->p - x % s->p) % s->p * weight;
    return negative;
}

/* factor * digit mod p: p may have 63 bits. */
static uint64_t times_digit(uint64_t digit, uint64_t factor, uint64_t p)
{
    return p >> 32 == 0 ? digit * factor % p : (uint64_t)((unsigned __int128)digit * factor % p);
}

uint64_t lfsr_code_add_multiple(const lfsr_stratum *s, uint64_t x, uint64_t y, uint64_t factor)
{
    uint64_t sum = 0, weight = 1;
    for (unsigned i = 0; i < s->k; i++, weight *= s->p, x /= s->p, y /= s->p)
        sum += (x % s->p + times_digit(y % s->p, factor, s->p)) % s->p * weight;
    return sum;
}

uint64_t lfsr_code_times_a(const lfsr_stratum *s, uint64_t x)
{
    uint64_t top_weight = s->q / s->p, top = x / top_weight, shifted = x % top_weight * s->p, weight = 1;
    uint64_t reduction = 0;
    for (unsigned i = 0; i < s->k; i++, weight *= s->p)
        reduction += times_digit((s->p - s->modulus[i]) % s->p, top, s->p) * weight;
    return lfsr_code_add_multiple(s, shifted, reduction, 1);
}

void lfsr_stratum_field(lfsr_field_spec *spec, const lfsr_stratum *s)
{
    fmpz_set_ui(spec->p, s->p);
    spec->k = (slong)s->k;
    spec->conway = s->k == 1; /* only reports need to know how a modulus was chosen */
    if (s->k == 1)
        return;
    spec->modulus = _fmpz_vec_init((slong)s->k + 1);
    for (unsigned i = 0; i <= s->k; i++)
        fmpz_set_ui(spec->modulus + i, s->modulus[i]);
}
