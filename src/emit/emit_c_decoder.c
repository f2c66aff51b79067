/* C: from a state to its index on the cycle, by a table of all states or by tables for each prime of the
 * period (docs/emit.md, "The decoder"). */
#include "emit_c.h"

#include <stdlib.h>

static void add_signature(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    lfsr_string_add(c->text, "\n"
                             "/* False: s is not on the cycle. Else *index steps lead to s from the state\n"
                             " *     ");
    lfsr_c_state(c, plan->zero_index, plan->n);
    lfsr_string_add(c->text, "\n * on a cycle of ");
    lfsr_emit_number(c->text, plan->period);
    slong words = lfsr_c_word_count(plan->period);
    if (words > 1)
        lfsr_string_addf(c->text,
                         " states; lowest word first. */\n"
                         "bool lfsr_index(uint64_t index[%ld], lfsr_state s)\n"
                         "{\n",
                         (long)words);
    else
        lfsr_string_add(c->text, " states. */\n"
                                 "bool lfsr_index(uint64_t *index, lfsr_state s)\n"
                                 "{\n");
}

/* --- By a table of all states --- */

static void add_table(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    ulong states = plan->decoder.table_length, period = fmpz_get_ui(plan->period);
    add_signature(c);
    lfsr_string_addf(c->text, "    static const uint32_t table[%lu] = {", states);
    for (ulong i = 0; i < states; i++) {
        lfsr_string_add(c->text, i % 12 == 0 ? "\n        " : " ");
        lfsr_string_add_u64(c->text, plan->decoder.table[i]);
        lfsr_string_add(c->text, ",");
    }
    lfsr_string_add(c->text, "\n    };\n");
    if (c->kind == LFSR_C_WORD)
        lfsr_string_add(c->text, "    uint64_t code = s;\n");
    else
        lfsr_string_addf(c->text,
                         "    uint64_t code = 0;\n"
                         "    for (unsigned i = %ld; i-- > 0;)\n"
                         "        code = code * %lu + s.v[i];\n",
                         (long)plan->n, fmpz_get_ui(plan->reg.field.order));
    lfsr_string_addf(c->text,
                     "    if (code >= %lu || table[code] >= %lu)\n"
                     "        return false;\n"
                     "    *index = table[code];\n"
                     "    return true;\n"
                     "}\n",
                     states, period);
}

/* --- Arithmetic modulo m --- */

static const char *zero(const lfsr_c_source *c)
{
    return c->kind == LFSR_C_WORD ? "0" : "{{0}}";
}

static void add_times_x(const lfsr_c_source *c)
{
    long degree = c->plan->decoder.degree;
    lfsr_string_addf(
        c->text,
        "\n"
        "/* Elements of GF(q)[x]/(m), m of degree %ld, as states: symbol i is the coefficient of x^i. */\n"
        "static inline lfsr_state lfsr_times_x(lfsr_state a)\n"
        "{\n"
        "    static const lfsr_state reduction = ",
        degree);
    lfsr_c_state(c, c->plan->decoder.reduction, degree);
    lfsr_string_add(c->text, ";\n");
    if (c->kind == LFSR_C_WORD) {
        lfsr_string_addf(
            c->text,
            "    return (a >> %ld & 1) != 0 ? (a ^ UINT64_C(1) << %ld) << 1 ^ reduction : a << 1;\n}\n",
            degree - 1, degree - 1);
        return;
    }
    lfsr_string_addf(c->text, "    %s top = lfsr_symbol(a, %ld);\n",
                     c->plan->binary ? "unsigned" : "lfsr_code", degree - 1);
    if (c->kind == LFSR_C_WORDS)
        lfsr_string_addf(c->text,
                         "    a.w[%ld] ^= (uint64_t)top << %ld;\n"
                         "    for (unsigned i = %ld; i > 0; i--)\n"
                         "        a.w[i] = a.w[i] << 1 | a.w[i - 1] >> 63;\n"
                         "    a.w[0] <<= 1;\n",
                         (degree - 1) / 64, (degree - 1) % 64, (long)c->words - 1);
    else
        lfsr_string_addf(c->text,
                         "    for (unsigned i = %ld; i > 0; i--)\n"
                         "        a.v[i] = a.v[i - 1];\n"
                         "    a.v[0] = 0;\n",
                         degree - 1);
    lfsr_string_add(c->text, "    return lfsr_add(a, top, reduction);\n}\n");
}

static void add_arithmetic(const lfsr_c_source *c)
{
    long degree = c->plan->decoder.degree;
    fmpz_t one;
    fmpz_init_set_ui(one, 1);
    add_times_x(c);
    lfsr_string_addf(
        c->text,
        "\n"
        "static inline lfsr_state lfsr_multiply(lfsr_state a, lfsr_state b)\n"
        "{\n"
        "    lfsr_state product = %s;\n"
        "    for (unsigned i = %ld; i-- > 0;)\n"
        "        product = lfsr_add(lfsr_times_x(product), lfsr_symbol(b, i), a);\n"
        "    return product;\n"
        "}\n"
        "\n"
        "/* exponent: `bits` bits, lowest word first. */\n"
        "static inline lfsr_state lfsr_power(lfsr_state a, const uint64_t *exponent, unsigned bits)\n"
        "{\n"
        "    lfsr_state power = ",
        zero(c), degree);
    lfsr_c_state(c, one, 1);
    lfsr_string_add(c->text,
                    ";\n"
                    "    while (bits > 0 && (exponent[(bits - 1) / 64] >> (bits - 1) % 64 & 1) == 0)\n"
                    "        bits--;\n"
                    "    while (bits-- > 0) {\n"
                    "        power = lfsr_multiply(power, power);\n"
                    "        if ((exponent[bits / 64] >> bits % 64 & 1) != 0)\n"
                    "            power = lfsr_multiply(power, a);\n"
                    "    }\n"
                    "    return power;\n"
                    "}\n"
                    "\n"
                    "/* -1, 0, 1: an order for searching. */\n"
                    "static inline int lfsr_compare(lfsr_state a, lfsr_state b)\n"
                    "{\n");
    if (c->kind == LFSR_C_WORD)
        lfsr_string_add(c->text, "    return (a > b) - (a < b);\n}\n");
    else {
        char member = c->kind == LFSR_C_WORDS ? 'w' : 'v';
        lfsr_string_addf(c->text,
                         "    for (unsigned i = %ld; i-- > 0;)\n"
                         "        if (a.%c[i] != b.%c[i])\n"
                         "            return a.%c[i] > b.%c[i] ? 1 : -1;\n"
                         "    return 0;\n"
                         "}\n",
                         (long)(c->kind == LFSR_C_WORDS ? c->words : c->width), member, member, member,
                         member);
    }
    fmpz_clear(one);
}

/* --- Logarithms --- */

static const char logarithms[] =
    "\n"
    "/* A prime r of the period T, r^digits dividing it exactly: with g = x^(T / r^digits) and c, a power of "
    "g, of order\n"
    " * r, baby[] are powers c^log, sorted. */\n"
    "typedef struct lfsr_prime {\n"
    "    uint64_t prime, power, carry; /* r, r^digits, the inverse of the powers before it */\n"
    "    unsigned digits, babies, bits;\n"
    "    const uint64_t *cofactor; /* T / r^digits, `bits` bits */\n"
    "    lfsr_state inverse, giant; /* 1 / g, c^-babies */\n"
    "    const lfsr_state *baby;\n"
    "    const uint32_t *log;\n"
    "} lfsr_prime;\n"
    "\n"
    "/* The d with z = c^d. */\n"
    "static inline bool lfsr_digit(uint64_t *d, lfsr_state z, const lfsr_prime *p)\n"
    "{\n"
    "    for (uint64_t giant = 0; giant < p->prime; giant += p->babies) {\n"
    "        unsigned low = 0, high = p->babies;\n"
    "        while (low < high) {\n"
    "            unsigned middle = low + (high - low) / 2;\n"
    "            int order = lfsr_compare(p->baby[middle], z);\n"
    "            if (order == 0) {\n"
    "                *d = giant + p->log[middle];\n"
    "                return true;\n"
    "            }\n"
    "            low = order < 0 ? middle + 1 : low;\n"
    "            high = order < 0 ? high : middle;\n"
    "        }\n"
    "        z = lfsr_multiply(z, p->giant);\n"
    "    }\n"
    "    return false;\n"
    "}\n"
    "\n"
    "/* The logarithm of y to the base x modulo r^digits. */\n"
    "static inline bool lfsr_log(uint64_t *log, lfsr_state y, const lfsr_prime *p)\n"
    "{\n"
    "    uint64_t weight = 1, d = 0;\n"
    "    y = lfsr_power(y, p->cofactor, p->bits);\n"
    "    *log = 0;\n"
    "    for (unsigned i = 0; i < p->digits; i++) {\n"
    "        uint64_t exponent = p->power / (weight * p->prime);\n"
    "        lfsr_state z = lfsr_multiply(y, lfsr_power(p->inverse, log, 64));\n"
    "        if (!lfsr_digit(&d, lfsr_power(z, &exponent, 64), p))\n"
    "            return false;\n"
    "        *log += d * weight;\n"
    "        weight *= p->prime;\n"
    "    }\n"
    "    return true;\n"
    "}\n";

/* An element and its exponent, to be sorted as lfsr_compare orders them. */
typedef struct baby {
    const fmpz *element;
    slong degree, log;
} baby;

static int compare_babies(const void *left, const void *right)
{
    const baby *a = left, *b = right;
    for (slong i = a->degree - 1; i >= 0; i--) {
        int order = fmpz_cmp(a->element + i, b->element + i);
        if (order != 0)
            return order;
    }
    return 0;
}

static void add_babies(const lfsr_c_source *c, const lfsr_emit_prime *prime, long number)
{
    slong degree = c->plan->decoder.degree, count = prime->baby_count;
    baby *sorted = calloc((size_t)count, sizeof *sorted);
    if (sorted == NULL) {
        c->text->failed = true;
        return;
    }
    for (slong j = 0; j < count; j++)
        sorted[j] = (baby){prime->baby + j * degree, degree, j};
    qsort(sorted, (size_t)count, sizeof *sorted, compare_babies);
    lfsr_string_addf(c->text, "    static const uint64_t cofactor_%ld[] = {\n        ", number);
    lfsr_c_words(c->text, prime->cofactor);
    lfsr_string_addf(c->text, "};\n    static const lfsr_state baby_%ld[] = {", number);
    for (slong j = 0; j < count; j++) {
        lfsr_string_add(c->text, c->kind != LFSR_C_WORD || j % 4 == 0 ? "\n        " : " ");
        lfsr_c_state(c, sorted[j].element, degree);
        lfsr_string_add(c->text, ",");
    }
    lfsr_string_addf(c->text, "\n    };\n    static const uint32_t log_%ld[] = {", number);
    for (slong j = 0; j < count; j++)
        lfsr_string_addf(c->text, "%s%ld,", j % 12 == 0 ? "\n        " : " ", (long)sorted[j].log);
    lfsr_string_add(c->text, "\n    };\n");
    free(sorted);
}

static void add_primes(const lfsr_c_source *c)
{
    const lfsr_emit_decoder *decoder = &c->plan->decoder;
    for (slong i = 0; i < decoder->prime_count; i++)
        add_babies(c, &decoder->primes[i], (long)i);
    lfsr_string_addf(c->text, "    static const lfsr_prime primes[%ld] = {\n", (long)decoder->prime_count);
    for (slong i = 0; i < decoder->prime_count; i++) {
        const lfsr_emit_prime *prime = &decoder->primes[i];
        lfsr_string_addf(c->text, "        {%lu, %lu, %lu, %lu, %ld, %lu, cofactor_%ld,\n         ",
                         fmpz_get_ui(prime->prime), fmpz_get_ui(prime->power), fmpz_get_ui(prime->carry),
                         prime->digits, (long)prime->baby_count, (unsigned long)fmpz_bits(prime->cofactor),
                         (long)i);
        lfsr_c_state(c, prime->inverse, decoder->degree);
        lfsr_string_add(c->text, ",\n         ");
        lfsr_c_state(c, prime->giant, decoder->degree);
        lfsr_string_addf(c->text, ", baby_%ld, log_%ld},\n", (long)i, (long)i);
    }
    lfsr_string_add(c->text, "    };\n");
}

/* --- The index --- */

static void add_rows(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    slong degree = plan->decoder.degree;
    lfsr_string_addf(c->text, "    static const lfsr_state row[%ld] = {", (long)plan->n);
    for (slong j = 0; j < plan->n; j++) {
        lfsr_string_add(c->text, c->kind != LFSR_C_WORD || j % 4 == 0 ? "\n        " : " ");
        lfsr_c_state(c, plan->decoder.rows + j * degree, degree);
        lfsr_string_add(c->text, ",");
    }
    lfsr_string_add(c->text, "\n    };\n");
}

/* index = the number with these digits in the mixed base of the powers. */
static void add_digits_to_index(const lfsr_c_source *c)
{
    long primes = c->plan->decoder.prime_count, words = lfsr_c_word_count(c->plan->period);
    lfsr_string_addf(
        c->text,
        "    for (unsigned i = 0; i < %ld; i++) {\n"
        "        uint64_t known = 0, modulus = primes[i].power;\n"
        "        if (!lfsr_log(&digit[i], y, &primes[i]))\n"
        "            return false;\n"
        "        for (unsigned j = i; j-- > 0;)\n"
        "            known = (known * primes[j].power + digit[j]) %% modulus;\n"
        "        digit[i] = (digit[i] + modulus - known) %% modulus * primes[i].carry %% modulus;\n"
        "    }\n",
        primes);
    if (words == 1) {
        lfsr_string_addf(c->text,
                         "    *index = 0;\n"
                         "    for (unsigned i = %ld; i-- > 0;)\n"
                         "        *index = *index * primes[i].power + digit[i];\n",
                         primes);
        return;
    }
    lfsr_string_addf(c->text,
                     "    for (unsigned w = 0; w < %ld; w++)\n"
                     "        index[w] = 0;\n"
                     "    for (unsigned i = %ld; i-- > 0;) {\n"
                     "        uint64_t carry = digit[i];\n"
                     "        for (unsigned w = 0; w < %ld; w++) {\n"
                     "            uint64_t low = (index[w] & 0xffffffff) * primes[i].power + carry;\n"
                     "            uint64_t high = (index[w] >> 32) * primes[i].power + (low >> 32);\n"
                     "            index[w] = high << 32 | (low & 0xffffffff);\n"
                     "            carry = high >> 32;\n"
                     "        }\n"
                     "    }\n",
                     words, primes, words);
}

static void add_index(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    long degree = plan->decoder.degree;
    fmpz_t one;
    fmpz_init_set_ui(one, 1);
    add_signature(c);
    add_primes(c);
    add_rows(c);
    lfsr_string_add(c->text, "    static const lfsr_state one = ");
    lfsr_c_state(c, one, 1);
    lfsr_string_add(c->text, ", origin = ");
    lfsr_c_state(c, plan->decoder.origin, degree);
    lfsr_string_add(c->text, ", first = ");
    lfsr_c_state(c, plan->zero_index, plan->n);
    lfsr_string_addf(c->text,
                     ";\n"
                     "    uint64_t digit[%ld];\n"
                     "    lfsr_state y = origin, at = first, sum = %s, power;\n"
                     "    for (unsigned i = 0; i < %ld; i++)\n"
                     "        y = lfsr_add(y, lfsr_symbol(s, i), row[i]);\n",
                     (long)plan->decoder.prime_count, zero(c), (long)plan->n);
    add_digits_to_index(c);
    lfsr_string_addf(c->text,
                     "    /* Is s that many steps after the first state? */\n"
                     "    power = lfsr_power(lfsr_times_x(one), index, %lu);\n"
                     "    for (unsigned i = 0; i < %ld; i++) {\n"
                     "        sum = lfsr_add(sum, lfsr_symbol(power, i), at);\n"
                     "        at = lfsr_step(at);\n"
                     "    }\n"
                     "    return lfsr_compare(sum, s) == 0;\n"
                     "}\n",
                     (unsigned long)fmpz_bits(plan->period), degree);
    fmpz_clear(one);
}

void lfsr_c_decoder(const lfsr_c_source *c)
{
    if (c->plan->decoder.by_table) {
        add_table(c);
        return;
    }
    add_arithmetic(c);
    lfsr_string_add(c->text, logarithms);
    add_index(c);
}
