/* Any text as a polynomial over a field that the first byte chooses, or that the text names: it is refused
 * with a column inside the text, or what it prints reads back to the same polynomial. */
#include "fuzz.h"

#include "lfsr/notation.h"

static const char *const orders[] = {"2",
                                     "3",
                                     "4",
                                     "9",
                                     "5",
                                     "7",
                                     "2^8",
                                     "65537",
                                     "18446744073709551557",
                                     "1000000000000000000000000000057",
                                     "2^65",
                                     "1000003^3",
                                     "3^41",
                                     "340282366920938463463374607431768211507^2",
                                     "9223372036854775837",
                                     "18446744073709551629",
                                     "2^64",
                                     "4294967291^2",
                                     "18446744073709551557^2",
                                     "3^500"};

static const lfsr_field_spec *field(unsigned number)
{
    static lfsr_field_spec fields[sizeof orders / sizeof *orders];
    lfsr_field_spec *chosen = &fields[number];
    if (chosen->k == 0) {
        lfsr_field_spec_init(chosen);
        FUZZ_REQUIRE(lfsr_field_spec_parse(chosen, orders[number], strlen(orders[number]), NULL, NULL) ==
                     LFSR_OK);
    }
    return chosen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *text = (const char *)data + 1;
    unsigned choice = data[0] & 0x7f;
    lfsr_error error = {0};
    lfsr_spec spec, back;
    lfsr_spec_init(&spec);
    lfsr_spec_init(&back);
    const lfsr_field_spec *over = choice == 0x7f ? NULL : field(choice % (sizeof orders / sizeof *orders));
    lfsr_status status = lfsr_spec_parse(&spec, over, text, size - 1, data[0] >> 7, &error);
    if (status == LFSR_OK) {
        unsigned kind;
        (void)lfsr_spec_note(&spec, text, size - 1);
        FUZZ_REQUIRE((lfsr_spec_reading_note(&spec, text, size - 1, &kind) == NULL) == (kind == 0));
        char *printed = lfsr_spec_polynomial_text(&spec);
        FUZZ_REQUIRE(printed != NULL);
        lfsr_status again = lfsr_spec_parse(&back, &spec.field, printed, strlen(printed), false, &error);
        FUZZ_REQUIRE(strlen(printed) > LFSR_MAX_TEXT ? again == LFSR_BAD_INPUT || again == LFSR_UNABLE
                                                     : again == LFSR_OK && lfsr_spec_equal(&spec, &back));
        free(printed);
    } else {
        FUZZ_REQUIRE((status == LFSR_BAD_INPUT || status == LFSR_UNABLE) && error.column <= size &&
                     error.message[0] != '\0');
    }
    lfsr_spec_clear(&back);
    lfsr_spec_clear(&spec);
    return 0;
}
