/* The state graph for Graphviz. Positions are written with it, and the layout "nop" keeps them: rings show a
 * cycle better than the layouts of Graphviz do, and drawing takes no time. Lengths are points. */
#include "formats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "picture_title.h"
#include "ring_layout.h"

#define CHARACTER   6.0 /* the width of a character of a label */
#define NODE_HEIGHT 18.0
#define GAP         20.0 /* between neighbours: there is an arrow */
#define MARGIN      26.0 /* around a ring: the arrow of a state that is its own successor */
#define HEADING     18.0 /* the line above a ring */
#define TITLE       48.0

typedef struct drawing {
    lfsr_sink *sink;
    const lfsr_state_graph *graph;
    double node_width;
    uint32_t *first, *sibling; /* of the states before a state, as a list; UINT32_MAX: none */
} drawing;

/* A string in quotes. */
static void put_quoted(lfsr_sink *sink, const char *text)
{
    lfsr_sink_add(sink, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            lfsr_sink_add(sink, "\\");
        lfsr_sink_add_bytes(sink, text, 1);
    }
    lfsr_sink_add(sink, "\"");
}

/* Two decimals; the small addition makes a tie come out the same with every mathematical library. */
static double rounded(double x)
{
    return floor(x * 100 + 0.5 + 1e-6) / 100 + 0.0;
}

static void put_node(const drawing *d, uint32_t state, double x, double y)
{
    lfsr_sink_add(d->sink, "    ");
    put_quoted(d->sink, d->graph->labels[state]);
    lfsr_sink_addf(d->sink, " [pos=\"%.2f,%.2f\"];\n", rounded(x), rounded(y));
}

/* The states before `state`, each in its part of the sector, and those before them. Depth: at most the
 * degree. */
static void put_tree(const drawing *d, const lfsr_ring *ring, uint32_t state, double x, double y, double from,
                     double sector, long level)
{
    size_t count = 0, i = 0;
    for (uint32_t s = d->first[state]; s != UINT32_MAX; s = d->sibling[s])
        count++;
    for (uint32_t s = d->first[state]; s != UINT32_MAX; s = d->sibling[s], i++) {
        double part = sector / (double)count, begin = from + (double)i * part, dx, dy;
        lfsr_ring_point(&dx, &dy, ring->radius + (double)level * ring->level, begin + part / 2);
        put_node(d, s, x + dx, y + dy);
        put_tree(d, ring, s, x, y, begin, part, level + 1);
    }
}

static void put_edges(const drawing *d, size_t c)
{
    for (uint32_t s = 0; s < d->graph->states; s++) {
        if (d->graph->cycle[s] != c)
            continue;
        lfsr_sink_add(d->sink, "    ");
        put_quoted(d->sink, d->graph->labels[s]);
        lfsr_sink_add(d->sink, " -> ");
        put_quoted(d->sink, d->graph->labels[d->graph->next[s]]);
        lfsr_sink_add(d->sink, d->graph->next[s] == s ? " [tailport=s, headport=s];\n" : ";\n");
    }
}

/* A cycle as a cluster. Its periodic states come first, then the transient ones. */
static void put_cycle(const drawing *d, size_t c, const lfsr_ring *ring, const lfsr_box *box, double top,
                      bool tails)
{
    const lfsr_graph_cycle *cycle = &d->graph->cycles[c];
    double left = box->x + 4, right = box->x + box->width - 4, high = top - box->y - 4;
    double low = top - box->y - box->height + 4, x = (left + right) / 2, y = (low + high - HEADING) / 2;
    lfsr_sink_addf(d->sink, "\n  subgraph cluster_%zu {\n    label=\"period %u\";\n", c, cycle->period);
    lfsr_sink_addf(d->sink, "    bb=\"%.2f,%.2f,%.2f,%.2f\";\n    lp=\"%.2f,%.2f\";\n", rounded(left),
                   rounded(low), rounded(right), rounded(high), rounded(x), rounded(high - HEADING / 2));
    uint32_t state = cycle->leader;
    for (uint32_t i = 0; i < cycle->period; i++, state = d->graph->next[state]) {
        double dx, dy;
        lfsr_ring_point(&dx, &dy, ring->radius, i * 2 * M_PI / cycle->period);
        put_node(d, state, x + dx, y + dy);
    }
    if (tails)
        lfsr_sink_add(d->sink, "    node [style=\"rounded,dashed\", color=gray40];\n");
    for (uint32_t i = 0; i < cycle->period && tails; i++, state = d->graph->next[state])
        put_tree(d, ring, state, x, y, i * 2 * M_PI / cycle->period - ring->sector / 2, ring->sector, 1);
    put_edges(d, c);
    lfsr_sink_add(d->sink, "  }\n");
}

/* Lists of the transient states before each state, ascending. */
static bool link_trees(drawing *d)
{
    uint32_t states = d->graph->states;
    d->first = malloc(states * sizeof *d->first);
    d->sibling = malloc(states * sizeof *d->sibling);
    if (d->first == NULL || d->sibling == NULL)
        return false;
    memset(d->first, 0xff, states * sizeof *d->first);
    for (uint32_t s = states; s-- > 0;)
        if (d->graph->tail[s] > 0) {
            d->sibling[s] = d->first[d->graph->next[s]];
            d->first[d->graph->next[s]] = s;
        }
    return true;
}

/* The title has two lines. */
static void put_title(const drawing *d, const lfsr_analysis *analysis)
{
    lfsr_string title = LFSR_STRING_EMPTY;
    lfsr_string_add_title(&title, analysis);
    lfsr_string_add(&title, "\\n");
    lfsr_string_add_sizes(&title, analysis);
    lfsr_sink_add(d->sink, "\"");
    lfsr_sink_add_text(d->sink, &title);
    lfsr_sink_add(d->sink, "\"");
}

static void put_head(const drawing *d, const lfsr_analysis *analysis, double width, double height)
{
    lfsr_sink_add(d->sink,
                  "// To be drawn by: dot -Tsvg FILE. Without layout=nop Graphviz finds places itself.\n"
                  "digraph lfsr {\n"
                  "  graph [layout=nop, splines=line, fontname=\"sans-serif\", labelloc=t,\n"
                  "         label=");
    put_title(d, analysis);
    lfsr_sink_addf(d->sink, ",\n         bb=\"0,0,%.2f,%.2f\", lp=\"%.2f,%.2f\"];\n", rounded(width),
                   rounded(height), rounded(width / 2), rounded(height - TITLE / 2));
    lfsr_sink_addf(d->sink,
                   "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10, fixedsize=true,\n"
                   "        width=%.3f, height=%.3f];\n  edge [arrowsize=0.6, color=gray30];\n",
                   d->node_width / 72, NODE_HEIGHT / 72);
}

void lfsr_dot_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const lfsr_state_graph *graph = item->graph;
    long tail = lfsr_register_tail(reg);
    double q = fmpz_get_d(lfsr_register_field_order(reg)), width;
    drawing d = {.sink = sink, .graph = graph};
    size_t longest = 0;
    for (uint32_t s = 0; s < graph->states; s++)
        longest = strlen(graph->labels[s]) > longest ? strlen(graph->labels[s]) : longest;
    d.node_width = fmax(24, CHARACTER * (double)longest + 10);
    lfsr_box *boxes = calloc(graph->cycle_count, sizeof *boxes);
    lfsr_ring *rings = calloc(graph->cycle_count, sizeof *rings);
    if (boxes != NULL && rings != NULL && link_trees(&d)) {
        for (size_t c = 0; c < graph->cycle_count; c++) {
            rings[c] =
                lfsr_ring_of(graph->cycles[c].period, tail > 0, d.node_width + GAP, d.node_width + GAP);
            lfsr_ring_widen(&rings[c], q, tail, d.node_width + GAP);
            double across = 2 * lfsr_ring_outer(&rings[c], tail) + d.node_width;
            boxes[c].width = fmax(across + MARGIN, 80);
            boxes[c].height = across - d.node_width + NODE_HEIGHT + 2 * MARGIN + HEADING;
        }
        double height =
            lfsr_place_boxes(boxes, graph->cycle_count, lfsr_boxes_width(boxes, graph->cycle_count), &width);
        put_head(&d, analysis, width, height + TITLE);
        for (size_t c = 0; c < graph->cycle_count; c++)
            put_cycle(&d, c, &rings[c], &boxes[c], height, tail > 0);
        lfsr_sink_add(sink, "}\n");
    } else {
        lfsr_sink_add_owned(sink, NULL); /* out of memory */
    }
    free(d.first);
    free(d.sibling);
    free(boxes);
    free(rings);
}
