/* Completions of bash, zsh and fish from the option table. Options are offered by their long names; arguments
 * where the table knows them: choices, methods, claims, files. Polynomials are not completed. */
#include "option_hints.h"
#include "pages.h"

#include <string.h>

#include "options.h"

typedef enum argument { NO_ARGUMENT, ANY, WORDS, WORD_LIST, FILES } argument;

/* How the argument of an option is completed; its words go to *words, separated by spaces. */
static argument find_argument(lfsr_string *words, const lfsr_option *option)
{
    if (option->argument == NULL)
        return NO_ARGUMENT;
    if (option->kind == LFSR_OPTION_CHOICE) {
        for (size_t i = 0; option->choices[i] != NULL; i++)
            lfsr_string_addf(words, "%s%s", i == 0 ? "" : " ", option->choices[i]);
        return WORDS;
    }
    if (option->kind == LFSR_OPTION_ENGINES) {
        lfsr_string_add(words, "auto all");
        for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
            lfsr_string_addf(words, " %s", lfsr_engine_name(e));
        return WORD_LIST;
    }
    if (strcmp(option->argument, "CLAIM") == 0) {
        lfsr_string_add(words, "primitive irreducible order= cycles=");
        return WORD_LIST;
    }
    return strncmp(option->argument, "FILE", 4) == 0 ? FILES : ANY;
}

/* --- bash --- */

/* "-f|--format": every name of an option, as a pattern of case. */
static void add_pattern(lfsr_string *out, const lfsr_option *option)
{
    if (option->letter != 0)
        lfsr_string_addf(out, "-%c|", option->letter);
    lfsr_string_addf(out, "--%s", option->name);
    for (size_t i = 0; i < lfsr_option_synonym_count; i++) {
        const lfsr_option_synonym *synonym = &lfsr_option_synonyms[i];
        if (strcmp(synonym->option, option->name) != 0)
            continue;
        if (synonym->letter != 0)
            lfsr_string_addf(out, "|-%c", synonym->letter);
        lfsr_string_addf(out, "|--%s", synonym->name);
    }
}

static void add_bash_argument(lfsr_string *out, const lfsr_option *option)
{
    lfsr_string words = LFSR_STRING_EMPTY;
    argument kind = find_argument(&words, option);
    const char *list = words.data != NULL ? words.data : "";
    if (kind != NO_ARGUMENT) {
        lfsr_string_add(out, "    ");
        add_pattern(out, option);
        lfsr_string_add(out, ")\n");
    }
    if (kind == WORDS)
        lfsr_string_addf(out, "        mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$current\")\n", list);
    if (kind == WORD_LIST)
        lfsr_string_addf(
            out,
            "        compopt -o nospace\n"
            "        mapfile -t COMPREPLY < <(compgen -P \"${current%%\"${current##*,}\"}\" -W '%s'"
            " -- \"${current##*,}\")\n",
            list);
    if (kind == FILES)
        lfsr_string_add(out, "        compopt -o filenames\n"
                             "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n");
    if (kind != NO_ARGUMENT)
        lfsr_string_add(out, "        return\n        ;;\n");
    lfsr_string_clear(&words);
}

static void add_bash(lfsr_string *out)
{
    lfsr_string_add(out, "# bash completion for lfsr-analyze\n"
                         "_lfsr_analyze()\n"
                         "{\n"
                         "    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]}\n"
                         "    # --option=value is three words.\n"
                         "    if [[ $current == = ]]; then\n"
                         "        current=\n"
                         "    elif [[ $option == = ]]; then\n"
                         "        option=${COMP_WORDS[COMP_CWORD-2]}\n"
                         "    fi\n"
                         "    COMPREPLY=()\n"
                         "    case $option in\n");
    for (size_t i = 0; i < lfsr_option_count; i++)
        add_bash_argument(out, &lfsr_option_table[i]);
    lfsr_string_add(out, "    esac\n"
                         "    if [[ $current == -* ]]; then\n"
                         "        mapfile -t COMPREPLY < <(compgen -W '");
    for (size_t i = 0; i < lfsr_option_count; i++) {
        const lfsr_option *option = &lfsr_option_table[i];
        lfsr_string_addf(out, "%s--%s", i == 0 ? "" : " ", option->name);
        if (option->kind == LFSR_OPTION_SWITCH)
            lfsr_string_addf(out, " --no-%s", option->name);
    }
    lfsr_string_add(out, "' -- \"$current\")\n"
                         "    fi\n"
                         "}\n"
                         "complete -F _lfsr_analyze lfsr-analyze\n");
}

/* --- zsh --- */

/* Inside of single quotes; what _arguments gives a meaning in an explanation is preceded by a backslash. */
static void add_zsh_text(lfsr_string *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            lfsr_string_add(out, "'\\''");
        else
            lfsr_string_addf(out, "%s%c", strchr("[]:\\", *text) != NULL ? "\\" : "", *text);
}

/* '(-f --format)'{-f+,--format=}'[help]:F:(text json)' */
static void add_zsh_option(lfsr_string *out, const lfsr_option *option)
{
    lfsr_string words = LFSR_STRING_EMPTY;
    argument kind = find_argument(&words, option);
    const char *list = words.data != NULL ? words.data : "", *equals = kind != NO_ARGUMENT ? "=" : "";
    lfsr_string_add(out, "    ");
    if (option->letter != 0)
        lfsr_string_addf(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name, option->letter,
                         kind != NO_ARGUMENT ? "+" : "", option->name, equals);
    else
        lfsr_string_addf(out, "'%s--%s%s[", option->kind == LFSR_OPTION_TEXTS ? "*" : "", option->name,
                         equals);
    add_zsh_text(out, option->help);
    lfsr_string_add(out, "]");
    if (kind != NO_ARGUMENT)
        lfsr_string_addf(out, ":%s:", option->argument);
    if (kind == WORDS)
        lfsr_string_addf(out, "(%s)", list);
    if (kind == WORD_LIST)
        lfsr_string_addf(out, "_sequence -s , compadd - %s", list);
    if (kind == FILES)
        lfsr_string_add(out, "_files");
    if (kind == ANY)
        lfsr_string_add(out, " ");
    lfsr_string_add(out, "' \\\n");
    if (option->kind == LFSR_OPTION_SWITCH)
        lfsr_string_addf(out, "    '--no-%s[not\\: --%s]' \\\n", option->name, option->name);
    lfsr_string_clear(&words);
}

static void add_zsh(lfsr_string *out)
{
    lfsr_string_add(out, "#compdef lfsr-analyze\n_arguments -s -S \\\n");
    for (size_t i = 0; i < lfsr_option_count; i++)
        add_zsh_option(out, &lfsr_option_table[i]);
    lfsr_string_add(out, "    '*:polynomial: '\n");
}

/* --- fish --- */

static void add_fish_option(lfsr_string *out, const lfsr_option *option)
{
    lfsr_string words = LFSR_STRING_EMPTY;
    argument kind = find_argument(&words, option);
    const char *list = words.data != NULL ? words.data : "";
    lfsr_string_add(out, "complete -c lfsr-analyze");
    if (option->letter != 0)
        lfsr_string_addf(out, " -s %c", option->letter);
    lfsr_string_addf(out, " -l %s", option->name);
    if (kind == ANY)
        lfsr_string_add(out, " -x");
    if (kind == WORDS)
        lfsr_string_addf(out, " -x -a '%s'", list);
    if (kind == WORD_LIST)
        lfsr_string_addf(out, " -x -a '(__fish_complete_list , \"string split \\\" \\\" %s\")'", list);
    if (kind == FILES)
        lfsr_string_add(out, " -r -F");
    lfsr_string_add(out, " -d '");
    for (const char *c = option->help; *c != '\0'; c++)
        lfsr_string_addf(out, "%s%c", *c == '\'' || *c == '\\' ? "\\" : "", *c);
    lfsr_string_add(out, "'\n");
    if (option->kind == LFSR_OPTION_SWITCH)
        lfsr_string_addf(out, "complete -c lfsr-analyze -l no-%s -d 'not: --%s'\n", option->name,
                         option->name);
    lfsr_string_clear(&words);
}

static void add_fish(lfsr_string *out)
{
    lfsr_string_add(out, "# fish completion for lfsr-analyze\ncomplete -c lfsr-analyze -f\n");
    for (size_t i = 0; i < lfsr_option_count; i++)
        add_fish_option(out, &lfsr_option_table[i]);
}

bool lfsr_pages_completions(lfsr_string *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        add_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        add_zsh(out);
    else if (strcmp(shell, "fish") == 0)
        add_fish(out);
    else
        return false;
    return true;
}
