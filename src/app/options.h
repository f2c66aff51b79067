/* The command line as a plain struct. One table (option_table.c) feeds getopt_long, --help, the defaults and
 * the range checks. */
#ifndef LFSR_APP_OPTIONS_H
#define LFSR_APP_OPTIONS_H

#include <stdint.h>

#include "lfsr/analysis.h"
#include "report.h"

typedef struct lfsr_cli_engines {
    bool run[LFSR_ENGINES];
    bool automatic;         /* auto */
    bool reference_by_name; /* named, not only part of all */
} lfsr_cli_engines;

typedef struct lfsr_cli_switch {
    bool on, off; /* --progress, --no-progress */
} lfsr_cli_switch;

/* The lines index, index + count, ... */
typedef struct lfsr_cli_shard {
    uint64_t index, count;
} lfsr_cli_shard;

/* least..most; 0: none */
typedef struct lfsr_cli_degrees {
    uint64_t least, most;
} lfsr_cli_degrees;

/* The arguments of an option that may be given several times. */
#define LFSR_CLI_TEXTS 64
typedef struct lfsr_cli_texts {
    const char *items[LFSR_CLI_TEXTS];
    size_t count;
} lfsr_cli_texts;

typedef struct lfsr_cli {
    const char *order;   /* text of the field order */
    bool order_given;    /* not the default */
    const char *modulus; /* NULL: the default */
    lfsr_cli_engines engines;
    unsigned workers;      /* 0: the processors this process may use */
    unsigned start_method; /* fork, spawn, mpi */
    bool start_method_given;
    unsigned format;
    unsigned color;         /* lfsr_cli_color */
    const char *output;     /* NULL: standard output */
    const char *plot;       /* a file for a picture; "-": standard output; NULL: none */
    const char *file;       /* NULL: polynomials are arguments */
    bool implied_file;      /* file is standard input though --file was not given */
    const char *checkpoint; /* NULL: none */
    const char *expect;     /* a claim (claim.h); NULL: none */
    const char *only;
    lfsr_cli_degrees all, trinomials; /* sources of polynomials (source.h) */
    uint64_t random;                  /* degree; 0: none */
    uint64_t weight, seed;
    uint64_t count; /* 0: all */
    uint64_t from_line;
    lfsr_cli_shard shard;
    lfsr_cli_texts state; /* none: not asked */
    const char *states;   /* a file of states; NULL: none */
    bool table;
    unsigned emit;             /* 0: no source; else lfsr_language + 1 */
    const char *to, *jump;     /* NULL: not asked */
    const char *from_sequence; /* a file of symbols; NULL: none */
    uint64_t sequence;         /* symbols; 0: none */
    const char *period;        /* of the register that is looked for (period_input.h); NULL: none */
    uint64_t max_degree;       /* of that register */
    bool fewest_stages;
    bool xnor;            /* constant 1 over GF(2) */
    const char *constant; /* an element that is added to the recurrence; NULL: none */
    unsigned form;        /* lfsr_form of the states that are read and printed */
    bool no_header, list, compare, explain;
    unsigned repeat; /* 0: the default */
    double timeout;  /* 0: adaptive */
    double factor_time, log_time;
    uint64_t max_states;
    lfsr_cli_switch progress;
    bool quiet, verbose, help, version;
    char **polynomials;
    int polynomial_count;
} lfsr_cli;

/* How the argument of an option is read. */
typedef enum lfsr_option_kind {
    LFSR_OPTION_FLAG,    /* bool */
    LFSR_OPTION_SWITCH,  /* lfsr_cli_switch: --name and --no-name */
    LFSR_OPTION_TEXT,    /* const char * */
    LFSR_OPTION_TEXTS,   /* lfsr_cli_texts: each time one more */
    LFSR_OPTION_CHOICE,  /* unsigned: the index in `choices` */
    LFSR_OPTION_COUNT,   /* unsigned, in range */
    LFSR_OPTION_SECONDS, /* double, in range */
    LFSR_OPTION_STATES,  /* uint64_t: 2^40, 1e12 or plain, in range */
    LFSR_OPTION_DEGREES, /* lfsr_cli_degrees, in range */
    LFSR_OPTION_SHARD,   /* lfsr_cli_shard */
    LFSR_OPTION_ENGINES  /* lfsr_cli_engines */
} lfsr_option_kind;

/* The groups of --help, in their order. */
typedef enum lfsr_help_group {
    LFSR_HELP_POLYNOMIALS,
    LFSR_HELP_LISTS,
    LFSR_HELP_REPORT,
    LFSR_HELP_STATE,
    LFSR_HELP_ENGINES,
    LFSR_HELP_OTHER,
    LFSR_HELP_GROUPS
} lfsr_help_group;

typedef struct lfsr_option {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: takes none */
    lfsr_option_kind kind;
    size_t offset;          /* of the value in lfsr_cli */
    const char *initial;    /* default, read like an argument; NULL: zero */
    const char *shown;      /* the default as --help says it; NULL: initial */
    uint64_t least, most;   /* range of a number */
    const char *choices[8]; /* of a choice, ended by NULL */
    lfsr_help_group group;
    const char *help;
} lfsr_option;

/* Those about states; a part of lfsr_cli_check. */
LFSR_MUST_CHECK lfsr_status lfsr_cli_check_state(const lfsr_cli *cli, lfsr_error *error);
/* Those about pictures. */
LFSR_MUST_CHECK lfsr_status lfsr_cli_check_picture(const lfsr_cli *cli, lfsr_error *error);
/* No polynomial is given: the error, which names the option that may have taken it as its argument. */
lfsr_status lfsr_cli_no_polynomial(const lfsr_cli *cli, lfsr_error *error);
/* Refuse an operator among the arguments: a polynomial without quotes. */
LFSR_MUST_CHECK lfsr_status lfsr_cli_check_quotes(const lfsr_cli *cli, lfsr_error *error);
/* "A and B cannot be combined: why"; why may be empty. */
lfsr_status lfsr_cli_contradiction(lfsr_error *error, const char *a, const char *b, const char *why);

/* --color */
enum lfsr_cli_color { LFSR_COLOR_AUTO, LFSR_COLOR_ALWAYS, LFSR_COLOR_NEVER };

/* What is added to the recurrence; NULL: nothing. */
const char *lfsr_cli_constant(const lfsr_cli *cli);

/* The argument of a time limit for the library, where 0 is the default: no time is given as nearly none. */
double lfsr_cli_seconds(double argument);

/* The number of workers that an argument of --workers means: 0 is one a processor. */
unsigned lfsr_cli_workers(unsigned argument);

extern const lfsr_option lfsr_option_table[];
extern const size_t lfsr_option_count;

/* Fill *cli from the arguments (which getopt reorders). LFSR_USAGE with a message on any fault. Where help or
 * version is set the rest has not been read. */
LFSR_MUST_CHECK lfsr_status lfsr_cli_parse(lfsr_cli *cli, int argc, char **argv, lfsr_error *error);
/* Flags that contradict each other, and what is missing: part of lfsr_cli_parse. */
LFSR_MUST_CHECK lfsr_status lfsr_cli_check(const lfsr_cli *cli, lfsr_error *error);

/* Read one argument into its member of *cli; the message names the option. */
LFSR_MUST_CHECK lfsr_status lfsr_option_read(lfsr_cli *cli, const lfsr_option *option, const char *argument,
                                             lfsr_error *error);

/* Put "--to: " before the message of a failure; the column, if there is one, becomes a part of it. LFSR_OK
 * stays. */
LFSR_MUST_CHECK lfsr_status lfsr_option_blame(lfsr_status status, const char *option, lfsr_error *error);

void lfsr_cli_help(lfsr_sink *sink);

/* Does the command line ask for a generated list (source.h)? */
bool lfsr_source_wanted(const lfsr_cli *cli);

#endif
