/* Linked with the application for one test: checkpoints are saved every 20 ms, not every ten seconds, so that
 * a walk of a few seconds can be killed and resumed many times. The linker puts this in the place of
 * lfsr_options_init. */
#include "lfsr/analysis.h"

void __real_lfsr_options_init(lfsr_options *options);
void __wrap_lfsr_options_init(lfsr_options *options);

void __wrap_lfsr_options_init(lfsr_options *options)
{
    __real_lfsr_options_init(options);
    options->checkpoint_seconds = 0.02;
}
