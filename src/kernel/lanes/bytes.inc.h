/* Digits in bytes: what the driver asks for. */
LANE_INLINE lane_word lane_zero(lane_word x)
{
    return (lane_word)((lane_bytes)x == 0);
}

LANE_INLINE unsigned lane_get(const lane_program *program, const lane_word *at, unsigned groups, size_t lane)
{
    (void)program, (void)groups;
    return ((const uint8_t *)at)[lane];
}

LANE_INLINE bool lane_get_zero(const lane_program *program, const lane_word *at, size_t lane)
{
    (void)program;
    return ((const uint8_t *)at)[lane] == 0;
}

LANE_INLINE void lane_put(const lane_program *program, lane_word *at, unsigned groups, size_t lane,
                          unsigned digit)
{
    (void)program, (void)groups;
    ((uint8_t *)at)[lane] = (uint8_t)digit;
}

LANE_INLINE void lane_compare(lane_word first, lane_word later, lane_mask *below, lane_mask *equal)
{
#if LANE_BYTES == 64
    *below |= _mm512_mask_cmplt_epu8_mask(*equal, (__m512i)later, (__m512i)first);
    *equal = _mm512_mask_cmpeq_epu8_mask(*equal, (__m512i)later, (__m512i)first);
#else
    *below |= *equal & (lane_word)((lane_bytes)later < (lane_bytes)first);
    *equal &= (lane_word)((lane_bytes)later == (lane_bytes)first);
#endif
}
