/* Python: states are numbers over GF(2), tuples of codes over other fields. */
#include <string.h>

#include "emit_language.h"

/* A vector: a number over GF(2), else a tuple of `width` codes. */
static void add_vector(lfsr_string *text, const fmpz *codes, slong length, slong width,
                       const lfsr_emit_plan *plan)
{
    if (plan->binary) {
        lfsr_string_add(text, "0x");
        lfsr_emit_hex(text, codes, length > 0 ? length : 1);
        return;
    }
    lfsr_string_add(text, "(");
    lfsr_emit_list(text, codes, length, "    ");
    for (slong i = length; i < width; i++)
        lfsr_string_add(text, i == 0 ? "0" : ", 0");
    lfsr_string_add(text, width == 1 ? ",)" : ")");
}

/* Are sums of states formed? By the jump and by a decoder without a table. */
static bool combines(const lfsr_emit_plan *plan)
{
    return plan->jump != NULL || (plan->has_decoder && !plan->decoder.by_table);
}

/* --- Fields --- */

static void add_field(lfsr_string *text, const lfsr_field_spec *field)
{
    lfsr_string_add(text, "P = ");
    lfsr_emit_number(text, field->p);
    if (field->k == 1) {
        lfsr_string_add(text, "\n\n\n"
                              "def _add(a, b):\n"
                              "    return (a + b) % P\n"
                              "\n\n"
                              "def _multiply(a, b):\n"
                              "    return a * b % P\n");
        return;
    }
    lfsr_string_addf(text, "\nK = %ld\nREDUCTION = (", (long)field->k);
    lfsr_emit_reduction(text, field, "    ");
    lfsr_string_add(text, ")  # a^K\n"
                          "\n\n"
                          "def _digits(code):\n"
                          "    digits = []\n"
                          "    for _ in range(K):\n"
                          "        code, digit = divmod(code, P)\n"
                          "        digits.append(digit)\n"
                          "    return digits\n"
                          "\n\n"
                          "def _code(digits):\n"
                          "    code = 0\n"
                          "    for digit in reversed(digits):\n"
                          "        code = code * P + digit % P\n"
                          "    return code\n"
                          "\n\n"
                          "def _add(a, b):\n"
                          "    return _code([x + y for x, y in zip(_digits(a), _digits(b))])\n"
                          "\n\n"
                          "def _multiply(a, b):\n"
                          "    product = [0] * (2 * K - 1)\n"
                          "    for i, x in enumerate(_digits(a)):\n"
                          "        for j, y in enumerate(_digits(b)):\n"
                          "            product[i + j] += x * y\n"
                          "    while len(product) > K:\n"
                          "        top = product.pop()\n"
                          "        for j in range(K):\n"
                          "            product[len(product) - K + j] += top * REDUCTION[j]\n"
                          "    return _code(product)\n");
}

/* --- The step --- */

/* What sums of states are formed with, if there are any: a + c b, and a symbol. Then the head of step. */
static void add_step_head(lfsr_string *text, const lfsr_emit_plan *plan, const char *scaled,
                          const char *symbol)
{
    lfsr_string_add(text, "START = ");
    add_vector(text, plan->start, plan->n, plan->n, plan);
    lfsr_string_add(text, "  # a state to begin in\n");
    if (combines(plan))
        lfsr_string_addf(text,
                         "\n\n"
                         "def _add_scaled(a, c, b):\n"
                         "    return %s\n"
                         "\n\n"
                         "def _symbol(s, i):\n"
                         "    return %s\n",
                         scaled, symbol);
    lfsr_string_add(text, "\n\n"
                          "def step(s):\n"
                          "    \"\"\"The next state. Symbol 0 of s is what is put out.\"\"\"\n");
}

static void add_binary_step(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_string_add(text, "TAPS = 0x");
    lfsr_emit_hex(text, plan->taps, plan->n);
    lfsr_string_add(text, "\n");
    add_step_head(text, plan, "a ^ b if c else a", "s >> i & 1");
    if (plan->options->form == LFSR_FORM_GALOIS)
        lfsr_string_add(text, "    return (s >> 1) ^ (TAPS if s & 1 else 0)\n");
    else
        lfsr_string_addf(text, "    return s >> 1 | (bin(s & TAPS).count(\"1\")%s & 1) << (DEGREE - 1)\n",
                         fmpz_is_zero(plan->constant) ? "" : " + 1");
}

static void add_symbols_step(lfsr_string *text, const lfsr_emit_plan *plan)
{
    add_field(text, &plan->reg.field.spec);
    lfsr_string_add(text, "\n\nTAPS = [  # place, coefficient");
    slong written = 0;
    for (slong i = 0; i < plan->n; i++) {
        if (fmpz_is_zero(plan->taps + i))
            continue;
        lfsr_string_addf(text, "%s(%ld, ", written++ % 8 == 0 ? "\n    " : " ", (long)i);
        lfsr_emit_number(text, plan->taps + i);
        lfsr_string_add(text, "),");
    }
    lfsr_string_add(text, "\n]\n");
    add_step_head(text, plan, "tuple(_add(x, _multiply(c, y)) for x, y in zip(a, b))", "s[i]");
    if (plan->options->form == LFSR_FORM_GALOIS) {
        lfsr_string_add(text, "    after = list(s[1:]) + [0]\n"
                              "    for place, c in TAPS:\n"
                              "        after[place] = _add(after[place], _multiply(c, s[0]))\n"
                              "    return tuple(after)\n");
        return;
    }
    lfsr_string_add(text, "    symbol = ");
    lfsr_emit_number(text, plan->constant);
    lfsr_string_add(text, "\n"
                          "    for place, c in TAPS:\n"
                          "        symbol = _add(symbol, _multiply(c, s[place]))\n"
                          "    return tuple(s[1:]) + (symbol,)\n");
}

/* --- The jump --- */

static const char *zero(const lfsr_emit_plan *plan)
{
    return plan->binary ? "0" : "(0,) * DEGREE";
}

static void add_jump(lfsr_string *text, const lfsr_emit_plan *plan)
{
    slong length = plan->jump_length > 0 ? plan->jump_length : 1;
    lfsr_string_addf(text, "\n\n# x^%s modulo the polynomial%s.\nJUMP = ", plan->options->jump,
                     plan->affine.active ? " times x - 1" : "");
    add_vector(text, plan->jump, length, length, plan);
    lfsr_string_addf(text,
                     "\n\n\n"
                     "def jump(s):\n"
                     "    \"\"\"The state %s steps on.\"\"\"\n"
                     "    total = %s\n"
                     "    for i in range(%ld):\n"
                     "        total = _add_scaled(total, _symbol(JUMP, i), s)\n"
                     "        s = step(s)\n"
                     "    return total\n",
                     plan->options->jump, zero(plan), (long)length);
}

/* --- The decoder --- */

static const char table_decoder[] =
    "_PLACES = {}\n"
    "\n\n"
    "def index(s):\n"
    "    \"\"\"The steps from FIRST to s on a cycle of PERIOD states; None: not on it.\"\"\"\n"
    "    if not _PLACES:\n"
    "        at = FIRST\n"
    "        for i in range(PERIOD):\n"
    "            _PLACES[at] = i\n"
    "            at = step(at)\n"
    "    return _PLACES.get(s)\n";

/* Elements of GF(q)[x]/(m) are vectors of M entries. */
static const char decoder[] =
    "\n\n"
    "def _product(a, b):\n"
    "    product = ZERO\n"
    "    for i in reversed(range(M)):\n"
    "        product = _add_scaled(_times_x(product), _symbol(b, i), a)\n"
    "    return product\n"
    "\n\n"
    "def _power(a, exponent):\n"
    "    power = ONE\n"
    "    for bit in bin(exponent)[2:]:\n"
    "        power = _product(power, power)\n"
    "        if bit == \"1\":\n"
    "            power = _product(power, a)\n"
    "    return power\n"
    "\n\n"
    "_BABIES = {}  # for each prime: powers of c = x^(PERIOD / prime) and c^-count\n"
    "\n\n"
    "def _digit(z, prime):\n"
    "    \"\"\"The d with z = c^d.\"\"\"\n"
    "    if prime not in _BABIES:\n"
    "        c, power, babies = _power(_times_x(ONE), PERIOD // prime), ONE, {}\n"
    "        for i in range(int(prime ** 0.5) + 1):\n"
    "            babies.setdefault(power, i)\n"
    "            power = _product(power, c)\n"
    "        _BABIES[prime] = babies, _power(power, prime - 1), int(prime ** 0.5) + 1\n"
    "    babies, giant, count = _BABIES[prime]\n"
    "    for start in range(0, prime, count):\n"
    "        if z in babies:\n"
    "            return start + babies[z]\n"
    "        z = _product(z, giant)\n"
    "    return None\n"
    "\n\n"
    "def _log(y, prime, digits):\n"
    "    \"\"\"The logarithm of y to the base x modulo prime^digits.\"\"\"\n"
    "    cofactor = PERIOD // prime ** digits\n"
    "    y, inverse, log = _power(y, cofactor), _power(_times_x(ONE), PERIOD - cofactor), 0\n"
    "    for i in range(digits):\n"
    "        z = _product(y, _power(inverse, log))\n"
    "        d = _digit(_power(z, prime ** (digits - 1 - i)), prime)\n"
    "        if d is None:\n"
    "            return None\n"
    "        log += d * prime ** i\n"
    "    return log\n"
    "\n\n"
    "def index(s):\n"
    "    \"\"\"The steps from FIRST to s on a cycle of PERIOD states; None: not on it.\"\"\"\n"
    "    y, result, modulus = ORIGIN, 0, 1\n"
    "    for i in range(DEGREE):\n"
    "        y = _add_scaled(y, _symbol(s, i), ROWS[i])\n"
    "    for prime, digits in PRIMES:\n"
    "        log, power = _log(y, prime, digits), prime ** digits\n"
    "        if log is None:\n"
    "            return None\n"
    "        inverse = pow(modulus, power - power // prime - 1, power)\n"
    "        result += (log - result) * inverse % power * modulus\n"
    "        modulus *= power\n"
    "    power, total, at = _power(_times_x(ONE), result), NO_STATE, FIRST\n"
    "    for i in range(M):\n"
    "        total = _add_scaled(total, _symbol(power, i), at)\n"
    "        at = step(at)\n"
    "    return result if total == s else None\n";

static void add_element_decoder(lfsr_string *text, const lfsr_emit_plan *plan)
{
    const lfsr_emit_decoder *d = &plan->decoder;
    fmpz_t one;
    fmpz_init_set_ui(one, 1);
    lfsr_string_addf(
        text, "M = %ld  # degree of m: elements of GF(q)[x]/(m) are vectors, entry i is that of x^i\nONE = ",
        (long)d->degree);
    add_vector(text, one, 1, d->degree, plan);
    lfsr_string_addf(text, "\nZERO = %s\nNO_STATE = %s\nPRIMES = [", plan->binary ? "0" : "(0,) * M",
                     zero(plan));
    for (slong i = 0; i < d->prime_count; i++) {
        lfsr_string_add(text, i > 0 ? ", (" : "(");
        lfsr_emit_number(text, d->primes[i].prime);
        lfsr_string_addf(text, ", %lu)", d->primes[i].digits);
    }
    lfsr_string_add(text, "]  # with their exponents in the period\nX_TO_M = ");
    add_vector(text, d->reduction, d->degree, d->degree, plan);
    lfsr_string_add(text, "\nORIGIN = ");
    add_vector(text, d->origin, d->degree, d->degree, plan);
    lfsr_string_add(text, "\nROWS = [\n");
    for (slong j = 0; j < plan->n; j++) {
        lfsr_string_add(text, "    ");
        add_vector(text, d->rows + j * d->degree, d->degree, d->degree, plan);
        lfsr_string_add(text, ",\n");
    }
    lfsr_string_add(text, "]\n\n\ndef _times_x(a):\n");
    lfsr_string_add(text, plan->binary ? "    a <<= 1\n    return a ^ 1 << M ^ X_TO_M if a >> M else a\n"
                                       : "    return _add_scaled((0,) + a[:-1], a[-1], X_TO_M)\n");
    lfsr_string_add(text, decoder);
    fmpz_clear(one);
}

static void add_decoder(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_string_add(text, "\n\nFIRST = ");
    add_vector(text, plan->zero_index, plan->n, plan->n, plan);
    lfsr_string_add(text, "\nPERIOD = ");
    lfsr_emit_number(text, plan->period);
    lfsr_string_add(text, "\n");
    if (plan->decoder.by_table)
        lfsr_string_add(text, table_decoder);
    else
        add_element_decoder(text, plan);
}

void lfsr_emit_python(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_emit_head(text, "# ", plan);
    lfsr_string_addf(text, "\nDEGREE = %ld\n", (long)plan->n);
    if (plan->binary)
        add_binary_step(text, plan);
    else
        add_symbols_step(text, plan);
    if (plan->jump != NULL)
        add_jump(text, plan);
    if (plan->has_decoder)
        add_decoder(text, plan);
}
