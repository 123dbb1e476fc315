// What a file states of a cell beside its weights: Keras's lengths and gate activations, ONNX's attributes.
import assert from 'node:assert/strict';
import { gateActivations } from '../../../../src/core/recurrence/gates';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { onnxActivations } from '../../../../src/core/recurrence/layout/onnxActivations';
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

  it('takes the slopes of Keras’s layers, and names an activation that it does not know', () => {
    const own = (activation: unknown): unknown => kerasLayers(model(gru({ activation })))[0]!.activation;
    assert.deepEqual(own('leaky_relu'), { kind: 'leaky_relu', alpha: 0.2, beta: 0 });
    assert.deepEqual(own({ class_name: 'LeakyReLU', config: { alpha: 0.3 } }), { kind: 'leaky_relu', alpha: 0.3, beta: 0 }); // prettier-ignore
    assert.equal(own({ class_name: 'function', config: 'swish' }), 'silu');
    assert.deepEqual(kerasLayers(model(gru({ activation: 'mish' })))[0]!.unknown, ['activation mish']);
    for (const odd of [null, 7, [], {}, { class_name: 3 }, ''])
      assert.deepEqual(kerasLayers(model(gru({ activation: odd })))[0]!.unknown, []);
    const tensors = [
      { name: 'gru/kernel:0', dtype: 'F32', shape: [8, 12] },
      { name: 'gru/recurrent_kernel:0', dtype: 'F32', shape: [4, 12] },
    ] as const;
    const metadata = new Map([['keras.config', JSON.stringify(model(gru({ activation: 'mish' })))]]);
    const { cell, unrecognized } = recognize(tensors, { framework: 'keras', metadata });
    assert.deepEqual(cell, []);
    assert.match(JSON.stringify(unrecognized), /not-modeled.*activation mish/);
  });

  it('gives ONNX’s activations their own α and β in turn, and names those that it does not know', () => {
    const read = (activations: string[], alpha: number[] = [], beta: number[] = []) =>
      onnxActivations({ activations, alpha, beta });
    assert.deepEqual(read(['HardSigmoid', 'Tanh', 'Elu'], [0.3, 2], [0.4]), {
      functions: [{ kind: 'hard_sigmoid', alpha: 0.3, beta: 0.4 }, 'tanh', { kind: 'elu', alpha: 2, beta: 0 }], // prettier-ignore
      unknown: [],
    });
    assert.deepEqual(read(['LeakyRelu', 'HardSigmoid', 'Affine']).functions, [
      'leaky_relu',
      { kind: 'hard_sigmoid', alpha: 0.2, beta: 0.5 },
      { kind: 'affine', alpha: 1, beta: 0 },
    ]);
    assert.deepEqual(read(['ScaledTanh', 'constructor', 'Mish']).unknown, ['ScaledTanh', 'constructor', 'Mish']); // prettier-ignore
  });
});
