/* Verilog 2001, GF(2): a module for each of the step, the running register and the jump; the decoder is in
 * emit_verilog_decoder.c. */
#include "emit_verilog.h"

#include <flint/fmpz_vec.h>

#include "quotient.h"

#define MOST_ROWS 1024 /* jumps of larger degree are loops */

void lfsr_verilog_vector(lfsr_string *text, const fmpz *bits, slong length, slong width)
{
    lfsr_string_addf(text, "%ld'h", (long)width);
    if (length > 0)
        lfsr_emit_hex(text, bits, length);
    else
        lfsr_string_add(text, "0");
}

void lfsr_verilog_step(lfsr_string *text, const char *state, const lfsr_emit_plan *plan)
{
    long n = plan->n;
    if (plan->options->form == LFSR_FORM_GALOIS) {
        lfsr_string_addf(text, "(%s >> 1) ^ (%s[0] ? ", state, state);
        lfsr_verilog_vector(text, plan->taps, n, n);
        lfsr_string_addf(text, " : %ld'h0)", n);
        return;
    }
    lfsr_string_addf(text, "{%s(%s & ", fmpz_is_zero(plan->constant) ? "^" : "~^", state);
    lfsr_verilog_vector(text, plan->taps, n, n);
    lfsr_string_add(text, ")");
    if (n > 1)
        lfsr_string_addf(text, ", %s[%ld:1]", state, n - 1);
    lfsr_string_add(text, "}");
}

void lfsr_verilog_step_function(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_string_addf(text,
                     "  function [%ld:0] step(input [%ld:0] s);\n"
                     "    step = ",
                     (long)plan->n - 1, (long)plan->n - 1);
    lfsr_verilog_step(text, "s", plan);
    lfsr_string_add(text, ";\n"
                          "  endfunction\n");
}

static void add_register(lfsr_string *text, const lfsr_emit_plan *plan)
{
    long top = plan->n - 1;
    lfsr_string_addf(text,
                     "module lfsr_step(input wire [%ld:0] state, output wire [%ld:0] next);\n"
                     "  assign next = ",
                     top, top);
    lfsr_verilog_step(text, "state", plan);
    lfsr_string_addf(text,
                     ";\n"
                     "endmodule\n"
                     "\n"
                     "// The running register; state[0] is put out.\n"
                     "module lfsr #(parameter [%ld:0] START = ",
                     top);
    lfsr_verilog_vector(text, plan->start, plan->n, plan->n);
    lfsr_string_addf(text,
                     ")\n"
                     "  (input wire clock, input wire reset, input wire enable, output reg [%ld:0] state);\n"
                     "  wire [%ld:0] next;\n"
                     "  lfsr_step step(.state(state), .next(next));\n"
                     "  always @(posedge clock)\n"
                     "    if (reset) state <= START;\n"
                     "    else if (enable) state <= next;\n"
                     "endmodule\n",
                     top, top);
}

/* --- The jump as sums of symbols --- */

/* Entry i n + j of rows: does symbol j count in symbol i of the state after the jump? constants[i]: is 1
 * added? With r_i = x^(N+i) modulo f: in a Fibonacci register symbol i is the sum of the r_i's coefficients
 * times the symbols, in a Galois register r_j is the residue that x^j becomes. */
static void set_rows(fmpz *rows, fmpz *constants, const lfsr_emit_plan *plan)
{
    const lfsr_register *reg = plan->affine.active ? &plan->affine.reg : &plan->reg;
    const fq_default_ctx_struct *context = reg->field.context;
    bool galois = plan->options->form == LFSR_FORM_GALOIS;
    slong n = plan->n;
    lfsr_quotient ring;
    fq_default_poly_t power;
    fmpz *codes = _fmpz_vec_init(n + 1);
    lfsr_quotient_init(&ring, reg->f, &reg->field);
    fq_default_poly_init(power, context);
    lfsr_emit_poly(power, plan->jump, plan->jump_length, &reg->field);
    for (slong i = 0; i < n; i++) {
        _fmpz_vec_zero(codes, n + 1);
        lfsr_emit_codes(codes, power, reg->degree, &reg->field);
        for (slong j = 0; j < n && galois; j++)
            fmpz_set(rows + (n - 1 - j) * n + n - 1 - i, codes + j);
        for (slong j = 0; j < n && !galois; j++) /* symbol n is the sum of c_j s_j, and 1 */
            fmpz_set_ui(rows + i * n + j,
                        fmpz_is_one(codes + j) != (fmpz_is_one(codes + n) && fmpz_is_one(plan->taps + j)));
        fmpz_set(constants + i, codes + n);
        lfsr_poly_shift_left(power, power, 1, &reg->field);
        lfsr_quotient_reduce(power, power, &ring);
    }
    fq_default_poly_clear(power, context);
    lfsr_quotient_clear(&ring);
    _fmpz_vec_clear(codes, n + 1);
}

static void add_jump_rows(lfsr_string *text, const lfsr_emit_plan *plan)
{
    slong n = plan->n;
    fmpz *rows = _fmpz_vec_init(n * n), *constants = _fmpz_vec_init(n);
    set_rows(rows, constants, plan);
    lfsr_string_addf(text, "module lfsr_jump(input wire [%ld:0] state, output wire [%ld:0] later);\n",
                     (long)n - 1, (long)n - 1);
    for (slong i = 0; i < n; i++) {
        lfsr_string_addf(text, "  assign later[%ld] = %s(state & ", (long)i,
                         fmpz_is_zero(constants + i) ? "^" : "~^");
        lfsr_verilog_vector(text, rows + i * n, n, n);
        lfsr_string_add(text, ");\n");
    }
    _fmpz_vec_clear(rows, n * n);
    _fmpz_vec_clear(constants, n);
}

/* --- The jump as a sum of later states --- */

static void add_jump_loop(lfsr_string *text, const lfsr_emit_plan *plan)
{
    long top = plan->n - 1, length = plan->jump_length > 0 ? plan->jump_length : 1;
    lfsr_string_addf(text,
                     "module lfsr_jump(input wire [%ld:0] state, output reg [%ld:0] later);\n"
                     "  localparam [%ld:0] C = ",
                     top, top, length - 1);
    lfsr_verilog_vector(text, plan->jump, length, length);
    lfsr_string_add(text, ";\n");
    lfsr_verilog_step_function(text, plan);
    lfsr_string_addf(text,
                     "  reg [%ld:0] at;\n"
                     "  integer i;\n"
                     "  always @* begin\n"
                     "    at = state;\n"
                     "    later = 0;\n"
                     "    for (i = 0; i < %ld; i = i + 1) begin\n"
                     "      if (C[i]) later = later ^ at;\n"
                     "      at = step(at);\n"
                     "    end\n"
                     "  end\n",
                     top, length);
}

static void add_jump(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_string_addf(text, "\n// The state %s steps on.\n", plan->options->jump);
    if (plan->n <= MOST_ROWS)
        add_jump_rows(text, plan);
    else
        add_jump_loop(text, plan);
    lfsr_string_add(text, "endmodule\n");
}

void lfsr_emit_verilog(lfsr_string *text, const lfsr_emit_plan *plan)
{
    lfsr_emit_head(text, "// ", plan);
    lfsr_string_add(text, "\n");
    add_register(text, plan);
    if (plan->jump != NULL)
        add_jump(text, plan);
    if (plan->has_decoder)
        lfsr_verilog_decoder(text, plan);
}
