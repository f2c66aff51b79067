/* Reading items. Lines are assembled from a fixed buffer. Only the beginning of an overlong line is stored;
 * the rest is read and dropped, so that line numbers stay right. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"

static void reset(lfsr_input *input)
{
    memset(input, 0, offsetof(lfsr_input, buffer));
    input->descriptor = -1;
    lfsr_input_select(input, 1, 1, 1);
}

void lfsr_input_select(lfsr_input *input, uint64_t from_line, uint64_t shard, uint64_t shards)
{
    input->from_line = from_line;
    input->shard = shard;
    input->shards = shards;
}

static bool is_selected(const lfsr_input *input, uint64_t line)
{
    return line >= input->from_line && (line - 1) % input->shards == input->shard - 1;
}

void lfsr_input_from_arguments(lfsr_input *input, char **arguments, size_t count)
{
    reset(input);
    input->arguments = arguments;
    input->argument_count = count;
}

static lfsr_status cannot_read(const lfsr_input *input, lfsr_status status, const char *why,
                               lfsr_error *error)
{
    return lfsr_fail(error, status, "io", "cannot read '%.200s': %s", input->name, why);
}

lfsr_status lfsr_input_open(lfsr_input *input, const char *name, lfsr_error *error)
{
    struct stat info;
    reset(input);
    input->name = name;
    input->descriptor = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (input->descriptor < 0)
        return cannot_read(input, LFSR_BAD_INPUT, strerror(errno), error);
    if (fstat(input->descriptor, &info) != 0)
        return cannot_read(input, LFSR_BAD_INPUT, strerror(errno), error);
    if (S_ISDIR(info.st_mode))
        return cannot_read(input, LFSR_BAD_INPUT, strerror(EISDIR), error);
    off_t position = S_ISREG(info.st_mode) ? lseek(input->descriptor, 0, SEEK_CUR) : -1;
    if (position >= 0 && position < info.st_size)
        input->size = (uint64_t)(info.st_size - position);
    return LFSR_OK;
}

double lfsr_input_share(const lfsr_input *input, uint64_t answered)
{
    if (input->name == NULL)
        return (double)answered / (double)input->argument_count;
    if (input->size <= input->passed || input->items == 0)
        return -1;
    double bytes = (double)(input->bytes_read - input->passed) * (double)answered / (double)input->items;
    return bytes / (double)(input->size - input->passed);
}

void lfsr_input_close(lfsr_input *input)
{
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    input->descriptor = -1;
    lfsr_string_clear(&input->bytes);
}

/* Will a read not wait? A poll that a signal ends says nothing of that: the read that followed would miss the
 * signal and wait. */
static bool readable(int descriptor, int milliseconds)
{
    struct pollfd polled = {.fd = descriptor, .events = POLLIN};
    int ready = poll(&polled, 1, milliseconds);
    return ready > 0 || (ready < 0 && errno != EINTR);
}

/* A compressed file read as text would be an error for every line of it. */
static lfsr_status refuse_compressed(const lfsr_input *input, lfsr_error *error)
{
    static const struct {
        const char *magic, *name, *command;
    } kinds[] = {{"\x1f\x8b", "gzip", "zcat"},
                 {"\x28\xb5\x2f\xfd", "zstd", "zstdcat"},
                 {"\xfd\x37zXZ", "xz", "xzcat"},
                 {"BZh", "bzip2", "bzcat"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].magic);
        if (input->used >= length && memcmp(input->buffer, kinds[i].magic, length) == 0)
            return lfsr_fail(error, LFSR_BAD_INPUT, "io",
                             "'%.200s' is compressed (%s); give its text: %s FILE | lfsr-analyze --file -",
                             input->name, kinds[i].name, kinds[i].command);
    }
    return LFSR_OK;
}

/* More bytes into the empty buffer; used is 0 at the end of the file. waiting: NULL where it may wait. */
static lfsr_status refill(lfsr_input *input, bool *waiting, lfsr_error *error)
{
    input->position = input->used = 0;
    for (;;) {
        if (waiting != NULL && !readable(input->descriptor, 0)) {
            *waiting = true;
            return LFSR_OK;
        }
        while (waiting == NULL && !readable(input->descriptor, 100)) /* in steps: an interrupt is seen */
            if (lfsr_interrupted() != 0)
                return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
        ssize_t length = read(input->descriptor, input->buffer, sizeof input->buffer);
        if (length >= 0) {
            input->used = (size_t)length;
            return input->line == 0 && !input->partial ? refuse_compressed(input, error) : LFSR_OK;
        }
        struct pollfd polled = {.fd = input->descriptor, .events = POLLIN};
        if (errno == EAGAIN) /* the descriptor was opened non-blocking */
            (void)poll(&polled, 1, waiting != NULL ? 0 : -1);
        else if (errno != EINTR)
            return cannot_read(input, errno == EISDIR ? LFSR_BAD_INPUT : LFSR_SYSTEM, strerror(errno), error);
    }
}

static void keep(lfsr_string *line, bool *too_long, const char *bytes, size_t length)
{
    size_t left = LFSR_LONGEST_LINE - line->length;
    *too_long |= length > left;
    lfsr_string_add_bytes(line, bytes, length < left ? length : left);
}

/* One line without its end; *any is false where the file has ended. A carriage return before the end counts
 * as a blank. An incomplete line is continued by the next call. */
static lfsr_status read_line(lfsr_input *input, bool *any, bool *waiting, lfsr_error *error)
{
    lfsr_string *line = &input->bytes;
    if (!input->partial) {
        line->length = 0;
        input->item.too_long = false;
    }
    *any = input->partial;
    for (bool ended = false; !ended;) {
        if (input->position == input->used) {
            lfsr_status status = refill(input, waiting, error);
            if (status != LFSR_OK || (waiting != NULL && *waiting))
                return status;
            if (input->used == 0)
                break;
        }
        const char *start = input->buffer + input->position;
        size_t left = input->used - input->position;
        const char *end = memchr(start, '\n', left);
        size_t length = end != NULL ? (size_t)(end - start) : left;
        keep(line, &input->item.too_long, start, length);
        input->position += length + (end != NULL ? 1 : 0);
        input->bytes_read += length + (end != NULL ? 1 : 0);
        ended = end != NULL;
        *any = input->partial = true;
    }
    input->partial = false;
    input->line += *any ? 1 : 0;
    return lfsr_string_ok(line) ? LFSR_OK : lfsr_fail_memory(error);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

/* The item of a line: its text before the comment, without leading and trailing blanks. */
static void cut(lfsr_input_item *item, const char *bytes, size_t length)
{
    const char *comment = length > 0 ? memchr(bytes, '#', length) : NULL;
    size_t start = 0, end = comment != NULL ? (size_t)(comment - bytes) : length;
    if (item->line == 1 && end >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        start = 3; /* a byte order mark */
    while (start < end && is_blank(bytes[start]))
        start++;
    while (end > start && is_blank(bytes[end - 1]))
        end--;
    item->text = length > 0 ? bytes + start : "";
    item->length = end - start;
    item->column = start;
}

/* The next line that is neither blank nor only a comment. */
static lfsr_status next_from_file(lfsr_input *input, const lfsr_input_item **item, bool *waiting,
                                  lfsr_error *error)
{
    while (!input->ended) {
        bool any;
        uint64_t before = input->bytes_read;
        lfsr_status status = read_line(input, &any, waiting, error);
        if (status != LFSR_OK || (waiting != NULL && *waiting))
            return status;
        input->ended = !any;
        input->item.line = input->line;
        cut(&input->item, input->bytes.data, any ? input->bytes.length : 0);
        if (any && input->item.too_long) { /* enough to recognize the line */
            input->item.text = input->bytes.data;
            input->item.length = LFSR_SHOWN_LENGTH;
            input->item.column = 0;
        }
        if (any && (input->item.length > 0 || input->item.too_long) && is_selected(input, input->line)) {
            if (input->items++ == 0)
                input->passed = before;
            *item = &input->item;
            break;
        }
    }
    return LFSR_OK;
}

static lfsr_status next(lfsr_input *input, const lfsr_input_item **item, bool *waiting, lfsr_error *error)
{
    *item = NULL;
    if (input->name != NULL)
        return next_from_file(input, item, waiting, error);
    while (input->line < input->argument_count && !is_selected(input, input->line + 1))
        input->line++;
    if (input->line == input->argument_count)
        return LFSR_OK;
    const char *text = input->arguments[input->line++];
    input->item = (lfsr_input_item){.text = text, .length = strlen(text), .line = input->line};
    *item = &input->item;
    return LFSR_OK;
}

lfsr_status lfsr_input_next(lfsr_input *input, const lfsr_input_item **item, lfsr_error *error)
{
    return next(input, item, NULL, error);
}

lfsr_status lfsr_input_poll(lfsr_input *input, const lfsr_input_item **item, bool *waiting, lfsr_error *error)
{
    *waiting = false;
    return next(input, item, waiting, error);
}
