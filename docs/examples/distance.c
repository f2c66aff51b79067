/* How many steps are from one state of x^64 + x^4 + x^3 + x + 1 to another, which state comes a million steps
 * later, and what is said about a text that is no state: questions to the library. */
#include <lfsr/lfsr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lfsr_status ask(lfsr_states *states, const char *first, const char *second, lfsr_error *error)
{
    lfsr_state *from = NULL, *to = NULL, *later = NULL;
    lfsr_distance kind;
    char *steps = NULL, reason[200];
    lfsr_status status = lfsr_state_parse(&from, states, first, strlen(first), error);
    if (status == LFSR_OK)
        status = lfsr_state_parse(&to, states, second, strlen(second), error);
    if (status == LFSR_OK)
        status = lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, from, to, error);
    if (status == LFSR_OK)
        status = lfsr_state_jump(&later, from, "1000000", error);
    if (status == LFSR_OK)
        printf("%s steps\n%s\n", kind == LFSR_DISTANCE_STEPS ? steps : "unknown", lfsr_state_symbols(later));
    free(steps);
    lfsr_state_free(later);
    lfsr_state_free(to);
    lfsr_state_free(from);
    return status;
}

int main(void)
{
    static const char text[] = "x^64 + x^4 + x^3 + x + 1";
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_states *states = NULL;

    lfsr_field_spec_init(&field); /* GF(2) */
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_spec_parse(&spec, &field, text, sizeof text - 1, false, &error);
    if (status == LFSR_OK)
        status = lfsr_states_open(&states, &spec, NULL, &error);
    if (status == LFSR_OK)
        status = ask(states, "0x1", "0xDEADBEEF", &error);
    if (status == LFSR_OK && ask(states, "0x1", "01x", &error) == LFSR_BAD_INPUT)
        printf("column %zu: %s\n", error.column, error.message);
    if (status != LFSR_OK)
        fprintf(stderr, "%s: %s\n", lfsr_status_name(status), error.message);
    lfsr_states_close(states);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    return status == LFSR_OK ? 0 : 1;
}
