/* Messages on standard error. The progress line is written in place on a terminal, six times a second at
 * most. Elsewhere (if requested) it is a line of its own, written ever less often, so that a log of a day
 * stays short. The handler of SIGUSR1 only sets a flag; the next progress report, a few milliseconds later,
 * checks it. */
#include "console.h"

#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "clock.h"
#include "interrupt.h"
#include "text_values.h"

#define INTERVAL (1.0 / 6)
/* Off a terminal: a quarter of the time since the start, up to a minute. */
#define LOG_GROWTH       0.25
#define LONGEST_INTERVAL 60.0

static volatile sig_atomic_t asked;

static void on_question(int number)
{
    (void)number;
    asked = 1;
}

void lfsr_console_listen(void)
{
    struct sigaction action = {.sa_handler = on_question, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
}

void lfsr_console_init(lfsr_console *console, const lfsr_cli *cli)
{
    bool terminal = isatty(STDERR_FILENO) == 1;
    *console = (lfsr_console){.terminal = terminal, .verbose = cli->verbose, .quiet = cli->quiet};
    console->progress = cli->progress.on || (terminal && !cli->progress.off && !cli->quiet);
    console->last = lfsr_now();
}

/* One write per line, so that lines of several processes do not mix. */
static void put(lfsr_string *line)
{
    if (lfsr_string_ok(line))
        (void)!write(STDERR_FILENO, line->data, line->length);
    lfsr_string_clear(line);
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
    lfsr_string line = LFSR_STRING_EMPTY;
    lfsr_string_add(&line, string != NULL ? string : "out of memory");
    lfsr_string_add(&line, "\n");
    if (console->capture != NULL) {
        lfsr_string_add_bytes(console->capture, line.data, line.length);
        lfsr_string_clear(&line);
    } else {
        put(&line);
    }
    free(string);
}

/* "parallel: 1.2 T of 17.6 T states (6.8%), 130 G/s, 12 s left, 2 workers" */
static void add_progress(lfsr_string *line, const lfsr_progress *progress)
{
    double done = progress->states_done, total = progress->states_total;
    double rate = progress->seconds > 0 ? (done - progress->states_before) / progress->seconds : 0;
    lfsr_string_addf(line, "%s: ", progress->engine);
    if (progress->activity == LFSR_FACTORING) {
        lfsr_string_addf(line, "factoring, %.0f s of at most %g s", progress->seconds,
                         progress->seconds_limit);
        return;
    }
    lfsr_string_add_count(line, done);
    lfsr_string_add(line, " of ");
    lfsr_string_add_count(line, total);
    lfsr_string_addf(line, " states (%.1f%%), ", total > 0 ? 100 * done / total : 0);
    lfsr_string_add_count(line, rate);
    lfsr_string_add(line, "/s");
    if (rate > 0) {
        lfsr_string_add(line, ", ");
        lfsr_string_add_duration(line, (total - done) / rate);
        lfsr_string_add(line, " left");
    }
    if (progress->workers > 0)
        lfsr_string_addf(line, ", %u %s", progress->workers, progress->workers == 1 ? "worker" : "workers");
}

/* Columns of the terminal; 80 if unknown. */
static size_t columns(void)
{
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

/* On a terminal in place and cut to its width, elsewhere as a separate line. */
static void show_body(lfsr_console *console, lfsr_string body)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    size_t length = body.length, width = columns() - 1;
    if (console->terminal && length > width)
        length = width;
    lfsr_string_add(&line, console->terminal ? "\r" : "");
    lfsr_string_add_bytes(&line, body.data, length);
    lfsr_string_add(&line, console->terminal ? "\033[K" : "\n");
    line.failed |= body.failed;
    lfsr_string_clear(&body);
    put(&line);
    console->shown = console->terminal;
}

/* Whether the next progress line is due, after so many seconds of work. */
static bool is_due(lfsr_console *console, double seconds)
{
    double now = lfsr_now(), interval = INTERVAL;
    if (!console->terminal && LOG_GROWTH * seconds > interval)
        interval = LOG_GROWTH * seconds < LONGEST_INTERVAL ? LOG_GROWTH * seconds : LONGEST_INTERVAL;
    if (!console->progress || now - console->last < interval || seconds < INTERVAL)
        return false;
    console->last = now;
    return true;
}

static void show(lfsr_console *console, const lfsr_progress *progress)
{
    lfsr_string body = LFSR_STRING_EMPTY;
    add_progress(&body, progress);
    show_body(console, body);
}

void lfsr_console_complain(lfsr_console *console, const char *file, const lfsr_input_item *item,
                           const char *message)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    if (file != NULL) {
        lfsr_string_add_safe(&line, file, strlen(file), 200);
        lfsr_string_addf(&line, ":%zu: ", item->line);
    } else {
        lfsr_string_add(&line, "lfsr-analyze: '");
        lfsr_string_add_safe(&line, item->text, item->length, 60);
        lfsr_string_add(&line, "': ");
    }
    lfsr_string_add(&line, message);
    lfsr_console_say(console, "%s", lfsr_string_ok(&line) ? line.data : "lfsr-analyze: out of memory");
    lfsr_string_clear(&line);
}

void lfsr_console_put(lfsr_console *console, const char *lines, size_t length)
{
    lfsr_string copy = LFSR_STRING_EMPTY;
    lfsr_console_clear(console);
    lfsr_string_add_bytes(&copy, lines, length);
    put(&copy);
}

void lfsr_console_lines(lfsr_console *console, uint64_t answered, uint64_t failed, double seconds,
                        double share)
{
    if (!asked && !is_due(console, seconds))
        return;
    lfsr_string body = LFSR_STRING_EMPTY;
    lfsr_string_addf(&body, "%" PRIu64 " lines answered, %" PRIu64 " failed, ", answered, failed);
    lfsr_string_add_count(&body, seconds > 0 ? (double)answered / seconds : 0);
    lfsr_string_add(&body, " lines/s");
    if (share > 0 && share <= 1) {
        lfsr_string_addf(&body, " (%.1f%%), ", 100 * share);
        lfsr_string_add_duration(&body, seconds * (1 - share) / share);
        lfsr_string_add(&body, " left");
    }
    if (asked) {
        asked = 0;
        lfsr_console_clear(console);
        lfsr_string_add(&body, "\n");
        put(&body);
        return;
    }
    show_body(console, body);
}

bool lfsr_console_progress(void *context, const lfsr_progress *progress)
{
    lfsr_console *console = context;
    lfsr_interrupt_defer(true); /* from now on an interrupt stops the run through this callback */
    if (asked) {
        lfsr_string line = LFSR_STRING_EMPTY;
        asked = 0;
        lfsr_console_clear(console);
        add_progress(&line, progress);
        lfsr_string_add(&line, "\n");
        put(&line);
    }
    if (is_due(console, progress->seconds))
        show(console, progress);
    return lfsr_interrupted() == 0;
}

void lfsr_console_notice(void *context, const char *line)
{
    lfsr_console *console = context;
    if (!console->quiet)
        lfsr_console_say(console, "lfsr-analyze: %s", line);
}

void lfsr_console_note(void *context, const char *line)
{
    lfsr_console *console = context;
    if (console->verbose)
        lfsr_console_say(console, "lfsr-analyze: %s", line);
}
