/* Candidate leaders by lanes, for one instruction set; included after gf2_lanes.inc.h. */
#include "gf2_short.h"

#if GF2_WIDTH == 512
/* below | (equal & first & ~later); equal & ~(first ^ later) */
#define BELOW(below, equal, first, later)                                                                    \
    ((below) | (word)_mm512_ternarylogic_epi64((__m512i)(equal), (__m512i)(first), (__m512i)(later), 0x40))
#define EQUAL(equal, first, later)                                                                           \
    ((word)_mm512_ternarylogic_epi64((__m512i)(equal), (__m512i)(first), (__m512i)(later), 0x90))
#else
#define BELOW(below, equal, first, later) ((below) | ((equal) & (first) & ~(later)))
#define EQUAL(equal, first, later)        ((equal) & ~((first) ^ (later)))
#endif

static ALWAYS_INLINE bool is_zero(word x)
{
#if GF2_WIDTH == 512
    return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) == 0;
#elif GF2_WIDTH == 256
    return _mm256_testz_si256((__m256i)x, (__m256i)x);
#else
    return (x[0] | x[1]) == 0;
#endif
}

/* Symbols up to time `made` + LFSR_GF2_SHORT_AHEAD. */
static void make_symbols(lfsr_gf2_race *race)
{
    word *symbols = (word *)race->symbols;
    uint64_t end = race->made + LFSR_GF2_SHORT_AHEAD;
    if (end - race->shift > LFSR_GF2_SHORT_ROOM) {
        uint64_t back = race->made - race->light.from, from = race->time < back ? race->time : back;
        memmove(symbols + race->degree, symbols + (from - race->shift), (race->made - from) * sizeof(word));
        race->shift = from - race->degree;
    }
    for (uint64_t t = race->made; t < end; t++) {
        const lfsr_gf2_rule *rule = t < race->light.from ? &race->own : &race->light;
        word *out = symbols + (t - race->shift), sum = *(out - rule->distance[0]);
        for (unsigned j = 1; j < rule->taps; j++)
            sum ^= *(out - rule->distance[j]);
        *out = sum;
    }
    race->made = end;
}

/* The lanes of alive whose window at race->time is smaller (result), or the same (*same). */
static ALWAYS_INLINE word compare_windows(lfsr_gf2_race *race, word alive, word *same)
{
    const word *first = (const word *)race->symbols;
    unsigned i = race->time < race->known ? race->known - (unsigned)race->time : 0, degree = race->degree;
    word equal = alive, below = {0};
    for (; i + 4 <= degree; i += 4) {
        if (race->time + i + 4 > race->made)
            make_symbols(race);
        const word *later = first + (race->time - race->shift);
        for (unsigned j = i; j < i + 4; j++) {
            below = BELOW(below, equal, first[j], later[j]);
            equal = EQUAL(equal, first[j], later[j]);
        }
        if (is_zero(equal)) {
            *same = equal;
            return below;
        }
    }
    for (; i < degree; i++) {
        if (race->time + i >= race->made)
            make_symbols(race);
        const word *later = first + (race->time - race->shift);
        below = BELOW(below, equal, first[i], later[i]);
        equal = EQUAL(equal, first[i], later[i]);
    }
    *same = equal;
    return below;
}

static lfsr_gf2_halt run_race(lfsr_gf2_race *race, uint64_t until)
{
    word alive, same;
    memcpy(&alive, race->alive, sizeof alive);
    lfsr_gf2_halt halt = LFSR_GF2_OVER;
    if (race->made == 0)
        race->made = race->degree;
    while (!is_zero(alive)) {
        if (race->time >= until) {
            halt = LFSR_GF2_PAUSE;
            break;
        }
        race->time++;
        if (race->time < race->known) {
            uint64_t rest = race->compare >> race->time;
            race->time = rest == 0 ? race->known : race->time + (unsigned)__builtin_ctzll(rest);
        }
        word below = compare_windows(race, alive, &same);
        alive &= ~(below | same);
        if (!is_zero(same)) {
            memcpy(race->ended, &same, sizeof same);
            halt = LFSR_GF2_ENDED;
            break;
        }
    }
    memcpy(race->alive, &alive, sizeof alive);
    return halt;
}
