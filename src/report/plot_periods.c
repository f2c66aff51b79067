/* The number of cycles against their period, both on logarithmic axes. Logarithms are those of the exact
 * numbers, which may be far beyond the range of double. */
#include "plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot_axes.h"
#include "text_values.h"

#define HEIGHT      520.0
#define MOST_LABELS 12
#define LABEL_WIDTH 12 /* digits of a number beside a spot */
#define CHARACTER   6.2
#define LINE        13.0

typedef struct spot {
    double x, y;  /* decimal logarithms of period and count */
    double share; /* of the periodic states */
    size_t index;
} spot;

typedef struct label {
    double left, right, y;
} label;

typedef struct drawing {
    lfsr_sink *sink;
    const lfsr_partition *partition;
    const fmpz *p;
    lfsr_frame frame;
    size_t length;
    spot *spots;
    unsigned char *taken; /* of each pixel of the frame: a spot is there */
    label labels[MOST_LABELS];
    size_t label_count;
} drawing;

static double decimal_log(const fmpz_t n)
{
    return fmpz_is_one(n) ? 0 : fmpz_dlog(n) / M_LN10;
}

static double radius_of(const spot *s)
{
    return 3 + 5 * sqrt(s->share);
}

/* Largest shares first. */
static int compare_shares(const void *a, const void *b)
{
    const spot *x = a, *y = b;
    return x->share != y->share ? (x->share < y->share) - (x->share > y->share)
                                : (x->index > y->index) - (x->index < y->index);
}

static void find_spots(drawing *d)
{
    double all = decimal_log(lfsr_partition_periodic(d->partition)), x = 1, y = 1;
    for (size_t i = 0; i < d->length; i++) {
        spot *s = &d->spots[i];
        s->index = i;
        s->x = decimal_log(lfsr_partition_period(d->partition, i));
        s->y = decimal_log(lfsr_partition_count(d->partition, i));
        s->share = fmin(1, pow(10, s->x + s->y - all));
        x = fmax(x, s->x);
        y = fmax(y, s->y);
    }
    qsort(d->spots, d->length, sizeof *d->spots, compare_shares);
    d->frame = (lfsr_frame){.left = 86,
                            .top = 74,
                            .width = LFSR_PLOT_WIDTH - 86 - 30,
                            .height = HEIGHT - 74 - 90,
                            .x_from = 0,
                            .y_from = 0};
    double x_step = lfsr_tick_step(x, 8, 1), y_step = lfsr_tick_step(y, 8, 1);
    d->frame.x_to = x_step * ceil(x / x_step);
    d->frame.y_to = y_step * ceil(y / y_step);
}

static void put_ticks(const drawing *d)
{
    char exponent[24];
    double x_step = lfsr_tick_step(d->frame.x_to, 8, 1), y_step = lfsr_tick_step(d->frame.y_to, 8, 1);
    for (double x = 0; x <= d->frame.x_to; x += x_step) {
        snprintf(exponent, sizeof exponent, "%.0f", x);
        lfsr_frame_x_tick(d->sink, &d->frame, x, x > 0 ? "10" : "1", x > 1 ? exponent : "");
    }
    for (double y = 0; y <= d->frame.y_to; y += y_step) {
        snprintf(exponent, sizeof exponent, "%.0f", y);
        lfsr_frame_y_tick(d->sink, &d->frame, y, y > 0 ? "10" : "1", y > 1 ? exponent : "");
    }
    lfsr_frame_border(d->sink, &d->frame, "period", "number of cycles");
}

/* Where period times count is the number of periodic states: no spot is above. */
static void put_bound(const drawing *d)
{
    double all = decimal_log(lfsr_partition_periodic(d->partition));
    double x1 = fmax(0, all - d->frame.y_to), x2 = fmin(all, d->frame.x_to);
    lfsr_svg_line(d->sink, lfsr_frame_x(&d->frame, x1), lfsr_frame_y(&d->frame, all - x1),
                  lfsr_frame_x(&d->frame, x2), lfsr_frame_y(&d->frame, all - x2), LFSR_SVG_GUIDE);
}

/* A short number: all digits, a power, or three digits and a power of ten. */
static void add_short(lfsr_string *text, const fmpz_t n, const fmpz *p)
{
    size_t before = text->length;
    lfsr_string_add_number(text, n, p, LABEL_WIDTH);
    if (!lfsr_string_ok(text) || strstr(text->data + before, "...") == NULL)
        return;
    double log = decimal_log(n), power = floor(log + 0.002), mantissa = pow(10, log - power);
    text->length = before;
    lfsr_string_addf(text, "%.2fe%.0f", fmax(mantissa, 1), power);
}

static void add_spot_text(lfsr_string *text, const drawing *d, const spot *s, const char *between)
{
    add_short(text, lfsr_partition_period(d->partition, s->index), d->p);
    lfsr_string_add(text, between);
    add_short(text, lfsr_partition_count(d->partition, s->index), d->p);
}

/* Spots at a pixel that already has one are left out. */
static void put_spots(drawing *d)
{
    for (size_t i = 0; i < d->length; i++) {
        const spot *s = &d->spots[i];
        double x = lfsr_frame_x(&d->frame, s->x), y = lfsr_frame_y(&d->frame, s->y);
        size_t column = (size_t)(x - d->frame.left), row = (size_t)(y - d->frame.top);
        unsigned char *taken = &d->taken[row * ((size_t)d->frame.width + 1) + column];
        if (*taken)
            continue;
        *taken = 1;
        lfsr_string name = LFSR_STRING_EMPTY;
        lfsr_string_add(&name, "period ");
        add_spot_text(&name, d, s, ", cycles: ");
        if (lfsr_string_ok(&name)) {
            lfsr_svg_group_begin(d->sink, NULL, name.data);
            lfsr_svg_circle(d->sink, x, y, radius_of(s), LFSR_SVG_MARK);
            lfsr_svg_group_end(d->sink);
        } else {
            lfsr_sink_add_owned(d->sink, NULL);
        }
        lfsr_string_clear(&name);
    }
}

static bool is_free(const drawing *d, const label *wanted)
{
    if (wanted->left < d->frame.left || wanted->right > LFSR_PLOT_WIDTH - 4 || wanted->y < d->frame.top ||
        wanted->y > d->frame.top + d->frame.height + 2)
        return false;
    for (size_t i = 0; i < d->label_count; i++)
        if (wanted->left < d->labels[i].right + 4 && wanted->right > d->labels[i].left - 4 &&
            fabs(wanted->y - d->labels[i].y) < LINE)
            return false;
    for (size_t i = 0; i < d->length; i++) {
        double r = radius_of(&d->spots[i]), x = lfsr_frame_x(&d->frame, d->spots[i].x);
        double y = lfsr_frame_y(&d->frame, d->spots[i].y);
        if (wanted->left < x + r && wanted->right > x - r && wanted->y - 9 < y + r && wanted->y + 3 > y - r)
            return false;
    }
    return true;
}

/* Beside its spot, above or below it, wherever there is a place. */
static void put_label(drawing *d, const spot *s)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    add_spot_text(&text, d, s, " \xc3\x97 ");
    double x = lfsr_frame_x(&d->frame, s->x), y = lfsr_frame_y(&d->frame, s->y), r = radius_of(s) + 4;
    double width = CHARACTER * (double)text.length;
    const label places[] = {{x + r, x + r + width, y + 4},
                            {x - r - width, x - r, y + 4},
                            {x - width / 2, x + width / 2, y - r - 2},
                            {x - width / 2, x + width / 2, y + r + 9},
                            {x, x + width, y - r - 2},
                            {x - width, x, y - r - 2}};
    size_t i = 0;
    while (i < sizeof places / sizeof *places && !is_free(d, &places[i]))
        i++;
    if (!lfsr_string_ok(&text)) {
        lfsr_sink_add_owned(d->sink, NULL);
    } else if (i < sizeof places / sizeof *places) {
        d->labels[d->label_count++] = places[i];
        const char *anchor = i == 0 || i == 4 ? "start" : i == 1 || i == 5 ? "end" : "middle";
        lfsr_svg_text(d->sink,
                      anchor[0] == 's'   ? places[i].left
                      : anchor[0] == 'e' ? places[i].right
                                         : x,
                      places[i].y, LFSR_SVG_MUTED, anchor, text.data);
    }
    lfsr_string_clear(&text);
}

static void put_page(drawing *d, const lfsr_analysis *analysis)
{
    char more[120];
    snprintf(more, sizeof more,
             ", %zu distinct periods. The number of cycles against their period, both axes logarithmic.",
             d->length);
    if (!lfsr_plot_begin(d->sink, HEIGHT, analysis, more))
        return;
    put_ticks(d);
    put_bound(d);
    put_spots(d);
    for (size_t i = 0; i < d->length && i < MOST_LABELS; i++)
        put_label(d, &d->spots[i]);
    lfsr_svg_text(
        d->sink, LFSR_PLOT_WIDTH / 2, HEIGHT - 26, LFSR_SVG_MUTED, "middle",
        "A spot is a period \xc3\x97 its number of cycles; the larger, the more states are on them.");
    lfsr_svg_text(d->sink, LFSR_PLOT_WIDTH / 2, HEIGHT - 11, LFSR_SVG_MUTED, "middle",
                  "Broken line: period \xc3\x97 cycles = all states on cycles.");
    lfsr_svg_end(d->sink);
}

void lfsr_plot_periods(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    drawing d = {.sink = sink,
                 .partition = partition,
                 .p = lfsr_register_field(lfsr_analysis_register(analysis))->p,
                 .length = lfsr_partition_length(partition)};
    d.spots = calloc(d.length, sizeof *d.spots);
    d.taken = calloc((size_t)LFSR_PLOT_WIDTH * (size_t)HEIGHT, 1);
    if (d.spots != NULL && d.taken != NULL) {
        find_spots(&d);
        put_page(&d, analysis);
    } else {
        lfsr_sink_add_owned(sink, NULL); /* out of memory */
    }
    free(d.spots);
    free(d.taken);
}
