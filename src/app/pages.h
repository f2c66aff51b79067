/* What is generated from the option table when the tool is built: parts of its manual page, and the
 * completions of three shells. */
#ifndef LFSR_APP_PAGES_H
#define LFSR_APP_PAGES_H

#include "string_builder.h"

/* Append the manual page: the template, with @OPTIONS@, @NOTATIONS@ and @EXIT_STATUSES@ (each a line of its
 * own) replaced by what the tool says of itself in --help, as mdoc. */
void lfsr_pages_manual(lfsr_string *out, const char *page);

/* Append the completions of a shell: "bash", "zsh" or "fish". False for any other. */
bool lfsr_pages_completions(lfsr_string *out, const char *shell);

#endif
