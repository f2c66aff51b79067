/* Lines of the text report within 80 columns. */
#include "text_layout.h"

#include <stdarg.h>
#include <string.h>

const size_t lfsr_text_levels[LFSR_TEXT_LEVELS] = {LFSR_TEXT_DIGITS, 20, 12, 8};

void lfsr_text_painted(lfsr_sink *sink, lfsr_text_paint paint)
{
    if (!sink->colour)
        return;
    lfsr_sink_addf(sink, "\x1b[%dm", (int)paint);
    sink->painted = true;
}

void lfsr_text_plain(lfsr_sink *sink)
{
    if (sink->painted)
        lfsr_sink_add(sink, "\x1b[0m");
    sink->painted = false;
}

void lfsr_text_heading(lfsr_sink *sink, const char *format, ...)
{
    va_list arguments;
    lfsr_text_painted(sink, LFSR_BOLD);
    va_start(arguments, format);
    lfsr_sink_addv(sink, format, arguments);
    va_end(arguments);
    lfsr_text_plain(sink);
    lfsr_sink_add(sink, "\n");
}

void lfsr_text_label(lfsr_sink *sink, const char *label)
{
    lfsr_sink_addf(sink, "  %-14s", label);
}

void lfsr_text_flow(lfsr_sink *sink, lfsr_string *text, size_t at, size_t indent)
{
    bool begins = true; /* the line has no word yet */
    if (!lfsr_string_ok(text) || text->length == 0) {
        lfsr_string_add(text, "\n");
        lfsr_sink_add_text(sink, text);
        return;
    }
    for (char *word = text->data; *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (!begins && at + 1 + length > LFSR_TEXT_WIDTH) {
            lfsr_sink_add(sink, "\n");
            lfsr_sink_pad(sink, at = indent);
        } else if (!begins) {
            lfsr_sink_add(sink, " ");
            at++;
        }
        for (size_t i = 0; i < length; i++)
            word[i] = word[i] == '~' ? ' ' : word[i];
        lfsr_sink_add_bytes(sink, word, length);
        at += length;
        word += length + (word[length] == ' ');
        begins = false;
    }
    lfsr_text_plain(sink);
    lfsr_sink_add(sink, "\n");
    lfsr_string_clear(text);
}

void lfsr_text_wrapped(lfsr_sink *sink, const char *label, lfsr_string *text)
{
    lfsr_text_label(sink, label);
    lfsr_text_flow(sink, text, 16, 16);
}

void lfsr_text_line(lfsr_sink *sink, lfsr_string *text)
{
    lfsr_sink_add(sink, "    ");
    lfsr_text_flow(sink, text, 4, 6);
}
