/* Standard error: messages, notes and the progress line, which never mix on one line. */
#ifndef LFSR_APP_CONSOLE_H
#define LFSR_APP_CONSOLE_H

#include "input.h"
#include "lfsr/analysis.h"
#include "options.h"

typedef struct lfsr_console {
    bool progress, terminal, verbose, quiet;
    lfsr_string *capture; /* not NULL: messages go there, and nothing to the terminal */
    bool shown;           /* the terminal shows a progress line */
    double last;          /* when it was written */
} lfsr_console;

/* Install the handler: SIGUSR1 prints one progress line, even where they are not shown. */
void lfsr_console_listen(void);
void lfsr_console_init(lfsr_console *console, const lfsr_cli *cli);
/* One line; "lfsr-analyze: " is not added. */
void lfsr_console_say(lfsr_console *console, const char *format, ...) LFSR_PRINTF(2, 3);
/* A message about one item: "FILE:LINE: message", or "lfsr-analyze: 'x^': message" for an argument (file
 * NULL). */
void lfsr_console_complain(lfsr_console *console, const char *file, const lfsr_input_item *item,
                           const char *message);
/* Lines that lfsr_console_say captured elsewhere. */
void lfsr_console_put(lfsr_console *console, const char *lines, size_t length);
/* Progress of a list: shown as the progress of a walk is. share: of the list that is answered, 0 to 1;
 * negative where it is not known. */
void lfsr_console_lines(lfsr_console *console, uint64_t answered, uint64_t failed, double seconds,
                        double share);
/* Clear the progress line. */
void lfsr_console_clear(lfsr_console *console);
/* The callbacks of lfsr_options; context is the console. */
bool lfsr_console_progress(void *context, const lfsr_progress *progress);
void lfsr_console_notice(void *context, const char *line);
void lfsr_console_note(void *context, const char *line);

#endif
