// The cycles of x^3 + 2x + 1 over GF(3), in C++.
#include <lfsr/lfsr.h>
#include <cstdio>
#include <cstring>

using namespace std;

int main()
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_options options;
    lfsr_analysis *analysis;

    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_options_init(&options);
    options.workers = 2;
    lfsr_status status = lfsr_field_spec_parse(&field, "3", 1, NULL, NULL);
    if (status == LFSR_OK)
        status = lfsr_spec_parse(&spec, &field, "x^3 + 2x + 1", 12, false, NULL);
    if (status == LFSR_OK)
        status = lfsr_analyze(&analysis, &spec, &options, NULL, NULL);
    if (status == LFSR_OK) {
        const lfsr_partition *partition = lfsr_analysis_partition(analysis);
        for (size_t i = 0; i < lfsr_partition_length(partition); i++)
            printf("%s %lu x %lu", i == 0 ? "1.0:" : ",", fmpz_get_ui(lfsr_partition_count(partition, i)),
                   fmpz_get_ui(lfsr_partition_period(partition, i)));
        lfsr_analysis_free(analysis);
    }
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    return status == LFSR_OK && strcmp(lfsr_version(), LFSR_VERSION_TEXT) == 0 ? 0 : 1;
}
