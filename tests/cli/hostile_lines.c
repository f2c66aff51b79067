/* Linked with the application for tests of lists: some lines kill the worker that answers them, take seconds,
 * or never end. A line "kill ..." kills its worker. "slow N ..." is answered after N seconds, as x^4 + x + 1.
 * "hang ..." is never answered, and the worker sends nothing any more. The linker puts this function in the
 * place of the real one (--wrap). */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"

lfsr_status __real_lfsr_session_answer(lfsr_session *r, const lfsr_input_item *item, lfsr_error *error);
lfsr_status __wrap_lfsr_session_answer(lfsr_session *r, const lfsr_input_item *item, lfsr_error *error);

lfsr_status __wrap_lfsr_session_answer(lfsr_session *r, const lfsr_input_item *item, lfsr_error *error)
{
    lfsr_input_item other = *item;
    if (r->callbacks == NULL || item->length < 5)
        return __real_lfsr_session_answer(r, item, error);
    if (memcmp(item->text, "kill ", 5) == 0)
        raise(SIGKILL);
    if (memcmp(item->text, "hang ", 5) == 0)
        for (;;)
            pause();
    if (memcmp(item->text, "slow ", 5) == 0) {
        for (unsigned long i = 20 * strtoul(item->text + 5, NULL, 10); i > 0; i--) {
            usleep(50000);
            r->callbacks->alive(r->callbacks->context);
        }
        other.text = "x^4 + x + 1";
        other.length = strlen(other.text);
    }
    return __real_lfsr_session_answer(r, &other, error);
}
