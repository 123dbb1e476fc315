import assert from 'node:assert/strict';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { problemText } from '../../../../src/present/layout/problem';

/** Right names on wrong shapes: the tensor blamed, a word of the reason, and what the file holds. */
const cases: readonly [string, RegExp, Record<string, number[]>][] = [
  ['m.A_log', /dt_proj\.bias.*missing/, { 'm.A_log': [8, 4] }],
  ['m.A_log', /one entry per row; here it is 7/, { 'm.A_log': [8, 4], 'm.dt_proj.bias': [7] }],
  ['m.A_log', /one dt_bias per head, here it is 9/, { 'm.A_log': [8], 'm.dt_bias': [9], 'm.D': [8] }],
  ['m.A_log', /no known recurrence/, { 'm.A_log': [8] }],
  ['m.A_log', /no known recurrence/, { 'm.A_log': [2, 2, 2] }],
  [
    'm.A_log',
    /heads × head size/,
    { 'm.A_log': [1, 1, 4, 1], 'm.dt_bias': [6], 'm.f_a_proj.weight': [2, 2] },
  ],
  ['m.A_log', /one dt_bias per head/, { 'm.A_log': [4], 'm.dt_bias': [4, 1], 'm.a_proj.weight': [4, 8] }],
  ['b.att.time_decay', /time_decay_w1/, { 'b.att.time_decay': [1, 1, 8] }],
  [
    'b.att.time_decay_w2',
    /rank × 8/,
    { 'b.att.time_decay': [1, 1, 8], 'b.att.time_decay_w1': [8, 2], 'b.att.time_decay_w2': [2, 7] },
  ],
  ['b.att.time_decay', /no known recurrence/, { 'b.att.time_decay': [1, 2, 3, 4] }],
  ['b.att.w0', /1×1×channels/, { 'b.att.w0': [8], 'b.att.w1': [8, 2], 'b.att.w2': [2, 8] }],
  ['rg_lru.recurrent_param', /one parameter per channel/, { 'rg_lru.recurrent_param': [4, 2] }],
  [
    'rg_lru.recurrent_param',
    /as many biases as channels, here 2×3/,
    { 'rg_lru.recurrent_param': [4], 'rg_lru.recurrent_gate_bias': [2, 3] },
  ],
  ['seq.nu_log', /theta_log is 5/, { 'seq.nu_log': [4], 'seq.theta_log': [5] }],
  ['seq.nu_log', /no known recurrence/, { 'seq.nu_log': [4] }],
  ['k.log_A_real', /one log_dt per channel/, { 'k.log_A_real': [4, 2], 'k.log_dt': [3] }],
  ['k.inv_dt', /multiple of A_real’s 2×4/, { 'k.inv_dt': [5], 'k.A_real': [2, 4] }],
  ['seq.Lambda_re', /log_step 3×1/, { 'seq.Lambda_re': [4], 'seq.Lambda_im': [4], 'seq.log_step': [3, 1] }],
  ['b.fgate_preact.weight', /missing/, { 'b.fgate_preact.weight': [4, 8] }],
  [
    'b.ifgate_preact.weight',
    /per head and gate/,
    { 'b.ifgate_preact.weight': [7, 8], 'b.ifgate_preact.bias': [7] },
  ],
  ['c._recurrent_kernel_', /four d × d blocks/, { 'c._recurrent_kernel_': [2, 9, 3], 'c._bias_': [2, 4, 3] }],
  ['c._bias_', /2×4×3 biases/, { 'c._recurrent_kernel_': [2, 12, 3], 'c._bias_': [2, 3, 3] }],
  ['attn.gk_proj.1.bias', /key channel/, { 'attn.gk_proj.1.bias': [4], 'attn.gk_proj.1.weight': [5, 16] }],
  ['model.lower_bounds', /layers × channels/, { 'model.lower_bounds': [4] }],
  ['l.to_hidden_and_gate.weight', /twice as many rows/, { 'l.to_hidden_and_gate.weight': [5, 4] }],
];

describe('linear recurrences with the right name and the wrong shape', () => {
  for (const [tensor, reason, shapes] of cases) {
    it(`${tensor} among ${JSON.stringify(shapes)}`, () => {
      const tensors = Object.entries(shapes).map(([name, shape]) => ({ name, dtype: 'F32', shape }));
      const { 'linear-recurrence': linear, unrecognized } = recognize(tensors);
      assert.deepEqual(linear, []);
      assert.equal(unrecognized.length, 1);
      assert.equal(unrecognized[0]!.tensor, tensor);
      assert.match(problemText(unrecognized[0]!.reason), reason);
    });
  }

  it('a config that lies about heads and layers makes nothing up', () => {
    for (const config of [
      { model_type: 'retnet' },
      { model_type: 'retnet', num_heads: 1e9, num_hidden_layers: 2 },
      { model_type: 'retnet', num_heads: 4, num_hidden_layers: -1 },
      { model_type: 'retnet', num_heads: 'four', num_hidden_layers: 2 },
      { model_type: 'minimax', num_attention_heads: 4 },
      { model_type: ['retnet'] },
      null,
      'retnet',
    ]) {
      assert.deepEqual(recognize([], { config })['linear-recurrence'], []);
    }
  });
});
