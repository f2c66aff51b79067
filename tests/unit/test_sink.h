/* A sink that writes into memory. */
#ifndef LFSR_TEST_SINK_H
#define LFSR_TEST_SINK_H

#include "sink.h"

static lfsr_string written;
static lfsr_sink sink;

static void begin(void)
{
    written.length = 0;
    lfsr_sink_init(&sink, -1, "memory");
    sink.memory = &written;
}

#endif
