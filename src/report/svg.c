/* SVG by hand: a few shapes and text. Colours are in one style sheet with a variant for dark surroundings;
 * the background is drawn, so that the picture is readable wherever it is put. */
#include "svg.h"

#include <math.h>

#include "text_values.h"

#define TITLE_SIZE 15

static const char style[] =
    "<style>\n"
    "text { font-family: sans-serif; font-size: 12px; fill: #24292f }\n"
    ".title { font-size: 15px; font-weight: bold }\n"
    ".muted { font-size: 11px; fill: #57606a }\n"
    ".paper { fill: #ffffff }\n"
    ".axis, .grid, .line, .second, .guide { fill: none; stroke: #57606a; stroke-width: 1 }\n"
    ".grid { stroke: #d8dee4 }\n"
    ".line { stroke: #0969da; stroke-width: 1.5 }\n"
    ".second { stroke: #8c959f; stroke-width: 0.8 }\n"
    ".guide { stroke: #8c959f; stroke-dasharray: 5 4 }\n"
    ".mark { fill: #0969da }\n"
    ".hollow { fill: #ffffff; stroke: #0969da; stroke-width: 1.2 }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "text { fill: #e6edf3 }\n"
    ".muted { fill: #9da7b1 }\n"
    ".paper { fill: #0d1117 }\n"
    ".axis { stroke: #9da7b1 }\n"
    ".grid { stroke: #30363d }\n"
    ".line { stroke: #58a6ff }\n"
    ".second, .guide { stroke: #6e7681 }\n"
    ".mark { fill: #58a6ff }\n"
    ".hollow { fill: #0d1117; stroke: #58a6ff }\n"
    "}\n"
    "</style>\n";

void lfsr_svg_escaped(lfsr_sink *sink, const char *text)
{
    lfsr_string valid = LFSR_STRING_EMPTY;
    lfsr_string_add_utf8(&valid, text, strlen(text));
    lfsr_string_add(&valid, "");
    if (!lfsr_string_ok(&valid))
        lfsr_sink_add_owned(sink, NULL);
    for (const char *c = valid.data; c != NULL && *c != '\0'; c++)
        switch (*c) {
        case '&':
            lfsr_sink_add(sink, "&amp;");
            break;
        case '<':
            lfsr_sink_add(sink, "&lt;");
            break;
        case '>':
            lfsr_sink_add(sink, "&gt;");
            break;
        case '"':
            lfsr_sink_add(sink, "&quot;");
            break;
        default:
            lfsr_sink_add_bytes(sink, (unsigned char)*c < ' ' || *c == 0x7f ? "?" : c, 1);
        }
    lfsr_string_clear(&valid);
}

/* The small addition makes a tie of the last decimal come out the same everywhere. */
void lfsr_svg_number(lfsr_sink *sink, double number)
{
    long long hundredths = (long long)floor(number * 100 + 0.5 + 1e-6);
    unsigned long long size = (unsigned long long)(hundredths < 0 ? -hundredths : hundredths);
    lfsr_sink_addf(sink, hundredths < 0 ? "-%llu" : "%llu", size / 100);
    if (size % 100 != 0)
        lfsr_sink_addf(sink, size % 10 != 0 ? ".%02llu" : ".%llu",
                       size % 10 != 0 ? size % 100 : size % 100 / 10);
}

/*  NAME="NUMBER" */
static void put_attribute(lfsr_sink *sink, const char *name, double number)
{
    lfsr_sink_addf(sink, " %s=\"", name);
    lfsr_svg_number(sink, number);
    lfsr_sink_add(sink, "\"");
}

void lfsr_svg_begin(lfsr_sink *sink, double width, double height, const char *title, const char *description)
{
    lfsr_sink_add(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" role=\"img\" "
                        "aria-labelledby=\"title description\"");
    put_attribute(sink, "width", width);
    put_attribute(sink, "height", height);
    lfsr_sink_add(sink, " viewBox=\"0 0 ");
    lfsr_svg_number(sink, width);
    lfsr_sink_add(sink, " ");
    lfsr_svg_number(sink, height);
    lfsr_sink_add(sink, "\">\n<title id=\"title\">");
    lfsr_svg_escaped(sink, title);
    lfsr_sink_add(sink, "</title>\n<desc id=\"description\">");
    lfsr_svg_escaped(sink, description);
    lfsr_sink_add(sink, "</desc>\n");
    lfsr_sink_add(sink, style);
    lfsr_sink_add(sink, "<rect class=\"paper\"");
    put_attribute(sink, "width", width);
    put_attribute(sink, "height", height);
    lfsr_sink_add(sink, "/>\n");
    lfsr_svg_text(sink, width / 2, 14 + TITLE_SIZE, LFSR_SVG_TITLE, "middle", title);
}

void lfsr_svg_end(lfsr_sink *sink)
{
    lfsr_sink_add(sink, "</svg>\n");
}

static void begin_text(lfsr_sink *sink, double x, double y, const char *class, const char *anchor)
{
    lfsr_sink_addf(sink, "<text class=\"%s\" text-anchor=\"%s\"", class, anchor);
    put_attribute(sink, "x", x);
    put_attribute(sink, "y", y);
}

void lfsr_svg_text(lfsr_sink *sink, double x, double y, const char *class, const char *anchor,
                   const char *text)
{
    lfsr_svg_power(sink, x, y, class, anchor, text, "");
}

void lfsr_svg_power(lfsr_sink *sink, double x, double y, const char *class, const char *anchor,
                    const char *text, const char *exponent)
{
    begin_text(sink, x, y, class, anchor);
    lfsr_sink_add(sink, ">");
    lfsr_svg_escaped(sink, text);
    if (exponent[0] != '\0') {
        lfsr_sink_add(sink, "<tspan dy=\"-5\" font-size=\"9px\">");
        lfsr_svg_escaped(sink, exponent);
        lfsr_sink_add(sink, "</tspan>");
    }
    lfsr_sink_add(sink, "</text>\n");
}

void lfsr_svg_text_upwards(lfsr_sink *sink, double x, double y, const char *class, const char *text)
{
    begin_text(sink, x, y, class, "middle");
    lfsr_sink_add(sink, " transform=\"rotate(-90 ");
    lfsr_svg_number(sink, x);
    lfsr_sink_add(sink, " ");
    lfsr_svg_number(sink, y);
    lfsr_sink_add(sink, ")\">");
    lfsr_svg_escaped(sink, text);
    lfsr_sink_add(sink, "</text>\n");
}

void lfsr_svg_circle(lfsr_sink *sink, double x, double y, double radius, const char *class)
{
    lfsr_sink_addf(sink, "<circle class=\"%s\"", class);
    put_attribute(sink, "cx", x);
    put_attribute(sink, "cy", y);
    put_attribute(sink, "r", radius);
    lfsr_sink_add(sink, "/>\n");
}

void lfsr_svg_line(lfsr_sink *sink, double x1, double y1, double x2, double y2, const char *class)
{
    lfsr_svg_path_begin(sink, class);
    lfsr_svg_path_move(sink, x1, y1);
    lfsr_svg_path_line(sink, x2, y2);
    lfsr_svg_path_end(sink);
}

void lfsr_svg_path_begin(lfsr_sink *sink, const char *class)
{
    lfsr_sink_addf(sink, "<path class=\"%s\" d=\"", class);
}

static void put_step(lfsr_sink *sink, const char *letter, double x, double y)
{
    lfsr_sink_add(sink, letter);
    lfsr_svg_number(sink, x);
    lfsr_sink_add(sink, " ");
    lfsr_svg_number(sink, y);
}

void lfsr_svg_path_move(lfsr_sink *sink, double x, double y)
{
    put_step(sink, "M", x, y);
}

void lfsr_svg_path_line(lfsr_sink *sink, double x, double y)
{
    put_step(sink, "L", x, y);
}

void lfsr_svg_path_end(lfsr_sink *sink)
{
    lfsr_sink_add(sink, "\"/>\n");
}

void lfsr_svg_group_begin(lfsr_sink *sink, const char *class, const char *name)
{
    lfsr_sink_add(sink, "<g");
    if (class != NULL)
        lfsr_sink_addf(sink, " class=\"%s\"", class);
    lfsr_sink_add(sink, "><title>");
    lfsr_svg_escaped(sink, name);
    lfsr_sink_add(sink, "</title>\n");
}

void lfsr_svg_group_end(lfsr_sink *sink)
{
    lfsr_sink_add(sink, "</g>\n");
}
