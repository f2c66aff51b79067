/* Lists of random polynomials (SplitMix64) for the tool and for the programs that it is compared with.
 *
 *     make_list FORM Q DEGREE COUNT
 *
 * FORM hex: 0x1002D, for Q = 2; with COUNT 0 all with a constant term. FORM list: [1,a+1,1], as the tool
 * reads it; codes: 1 3 1; pari: [1,3,1]; the constant term is not zero. FORM dense: one dense irreducible
 * polynomial of degree 9689, hexadecimal. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEGREE = 100000 };

static uint64_t state = 1;

static uint64_t next_random(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* Coefficients 0 and 1, constant first. */
static void print_hex(const unsigned char *c, size_t degree)
{
    fputs("0x", stdout);
    for (size_t digit = degree / 4 + 1; digit-- > 0;) {
        unsigned v = 0;
        for (size_t i = 0; i < 4; i++)
            v |= 4 * digit + i <= degree ? (unsigned)c[4 * digit + i] << i : 0;
        printf("%x", v);
    }
    putchar('\n');
}

/* The sum of d_i a^i for the base-p digits d_i of the code. */
static void print_element(uint64_t code, uint64_t p)
{
    uint64_t digits[64];
    size_t k = 0;
    for (; code > 0; code /= p)
        digits[k++] = code % p;
    if (k == 0)
        putchar('0');
    for (size_t i = k; i-- > 0;) {
        if (digits[i] == 0)
            continue;
        if (i == 0)
            printf("%" PRIu64, digits[i]);
        else if (digits[i] == 1)
            printf("a^%zu", i);
        else
            printf("%" PRIu64 "*a^%zu", digits[i], i);
        for (size_t j = 0; j < i; j++)
            if (digits[j] != 0) {
                putchar('+');
                break;
            }
    }
}

enum { DENSE = 9689, TAP = 84, STEP = 10007 };

/* The minimal polynomial of a^STEP, a a root of x^9689 + x^84 + 1: 2^9689 - 1 is prime, so it is irreducible
 * of the same degree. Berlekamp and Massey's algorithm over every STEP-th symbol of the trinomial's sequence.
 */
static void make_dense(unsigned char *c)
{
    enum { LENGTH = 2 * DENSE };
    static unsigned char history[DENSE] = {1}, s[LENGTH], before[LENGTH + 1], copy[LENGTH + 1];
    size_t at = 0, length = 0, gap = 1;
    for (size_t i = 0; i < LENGTH; i++) {
        s[i] = history[at];
        for (size_t j = 0; j < STEP; j++, at = at + 1 == DENSE ? 0 : at + 1)
            history[at] ^= history[at + TAP < DENSE ? at + TAP : at + TAP - DENSE];
    }
    memset(c, 0, LENGTH + 1);
    c[0] = before[0] = 1;
    for (size_t i = 0; i < LENGTH; i++, gap++) {
        unsigned d = 0;
        for (size_t j = 0; j <= length; j++)
            d ^= c[j] & s[i - j];
        if (d == 0)
            continue;
        memcpy(copy, c, LENGTH + 1);
        for (size_t j = gap; j <= LENGTH; j++)
            c[j] ^= before[j - gap];
        if (2 * length <= i) {
            length = i + 1 - length;
            memcpy(before, copy, LENGTH + 1);
            gap = 0;
        }
    }
}

static uint64_t characteristic(uint64_t q)
{
    for (uint64_t p = 2; p < 65536 && p * p <= q; p++) /* above, Q is taken for a prime */
        if (q % p == 0)
            return p;
    return q;
}

static void print_row(const char *form, uint64_t q, size_t degree)
{
    uint64_t p = characteristic(q);
    int codes = strcmp(form, "codes") == 0, list = strcmp(form, "list") == 0;
    fputs(codes ? "" : "[", stdout);
    for (size_t i = 0; i <= degree; i++) {
        uint64_t c = i == degree ? 1 : i == 0 ? 1 + next_random() % (q - 1) : next_random() % q;
        if (list)
            print_element(c, p);
        else
            printf("%" PRIu64, c);
        fputs(i == degree ? "" : codes ? " " : ",", stdout);
    }
    fputs(codes ? "\n" : "]\n", stdout);
}

int main(int argc, char **argv)
{
    static unsigned char c[MOST_DEGREE + 1];
    if (argc != 5) {
        fprintf(stderr, "usage: make_list hex|list|codes|pari|dense Q DEGREE COUNT\n");
        return 1;
    }
    const char *form = argv[1];
    uint64_t q = strtoull(argv[2], NULL, 10), count = strtoull(argv[4], NULL, 10);
    size_t degree = strtoul(argv[3], NULL, 10);
    if (q < 2 || degree < 1 || degree > MOST_DEGREE)
        return 1;
    if (strcmp(form, "dense") == 0) {
        make_dense(c);
        print_hex(c, DENSE);
    } else if (strcmp(form, "hex") == 0) {
        uint64_t all = count == 0 ? UINT64_C(1) << (degree - 1) : count;
        for (uint64_t i = 0; i < all; i++) {
            c[0] = c[degree] = 1;
            for (size_t j = 1; j < degree; j++)
                c[j] = (unsigned char)((count == 0 ? i >> (j - 1) : next_random() >> 63) & 1);
            print_hex(c, degree);
        }
    } else {
        for (uint64_t i = 0; i < count; i++)
            print_row(form, q, degree);
    }
    return 0;
}
