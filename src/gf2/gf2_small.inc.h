/* Trial division by the 70 irreducible polynomials of degree 1 to 8 other than x, all at once. The residues
 * modulo all of them are 472 bits in eight words, linear in the coefficients: one table look-up for every
 * four of them. A residue of zero shows as a field without a bit. */

enum { SMALL_DEGREE = 8, SMALL_COUNT = 70, SMALL_WORDS = 8 };

typedef struct small_residues {
    uint64_t words[SMALL_WORDS];
} small_residues;

typedef struct small_table {
    small_residues nibbles[16][16];       /* of v x^(4 i) */
    small_residues top;                   /* of x^64 */
    uint64_t high[SMALL_WORDS];           /* the highest bit of every field */
    uint64_t below[SMALL_WORDS];          /* all its other bits */
    unsigned char index[SMALL_WORDS][64]; /* of the factor whose field has this highest bit */
    lfsr_gf2_word factors[SMALL_COUNT];   /* ascending */
    uint64_t inverses[SMALL_COUNT];       /* 1 / factor mod x^64 */
    unsigned char word[SMALL_COUNT], shift[SMALL_COUNT];
} small_table;

static unsigned remainder_of(unsigned a, unsigned b)
{
    while (a >= 1u << (31 - __builtin_clz(b)))
        a ^= b << (__builtin_clz(b) - __builtin_clz(a));
    return a;
}

/* Irreducible polynomials in ascending order, by trial division. */
static void find_small(small_table *table)
{
    unsigned count = 0;
    for (unsigned v = 3; v < 2u << SMALL_DEGREE; v += 2) {
        bool prime = true;
        unsigned degree = 31 - (unsigned)__builtin_clz(v);
        for (unsigned i = 0; i < count && 2 * table->factors[i].degree <= degree && prime; i++)
            prime = remainder_of(v, (unsigned)table->factors[i].low | 1u << table->factors[i].degree) != 0;
        if (prime)
            table->factors[count++] = (lfsr_gf2_word){v ^ 1u << degree, degree};
    }
}

/* Fields do not cross words: 51 bits for the degrees up to 5, 54 for 6, two words for 7, four for 8. */
static void place_small(small_table *table)
{
    unsigned word = 0, used = 0;
    for (unsigned i = 0; i < SMALL_COUNT; i++) {
        unsigned degree = table->factors[i].degree;
        if (used + degree > 64 || (i > 0 && degree > 5 && degree > table->factors[i - 1].degree)) {
            word++;
            used = 0;
        }
        table->word[i] = (unsigned char)word;
        table->shift[i] = (unsigned char)used;
        used += degree;
        table->high[word] |= UINT64_C(1) << (used - 1);
        table->below[word] |= ((UINT64_C(1) << (degree - 1)) - 1) << table->shift[i];
        table->index[word][used - 1] = (unsigned char)i;
    }
}

static const small_table *small_table_get(void)
{
    static small_table table;
    static bool ready;
    if (ready)
        return &table;
    find_small(&table);
    place_small(&table);
    for (unsigned i = 0; i < SMALL_COUNT; i++) {
        unsigned f = (unsigned)table.factors[i].low | 1u << table.factors[i].degree, power = 1;
        uint64_t inverse = 1;
        if (table.factors[i].degree == 1)
            power = 1;
        for (unsigned bit = 0; bit <= 64; bit++) {
            small_residues *row = bit < 64 ? &table.nibbles[bit / 4][1u << bit % 4] : &table.top;
            row->words[table.word[i]] |= (uint64_t)power << table.shift[i];
            power = remainder_of(power << 1, f);
        }
        for (int step = 0; step < 6; step++)
            inverse = low_of(
                mul_ll(pair_of(low_of(mul_ll(pair_of(inverse, 0), pair_of(inverse, 0))), 0), pair_of(f, 0)));
        table.inverses[i] = inverse;
    }
    for (unsigned at = 0; at < 16; at++)
        for (unsigned v = 3; v < 16; v++)
            for (unsigned w = 0; w < SMALL_WORDS && (v & (v - 1)) != 0; w++)
                table.nibbles[at][v].words[w] =
                    table.nibbles[at][v & (v - 1)].words[w] ^ table.nibbles[at][v & -v].words[w];
    ready = true;
    return &table;
}

static inline void small_evaluate(small_residues *out, lfsr_gf2_word f, const small_table *table)
{
    uint64_t bits = f.degree < 64 ? f.low | UINT64_C(1) << f.degree : f.low;
    small_residues sum = f.degree < 64 ? (small_residues){{0}} : table->top;
    for (unsigned at = 0; bits != 0; at++, bits >>= 4)
        for (unsigned w = 0; w < SMALL_WORDS; w++)
            sum.words[w] ^= table->nibbles[at][bits & 15].words[w];
    *out = sum;
}

/* The highest bits of those fields of a word that are zero. */
static inline uint64_t small_zeros(const small_residues *residues, unsigned w, const small_table *table)
{
    uint64_t v = residues->words[w];
    return ~(((v & table->below[w]) + table->below[w]) | v) & table->high[w];
}
