/* lfsr-analyze: the cycles of a linear feedback shift register over GF(q), found several ways and compared.
 */
#include <flint/flint.h>

#include "output.h"
#include "run.h"

int main(int argc, char **argv)
{
    lfsr_signals_prepare();
    lfsr_status status = lfsr_run(argc, argv);
    flint_cleanup();
    return (int)status;
}
