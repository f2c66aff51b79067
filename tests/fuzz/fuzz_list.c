/* Any bytes as a list file: the line reader yields what a plain search for line ends finds, line for line,
 * whether or not it is asked to read ahead (the first byte decides when). */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "input.h"
#include "lfsr/notation.h"

/* A file in memory, and its name. */
static int file_of(const uint8_t *data, size_t size, char name[64])
{
    int file = memfd_create("list", MFD_CLOEXEC);
    FUZZ_REQUIRE(file >= 0 && write(file, data, size) == (ssize_t)size);
    snprintf(name, 64, "/proc/self/fd/%d", file);
    return file;
}

/* The item is a part of its line, has no blanks around it, no comment and no line end in it. */
static void check_item(const lfsr_input_item *item, const char *line, size_t length)
{
    FUZZ_REQUIRE(item->length > 0 && !item->too_long && item->column + item->length <= length);
    FUZZ_REQUIRE(memcmp(item->text, line + item->column, item->length) == 0);
    FUZZ_REQUIRE(memchr(item->text, '#', item->length) == NULL &&
                 memchr(item->text, '\n', item->length) == NULL);
    FUZZ_REQUIRE(item->text[0] != ' ' && item->text[item->length - 1] != '\r');
    size_t order_length = 0, prefix = lfsr_spec_field_prefix(item->text, item->length, &order_length);
    FUZZ_REQUIRE(prefix <= item->length &&
                 (prefix == 0 || (order_length < prefix && item->text[prefix - 1] == ':')));
}

/* Only blanks before the comment or the end, after a byte order mark at the start of the file? */
static bool is_empty(const char *line, size_t length, size_t number)
{
    size_t i = number == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < length && line[i] != '\0' && strchr(" \t\r\v\f", line[i]) != NULL)
        i++;
    return i == length || line[i] == '#';
}

/* Does the file begin as gzip, zstd, xz or bzip2 files do? It is refused. */
static bool is_compressed(const uint8_t *data, size_t size)
{
    static const char *const magic[] = {"\x1f\x8b", "\x28\xb5\x2f\xfd", "\xfd\x37zXZ", "BZh"};
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (size >= strlen(magic[i]) && memcmp(data, magic[i], strlen(magic[i])) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lfsr_input input;
    char name[64];
    if (size == 0)
        return 0;
    const char *line = (const char *)data + 1, *end = (const char *)data + size;
    int file = file_of(data + 1, size - 1, name);
    lfsr_error error = {0};
    FUZZ_REQUIRE(lfsr_input_open(&input, name, &error) == LFSR_OK);
    if (is_compressed(data + 1, size - 1)) {
        const lfsr_input_item *item;
        FUZZ_REQUIRE(lfsr_input_next(&input, &item, &error) == LFSR_BAD_INPUT);
        line = end;
    }
    for (size_t number = 1; line < end; number++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop != NULL ? stop : end) - line);
        if (!is_empty(line, length, number)) {
            const lfsr_input_item *item;
            bool waiting = false;
            lfsr_status status = (data[0] >> number % 8 & 1) != 0
                                     ? lfsr_input_poll(&input, &item, &waiting, &error)
                                     : lfsr_input_next(&input, &item, &error);
            FUZZ_REQUIRE(status == LFSR_OK && !waiting && item != NULL && item->line == number);
            check_item(item, line, length);
        }
        line += length + 1;
    }
    const lfsr_input_item *none;
    FUZZ_REQUIRE(is_compressed(data + 1, size - 1) ||
                 (lfsr_input_next(&input, &none, &error) == LFSR_OK && none == NULL));
    lfsr_input_close(&input);
    close(file);
    return 0;
}
