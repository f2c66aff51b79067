/* The yardstick of lists over any field: FLINT called directly, for the factors and the order of each; the
 * numbers q^d - 1 are factored once for each degree.
 *
 *     peer_flint Q < LIST
 *
 * A line of LIST is a polynomial: the codes of its coefficients, constant first, blanks between. A code is
 * the number whose base-p digits are those of the element, as make_list writes it. */
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpz_poly.h>
#include <flint/fq_default.h>
#include <flint/fq_default_poly.h>
#include <flint/fq_default_poly_factor.h>
#include <stdio.h>
#include <stdlib.h>

#include "flint_compat.h" /* what crashes in FLINT 2.9 over prime fields */

enum { MOST_DEGREE = 200 };

typedef struct field {
    fq_default_ctx_t context;
    ulong p;
    slong k;
    fmpz_t order;
    fmpz_factor_t primes[MOST_DEGREE + 1]; /* of order^d - 1 */
    int known[MOST_DEGREE + 1];
} field;

static void set_element(fq_default_t c, ulong code, const field *f)
{
    if (f->k == 1) {
        fmpz_t value;
        fmpz_init_set_ui(value, code);
        fq_default_set_fmpz(c, value, f->context);
        fmpz_clear(value);
        return;
    }
    fmpz_poly_t digits;
    fmpz_poly_init(digits);
    for (slong i = 0; code > 0; i++, code /= f->p)
        fmpz_poly_set_coeff_ui(digits, i, code % f->p);
    fq_default_set_fmpz_poly(c, digits, f->context);
    fmpz_poly_clear(digits);
}

/* The order of x modulo the irreducible g, which is not x. */
static void find_order(fmpz_t order, const fq_default_poly_t g, field *f)
{
    slong d = fq_default_poly_degree(g, f->context);
    fmpz_t e;
    fq_default_poly_t x, power;
    fmpz_init(e);
    fq_default_poly_init(x, f->context);
    fq_default_poly_init(power, f->context);
    fq_default_poly_gen(x, f->context);
    fmpz_pow_ui(order, f->order, (ulong)d);
    fmpz_sub_ui(order, order, 1);
    if (!f->known[d]) {
        fmpz_factor_init(f->primes[d]);
        fmpz_factor(f->primes[d], order);
        f->known[d] = 1;
    }
    for (slong i = 0; i < f->primes[d]->num; i++)
        for (ulong j = 0; j < f->primes[d]->exp[i]; j++) {
            fmpz_divexact(e, order, f->primes[d]->p + i);
            lfsr_flint_poly_powmod(power, x, e, g, f->context);
            if (!fq_default_poly_is_one(power, f->context))
                break;
            fmpz_set(order, e);
        }
    fq_default_poly_clear(power, f->context);
    fq_default_poly_clear(x, f->context);
    fmpz_clear(e);
}

static void answer(const fq_default_poly_t poly, field *f)
{
    fq_default_poly_factor_t factors;
    fq_default_poly_t g;
    fq_default_t unit;
    fmpz_t order;
    fmpz_init(order);
    fq_default_init(unit, f->context);
    fq_default_poly_init(g, f->context);
    fq_default_poly_factor_init(factors, f->context);
    fq_default_poly_factor(factors, unit, poly, f->context);
    for (slong i = 0; i < fq_default_poly_factor_length(factors, f->context); i++) {
        fq_default_poly_factor_get_poly(g, factors, i, f->context);
        find_order(order, g, f);
        printf("%ld %ld ", (long)fq_default_poly_degree(g, f->context),
               (long)fq_default_poly_factor_exp(factors, i, f->context));
        fmpz_print(order);
        printf(";");
    }
    printf("\n");
    lfsr_flint_poly_factor_clear(factors, f->context);
    fq_default_poly_clear(g, f->context);
    fq_default_clear(unit, f->context);
    fmpz_clear(order);
}

int main(int argc, char **argv)
{
    static field f;
    static char line[1 << 20];
    ulong q = argc > 1 ? strtoul(argv[1], NULL, 10) : 2;
    fmpz_t p;
    for (f.p = 2; f.p < 65536 && f.p * f.p <= q && q % f.p != 0; f.p++)
        ;
    f.p = q % f.p == 0 ? f.p : q;
    for (ulong power = q; power > 1; power /= f.p)
        f.k++;
    fmpz_init_set_ui(p, f.p);
    fmpz_init_set_ui(f.order, q);
    fq_default_ctx_init(f.context, p, f.k, "a");
    fq_default_t c;
    fq_default_init(c, f.context);
    while (fgets(line, sizeof line, stdin) != NULL) {
        fq_default_poly_t poly;
        fq_default_poly_init(poly, f.context);
        char *at = line, *end;
        for (slong i = 0; i <= MOST_DEGREE; i++, at = end) {
            ulong code = strtoul(at, &end, 10);
            if (end == at)
                break;
            set_element(c, code, &f);
            fq_default_poly_set_coeff(poly, i, c, f.context);
        }
        answer(poly, &f);
        fq_default_poly_clear(poly, f.context);
    }
    return 0;
}
