/* Field elements as text. */
#ifndef LFSR_ELEMENT_TEXT_H
#define LFSR_ELEMENT_TEXT_H

#include <flint/fmpz.h>

#include "string_builder.h"

/* "0", "2", "a+1", "2*a^2+a": descending powers of a, no spaces, no parentheses. k digits, constant first. */
void lfsr_element_text(lfsr_string *text, const fmpz *digits, slong k);

#endif
