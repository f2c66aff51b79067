/* The scalar side of a lane walk: where walks begin, which of them end before they need a lane, how a hit
 * becomes a section index.
 *
 * A walk waits as a window of symbols with the number of steps already walked. Before it enters a lane it is
 * stepped on until its newest symbol is nonzero (for a section after a run), so that no run of zeros
 * straddles the entry and a lane needs to look at nothing older than its own rows. A walk whose next section
 * state shows up meanwhile never gets a lane. */
#ifndef LFSR_LANE_WALK_H
#define LFSR_LANE_WALK_H

#include "lane_field.h"
#include "kernel_progress.h"

/* Walks that left their lanes unfinished and wait for one in a narrower set. */
typedef struct lfsr_lane_waiting {
    size_t count, taken;
    uint64_t *symbols; /* degree each */
    uint64_t *steps, *slots;
} lfsr_lane_waiting;

typedef struct lfsr_lane_source {
    const lfsr_lane_field *field;
    lfsr_section section;
    uint64_t count, taken; /* slots of the chunk, and how many have begun */
    uint64_t *start;       /* symbols of the next section state */
    uint64_t *next, *length;
    lfsr_lane_waiting waiting;
    uint64_t *work;       /* symbols of the current walk */
    size_t known;         /* how many of them */
    uint64_t slot, steps; /* its slot, and the steps before work[0] */
    lfsr_ticker ticker;
} lfsr_lane_source;

LFSR_MUST_CHECK lfsr_status lfsr_lane_source_open(lfsr_lane_source *source, const lfsr_lane_field *field,
                                                  lfsr_section section, uint64_t lo, uint64_t count,
                                                  uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                                  size_t lanes, lfsr_error *error);
void lfsr_lane_source_close(lfsr_lane_source *source);

/* Find the next walk that needs a lane: its window in work[known - depth .. known - 1], the newest nonzero.
 * false: there is none left, or the caller said stop. */
bool lfsr_lane_next_walk(lfsr_lane_source *source);

/* The walk of slot, whose symbols from `steps` on are in work[0 .. known - 1], reaches the section at
 * work[at]. */
void lfsr_lane_finish(lfsr_lane_source *source, size_t at);

/* Put the walk in work[0 .. degree - 1] (with slot and steps) back among those that wait. */
void lfsr_lane_put_back(lfsr_lane_source *source);

/* Whether walks are left to begin. */
static inline bool lfsr_lane_more(const lfsr_lane_source *source)
{
    return source->taken < source->count || source->waiting.taken < source->waiting.count;
}

/* How the lanes look for a section. After a run: a run contains `blocks` successive aligned blocks of `rows`
 * zeros; hits are tested for once in `batch` blocks. */
typedef struct lfsr_lane_search {
    unsigned rows, blocks, batch;
} lfsr_lane_search;

/* Chooses the search with the least overhead for that many lanes. By first symbol: row by row. */
lfsr_lane_search lfsr_lane_search_plan(uint64_t q, lfsr_section section, double lanes);

/* Estimated nanoseconds a state of a whole section walked in `lanes` lanes, at row_ns a row. */
double lfsr_lane_cost(const lfsr_stratum *stratum, lfsr_section section, double walks, double row_ns,
                      double lanes, double planes);

#endif
