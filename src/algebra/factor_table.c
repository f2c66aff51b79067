/* Looking a line up in the compiled-in factor tables. The tables are text: a run reads a few dozen lines, and
 * text is independent of the limb size. */
#include "factor_table.h"

#include <stdlib.h>

const char *lfsr_factor_table_line(unsigned long base, long n)
{
    const lfsr_factor_table *table = lfsr_factor_tables;
    while (table->base != 0 && table->base != base)
        table++;
    size_t low = 0, high = table->length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        char *rest;
        long found = strtol(table->lines[middle], &rest, 10);
        if (found == n)
            return rest;
        if (found < n)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
