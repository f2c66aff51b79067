/* From the cycles of (x - 1) f to those of one affine register. */
#include "affine_walk.h"

#include <stdlib.h>

#include "factorization.h"

lfsr_status lfsr_affine_question_init(lfsr_affine_question *question, const char *text,
                                      const lfsr_register *base, double factor_seconds, lfsr_error *error)
{
    if (text == NULL)
        return LFSR_OK;
    lfsr_status status = lfsr_affine_init(&question->affine, text, base, error);
    uint64_t states;
    if (status != LFSR_OK || !lfsr_register_states_u64(&states, &question->affine.reg))
        return status; /* too large to be walked: the factors are not needed */
    status = lfsr_factorization_init(&question->factorization, &question->affine.reg, factor_seconds, error);
    if (status != LFSR_OK)
        lfsr_affine_clear(&question->affine);
    return status;
}

void lfsr_affine_question_clear(lfsr_affine_question *question)
{
    if (!question->affine.active)
        return;
    lfsr_factorization_clear(&question->factorization, &question->affine.reg.field);
    lfsr_affine_clear(&question->affine);
    *question = (lfsr_affine_question){0};
}

/* The state of n + 1 symbols with this code: does its last symbol follow from the others? */
static bool holds(uint64_t code, fq_default_poly_t symbols, fq_default_t symbol, const lfsr_affine *affine)
{
    const lfsr_field *field = &affine->reg.field;
    uint64_t q = fmpz_get_ui(field->order), last = code % q;
    slong n = affine->reg.degree - 1;
    fq_default_poly_zero(symbols, field->context);
    code /= q;
    for (slong i = n - 1; i >= 0; i--, code /= q) {
        lfsr_field_set_code(symbol, code % q, field);
        fq_default_poly_set_coeff(symbols, i, symbol, field->context);
    }
    lfsr_affine_extend(symbols, affine);
    fq_default_poly_get_coeff(symbol, symbols, n, field->context);
    return lfsr_field_get_code(symbol, field) == last;
}

/* Keep the leaders of this constant, as states of n symbols: the last symbol depends on the others, so that
 * the order stays. */
static void select_leaders(lfsr_partition *partition, const lfsr_affine *affine)
{
    const lfsr_field *field = &affine->reg.field;
    uint64_t q = fmpz_get_ui(field->order);
    size_t count = 0;
    fq_default_poly_t symbols;
    fq_default_t symbol;
    fq_default_poly_init(symbols, field->context);
    fq_default_init(symbol, field->context);
    for (size_t i = 0; i < partition->leader_count; i++) {
        lfsr_leader leader = partition->leaders[i];
        if (q > 2 && !holds(leader.state, symbols, symbol, affine))
            continue;
        partition->leaders[count++] = (lfsr_leader){leader.state / q, leader.period};
    }
    partition->leader_count = count;
    fq_default_poly_clear(symbols, field->context);
    fq_default_clear(symbol, field->context);
}

lfsr_status lfsr_affine_select(lfsr_partition *partition, const lfsr_affine *affine, lfsr_error *error)
{
    const lfsr_register *reg = &affine->reg;
    fmpz_t constants, listed;
    bool whole = true;
    fmpz_init(constants);
    fmpz_init(listed);
    fmpz_sub_ui(constants, reg->field.order, 1);
    for (size_t i = 0; i < partition->length; i++) {
        whole = whole && fmpz_divisible(partition->classes[i].count, constants);
        fmpz_fdiv_q(partition->classes[i].count, partition->classes[i].count, constants);
    }
    if (partition->has_leaders)
        select_leaders(partition, affine);
    lfsr_partition_finish(partition);
    fmpz_pow_ui(partition->states, reg->field.order, (ulong)(reg->degree - 1));
    fmpz_sub(partition->transient, partition->states, partition->periodic);
    partition->max_tail = reg->tail;
    for (size_t i = 0; i < partition->leader_count; i++)
        fmpz_add_ui(listed, listed, partition->leaders[i].period);
    whole = whole && (!partition->has_leaders || fmpz_equal(listed, partition->periodic));
    fmpz_clear(constants);
    fmpz_clear(listed);
    return whole ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal",
                             "the cycles found do not add up to the states of the affine register");
}
