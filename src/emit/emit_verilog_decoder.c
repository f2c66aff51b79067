/* Verilog: from a state to its index on the cycle. A table is a memory that is filled by stepping. The tables
 * for the primes of the period become functions: a model for simulation, too large for hardware. */
#include "emit_verilog.h"

static void add_number(lfsr_string *text, const fmpz_t n, slong width)
{
    lfsr_string_addf(text, "%ld'd", (long)width);
    lfsr_emit_number(text, n);
}

static void add_ports(lfsr_string *text, const lfsr_emit_plan *plan, slong width)
{
    lfsr_string_add(text, "\n// on_cycle: index steps lead to state from ");
    lfsr_verilog_vector(text, plan->zero_index, plan->n, plan->n);
    lfsr_string_add(text, " on a cycle of ");
    lfsr_emit_number(text, plan->period);
    const char *net = plan->decoder.by_table ? "wire" : "reg";
    lfsr_string_addf(
        text,
        " states.\n"
        "module lfsr_index(input wire [%ld:0] state, output %s on_cycle, output %s [%ld:0] index);\n",
        (long)plan->n - 1, net, net, (long)width - 1);
}

/* --- By a table --- */

static void add_table(lfsr_string *text, const lfsr_emit_plan *plan, slong width)
{
    lfsr_string_addf(text,
                     "  reg [%ld:0] places [0:%lu]; // on the cycle, index\n"
                     "  reg [%ld:0] s;\n"
                     "  integer i;\n",
                     (long)width, plan->decoder.table_length - 1, (long)plan->n - 1);
    lfsr_verilog_step_function(text, plan);
    lfsr_string_addf(text,
                     "  initial begin\n"
                     "    for (i = 0; i < %lu; i = i + 1) places[i] = 0;\n"
                     "    s = ",
                     plan->decoder.table_length);
    lfsr_verilog_vector(text, plan->zero_index, plan->n, plan->n);
    lfsr_string_addf(text,
                     ";\n"
                     "    for (i = 0; i < %lu; i = i + 1) begin\n"
                     "      places[s] = {1'b1, i[%ld:0]};\n"
                     "      s = step(s);\n"
                     "    end\n"
                     "  end\n"
                     "  assign {on_cycle, index} = places[state];\n",
                     fmpz_get_ui(plan->period), (long)width - 1);
}

/* --- By the primes of the period --- */

static void add_arithmetic(lfsr_string *text, const lfsr_emit_decoder *d, slong width)
{
    long top = d->degree - 1;
    lfsr_string_addf(text,
                     "  // Modulo m, of degree %ld: bit i is the coefficient of x^i.\n"
                     "  function automatic [%ld:0] multiply(input [%ld:0] a, input [%ld:0] b);\n"
                     "    integer i;\n"
                     "    begin\n"
                     "      multiply = 0;\n"
                     "      for (i = %ld; i >= 0; i = i - 1) begin\n"
                     "        multiply = {multiply[%ld:0], 1'b0} ^ (multiply[%ld] ? ",
                     (long)d->degree, top, top, top, top, top - 1, top);
    lfsr_verilog_vector(text, d->reduction, d->degree, d->degree);
    lfsr_string_addf(text,
                     " : %ld'h0);\n"
                     "        if (b[i]) multiply = multiply ^ a;\n"
                     "      end\n"
                     "    end\n"
                     "  endfunction\n"
                     "  function automatic [%ld:0] power(input [%ld:0] a, input [%ld:0] exponent);\n"
                     "    integer i;\n"
                     "    begin\n"
                     "      power = 1;\n"
                     "      for (i = %ld; i >= 0; i = i - 1) begin\n"
                     "        power = multiply(power, power);\n"
                     "        if (exponent[i]) power = multiply(power, a);\n"
                     "      end\n"
                     "    end\n"
                     "  endfunction\n",
                     (long)d->degree, top, top, (long)width - 1, (long)width - 1);
}

static void add_babies(lfsr_string *text, const lfsr_emit_prime *prime, long number, slong degree)
{
    lfsr_string_addf(text,
                     "  // {found, exponent} for powers of an element of order %lu\n"
                     "  function automatic [32:0] baby_%ld(input [%ld:0] z);\n"
                     "    case (z)\n",
                     fmpz_get_ui(prime->prime), number, (long)degree - 1);
    for (slong j = 0; j < prime->baby_count; j++) {
        lfsr_string_add(text, "      ");
        lfsr_verilog_vector(text, prime->baby + j * degree, degree, degree);
        lfsr_string_addf(text, ": baby_%ld = {1'b1, 32'd%ld};\n", number, (long)j);
    }
    lfsr_string_addf(text,
                     "      default: baby_%ld = 0;\n"
                     "    endcase\n"
                     "  endfunction\n",
                     number);
}

static void add_log(lfsr_string *text, const lfsr_emit_prime *prime, long number, slong degree, slong width)
{
    lfsr_string_addf(text,
                     "  // {found, logarithm to the base x modulo %lu}\n"
                     "  function automatic [64:0] log_%ld(input [%ld:0] a);\n"
                     "    reg [%ld:0] y, z;\n"
                     "    reg [63:0] log, weight, giant;\n"
                     "    reg [32:0] hit;\n"
                     "    integer i;\n"
                     "    begin\n"
                     "      y = power(a, ",
                     fmpz_get_ui(prime->power), number, (long)degree - 1, (long)degree - 1);
    add_number(text, prime->cofactor, width);
    lfsr_string_addf(text,
                     ");\n"
                     "      log = 0;\n"
                     "      weight = 1;\n"
                     "      hit[32] = 1;\n"
                     "      for (i = 0; i < %lu && hit[32]; i = i + 1) begin\n"
                     "        z = multiply(y, power(",
                     prime->digits);
    lfsr_verilog_vector(text, prime->inverse, degree, degree);
    lfsr_string_addf(text,
                     ", log));\n"
                     "        z = power(z, 64'd%lu / (weight * 64'd%lu));\n"
                     "        giant = 0;\n"
                     "        hit = baby_%ld(z);\n"
                     "        while (!hit[32] && giant < 64'd%lu) begin\n"
                     "          z = multiply(z, ",
                     fmpz_get_ui(prime->power), fmpz_get_ui(prime->prime), number, fmpz_get_ui(prime->prime));
    lfsr_verilog_vector(text, prime->giant, degree, degree);
    lfsr_string_addf(text,
                     ");\n"
                     "          giant = giant + 64'd%ld;\n"
                     "          hit = baby_%ld(z);\n"
                     "        end\n"
                     "        log = log + (giant + hit[31:0]) * weight;\n"
                     "        weight = weight * 64'd%lu;\n"
                     "      end\n"
                     "      log_%ld = {hit[32], log};\n"
                     "    end\n"
                     "  endfunction\n",
                     (long)prime->baby_count, number, fmpz_get_ui(prime->prime), number);
}

/* digit_i: the digits of the index in the mixed base of the powers. */
static void add_digits(lfsr_string *text, const lfsr_emit_decoder *d, slong width)
{
    for (slong i = 0; i < d->prime_count; i++) {
        ulong power = fmpz_get_ui(d->primes[i].power);
        lfsr_string_addf(text,
                         "    {found, digit_%ld} = log_%ld(y);\n"
                         "    on_cycle = on_cycle && found;\n"
                         "    known = 0;\n",
                         (long)i, (long)i);
        for (slong j = i - 1; j >= 0; j--)
            lfsr_string_addf(text, "    known = (known * 64'd%lu + digit_%ld) %% 64'd%lu;\n",
                             fmpz_get_ui(d->primes[j].power), (long)j, power);
        lfsr_string_addf(text,
                         "    digit_%ld = (digit_%ld + 64'd%lu - known) %% 64'd%lu * 64'd%lu %% 64'd%lu;\n",
                         (long)i, (long)i, power, power, fmpz_get_ui(d->primes[i].carry), power);
    }
    lfsr_string_addf(text, "    index = digit_%ld;\n", (long)d->prime_count - 1);
    for (slong i = d->prime_count - 2; i >= 0; i--) {
        lfsr_string_add(text, "    index = index * ");
        add_number(text, d->primes[i].power, width);
        lfsr_string_addf(text, " + digit_%ld;\n", (long)i);
    }
}

static void add_search(lfsr_string *text, const lfsr_emit_plan *plan, slong width)
{
    const lfsr_emit_decoder *d = &plan->decoder;
    lfsr_string_addf(text,
                     "  reg [%ld:0] y, later;\n"
                     "  reg [%ld:0] at, sum;\n"
                     "  reg [63:0] known;\n"
                     "  reg found;\n"
                     "  integer k;\n",
                     (long)d->degree - 1, (long)plan->n - 1);
    for (slong i = 0; i < d->prime_count; i++)
        lfsr_string_addf(text, "  reg [63:0] digit_%ld;\n", (long)i);
    lfsr_string_add(text, "  always @* begin\n    y = ");
    lfsr_verilog_vector(text, d->origin, d->degree, d->degree);
    lfsr_string_add(text, ";\n");
    for (slong j = 0; j < plan->n; j++) {
        lfsr_string_addf(text, "    if (state[%ld]) y = y ^ ", (long)j);
        lfsr_verilog_vector(text, d->rows + j * d->degree, d->degree, d->degree);
        lfsr_string_add(text, ";\n");
    }
    lfsr_string_add(text, "    on_cycle = 1;\n");
    add_digits(text, d, width);
    lfsr_string_addf(text,
                     "    // Is state that many steps after the first one?\n"
                     "    later = power(%ld'h2, index);\n"
                     "    sum = 0;\n"
                     "    at = ",
                     (long)d->degree);
    lfsr_verilog_vector(text, plan->zero_index, plan->n, plan->n);
    lfsr_string_addf(text,
                     ";\n"
                     "    for (k = 0; k < %ld; k = k + 1) begin\n"
                     "      if (later[k]) sum = sum ^ at;\n"
                     "      at = step(at);\n"
                     "    end\n"
                     "    on_cycle = on_cycle && sum == state;\n"
                     "  end\n",
                     (long)d->degree);
}

void lfsr_verilog_decoder(lfsr_string *text, const lfsr_emit_plan *plan)
{
    const lfsr_emit_decoder *d = &plan->decoder;
    fmpz_t last;
    fmpz_init(last);
    fmpz_sub_ui(last, plan->period, 1);
    slong width = (slong)fmpz_bits(last);
    fmpz_clear(last);
    add_ports(text, plan, width);
    if (d->by_table) {
        add_table(text, plan, width);
    } else {
        lfsr_verilog_step_function(text, plan);
        add_arithmetic(text, d, width);
        for (slong i = 0; i < d->prime_count; i++) {
            add_babies(text, &d->primes[i], (long)i, d->degree);
            add_log(text, &d->primes[i], (long)i, d->degree, width);
        }
        add_search(text, plan, width);
    }
    lfsr_string_add(text, "endmodule\n");
}
