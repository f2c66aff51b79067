/* Polynomials over GF(2) as text. */
#ifndef LFSR_BINARY_TEXT_H
#define LFSR_BINARY_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* The text of the polynomial with these bits (bit i of x^i), of degree >= 1, with a zero byte, where it is
 * surely shorter than size bytes; its length, or 0 where that is not sure. */
size_t lfsr_binary_polynomial_text(char *text, size_t size, const uint64_t *bits, size_t degree);

#endif
