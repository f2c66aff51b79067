/* Starts, hits and the bookkeeping of a lane walk. */
#include "lane_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The symbols of section state `index`. */
static void set_start(lfsr_lane_source *source, uint64_t index)
{
    const lfsr_lane_field *f = source->field;
    const unsigned m = f->degree, zeros = source->section.zeros;
    for (unsigned i = m; i-- > zeros + 1; index /= f->q)
        source->start[i] = index % f->q;
    for (unsigned i = 1; i <= zeros; i++)
        source->start[i] = 0;
    source->start[0] = index + lfsr_section_least(source->section);
}

static void advance_start(lfsr_lane_source *source)
{
    const uint64_t top = source->field->q - 1;
    const unsigned zeros = source->section.zeros;
    unsigned i = source->field->degree - 1;
    while (i > zeros && source->start[i] == top)
        source->start[i--] = 0;
    source->start[i > zeros ? i : 0]++;
}

lfsr_status lfsr_lane_source_open(lfsr_lane_source *source, const lfsr_lane_field *field,
                                  lfsr_section section, uint64_t lo, uint64_t count, uint64_t *next,
                                  uint64_t *length, const lfsr_tick *tick, size_t lanes, lfsr_error *error)
{
    const size_t m = field->degree;
    *source = (lfsr_lane_source){
        .field = field, .section = section, .count = count, .next = next, .length = length};
    lfsr_ticker_init(&source->ticker, tick);
    source->start = malloc(m * sizeof *source->start);
    source->work = malloc((field->depth + 4 * m + 64) * sizeof *source->work);
    source->waiting.symbols = malloc(lanes * m * sizeof *source->waiting.symbols);
    source->waiting.steps = malloc(lanes * sizeof *source->waiting.steps);
    source->waiting.slots = malloc(lanes * sizeof *source->waiting.slots);
    if (source->start == NULL || source->work == NULL || source->waiting.symbols == NULL ||
        source->waiting.steps == NULL || source->waiting.slots == NULL) {
        lfsr_lane_source_close(source);
        return lfsr_fail_memory(error);
    }
    set_start(source, lo);
    return LFSR_OK;
}

void lfsr_lane_source_close(lfsr_lane_source *source)
{
    free(source->start);
    free(source->work);
    free(source->waiting.symbols);
    free(source->waiting.steps);
    free(source->waiting.slots);
    *source = (lfsr_lane_source){0};
}

static void extend(lfsr_lane_source *source, size_t known)
{
    const lfsr_lane_field *f = source->field;
    for (; source->known < known; source->known++)
        source->work[source->known] = lfsr_lane_next(f, source->work + source->known - f->degree);
}

void lfsr_lane_finish(lfsr_lane_source *source, size_t at)
{
    const lfsr_lane_field *f = source->field;
    extend(source, at + f->degree);
    const uint64_t *s = source->work + at;
    uint64_t index = s[0] - lfsr_section_least(source->section);
    for (unsigned i = source->section.zeros + 1; i < f->degree; i++)
        index = index * f->q + s[i];
    source->next[source->slot] = index;
    source->length[source->slot] = source->steps + at;
    source->ticker.states += (double)(source->steps + at);
}

void lfsr_lane_put_back(lfsr_lane_source *source)
{
    const size_t m = source->field->degree;
    lfsr_lane_waiting *w = &source->waiting;
    memcpy(w->symbols + w->count * m, source->work, m * sizeof *w->symbols);
    w->steps[w->count] = source->steps;
    w->slots[w->count++] = source->slot;
}

static void take_window(lfsr_lane_source *source)
{
    const size_t m = source->field->degree;
    lfsr_lane_waiting *w = &source->waiting;
    source->known = m;
    if (source->taken < source->count) {
        memcpy(source->work, source->start, m * sizeof *source->work);
        source->steps = 0;
        source->slot = source->taken++;
        if (source->taken < source->count)
            advance_start(source);
        return;
    }
    memcpy(source->work, w->symbols + w->taken * m, m * sizeof *source->work);
    source->steps = w->steps[w->taken];
    source->slot = w->slots[w->taken++];
    if (w->taken == w->count)
        w->taken = w->count = 0;
}

/* By first symbol: step on to depth symbols. true if a section state came first, at *hit. */
static bool step_to_symbol(lfsr_lane_source *source, size_t *hit)
{
    for (size_t i = 1; i < source->known || i < source->field->depth; i++) {
        extend(source, i + 1);
        if (source->work[i] < source->section.bound) {
            *hit = i;
            return true;
        }
    }
    return false;
}

/* After a run: step on to depth symbols and a nonzero one. true if a section state came first, at *hit. A
 * waiting window holds no complete run of zeros after its first symbol, or its lane would have ended there.
 */
static bool step_to_run(lfsr_lane_source *source, size_t *hit)
{
    const unsigned zeros = source->section.zeros;
    size_t last = 0; /* the newest nonzero symbol; a section state if `zeros` zeros follow */
    for (size_t i = 1;; i++) {
        if (i >= source->known) {
            if (i >= source->field->depth && last == i - 1 && zeros > 0)
                return false;
            extend(source, i + 1);
        }
        if (source->work[i] != 0)
            last = i;
        if (last > 0 && i - last == zeros) {
            *hit = last;
            return true;
        }
    }
}

bool lfsr_lane_next_walk(lfsr_lane_source *source)
{
    while (!source->ticker.stopped && lfsr_lane_more(source)) {
        size_t hit = 0;
        take_window(source);
        if (source->section.bound > 0 ? !step_to_symbol(source, &hit) : !step_to_run(source, &hit))
            return true;
        lfsr_lane_finish(source, hit);
        if (!lfsr_tick_add(&source->ticker, 0, source->known))
            return false;
    }
    return false;
}

/* Nanoseconds to look through a suspect lane, to end a walk and begin another, to combine a block's words. */
#define SUSPECT_NS       40.0
#define WALK_NS          45.0
#define BLOCK_NS(blocks) ((blocks) <= 3 ? 2.0 : 2.0 + (blocks))

static double search_ns(uint64_t q, lfsr_lane_search search, double lanes)
{
    double suspects = lanes * pow((double)q, -(double)(search.rows * search.blocks));
    return (suspects * SUSPECT_NS + BLOCK_NS(search.blocks)) / search.rows;
}

lfsr_lane_search lfsr_lane_search_plan(uint64_t q, lfsr_section section, double lanes)
{
    lfsr_lane_search best = {1, 1, 8};
    double least = HUGE_VAL;
    const unsigned zeros = section.zeros;
    for (unsigned rows = 1; 2 * rows <= zeros + 1; rows++)
        for (unsigned blocks = (zeros + 1) / rows - 1; blocks > 0; blocks--) {
            lfsr_lane_search search = {rows, blocks, rows >= 12 ? 1 : 12 / rows};
            double cost = search_ns(q, search, lanes);
            if (cost < least) {
                least = cost;
                best = search;
            }
        }
    return best;
}

double lfsr_lane_cost(const lfsr_stratum *stratum, lfsr_section section, double walks, double row_ns,
                      double lanes, double planes)
{
    const double q = (double)stratum->q, m = stratum->degree;
    double mean, search;
    if (section.bound > 0) {
        mean = q / (double)section.bound;
        search = BLOCK_NS(1); /* every suspect ends its walk */
    } else if (section.zeros > 0) {
        mean = pow(q, section.zeros + 1.0) / (q - 1.0);
        search = search_ns(stratum->q, lfsr_lane_search_plan(stratum->q, section, lanes), lanes);
    } else {
        return HUGE_VAL;
    }
    double row = row_ns + search;
    /* Walk lengths are about geometric: w lanes are left with a mean each, w / 2 after 0.7 of it, ... Those
     * from multiples of one state are equal; lanes that are not filled hide no waits. */
    double busy = walks < lanes ? walks : lanes;
    double rows = walks / lanes + 0.55 * log(busy + 1.0) + 1.0;
    if (section.zeros + 1 == stratum->degree)
        rows = ceil(walks / lanes);
    double walk = WALK_NS + m * 3.0 * (planes + 1);
    return row * rows / walks + walk / mean;
}
