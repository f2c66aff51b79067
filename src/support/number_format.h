/* Numbers and durations for people: few digits, with a unit. */
#ifndef LFSR_NUMBER_FORMAT_H
#define LFSR_NUMBER_FORMAT_H

#include <stdint.h>

#include "string_builder.h"

/* "300 us", "1.00 ms", "3.42 s": three significant digits up to 1000 s, then whole seconds. Negative: 0. */
void lfsr_string_add_seconds(lfsr_string *text, double seconds);
/* A long duration: "12.0 s", "20 min", "11 h", "40 days", "54 y". Negative: 0. */
void lfsr_string_add_duration(lfsr_string *text, double seconds);
/* A count, or a rate without its "/s": "16", "5.30 M", "1.15 E": whole below 1000, then three significant
 * digits and a decimal prefix up to Y (10^24), and a power of ten beyond. */
void lfsr_string_add_count(lfsr_string *text, double count);
/* A ratio: "1.06", "45.3", "2060", three significant digits or all before the point. */
void lfsr_string_add_ratio(lfsr_string *text, double ratio);
/* A number of states: "2^42" where it is a power of base (at least 2) with more than six digits, else its
 * digits. */
void lfsr_string_add_states(lfsr_string *text, uint64_t states, uint64_t base);

#endif
