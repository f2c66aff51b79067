/* The companion matrix over GF(q), and powers of it. */
#include "register_data.h"

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
