/* Cycles as rings. Each distinct period is a panel with its rings, as long as the period: all rings of a
 * picture have one scale. The transient states of f = x^m g hang on the rings as trees; every periodic state
 * has the same tree. */
#include "plot.h"

#include <math.h>
#include <stdlib.h>

#include "ring_layout.h"
#include "svg.h"

#define MOST_RINGS    12    /* of one period */
#define SPACING       13.0  /* between states, at the largest scale */
#define MOST_RADIUS   150.0 /* of the longest ring, at the largest scale */
#define LEAST_RING    4.0   /* radius: shorter rings would not be seen */
#define LEVEL         15.0  /* height of a level of a tree */
#define MOST_TREE     120.0
#define MOST_HEIGHT   640.0 /* of all rings: the scale is reduced until they fit */
#define LEAST_SCALE   0.15
#define MARGIN        9.0
#define CAPTION       38.0
#define CAPTION_WIDTH 130.0
#define PAGE          20.0 /* margin of the page */
#define HEAD          66.0
#define FOOT          44.0

typedef struct panel {
    size_t rings; /* drawn */
    lfsr_ring ring;
    lfsr_box boxes[MOST_RINGS];
    double width, height; /* of the boxes */
} panel;

typedef struct drawing {
    lfsr_sink *sink;
    const lfsr_partition *partition;
    unsigned q;
    long tail;
    double spacing;
    size_t length;
    panel *panels;
    lfsr_box *boxes; /* of the panels */
} drawing;

static double longest(const drawing *d)
{
    return fmpz_get_d(lfsr_partition_period(d->partition, d->length - 1));
}

/* The height of a level: more where the trees are dense. */
static double level_of(const drawing *d)
{
    if (d->tail == 0)
        return 0;
    double tree = fmin(LEVEL * (double)d->tail, MOST_TREE);
    double states = longest(d) * (d->q - 1) * pow(d->q, (double)(d->tail - 1));
    double wanted = fmin(MOST_TREE, 3 * states / (2 * M_PI) - longest(d) * d->spacing / (2 * M_PI));
    return fmax(tree, wanted) / (double)d->tail;
}

static void lay_out_panel(const drawing *d, size_t i, double level)
{
    panel *p = &d->panels[i];
    const fmpz *count = lfsr_partition_count(d->partition, i);
    p->rings = fmpz_cmp_ui(count, MOST_RINGS) > 0 ? MOST_RINGS : fmpz_get_ui(count);
    p->ring =
        lfsr_ring_of(fmpz_get_d(lfsr_partition_period(d->partition, i)), d->tail > 0, d->spacing, level);
    p->ring.radius = p->ring.radius > 0 ? fmax(p->ring.radius, LEAST_RING) : 0;
    double outer = fmax(lfsr_ring_outer(&p->ring, d->tail), 2 * LEAST_RING) + MARGIN;
    for (size_t r = 0; r < p->rings; r++)
        p->boxes[r] = (lfsr_box){.width = 2 * outer, .height = 2 * outer};
    double width = fmin(lfsr_boxes_width(p->boxes, p->rings), LFSR_PLOT_WIDTH - 2 * PAGE);
    p->height = lfsr_place_boxes(p->boxes, p->rings, fmax(width, CAPTION_WIDTH), &p->width);
    d->boxes[i].width = fmax(p->width, CAPTION_WIDTH);
    d->boxes[i].height = p->height + CAPTION;
}

/* At the largest scale that fits. Returns the height of all. */
static double lay_out(drawing *d, double *used)
{
    double height = 0, scale = 1, spacing = fmin(SPACING, 2 * M_PI * MOST_RADIUS / longest(d));
    for (;; scale *= 0.9) {
        d->spacing = spacing * scale;
        double level = level_of(d) * scale;
        for (size_t i = 0; i < d->length; i++)
            lay_out_panel(d, i, level);
        height = lfsr_place_boxes(d->boxes, d->length, LFSR_PLOT_WIDTH - 2 * PAGE, used);
        if (height <= MOST_HEIGHT || scale < LEAST_SCALE)
            return height;
    }
}

/* One tree: its states as spots, or lines from them towards the ring. */
static void put_branches(const drawing *d, const lfsr_ring *ring, double x, double y, double from_x,
                         double from_y, double begin, double sector, long level, bool spots)
{
    unsigned count = level == 1 ? d->q - 1 : d->q;
    for (unsigned i = 0; i < count && level <= d->tail; i++) {
        double part = sector / count, at = begin + i * part, dx, dy;
        lfsr_ring_point(&dx, &dy, ring->radius + (double)level * ring->level, at + part / 2);
        if (spots) {
            lfsr_svg_circle(d->sink, x + dx, y - dy, 1.8, LFSR_SVG_HOLLOW);
        } else {
            lfsr_svg_path_move(d->sink, x + dx, y - dy);
            lfsr_svg_path_line(d->sink, from_x, from_y);
        }
        put_branches(d, ring, x, y, x + dx, y - dy, at, part, level + 1, spots);
    }
}

static void put_trees(const drawing *d, const lfsr_ring *ring, double x, double y, bool spots)
{
    for (double i = 0; i < ring->period; i++) {
        double angle = i * 2 * M_PI / ring->period, dx, dy;
        lfsr_ring_point(&dx, &dy, ring->radius, angle);
        put_branches(d, ring, x, y, x + dx, y - dy, angle - ring->sector / 2, ring->sector, 1, spots);
    }
}

/* An arrowhead on the ring: it is run through clockwise. */
static void put_direction(const drawing *d, const lfsr_ring *ring, double x, double y)
{
    double angle = M_PI / ring->period, tip = 4 / ring->radius, dx, dy;
    lfsr_svg_path_begin(d->sink, LFSR_SVG_LINE);
    lfsr_ring_point(&dx, &dy, ring->radius + 3.5, angle - tip);
    lfsr_svg_path_move(d->sink, x + dx, y - dy);
    lfsr_ring_point(&dx, &dy, ring->radius, angle + tip / 2);
    lfsr_svg_path_line(d->sink, x + dx, y - dy);
    lfsr_ring_point(&dx, &dy, ring->radius - 3.5, angle - tip);
    lfsr_svg_path_line(d->sink, x + dx, y - dy);
    lfsr_svg_path_end(d->sink);
}

static void put_ring(const drawing *d, const lfsr_ring *ring, double x, double y)
{
    bool point = ring->radius == 0;
    double outermost =
        ring->sector * lfsr_ring_outer(ring, d->tail) / (d->q - 1) / pow(d->q, (double)(d->tail - 1));
    if (d->tail > 0) {
        lfsr_svg_path_begin(d->sink, LFSR_SVG_SECOND);
        put_trees(d, ring, x, y, false);
        lfsr_svg_path_end(d->sink);
    }
    if (d->tail > 0 && outermost >= 5)
        put_trees(d, ring, x, y, true);
    lfsr_svg_circle(d->sink, x, point ? y + LEAST_RING : y, point ? LEAST_RING : ring->radius, LFSR_SVG_LINE);
    if (ring->radius >= 20)
        put_direction(d, ring, x, y);
    for (double i = 0; i < ring->period && (d->spacing >= 4.5 || ring->period == 1); i++) {
        double dx, dy;
        lfsr_ring_point(&dx, &dy, ring->radius, i * 2 * M_PI / ring->period);
        lfsr_svg_circle(d->sink, x + dx, y - dy, fmax(1.4, fmin(3, d->spacing * 0.25)), LFSR_SVG_MARK);
    }
}

static void put_panel(const drawing *d, size_t i, double x, double y)
{
    const panel *p = &d->panels[i];
    const fmpz *count = lfsr_partition_count(d->partition, i);
    lfsr_string period = LFSR_STRING_EMPTY, cycles = LFSR_STRING_EMPTY, name = LFSR_STRING_EMPTY;
    lfsr_string_addf(&period, "period %lu",
                     (unsigned long)fmpz_get_ui(lfsr_partition_period(d->partition, i)));
    lfsr_string_addf(&cycles, "%lu %s", (unsigned long)fmpz_get_ui(count),
                     fmpz_is_one(count) ? "cycle" : "cycles");
    lfsr_string_addf(&name, "%s: %s", lfsr_string_ok(&period) ? period.data : "",
                     lfsr_string_ok(&cycles) ? cycles.data : "");
    if (fmpz_cmp_ui(count, p->rings) > 0)
        lfsr_string_addf(&cycles, ", %zu drawn", p->rings);
    if (!lfsr_string_ok(&period) || !lfsr_string_ok(&cycles) || !lfsr_string_ok(&name)) {
        lfsr_sink_add_owned(d->sink, NULL);
    } else {
        double left = x + (d->boxes[i].width - p->width) / 2, middle = x + d->boxes[i].width / 2;
        lfsr_svg_group_begin(d->sink, NULL, name.data);
        for (size_t r = 0; r < p->rings; r++)
            put_ring(d, &p->ring, left + p->boxes[r].x + p->boxes[r].width / 2,
                     y + p->boxes[r].y + p->boxes[r].height / 2);
        lfsr_svg_text(d->sink, middle, y + p->height + 10, LFSR_SVG_LABEL, "middle", period.data);
        lfsr_svg_text(d->sink, middle, y + p->height + 24, LFSR_SVG_MUTED, "middle", cycles.data);
        lfsr_svg_group_end(d->sink);
    }
    lfsr_string_clear(&period);
    lfsr_string_clear(&cycles);
    lfsr_string_clear(&name);
}

static void put_page(drawing *d, const lfsr_analysis *analysis)
{
    double used, height = lay_out(d, &used);
    if (!lfsr_plot_begin(d->sink, HEAD + height + FOOT, analysis,
                         ". Every ring is a cycle of states; its length is the period."))
        return;
    for (size_t i = 0; i < d->length; i++)
        put_panel(d, i, (LFSR_PLOT_WIDTH - used) / 2 + d->boxes[i].x, HEAD + d->boxes[i].y);
    lfsr_svg_text(d->sink, LFSR_PLOT_WIDTH / 2, HEAD + height + 12, LFSR_SVG_MUTED, "middle",
                  "A ring is a cycle, run through clockwise; its length is the period (the shortest are "
                  "enlarged).");
    if (d->tail > 0)
        lfsr_svg_text(d->sink, LFSR_PLOT_WIDTH / 2, HEAD + height + 28, LFSR_SVG_MUTED, "middle",
                      "Trees are transient states: each line is a step towards the ring.");
    lfsr_svg_end(d->sink);
}

void lfsr_plot_rings(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    drawing d = {.sink = sink,
                 .partition = partition,
                 .q = (unsigned)fmpz_get_ui(lfsr_register_field_order(reg)),
                 .tail = lfsr_register_tail(reg),
                 .length = lfsr_partition_length(partition)};
    d.panels = calloc(d.length, sizeof *d.panels);
    d.boxes = calloc(d.length, sizeof *d.boxes);
    if (d.panels != NULL && d.boxes != NULL)
        put_page(&d, analysis);
    else
        lfsr_sink_add_owned(sink, NULL); /* out of memory */
    free(d.panels);
    free(d.boxes);
}
