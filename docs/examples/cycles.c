/* The cycles of x^3 + 2x + 1 over GF(3), by algebra and by walking: how the library is used. */
#include <lfsr/lfsr.h>
#include <stdio.h>

int main(void)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_options options;
    lfsr_analysis *analysis;
    const char text[] = "x^3 + 2x + 1";

    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_options_init(&options);
    options.run[LFSR_PARALLEL] = false;

    lfsr_status status = lfsr_field_spec_parse(&field, "3", 1, NULL, &error);
    if (status == LFSR_OK)
        status = lfsr_spec_parse(&spec, &field, text, sizeof text - 1, false, &error);
    if (status == LFSR_OK)
        status = lfsr_analyze(&analysis, &spec, &options, NULL, &error);
    if (status == LFSR_OK) {
        const lfsr_partition *partition = lfsr_analysis_partition(analysis);
        for (size_t i = 0; i < lfsr_partition_length(partition); i++) {
            fmpz_print(lfsr_partition_count(partition, i));
            printf(" x ");
            fmpz_print(lfsr_partition_period(partition, i));
            printf("\n");
        }
        lfsr_analysis_free(analysis);
    } else {
        fprintf(stderr, "%s (column %zu)\n", error.message, error.column);
    }
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    return status == LFSR_OK ? 0 : 1;
}
