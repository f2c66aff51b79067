/* C: the type of a state, its step and its jump. */
#include "emit_c.h"

#define FEW_TAPS 8 /* up to this number they are written one by one */

/* --- Constants --- */

void lfsr_c_words(lfsr_string *text, const fmpz_t n)
{
    fmpz_t rest, word;
    fmpz_init_set(rest, n);
    fmpz_init(word);
    for (slong i = 0; i == 0 || !fmpz_is_zero(rest); i++) {
        fmpz_fdiv_r_2exp(word, rest, 64);
        fmpz_fdiv_q_2exp(rest, rest, 64);
        char *digits = fmpz_get_str(NULL, 16, word);
        lfsr_string_addf(text, "%sUINT64_C(0x%s)", i == 0 ? "" : i % 4 == 0 ? ",\n        " : ", ", digits);
        flint_free(digits);
    }
    fmpz_clear(rest);
    fmpz_clear(word);
}

slong lfsr_c_word_count(const fmpz_t n)
{
    slong bits = (slong)fmpz_bits(n);
    return bits == 0 ? 1 : (bits + 63) / 64;
}

/* The words of a vector over GF(2): count of them. */
static void add_bit_words(lfsr_string *text, const fmpz *bits, slong length, slong count)
{
    for (slong w = 0; w < count; w++) {
        slong left = length - 64 * w;
        lfsr_string_add(text, w == 0       ? "UINT64_C(0x"
                              : w % 4 == 0 ? ",\n        UINT64_C(0x"
                                           : ", UINT64_C(0x");
        if (left > 0)
            lfsr_emit_hex(text, bits + 64 * w, left < 64 ? left : 64);
        else
            lfsr_string_add(text, "0");
        lfsr_string_add(text, ")");
    }
}

void lfsr_c_state(const lfsr_c_source *c, const fmpz *symbols, slong length)
{
    lfsr_string_add(c->text, c->kind == LFSR_C_WORD ? "" : "{{");
    if (c->kind == LFSR_C_SYMBOLS)
        lfsr_emit_list(c->text, symbols, length, "        ");
    else
        add_bit_words(c->text, symbols, length, c->kind == LFSR_C_WORD ? 1 : c->words);
    lfsr_string_add(c->text, c->kind == LFSR_C_WORD ? "" : "}}");
}

static slong count_taps(const lfsr_emit_plan *plan)
{
    slong taps = 0;
    for (slong j = 0; j < plan->n; j++)
        taps += !fmpz_is_zero(plan->taps + j);
    return taps;
}

/* --- The state --- */

/* A symbol of a state, and sums of states, where they are used. type: of a symbol; sum: the statements of
 * a + c b. */
static void add_access(const lfsr_c_source *c, const char *type, const char *symbol, const char *sum)
{
    if (c->by_element)
        lfsr_string_addf(c->text,
                         "\n"
                         "static inline %s lfsr_symbol(lfsr_state s, unsigned i)\n"
                         "{\n"
                         "    return %s;\n"
                         "}\n",
                         type, symbol);
    if (c->combines)
        lfsr_string_addf(c->text,
                         "\n"
                         "/* a + c b */\n"
                         "static inline lfsr_state lfsr_add(lfsr_state a, %s c, lfsr_state b)\n"
                         "{\n"
                         "%s"
                         "}\n",
                         type, sum);
}

/* The same where a state is an array of so many entries; entry: the statement for entry i. */
static void add_array_access(const lfsr_c_source *c, const char *type, const char *symbol, slong entries,
                             const char *entry)
{
    lfsr_string sum = LFSR_STRING_EMPTY;
    lfsr_string_addf(&sum,
                     "    for (unsigned i = 0; i < %ld && c != 0; i++)\n"
                     "        %s;\n"
                     "    return a;\n",
                     (long)entries, entry);
    if (lfsr_string_ok(&sum))
        add_access(c, type, symbol, sum.data);
    c->text->failed |= !lfsr_string_ok(&sum);
    lfsr_string_clear(&sum);
}

static void add_state(const lfsr_c_source *c)
{
    if (c->kind == LFSR_C_WORD) {
        lfsr_string_add(c->text, "typedef uint64_t lfsr_state;\n");
        add_access(c, "unsigned", "s >> i & 1", "    return c != 0 ? a ^ b : a;\n");
    } else if (c->kind == LFSR_C_WORDS) {
        lfsr_string_addf(c->text,
                         "/* Bit i is bit i %% 64 of w[i / 64]. */\n"
                         "typedef struct lfsr_state {\n"
                         "    uint64_t w[%ld];\n"
                         "} lfsr_state;\n",
                         (long)c->words);
        add_array_access(c, "unsigned", "s.w[i / 64] >> i % 64 & 1", c->words, "a.w[i] ^= b.w[i]");
    } else {
        lfsr_c_field(c, c->combines || count_taps(c->plan) > 0);
        lfsr_string_addf(c->text,
                         "\n"
                         "typedef struct lfsr_state {\n"
                         "    lfsr_code v[%ld];\n"
                         "} lfsr_state;\n",
                         (long)c->width);
        add_array_access(c, "lfsr_code", "s.v[i]", c->width,
                         "a.v[i] = lfsr_code_add(a.v[i], lfsr_code_multiply(c, b.v[i]))");
    }
}

/* --- The step --- */

/* "next" becomes its own parity. */
static void add_parity(lfsr_string *text)
{
    for (int shift = 32; shift > 0; shift /= 2)
        lfsr_string_addf(text, "    next ^= next >> %d;\n", shift);
}

static void add_word_step(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    long n = plan->n;
    lfsr_string *text = c->text;
    if (plan->options->form == LFSR_FORM_GALOIS) {
        lfsr_string_add(text, "    return (s & 1) != 0 ? s >> 1 ^ UINT64_C(0x");
        lfsr_emit_hex(text, plan->taps, n);
        lfsr_string_add(text, ") : s >> 1;\n");
        return;
    }
    if (count_taps(plan) <= FEW_TAPS) {
        bool first = true;
        lfsr_string_add(text, "    uint64_t next = ");
        for (long j = 0; j < n; j++) {
            if (fmpz_is_zero(plan->taps + j))
                continue;
            lfsr_string_add(text, first ? "" : " ^ ");
            lfsr_string_addf(text, j == 0 ? "s" : "s >> %ld", j);
            first = false;
        }
        lfsr_string_add(text, first ? "0;\n" : ";\n");
    } else {
        lfsr_string_add(text, "    uint64_t next = s & UINT64_C(0x");
        lfsr_emit_hex(text, plan->taps, n);
        lfsr_string_add(text, ");\n");
        add_parity(text);
    }
    lfsr_string_addf(text, "    return s >> 1 | (%snext & 1) << %ld;\n",
                     fmpz_is_zero(plan->constant) ? "" : "~", n - 1);
}

static void add_words_step(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    bool galois = plan->options->form == LFSR_FORM_GALOIS;
    long n = plan->n, words = (n + 63) / 64;
    lfsr_string_addf(c->text, "    static const uint64_t taps[%ld] = {\n        ", words);
    add_bit_words(c->text, plan->taps, n, words);
    lfsr_string_add(c->text, "};\n");
    if (galois) {
        lfsr_string_add(c->text, "    uint64_t out = s.w[0] & 1;\n");
    } else {
        lfsr_string_addf(c->text,
                         "    uint64_t next = %d;\n"
                         "    for (unsigned i = 0; i < %ld; i++)\n"
                         "        next ^= s.w[i] & taps[i];\n",
                         !fmpz_is_zero(plan->constant), words);
        add_parity(c->text);
    }
    if (words > 1)
        lfsr_string_addf(c->text,
                         "    for (unsigned i = 0; i < %ld; i++)\n"
                         "        s.w[i] = s.w[i] >> 1 | s.w[i + 1] << 63;\n",
                         words - 1);
    lfsr_string_addf(c->text, "    s.w[%ld] >>= 1;\n", words - 1);
    if (galois)
        lfsr_string_addf(c->text,
                         "    for (unsigned i = 0; i < %ld && out != 0; i++)\n"
                         "        s.w[i] ^= taps[i];\n",
                         words);
    else
        lfsr_string_addf(c->text, "    s.w[%ld] |= (next & 1) << %ld;\n", (n - 1) / 64, (n - 1) % 64);
    lfsr_string_add(c->text, "    return s;\n");
}

static void add_symbols_step(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    bool galois = plan->options->form == LFSR_FORM_GALOIS;
    long n = plan->n, taps = count_taps(plan);
    lfsr_string *text = c->text;
    if (taps > 0) {
        lfsr_string_addf(text,
                         "    static const struct {\n"
                         "        unsigned at;\n"
                         "        lfsr_code c;\n"
                         "    } taps[%ld] = {",
                         taps);
        long written = 0;
        for (long i = 0; i < n; i++) {
            if (fmpz_is_zero(plan->taps + i))
                continue;
            lfsr_string_addf(text, "%s{%ld, ", written++ % 8 == 0 ? "\n        " : " ", i);
            lfsr_emit_number(text, plan->taps + i);
            lfsr_string_add(text, "},");
        }
        lfsr_string_add(text, "\n    };\n");
    }
    lfsr_string_add(text, galois ? "    lfsr_code out = s.v[0];\n" : "    lfsr_code next = ");
    if (!galois) {
        lfsr_emit_number(text, plan->constant);
        lfsr_string_add(text, ";\n");
        if (taps > 0)
            lfsr_string_addf(
                text,
                "    for (unsigned i = 0; i < %ld; i++)\n"
                "        next = lfsr_code_add(next, lfsr_code_multiply(taps[i].c, s.v[taps[i].at]));\n",
                taps);
    }
    if (n > 1)
        lfsr_string_addf(text,
                         "    for (unsigned i = 0; i < %ld; i++)\n"
                         "        s.v[i] = s.v[i + 1];\n",
                         n - 1);
    lfsr_string_addf(text, "    s.v[%ld] = %s;\n", n - 1, galois ? "0" : "next");
    if (galois && taps > 0)
        lfsr_string_addf(
            text,
            "    for (unsigned i = 0; i < %ld; i++)\n"
            "        s.v[taps[i].at] = lfsr_code_add(s.v[taps[i].at], lfsr_code_multiply(taps[i].c, "
            "out));\n",
            taps);
    else if (galois)
        lfsr_string_add(text, "    (void)out;\n");
    lfsr_string_add(text, "    return s;\n");
}

static void add_step(const lfsr_c_source *c)
{
    lfsr_string_add(c->text, "\n"
                             "/* The next state. Symbol 0 of s is what is put out. */\n"
                             "lfsr_state lfsr_step(lfsr_state s)\n"
                             "{\n");
    if (c->kind == LFSR_C_WORD)
        add_word_step(c);
    else if (c->kind == LFSR_C_WORDS)
        add_words_step(c);
    else
        add_symbols_step(c);
    lfsr_string_add(c->text, "}\n");
}

/* --- Start and jump --- */

static void add_start(const lfsr_c_source *c)
{
    lfsr_string_add(c->text, "\n"
                             "/* A state to begin in. */\n"
                             "lfsr_state lfsr_start(void)\n"
                             "{\n"
                             "    static const lfsr_state start = ");
    lfsr_c_state(c, c->plan->start, c->plan->n);
    lfsr_string_add(c->text, ";\n"
                             "    return start;\n"
                             "}\n");
}

static void add_jump(const lfsr_c_source *c)
{
    const lfsr_emit_plan *plan = c->plan;
    long length = plan->jump_length, words = (length + 63) / 64;
    lfsr_string_addf(
        c->text,
        "\n"
        "/* The state %s steps on: the sum of c_i times the state i steps on, where x^%s is the sum of\n"
        " * c_i x^i modulo the polynomial%s. */\n"
        "lfsr_state lfsr_jump(lfsr_state s)\n"
        "{\n",
        plan->options->jump, plan->options->jump, plan->affine.active ? " times x - 1" : "");
    if (plan->binary) {
        lfsr_string_addf(c->text, "    static const uint64_t c[%ld] = {\n        ", words > 0 ? words : 1);
        add_bit_words(c->text, plan->jump, length, words > 0 ? words : 1);
    } else {
        lfsr_string_addf(c->text, "    static const lfsr_code c[%ld] = {\n        ", length > 0 ? length : 1);
        lfsr_emit_list(c->text, plan->jump, length > 0 ? length : 1, "        ");
    }
    lfsr_string_addf(c->text,
                     "};\n"
                     "    lfsr_state sum = %s;\n"
                     "    for (unsigned i = 0; i < %ld; i++) {\n"
                     "        sum = lfsr_add(sum, %s, s);\n"
                     "        s = lfsr_step(s);\n"
                     "    }\n"
                     "    return sum;\n"
                     "}\n",
                     c->kind == LFSR_C_WORD ? "0" : "{{0}}", length > 0 ? length : 1,
                     plan->binary ? "c[i / 64] >> i % 64 & 1" : "c[i]");
}

void lfsr_emit_c(lfsr_string *text, const lfsr_emit_plan *plan)
{
    bool by_element = plan->has_decoder && !plan->decoder.by_table;
    lfsr_c_source c = {.text = text,
                       .plan = plan,
                       .width = plan->n,
                       .by_element = by_element,
                       .combines = by_element || plan->jump != NULL};
    if (by_element && plan->decoder.degree > c.width)
        c.width = plan->decoder.degree;
    c.words = (c.width + 63) / 64;
    c.kind = !plan->binary ? LFSR_C_SYMBOLS : c.words == 1 ? LFSR_C_WORD : LFSR_C_WORDS;
    lfsr_string_add(text, "/*\n");
    lfsr_emit_head(text, " * ", plan);
    lfsr_string_addf(text, " */\n%s#include <stdint.h>\n\n",
                     plan->has_decoder ? "#include <stdbool.h>\n" : "");
    add_state(&c);
    add_step(&c);
    add_start(&c);
    if (plan->jump != NULL)
        add_jump(&c);
    if (plan->has_decoder)
        lfsr_c_decoder(&c);
}
