/* Factoring over GF(2) alone, without orders and reports.
 *
 *     bench_factor factor|irreducible < LIST
 *
 * A line of LIST is 0x1002D, or taps:16,5,3,2 (+ 1). factor: the number of different factors, a line each;
 * irreducible: 0 or 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gf2_poly.h"

enum { MOST_DEGREE = 1 << 20 };

static void set_bit(uint64_t *f, size_t bit, size_t *degree)
{
    if (bit > MOST_DEGREE)
        exit(1);
    f[bit / 64] |= UINT64_C(1) << bit % 64;
    if (bit > *degree)
        *degree = bit;
}

/* The degree of what the line says. */
static size_t read_line(uint64_t *f, const char *line)
{
    size_t degree = 0;
    if (strncmp(line, "taps:", 5) == 0) {
        set_bit(f, 0, &degree);
        for (const char *at = line + 4; *at == ':' || *at == ',';) {
            char *end;
            set_bit(f, strtoul(at + 1, &end, 10), &degree);
            at = end;
        }
        return degree;
    }
    size_t length = strspn(line + 2, "0123456789abcdefABCDEF");
    for (size_t i = 0; i < length; i++) {
        char digit[2] = {line[1 + length - i], '\0'};
        unsigned v = (unsigned)strtoul(digit, NULL, 16);
        for (unsigned b = 0; b < 4; b++)
            if ((v >> b & 1) != 0)
                set_bit(f, 4 * i + b, &degree);
    }
    return degree;
}

int main(int argc, char **argv)
{
    static uint64_t f[MOST_DEGREE / 64 + 1];
    static char line[MOST_DEGREE];
    bool factors = argc > 1 && strcmp(argv[1], "factor") == 0;
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t degree = read_line(f, line);
        lfsr_error error = {0};
        lfsr_gf2_factors found;
        bool irreducible = false;
        lfsr_status status = degree < 1 ? LFSR_BAD_INPUT
                             : factors  ? lfsr_gf2_factor_all(&found, f, degree, NULL, &error)
                                        : lfsr_gf2_is_irreducible(&irreducible, f, degree, NULL, &error);
        if (status != LFSR_OK) {
            fprintf(stderr, "bench_factor: %s\n", error.message);
            return 1;
        }
        printf("%zu\n", factors ? found.length : (size_t)irreducible);
        if (factors)
            lfsr_gf2_factors_clear(&found);
        memset(f, 0, lfsr_gf2_words(degree) * sizeof *f);
    }
    return 0;
}
