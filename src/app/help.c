/* The text of --help: an introduction, the options in groups as the option table has them, the notations. */
#include "help.h"

#include <string.h>

enum { COLUMN = 28, WIDTH = 80 }; /* where the help of an option begins, and the longest line */

static const char introduction[] =
    "Usage: lfsr-analyze [OPTION]... POLYNOMIAL...\n"
    "       lfsr-analyze [OPTION]... --file FILE\n"
    "\n"
    "Tells whether a linear feedback shift register (LFSR) has maximal length, that\n"
    "is, whether its characteristic polynomial over GF(q) is primitive; what its\n"
    "period is; and how many cycles of which period its states form. Independent\n"
    "methods find the answer, and the program compares them.\n"
    "\n"
    "Examples:\n"
    "  lfsr-analyze 'x^16 + x^5 + x^3 + x^2 + 1'         # one polynomial over GF(2)\n"
    "  lfsr-analyze -q 9 --list 'x^2 + (a+1)*x + a'      # over GF(9), every cycle\n"
    "  lfsr-analyze --expect primitive --file taps.txt   # status 0: all primitive\n";

const char *const lfsr_help_headings[LFSR_HELP_GROUPS] = {
    [LFSR_HELP_POLYNOMIALS] = "Polynomials",
    [LFSR_HELP_LISTS] = "Lists of polynomials",
    [LFSR_HELP_REPORT] = "Report",
    [LFSR_HELP_STATE] = "Questions about one state S",
    [LFSR_HELP_ENGINES] = "Methods and their limits",
    [LFSR_HELP_OTHER] = "Other",
};

const char lfsr_help_notations[] =
    "How a polynomial is written (recognized by its form, or chosen by a prefix):\n"
    "  x^16 + x^5 + x^3 + x^2 + 1\n"
    "                  any letter but a as the variable; also 2x^3, 2*x^3, x**3, -x;\n"
    "                  over GF(p^k) with coefficients in a: x^2 + (a+1)*x + a\n"
    "  0x1002D         over GF(2), bit i is the coefficient of x^i (hex:0x1002D);\n"
    "                  also 0b10011 and Verilog's 17'h1002D\n"
    "  crc:16:0x002D   the width, and the word without its leading bit\n"
    "  reversed:0xB400 the same, reversed; 4 bits a digit (reversed:16:0xB400)\n"
    "  koopman:0x8016  the constant term 1 is implied, bit i is x^(i+1); also a\n"
    "                  right-shift Galois mask (galois:0x8016)\n"
    "  [1,0,1,1]       coefficients, constant first (list:1,0,1,1)\n"
    "  high:1,1,0,1    coefficients, highest first\n"
    "  taps:16,5,3,2   exponents over GF(2), + 1 is implied\n"
    "  coeffs:1,1,0,1  recurrence s[i+n] = c0 s[i] + c1 s[i+1] + ..., c0 first;\n"
    "                  a line of bare integers in a file is read like this\n"
    "Read as they print it: PARI, GAP, Sage, Magma, galois, sympy, numpy and LaTeX.\n"
    "A line of a file may begin with its own field: 3: x^4+x+2. # starts a comment.\n"
    "Put -- before a polynomial that starts with '-'.\n";

const char lfsr_help_exit_statuses[] =
    "  0  all polynomials answered, all methods agree\n"
    "  1  usage: the command line is wrong\n"
    "  2  bad input: invalid polynomial or field, unreadable file\n"
    "  3  not computable here: too many states, or factoring took too long\n"
    "  4  system failure: memory, processes, files\n"
    "  5  THE METHODS DISAGREE: please report it\n"
    "  6  not as claimed by --expect\n";

/* Append the text, broken at spaces: no line is longer than WIDTH, further lines begin at COLUMN. *at is the
 * length of the last line. */
static void add_wrapped(lfsr_string *help, const char *text, size_t *at)
{
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        bool first = *at <= COLUMN;
        if (!first && *at + 1 + length > WIDTH) {
            lfsr_string_addf(help, "\n%*s", COLUMN, "");
            *at = COLUMN;
            first = true;
        }
        if (!first)
            lfsr_string_add(help, " ");
        lfsr_string_add_bytes(help, text, length);
        *at += length + !first;
        text += length + (text[length] == ' ');
    }
}

const char *lfsr_help_default(const lfsr_option *option)
{
    return option->shown != NULL ? option->shown : option->initial;
}

/* "  -q, --field Q", and its help from one column on. */
static void add_option(lfsr_string *help, const lfsr_option *option)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    if (option->letter != 0)
        lfsr_string_addf(&line, "  -%c, --", option->letter);
    else
        lfsr_string_add(&line, "      --");
    lfsr_string_addf(&line, "%s%s", option->kind == LFSR_OPTION_SWITCH ? "[no-]" : "", option->name);
    if (option->argument != NULL)
        lfsr_string_addf(&line, " %s", option->argument);
    if (line.length < COLUMN)
        lfsr_string_addf(&line, "%*s", (int)(COLUMN - line.length), "");
    size_t at = line.length;
    add_wrapped(&line, option->help, &at);
    const char *shown = lfsr_help_default(option);
    if (shown != NULL) {
        bool wraps = at + strlen(shown) + 3 > WIDTH;
        lfsr_string_addf(&line, "%s%*s[%s]", wraps ? "\n" : "", wraps ? COLUMN : 1, "", shown);
    }
    lfsr_string_add(&line, "\n");
    lfsr_string_add_bytes(help, line.data, lfsr_string_ok(&line) ? line.length : 0);
    lfsr_string_clear(&line);
}

void lfsr_cli_help(lfsr_sink *sink)
{
    lfsr_string help = LFSR_STRING_EMPTY;
    lfsr_string_add(&help, introduction);
    for (int group = 0; group < LFSR_HELP_GROUPS; group++) {
        lfsr_string_addf(&help, "\n%s:\n", lfsr_help_headings[group]);
        for (size_t i = 0; i < lfsr_option_count; i++)
            if (lfsr_option_table[i].group == (lfsr_help_group)group)
                add_option(&help, &lfsr_option_table[i]);
    }
    lfsr_string_addf(&help, "\n%s\nExit status:\n%s", lfsr_help_notations, lfsr_help_exit_statuses);
    lfsr_sink_add_text(sink, &help);
}
