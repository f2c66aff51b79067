/* Every option, once: name, letter, argument, kind, place, default, range, help. And the help text made of
 * it. */
#include "options.h"

#include <stddef.h>
#include <string.h>

#define AT(member) offsetof(lfsr_cli, member)

/* clang-format off */
#define NONE  NULL, 0, 0, {NULL}
#define FLAG  NULL, LFSR_OPTION_FLAG

const lfsr_option lfsr_option_table[] = {
    {"field", 'q', "Q", LFSR_OPTION_TEXT, AT(order), "2", NONE,
     "the field GF(Q): a prime power, as 9 or 3^2 (also --order)"},
    {"modulus", 0, "POLY", LFSR_OPTION_TEXT, AT(modulus), NULL, "the Conway polynomial", 0, 0, {NULL},
     "irreducible polynomial that defines GF(p^k), as a^2+a+1"},
    {"engine", 'e', "LIST", LFSR_OPTION_ENGINES, AT(engines), "auto", NONE,
     "comma list of algebraic, sequential, parallel, reference; or all, auto"},
    {"workers", 'w', "N", LFSR_OPTION_COUNT, AT(workers), NULL, "the processors at hand", 1, 4096, {NULL},
     "worker processes (also -j, --jobs)"},
    {"start-method", 0, "M", LFSR_OPTION_CHOICE, AT(start_method), "fork", NULL, 0, 0, {"fork", "spawn", NULL},
     "how workers start: fork or spawn"},
    {"format", 'f', "F", LFSR_OPTION_CHOICE, AT(format), "text", NULL, 0, 0, {"text", "json", "jsonl", "csv", "brief", NULL},
     "text, brief (a line each), json, jsonl or csv"},
    {"output", 'o', "FILE", LFSR_OPTION_TEXT, AT(output), NULL, "standard output", 0, 0, {NULL},
     "write FILE, whole or not at all"},
    {"file", 'i', "FILE", LFSR_OPTION_TEXT, AT(file), NULL, NONE,
     "read one polynomial a line; - is standard input"},
    {"all", 0, "N", LFSR_OPTION_DEGREES, AT(all), NULL, NULL, 1, 1000000, {NULL},
     "every polynomial of degree N, or of degrees M..N, f(0) != 0"},
    {"trinomials", 0, "N", LFSR_OPTION_DEGREES, AT(trinomials), NULL, NULL, 2, 1000000, {NULL},
     "every trinomial of degree N, or of degrees M..N"},
    {"random", 0, "N", LFSR_OPTION_STATES, AT(random), NULL, NULL, 1, 1000000, {NULL},
     "random polynomials of degree N, f(0) != 0: --count says how many"},
    {"weight", 0, "W", LFSR_OPTION_STATES, AT(weight), NULL, NULL, 2, 1000001, {NULL},
     "of --all and --random, those with W nonzero coefficients"},
    {"seed", 0, "S", LFSR_OPTION_STATES, AT(seed), "1", NULL, 0, UINT64_C(1) << 63, {NULL},
     "of --random (SplitMix64): the same seed, the same polynomials"},
    {"expect", 0, "CLAIM", LFSR_OPTION_TEXT, AT(expect), NULL, NONE,
     "status 6 unless primitive, irreducible, order=N, cycles=1x1;15x1"},
    {"only", 0, "CLAIM", LFSR_OPTION_TEXT, AT(only), NULL, NONE,
     "report only the polynomials for which this holds"},
    {"count", 0, "K", LFSR_OPTION_STATES, AT(count), NULL, "all", 1, UINT64_C(1) << 63, {NULL},
     "stop after K polynomials are reported (--random: 1)"},
    {"from-line", 0, "N", LFSR_OPTION_STATES, AT(from_line), "1", NULL, 1, UINT64_C(1) << 63, {NULL},
     "leave out the lines of the list before line N"},
    {"shard", 0, "I/N", LFSR_OPTION_SHARD, AT(shard), "1/1", NULL, 1, UINT64_C(1) << 32, {NULL},
     "only the lines I, I + N, I + 2 N, ... of the list"},
    {"no-header", 0, FLAG, AT(no_header), NULL, NONE, "csv without its first line: to go on with a file"},
    {"list", 0, FLAG, AT(list), NULL, NONE, "also list every cycle: its leader and period"},
    {"compare", 0, FLAG, AT(compare), NULL, NONE, "repeat sequential and parallel, print the timing table"},
    {"repeat", 0, "N", LFSR_OPTION_COUNT, AT(repeat), NULL, "1; 5 with --compare", 1, 10000, {NULL},
     "runs per timing, the median is reported"},
    {"timeout", 0, "S", LFSR_OPTION_SECONDS, AT(timeout), NULL, "0: adaptive", 0, 1000000, {NULL},
     "seconds without progress before a worker is replaced"},
    {"factor-time", 0, "S", LFSR_OPTION_SECONDS, AT(factor_time), "20", NULL, 0, 1000000, {NULL},
     "seconds for factoring, of a polynomial and of numbers together"},
    {"checkpoint", 0, "FILE", LFSR_OPTION_TEXT, AT(checkpoint), NULL, NONE,
     "save a long walk in FILE; the same command goes on from there"},
    {"max-states", 0, "N", LFSR_OPTION_STATES, AT(max_states), "2^40", NULL, 1, UINT64_C(1) << 63, {NULL},
     "refuse to walk more states than this: 2^40, 1e12"},
    {"state", 0, "S", LFSR_OPTION_TEXT, AT(state), NULL, NONE,
     "where state S lies: its tail, period, cycle and index"},
    {"from-sequence", 0, "FILE", LFSR_OPTION_TEXT, AT(from_sequence), NULL, NONE,
     "find the shortest register of the symbols in FILE"},
    {"to", 0, "T", LFSR_OPTION_TEXT, AT(to), NULL, NONE, "the steps from state S to state T"},
    {"jump", 0, "N", LFSR_OPTION_TEXT, AT(jump), NULL, NONE, "the state N steps on from S; -N: back"},
    {"sequence", 0, "N", LFSR_OPTION_STATES, AT(sequence), NULL, NULL, 1, UINT64_C(1) << 63, {NULL},
     "the next N output symbols from S on"},
    {"progress", 0, NULL, LFSR_OPTION_SWITCH, AT(progress), NULL, "if stderr is a terminal", 0, 0, {NULL},
     "a progress line on standard error, or none"},
    {"quiet", 0, FLAG, AT(quiet), NULL, NONE, "nothing but results and errors"},
    {"verbose", 'v', FLAG, AT(verbose), NULL, NONE, "say on standard error what is chosen and why"},
    {"help", 'h', FLAG, AT(help), NULL, NONE, "print this help"},
    {"version", 'V', FLAG, AT(version), NULL, NONE, "print the version"},
};
/* clang-format on */
const size_t lfsr_option_count = sizeof lfsr_option_table / sizeof lfsr_option_table[0];

static const char introduction[] =
    "Usage: lfsr-analyze [OPTION]... POLYNOMIAL...\n"
    "       lfsr-analyze [OPTION]... --file FILE\n"
    "Into which cycles does the linear feedback shift register with this characteristic\n"
    "polynomial over GF(q) split its state space? Found by algebra and by walking every\n"
    "state, in one process and in several; the answers are compared.\n"
    "\n";

static const char notations[] =
    "\n"
    "Polynomials, detected by form:\n"
    "  x^16 + x^5 + x^3 + x^2 + 1    any one letter but a; 2x^3, 2*x^3, x**3, -x;\n"
    "                                over GF(p^k) coefficients in a: x^2 + (a+1)*x + a\n"
    "  0x1002D        bit i is the coefficient of x^i (hex:), GF(2)\n"
    "  koopman:0x8016 the same without its lowest bit, which is 1 (galois:)\n"
    "  [1,0,1,1]      coefficients, constant first (list:); high:1,1,0,1 highest first\n"
    "  taps:16,5,3,2  exponents over GF(2), + 1 implied\n"
    "  coeffs:1,1,0,1 the recurrence s[i+n] = c0 s[i] + c1 s[i+1] + ..., c0 first;\n"
    "                 so is a line of bare integers in a file\n"
    "A line of a file may begin with its own field, as 3: x^4+x+2; # starts a comment.\n"
    "Put -- before a polynomial that starts with '-'.\n"
    "\n"
    "Exit status: 0 all answered and all engines agree, 1 usage, 2 bad input, 3 unable\n"
    "(too large, or a factorization not finished), 4 system failure, 5 ENGINES DISAGREE,\n"
    "6 not as expected (--expect).\n";

/* "  -q, --field Q", and the help from one column on. */
static void help_line(lfsr_sink *sink, const lfsr_option *option)
{
    enum { COLUMN = 26, WIDTH = 92 };
    lfsr_string line = LFSR_STRING_EMPTY;
    if (option->letter != 0)
        lfsr_string_addf(&line, "  -%c, --", option->letter);
    else
        lfsr_string_add(&line, "      --");
    lfsr_string_addf(&line, "%s%s", option->kind == LFSR_OPTION_SWITCH ? "[no-]" : "", option->name);
    if (option->argument != NULL)
        lfsr_string_addf(&line, " %s", option->argument);
    lfsr_string_addf(&line, "%*s", line.length < COLUMN ? (int)(COLUMN - line.length) : 1, "");
    lfsr_string_add(&line, option->help);
    const char *shown = option->shown != NULL ? option->shown : option->initial;
    if (shown != NULL) {
        bool wraps = line.length + strlen(shown) + 3 > WIDTH;
        lfsr_string_addf(&line, "%s%*s[%s]", wraps ? "\n" : "", wraps ? COLUMN : 1, "", shown);
    }
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
}

void lfsr_cli_help(lfsr_sink *sink)
{
    lfsr_sink_add(sink, introduction);
    for (size_t i = 0; i < lfsr_option_count; i++)
        help_line(sink, &lfsr_option_table[i]);
    lfsr_sink_add(sink, notations);
}
