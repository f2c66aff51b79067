/* Generated sources, compiled or interpreted, against the library: test_emit c|python|verilog. For each
 * register the source is written with a program behind it that compares the step, the jump and the index of
 * some states with what the library says. Exit status 77 where the compiler or interpreter is missing. */
#include "test_algebra_support.h"

#include <sys/wait.h>
#include <unistd.h>

#include "lfsr/emit.h"
#include "state_read.h"
#include "string_builder.h"

static lfsr_language language;
static char directory[] = "/tmp/test_emit.XXXXXX";

/* What is asked of one register. */
typedef struct emit_case {
    const char *field, *polynomial;
    lfsr_form form;
    const char *constant, *state, *jump;
    bool decoder;
} emit_case;

/* A register under test: the library's answers come from states. */
typedef struct subject {
    const emit_case *given;
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_states *states;
    lfsr_state *zero; /* the state of index 0; NULL: no decoder */
    size_t index_bits, index_words;
} subject;

#define VECTORS (language == LFSR_LANGUAGE_C ? 12 : 4)

/* --- Numbers in each language --- */

/* The codes of a state. */
static fmpz *codes_of(const lfsr_state *state, const subject *s)
{
    slong n = s->spec.degree, k = s->field.k;
    lfsr_error error = {0};
    const char *text = lfsr_state_symbols(state);
    fmpz *digits = _fmpz_vec_init(n * k), *codes = _fmpz_vec_init(n);
    ck_assert_ok(lfsr_state_read(digits, n, &s->field, text, strlen(text), &error), error);
    for (slong i = 0; i < n; i++)
        for (slong d = k - 1; d >= 0; d--) {
            fmpz_mul(codes + i, codes + i, s->field.p);
            fmpz_add(codes + i, codes + i, digits + i * k + d);
        }
    _fmpz_vec_clear(digits, n * k);
    return codes;
}

static bool is_binary(const subject *s)
{
    return s->field.k == 1 && fmpz_equal_ui(s->field.p, 2);
}

static void add_number(lfsr_string *text, const fmpz_t n, int base)
{
    char *digits = fmpz_get_str(NULL, base, n);
    lfsr_string_add(text, digits);
    flint_free(digits);
}

/* The 64-bit words of a number, at least `words` of them. */
static void add_words(lfsr_string *text, const fmpz_t n, size_t words)
{
    fmpz_t rest, word;
    fmpz_init_set(rest, n);
    fmpz_init(word);
    for (size_t i = 0; i < words || !fmpz_is_zero(rest); i++) {
        fmpz_fdiv_r_2exp(word, rest, 64);
        fmpz_fdiv_q_2exp(rest, rest, 64);
        lfsr_string_add(text, i > 0 ? ", 0x" : "0x");
        add_number(text, word, 16);
        lfsr_string_add(text, "u");
    }
    fmpz_clear(rest);
    fmpz_clear(word);
}

static void add_state(lfsr_string *text, const lfsr_state *state, const subject *s)
{
    slong n = s->spec.degree;
    fmpz *codes = codes_of(state, s);
    fmpz_t word;
    fmpz_init(word);
    for (slong i = n - 1; i >= 0; i--)
        fmpz_mul_2exp(word, word, 1), fmpz_add(word, word, codes + i);
    if (language == LFSR_LANGUAGE_VERILOG)
        lfsr_string_addf(text, "%ld'h", (long)n);
    if (language == LFSR_LANGUAGE_PYTHON && is_binary(s))
        lfsr_string_add(text, "0x");
    if (language != LFSR_LANGUAGE_C && is_binary(s)) {
        add_number(text, word, 16);
    } else {
        lfsr_string_add(text, language == LFSR_LANGUAGE_C ? "{" : "(");
        if (is_binary(s))
            add_words(text, word, 1);
        for (slong i = 0; i < n && !is_binary(s); i++) {
            add_number(text, codes + i, 10);
            lfsr_string_add(text, language == LFSR_LANGUAGE_C ? "u, " : ", ");
        }
        lfsr_string_add(text, language == LFSR_LANGUAGE_C ? "}" : ")");
    }
    fmpz_clear(word);
    _fmpz_vec_clear(codes, n);
}

/* --- What the library says --- */

static lfsr_state *stepped(const lfsr_state *state, const char *steps)
{
    lfsr_state *out;
    lfsr_error error = {0};
    ck_assert_ok(lfsr_state_jump(&out, state, steps, &error), error);
    return out;
}

/* The steps from the state of index 0; NULL: on another cycle. The caller frees them. */
static char *index_of(const lfsr_state *state, const subject *s)
{
    lfsr_distance kind;
    lfsr_error error = {0};
    char *steps, reason[128];
    ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, s->zero, state, &error), error);
    ck_assert_msg(kind != LFSR_DISTANCE_UNKNOWN && kind != LFSR_DISTANCE_SAME_CYCLE, "%s", reason);
    return steps;
}

static lfsr_state *random_state(const subject *s, uint64_t *random)
{
    lfsr_field field;
    lfsr_state *state;
    lfsr_error error = {0};
    lfsr_string text = LFSR_STRING_EMPTY;
    fq_default_t c;
    fq_default_poly_t poly;
    lfsr_spec one;
    bool separated = s->field.k > 1 || fmpz_cmp_ui(s->field.p, 10) >= 0;
    ck_assert_ok(lfsr_field_init(&field, &s->field, &error), error);
    fq_default_init(c, field.context);
    fq_default_poly_init(poly, field.context);
    for (slong i = 0; i < s->spec.degree; i++) {
        /* a random element as the constant coefficient of a polynomial, for its text */
        lfsr_spec_init(&one);
        test_random_element(c, &field, random);
        fq_default_poly_gen(poly, field.context);
        fq_default_poly_set_coeff(poly, 0, c, field.context);
        ck_assert_ok(lfsr_spec_from_poly(&one, poly, &field, &error), error);
        char *symbol = lfsr_spec_coefficient_text(&one, 0);
        lfsr_string_add(&text, separated && i > 0 ? " " : "");
        lfsr_string_add(&text, symbol);
        free(symbol);
        lfsr_spec_clear(&one);
    }
    ck_assert_ok(lfsr_state_parse(&state, s->states, text.data, text.length, &error), error);
    lfsr_string_clear(&text);
    fq_default_poly_clear(poly, field.context);
    fq_default_clear(c, field.context);
    lfsr_field_clear(&field);
    return state;
}

/* Half of the states lie on the cycle of the decoder. */
static lfsr_state *choose_state(const subject *s, int i, uint64_t *random)
{
    char steps[48];
    if (s->zero == NULL || i % 2 == 0)
        return random_state(s, random);
    snprintf(steps, sizeof steps, "%llu%llu", (unsigned long long)test_random(random, UINT64_C(1) << 62),
             (unsigned long long)test_random(random, UINT64_C(1) << 62));
    return stepped(s->zero, steps);
}

/* --- Programs --- */

static void add_c_vector(lfsr_string *text, const lfsr_state *const states[3], const char *index,
                         const subject *s)
{
    fmpz_t number;
    lfsr_string_add(text, "    {");
    for (int i = 0; i < 3; i++) {
        add_state(text, states[i] != NULL ? states[i] : states[0], s);
        lfsr_string_add(text, ", ");
    }
    fmpz_init(number);
    if (index != NULL)
        fmpz_set_str(number, index, 10);
    lfsr_string_addf(text, "%d, {", index != NULL);
    add_words(text, number, s->index_words);
    lfsr_string_add(text, "}},\n");
    fmpz_clear(number);
}

static void add_c_program(lfsr_string *text, const char *vectors, const subject *s)
{
    bool symbols = !is_binary(s);
    lfsr_string_addf(
        text,
        "\n#include <stdio.h>\n#include <string.h>\n"
        "typedef %s given;\n"
        "static const struct { given s[%ld], next[%ld], later[%ld]; int on; uint64_t index[%zu]; } v[] = {\n"
        "%s};\n",
        symbols ? "lfsr_code" : "uint64_t", (long)(symbols ? s->spec.degree : (s->spec.degree + 63) / 64),
        (long)(symbols ? s->spec.degree : (s->spec.degree + 63) / 64),
        (long)(symbols ? s->spec.degree : (s->spec.degree + 63) / 64), s->index_words, vectors);
    lfsr_string_add(text,
                    "static lfsr_state make(const given *from, size_t size)\n"
                    "{\n    lfsr_state s;\n    memset(&s, 0, sizeof s);\n    memcpy(&s, from, size);\n"
                    "    return s;\n}\n"
                    "static int same(lfsr_state a, lfsr_state b) { return memcmp(&a, &b, sizeof a) == 0; }\n"
                    "int main(void)\n{\n"
                    "    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {\n"
                    "        lfsr_state s = make(v[i].s, sizeof v[i].s);\n"
                    "        if (!same(lfsr_step(s), make(v[i].next, sizeof v[i].next)))\n"
                    "            return printf(\"step %zu\\n\", i), 1;\n");
    if (s->given->jump != NULL)
        lfsr_string_add(text, "        if (!same(lfsr_jump(s), make(v[i].later, sizeof v[i].later)))\n"
                              "            return printf(\"jump %zu\\n\", i), 1;\n");
    if (s->zero != NULL)
        lfsr_string_addf(text,
                         "        uint64_t index[%zu] = {0};\n"
                         "        if (lfsr_index(index, s) != v[i].on)\n"
                         "            return printf(\"on cycle %%zu\\n\", i), 1;\n"
                         "        if (v[i].on && memcmp(index, v[i].index, sizeof index) != 0)\n"
                         "            return printf(\"index %%zu\\n\", i), 1;\n",
                         s->index_words);
    lfsr_string_add(text, "    }\n    (void)lfsr_start();\n    return 0;\n}\n");
}

static void add_python_vector(lfsr_string *text, const lfsr_state *const states[3], const char *index,
                              const subject *s)
{
    lfsr_string_add(text, "    (");
    for (int i = 0; i < 3; i++) {
        add_state(text, states[i] != NULL ? states[i] : states[0], s);
        lfsr_string_add(text, ", ");
    }
    lfsr_string_addf(text, "%s),\n", index != NULL ? index : "None");
}

static void add_python_program(lfsr_string *text, const char *vectors, const subject *s)
{
    lfsr_string_addf(text,
                     "\nfor s, after, later, place in [\n%s]:\n"
                     "    assert step(s) == after, s\n",
                     vectors);
    if (s->given->jump != NULL)
        lfsr_string_add(text, "    assert jump(s) == later, s\n");
    if (s->zero != NULL)
        lfsr_string_add(text, "    assert index(s) == place, (s, index(s), place)\n");
}

static void add_verilog_vector(lfsr_string *text, const lfsr_state *const states[3], const char *index,
                               const subject *s)
{
    lfsr_string_add(text, "    state = ");
    add_state(text, states[0], s);
    lfsr_string_add(text, ";\n    #1 if (next !== ");
    add_state(text, states[1], s);
    lfsr_string_add(text, ") $display(\"step %h: %h\", state, next);\n");
    if (s->given->jump != NULL) {
        lfsr_string_add(text, "    if (later !== ");
        add_state(text, states[2], s);
        lfsr_string_add(text, ") $display(\"jump %h: %h\", state, later);\n");
    }
    if (s->zero != NULL && index == NULL)
        lfsr_string_add(text, "    if (on_cycle !== 0) $display(\"on cycle %h\", state);\n");
    if (s->zero != NULL && index != NULL) {
        fmpz_t number;
        fmpz_init(number);
        fmpz_set_str(number, index, 10);
        lfsr_string_addf(text, "    if (on_cycle !== 1 || index !== %zu'h", s->index_bits);
        add_number(text, number, 16);
        lfsr_string_add(text, ") $display(\"index %h: %b %d\", state, on_cycle, index);\n");
        fmpz_clear(number);
    }
}

/* The running register must be at the second step of its first state after two clocks. */
static void add_verilog_program(lfsr_string *text, const char *vectors, const subject *s)
{
    long top = (long)s->spec.degree - 1;
    lfsr_string_addf(
        text,
        "\nmodule test;\n  reg [%ld:0] state;\n  wire [%ld:0] next, later, running, second, third;\n"
        "  reg clock = 0, reset = 1;\n"
        "  lfsr_step a(state, next);\n"
        "  lfsr d(clock, reset, 1'b1, running);\n"
        "  reg [%ld:0] begun;\n"
        "  lfsr_step e(begun, second);\n"
        "  lfsr_step f(second, third);\n",
        top, top, top);
    if (s->given->jump != NULL)
        lfsr_string_add(text, "  lfsr_jump b(state, later);\n");
    if (s->zero != NULL)
        lfsr_string_addf(text,
                         "  wire on_cycle;\n  wire [%zu:0] index;\n  lfsr_index c(state, on_cycle, index);\n",
                         s->index_bits - 1);
    lfsr_string_addf(text,
                     "  initial begin\n%s"
                     "    #1 clock = 1; #1 clock = 0; begun = running; reset = 0;\n"
                     "    #1 clock = 1; #1 clock = 0; #1 clock = 1; #1 clock = 0;\n"
                     "    #1 if (running !== third) $display(\"running\");\n"
                     "    $display(\"done\");\n  end\nendmodule\n",
                     vectors);
}

/* --- Running them --- */

static void write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static int run(const char *format)
{
    char command[512];
    const char *cc = getenv("CC");
    snprintf(command, sizeof command, format, directory, cc != NULL ? cc : "cc");
    int status = system(command);
    return status < 0 || !WIFEXITED(status) ? -1 : WEXITSTATUS(status);
}

static void run_program(const char *source, const emit_case *given)
{
    int status = -1;
    if (language == LFSR_LANGUAGE_C) {
        write_file("test.c", source);
        status = run("cd %s && %s -O1 -Wall -Wextra -Werror -std=c11 -o test test.c && ./test");
    } else if (language == LFSR_LANGUAGE_PYTHON) {
        write_file("test.py", source);
        status = run("cd %s && python3 test.py");
    } else {
        write_file("test.v", source);
        status = run("cd %s && iverilog -g2001 -Wall -Wno-timescale -o test.vvp test.v >log 2>&1 && vvp -n "
                     "test.vvp >>log "
                     "2>&1 || exit 1; test \"$(cat log)\" = done || { cat log; exit 1; }");
    }
    ck_assert_msg(
        status == 0, "%s over GF(%s), form %d, constant %s, state %s, jump %s, decoder %d: status %d",
        given->polynomial, given->field, given->form, given->constant != NULL ? given->constant : "none",
        given->state != NULL ? given->state : "none", given->jump != NULL ? given->jump : "none",
        given->decoder, status);
}

/* Verilog has no decoder for primes over 24 bits. */
static char *emitted(subject *s)
{
    lfsr_error error = {0};
    lfsr_emit_options options;
    char *text;
    lfsr_emit_options_init(&options);
    options.language = language;
    options.form = s->given->form;
    options.constant = s->given->constant;
    options.state = s->given->state;
    options.jump = s->given->jump;
    options.decoder = s->zero != NULL;
    options.command = "a command";
    lfsr_status status = lfsr_emit(&text, &s->spec, &options, &error);
    if (status == LFSR_UNABLE && language == LFSR_LANGUAGE_VERILOG && strcmp(error.code, "logarithm") == 0) {
        lfsr_state_free(s->zero);
        s->zero = NULL;
        options.decoder = false;
        status = lfsr_emit(&text, &s->spec, &options, &error);
    }
    ck_assert_ok(status, error);
    ck_assert_ptr_nonnull(strstr(text, "a command"));
    return text;
}

static void subject_init(subject *s, const emit_case *given)
{
    lfsr_error error = {0};
    lfsr_states_options options;
    *s = (subject){.given = given, .index_words = 1};
    lfsr_field_spec_init(&s->field);
    lfsr_spec_init(&s->spec);
    ck_assert_ok(lfsr_field_spec_parse(&s->field, given->field, strlen(given->field), NULL, &error), error);
    ck_assert_ok(
        lfsr_spec_parse(&s->spec, &s->field, given->polynomial, strlen(given->polynomial), false, &error),
        error);
    lfsr_states_options_init(&options);
    options.form = given->form;
    options.constant = given->constant;
    ck_assert_ok(lfsr_states_open(&s->states, &s->spec, &options, &error), error);
}

/* The state of index 0: the leader of the cycle, or its representative. */
static void find_zero(subject *s)
{
    lfsr_error error = {0};
    lfsr_state *start;
    lfsr_string text = LFSR_STRING_EMPTY;
    bool separated = s->field.k > 1 || fmpz_cmp_ui(s->field.p, 10) >= 0;
    fmpz_t period;
    for (slong i = 0; i < s->spec.degree; i++) {
        lfsr_string_add(&text, separated && i > 0 ? " " : "");
        lfsr_string_add(&text, i + 1 == s->spec.degree && s->given->constant == NULL ? "1" : "0");
    }
    const char *state = s->given->state != NULL ? s->given->state : text.data;
    ck_assert_ok(lfsr_state_parse(&start, s->states, state, strlen(state), &error), error);
    ck_assert_ok(lfsr_state_find_place(start, false, &error), error);
    const char *zero =
        lfsr_state_leader(start) != NULL ? lfsr_state_leader(start) : lfsr_state_representative(start);
    ck_assert_ok(lfsr_state_parse(&s->zero, s->states, zero, strlen(zero), &error), error);
    fmpz_init(period);
    fmpz_set_str(period, lfsr_state_period(start), 10);
    s->index_words = (fmpz_bits(period) + 63) / 64;
    fmpz_sub_ui(period, period, 1);
    s->index_bits = fmpz_bits(period);
    if (s->index_bits == 0) { /* nothing to decode */
        lfsr_state_free(s->zero);
        s->zero = NULL;
    }
    fmpz_clear(period);
    lfsr_state_free(start);
    lfsr_string_clear(&text);
}

static void subject_clear(subject *s)
{
    lfsr_state_free(s->zero);
    lfsr_states_close(s->states);
    lfsr_spec_clear(&s->spec);
    lfsr_field_spec_clear(&s->field);
}

static void check_case(const emit_case *given, uint64_t *random)
{
    static void (*const add_vector[])(lfsr_string *, const lfsr_state *const *, const char *,
                                      const subject *) = {add_c_vector, add_python_vector,
                                                          add_verilog_vector};
    static void (*const add_program[])(lfsr_string *, const char *, const subject *) = {
        add_c_program, add_python_program, add_verilog_program};
    subject s;
    lfsr_string source = LFSR_STRING_EMPTY, vectors = LFSR_STRING_EMPTY;
    subject_init(&s, given);
    if (language == LFSR_LANGUAGE_VERILOG && !is_binary(&s)) {
        subject_clear(&s);
        return;
    }
    if (given->decoder)
        find_zero(&s);
    char *text = emitted(&s);
    for (int i = 0; i < VECTORS; i++) {
        lfsr_state *state = choose_state(&s, i, random), *next = stepped(state, "1");
        lfsr_state *later = given->jump != NULL ? stepped(state, given->jump) : NULL;
        char *index = s.zero != NULL ? index_of(state, &s) : NULL;
        const lfsr_state *const three[3] = {state, next, later};
        add_vector[language](&vectors, three, index, &s);
        free(index);
        lfsr_state_free(state);
        lfsr_state_free(next);
        lfsr_state_free(later);
    }
    lfsr_string_add(&source, text);
    add_program[language](&source, vectors.data, &s);
    ck_assert(lfsr_string_ok(&source) && lfsr_string_ok(&vectors));
    run_program(source.data, given);
    free(text);
    lfsr_string_clear(&source);
    lfsr_string_clear(&vectors);
    subject_clear(&s);
}

#define GALOIS LFSR_FORM_GALOIS

static const emit_case cases[] = {
    {"2", "x+1", 0, NULL, NULL, "5", false},
    {"2", "x^4+x+1", 0, NULL, NULL, "1000", true},
    {"2", "x^4+x+1", GALOIS, NULL, "1100", "-7", true},
    {"2", "x^4+x+1", 0, "1", NULL, "123456789012345678901234567890", true},
    {"2", "x^3*(x^4+x^3+1)", 0, NULL, NULL, "11", true},
    {"2", "x^5", GALOIS, NULL, NULL, "9", false},
    {"2", "x^16+x^5+x^3+x^2+1", 0, NULL, NULL, "32768", true},
    {"2", "x^17+x^3+1", GALOIS, NULL, NULL, "0", true},
    {"2", "(x^11+x^2+1)^3*(x+1)", 0, NULL, NULL, "77", true},
    {"2", "(x^11+x^2+1)^2*x^3", GALOIS, NULL, NULL, "77", true},
    {"2", "x^32+x^22+x^2+x+1", 0, "1", NULL, "-1", true},
    {"2", "x^63+x+1", GALOIS, NULL, NULL, "1", true},
    {"2", "(x+1)*(x^31+x^3+1)*(x^32+x^22+x^2+x+1)", 0, "1", NULL, "65536", true},
    {"2", "x^64+x^4+x^3+x+1", 0, NULL, NULL, "18446744073709551616", true},
    {"2", "x^64+x^4+x^3+x+1", GALOIS, NULL, NULL, NULL, true},
    {"2", "x^64+x^4+x^3+x+1", 0, "1", NULL, "-2", false},
    {"2", "(x^29+x^2+1)*(x^28+x^3+1)*(x^25+x^3+1)", 0, NULL, NULL, "3", true},
    {"2", "x^128+x^7+x^2+x+1", 0, NULL, NULL, "340282366920938463463374607431768211456", false},
    {"2", "x^521+x^32+1", GALOIS, NULL, NULL, "1000000", false},
    {"3", "x^4", 0, NULL, NULL, NULL, false},
    {"3", "x^4", GALOIS, NULL, NULL, NULL, false},
    {"3", "x^4+x+2", 0, NULL, NULL, "40", true},
    {"3", "x^30+x+2", GALOIS, NULL, NULL, "40", true},
    {"3", "(x^9+x^4+1)^2", 0, "2", NULL, "-40", true},
    {"4", "x^3+a*x+a", 0, NULL, NULL, "12", true},
    {"4", "x^14+a*x^2+a+1", GALOIS, NULL, NULL, "12", true},
    {"5", "x^12+x^2+3", 0, NULL, NULL, "99", true},
    {"9", "x^3+(a+1)*x+a", 0, "a", NULL, "7", true},
    {"9", "x^9+(a+1)*x+a", GALOIS, NULL, NULL, "7", true},
    {"256", "x^4+a*x+a^7", 0, NULL, NULL, "65537", true},
    {"257", "x^2+x+3", 0, NULL, NULL, "65537", true},
    {"65537", "x^3+3*x+5", GALOIS, NULL, NULL, "65537", false},
    {"4294967311", "x^3+3*x+5", 0, "4294967310", NULL, "65537", false},
    {"2305843009213693951", "x^2+7*x+11", 0, NULL, NULL, "-65537", false},
    {"65537^3", "x^2+(a^2+5)*x+a", 0, NULL, NULL, "65537", false},
    {"2^61", "x^2+a^60*x+a", GALOIS, NULL, NULL, "65537", false},
};
#define CASES (sizeof cases / sizeof cases[0])

START_TEST(chosen_registers)
{
    uint64_t random = test_seed();
    for (size_t i = 0; i < CASES; i++)
        check_case(&cases[i], &random);
    if (language == LFSR_LANGUAGE_PYTHON) {
        check_case(&(emit_case){"618970019642690137449562111", "x^3+5*x+2", 0, "77", NULL, "-12345", false},
                   &random);
        check_case(&(emit_case){"3^50", "x^2+a^49*x+a", GALOIS, NULL, NULL, "12345", false}, &random);
    }
    if (language == LFSR_LANGUAGE_VERILOG)
        check_case(&(emit_case){"2", "x^1030+x^3+x^2+1", 0, "1", NULL, "12345", false}, &random);
}
END_TEST

/* Random polynomials with small factors, repeated, x among them. */
START_TEST(random_registers)
{
    static const char *const orders[] = {"2", "2", "2", "2", "3", "4", "5", "7", "8", "9", "25"};
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(20); trial++) {
        lfsr_field field;
        lfsr_spec spec;
        lfsr_error error = {0};
        char jump[32], *polynomial;
        fq_default_poly_t f, part;
        const char *order = language == LFSR_LANGUAGE_VERILOG ? "2" : orders[test_random(&random, 11)];
        test_field(&field, order);
        slong bits = (slong)fmpz_bits(field.order), most = 20 / bits;
        slong degree = 2 + (slong)test_random(&random, (uint64_t)(80 / bits));
        fq_default_poly_init(f, field.context);
        fq_default_poly_init(part, field.context);
        fq_default_poly_one(f, field.context);
        for (slong left = degree; left > 0; left = degree - fq_default_poly_degree(f, field.context)) {
            slong d = 1 + (slong)test_random(&random, (uint64_t)(left < most ? left : most));
            test_random_poly(part, d, &field, &random);
            for (uint64_t e = 1 + test_random(&random, 3); e > 0 && left >= d; e--, left -= d)
                fq_default_poly_mul(f, f, part, field.context);
        }
        lfsr_spec_init(&spec);
        ck_assert_ok(lfsr_spec_from_poly(&spec, f, &field, &error), error);
        polynomial = lfsr_spec_polynomial_text(&spec);
        snprintf(jump, sizeof jump, "%llu", (unsigned long long)test_random(&random, 0));
        emit_case given = {order, polynomial, test_random(&random, 2) == 0 ? GALOIS : LFSR_FORM_FIBONACCI,
                           NULL,  NULL,       jump,
                           true};
        if (given.form == LFSR_FORM_FIBONACCI && test_random(&random, 2) == 0)
            given.constant = "1";
        check_case(&given, &random);
        free(polynomial);
        lfsr_spec_clear(&spec);
        fq_default_poly_clear(f, field.context);
        fq_default_poly_clear(part, field.context);
        lfsr_field_clear(&field);
    }
}
END_TEST

static bool available(void)
{
    static const char *const probe[] = {"command -v \"${CC:-cc}\" >/dev/null",
                                        "command -v python3 >/dev/null",
                                        "command -v iverilog >/dev/null && command -v vvp >/dev/null"};
    return system(probe[language]) == 0;
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"c", "python", "verilog"};
    while (argc > 1 && language < LFSR_LANGUAGE_VERILOG && strcmp(argv[1], names[language]) != 0)
        language++;
    if (!available()) {
        printf("skipped: no compiler or interpreter for %s\n", names[language]);
        return 77;
    }
    if (mkdtemp(directory) == NULL) {
        perror("mkdtemp");
        return 1;
    }
    Suite *suite = suite_create("emit");
    tcase_add_test(test_case(suite, "chosen", 300), chosen_registers);
    tcase_add_test(test_case(suite, "random", 300), random_registers);
    int status = test_main(suite);
    (void)!run("rm -rf %s");
    return status;
}
