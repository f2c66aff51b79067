/* Factorization of f with the orders of x modulo each factor and modulo g. Cheap factorizations are done in
 * this process. Those that may take long run in a child process, which sends what it finds, because FLINT
 * cannot be interrupted and aborts when memory runs out. The factors are multiplied out and compared with f,
 * so that a wrong factorization is detected. */
#include "factorization.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounded_call.h"
#include "clock.h"
#include "cyclotomic.h"
#include "factor_list.h"
#include "factor_poly.h"
#include "factor_transfer.h"
#include "gf2_word.h"
#include "order.h"

#define HERE_SECONDS 0.03 /* estimated cost up to which no child is started; that takes about 0.3 ms */
#define SIEVE_SHARE  0.1  /* of the time, for factors of small degree */
#define SOFT_SHARE   0.9  /* of the time, after which no integer factorization is begun */
#define SHOW_SECONDS 0.2  /* between two reports of the child on factors over GF(2) */
#define GRACE        0.5  /* more seconds for the child to send its results */

typedef struct factoring {
    lfsr_factorization *out;
    const lfsr_register *reg;
    const lfsr_factor_limits *limits;
    double seconds; /* the budget */
    double began;
    int to_parent; /* in the child; -1: this is the parent */
    lfsr_factor_mark mark;
} factoring;

void lfsr_factorization_clear(lfsr_factorization *factorization, const lfsr_field *field)
{
    if (factorization->factors != NULL)
        lfsr_factor_list_clear(factorization, field);
    fmpz_clear(factorization->order);
    fmpz_clear(factorization->order_divides);
    fmpz_clear(factorization->order_multiple_of);
    memset(factorization, 0, sizeof *factorization);
}

/* --- From the child to the parent: messages, the first byte is the kind --- */

enum { MESSAGE_FACTORS = 'F', MESSAGE_ORDER = 'O', MESSAGE_PRIMES = 'P' };

static lfsr_status send(const factoring *f, lfsr_string *message, lfsr_error *error)
{
    bool whole = lfsr_string_ok(message);
    bool sent = whole && lfsr_bounded_send(f->to_parent, message->data, message->length);
    lfsr_string_clear(message);
    return !whole ? lfsr_fail_memory(error)
           : sent ? LFSR_OK
                  : lfsr_fail(error, LFSR_SYSTEM, "worker", "the parent process has gone");
}

static lfsr_status send_factors(void *context, const lfsr_factorization *list, lfsr_error *error)
{
    const factoring *f = context;
    lfsr_string message = LFSR_STRING_EMPTY;
    if (f->to_parent < 0)
        return LFSR_OK;
    lfsr_string_add(&message, "F");
    lfsr_factor_list_pack(&message, list, &f->reg->field);
    return send(f, &message, error);
}

static void add_number(lfsr_string *text, const fmpz_t n)
{
    char *digits = fmpz_get_str(NULL, 32, n);
    lfsr_string_addf(text, "%s ", digits);
    flint_free(digits);
}

/* "O", the place, the three numbers, the reason; then the primes found since the last time. */
static lfsr_status send_order(factoring *f, slong at, const char *reason, lfsr_error *error)
{
    const lfsr_factor *factor = &f->out->factors[at];
    lfsr_string message = LFSR_STRING_EMPTY;
    if (f->to_parent < 0)
        return LFSR_OK;
    lfsr_string_addf(&message, "O%ld ", (long)at);
    add_number(&message, factor->order);
    add_number(&message, factor->order_divides);
    add_number(&message, factor->order_multiple_of);
    lfsr_string_add(&message, reason);
    lfsr_string_add_bytes(&message, "", 1);
    lfsr_status status = send(f, &message, error);
    if (status != LFSR_OK)
        return status;
    lfsr_string_add(&message, "P");
    lfsr_factor_cache_export(&message, &f->mark);
    lfsr_string_add_bytes(&message, "", 1);
    f->mark = lfsr_factor_cache_mark();
    return send(f, &message, error);
}

static lfsr_status receive_order(factoring *f, const char *bytes, size_t length, lfsr_error *error)
{
    char *copy = length > 0 && bytes[length - 1] == '\0' ? strdup(bytes) : NULL, *rest = NULL;
    if (copy == NULL)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged order");
    const char *place = strtok_r(copy, " ", &rest);
    long at = place != NULL ? strtol(place, NULL, 10) : -1;
    bool valid = at >= 0 && at < f->out->length;
    for (int i = 0; i < 3 && valid; i++) {
        lfsr_factor *factor = &f->out->factors[at];
        fmpz *const numbers[] = {factor->order, factor->order_divides, factor->order_multiple_of};
        const char *word = strtok_r(NULL, " ", &rest);
        valid = word != NULL && fmpz_set_str(numbers[i], word, 32) == 0;
    }
    if (valid && rest != NULL && rest[0] != '\0' && f->out->reason[0] == '\0')
        snprintf(f->out->reason, sizeof f->out->reason, "%s", rest);
    free(copy);
    return valid ? LFSR_OK : lfsr_fail(error, LFSR_SYSTEM, "internal", "a damaged order");
}

static lfsr_status receive(void *context, const void *bytes, size_t length, lfsr_error *error)
{
    factoring *f = context;
    const char *text = bytes;
    if (length > 0 && text[0] == MESSAGE_FACTORS)
        return lfsr_factor_list_unpack(f->out, text + 1, length - 1, &f->reg->field, error);
    if (length > 0 && text[0] == MESSAGE_ORDER)
        return receive_order(f, text + 1, length - 1, error);
    if (length > 1 && text[0] == MESSAGE_PRIMES && text[length - 1] == '\0')
        return lfsr_factor_cache_import(text + 1, error);
    return lfsr_fail(error, LFSR_SYSTEM, "internal", "a message of an unknown kind");
}

/* --- The work --- */

static void set_order_of_x(lfsr_factor *factor)
{
    fmpz_one(factor->order);
    fmpz_one(factor->order_divides);
}

/* Find the order of every factor where it is unknown. The first hard one may use all the time, later ones a
 * tenth, because the order of g stays unknown then. quick_only: skip those that need a long integer
 * factorization. */
static lfsr_status find_orders(factoring *f, bool quick_only, lfsr_error *error)
{
    const lfsr_field *field = &f->reg->field;
    lfsr_factorization *out = f->out;
    lfsr_factor_effort effort = {f->seconds, f->began + SOFT_SHARE * f->seconds};
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < out->length && status == LFSR_OK; i++) {
        lfsr_factor *factor = &out->factors[i];
        char reason[sizeof out->reason];
        reason[0] = '\0';
        if (lfsr_factor_is_x(factor, field))
            set_order_of_x(factor);
        if (!fmpz_is_zero(factor->order) || !factor->irreducible)
            continue;
        status = lfsr_order_find(factor, reason, sizeof reason, LFSR_ORDER_QUICK, field, &effort, error);
        bool thorough = status == LFSR_OK && fmpz_is_zero(factor->order) &&
                        (!quick_only || lfsr_factor_is_cached(field->spec.p, field->spec.k * factor->degree,
                                                              effort.seconds));
        if (thorough)
            status =
                lfsr_order_find(factor, reason, sizeof reason, LFSR_ORDER_THOROUGH, field, &effort, error);
        if (fmpz_is_zero(factor->order))
            effort.seconds = f->seconds / 10;
        if (out->reason[0] == '\0' && reason[0] != '\0')
            memcpy(out->reason, reason, sizeof reason);
        if (status == LFSR_OK)
            status = send_order(f, i, reason, error);
    }
    return status;
}

static lfsr_status do_the_rest(factoring *f, lfsr_error *error)
{
    const lfsr_factor_watch watch = {send_factors, f, SIEVE_SHARE * f->seconds, SHOW_SECONDS};
    lfsr_status status = LFSR_OK;
    if (f->out->length == 0)
        status = lfsr_factor_poly_in_steps(f->out, f->reg, &watch, error);
    return status == LFSR_OK ? find_orders(f, false, error) : status;
}

static lfsr_status work_in_child(void *context, unsigned child, int out, lfsr_error *error)
{
    factoring *f = context;
    (void)child;
    f->to_parent = out;
    f->mark = lfsr_factor_cache_mark();
    return do_the_rest(f, error);
}

static bool proceed(void *context, double elapsed)
{
    const factoring *f = context;
    (void)elapsed;
    return f->limits->proceed == NULL || f->limits->proceed(f->limits->context, lfsr_now() - f->began);
}

/* About how long the orders take: the powers, and primality tests of the numbers. */
static double orders_seconds(const factoring *f)
{
    double sum = 0;
    for (slong i = 0; i < f->out->length; i++) {
        double n = (double)f->reg->degree, d = (double)f->out->factors[i].degree;
        if (fmpz_equal_ui(f->reg->field.order, 2) &&
            (d <= LFSR_GF2_WORD_DEGREE || lfsr_is_mersenne_exponent(f->out->factors[i].degree)))
            continue; /* known */
        double kilobits = 1e-3 * d * (double)fmpz_bits(f->reg->field.order);
        sum += lfsr_factor_poly_seconds(f->reg) * d * d / (n * n) + 4e-3 * kilobits * kilobits * kilobits;
    }
    return sum;
}

static bool something_missing(const lfsr_factorization *out)
{
    for (slong i = 0; i < out->length; i++)
        if (fmpz_is_zero(out->factors[i].order) && fmpz_is_zero(out->factors[i].order_divides))
            return true;
    return out->length == 0;
}

/* Factor in a child within the budget. If no child can be started, factor here if the estimate allows it. */
static lfsr_status finish_in_child(factoring *f, double estimate, lfsr_error *error)
{
    lfsr_bounded_end end;
    lfsr_error trouble = {0};
    const lfsr_bounded_call call = {f->seconds - (lfsr_now() - f->began) + GRACE, work_in_child, receive,
                                    proceed, f};
    lfsr_status status = lfsr_bounded_run(&call, &end, &trouble);
    if (end == LFSR_BOUNDED_NOT_STARTED && estimate < f->seconds)
        return do_the_rest(f, error);
    if (end == LFSR_BOUNDED_NOT_STARTED)
        snprintf(f->out->reason, sizeof f->out->reason, "it was not factored: %.200s", trouble.message);
    if (end == LFSR_BOUNDED_TIME || end == LFSR_BOUNDED_NOT_STARTED)
        return LFSR_OK;
    if (status != LFSR_OK && error != NULL)
        *error = trouble;
    return status;
}

/* --- The whole --- */

static void describe_time(const factoring *f)
{
    lfsr_factorization *out = f->out;
    if (out->reason[0] != '\0' || (out->complete && out->orders_known))
        return;
    snprintf(out->reason, sizeof out->reason,
             !out->complete ? "the polynomial was not completely factored within %g s"
                            : "the order was not found within %g s",
             f->seconds);
}

lfsr_status lfsr_factorization_within(lfsr_factorization *out, const lfsr_register *reg,
                                      const lfsr_factor_limits *limits, lfsr_error *error)
{
    factoring f = {.out = out,
                   .reg = reg,
                   .limits = limits,
                   .seconds = limits->seconds > 0 ? limits->seconds : LFSR_FACTOR_SECONDS,
                   .began = lfsr_now(),
                   .to_parent = -1};
    memset(out, 0, sizeof *out);
    fmpz_init(out->order);
    fmpz_init(out->order_divides);
    fmpz_init(out->order_multiple_of);
    double estimate = lfsr_factor_poly_seconds(reg);
    lfsr_status status = LFSR_OK;
    if (estimate <= HERE_SECONDS) {
        status = lfsr_factor_poly(out, reg, error);
        estimate = orders_seconds(&f);
        if (status == LFSR_OK && estimate <= HERE_SECONDS)
            status = find_orders(&f, true, error);
    }
    if (status == LFSR_OK && something_missing(out))
        status = finish_in_child(&f, estimate, error);
    if (status == LFSR_OK && out->length > 0) {
        lfsr_factor_list_sort(out, &reg->field);
        status = lfsr_factor_list_check(out, reg, error);
    }
    if (status != LFSR_OK) {
        lfsr_factorization_clear(out, &reg->field);
        return status;
    }
    lfsr_factorization_conclude(out, reg);
    describe_time(&f);
    return LFSR_OK;
}

lfsr_status lfsr_factorization_init(lfsr_factorization *out, const lfsr_register *reg, double seconds,
                                    lfsr_error *error)
{
    const lfsr_factor_limits limits = {.seconds = seconds};
    return lfsr_factorization_within(out, reg, &limits, error);
}

lfsr_status lfsr_factorization_copy(lfsr_factorization *out, const lfsr_factorization *from,
                                    const lfsr_register *reg, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    memset(out, 0, sizeof *out);
    fmpz_init(out->order);
    fmpz_init(out->order_divides);
    fmpz_init(out->order_multiple_of);
    for (slong i = 0; i < from->length && status == LFSR_OK; i++) {
        const lfsr_factor *factor = &from->factors[i];
        status = lfsr_factor_list_add(out, factor->poly, factor->multiplicity, factor->irreducible,
                                      &reg->field, error);
        if (status != LFSR_OK)
            break;
        fmpz_set(out->factors[i].order, factor->order);
        fmpz_set(out->factors[i].order_divides, factor->order_divides);
        fmpz_set(out->factors[i].order_multiple_of, factor->order_multiple_of);
    }
    if (status == LFSR_OK)
        status = lfsr_factor_list_check(out, reg, error);
    if (status != LFSR_OK) {
        lfsr_factorization_clear(out, &reg->field);
        return status;
    }
    lfsr_factorization_conclude(out, reg);
    memcpy(out->reason, from->reason, sizeof out->reason);
    return LFSR_OK;
}
