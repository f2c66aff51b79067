/* Second names of options, and what was probably meant by a name that is no option. */
#include "option_hints.h"

#include <string.h>

const lfsr_option_synonym lfsr_option_synonyms[] = {
    {"order", 0, "field"},
    {"jobs", 'j', "workers"},
};
const size_t lfsr_option_synonym_count = sizeof lfsr_option_synonyms / sizeof lfsr_option_synonyms[0];

const char *lfsr_option_meant(const char *name, size_t length)
{
    static const struct {
        const char *name, *meant;
    } table[] = {
        {"l", "--list"},
        {"cycles", "--list"},
        {"leaders", "--list"},
        {"list-cycles", "--list"},
        {"n", "--workers"},
        {"p", "--workers"},
        {"t", "--workers"},
        {"T", "--workers"},
        {"cpus", "--workers"},
        {"parallel", "--engine parallel"},
        {"threads", "--workers"},
        {"json", "--format json"},
        {"jsonl", "--format jsonl"},
        {"csv", "--format csv"},
        {"text", "--format text"},
        {"benchmark", "--compare"},
        {"engines", "--engine"},
        {"method", "--engine"},
        {"degree", "--all"},
        {"primitive", "--expect primitive"},
        {"irreducible", "--expect irreducible"},
        {"c", "--compare"},
        {"output-format", "--format"},
        {"brief", "--format brief"},
        {"dot", "--format dot"},
        {"input", "--file"},
        {"resume", "--checkpoint"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return table[i].meant;
    return NULL;
}

bool lfsr_option_is_polynomial(const char *argument)
{
    size_t length = strlen(argument);
    if (length < 2 || argument[0] != '-' || argument[1] == '-')
        return false;
    return strspn(argument, "0123456789axyzXYZ^*+-() ") == length &&
           (strpbrk(argument, "xyzXYZ") != NULL || strpbrk(argument, "0123456789") != NULL);
}
