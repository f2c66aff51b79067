/* Second names of options, and hints for names that are no option. */
#ifndef LFSR_APP_OPTION_HINTS_H
#define LFSR_APP_OPTION_HINTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lfsr_option_synonym {
    const char *name;   /* long */
    char letter;        /* 0: none */
    const char *option; /* the name in lfsr_option_table */
} lfsr_option_synonym;

extern const lfsr_option_synonym lfsr_option_synonyms[];
extern const size_t lfsr_option_synonym_count;

/* The option that was probably meant by a name without its dashes, as "--format json"; NULL: none. */
const char *lfsr_option_meant(const char *name, size_t length);
/* Could the argument, which begins with '-', be a polynomial? */
bool lfsr_option_is_polynomial(const char *argument);

#endif
