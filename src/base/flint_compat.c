/* Replacements for functions of FLINT; flint_compat.h explains each. */
#include "flint_compat.h"

#include <flint/fmpz_mod.h>
#include <flint/fmpz_mod_poly.h>

void lfsr_flint_prime_init(fq_default_ctx_t context, const fmpz_t p)
{
    fmpz_t copy; /* some versions want it writable */
    fmpz_init_set(copy, p);
    fq_default_ctx_init(context, copy, 1, "a");
    fmpz_clear(copy);
}

void lfsr_flint_extension_init(fq_default_ctx_t context, const fmpz_t p, slong k, const fmpz *modulus,
                               bool tables)
{
    fmpz_mod_ctx_t mod_p;
    fmpz_mod_poly_t poly;
    fmpz_mod_ctx_init(mod_p, p);
    fmpz_mod_poly_init2(poly, k + 1, mod_p);
    for (slong i = 0; i <= k; i++)
        fmpz_mod_poly_set_coeff_fmpz(poly, i, modulus + i, mod_p);
    int type = fmpz_abs_fits_ui(p) ? FQ_DEFAULT_FQ_NMOD : FQ_DEFAULT_FQ;
    fq_default_ctx_init_modulus_type(context, poly, mod_p, "a", tables ? 0 : type);
    fmpz_mod_poly_clear(poly, mod_p);
    fmpz_mod_ctx_clear(mod_p);
}

void lfsr_flint_set_ui(fq_default_t element, ulong value, const fq_default_ctx_t context)
{
    fmpz_t integer;
    fmpz_init_set_ui(integer, value);
    fq_default_set_fmpz(element, integer, context);
    fmpz_clear(integer);
}

void lfsr_flint_poly_at_one(fq_default_t value, const fq_default_poly_t poly, const fq_default_ctx_t context)
{
    fq_default_t c;
    fq_default_init(c, context);
    fq_default_zero(value, context);
    for (slong i = fq_default_poly_degree(poly, context); i >= 0; i--) {
        fq_default_poly_get_coeff(c, poly, i, context);
        fq_default_add(value, value, c, context);
    }
    fq_default_clear(c, context);
}

void lfsr_flint_poly_powmod(fq_default_poly_t out, const fq_default_poly_t base, const fmpz_t exponent,
                            const fq_default_poly_t modulus, const fq_default_ctx_t context)
{
#if __FLINT_VERSION < 3
    if (context->type == FQ_DEFAULT_NMOD) {
        fmpz_t e;
        fmpz_init_set(e, exponent);
        nmod_poly_powmod_fmpz_binexp(out->nmod, base->nmod, e, modulus->nmod);
        fmpz_clear(e);
        return;
    }
#endif
    fq_default_poly_powmod_fmpz_binexp(out, base, exponent, modulus, context);
}

void lfsr_flint_nmod_powmod(nmod_poly_t out, const nmod_poly_t base, const fmpz_t exponent,
                            const nmod_poly_t modulus, const nmod_poly_t inverse)
{
    fmpz_t e; /* 2.9 declares it writable */
    fmpz_init_set(e, exponent);
    nmod_poly_powmod_fmpz_binexp_preinv(out, base, e, modulus, inverse);
    fmpz_clear(e);
}

void lfsr_flint_poly_factor_clear(fq_default_poly_factor_t factors, const fq_default_ctx_t context)
{
#if __FLINT_VERSION < 3
    /* 2.9 initializes lists over prime fields again where it should clear them. */
    if (context->type == FQ_DEFAULT_NMOD) {
        nmod_poly_factor_clear(factors->nmod);
        return;
    }
    if (context->type == FQ_DEFAULT_FMPZ_MOD) {
        fmpz_mod_poly_factor_clear(factors->fmpz_mod, context->ctx.fmpz_mod.mod);
        return;
    }
#endif
    fq_default_poly_factor_clear(factors, context);
}
