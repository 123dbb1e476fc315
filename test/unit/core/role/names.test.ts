import assert from 'node:assert/strict';
import {
  lastSegment,
  namesExpectation,
  namesGate,
  namesOtherThing,
  readName,
} from '../../../../src/core/role/names';

const strong = [
  ...[
    'W_hh',
    'w_hh',
    'Whh',
    'whh',
    'WHH',
    'self.W_hh',
    'params.W_hh',
    'rnn.weight_hh_l0',
    'weight_hh_l1_reverse',
  ],
  ...[
    'rnn.weight_hh_l0.data',
    'W_rec',
    'Wrec',
    'w_rec',
    'Wres',
    'W_res',
    'Wres_1',
    'Wh',
    'W_h',
    'W_recurrent',
    'h2h',
  ],
  ...['h2h.weight', 'reservoir', 'reservoir_matrix', 'recurrent_kernel', 'simple_rnn/recurrent_kernel:0'],
  ...['recurrentWeights', 'recurrent_weights', 'hidden_to_hidden', 'hiddenToHidden', 'lstm.recurrent'],
];
const customary = ['W', 'w', 'self.W', 'W_exploding', 'W_cell_state', 'U', 'jac', 'jacobian', 'W[0]', 'W.T'];
const others = {
  input: [
    'W_xh',
    'Wxh',
    'W_in',
    'Win',
    'weight_ih_l0',
    'rnn.weight_ih_l0.data',
    'i2h',
    'W_x',
    'input_weights',
  ],
  head: ['W_hy', 'Why', 'W_out', 'Wout', 'lm_head', 'fc.weight', 'W_output', 'h2o'],
  attention: ['W_q', 'q_proj', 'attn.c_attn.weight', 'W_K', 'o_proj.weight', 'self_attention'],
  feedforward: ['W_1', 'W1', 'W2', 'fc1.weight', 'mlp.c_fc', 'layers.0.up_proj.weight'],
  embedding: ['wte', 'embedding.weight'],
  adapter: ['lora_A', 'lora_B.weight'],
} as const;
const silent = [
  'A',
  'matrix',
  'x',
  'R',
  'data',
  'Q',
  'bias_hh_l0',
  'recurrent_bias',
  'width',
  'weather',
  'user',
  'm',
];

describe('readName', () => {
  it('knows names that mean nothing but a recurrence', () => {
    for (const name of strong) {
      assert.deepEqual(readName(name), { role: 'recurrent', strength: 'strong' }, name);
    }
  });

  it('knows names that are customary for one', () => {
    for (const name of customary) {
      assert.deepEqual(readName(name), { role: 'recurrent', strength: 'customary' }, name);
    }
  });

  it('knows the names of other roles', () => {
    for (const [role, names] of Object.entries(others)) {
      for (const name of names) assert.equal(readName(name)?.role, role, name);
    }
  });

  it('says nothing of other names', () => {
    for (const name of silent) assert.equal(readName(name), null, name);
  });

  it('is quick with a name of a megabyte', () => {
    assert.doesNotThrow(() => readName('a.'.repeat(500_000) + 'W'));
    assert.equal(readName('x'.repeat(1_000_000)), null);
  });
});

describe('names', () => {
  it('end in a segment that says something', () => {
    assert.equal(lastSegment("params['W_hh']"), 'w_hh');
    assert.equal(lastSegment('layers[0].weight'), 'layers');
    assert.equal(lastSegment('h2h.weight.data'), 'h2h');
  });

  it('tell gates, expectations and other things', () => {
    for (const name of ['W_f', 'Wi', 'U_z', 'Ur', 'W_hf']) assert.ok(namesGate(name), name);
    for (const name of ['W', 'W_hh', 'Wx', 'W_k']) assert.ok(!namesGate(name), name);
    for (const name of ['expected', 'W_expected', 'y_true', 'expected_jac', 'W_true', 'targets']) {
      assert.ok(namesExpectation(name), name);
    }
    for (const name of ['W_exp', 'W', 'treasure']) assert.ok(!namesExpectation(name), name);
    for (const name of [
      'rotation',
      'camera_matrix',
      'transmat_',
      'confusion',
      'adj',
      'palette',
      'cov',
      'Sigma',
    ]) {
      assert.ok(namesOtherThing(name), name);
    }
    for (const name of ['reservoir', 'recurrent', 'A', 'state']) assert.ok(!namesOtherThing(name), name);
  });
});
