/* Symbols over GF(2), 64 at a time. f(x)^64 = f(x^64), so the sequence also obeys the recurrence of f in
 * words: with w_i its i-th 64 symbols, w_(i+n) is the sum of the w_(i+j) over the exponents j of f below n.
 * The first n words come from the power series. */
#include <stdlib.h>
#include <string.h>

#include "symbols.h"

#define PIECE_WORDS 1024

typedef struct stream {
    slong n, taps;
    slong *exponents;   /* below n, ascending */
    uint64_t *words;    /* n + PIECE_WORDS: the window, then what follows it */
    uint64_t text[256]; /* eight characters for a byte, its lowest bit first */
    char *out;
} stream;

static void set_bytes(stream *s)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char characters[8];
        for (unsigned bit = 0; bit < 8; bit++)
            characters[bit] = (char)('0' + (byte >> bit & 1));
        memcpy(&s->text[byte], characters, sizeof characters);
    }
}

static void set_first_words(stream *s, const fq_default_poly_t residue, const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_t symbols;
    fq_default_t c;
    fq_default_poly_init(symbols, context);
    fq_default_init(c, context);
    lfsr_symbols(symbols, residue, 64 * s->n, algebra);
    for (slong i = 0; i < 64 * s->n; i++) {
        fq_default_poly_get_coeff(c, symbols, i, context);
        s->words[i / 64] |= (uint64_t)!fq_default_is_zero(c, context) << (i % 64);
    }
    for (slong j = 0; j < s->n; j++) {
        fq_default_poly_get_coeff(c, algebra->reg->f, j, context);
        if (!fq_default_is_zero(c, context))
            s->exponents[s->taps++] = j;
    }
    fq_default_clear(c, context);
    fq_default_poly_clear(symbols, context);
}

/* The words after the window, as many as fit. */
static void extend(stream *s)
{
    for (slong i = 0; i < PIECE_WORDS; i++) {
        uint64_t sum = 0;
        for (slong t = 0; t < s->taps; t++)
            sum ^= s->words[i + s->exponents[t]];
        s->words[s->n + i] = sum;
    }
}

static void set_text(stream *s)
{
    for (slong i = 0; i < PIECE_WORDS; i++)
        for (unsigned byte = 0; byte < 8; byte++)
            memcpy(s->out + 64 * i + 8 * byte, &s->text[s->words[i] >> (8 * byte) & 255], 8);
}

lfsr_status lfsr_symbols_write_binary(const fq_default_poly_t residue, uint64_t count,
                                      const lfsr_state_algebra *algebra, lfsr_text_writer write,
                                      void *context, lfsr_error *error)
{
    size_t n = (size_t)algebra->reg->degree;
    stream s = {.n = (slong)n};
    s.exponents = calloc(n, sizeof *s.exponents);
    s.words = calloc(n + PIECE_WORDS, sizeof *s.words);
    s.out = malloc(64 * PIECE_WORDS);
    lfsr_status status = LFSR_OK;
    if (s.exponents == NULL || s.words == NULL || s.out == NULL)
        status = lfsr_fail_memory(error);
    else {
        set_bytes(&s);
        set_first_words(&s, residue, algebra);
    }
    for (bool going_on = true; status == LFSR_OK && count > 0 && going_on;) {
        uint64_t length = count < 64 * PIECE_WORDS ? count : 64 * PIECE_WORDS;
        extend(&s);
        set_text(&s);
        going_on = write(context, s.out, (size_t)length);
        memmove(s.words, s.words + PIECE_WORDS, n * sizeof *s.words);
        count -= length;
    }
    free(s.exponents);
    free(s.words);
    free(s.out);
    return status;
}
