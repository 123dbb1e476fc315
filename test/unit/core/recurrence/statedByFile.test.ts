// What a file states of a cell beside its weights: Keras's lengths and gate activations, ONNX's attributes.
import assert from 'node:assert/strict';
import { gateActivations } from '../../../../src/core/recurrence/gates';
import { kerasLayers } from '../../../../src/core/recurrence/layout/kerasConfig';

const gru = (config: object, build?: object): object => ({
  class_name: 'GRU',
  config: { name: 'gru', activation: 'tanh', ...config },
  ...(build ? { build_config: build } : {}),
});
const model = (...layers: readonly object[]): object => ({ class_name: 'Sequential', config: { layers } });
const stepsIn = (config: unknown): number | undefined => kerasLayers(config)[0]?.steps;

describe('what a file states of a cell', () => {
  it('takes the length of sequences from all of Keras’s places', () => {
    const embedding = { class_name: 'Embedding', config: { name: 'e', input_length: 6 } };
    const input = { class_name: 'InputLayer', config: { batch_shape: [null, 6, 8] } };
    const convolution = { class_name: 'Conv1D', config: { strides: [2], batch_input_shape: [null, 12, 4] } };
    const dropout = { class_name: 'Dropout', config: {} };
    assert.equal(stepsIn(model(gru({ batch_input_shape: [null, 6, 8] }))), 6);
    assert.equal(
      stepsIn({ class_name: 'Sequential', config: [gru({ batch_input_shape: [null, 6, 8] })] }),
      6,
    );
    assert.equal(stepsIn(model(embedding, dropout, gru({}))), 6);
    assert.equal(stepsIn(model(input, gru({}))), 6);
    assert.equal(stepsIn(model(convolution, gru({}, { input_shape: [null, 6, 8] }))), 6);
    assert.equal(stepsIn(model({ class_name: 'Bidirectional', config: { layer: gru({}), name: 'b' }, build_config: { input_shape: [null, 6, 8] } })), 6); // prettier-ignore
  });

  it('takes no length that is not the cell’s own', () => {
    const convolution = { class_name: 'Conv1D', config: { batch_input_shape: [null, 12, 4] } };
    const flatten = { class_name: 'Reshape', config: {} };
    const input = { class_name: 'InputLayer', config: { batch_shape: [null, 6, 8] } };
    assert.equal(stepsIn(model(input, flatten, gru({}))), undefined);
    assert.equal(stepsIn(model(gru({ batch_input_shape: [null, null, 8] }))), undefined);
    for (const bad of ['6', -1, 0, 1e99, 1.5, {}, []])
      assert.equal(stepsIn(model(gru({ batch_input_shape: [null, bad, 8] }))), undefined);
    assert.equal(stepsIn(model(convolution, gru({}))), undefined);
  });

  it('knows hard_sigmoid as each version of Keras has it', () => {
    const config = model(gru({ recurrent_activation: 'hard_sigmoid' }));
    for (const [version, slope] of [
      ['2.1.5', 0.2],
      ['3.3.0', 1 / 6],
    ] as const) {
      const { recurrentActivation } = kerasLayers(config, version)[0]!;
      const { gate } = gateActivations({ recurrentActivation: recurrentActivation! });
      assert.equal(gate.value(1), 0.5 + slope);
      assert.equal(gate.derivative(1), slope);
      assert.deepEqual([gate.value(9), gate.derivative(9), gate.value(-9)], [1, 0, 0]);
    }
    assert.equal(
      kerasLayers(model(gru({ recurrent_activation: 'sigmoid' })))[0]!.recurrentActivation,
      'sigmoid',
    );
  });
});
