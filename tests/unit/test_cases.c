/* Every row of the published cases, from the text of the polynomial to its cycle structure, by algebra
 * alone. */
#include "test_algebra_support.h"

#include "../open_register.h"
#include "cycle_set.h"
#include "integer_factor.h"
#include "string_builder.h"

#define MAX_FIELDS 12

/* Cut a line at its tabs. Returns how many pieces. */
static int cut(char *line, char *pieces[MAX_FIELDS])
{
    int count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *rest = line; rest != NULL && count < MAX_FIELDS; count++) {
        pieces[count] = rest;
        rest = strchr(rest, '\t');
        if (rest != NULL)
            *rest++ = '\0';
    }
    return count;
}

typedef struct solved {
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_partition structure;
} solved;

static void solve(solved *out, const char *order, const char *modulus, const char *polynomial)
{
    lfsr_error error = {0};
    ck_assert_ok(open_register(&out->reg, &out->factorization, order, modulus, polynomial, &error), error);
    lfsr_partition_init(&out->structure);
    ck_assert_ok(lfsr_cycle_structure(&out->structure, &out->reg, &out->factorization, &error), error);
}

static void solved_clear(solved *s)
{
    lfsr_partition_clear(&s->structure);
    close_register(&s->reg, &s->factorization);
}

static void add_number(lfsr_string *text, const fmpz_t number)
{
    char *digits = fmpz_get_str(NULL, 10, number);
    lfsr_string_add(text, digits);
    flint_free(digits);
}

/* The value of a property as the file writes it. */
static char *answer(const solved *s, const char *property)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    if (strcmp(property, "order") == 0) {
        add_number(&text, s->factorization.order);
    } else if (strcmp(property, "primitive") == 0) {
        lfsr_string_add(&text, s->factorization.primitive ? "true" : "false");
    } else if (strcmp(property, "periodic_states") == 0) {
        add_number(&text, s->structure.periodic);
    } else if (strcmp(property, "ncycles") == 0) {
        fmpz_t cycles;
        fmpz_init(cycles);
        lfsr_partition_cycles(cycles, &s->structure);
        add_number(&text, cycles);
        fmpz_clear(cycles);
    } else if (strcmp(property, "cycles") == 0 || strcmp(property, "periods") == 0) {
        for (size_t i = 0; i < s->structure.length; i++) {
            lfsr_string_add(&text, i > 0 ? "," : "");
            add_number(&text, s->structure.classes[i].period);
            if (property[0] == 'c') {
                lfsr_string_add(&text, ":");
                add_number(&text, s->structure.classes[i].count);
            }
        }
    } else {
        ck_abort_msg("unknown property %s", property);
    }
    return lfsr_string_take(&text);
}

static FILE *open_data(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/cases/%s", LFSR_TEST_DATA, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    return file;
}

START_TEST(every_case)
{
    FILE *file = open_data("cases.tsv");
    char *line = NULL, *pieces[MAX_FIELDS];
    size_t capacity = 0;
    int rows = 0;
    while (getline(&line, &capacity, file) > 0) {
        if (line[0] == '#')
            continue;
        ck_assert_int_eq(cut(line, pieces), 9);
        const char *modulus = strcmp(pieces[6], "-") == 0 ? NULL : pieces[6];
        solved s;
        solve(&s, pieces[1], modulus, pieces[2]);
        char *found = answer(&s, pieces[3]);
        ck_assert_msg(found != NULL && strcmp(found, pieces[4]) == 0, "%s: %s is %s, listed %s", pieces[0],
                      pieces[3], found, pieces[4]);
        free(found);
        solved_clear(&s);
        rows++;
    }
    ck_assert_int_eq(rows, 444);
    lfsr_factor_cache_clear();
    free(line);
    fclose(file);
}
END_TEST

START_TEST(tap_table)
{
    FILE *file = open_data("xapp052.tsv");
    char *line = NULL, *pieces[MAX_FIELDS];
    size_t capacity = 0;
    int rows = 0;
    while (getline(&line, &capacity, file) > 0) {
        if (line[0] == '#')
            continue;
        ck_assert_int_eq(cut(line, pieces), 4);
        solved s;
        solve(&s, "2", NULL, pieces[1]);
        ck_assert_int_eq(s.reg.degree, strtol(pieces[0], NULL, 10));
        char *primitive = answer(&s, "primitive"), *order = answer(&s, "order");
        ck_assert_msg(strcmp(primitive, pieces[2]) == 0 && strcmp(order, pieces[3]) == 0, "degree %s",
                      pieces[0]);
        free(primitive);
        free(order);
        solved_clear(&s);
        rows++;
    }
    ck_assert_int_eq(rows, 166);
    lfsr_factor_cache_clear();
    free(line);
    fclose(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cases");
    TCase *tcase = test_case(suite, "cases", 280);
    tcase_add_test(tcase, every_case);
    tcase_add_test(tcase, tap_table);
    return test_main(suite);
}
