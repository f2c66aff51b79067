/* Messages on standard error. The progress line is written six times a second at most, on a terminal over
 * itself, elsewhere (where it was asked for) as lines of their own. */
#include "console.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "words.h"

#define INTERVAL (1.0 / 6)

void lfsr_console_init(lfsr_console *console, const lfsr_cli *cli)
{
    bool terminal = isatty(STDERR_FILENO) == 1;
    *console = (lfsr_console){.terminal = terminal, .verbose = cli->verbose, .quiet = cli->quiet};
    console->progress = cli->progress.on || (terminal && !cli->progress.off && !cli->quiet);
    console->last = lfsr_now();
}

/* One write a line: lines of several processes do not mix. */
static void put(lfsr_text *line)
{
    if (lfsr_text_ok(line))
        (void)!write(STDERR_FILENO, line->data, line->length);
    lfsr_text_clear(line);
}

void lfsr_console_clear(lfsr_console *console)
{
    if (console->shown)
        (void)!write(STDERR_FILENO, "\r\033[K", 4);
    console->shown = false;
}

void lfsr_console_say(lfsr_console *console, const char *format, ...)
{
    char *string = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&string, format, arguments) < 0)
        string = NULL;
    va_end(arguments);
    lfsr_console_clear(console);
    lfsr_text line = LFSR_TEXT_EMPTY;
    lfsr_text_add(&line, string != NULL ? string : "out of memory");
    lfsr_text_add(&line, "\n");
    put(&line);
    free(string);
}

void lfsr_console_progress(void *context, const lfsr_progress *progress)
{
    lfsr_console *console = context;
    double now = lfsr_now();
    if (!console->progress || now - console->last < INTERVAL || progress->seconds < INTERVAL)
        return;
    console->last = now;
    lfsr_text line = LFSR_TEXT_EMPTY;
    double rate = progress->seconds > 0 ? progress->states_done / progress->seconds : 0;
    double part = progress->states_total > 0 ? progress->states_done / progress->states_total : 0;
    lfsr_text_addf(&line, "%s%s: %.1f%%, ", console->terminal ? "\r" : "", progress->engine, 100 * part);
    lfsr_text_add_rate(&line, rate);
    lfsr_text_add(&line, " states/s");
    if (rate > 0) {
        lfsr_text_add(&line, ", ");
        lfsr_text_add_seconds(&line, (progress->states_total - progress->states_done) / rate);
        lfsr_text_add(&line, " left");
    }
    if (progress->workers > 0)
        lfsr_text_addf(&line, ", %u %s", progress->workers, progress->workers == 1 ? "worker" : "workers");
    lfsr_text_add(&line, console->terminal ? "\033[K" : "\n");
    put(&line);
    console->shown = console->terminal;
}

void lfsr_console_note(void *context, const char *line)
{
    lfsr_console *console = context;
    if (console->verbose)
        lfsr_console_say(console, "lfsr-analyze: %s", line);
}
