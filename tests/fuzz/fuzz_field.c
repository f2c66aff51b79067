/* A field order, and after a line end a modulus: refused with a column inside the text at fault, or what the
 * field prints reads back to the same field, which passes the check a field from outside must pass. */
#include "fuzz.h"

#include "lfsr/notation.h"

#define MOST_BYTES 400

static void check(const lfsr_field_spec *field)
{
    lfsr_error error = {0};
    lfsr_field_spec back;
    lfsr_field_spec_init(&back);
    FUZZ_REQUIRE(lfsr_field_spec_check(field, &error) == LFSR_OK);
    char *order = lfsr_field_spec_order_text(field), *modulus = lfsr_field_spec_modulus_text(field);
    FUZZ_REQUIRE(order != NULL && (modulus != NULL) == (field->k > 1));
    FUZZ_REQUIRE(lfsr_field_spec_parse(&back, order, strlen(order), modulus, &error) == LFSR_OK);
    FUZZ_REQUIRE(lfsr_field_spec_equal(field, &back) && field->conway == back.conway);
    free(order);
    free(modulus);
    lfsr_field_spec_clear(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > MOST_BYTES)
        return 0;
    const char *order = (const char *)data;
    const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
    size_t length = end != NULL ? (size_t)(end - data) : size;
    char *modulus = NULL;
    if (end != NULL) {
        modulus = malloc(size - length);
        FUZZ_REQUIRE(modulus != NULL);
        memcpy(modulus, end + 1, size - length - 1);
        modulus[size - length - 1] = '\0';
    }
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_field_spec_init(&field);
    lfsr_status status = lfsr_field_spec_parse(&field, order, length, modulus, &error);
    if (status == LFSR_OK)
        check(&field);
    else
        FUZZ_REQUIRE((status == LFSR_BAD_INPUT || status == LFSR_UNABLE) && error.column <= size + 1);
    lfsr_field_spec_clear(&field);
    free(modulus);
    return 0;
}
