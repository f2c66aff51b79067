/* The edges of the public interface, as a client sees it: this program includes public headers alone and is
 * linked with the library alone. Everything that ends something accepts nothing, something that is all zero,
 * and being called twice; structures of options of another size are adopted or refused. */
#include "test_support.h"

#include <string.h>

#include "lfsr/lfsr.h"

START_TEST(specs_are_cleared_at_every_edge)
{
    static const char modulus_field[] = "3^2", text[] = "x^2 + a*x + 1";
    lfsr_field_spec field, zero_field;
    lfsr_spec spec, zero_spec;
    lfsr_error error = {0};
    memset(&zero_field, 0, sizeof zero_field);
    memset(&zero_spec, 0, sizeof zero_spec);
    lfsr_field_spec_clear(NULL);
    lfsr_spec_clear(NULL);
    for (int i = 0; i < 2; i++) {
        lfsr_field_spec_clear(&zero_field);
        lfsr_spec_clear(&zero_spec);
    }
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_field_spec_parse(&field, modulus_field, 3, NULL, &error), error);
    ck_assert_ok(lfsr_spec_parse(&spec, &field, text, sizeof text - 1, false, &error), error);
    for (int i = 0; i < 2; i++) {
        lfsr_spec_clear(&spec);
        lfsr_field_spec_clear(&field);
    }
    /* a cleared field is GF(2) again, a cleared spec can be set up again */
    char *order = lfsr_field_spec_order_text(&field);
    ck_assert_str_eq(order, "2");
    free(order);
    lfsr_spec_init(&spec);
    lfsr_spec_clear(&spec);
}
END_TEST

START_TEST(handles_end_at_every_edge)
{
    lfsr_pool *pool = NULL;
    lfsr_partition_free(NULL);
    lfsr_register_free(NULL);
    lfsr_analysis_free(NULL);
    lfsr_states_close(NULL);
    lfsr_state_free(NULL);
    lfsr_cycle_list_free(NULL);
    lfsr_pool_end(NULL);
    lfsr_pool_end(&pool);
    const lfsr_pool_options options = {.size = sizeof options, .workers = 1};
    lfsr_error error = {0};
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    lfsr_pool_end(&pool);
    ck_assert_ptr_null(pool);
    lfsr_pool_end(&pool);
    lfsr_cleanup();
    lfsr_cleanup();
}
END_TEST

START_TEST(states_are_printed_at_every_edge)
{
    lfsr_field_spec field, zero;
    lfsr_error error = {0};
    memset(&zero, 0, sizeof zero);
    ck_assert_ptr_null(lfsr_state_text(1, 4, NULL));
    ck_assert_ptr_null(lfsr_state_text(1, 4, &zero));
    lfsr_field_spec_init(&field);
    static const struct {
        const char *order;
        uint64_t code;
        slong n;
        const char *text;
    } edges[] = {
        {"2", 5, 4, "0101"},
        {"2", UINT64_MAX, 0, ""},
        {"2", UINT64_MAX, -1, ""},
        {"2", UINT64_MAX, 3, "111"},
        {"2", UINT64_MAX, 65, "01111111111111111111111111111111111111111111111111111111111111111"},
        {"3^2", 80, 2, "2*a+2 2*a+2"},
        {"18446744073709551557", UINT64_MAX, 2, "1 58"},
        {"2^64", 3, 1, "a+1"},
        {"2^89", 3, 2, "0 a+1"},
    };
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        ck_assert_ok(lfsr_field_spec_parse(&field, edges[i].order, strlen(edges[i].order), NULL, &error),
                     error);
        char *text = lfsr_state_text(edges[i].code, edges[i].n, &field);
        ck_assert_str_eq(text, edges[i].text);
        free(text);
    }
    lfsr_field_spec_clear(&field);
    char *text = lfsr_state_text(5, 4, &field); /* cleared: GF(2) */
    ck_assert_str_eq(text, "0101");
    free(text);
}
END_TEST

START_TEST(other_functions_at_every_edge)
{
    fmpz_t number;
    lfsr_error error = {0};
    lfsr_spec spec;
    ck_assert_str_eq(lfsr_engine_name((lfsr_engine)-1), "unknown");
    ck_assert_str_eq(lfsr_engine_name(LFSR_ENGINES), "unknown");
    ck_assert_ptr_nonnull(lfsr_status_name((lfsr_status)77));
    ck_assert_int_eq(lfsr_fail(NULL, LFSR_UNABLE, "code", "%d", 1), LFSR_UNABLE);
    ck_assert_int_eq(lfsr_fail_memory(NULL), LFSR_SYSTEM);
    lfsr_checkpoint_remove(NULL);
    lfsr_checkpoint_remove("/nowhere/at/all");
    fmpz_init_set_ui(number, 3);
    lfsr_partition *empty = lfsr_partition_new(), *other = lfsr_partition_new();
    lfsr_partition_finish(empty);
    lfsr_partition_finish(empty);
    ck_assert_uint_eq(lfsr_partition_length(empty), 0);
    ck_assert(fmpz_is_zero(lfsr_partition_periodic(empty)));
    ck_assert(!lfsr_partition_has_leaders(empty));
    ck_assert(lfsr_partition_same_structure(empty, other));
    ck_assert_ok(lfsr_partition_add(other, number, number, &error), error);
    lfsr_partition_finish(other);
    ck_assert(fmpz_equal_ui(lfsr_partition_periodic(other), 9));
    ck_assert(!lfsr_partition_same_structure(empty, other));
    lfsr_partition_cycles(number, empty);
    ck_assert(fmpz_is_zero(number));
    lfsr_partition_free(empty);
    lfsr_partition_free(other);
    fmpz_clear(number);
    lfsr_spec_init(&spec);
    lfsr_spec_set(&spec, &spec);
    char *text = lfsr_spec_polynomial_text(&spec);
    ck_assert_str_eq(text, "x");
    free(text);
    lfsr_spec_clear(&spec);
}
END_TEST

/* A structure of a later version: the library's own, and a member behind it. */
START_TEST(pool_options_of_other_sizes)
{
    struct {
        lfsr_pool_options options;
        uint64_t later;
    } longer = {.options = {.size = sizeof longer, .workers = 1}};
    lfsr_pool *pool = NULL;
    lfsr_error error = {0};
    ck_assert_ok(lfsr_pool_start(&pool, &longer.options, &error), error);
    lfsr_pool_end(&pool);
    longer.later = 1;
    ck_assert_int_eq(lfsr_pool_start(&pool, &longer.options, &error), LFSR_USAGE);
    ck_assert_ptr_null(pool);
    longer.options.size = 0; /* never set */
    ck_assert_int_eq(lfsr_pool_start(&pool, &longer.options, &error), LFSR_USAGE);
    longer.options.size = sizeof longer.options;
    longer.options.workers = 0; /* as many as there are processors */
    ck_assert_ok(lfsr_pool_start(&pool, &longer.options, &error), error);
    lfsr_pool_end(&pool);
}
END_TEST

START_TEST(ranks_without_mpi)
{
    lfsr_pool *pool = NULL;
    lfsr_error error = {0};
    const lfsr_pool_options options = {.size = sizeof options, .workers = 1, .method = LFSR_START_MPI};
    ck_assert_int_eq(lfsr_pool_start(&pool, &options, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.message, "this program has no ranks to start workers on");
    ck_assert_ptr_null(pool);
}
END_TEST

START_TEST(options_for_states_of_other_sizes)
{
    struct {
        lfsr_states_options options;
        uint64_t later;
    } longer;
    lfsr_states *states = NULL;
    lfsr_error error = {0};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    lfsr_states_options_init_sized(&longer.options, sizeof longer);
    ck_assert_uint_eq(longer.options.size, sizeof longer);
    ck_assert_uint_eq(longer.later, 0);
    ck_assert_ok(lfsr_states_open(&states, &spec, &longer.options, &error), error);
    lfsr_states_close(states);
    longer.later = 1;
    ck_assert_int_eq(lfsr_states_open(&states, &spec, &longer.options, &error), LFSR_USAGE);
    ck_assert_ptr_null(states);
    longer.options.size = 0;
    ck_assert_int_eq(lfsr_states_open(&states, &spec, &longer.options, &error), LFSR_USAGE);
    ck_assert_ok(lfsr_states_open(&states, &spec, NULL, &error), error);
    lfsr_states_close(states);
    lfsr_spec_clear(&spec);
}
END_TEST

static lfsr_status nothing_more(void *self, struct lfsr_string *line, lfsr_supply *supply, int *descriptor,
                                lfsr_error *error)
{
    (void)self, (void)line, (void)descriptor, (void)error;
    *supply = LFSR_SUPPLY_END;
    return LFSR_OK;
}

static lfsr_status set_up(const unsigned char *settings, size_t length, lfsr_error *error)
{
    (void)settings, (void)length, (void)error;
    return LFSR_OK;
}

static lfsr_status answer(struct lfsr_string *to, const unsigned char *line, size_t length,
                          const lfsr_line_callbacks *callbacks, lfsr_error *error)
{
    (void)callbacks, (void)error;
    lfsr_line_append(to, line, length);
    return LFSR_OK;
}

START_TEST(lists_of_other_sizes)
{
    lfsr_line_handler handler = {.set_up = set_up, .answer = answer};
    lfsr_list list = {.size = sizeof list, .next = nothing_more, .silence_seconds = 10};
    const lfsr_pool_options options = {.size = sizeof options, .workers = 1};
    lfsr_pool *pool = NULL;
    lfsr_error error = {0};
    ck_assert_int_eq(lfsr_handle_lines(&handler, &error), LFSR_USAGE);
    handler.size = sizeof handler;
    ck_assert_ok(lfsr_handle_lines(&handler, &error), error);
    ck_assert_ok(lfsr_pool_start(&pool, &options, &error), error);
    ck_assert_ok(lfsr_pool_answer(pool, &list, &error), error);
    list.size = 8;
    ck_assert_int_eq(lfsr_pool_answer(pool, &list, &error), LFSR_USAGE);
    lfsr_pool_end(&pool);
}
END_TEST

START_TEST(facts_of_other_sizes)
{
    struct {
        lfsr_sequence_facts facts;
        uint64_t later;
    } longer = {.facts = {.size = sizeof longer}, .later = 1};
    const size_t first_version = offsetof(lfsr_sequence_facts, certain) + sizeof(bool);
    const char *text = "0010111";
    lfsr_error error = {0};
    lfsr_spec spec;
    char *state = NULL;
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_from_sequence(&spec, &state, &longer.facts, &spec.field, text, 7, &error), error);
    ck_assert_uint_eq(longer.facts.size, sizeof longer);
    ck_assert_uint_eq(longer.facts.symbols, 7);
    ck_assert_uint_eq(longer.facts.complexity, 3);
    ck_assert(longer.facts.certain);
    ck_assert_uint_eq(longer.later, 0); /* not known to this version */
    free(state);
    longer.facts = (lfsr_sequence_facts){.size = first_version};
    longer.later = 1;
    ck_assert_int_eq(lfsr_spec_from_sequence(&spec, &state, &longer.facts, &spec.field, "000", 3, &error),
                     LFSR_BAD_INPUT);
    ck_assert_ptr_null(state);
    ck_assert_uint_eq(longer.facts.symbols, 3);
    ck_assert_uint_eq(longer.later, 1); /* behind the structure */
    longer.facts.size = 0;
    ck_assert_int_eq(lfsr_spec_from_sequence(&spec, &state, &longer.facts, &spec.field, text, 7, &error),
                     LFSR_USAGE);
    ck_assert_ptr_null(state);
    longer.facts.size = first_version - 1;
    ck_assert_int_eq(lfsr_spec_from_sequence(&spec, &state, &longer.facts, &spec.field, text, 7, &error),
                     LFSR_USAGE);
    lfsr_spec_clear(&spec);
}
END_TEST

/* Its layout is fixed, see status.h. */
_Static_assert(sizeof(size_t) != 8 ||
                   (sizeof(lfsr_error) == 528 && offsetof(lfsr_error, column) == 8 &&
                    offsetof(lfsr_error, code) == 16 && offsetof(lfsr_error, message) == 40),
               "the layout of lfsr_error has changed");

/* x^4 + x^3 + x = x (x^3 + x^2 + 1), every accessor. */
START_TEST(accessors_show_the_answer)
{
    static const char text[] = "x^4+x^3+x";
    lfsr_field_spec field;
    lfsr_spec spec, factor;
    lfsr_options options;
    lfsr_analysis *analysis = NULL;
    lfsr_error error = {0};
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_spec_init(&factor);
    lfsr_options_init(&options);
    options.workers = 1;
    options.list = true;
    options.automatic = false;
    ck_assert_ok(lfsr_spec_parse(&spec, &field, text, sizeof text - 1, false, &error), error);
    ck_assert_ok(lfsr_analyze(&analysis, &spec, &options, NULL, &error), error);
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    ck_assert(lfsr_spec_equal(lfsr_register_spec(reg), &spec));
    ck_assert_int_eq(lfsr_register_degree(reg), 4);
    ck_assert_int_eq(lfsr_register_tail(reg), 1);
    ck_assert(fmpz_equal_ui(lfsr_register_field_order(reg), 2));
    const lfsr_factorization *found = lfsr_analysis_factorization(analysis);
    ck_assert_int_eq(lfsr_factorization_length(found), 2);
    ck_assert(lfsr_factorization_complete(found) && lfsr_factorization_irreducible_known(found));
    ck_assert(!lfsr_factorization_irreducible(found) && !lfsr_factorization_primitive(found));
    ck_assert(fmpz_equal_ui(lfsr_factorization_order(found), 7));
    ck_assert(fmpz_equal_ui(lfsr_factorization_order_divides(found), 7));
    ck_assert(fmpz_equal_ui(lfsr_factorization_order_multiple_of(found), 7));
    ck_assert_str_eq(lfsr_factorization_reason(found), "");
    const lfsr_factor *cubic = lfsr_factorization_factor(found, 1);
    ck_assert_int_eq(lfsr_factor_degree(cubic), 3);
    ck_assert_int_eq(lfsr_factor_multiplicity(cubic), 1);
    ck_assert(lfsr_factor_irreducible(cubic) && fmpz_equal_ui(lfsr_factor_order(cubic), 7));
    ck_assert_ok(lfsr_factor_spec(&factor, cubic, reg, &error), error);
    char *shown = lfsr_spec_polynomial_text(&factor);
    ck_assert_str_eq(shown, "x^3 + x^2 + 1");
    free(shown);
    ck_assert(lfsr_analysis_compared(analysis) && lfsr_analysis_agree(analysis));
    ck_assert_str_eq(lfsr_analysis_disagreement(analysis), "");
    ck_assert_str_eq(lfsr_analysis_no_leaders(analysis), "");
    const lfsr_outcome *sequential = lfsr_analysis_outcome(analysis, LFSR_SEQUENTIAL);
    ck_assert(lfsr_outcome_ran(sequential) && lfsr_outcome_kernel(sequential) != NULL);
    ck_assert(!lfsr_outcome_ran(lfsr_analysis_outcome(analysis, LFSR_REFERENCE)));
    ck_assert_uint_eq(lfsr_outcome_workers(lfsr_analysis_outcome(analysis, LFSR_PARALLEL)), 1);
    const lfsr_partition *partition = lfsr_outcome_partition(sequential);
    ck_assert_uint_eq(lfsr_partition_length(partition), 2);
    ck_assert(fmpz_equal_ui(lfsr_partition_period(partition, 1), 7));
    ck_assert(fmpz_equal_ui(lfsr_partition_count(partition, 1), 1));
    ck_assert(fmpz_equal_ui(lfsr_partition_states(partition), 16));
    ck_assert(fmpz_equal_ui(lfsr_partition_periodic(partition), 8));
    ck_assert(fmpz_equal_ui(lfsr_partition_transient(partition), 8));
    ck_assert_int_eq(lfsr_partition_max_tail(partition), 1);
    ck_assert(lfsr_partition_has_leaders(partition));
    ck_assert_uint_eq(lfsr_partition_leader_count(partition), 2);
    ck_assert_uint_eq(lfsr_partition_leader(partition, 1).period, 7);
    lfsr_analysis_set_seconds(analysis, LFSR_SEQUENTIAL, 2.5);
    ck_assert(lfsr_outcome_seconds(sequential) == 2.5);
    lfsr_analysis_free(analysis);
    lfsr_spec_clear(&factor);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

/* What cannot be analyzed leaves nothing behind. */
START_TEST(failures_leave_null)
{
    lfsr_spec spec;
    lfsr_options options;
    lfsr_error error = {0};
    lfsr_analysis *analysis = (lfsr_analysis *)&spec;
    lfsr_register *reg = (lfsr_register *)&spec;
    lfsr_spec_init(&spec);
    lfsr_options_init(&options);
    fmpz_set_ui(spec.field.p, 4);
    ck_assert_int_eq(lfsr_analyze(&analysis, &spec, &options, NULL, &error), LFSR_BAD_INPUT);
    ck_assert_ptr_null(analysis);
    ck_assert_int_eq(lfsr_register_new(&reg, &spec, &error), LFSR_BAD_INPUT);
    ck_assert_ptr_null(reg);
    fmpz_set_ui(spec.field.p, 2);
    ck_assert_ok(lfsr_register_new(&reg, &spec, &error), error);
    uint64_t states = 0;
    ck_assert(lfsr_register_states_u64(&states, reg) && states == 2);
    lfsr_register_free(reg);
    lfsr_spec_clear(&spec);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("interface");
    TCase *edges = test_case(suite, "edges", 60);
    tcase_add_test(edges, specs_are_cleared_at_every_edge);
    tcase_add_test(edges, handles_end_at_every_edge);
    tcase_add_test(edges, states_are_printed_at_every_edge);
    tcase_add_test(edges, other_functions_at_every_edge);
    TCase *sizes = test_case(suite, "sizes", 60);
    tcase_add_test(sizes, pool_options_of_other_sizes);
    tcase_add_test(sizes, ranks_without_mpi);
    tcase_add_test(sizes, options_for_states_of_other_sizes);
    tcase_add_test(sizes, lists_of_other_sizes);
    tcase_add_test(sizes, facts_of_other_sizes);
    TCase *answers = test_case(suite, "answers", 60);
    tcase_add_test(answers, accessors_show_the_answer);
    tcase_add_test(answers, failures_leave_null);
    return test_main(suite);
}
