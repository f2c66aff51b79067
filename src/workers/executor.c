/* The executor: the same code walks in the process itself and in every worker. It builds the stratum's field
 * context, companion matrix and tables from plain coefficients. Before any walk the tables must agree with
 * the matrix on every unit state; both are linear, so they agree on all states. */
#include "task.h"

#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "code_arithmetic.h"
#include "scalar.h"
#include "spec_storage.h"

struct lfsr_executor {
    bool loaded;
    uint32_t index;
    lfsr_stratum stratum;
    lfsr_scalar *scalar;
    const lfsr_kernel *kernel;
    void *fast; /* state of kernel */
};

void lfsr_task_result_init(lfsr_task_result *result)
{
    *result = (lfsr_task_result){0};
    lfsr_partition_init(&result->found);
}

void lfsr_task_result_clear(lfsr_task_result *result)
{
    free(result->next);
    free(result->length);
    lfsr_partition_clear(&result->found);
    *result = (lfsr_task_result){0};
}

lfsr_status lfsr_executor_create(lfsr_executor **executor, lfsr_error *error)
{
    *executor = calloc(1, sizeof **executor);
    return *executor == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

static void close_fast(lfsr_executor *executor)
{
    if (executor->kernel != NULL && executor->kernel != &lfsr_kernel_scalar)
        executor->kernel->close(executor->fast);
    executor->kernel = NULL;
    executor->fast = NULL;
}

static void forget_stratum(lfsr_executor *executor)
{
    close_fast(executor);
    lfsr_scalar_close(executor->scalar);
    executor->scalar = NULL;
    lfsr_stratum_clear(&executor->stratum);
    executor->loaded = false;
}

void lfsr_executor_destroy(lfsr_executor *executor)
{
    if (executor == NULL)
        return;
    forget_stratum(executor);
    free(executor);
}

bool lfsr_executor_has(const lfsr_executor *executor, uint32_t index)
{
    return executor->loaded && executor->index == index;
}

/* --- Rebuilding the register from the coefficients --- */

static void spec_from_stratum(lfsr_spec *spec, const lfsr_stratum *s)
{
    slong k = (slong)s->k;
    lfsr_field_spec field;
    lfsr_field_spec_init(&field);
    lfsr_stratum_field(&field, s);
    fmpz *digits = _fmpz_vec_init(((slong)s->degree + 1) * k);
    for (unsigned i = 0; i <= s->degree; i++) {
        uint64_t code = s->poly.codes[i];
        for (slong d = 0; d < k; d++, code /= s->p)
            fmpz_set_ui(digits + (slong)i * k + d, code % s->p);
    }
    lfsr_spec_replace(spec, &field, (slong)s->degree, digits);
    lfsr_field_spec_clear(&field);
}

/* Compare column j of the companion matrix, as a state code, with one step from the j-th unit state. */
static bool tables_fit_matrix(const lfsr_register *reg, const lfsr_stratum *s, const lfsr_scalar *scalar)
{
    fq_default_mat_t matrix;
    fq_default_t entry;
    bool fit = true;
    lfsr_companion_init(matrix, reg);
    fq_default_init(entry, reg->field.context);
    uint64_t unit_state = s->states / s->q; /* s_0 = 1 */
    for (slong j = 0; j < reg->degree && fit; j++, unit_state /= s->q) {
        uint64_t column = 0;
        for (slong i = 0; i < reg->degree; i++) {
            fq_default_mat_entry(entry, matrix, i, j, reg->field.context);
            column = column * s->q + lfsr_field_get_code(entry, &reg->field);
        }
        fit = lfsr_scalar_step(scalar, unit_state) == column;
    }
    fq_default_clear(entry, reg->field.context);
    fq_default_mat_clear(matrix, reg->field.context);
    return fit;
}

static lfsr_status check_against_matrix(lfsr_executor *executor, lfsr_error *error)
{
    lfsr_spec spec;
    lfsr_register reg;
    lfsr_spec_init(&spec);
    spec_from_stratum(&spec, &executor->stratum);
    lfsr_status status = lfsr_register_init(&reg, &spec, error);
    lfsr_spec_clear(&spec);
    if (status != LFSR_OK)
        return status;
    if (!tables_fit_matrix(&reg, &executor->stratum, executor->scalar))
        status =
            lfsr_fail(error, LFSR_SYSTEM, "internal", "the step tables and the companion matrix disagree");
    lfsr_register_clear(&reg);
    return status;
}

lfsr_status lfsr_executor_load(lfsr_executor *executor, uint32_t index, lfsr_stratum *stratum,
                               lfsr_error *error)
{
    forget_stratum(executor);
    executor->stratum = *stratum;
    *stratum = (lfsr_stratum){0};
    executor->index = index;
    lfsr_status status = LFSR_OK;
    if (!lfsr_scalar_supports(&executor->stratum))
        status = lfsr_fail(error, LFSR_UNABLE, "too-large", "a state does not fit 63 bits");
    if (status == LFSR_OK)
        status = lfsr_scalar_open(&executor->scalar, &executor->stratum, error);
    if (status == LFSR_OK)
        status = check_against_matrix(executor, error);
    if (status != LFSR_OK)
        forget_stratum(executor);
    else
        executor->loaded = true;
    return status;
}

/* --- Running --- */

/* Open the tables of a kernel, unless they are open from the last task. */
static lfsr_status open_fast(lfsr_executor *executor, const lfsr_kernel *kernel, lfsr_error *error)
{
    if (executor->kernel == kernel)
        return LFSR_OK;
    close_fast(executor);
    executor->fast = executor->scalar;
    if (kernel != &lfsr_kernel_scalar) {
        lfsr_status status = kernel->open(&executor->fast, &executor->stratum, error);
        if (status != LFSR_OK)
            return status;
    }
    executor->kernel = kernel;
    return LFSR_OK;
}

/* Arrays for the records of a task. */
static lfsr_status allocate_records(lfsr_task_result *result, const lfsr_task *task, lfsr_error *error)
{
    result->next = calloc(task->count, sizeof *result->next);
    result->length = calloc(task->count, sizeof *result->length);
    if (result->next == NULL || result->length == NULL)
        return lfsr_fail_memory(error);
    result->count = task->count;
    return LFSR_OK;
}

static lfsr_status run_section(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                               const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_stratum *stratum = &executor->stratum;
    uint64_t size =
        lfsr_section_valid(stratum, task->section) ? lfsr_section_size(stratum, task->section) : 0;
    if (task->count == 0 || task->lo >= size || task->count > size - task->lo)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a task lies outside its section");
    lfsr_status status = allocate_records(result, task, error);
    if (status == LFSR_OK)
        status = open_fast(executor, lfsr_kernel_select(stratum, task->section, (double)task->count), error);
    if (status != LFSR_OK)
        return status;
    result->kernel = executor->kernel->name;
    return executor->kernel->first_return(executor->fast, task->section, task->lo, task->count, result->next,
                                          result->length, tick, error);
}

static lfsr_status run_candidates(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                                  const lfsr_tick *tick, lfsr_error *error)
{
    uint64_t states = executor->stratum.states;
    if (task->count == 0 || task->lo >= states || task->count > states - task->lo)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a task lies outside its stratum");
    const lfsr_kernel *kernel = lfsr_kernel_select_short(&executor->stratum, task->period);
    lfsr_status status = open_fast(executor, kernel, error);
    if (status != LFSR_OK)
        return status;
    result->kernel = kernel->name;
    return kernel->short_cycles(executor->fast, task->lo, task->lo + task->count, &result->found, tick,
                                error);
}

static lfsr_status run_bitmap(lfsr_executor *executor, lfsr_task_result *result, const lfsr_tick *tick,
                              lfsr_error *error)
{
    if (executor->stratum.states > LFSR_BITMAP_STATES)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "too many states for a bitmap");
    const lfsr_kernel *kernel = lfsr_kernel_select_bitmap(&executor->stratum);
    lfsr_status status = open_fast(executor, kernel, error);
    if (status != LFSR_OK)
        return status;
    result->kernel = kernel->name;
    return kernel->bitmap(executor->fast, &result->found, tick, error);
}

static lfsr_status run_samples(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                               const lfsr_tick *tick, lfsr_error *error)
{
    const uint64_t states = executor->stratum.states;
    if (task->count == 0 || task->count > UINT64_MAX - task->lo || task->known == 0 || task->known >= states)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a task of samples lies outside its stratum");
    const lfsr_samples samples = {task->lo, task->count, task->known, task->period};
    lfsr_status status = allocate_records(result, task, error);
    if (status == LFSR_OK)
        status = open_fast(executor, lfsr_kernel_select_samples(&executor->stratum), error);
    if (status != LFSR_OK)
        return status;
    result->kernel = executor->kernel->name;
    return executor->kernel->samples(executor->fast, &samples, result->next, result->length, tick, error);
}

lfsr_status lfsr_executor_run(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                              const lfsr_tick *tick, lfsr_error *error)
{
    if (!lfsr_executor_has(executor, task->stratum))
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a task is for a stratum that is not loaded");
    result->found.has_leaders = task->want_leaders;
    switch (task->method) {
    case LFSR_BY_SECTION:
        return run_section(executor, task, result, tick, error);
    case LFSR_BY_CANDIDATES:
        return run_candidates(executor, task, result, tick, error);
    case LFSR_BY_BITMAP:
        return run_bitmap(executor, result, tick, error);
    case LFSR_BY_SAMPLES:
        return run_samples(executor, task, result, tick, error);
    }
    return lfsr_fail(error, LFSR_SYSTEM, "internal", "a task of unknown kind");
}
