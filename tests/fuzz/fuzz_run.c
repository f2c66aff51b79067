/* Any bytes as a list file for the whole tool, with every engine and in every format, in this process and
 * under a memory limit: the engines never disagree, no line ends the run, and what is written as JSON can be
 * read. Nothing is left out for being slow; walks are limited to 2^14 states and factoring to a tenth of a
 * second a line. The first byte chooses format and engines. */
#include "fuzz.h"

#include <fcntl.h>
#include <getopt.h>
#include <jansson.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "list_handler.h"
#include "options.h"
#include "run.h"

#define MOST_BYTES 4096
#define MEMORY     ((rlim_t)2 << 30)

#if defined(__has_feature)
#define SANITIZED                                                                                            \
    __has_feature(address_sanitizer) /* it reserves terabytes of addresses: -rss_limit_mb instead */
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static bool has_option(const char *name)
{
    for (size_t i = 0; i < lfsr_option_count; i++)
        if (strcmp(lfsr_option_table[i].name, name) == 0)
            return true;
    return false;
}

/* The tool, its standard output in the file out, its standard error discarded. */
static lfsr_exit run(int argc, char **argv, int out)
{
    static int standard_out = -1, standard_error = -1, nowhere = -1;
    if (nowhere < 0) {
        standard_out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
        standard_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
        nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
        FUZZ_REQUIRE(standard_out >= 0 && standard_error >= 0 && nowhere >= 0);
    }
    fflush(stdout);
    FUZZ_REQUIRE(dup2(out, STDOUT_FILENO) >= 0 && dup2(nowhere, STDERR_FILENO) >= 0);
    optind = 0;
    lfsr_exit status = lfsr_run(argc, argv);
    FUZZ_REQUIRE(dup2(standard_out, STDOUT_FILENO) >= 0 && dup2(standard_error, STDERR_FILENO) >= 0);
    return status;
}

static void check_json(int out, bool lines)
{
    char *text = NULL;
    size_t size = 0;
    off_t length = lseek(out, 0, SEEK_END);
    FUZZ_REQUIRE(length >= 0 && lseek(out, 0, SEEK_SET) == 0);
    FILE *file = fdopen(dup(out), "r");
    FUZZ_REQUIRE(file != NULL);
    json_error_t error;
    if (lines) {
        for (ssize_t got; (got = getline(&text, &size, file)) > 0;) {
            json_t *value = json_loadb(text, (size_t)got, JSON_ALLOW_NUL, &error);
            FUZZ_REQUIRE(value != NULL);
            json_decref(value);
        }
        free(text);
    } else if (length > 0) {
        json_t *value = json_loadf(file, JSON_ALLOW_NUL, &error);
        FUZZ_REQUIRE(value != NULL);
        json_decref(value);
    }
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *const formats[] = {"text", "json", "jsonl", "csv"};
    static char *const engines[] = {"algebraic,sequential,reference", "all", "auto", "sequential,parallel"};
    char name[64];
    if (size == 0 || size > MOST_BYTES)
        return 0;
    lfsr_list_register();
    if (!SANITIZED) {
        struct rlimit limit = {MEMORY, MEMORY};
        FUZZ_REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
    }
    unsigned format = data[0] % 4, chosen = data[0] / 4 % 32;
    int in = memfd_create("list", MFD_CLOEXEC), out = memfd_create("answers", MFD_CLOEXEC);
    FUZZ_REQUIRE(in >= 0 && out >= 0 && write(in, data + 1, size - 1) == (ssize_t)size - 1);
    snprintf(name, sizeof name, "/proc/self/fd/%d", in);
    /* Forked workers carry no coverage back, and take milliseconds: one input in eight has them. */
    char *argv[32] = {"lfsr-analyze", "-f", formats[format], "-e",  engines[chosen < 4 ? chosen : 0],
                      "-w",           "2",  "--max-states",  "2^14"};
    int argc = 9;
    if (has_option("factor-time")) {
        argv[argc++] = "--factor-time";
        argv[argc++] = "0.1";
    }
    if (format != 3 && data[0] >> 7 != 0)
        argv[argc++] = "--list";
    argv[argc++] = "-i";
    argv[argc++] = name;
    lfsr_exit status = run(argc, argv, out);
    FUZZ_REQUIRE(status != LFSR_EXIT_USAGE && status != LFSR_EXIT_DISAGREE && status != LFSR_EXIT_SYSTEM);
    if (format == 1 || format == 2)
        check_json(out, format == 2);
    close(in);
    close(out);
    return 0;
}
