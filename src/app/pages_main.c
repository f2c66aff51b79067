/* Run by the build: `pages manual TEMPLATE` writes the manual page, `pages bash` (zsh, fish) the completions
 * of a shell, on standard output. */
#include "pages.h"

#include <stdio.h>
#include <string.h>

static bool read_whole(lfsr_string *text, const char *path)
{
    char bytes[4096];
    size_t length;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        lfsr_string_add_bytes(text, bytes, length);
    bool good = ferror(file) == 0 && lfsr_string_ok(text) && text->length > 0;
    return (fclose(file) == 0) & good;
}

int main(int argc, char **argv)
{
    lfsr_string out = LFSR_STRING_EMPTY, page = LFSR_STRING_EMPTY;
    bool good = false;
    if (argc == 3 && strcmp(argv[1], "manual") == 0) {
        good = read_whole(&page, argv[2]);
        if (good)
            lfsr_pages_manual(&out, page.data);
    } else if (argc == 2)
        good = lfsr_pages_completions(&out, argv[1]);
    good = good && lfsr_string_ok(&out) && fwrite(out.data, 1, out.length, stdout) == out.length &&
           fflush(stdout) == 0;
    if (!good)
        fprintf(stderr, "usage: pages manual TEMPLATE | bash | zsh | fish\n");
    lfsr_string_clear(&page);
    lfsr_string_clear(&out);
    return good ? 0 : 1;
}
