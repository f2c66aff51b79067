/* The companion matrix over GF(q), and powers of it. */
#include "lfsr/register.h"

void lfsr_companion_init(fq_default_mat_t matrix, const lfsr_register *reg)
{
    const fq_default_ctx_struct *context = reg->field.context;
    slong n = reg->degree;
    fq_default_t entry;
    fq_default_init(entry, context);
    fq_default_mat_init(matrix, n, n, context);
    fq_default_mat_zero(matrix, context);
    fq_default_one(entry, context);
    for (slong i = 0; i + 1 < n; i++)
        fq_default_mat_entry_set(matrix, i, i + 1, entry, context);
    for (slong j = 0; j < n; j++) {
        fq_default_poly_get_coeff(entry, reg->f, j, context);
        fq_default_neg(entry, entry, context);
        fq_default_mat_entry_set(matrix, n - 1, j, entry, context);
    }
    fq_default_clear(entry, context);
}

void lfsr_matrix_pow(fq_default_mat_t out, const fq_default_mat_t matrix, const fmpz_t exponent,
                     const lfsr_field *field)
{
    const fq_default_ctx_struct *context = field->context;
    slong n = fq_default_mat_nrows(matrix, context);
    fq_default_mat_t product;
    fq_default_mat_init(product, n, n, context);
    fq_default_mat_one(out, context);
    for (slong bit = (slong)fmpz_bits(exponent) - 1; bit >= 0; bit--) {
        fq_default_mat_mul(product, out, out, context);
        fq_default_mat_swap(product, out, context);
        if (fmpz_tstbit(exponent, (ulong)bit)) {
            fq_default_mat_mul(product, out, matrix, context);
            fq_default_mat_swap(product, out, context);
        }
    }
    fq_default_mat_clear(product, context);
}
