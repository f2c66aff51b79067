/* Replaces FLINT's abort of the program. */
#ifndef LFSR_APP_CONTAINMENT_H
#define LFSR_APP_CONTAINMENT_H

/* Install the handler. When FLINT or GMP run out of memory or raise an exception, the program prints one
 * line, ends its workers, removes temporary files and exits with status 4. In a worker it ends that worker.
 */
void lfsr_contain_aborts(void);

#endif
