/* Every option, once: name, letter, argument, kind, member of lfsr_cli, default, range, group and help text.
 */
#include "options.h"

#include <stddef.h>

#define AT(member) offsetof(lfsr_cli, member)

/* clang-format off */
#define NONE  NULL, 0, 0, {NULL}
#define FLAG  NULL, LFSR_OPTION_FLAG

const lfsr_option lfsr_option_table[] = {
    {"field", 'q', "Q", LFSR_OPTION_TEXT, AT(order), "2", NONE, LFSR_HELP_POLYNOMIALS,
     "the field GF(Q); Q is a prime power such as 9 or 3^2 (also --order)"},
    {"modulus", 0, "POLY", LFSR_OPTION_TEXT, AT(modulus), NULL, "the Conway polynomial", 0, 0, {NULL}, LFSR_HELP_POLYNOMIALS,
     "irreducible polynomial that defines GF(p^k), such as a^2+a+1"},
    {"file", 'i', "FILE", LFSR_OPTION_TEXT, AT(file), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "read one polynomial per line from FILE; - is standard input"},
    {"all", 0, "N", LFSR_OPTION_DEGREES, AT(all), NULL, NULL, 1, 1000000, {NULL}, LFSR_HELP_POLYNOMIALS,
     "every polynomial of degree N, or of degrees M..N, with f(0) != 0"},
    {"trinomials", 0, "N", LFSR_OPTION_DEGREES, AT(trinomials), NULL, NULL, 2, 1000000, {NULL}, LFSR_HELP_POLYNOMIALS,
     "every trinomial of degree N, or of degrees M..N"},
    {"random", 0, "N", LFSR_OPTION_STATES, AT(random), NULL, NULL, 1, 1000000, {NULL}, LFSR_HELP_POLYNOMIALS,
     "random polynomials of degree N with f(0) != 0, as many as --count says"},
    {"weight", 0, "W", LFSR_OPTION_STATES, AT(weight), NULL, NULL, 2, 1000001, {NULL}, LFSR_HELP_POLYNOMIALS,
     "with --all or --random: only polynomials with W nonzero coefficients"},
    {"seed", 0, "S", LFSR_OPTION_STATES, AT(seed), "1", NULL, 0, UINT64_C(1) << 63, {NULL}, LFSR_HELP_POLYNOMIALS,
     "with --random: the same seed gives the same polynomials (SplitMix64)"},
    {"period", 0, "N", LFSR_OPTION_TEXT, AT(period), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "a register whose longest period is N, such as 65535 or 2^16-1; irreducible if possible"},
    {"fewest-stages", 0, FLAG, AT(fewest_stages), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "with --period: the register of the lowest degree"},
    {"max-degree", 0, "N", LFSR_OPTION_STATES, AT(max_degree), "1000", NULL, 1, 20000, {NULL}, LFSR_HELP_POLYNOMIALS,
     "with --period: the highest degree to look at"},
    {"from-sequence", 0, "FILE", LFSR_OPTION_TEXT, AT(from_sequence), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "the shortest register that generates the symbols in FILE"},
    {"xnor", 0, FLAG, AT(xnor), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "XNOR feedback: over GF(2), 1 is added to the recurrence"},
    {"constant", 0, "B", LFSR_OPTION_TEXT, AT(constant), NULL, NONE, LFSR_HELP_POLYNOMIALS,
     "the element B of the field is added to the recurrence"},

    {"expect", 0, "CLAIM", LFSR_OPTION_TEXT, AT(expect), NULL, NONE, LFSR_HELP_LISTS,
     "exit with status 6 unless every polynomial is as claimed: primitive, irreducible, order=N or cycles=1x1;15x1"},
    {"only", 0, "CLAIM", LFSR_OPTION_TEXT, AT(only), NULL, NONE, LFSR_HELP_LISTS,
     "report only the polynomials for which CLAIM is true"},
    {"count", 0, "K", LFSR_OPTION_STATES, AT(count), NULL, "all; --random: 1", 1, UINT64_C(1) << 63, {NULL}, LFSR_HELP_LISTS,
     "stop after K reported polynomials"},
    {"from-line", 0, "N", LFSR_OPTION_STATES, AT(from_line), "1", NULL, 1, UINT64_C(1) << 63, {NULL}, LFSR_HELP_LISTS,
     "start with line N of the list"},
    {"shard", 0, "I/N", LFSR_OPTION_SHARD, AT(shard), "1/1", NULL, 1, UINT64_C(1) << 32, {NULL}, LFSR_HELP_LISTS,
     "only lines I, I+N, I+2N, ... of the list"},

    {"format", 'f', "F", LFSR_OPTION_CHOICE, AT(format), "text", NULL, 0, 0, {"text", "json", "jsonl", "csv", "brief", NULL}, LFSR_HELP_REPORT,
     "text, brief (one line per polynomial), csv, jsonl or json"},
    {"output", 'o', "FILE", LFSR_OPTION_TEXT, AT(output), NULL, "standard output", 0, 0, {NULL}, LFSR_HELP_REPORT,
     "write to FILE, replacing it only when the report is complete"},
    {"list", 0, FLAG, AT(list), NULL, NONE, LFSR_HELP_REPORT,
     "also list every cycle with its leader (its smallest state)"},
    {"no-header", 0, FLAG, AT(no_header), NULL, NONE, LFSR_HELP_REPORT,
     "csv without the header line, to append to a file"},
    {"progress", 0, NULL, LFSR_OPTION_SWITCH, AT(progress), NULL, "if standard error is a terminal", 0, 0, {NULL}, LFSR_HELP_REPORT,
     "show a progress line on standard error, or none"},
    {"quiet", 0, FLAG, AT(quiet), NULL, NONE, LFSR_HELP_REPORT,
     "print only results and errors"},
    {"verbose", 'v', FLAG, AT(verbose), NULL, NONE, LFSR_HELP_REPORT,
     "explain on standard error what is chosen and why"},

    {"state", 0, "S", LFSR_OPTION_TEXTS, AT(state), NULL, NONE, LFSR_HELP_STATE,
     "where state S is: its tail, its cycle, the period, the index on the cycle"},
    {"to", 0, "T", LFSR_OPTION_TEXT, AT(to), NULL, NONE, LFSR_HELP_STATE,
     "the number of steps from state S to state T"},
    {"jump", 0, "N", LFSR_OPTION_TEXT, AT(jump), NULL, NONE, LFSR_HELP_STATE,
     "the state N steps after S; -N: before S"},
    {"sequence", 0, "N", LFSR_OPTION_STATES, AT(sequence), NULL, NULL, 1, UINT64_C(1) << 63, {NULL}, LFSR_HELP_STATE,
     "the next N output symbols from state S on"},
    {"states", 0, "FILE", LFSR_OPTION_TEXT, AT(states), NULL, NONE, LFSR_HELP_STATE,
     "many states, one per line of FILE: a record for each, without the report of the polynomial; so do several --state"},
    {"table", 0, FLAG, AT(table), NULL, NONE, LFSR_HELP_STATE,
     "every state of the cycle of S with its index, as CSV"},
    {"form", 0, "F", LFSR_OPTION_CHOICE, AT(form), "fibonacci", NULL, 0, 0, {"fibonacci", "galois", NULL}, LFSR_HELP_STATE,
     "S and T are states of the fibonacci or of the galois register"},
    {"log-time", 0, "S", LFSR_OPTION_SECONDS, AT(log_time), "120", NULL, 0, 1000000, {NULL}, LFSR_HELP_STATE,
     "seconds for the discrete logarithms of one question about a state"},

    {"engine", 'e', "LIST", LFSR_OPTION_ENGINES, AT(engines), "auto", NONE, LFSR_HELP_ENGINES,
     "methods to use: auto, all, or a comma list of algebraic, sequential, parallel, reference"},
    {"workers", 'w', "N", LFSR_OPTION_COUNT, AT(workers), NULL, "the available processors", 1, 4096, {NULL}, LFSR_HELP_ENGINES,
     "number of worker processes (also -j, --jobs)"},
    {"start-method", 0, "M", LFSR_OPTION_CHOICE, AT(start_method), "fork", NULL, 0, 0, {"fork", "spawn", NULL}, LFSR_HELP_ENGINES,
     "how workers are started: fork or spawn"},
    {"max-states", 0, "N", LFSR_OPTION_STATES, AT(max_states), "2^40", NULL, 1, UINT64_C(1) << 63, {NULL}, LFSR_HELP_ENGINES,
     "do not walk through more states than N, such as 2^44 or 1e12"},
    {"factor-time", 0, "S", LFSR_OPTION_SECONDS, AT(factor_time), "20", NULL, 0, 1000000, {NULL}, LFSR_HELP_ENGINES,
     "seconds for factoring one polynomial and the numbers that its order needs"},
    {"timeout", 0, "S", LFSR_OPTION_SECONDS, AT(timeout), NULL, "0: adaptive", 0, 1000000, {NULL}, LFSR_HELP_ENGINES,
     "seconds without progress after which a worker is replaced"},
    {"checkpoint", 0, "FILE", LFSR_OPTION_TEXT, AT(checkpoint), NULL, NONE, LFSR_HELP_ENGINES,
     "save a long walk in FILE; the same command resumes it"},
    {"compare", 0, FLAG, AT(compare), NULL, NONE, LFSR_HELP_ENGINES,
     "time sequential against parallel and print the table"},
    {"repeat", 0, "N", LFSR_OPTION_COUNT, AT(repeat), NULL, "1; --compare: 5", 1, 10000, {NULL}, LFSR_HELP_ENGINES,
     "number of timed runs, of which the median is reported"},

    {"help", 'h', FLAG, AT(help), NULL, NONE, LFSR_HELP_OTHER, "print this help"},
    {"version", 'V', FLAG, AT(version), NULL, NONE, LFSR_HELP_OTHER, "print the version"},
};
/* clang-format on */
const size_t lfsr_option_count = sizeof lfsr_option_table / sizeof lfsr_option_table[0];
