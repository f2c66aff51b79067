/* The parts of lfsr-analyze.1 that come from the option table and from --help, as mdoc. */
#include "help.h"
#include "pages.h"

#include <string.h>

enum { LINE = 64 }; /* the source is broken at spaces after so many characters */

/* The character as roff writes it where it would mean something or become a typographic sign; NULL: itself.
 */
static const char *escape(char character)
{
    switch (character) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    default:
        return NULL;
    }
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* Append text as mdoc; literal: its lines stay as they are. */
static void add_text(lfsr_string *out, const char *text, size_t length, bool literal)
{
    size_t line = 0;
    for (size_t i = 0; i < length; i++) {
        bool hyphen =
            i > 0 && i + 1 < length && text[i] == '-' && is_letter(text[i - 1]) && is_letter(text[i + 1]);
        const char *name = hyphen ? NULL : escape(text[i]);
        bool end = text[i] == '\n' || (!literal && text[i] == ' ' && line > LINE);
        if (text[i] == '.' && line == 0) /* not a request */
            lfsr_string_add(out, "\\&");
        if (name != NULL)
            lfsr_string_add(out, name);
        else
            lfsr_string_add_bytes(out, end ? "\n" : &text[i], 1);
        line = end ? 0 : line + 1;
    }
}

/* "Fl q Ar Q": one name of an option, as macros. */
static void add_name(lfsr_string *out, const char *dashes, const char *name, const char *argument)
{
    lfsr_string_addf(out, " Fl %s%s", dashes, name);
    if (argument != NULL)
        lfsr_string_addf(out, " Ar %s", argument);
}

static void add_option(lfsr_string *out, const lfsr_option *option)
{
    const char letter[2] = {option->letter, '\0'}, *initial = lfsr_help_default(option);
    lfsr_string_add(out, ".It");
    if (option->letter != 0) {
        add_name(out, "", letter, option->argument);
        lfsr_string_add(out, " ,");
    }
    add_name(out, "\\-", option->name, option->argument);
    if (option->kind == LFSR_OPTION_SWITCH)
        lfsr_string_addf(out, " , Fl \\-no\\-%s", option->name);
    lfsr_string_add(out, "\n");
    add_text(out, option->help, strlen(option->help), false);
    lfsr_string_add(out, "\n");
    if (initial != NULL) {
        lfsr_string_add(out, ".Bq ");
        add_text(out, initial, strlen(initial), true);
        lfsr_string_add(out, "\n");
    }
}

static void add_options(lfsr_string *out)
{
    for (int group = 0; group < LFSR_HELP_GROUPS; group++) {
        lfsr_string_addf(out, ".Ss %s\n.Bl -tag -width Ds\n", lfsr_help_headings[group]);
        for (size_t i = 0; i < lfsr_option_count; i++)
            if (lfsr_option_table[i].group == (lfsr_help_group)group)
                add_option(out, &lfsr_option_table[i]);
        lfsr_string_add(out, ".El\n");
    }
}

static void add_notations(lfsr_string *out)
{
    lfsr_string_add(out, ".Bd -literal\n");
    add_text(out, lfsr_help_notations, strlen(lfsr_help_notations), true);
    lfsr_string_add(out, ".Ed\n");
}

static void add_exit_statuses(lfsr_string *out)
{
    lfsr_string_add(out, ".Bl -tag -width Ds\n");
    for (const char *line = lfsr_help_exit_statuses; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        const char *status = line + strspn(line, " ");
        const char *meaning = status + strcspn(status, " ");
        lfsr_string_addf(out, ".It %.*s\n", (int)(meaning - status), status);
        meaning += strspn(meaning, " ");
        add_text(out, meaning, (size_t)(line + length - meaning), false);
        lfsr_string_add(out, "\n");
        line += length + (line[length] == '\n');
    }
    lfsr_string_add(out, ".El\n");
}

void lfsr_pages_manual(lfsr_string *out, const char *page)
{
    static const struct {
        const char *line;
        void (*add)(lfsr_string *);
    } parts[] = {
        {"@OPTIONS@\n", add_options},
        {"@NOTATIONS@\n", add_notations},
        {"@EXIT_STATUSES@\n", add_exit_statuses},
    };
    while (*page != '\0') {
        size_t length = strcspn(page, "\n"), i = 0;
        length += page[length] == '\n';
        while (i < sizeof parts / sizeof parts[0] && strncmp(page, parts[i].line, strlen(parts[i].line)) != 0)
            i++;
        if (i < sizeof parts / sizeof parts[0])
            parts[i].add(out);
        else
            lfsr_string_add_bytes(out, page, length);
        page += length;
    }
}
