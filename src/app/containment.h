/* What the program does where FLINT would abort it. */
#ifndef LFSR_APP_CONTAINMENT_H
#define LFSR_APP_CONTAINMENT_H

/* From now on a lack of memory, or an exception, inside FLINT or GMP ends the program with one line on
 * standard error and status 4, without a worker or a temporary file left behind. In a worker it ends that
 * worker. */
void lfsr_contain_aborts(void);

#endif
