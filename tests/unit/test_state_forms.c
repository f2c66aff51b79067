/* The forms of a register: the Galois register stepped symbol by symbol, both bit orders of the words. */
#include "test_algebra_support.h"

#include "lfsr/state.h"
#include "string_builder.h"

/* A random polynomial over a field, its states opened in one form. */
typedef struct subject {
    lfsr_field field;
    lfsr_register reg;
    lfsr_states *states;
} subject;

static void subject_init(subject *s, const char *order, slong degree, lfsr_form form, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_states_options options;
    fq_default_poly_t f;
    test_field(&s->field, order);
    fq_default_poly_init(f, s->field.context);
    test_random_poly(f, degree, &s->field, random);
    test_register(&s->reg, f, &s->field);
    fq_default_poly_clear(f, s->field.context);
    lfsr_states_options_init(&options);
    options.form = form;
    ck_assert_ok(lfsr_states_open(&s->states, &s->reg.spec, &options, &error), error);
}

static void subject_clear(subject *s)
{
    lfsr_states_close(s->states);
    lfsr_register_clear(&s->reg);
    lfsr_field_clear(&s->field);
}

static void free_text(char **text)
{
    free(*text);
    *text = NULL;
}

static lfsr_state *parse(const subject *s, const char *text)
{
    lfsr_error error = {0};
    lfsr_state *state;
    ck_assert_ok(lfsr_state_parse(&state, s->states, text, strlen(text), &error), error);
    return state;
}

/* A code as text: symbol 0 is the most significant digit. */
static char *text_of(const uint64_t *symbols, const subject *s)
{
    uint64_t q = fmpz_get_ui(s->field.order), code = 0;
    for (slong i = 0; i < s->reg.degree; i++)
        code = code * q + symbols[i];
    return lfsr_state_text(code, s->reg.degree, &s->field.spec);
}

/* g_i becomes g_(i+1) + c_(n-1-i) g_0, with c_j = -f_j. */
static void galois_step(uint64_t *symbols, const subject *s)
{
    slong n = s->reg.degree;
    fq_default_t first, c, next;
    fq_default_init(first, s->field.context);
    fq_default_init(c, s->field.context);
    fq_default_init(next, s->field.context);
    lfsr_field_set_code(first, symbols[0], &s->field);
    for (slong i = 0; i < n; i++) {
        fq_default_poly_get_coeff(c, s->reg.f, n - 1 - i, s->reg.field.context);
        fq_default_neg(c, c, s->field.context);
        fq_default_mul(c, c, first, s->field.context);
        lfsr_field_set_code(next, i + 1 < n ? symbols[i + 1] : 0, &s->field);
        fq_default_add(next, next, c, s->field.context);
        symbols[i] = lfsr_field_get_code(next, &s->field);
    }
    fq_default_clear(first, s->field.context);
    fq_default_clear(c, s->field.context);
    fq_default_clear(next, s->field.context);
}

static bool take_first(void *context, const char *text, size_t length)
{
    char **out = context;
    *out = strndup(text, length);
    return false;
}

static bool collect(void *context, const char *text, size_t length)
{
    lfsr_string_add_bytes(context, text, length);
    return true;
}

/* The table of a short cycle in the Galois form, row by row stepped by hand. */
static void check_table(lfsr_state *state, const subject *s)
{
    lfsr_error error = {0};
    lfsr_string found = LFSR_STRING_EMPTY;
    uint64_t symbols[64], index = 0;
    ck_assert_ok(lfsr_state_find_place(state, true, &error), error);
    if (strlen(lfsr_state_period(state)) > 3)
        return;
    ck_assert_ok(lfsr_state_table(state, collect, &found, &error), error);
    for (char *row = strtok(found.data, "\n"); row != NULL; row = strtok(NULL, "\n"), index++) {
        char *comma = strchr(row, ','), *text;
        ck_assert_uint_eq(strtoull(comma + 1, NULL, 10), index);
        *comma = '\0';
        for (slong i = 0; i < s->reg.degree && index == 0; i++) /* prime fields below 10 only */
            symbols[i] = (uint64_t)(row[i] - '0');
        text = text_of(symbols, s);
        ck_assert_str_eq(row, text);
        free(text);
        galois_step(symbols, s);
    }
    ck_assert_uint_eq(index, strtoull(lfsr_state_period(state), NULL, 10));
    lfsr_string_clear(&found);
}

static const struct {
    const char *order;
    uint64_t most; /* degree; codes of states are below 2^64 */
} fields[] = {{"2", 40},         {"3", 20},
              {"4", 12},         {"5", 15},
              {"7", 12},         {"9", 10},
              {"11", 9},         {"25", 6},
              {"49", 5},         {"2147483659", 2},
              {"4294967291", 2}, {"2^31", 2},
              {"65521^2", 2},    {"9223372036854775783", 1}};

/* A Galois state is stepped by hand and by a jump; what is put out is its first symbol; its Fibonacci state
 * read in that form is stepped to the Fibonacci state of the next one. */
START_TEST(galois_steps)
{
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(200); trial++) {
        size_t which = test_random(&random, sizeof fields / sizeof fields[0]);
        uint64_t most = trial % 2 == 0 && fields[which].most > 3 ? 3 : fields[which].most;
        slong degree = 1 + (slong)test_random(&random, most);
        uint64_t seed = random, symbols[64];
        lfsr_error error = {0};
        subject galois, fibonacci;
        subject_init(&galois, fields[which].order, degree, LFSR_FORM_GALOIS, &random);
        subject_init(&fibonacci, fields[which].order, degree, LFSR_FORM_FIBONACCI, &seed);
        for (slong i = 0; i < degree; i++)
            symbols[i] = test_random(&random, fmpz_get_ui(galois.field.order));
        char *text = text_of(symbols, &galois), *put_out = NULL;
        uint64_t zeros[64] = {symbols[0]};
        for (slong i = 1; i < degree; i++)
            zeros[i] = 0;
        lfsr_state *state = parse(&galois, text), *stepped, *other, *other_stepped;
        ck_assert_str_eq(lfsr_state_symbols(state), text);
        if (fields[which].order[1] == '\0' && strchr("2357", fields[which].order[0]) != NULL)
            check_table(state, &galois);
        galois_step(symbols, &galois);
        free_text(&text);
        text = text_of(symbols, &galois);
        ck_assert_ok(lfsr_state_jump(&stepped, state, "1", &error), error);
        ck_assert_str_eq(lfsr_state_symbols(stepped), text);
        free_text(&text);
        text = lfsr_state_text(zeros[0], 1, &galois.field.spec);
        ck_assert_ok(lfsr_state_sequence(state, 1, take_first, &put_out, &error), error);
        ck_assert_str_eq(put_out, text);
        free_text(&put_out);
        free_text(&text);
        text = lfsr_state_format(state, LFSR_FORM_FIBONACCI, LFSR_STYLE_SYMBOLS);
        other = parse(&fibonacci, text);
        ck_assert_ok(lfsr_state_jump(&other_stepped, other, "1", &error), error);
        free_text(&text);
        text = lfsr_state_format(stepped, LFSR_FORM_FIBONACCI, LFSR_STYLE_SYMBOLS);
        ck_assert_str_eq(lfsr_state_symbols(other_stepped), text);
        free_text(&text);
        text = lfsr_state_format(other, LFSR_FORM_GALOIS, LFSR_STYLE_SYMBOLS);
        ck_assert_str_eq(lfsr_state_symbols(state), text);
        free_text(&text);
        lfsr_state_free(state);
        lfsr_state_free(stepped);
        lfsr_state_free(other);
        lfsr_state_free(other_stepped);
        subject_clear(&galois);
        subject_clear(&fibonacci);
    }
}
END_TEST

/* Words of GF(2): bit by bit against the symbols, read back, and stepped as a data sheet says: shifted right
 * with the first symbol lowest, shifted left with it highest. */
START_TEST(words)
{
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(100); trial++) {
        slong n = 1 + (slong)test_random(&random, 62);
        lfsr_error error = {0};
        subject s;
        subject_init(&s, "2", n, LFSR_FORM_GALOIS, &random);
        uint64_t mask = (UINT64_C(1) << n) - 1, word = test_random(&random, mask + 1), f = 0, right = 0;
        char text[32];
        for (slong j = 0; j < n; j++) {
            uint64_t bit = fmpz_get_ui(s.reg.spec.coefficients + j);
            f |= bit << j;
            right |= bit << (n - 1 - j);
        }
        snprintf(text, sizeof text, "0x%llX", (unsigned long long)word);
        lfsr_state *state = parse(&s, text), *next;
        char *low = lfsr_state_format(state, LFSR_FORM_GALOIS, LFSR_STYLE_LOW_FIRST);
        char *high = lfsr_state_format(state, LFSR_FORM_GALOIS, LFSR_STYLE_HIGH_FIRST);
        char *symbols = lfsr_state_format(state, LFSR_FORM_GALOIS, LFSR_STYLE_SYMBOLS);
        ck_assert_str_eq(low, text);
        uint64_t left = strtoull(high, NULL, 16);
        for (slong i = 0; i < n; i++) {
            ck_assert_int_eq(symbols[i] - '0', (int)(word >> i & 1));
            ck_assert_int_eq(symbols[i] - '0', (int)(left >> (n - 1 - i) & 1));
        }
        free(low);
        free(high);
        free(symbols);
        ck_assert_ok(lfsr_state_jump(&next, state, "1", &error), error);
        low = lfsr_state_format(next, LFSR_FORM_GALOIS, LFSR_STYLE_LOW_FIRST);
        high = lfsr_state_format(next, LFSR_FORM_GALOIS, LFSR_STYLE_HIGH_FIRST);
        ck_assert_uint_eq(strtoull(low, NULL, 16), word >> 1 ^ ((word & 1) != 0 ? right : 0));
        ck_assert_uint_eq(strtoull(high, NULL, 16),
                          (left << 1 & mask) ^ ((left >> (n - 1) & 1) != 0 ? f : 0));
        free(low);
        free(high);
        lfsr_state_free(state);
        lfsr_state_free(next);
        subject_clear(&s);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("state_forms");
    tcase_add_test(test_case(suite, "galois", 600), galois_steps);
    tcase_add_test(test_case(suite, "words", 600), words);
    return test_main(suite);
}
