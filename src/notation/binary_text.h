/* Polynomials over GF(2) of one word as text. */
#ifndef LFSR_BINARY_TEXT_H
#define LFSR_BINARY_TEXT_H

#include <flint/flint.h>
#include <stddef.h>
#include <stdint.h>

#define LFSR_BINARY_TEXT 512 /* bytes: more than any of them needs, 7 a term */

/* x^degree + low, 1 <= degree <= 64, low of degree below degree; the length. */
size_t lfsr_binary_polynomial_text(char text[LFSR_BINARY_TEXT], uint64_t low, slong degree);

#endif
