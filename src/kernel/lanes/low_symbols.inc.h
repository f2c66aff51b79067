/* The last `low` symbols of consecutive codes, piece * lanes and so on, one code a lane: lane by lane, or 64
 * lanes at once where digits are bits. The rows are those of these symbols. */
#ifdef LANE_BINARY
static void lane_block_write_low(const lane_block *b, lane_word *rows, unsigned low, size_t lanes,
                                 uint64_t piece)
{
    static const uint64_t counting[6] = {UINT64_C(0xaaaaaaaaaaaaaaaa), UINT64_C(0xcccccccccccccccc),
                                         UINT64_C(0xf0f0f0f0f0f0f0f0), UINT64_C(0xff00ff00ff00ff00),
                                         UINT64_C(0xffff0000ffff0000), UINT64_C(0xffffffff00000000)};
    const unsigned k = b->field->k;
    for (unsigned bit = 0; bit < low * k; bit++) {
        lane_word *row = rows + (low - 1 - bit / k) * b->stride + (size_t)(bit % k) * b->groups;
        lane_u64 *words = (lane_u64 *)row;
        for (size_t lane = 0; lane < lanes; lane += 64)
            words[lane / 64] = bit < 6 ? counting[bit] : -((piece * lanes + lane) >> bit & 1);
    }
}
#else
static void lane_block_write_low(const lane_block *b, lane_word *rows, unsigned low, size_t lanes,
                                 uint64_t piece)
{
    uint64_t symbols[64], rest = piece * lanes;
    for (unsigned i = low; i-- > 0; rest /= b->field->q)
        symbols[i] = rest % b->field->q;
    for (size_t lane = 0; lane < lanes; lane++) {
        for (unsigned i = 0; i < low; i++)
            lane_block_put(b, rows + i * b->stride, lane, symbols[i]);
        for (unsigned i = low; i-- > 0 && ++symbols[i] == b->field->q;)
            symbols[i] = 0;
    }
}
#endif
