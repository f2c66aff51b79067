/* C: arithmetic of codes. GF(p) by remainders; GF(2^k) by shifts; GF(p^k) by the digits of a code. */
#include "emit_c.h"

static const char *code_type(const fmpz_t q)
{
    slong bits;
    fmpz_t most;
    fmpz_init(most);
    fmpz_sub_ui(most, q, 1);
    bits = (slong)fmpz_bits(most);
    fmpz_clear(most);
    return bits <= 8 ? "uint8_t" : bits <= 16 ? "uint16_t" : bits <= 32 ? "uint32_t" : "uint64_t";
}

static void add_prime_field(lfsr_string *text, const fmpz_t p)
{
    char *prime = fmpz_get_str(NULL, 10, p);
    lfsr_string_addf(text,
                     "static inline lfsr_code lfsr_code_add(lfsr_code a, lfsr_code b)\n"
                     "{\n"
                     "    return (lfsr_code)(((uint64_t)a + b) %% UINT64_C(%s));\n"
                     "}\n"
                     "\n"
                     "static inline lfsr_code lfsr_code_multiply(lfsr_code a, lfsr_code b)\n"
                     "{\n",
                     prime);
    if (fmpz_bits(p) <= 32)
        lfsr_string_addf(text, "    return (lfsr_code)((uint64_t)a * b %% UINT64_C(%s));\n}\n", prime);
    else
        lfsr_string_add(text, "    lfsr_code product = 0;\n"
                              "    for (unsigned i = 64; i-- > 0;) {\n"
                              "        product = lfsr_code_add(product, product);\n"
                              "        if ((b >> i & 1) != 0)\n"
                              "            product = lfsr_code_add(product, a);\n"
                              "    }\n"
                              "    return product;\n"
                              "}\n");
    flint_free(prime);
}

static void add_binary_extension(lfsr_string *text, const lfsr_field_spec *field)
{
    long k = field->k;
    lfsr_string_addf(text,
                     "static inline lfsr_code lfsr_code_add(lfsr_code a, lfsr_code b)\n"
                     "{\n"
                     "    return a ^ b;\n"
                     "}\n"
                     "\n"
                     "static inline lfsr_code lfsr_code_multiply(lfsr_code a, lfsr_code b)\n"
                     "{\n"
                     "    uint64_t product = 0;\n"
                     "    for (unsigned i = %ld; i-- > 0;) {\n"
                     "        product <<= 1;\n"
                     "        if ((product >> %ld & 1) != 0)\n"
                     "            product ^= UINT64_C(0x",
                     k, k);
    lfsr_emit_hex(text, field->modulus, k + 1);
    lfsr_string_add(text, ");\n"
                          "        if ((b >> i & 1) != 0)\n"
                          "            product ^= a;\n"
                          "    }\n"
                          "    return (lfsr_code)product;\n"
                          "}\n");
}

static void add_digits(lfsr_string *text, const char *name, const char *code, const char *prime, long k)
{
    lfsr_string_addf(text,
                     "    for (unsigned i = 0; i < %ld; i++, %s /= %s)\n"
                     "        %s[i] = %s %% %s;\n",
                     k, code, prime, name, code, prime);
}

static void add_extension(lfsr_string *text, const lfsr_field_spec *field)
{
    long k = field->k;
    char *prime = fmpz_get_str(NULL, 10, field->p);
    lfsr_string_addf(text,
                     "static inline lfsr_code lfsr_code_add(lfsr_code a, lfsr_code b)\n"
                     "{\n"
                     "    uint64_t sum = 0, weight = 1;\n"
                     "    for (unsigned i = 0; i < %ld; i++, a /= %s, b /= %s, weight *= %s)\n"
                     "        sum += (a %% %s + b %% %s) %% %s * weight;\n"
                     "    return (lfsr_code)sum;\n"
                     "}\n"
                     "\n",
                     k, prime, prime, prime, prime, prime, prime);
    lfsr_string_addf(text,
                     "static inline lfsr_code lfsr_code_multiply(lfsr_code a, lfsr_code b)\n"
                     "{\n"
                     "    static const uint64_t reduction[%ld] = {",
                     k);
    lfsr_emit_reduction(text, field, "        ");
    lfsr_string_addf(text,
                     "};\n"
                     "    uint64_t x[%ld], y[%ld], product[%ld] = {0}, code = 0;\n",
                     k, k, 2 * k - 1);
    add_digits(text, "x", "a", prime, k);
    add_digits(text, "y", "b", prime, k);
    lfsr_string_addf(text,
                     "    for (unsigned i = 0; i < %ld; i++)\n"
                     "        for (unsigned j = 0; j < %ld; j++)\n"
                     "            product[i + j] = (product[i + j] + x[i] * y[j]) %% %s;\n",
                     k, k, prime);
    lfsr_string_addf(
        text,
        "    for (unsigned i = %ld; i-- > %ld;)\n"
        "        for (unsigned j = 0; j < %ld; j++)\n"
        "            product[i - %ld + j] = (product[i - %ld + j] + product[i] * reduction[j]) %% %s;\n"
        "    for (unsigned i = %ld; i-- > 0;)\n"
        "        code = code * %s + product[i];\n"
        "    return (lfsr_code)code;\n"
        "}\n",
        2 * k - 1, k, k, k, k, prime, k, prime);
    flint_free(prime);
}

void lfsr_c_field(const lfsr_c_source *c, bool arithmetic)
{
    const lfsr_field *field = &c->plan->reg.field;
    lfsr_string_addf(c->text, "typedef %s lfsr_code;\n", code_type(field->order));
    if (!arithmetic)
        return;
    lfsr_string_add(c->text, "\n");
    if (field->spec.k == 1)
        add_prime_field(c->text, field->spec.p);
    else if (fmpz_equal_ui(field->spec.p, 2))
        add_binary_extension(c->text, &field->spec);
    else
        add_extension(c->text, &field->spec);
}
