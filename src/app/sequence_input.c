/* Reading a file of symbols. */
#include "sequence_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lfsr/notation.h"

#define MOST_BYTES ((size_t)64 << 20)

static lfsr_status read_all(lfsr_string *text, const char *file, lfsr_error *error)
{
    bool standard = strcmp(file, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    lfsr_status status = LFSR_OK;
    char buffer[1 << 14];
    ssize_t got = descriptor < 0 ? -1 : 0;
    while (descriptor >= 0 && status == LFSR_OK && (got = read(descriptor, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        lfsr_string_add_bytes(text, buffer, (size_t)got);
        if (text->length > MOST_BYTES)
            status = lfsr_fail(error, LFSR_UNABLE, "too-large", "--from-sequence: more than %zu bytes",
                               MOST_BYTES);
    }
    if (got < 0)
        status = lfsr_fail(error, LFSR_BAD_INPUT, "io", "--from-sequence: cannot read '%.200s': %s", file,
                           strerror(errno));
    if (descriptor >= 0 && !standard)
        (void)close(descriptor);
    if (status == LFSR_OK && !lfsr_string_ok(text))
        status = lfsr_fail_memory(error);
    return status;
}

static void say_facts(lfsr_console *console, const lfsr_sequence_facts *facts)
{
    lfsr_console_say(console, "lfsr-analyze: %zu symbols, the shortest register has degree %zu",
                     facts->symbols, facts->complexity);
    if (!facts->certain)
        lfsr_console_say(
            console, "lfsr-analyze: warning: too few symbols to be sure: %zu would be needed for this degree",
            2 * facts->complexity);
}

lfsr_status lfsr_sequence_input_read(lfsr_sequence_input *input, const char *file,
                                     const lfsr_field_spec *field, lfsr_console *console, lfsr_error *error)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_sequence_facts facts = {.size = sizeof facts};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    lfsr_status status = read_all(&text, file, error);
    if (status == LFSR_OK) {
        status = lfsr_spec_from_sequence(&spec, &input->state, &facts, field,
                                         text.data != NULL ? text.data : "", text.length, error);
        if (status != LFSR_OK) {
            lfsr_error inner = *error;
            status = inner.column > 0
                         ? lfsr_fail(error, status, inner.code, "--from-sequence: byte %zu: %.380s",
                                     inner.column, inner.message)
                         : lfsr_fail(error, status, inner.code, "--from-sequence: %.400s", inner.message);
        }
    }
    if (status == LFSR_OK) {
        input->polynomial = lfsr_spec_polynomial_text(&spec);
        status = input->polynomial != NULL ? LFSR_OK : lfsr_fail_memory(error);
    }
    if (status == LFSR_OK && !console->quiet)
        say_facts(console, &facts);
    lfsr_string_clear(&text);
    lfsr_spec_clear(&spec);
    return status;
}

void lfsr_sequence_input_clear(lfsr_sequence_input *input)
{
    free(input->polynomial);
    free(input->state);
    *input = (lfsr_sequence_input){0};
}
