/* Where the digits of a register are in its rows. Included after LANE_PLANES is defined. */
#include "lane_field.h"
#include "lanes/vector.inc.h"

/* Digits of a symbol in a row, and what they are digits to the base of; of a field or a stratum. */
#ifdef LANE_WHOLE /* its code */
#define lane_digits(of) ((void)(of), 1u)
#define lane_base(of)   ((of)->q)
#else
#define lane_digits(of) ((of)->k)
#define lane_base(of)   ((of)->p)
#endif

/* Words of a row. */
LANE_INLINE size_t lane_row_words(const lfsr_lane_field *field, unsigned groups)
{
    return (size_t)lane_digits(field) * LANE_PLANES * groups;
}

/* Bytes from a row's first word to the digit of a term. */
LANE_INLINE ptrdiff_t lane_term_offset(const lfsr_lane_term *term, const lfsr_lane_field *field,
                                       unsigned groups)
{
    ptrdiff_t row = (ptrdiff_t)lane_row_words(field, groups);
    return ((ptrdiff_t)(term->digit * LANE_PLANES * groups) - (ptrdiff_t)term->back * row) * LANE_BYTES;
}

LANE_INLINE const lane_word *lane_at(const lane_word *row, ptrdiff_t offset)
{
    return (const lane_word *)((const char *)row + offset);
}
