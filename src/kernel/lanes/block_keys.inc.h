/* Blocks compared by keys: a few consecutive symbols as one number. Only the least key of
 * LANE_AHEAD windows is compared with the first window's: a lane that had a smaller one is dropped. Lanes
 * whose least key is that of the first window are rare: then these windows are compared symbol by symbol.
 *
 * The arithmetic supplies LANE_KEYS, the most symbols of a key, which is at most 4; the type lane_key, a
 * vector of reals as wide as a word; lane_key_most, which no key exceeds; lane_key_symbols(q, degree);
 * lane_symbol_key(program, symbol, groups, digits), the number of a symbol of that many digits in every lane
 * of a word, ordered as codes are; lane_key_least(a, b). */

/* The least key of the LANE_AHEAD windows that begin in the rows from `row` on. */
LANE_INLINE lane_key lane_least_key(const lane_block *b, const lane_word *row, const unsigned groups,
                                    const unsigned symbols, const unsigned digits)
{
    const lane_real q = (lane_real)b->field->q;
    lane_key code[LANE_AHEAD + LANE_KEYS - 1], least = lane_key_most - (lane_key){0};
    for (unsigned i = 0; i < LANE_AHEAD + symbols - 1; i++, row += b->stride)
        code[i] = lane_symbol_key(b->program, row, groups, digits);
    for (unsigned i = 0; i < LANE_AHEAD; i++) {
        lane_key key = code[i];
        for (unsigned j = 1; j < symbols; j++)
            key = key * q + code[i + j];
        least = lane_key_least(least, key);
    }
    return least;
}

LANE_INLINE void lane_least_keys(const lane_block *b, const lane_word *row, lane_key *least,
                                 const unsigned groups)
{
    const unsigned k = b->field->k;
    switch (b->key_symbols + (k > 1 ? LANE_KEYS : 0)) {
#define LANE_LEAST_KEYS(symbols, digits)                                                                     \
    for (unsigned g = 0; g < groups; g++)                                                                    \
        least[g] = lane_least_key(b, row + g, groups, symbols, digits);                                      \
    break
    case 1:
        LANE_LEAST_KEYS(1, 1);
    case 2:
        LANE_LEAST_KEYS(2, 1);
    case 3:
        LANE_LEAST_KEYS(3, 1);
    case 4:
        LANE_LEAST_KEYS(4, 1);
    case 5:
        LANE_LEAST_KEYS(1, k);
    case 6:
        LANE_LEAST_KEYS(2, k);
    case 7:
        LANE_LEAST_KEYS(3, k);
    default:
        LANE_LEAST_KEYS(4, k);
#undef LANE_LEAST_KEYS
    }
}

/* The keys of the first windows, which are in the rows. */
static void lane_block_first_keys(lane_block *b)
{
    for (unsigned g = 0; g < b->groups; g++) {
        lane_key key = {0};
        for (unsigned i = 0; i < b->key_symbols; i++)
            key = key * (lane_real)b->field->q +
                  lane_symbol_key(b->program, b->rows + i * b->stride + g, b->groups, b->field->k);
        b->first_key[g] = key;
    }
}

/* Windows at LANE_AHEAD times: drop lanes. Returns whether one of them may have ended; then nothing is done.
 */
LANE_INLINE bool lane_block_drop(lane_block *b, const unsigned groups)
{
    lane_key least[LANE_BLOCK_MOST];
    lane_word tied = {0};
    while (b->made < b->time + LANE_AHEAD + b->key_symbols)
        lane_make_rows(b, groups);
    const uint64_t from = b->time + 1, row = from < b->field->degree ? from : from - b->shift;
    lane_least_keys(b, b->rows + row * b->stride, least, groups);
    for (unsigned g = 0; g < groups; g++)
        tied |= b->alive[g] & (lane_word)(least[g] == b->first_key[g]);
    if (lane_any(tied))
        return true;
    for (unsigned g = 0; g < groups; g++)
        b->alive[g] &= (lane_word)(least[g] > b->first_key[g]);
    b->time += LANE_AHEAD;
    return false;
}

/* On to the next event; up to LANE_AHEAD - 1 steps beyond `until`. */
LANE_INLINE lane_halt lane_block_walk_keys(lane_block *b, uint64_t until, const unsigned groups)
{
    while (b->time < until) {
        lane_word any = b->alive[0];
        lane_halt halt = LANE_PAUSE;
        for (unsigned g = 1; g < groups; g++)
            any |= b->alive[g];
        if (!lane_any(any))
            return LANE_OVER;
        if (b->time + 1 < b->known)
            halt = lane_block_walk(b, b->known, groups);
        else if (lane_block_drop(b, groups))
            halt = lane_block_walk(b, b->time + LANE_AHEAD, groups);
        if (halt != LANE_PAUSE)
            return halt;
    }
    return LANE_PAUSE;
}
